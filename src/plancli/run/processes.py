"""Tasks in worker processes: the order kept, memory bounded, a dead worker no more than a failed task.

`concurrent.futures` breaks the whole pool when one worker dies and does not say on which task; here every
worker has its own pipe, so a death is the end of one pipe and concerns one task.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from typing import Any

from plancli.model import Failure
from plancli.run.collection import rarer
from plancli.run.serial import Task, Work, guarded

AHEAD = 4  # tasks begun or kept, for each worker
KEPT = 64  # items kept of a task whose turn has not come; then its worker waits
RETRIES = 1
GRACE = 1.0  # seconds a worker has to end when asked


def _serve(work: Work, pipe: Connection) -> None:
    """A worker's life: a task in, its items out, None as the end. It ends when the pipe does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    rarer()
    try:
        while True:
            task = pipe.recv()
            for item in guarded(work, task):
                pipe.send(item)
            pipe.send(None)
    except (EOFError, OSError):
        return  # the parent has gone


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Ctrl-C goes to the whole group: a worker begins with it blocked, or it would complain while it starts."""
    if not hasattr(signal, "pthread_sigmask"):  # no POSIX system
        yield
        return
    resource_tracker.ensure_running()  # the first worker would start it, and that lets Ctrl-C through
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Worker:
    def __init__(self, work: Work) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(work, theirs), daemon=True)
        with _interrupts_held():
            self.process.start()
        theirs.close()

    def stop(self) -> None:
        self.pipe.close()
        self.process.terminate()
        self.process.join(GRACE)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


@dataclass(slots=True, eq=False)
class _Job:
    """A task on its way: items that came, whether all did, and how many to drop after a second start."""

    task: Task
    worker: _Worker | None = None
    items: deque[Any] = field(default_factory=deque)
    done: bool = False
    came: int = 0
    drop: int = 0
    tries: int = 0


class _Pool:
    def __init__(self, work: Work, tasks: Iterable[Task], size: int) -> None:
        self.work, self.tasks, self.size = work, iter(tasks), size
        self.jobs: deque[_Job] = deque()
        self.idle: list[_Worker] = []
        self.workers: list[_Worker] = []

    def items(self) -> Iterator[Any]:
        while self._fill() or self.jobs:
            head = self.jobs[0]
            while head.items:
                yield head.items.popleft()
            if head.done:
                self.jobs.popleft()
            else:
                self._receive()

    def _fill(self) -> bool:
        """Start tasks while workers are free and not too many wait for their turn."""
        while len(self.jobs) < AHEAD * self.size and (self.idle or len(self.workers) < self.size):
            task = next(self.tasks, None)
            if task is None:
                return False
            job = _Job(task)
            self.jobs.append(job)
            self._start(job)
        return bool(self.jobs)

    def _start(self, job: _Job) -> None:
        if not self.idle:
            self.workers.append(_Worker(self.work))
            self.idle.append(self.workers[-1])
        job.worker, job.drop, job.came = self.idle.pop(), job.came, 0
        try:
            job.worker.pipe.send(job.task)
        except OSError:
            self._bury(job)

    def _receive(self) -> None:
        open_jobs = {j.worker.pipe: j for j in self.jobs if j.worker and (j is self.jobs[0] or len(j.items) < KEPT)}
        for pipe in wait(list(open_jobs)):
            self._take(open_jobs[pipe])  # type: ignore[index]

    def _take(self, job: _Job) -> None:
        assert job.worker is not None
        try:
            item = job.worker.pipe.recv()
        except (EOFError, OSError):
            self._bury(job)
            return
        if item is None:
            self.idle.append(job.worker)
            job.worker, job.done = None, True
            return
        job.came += 1
        if job.came > job.drop:
            job.items.append(item)

    def _bury(self, job: _Job) -> None:
        """The worker died on `job`: once more with a new one, then it is a failure."""
        assert job.worker is not None
        self.workers.remove(job.worker)
        job.worker.stop()
        job.worker = None
        job.tries += 1
        if job.tries <= RETRIES:
            self._start(job)
        else:
            job.items.append(Failure(job.task.path, "crashed", "the reader died on this file, twice"))
            job.done = True

    def stop(self) -> None:
        for worker in self.workers:
            worker.stop()


def run(work: Work, tasks: Iterable[Task], jobs: int) -> Iterator[Any]:
    """The items of all `tasks` in order, worked on by `jobs` processes. `work` must be picklable.

    However the caller stops, by the end, an error or Ctrl-C, no worker stays behind.
    """
    pool = _Pool(work, tasks, jobs)
    try:
        yield from pool.items()
    finally:
        pool.stop()

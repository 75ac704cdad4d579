"""Tasks in worker processes: the order kept, memory bounded, a dead worker no more than a failed task.

`concurrent.futures` breaks the whole pool when one worker dies and does not say on which task; here every
worker has its own pipe, so a death is the end of one pipe and concerns one task.

Where it is safe, a worker is a copy of this process, which has loaded beforehand what all of them need.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.reduction import ForkingPickler
from typing import Any

from plancli.model import Failure
from plancli.run.collection import THRESHOLDS, rarer
from plancli.run.serial import Ready, Task, TaskFunction, guarded
from plancli.run.starting import HELD, forks, interrupts_held, no_main

LINES_AHEAD = 16  # tasks begun or kept, for each worker
QUEUED = 2  # tasks a worker is given: it goes on at once where one is done
SMALL = 16_000  # bytes of a task that may wait in a pipe
KEPT = 64  # items kept of a task whose turn has not come; then its worker waits
RETRIES = 1  # a file that ends a worker twice is at fault itself
GRACE = 1.0  # seconds a worker has to end when asked

Warm = Callable[[], None]


def _serve(work: TaskFunction, pipe: Connection, idle: float | None, copied: Iterable[Connection]) -> None:
    """A worker's life: a task in, its items out. It ends when the pipe does, or after `idle` seconds without a task.

    Args:
        copied: ends of pipes that belong to the parent; a pipe with a second holder would not end with it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_IGN)  # so does a terminal that is closed
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # the parent's handler would write its message again
    if copied:
        for other in copied:
            other.close()
        gc.set_threshold(*THRESHOLDS)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, HELD)
    else:
        rarer()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        while pipe.poll(idle):
            task, careful = pipe.recv()
            (_send_each if careful else _send)(pipe, guarded(work, task))
    except (EOFError, OSError):
        return  # the parent has gone


def _end_with_parent() -> None:
    """End this process with the one that started it, also in the middle of a long file: its items are lost."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _send(pipe: Connection, items: Iterable[Any]) -> None:
    """The items of a task, each with whether it is the last: one message for most tasks, since the parent that it
    wakes takes a core from a worker."""
    held: list[Any] = []
    for item in items:
        if held:
            pipe.send((held, False))
        held = [item]
    pipe.send((held, True))


def _send_each(pipe: Connection, items: Iterable[Any]) -> None:
    """As `_send`, no item held back: of a task that has ended a worker, what comes before the death is kept."""
    for item in items:
        pipe.send(((item,), False))
    pipe.send(((), True))


class Worker:
    """A process and the jobs it has been given, the one it works on first."""

    def __init__(self, work: TaskFunction, idle: float | None = None, others: Iterable[Worker] = ()) -> None:
        copy = forks()
        context: Any = multiprocessing.get_context("fork" if copy else "spawn")
        self.pipe, theirs = context.Pipe()
        self.jobs: deque[_Job] = deque()
        copied = [self.pipe, *(worker.pipe for worker in others)] if copy else []
        self.process = context.Process(target=_serve, args=(work, theirs, idle, copied), daemon=True)
        with interrupts_held(copy), nullcontext() if copy else no_main():
            self.process.start()
        theirs.close()

    def takes(self, size: int) -> bool:
        """Whether it may be given a task of `size` bytes: what a pipe holds unread never makes the parent wait."""
        return not self.jobs or (len(self.jobs) < QUEUED and size < SMALL)

    def stop(self) -> None:
        """End it: what waits for a task ends by itself when its pipe does, with time to tidy up."""
        self.pipe.close()
        if not self.jobs:
            self.process.join(GRACE)
        self.process.terminate()
        self.process.join(GRACE)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


@dataclass(slots=True, eq=False)
class _Job:
    """A task on its way: items that came, whether all did, and how many to drop after a second start."""

    task: Task
    message: bytes
    items: deque[Any] = field(default_factory=deque)
    done: bool = False
    came: int = 0
    drop: int = 0
    tries: int = 0


def _message(task: Task, careful: bool = False) -> bytes:
    """What a worker is sent: `task`, and whether it may be the last one of this worker."""
    return bytes(ForkingPickler.dumps((task, careful)))


class _Pool:
    def __init__(self, work: TaskFunction, tasks: Iterable[Task], size: int, warm: Warm | None = None) -> None:
        self.work, self.tasks, self.size, self.warm = work, iter(tasks), size, warm
        self.idle: float | None = None
        self.retries = RETRIES
        self.jobs: deque[_Job] = deque()
        self.waiting: deque[_Job] = deque()
        self.workers: list[Worker] = []

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
        """Give out tasks while a worker takes one and not too many results wait for their turn."""
        while self.waiting or len(self.jobs) < LINES_AHEAD * self.size:
            if not self.waiting:
                if not self._next():
                    break
                continue
            worker = self._worker_for(len(self.waiting[0].message))
            if worker is None:
                break
            self._start(self.waiting.popleft(), worker)
        return bool(self.jobs)

    def _next(self) -> bool:
        task = next(self.tasks, None)
        if task is None:
            return False
        if isinstance(task, Ready):
            self.jobs.append(_Job(task, b"", deque(task.items), done=True))
            return True
        # pickled once, to know its size and to send it twice if need be
        self.waiting.append(_Job(task, _message(task)))
        self.jobs.append(self.waiting[-1])
        return True

    def _worker_for(self, size: int) -> Worker | None:
        """A worker with nothing to do, a new one while there may be more, else the one with the fewest jobs."""
        least = min(self.workers, key=lambda worker: len(worker.jobs), default=None)
        if (least is None or least.jobs) and len(self.workers) < self.size:
            return self._hire()
        return least if least is not None and least.takes(size) else None

    def _hire(self) -> Worker:
        if self.warm and forks():
            self.warm()
            self.warm = None
        gc.freeze()  # what the search for garbage writes to would be copied for each worker
        try:
            self.workers.append(Worker(self.work, self.idle, self.workers))
        finally:  # a process that cannot be started must not leave this one without search
            gc.unfreeze()
        return self.workers[-1]

    def _start(self, job: _Job, worker: Worker) -> None:
        job.drop, job.came = job.came, 0
        worker.jobs.append(job)
        try:
            worker.pipe.send_bytes(job.message)
        except OSError:
            self._bury(worker)

    def _receive(self) -> None:
        head = self.jobs[0]
        heard = {w.pipe: w for w in self.workers if w.jobs and (w.jobs[0] is head or len(w.jobs[0].items) < KEPT)}
        for pipe in wait(list(heard)):
            self._take(heard[pipe])

    def _take(self, worker: Worker) -> None:
        job = worker.jobs[0]
        try:
            items, job.done = worker.pipe.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return
        for item in items:
            job.came += 1
            if job.came > job.drop:
                job.items.append(item)
        if job.done:
            worker.jobs.popleft()

    def _bury(self, worker: Worker) -> None:
        """The worker died on its first job: that once more with a new one, then it is a failure; the others wait."""
        self.workers.remove(worker)
        worker.stop()
        job = worker.jobs[0]
        job.tries += 1
        job.message = _message(job.task, careful=True)
        if job.tries > self.retries:
            job.items.append(Failure(job.task.path, "crashed", "the reader died on this file, twice"))
            job.done = True
            worker.jobs.popleft()
        self.waiting.extendleft(reversed(worker.jobs))  # in front, in their old order: results must come in order

    def stop(self) -> None:
        for worker in self.workers:
            worker.pipe.close()  # all of them, before one is waited for
        for worker in self.workers:
            worker.stop()


def run(work: TaskFunction, tasks: Iterable[Task], jobs: int, warm: Warm | None = None) -> Iterator[Any]:
    """The items of all `tasks` in order, worked on by `jobs` processes. `work` must be picklable.

    However the caller stops, by the end, an error or Ctrl-C, no worker stays behind.

    Args:
        warm: loads what `work` needs, once, before workers become copies of this process.
    """
    pool = _Pool(work, tasks, jobs, warm)
    try:
        yield from pool.items()
    finally:
        pool.stop()


def run_by(
    workers: list[Worker], work: TaskFunction, tasks: Iterable[Task], idle: float, retries: int = RETRIES
) -> Iterator[Any]:
    """As `run` with one process: that of `workers`, where it stays for the next call, or ends when `idle` so long.

    Args:
        retries: how often a task is begun again that ends a worker.
    """
    pool = _Pool(work, tasks, 1)
    pool.workers, pool.idle, pool.retries = workers, idle, retries
    done = False
    try:
        yield from pool.items()
        done = True
    finally:
        if not done:
            pool.stop()
            workers.clear()

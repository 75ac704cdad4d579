"""A run on many machines (extra `cluster`): files go to the workers of a dask cluster, results come back in order.

Workers need neither the files nor their folder. A task is some files, some megabytes in a long run, and a hundred
kilobytes at its ends, so that no worker waits.
"""

from __future__ import annotations

import logging
import pickle
import re
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from importlib import import_module
from operator import length_hint
from typing import Any

from plancli.errors import ClusterError, needing
from plancli.model import Failure
from plancli.run.address import LOCAL, checked, hidden
from plancli.run.cluster_worker import ClusterReply, dismiss, identity, serve
from plancli.run.discover import Source, bytes_of
from plancli.run.serial import Ready, TaskFunction, guarded

TASKS_AHEAD = 4  # tasks under way for each thread of a worker
SMALLEST, LARGEST = 64_000, 4_000_000  # bytes of a task
MOST = 1000  # files of a task
SHARE = 16  # a task is this part of what a thread has been given before it
AT_END = 4  # and at most this many times that part of what is left for it
ANSWER = 10.0  # seconds for the scheduler to answer
PATIENCE = 60.0  # seconds without any worker
POLL = 2.0
AGAIN = "and run again: --resume goes on where this run stopped"

Done = Callable[[Source, tuple[Any, ...]], Iterable[Any]]
"""Takes a source and what a worker sent back for it; yields what is passed on."""


@dataclass(slots=True)
class _Batch:
    """Files that go to a worker together; those of which all is known are between them."""

    tasks: list[Source | Ready] = field(default_factory=list)
    size: int = 0
    future: Any = None

    @property
    def sources(self) -> list[Source]:
        return [task for task in self.tasks if isinstance(task, Source)]


class Cluster:
    """A connection to a scheduler. `about` says in a few words what there is."""

    def __init__(self, client: Any, address: str) -> None:
        self.client, self.address = client, hidden(address)
        self.threads = 0
        self.used: set[bytes] = set()
        self._look()
        self.about = f"cluster {self.address} · workers: {len(client.nthreads())}, threads: {self.threads}"
        if "dashboard" in client.scheduler_info()["services"]:
            link = client.dashboard_link
            # a scheduler in this process listens here alone
            self.about += f" · dashboard {re.sub('//[^/]*:', '//127.0.0.1:', link) if address == LOCAL else link}"

    def _look(self) -> bool:
        """Count the threads of all workers that are there now; False where there are none."""
        try:
            self.threads = sum(self.client.nthreads().values())
        except (OSError, TimeoutError):
            self.threads = 0
        return self.threads > 0

    def run(self, work: TaskFunction, tasks: Iterable[Source | Ready], done: Done) -> Iterator[Any]:
        """The items of all `tasks` in order; `done` sees those of each file that was worked on, and gives them on.

        Raises:
            ClusterError: the scheduler has gone, no worker is left, or one runs another version.
        """
        self.used.add(knows := pickle.dumps(work))
        pending: deque[_Batch] = deque()
        batches = self._batches(tasks, work)
        while True:
            # enough ahead that no worker waits, not so many that they fill its memory
            while len(pending) < TASKS_AHEAD * max(self.threads, 1) and (batch := next(batches, None)):
                batch.future = self._submit(knows, batch.sources) if batch.sources else None
                pending.append(batch)
            if not pending:
                return
            yield from self._items(pending, knows, done)

    def _batches(self, tasks: Iterable[Source | Ready], work: TaskFunction) -> Iterator[_Batch]:
        """Files one after another until they are enough for a task."""
        batch, most, files, sent = _Batch(), SMALLEST, length_hint(tasks), 0
        for number, task in enumerate(tasks, 1):
            batch.tasks.append(task if isinstance(task, Ready) else _loaded(task, work))
            batch.size += len(getattr(batch.tasks[-1], "data", None) or b"")
            if batch.size >= most or len(batch.tasks) >= MOST:
                yield batch
                self._look()
                sent += batch.size
                most = self._most(sent, sent // number * (files - number))
                batch = _Batch()
        if batch.tasks:
            yield batch

    def _most(self, sent: int, left: int) -> int:
        """How many bytes the next task may have: few at first, so that all begin, and at the end, so that all end.

        Args:
            sent: bytes that were sent already.
            left: about how many bytes are still to be sent; negative where that is unknown.
        """
        share = sent if left < 0 else min(sent, left * AT_END)
        return min(max(share // (SHARE * max(self.threads, 1)), SMALLEST), LARGEST)

    def _submit(self, knows: bytes, sources: list[Source]) -> Any:
        message = pickle.dumps([replace(source, instead="") for source in sources])
        if self.client.status != "running":
            raise self._gone()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a single file may be large, which dask finds worth a word
            return self.client.submit(serve, identity(), knows, message, pure=False)

    def _items(self, pending: deque[_Batch], knows: bytes, done: Done) -> Iterator[Any]:
        """What the first batch gave."""
        batch = pending.popleft()
        results = iter(self._results(batch, pending, knows))
        for task in batch.tasks:
            yield from task.items if isinstance(task, Ready) else done(task, next(results))

    def _results(self, batch: _Batch, pending: Iterable[_Batch], knows: bytes) -> Iterator[tuple[Any, ...]]:
        if batch.future is None:
            return
        found = self._answer(batch.future)
        batch.future = None
        if found is not None:
            yield from found
            return
        # Workers died on it: each file once more, alone, so that none is blamed for what another does.
        self._quiet(pending)
        for source in batch.sources:
            alone = self._answer(self._submit(knows, [source]))
            gone = Failure(source.path, "crashed", "workers died on this file, twice")
            yield alone[0] if alone else (gone,)

    def _quiet(self, pending: Iterable[_Batch]) -> None:
        """Wait until nothing else is under way."""
        from distributed import CancelledError, wait

        try:
            wait([batch.future for batch in pending if batch.future is not None])
        except (CancelledError, OSError):
            raise self._gone() from None

    def _answer(self, future: Any) -> list[tuple[Any, ...]] | None:
        """What the workers found; None where they died on it.

        Raises:
            ClusterError: there will be no answer.
        """
        from distributed import CancelledError, KilledWorker
        from distributed.comm.core import CommClosedError

        lonely = 0.0
        while True:
            try:
                error = future.exception(timeout=POLL)
                answer = None if error else future.result()
            except TimeoutError:
                lonely = 0.0 if self._look() else lonely + POLL  # a worker may come back: not at once given up
                if lonely > PATIENCE:
                    raise ClusterError("no worker is left", self.address, f"start dask worker {AGAIN}") from None
                continue
            except (CancelledError, OSError):
                raise self._gone() from None
            if answer is not None:
                return self._checked(answer)
            if isinstance(error, KilledWorker):  # dask tried it on several workers, and each died
                return None
            if isinstance(error, CancelledError | CommClosedError):
                raise self._gone()
            what = f"a worker cannot run plancli ({type(error).__name__}: {error})"
            raise ClusterError(what, self.address, "install this plancli on every worker")

    def _gone(self) -> ClusterError:
        return ClusterError("the scheduler has gone", self.address, f"start it {AGAIN}")

    def _checked(self, answer: ClusterReply) -> list[tuple[Any, ...]]:
        kind, said = answer
        if kind != "other":
            return list(pickle.loads(said) if kind == "pickled" else said)
        raise ClusterError(_difference(identity(), said), self.address, "install the same on both sides")

    def dismiss(self) -> None:
        """End the readers that the workers have started for us."""
        from distributed import CancelledError

        for knows in self.used:
            with suppress(OSError, TimeoutError, CancelledError):  # they end by themselves, when idle
                self.client.run(dismiss, knows, on_error="ignore")


def _loaded(source: Source, work: TaskFunction) -> Source | Ready:
    """`source` with its bytes; what cannot be read is worked on here, which says why."""
    data = bytes_of(source)
    return Ready(source.path, tuple(guarded(work, source))) if data is None else replace(source, data=data)


def _difference(ours: Iterable[str], theirs: Iterable[str]) -> str:
    """Which versions are not the same."""
    pairs = [(one, other) for one, other in zip(ours, theirs, strict=False) if one != other]
    told = ", ".join(f"{one} here and {other.rpartition(' ')[2]} there" for one, other in pairs[:3])
    return f"other versions on the workers: {told}"


@contextmanager
def connected(address: str, threads: int) -> Iterator[Cluster]:
    """A cluster for the block: the one whose scheduler is at `address`, or one of this machine (`local`).

    Args:
        threads: of a cluster of this machine; a remote one has its own.

    Raises:
        MissingExtra: dask.distributed is not installed.
        ClusterError: no scheduler answers, or it has another version.
        UsageError: no address.
    """
    address = checked(address)
    with needing("cluster", "a cluster needs dask.distributed"):
        import_module("distributed")
    with ExitStack() as stack:
        stack.enter_context(_silence())
        client = stack.enter_context(_local(threads) if address == LOCAL else _remote(address))
        try:
            _compare(client.get_versions(), hidden(address))
            _wait_for_workers(client, hidden(address))
        except OSError as error:
            raise ClusterError("the scheduler has gone", hidden(address), f"start it {AGAIN}") from error
        cluster = Cluster(client, address)
        try:
            yield cluster
        finally:
            cluster.dismiss()


def _wait_for_workers(client: Any, where: str) -> None:
    if not client.nthreads():
        with suppress(TimeoutError):
            client.wait_for_workers(1, timeout=PATIENCE)
    if not client.nthreads():
        raise ClusterError("no worker", where, "start one: dask worker ADDRESS")


@contextmanager
def _silence() -> Iterator[None]:
    """dask logs every lost connection, with tracebacks; we report what matters in a line."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)


@contextmanager
def _local(threads: int) -> Iterator[Any]:
    """A scheduler and a worker in this process: the readers are processes of their own anyway."""
    from distributed import Client, LocalCluster

    own = {"processes": False, "n_workers": 1, "threads_per_worker": threads, "memory_limit": None}
    with LocalCluster(**own, dashboard_address="127.0.0.1:0") as cluster, Client(cluster) as client:
        yield client


@contextmanager
def _remote(address: str) -> Iterator[Any]:
    from distributed import Client

    try:
        client = Client(address.rstrip("/"), timeout=ANSWER)
    except (OSError, TypeError, ValueError) as error:
        raise ClusterError("no scheduler answers", hidden(address), "start one: dask scheduler") from error
    with client:
        yield client


def _compare(versions: dict[str, Any], where: str) -> None:
    """Refuse a scheduler whose python, dask or distributed is not ours."""
    ours, theirs = (versions[side]["packages"] for side in ("client", "scheduler"))
    for name in ("dask", "distributed"):
        if ours[name] != theirs[name]:
            what = f"other version: {name} {ours[name]} here and {theirs[name]} there"
            raise ClusterError(what, where, "install the same on both sides")

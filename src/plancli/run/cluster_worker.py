"""What runs inside the workers of a dask cluster: tasks of some files, each read by a process of its own.

A file that kills its reader kills no dask worker, and is found out; and readers have a core each, where dask has
threads, which share one.
"""

from __future__ import annotations

import multiprocessing
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Any, cast

from plancli.run import processes
from plancli.run.identity import libraries, source_digest
from plancli.run.serial import Task, TaskFunction, guarded

IDLE = 120.0  # seconds after which a reader without work ends: the process that started it may be gone

Readers = list[processes.Worker]
ClusterReply = tuple[str, Any]

_FREE: dict[bytes, list[Readers]] = {}  # readers that wait, by the work they know
_LOCK = Lock()


class Whole(tuple[Any, ...]):
    """Everything that one file gave."""


def identity() -> tuple[str, ...]:
    """What must be the same on both sides for the same bytes to come out."""
    return (*libraries("dask", "distributed"), f"plancli files {source_digest()[:8]}")


def serve(theirs: tuple[str, ...], work: bytes, tasks: bytes) -> ClusterReply:
    """The items of each task, in order; or, where this is another program than `theirs`, what it is.

    Args:
        work: the function that reads a task, pickled; `tasks` are pickled as well.
    """
    ours = identity()
    if ours != theirs:
        return "other", ours
    with _readers(work) as readers:
        (whole,) = processes.run_by(readers, _Wholly(work), [_Together(tasks)], IDLE, retries=0)
        if isinstance(whole, bytes):
            return "pickled", whole
        # one of the files has ended the reader: each by itself, so that it is found out
        return "items", [
            tuple(found) if isinstance(found, Whole) else (found,)
            for found in processes.run_by(readers, _Wholly(work), pickle.loads(tasks), IDLE)
        ]


@dataclass(frozen=True, slots=True)
class _Together:
    """Tasks of which all results come in one piece, pickled: the dask worker between reader and client opens none."""

    tasks: bytes
    path: str = "several files"


class _Wholly:
    """The pickled `work`, with all items of a task as one."""

    def __init__(self, work: bytes) -> None:
        self.pickled = work

    @cached_property
    def work(self) -> TaskFunction:
        """Loaded where it is called: a dask worker, which only hands it on, needs no word lists."""
        return cast("TaskFunction", pickle.loads(self.pickled))

    def __call__(self, task: Task | _Together) -> Iterator[Whole | bytes]:
        if isinstance(task, _Together):
            yield pickle.dumps([tuple(guarded(self.work, one)) for one in pickle.loads(task.tasks)])
        else:
            yield Whole(guarded(self.work, task))


def dismiss(work: bytes) -> None:
    """End the readers that know `work`."""
    with _LOCK:
        free = _FREE.pop(work, [])
    for readers in free:
        _stop(readers)


def _stop(readers: Readers) -> None:
    for reader in readers:
        reader.stop()


@contextmanager
def _readers(work: bytes) -> Iterator[Readers]:
    """A list with at most one reader in it, which nothing else uses meanwhile."""
    # dask's workers are daemons, which by a rule of multiprocessing have no children; ours end with their pipe
    multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined]
    with _LOCK:
        free = _FREE.setdefault(work, [])
        readers = free.pop() if free else []
    readers[:] = [reader for reader in readers if reader.process.is_alive()]
    try:
        yield readers
    finally:
        with _LOCK:
            wanted = work in _FREE
            if wanted:
                _FREE[work].append(readers)
        if not wanted:  # dismissed meanwhile
            _stop(readers)

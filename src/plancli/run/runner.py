"""Many tasks, by one process or several, from the start or from where an interrupted run stood."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from plancli.model import Failure
from plancli.run import serial
from plancli.run.discover import Source
from plancli.run.serial import Work, guarded

if TYPE_CHECKING:
    from plancli.run.journal import Journal


def run(work: Work, tasks: Sequence[Source], jobs: int) -> Iterator[Any]:
    """The items of all `tasks` in order, whatever `jobs` is; 0 is one for each core that this process may use."""
    jobs = jobs or cores()
    if jobs == 1 or len(tasks) < 2:
        return serial.run(work, tasks)
    from plancli.run import processes

    return processes.run(work, tasks, jobs)


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Whole:
    """Everything that one task gave."""

    items: tuple[Any, ...]


def resume(
    work: Work, tasks: Sequence[Source], jobs: int, journal: Journal, restore: Callable[[dict[str, Any]], Any]
) -> Iterator[Any]:
    """As `run`; what `journal` holds is taken from there, by `restore`, and what gets done is noted in it.

    A task with a failure in it is not noted: the next run tries it again.
    """
    keys = [_key(task) for task in tasks]
    left = [task for task, key in zip(tasks, keys, strict=True) if key not in journal.places]
    fresh = run(partial(_whole, work=work), left, jobs)
    for key in keys:
        kept = journal.find(key)
        if kept is not None:
            yield from map(restore, kept)
            continue
        found = next(fresh)
        items = found.items if isinstance(found, Whole) else (found,)
        if key and not any(isinstance(item, Failure) for item in items):
            journal.keep(key, map(asdict, items))
        yield from items


def _whole(task: Source, work: Work) -> Iterator[Whole]:
    yield Whole(tuple(guarded(work, task)))


def _key(task: Source) -> str:
    """What names a file in a journal; empty for what cannot be told from another, as standard input."""
    from plancli.run.journal import key_of

    try:
        return "" if task.data is not None else f"{key_of(task.path)}|{task.id}"
    except OSError:
        return ""

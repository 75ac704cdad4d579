"""Many tasks, by one process or several."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import Any

from plancli.run import serial
from plancli.run.serial import Task, TaskFunction


def run(work: TaskFunction, tasks: Iterable[Task], jobs: int, warm: Callable[[], None] | None = None) -> Iterator[Any]:
    """The items of all `tasks` in order, whatever `jobs` is; 0 is one for each core that this process may use.

    Args:
        warm: loads what `work` needs; called once where several workers can share what is loaded.
    """
    jobs, tasks = jobs or cores(), iter(tasks)
    first = list(islice(tasks, 2))
    if jobs == 1 or len(first) < 2:
        return serial.run(work, chain(first, tasks))
    from plancli.run import processes

    return processes.run(work, chain(first, tasks), jobs, warm)


def cores() -> int:
    """How many cores this process may use."""
    # in a container fewer than the machine has
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

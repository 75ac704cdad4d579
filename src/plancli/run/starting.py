"""How a worker process starts: as a copy of this one where that is safe, else as a new one; no signal comes between."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from types import ModuleType

HELD = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]

_SWAP = threading.Lock()


def forks() -> bool:
    """Whether a worker may be a copy of this process: no other thread holds a lock that stays locked there."""
    return sys.platform == "linux" and threading.active_count() == 1


@contextmanager
def interrupts_held(copy: bool) -> Iterator[None]:
    """Ctrl-C goes to the whole group: a worker begins with it blocked, or it would complain while it starts. A copy
    would also do what this process does when it is ended."""
    if not hasattr(signal, "pthread_sigmask"):  # no POSIX system
        yield
        return
    if not copy:
        resource_tracker.ensure_running()  # the first worker would start it, and that lets Ctrl-C through
    before = signal.pthread_sigmask(signal.SIG_BLOCK, HELD if copy else {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def no_main() -> Iterator[None]:
    """A new process would first run the program again that starts it (dask's worker: half a second, somebody's script
    without a guard: all of it). Workers need nothing of it."""
    with _SWAP:  # two threads of a dask worker may start readers at once
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main

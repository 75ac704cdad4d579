"""Folders for what other programs read and write, under a name that shows whose they are, even after a crash.

A process that ends removes its own. Those of a reader that was killed go with it; what a killed run left behind goes
when a later one has been running for a day.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PREFIX = "plancli-read-"
OLD = 86_400.0  # seconds; no reader lives as long


@contextmanager
def folder() -> Iterator[Path]:
    """An empty folder of this process; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix=f"{PREFIX}{os.getpid()}-") as path:
        yield Path(path)


def remove_of(process: int) -> None:
    """Remove what a process that was killed has left."""
    for path in _all(f"{PREFIX}{process}-*"):
        shutil.rmtree(path, ignore_errors=True)


def sweep() -> None:
    """Remove our folders that were not touched for a day; their process may be on another machine or in a container."""
    now = time.time()
    for path in _all(f"{PREFIX}*"):
        with suppress(OSError):
            status = path.lstat()
            if now - status.st_mtime > OLD and (not hasattr(os, "getuid") or status.st_uid == os.getuid()):
                shutil.rmtree(path, ignore_errors=True)


def _all(pattern: str) -> list[Path]:
    try:
        return [path for path in Path(tempfile.gettempdir()).glob(pattern) if path.is_dir() and not path.is_symlink()]
    except OSError:
        return []

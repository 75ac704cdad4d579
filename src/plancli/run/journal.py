"""What a run has finished, kept beside its output, so that an interrupted run goes on where it stood.

One line a source, written when all of it is done. A line torn by a crash is dropped; a source that has changed
since, or a run with other options, starts anew.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO

from filelock import FileLock, Timeout

from plancli.errors import OutputError
from plancli.export.jsonl import dumps

Rows = list[dict[str, Any]]


class Journal:
    """The journal of the run that writes `output`; used by one run at a time.

    Args:
        output: the file that the run will write.
        settings: what makes results comparable: version, options. Other settings, other results.

    Raises:
        OutputError: another run holds it, or it cannot be written.
    """

    def __init__(self, output: Path, settings: str) -> None:
        self.path = output.with_name(f".{output.name}.resume")
        self.settings = settings
        self.places: dict[str, int] = {}
        self.lock = FileLock(self.path.with_name(self.path.name + ".lock"))
        self.file: BinaryIO

    def __enter__(self) -> Journal:
        try:
            for place in (self.path, Path(self.lock.lock_file)):
                _refuse_link(place)
            self.lock.acquire(timeout=0)
            self.file = open(self.path, "a+b", opener=_no_link)
        except Timeout:
            hint = "wait for it, or give another -o"
            raise OutputError("another run writes this output", str(self.path), hint) from None
        except OSError as error:
            raise OutputError(error.strerror or str(error), str(self.path), "choose another folder") from error
        self._load()
        return self

    def _load(self) -> None:
        """Note where each finished source stands; cut off what is torn or of other settings."""
        self.file.seek(0)
        good = 0
        for number, line in enumerate(self.file):
            row = _row(line)
            if row is None or (number == 0 and row.get("settings") != self.settings):
                break
            if number:
                self.places[str(row["key"])] = good
            good += len(line)
        self.file.truncate(good)
        if not good:
            self._append({"settings": self.settings})

    def _append(self, row: dict[str, Any]) -> int:
        place = self.file.seek(0, os.SEEK_END)
        self.file.write(dumps(row).encode() + b"\n")
        self.file.flush()
        return place

    def keep(self, key: str, rows: Iterable[dict[str, Any]]) -> None:
        """Note that the source `key` is done, with what it gave."""
        self.places[key] = self._append({"key": key, "rows": list(rows)})

    def find(self, key: str) -> Rows | None:
        """What the source `key` gave in an earlier run; None where that is not known."""
        if key not in self.places:
            return None
        self.file.seek(self.places[key])
        row = _row(self.file.readline())
        return row["rows"] if row else None

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Keep the journal of a run that was stopped; that of one which ended, or did nothing, is of no use."""
        self.file.close()
        if kind is None or not self.places:
            self.path.unlink(missing_ok=True)
        self.lock.release()
        Path(self.lock.lock_file).unlink(missing_ok=True)


def key_of(path: str) -> str:
    """A source as it is now: another size or time makes another key. Raises OSError where it is gone."""
    status = os.stat(path)
    return f"{os.path.abspath(path)}|{status.st_size}|{status.st_mtime_ns}"


def _refuse_link(path: Path) -> None:
    """A link under a name that we write to could be somebody's trap: what it leads to would be written over."""
    if path.is_symlink():
        raise OutputError("is a link", str(path), "remove it, or give another -o")


def _no_link(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o666)


def _row(line: bytes) -> dict[str, Any] | None:
    if not line.endswith(b"\n"):
        return None
    try:
        row = json.loads(line, parse_float=Decimal)
    except ValueError:
        return None
    return row if isinstance(row, dict) else None

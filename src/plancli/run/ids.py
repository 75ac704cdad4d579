"""The ids that a run has given to documents: no two are alike, however many there are."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING

from plancli.errors import OutputError

if TYPE_CHECKING:
    import sqlite3

MANY = 10_000  # ids in memory; a million of them would take a hundred megabytes


class Ids:
    """The ids taken so far: the last `MANY` in memory, those before in a temporary database on disk.

    The names themselves are kept and not hashes of them, so that none is ever taken for another.
    """

    def __init__(self) -> None:
        self._last: set[str] = set()
        self._before: sqlite3.Connection | None = None

    def __contains__(self, name: str) -> bool:
        if name in self._last:
            return True
        if self._before is None:
            return False
        return self._before.execute("SELECT 1 FROM ids WHERE id = ?", (_key(name),)).fetchone() is not None

    def add(self, name: str) -> None:
        """Take `name`.

        Raises:
            OutputError: the folder of temporary files is full.
        """
        self._last.add(name)
        if len(self._last) >= MANY:
            self._put_aside()

    def _put_aside(self) -> None:
        import sqlite3

        try:
            if self._before is None:
                self._before = _database()
            self._before.executemany("INSERT INTO ids VALUES (?)", ((key,) for key in sorted(map(_key, self._last))))
            self._before.commit()
        except sqlite3.Error as error:
            raise OutputError("no room for the ids of documents", tempfile.gettempdir(), "free some space") from error
        self._last.clear()


def _database() -> sqlite3.Connection:
    """An empty one, in a file without a name that goes with the process."""
    import sqlite3

    base = sqlite3.connect("", check_same_thread=False)  # a generator may be closed by another thread
    base.execute("PRAGMA journal_mode = OFF")  # there is no rollback
    base.execute("CREATE TABLE ids (id BLOB PRIMARY KEY) WITHOUT ROWID")
    return base


def _key(name: str) -> bytes:
    return name.encode("utf-8", "surrogatepass")  # of a file whose name is no UTF-8

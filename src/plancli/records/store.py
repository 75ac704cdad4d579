"""The rows of a large set: in a temporary file, from which each is read when somebody asks for it.

A small set is a list: up to `MANY` rows nothing else is done. Who gathers many rows of a store holds their `RowPlace`.
"""

from __future__ import annotations

import pickle
import tempfile
from array import array
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import IO, Any, overload

from plancli.errors import OutputError
from plancli.terms import Record, Row

MANY = 60_000  # rows; of a set as large as two of the bench
RECENT = 1024  # rows that are asked for again soon
Keys = tuple[str, ...]


class StoredRow(dict[str, Any]):
    """A row that knows where it is kept."""

    __slots__ = ("held",)
    held: RowPlace


class RowPlace:
    """A row of a store, by its number, with what is another in it: a twentieth of what the row takes."""

    __slots__ = ("changes", "number", "store")

    def __init__(self, store: Store, number: int, changes: Row | None = None) -> None:
        self.store, self.number, self.changes = store, number, changes

    @property
    def row(self) -> Row:
        """The row, as it was put there but for the changes."""
        return self.store[self.number] if self.changes is None else {**self.store[self.number], **self.changes}


def held(row: Record) -> Record | RowPlace:
    """What to hold of `row` where many are held."""
    return row.held if isinstance(row, StoredRow) else row


def changed(row: Record, changes: Row) -> Row:
    """`row` with `changes`; who holds it holds these alone."""
    if not isinstance(row, StoredRow):
        return {**row, **changes}
    new = StoredRow(row | changes)
    new.held = RowPlace(row.held.store, row.held.number, {**(row.held.changes or {}), **changes})
    return new


def row_of(kept: Record | RowPlace) -> Record:
    """The row that `kept` stands for."""
    return kept.row if isinstance(kept, RowPlace) else kept


@contextmanager
def _enough_room() -> Iterator[None]:
    """A full folder of temporary files is one line."""
    try:
        yield
    except OSError as error:
        raise OutputError("no room for so many records", tempfile.gettempdir(), "free some space") from error


def _temporary() -> IO[bytes]:
    """A file that goes with the store."""
    with _enough_room():
        return tempfile.TemporaryFile()


class Store(Sequence[Row]):
    """Rows in the order in which they came."""

    def __init__(self) -> None:
        self._few: list[Row] = []
        self._file: IO[bytes] | None = None
        self._size = 0  # bytes of the file
        self._starts, self._ends = array("q"), array("q")
        self._keys: dict[Keys, int] = {}  # sets of keys, which rows have in common
        self._names: list[Keys] = []
        self._recent = lru_cache(RECENT)(self._read)

    def append(self, row: Row) -> None:
        """Put `row` behind the others.

        Raises:
            OutputError: the folder of temporary files is full.
        """
        if self._file is None:
            self._few.append(row)
            if len(self._few) > MANY:
                self._file = _temporary()
                for one in self._few:
                    self._write(self._file, one)
                self._few.clear()
        else:
            self._write(self._file, row)

    def _write(self, file: IO[bytes], row: Row) -> None:
        keys = tuple(row)
        number = self._keys.get(keys)
        if number is None:
            number = self._keys[keys] = len(self._names)
            self._names.append(keys)
        data = pickle.dumps((number, *row.values()), pickle.HIGHEST_PROTOCOL)
        with _enough_room():
            file.write(data)
        self._starts.append(self._size)
        self._size += len(data)
        self._ends.append(self._size)

    def without(self, numbers: Container[int]) -> Sequence[Row]:
        """The rows but for those of these numbers: a list where they are few. Nothing more may be appended."""
        if self._file is None:
            return [row for number, row in enumerate(self._few) if number not in numbers]
        left = [number for number in range(len(self)) if number not in numbers] if numbers else range(len(self))
        if len(left) < len(self):
            for name in ("_starts", "_ends"):
                setattr(self, name, array("q", map(getattr(self, name).__getitem__, left)))
            self._recent = lru_cache(RECENT)(self._read)  # rows have other numbers now
        return self

    def _read(self, number: int) -> StoredRow:
        assert self._file is not None
        start = self._starts[number]
        with _enough_room():  # what is not yet written is, before the file is read elsewhere
            self._file.seek(start)
        which, *values = pickle.loads(self._file.read(self._ends[number] - start))
        row = StoredRow(zip(self._names[which], values, strict=True))
        row.held = RowPlace(self, number)
        return row

    def __len__(self) -> int:
        return len(self._starts) if self._file is not None else len(self._few)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: Any) -> Any:
        if self._file is None:
            return self._few[index]
        found = range(len(self))[index]
        return self._recent(found) if isinstance(found, int) else [self._read(number) for number in found]

    def __iter__(self) -> Iterator[Row]:
        return iter(self._few) if self._file is None else map(self._read, range(len(self)))


def stored(rows: Iterable[Row]) -> Sequence[Row]:
    """`rows`: a list, or a store where they are many.

    Raises:
        OutputError: the folder of temporary files is full.
    """
    store = Store()
    for row in rows:
        store.append(row)
    return store.without(())

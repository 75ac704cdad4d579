"""The files of a run: of a million of them only the names are held, in their folders."""

from __future__ import annotations

import os
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, overload

from plancli.run.discover import Source, split
from plancli.run.names import Names, shared, stem


class Files(Sequence[Source]):
    """Sources in order, each made when it is asked for, with an id that no other has."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._folders: list[str] = []
        self._starts = array("q")
        self._names = Names()
        self._more: dict[int, Source] = {}  # of which there is more to say than folder and name
        for source in sources:
            self._add(source)
        known = {number for number, source in self._more.items() if source.id}
        every = range(len(self))
        numbers = array("q", (number for number in every if number not in known)) if known else every
        found = shared(len(numbers), lambda number: self._path(numbers[number]))
        self._ids = {numbers[number]: name for number, name in found.items()}

    def _add(self, source: Source) -> None:
        folder, name = split(source.path)
        # what does not fit into two words is kept whole
        if os.path.join(folder, name) != source.path or source != Source(source.path, "", named=False):
            self._more[len(self._names)] = source
        if not self._folders or self._folders[-1] != folder:  # files come folder by folder: each folder is kept once
            self._folders.append(folder)
            self._starts.append(len(self._names))
        self._names.append(name)

    def _path(self, number: int) -> str:
        if number in self._more:
            return self._more[number].path
        return os.path.join(self._folders[bisect_right(self._starts, number) - 1], self._names[number])

    def __len__(self) -> int:
        return len(self._names)

    @overload
    def __getitem__(self, index: int) -> Source: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Source]: ...
    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return _Some(self, range(len(self))[index])
        number = range(len(self))[index]
        path = self._path(number)
        source = self._more.get(number) or Source(path, "", named=False)
        return source if source.id else replace(source, id=self._ids.get(number) or stem(path))


class _Some(Sequence[Source]):
    """Some of the files of a run: the part of one machine."""

    def __init__(self, files: Files, numbers: range) -> None:
        self._files, self._numbers = files, numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, index: Any) -> Any:
        found = self._numbers[index]
        return _Some(self._files, found) if isinstance(found, range) else self._files[found]

"""File names as ids: readable, and unique among the files of a run."""

from __future__ import annotations

import os
from array import array
from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from heapq import merge
from itertools import islice, pairwise
from typing import Any, TypeAlias, overload

from plancli.hashes import in_order as hashes_in_order
from plancli.hashes import repeated
from plancli.read.files import label

PIECE = 1 << 16  # names

Piece: TypeAlias = "tuple[bytearray, array[int]]"
"""The bytes of some names, one behind the other, and where each ends."""


class Names(Sequence[str]):
    """Names of files in the order in which they came, as bytes behind one another: a third of what texts take."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._pieces: deque[Piece] = deque()
        self._count = 0
        for name in names:
            self.append(name)

    def append(self, name: str) -> None:
        self.append_raw(os.fsencode(name))

    def append_raw(self, name: bytes) -> None:
        """Append a name that is bytes already."""
        if self._count == PIECE * len(self._pieces):
            self._pieces.append((bytearray(), array("I")))  # of a piece, offsets are small
        held, ends = self._pieces[-1]
        held += name
        ends.append(len(held))
        self._count += 1

    def raw(self, number: int) -> bytes:
        """The bytes of a name, by its number."""
        held, ends = self._pieces[number // PIECE]
        place = number % PIECE
        return bytes(held[ends[place - 1] if place else 0 : ends[place]])

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: Any) -> Any:
        found = range(self._count)[index]
        return os.fsdecode(self.raw(found)) if isinstance(found, int) else Names(map(self.__getitem__, found))

    def __iter__(self) -> Iterator[str]:
        for piece in self._pieces:
            yield from map(os.fsdecode, _each(piece))

    def drained(self) -> Iterator[bytes]:
        """The bytes of all names; what has been given is let go, and nothing is left."""
        while self._pieces:
            yield from _each(self._pieces.popleft())
        self._count = 0


def _each(piece: Piece) -> Iterator[bytes]:
    held, ends = piece
    start = 0
    for end in ends:
        yield bytes(held[start:end])
        start = end


def in_order(names: Iterable[str]) -> Names:
    """`names` by their bytes: the same order in every locale, and for names that are no UTF-8.

    Some at a time are sorted as texts, and no more than these are texts at once.
    """
    left, runs = iter(names), list[Names]()
    while run := list(islice(left, PIECE)):
        # those of ASCII are in that order as they are
        run.sort(key=None if all(map(str.isascii, run)) else os.fsencode)
        runs.append(Names(run))
    if len(runs) == 1:
        return runs[0]
    found = Names()
    for name in merge(*(run.drained() for run in runs)):
        found.append_raw(name)
    return found


def unique(paths: Sequence[str]) -> list[str]:
    """An id for each path: its stem; with folders before it, or its suffix behind, where others share it.

    `a/plan.txt` and `b/plan.txt` become `a/plan` and `b/plan`; `plan.txt` and `plan.docx` keep their suffix.
    """
    others = shared(len(paths), paths.__getitem__)
    return [others.get(number) or stem(path) for number, path in enumerate(paths)]


def stem(path: str) -> str:
    """The id of a file whose stem no other has.

    Args:
        path: of the file, with / between folders.
    """
    return _tail(_told(path), 1, False)


def shared(count: int, path_of: Callable[[int], str]) -> dict[int, str]:
    """The ids of those of `count` paths whose stem others have too, by their numbers.

    Of a million paths only the hashes of their stems are held.
    """
    hashes = array("q", (hash(stem(path_of(number))) for number in range(count)))
    ordered = hashes_in_order(hashes)
    twice = {one for one, other in pairwise(ordered) if one == other}
    left = {number: stem(path_of(number)) for number, one in enumerate(hashes) if one in twice}
    times = Counter(left.values())
    left = {number: name for number, name in left.items() if times[name] > 1}  # two stems may have one hash

    def is_stem(name: str) -> bool:
        """Whether `name` is the id of a file that has kept its stem."""
        place = bisect_left(ordered, hash(name))
        if place == count or ordered[place] != hash(name) or times[name] > 1:
            return False
        return any(one == hash(name) and stem(path_of(number)) == name for number, one in enumerate(hashes))

    return _longer({number: _told(path_of(number)) for number in left}, is_stem)


def alike(names: Collection[str], part: Callable[[str], str]) -> list[str]:
    """Those of `names` of which another has the same `part`, and perhaps a few more."""
    hashes = array("q", (hash(part(name)) for name in names))
    twice = repeated(hashes)
    return [name for name, one in zip(names, hashes, strict=True) if one in twice] if twice else []


def _longer(names: dict[int, str], is_stem: Callable[[str], bool]) -> dict[int, str]:
    """Ids of more than a stem for the paths `names`."""
    ids: dict[int, str] = {}
    left = list(names)
    for keep_suffix in (False, True):
        # as few folders as tell them apart
        for level in range(1, max((names[number].count("/") for number in left), default=0) + 2):
            tried = {number: _tail(names[number], level, keep_suffix) for number in left}
            times, taken = Counter(tried.values()), set(ids.values())
            for number, name in tried.items():
                if times[name] == 1 and name not in taken and not is_stem(name):
                    ids[number] = name
            left = [number for number in left if number not in ids]
            if not left:
                return ids
    return ids | {number: f"{names[number]}#{number + 1}" for number in left}


def _told(path: str) -> str:
    return label(path).replace(os.sep, "/")


def _tail(name: str, level: int, keep_suffix: bool) -> str:
    """The last `level` parts of `name`."""
    *_, last = parts = name.rsplit("/", level)[-level:]
    return "/".join([*parts[:-1], last if keep_suffix else os.path.splitext(last)[0]])

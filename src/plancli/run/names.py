"""File names as ids: readable, and unique among the files of a run."""

from __future__ import annotations

import os
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

from plancli.read.files import label

PARTS = 4  # of the numbers below zero, and of the others
SHIFT = 61  # bits behind those that tell the part


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
    ordered, twice = _repeated(hashes)
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


def alike(names: Sequence[str], part: Callable[[str], str]) -> list[str]:
    """Those of `names` of which another has the same `part`, and perhaps a few more."""
    hashes = array("q", (hash(part(name)) for name in names))
    twice = _repeated(hashes)[1]
    return [name for name, one in zip(names, hashes, strict=True) if one in twice] if twice else []


def _repeated(hashes: array[int]) -> tuple[array[int], set[int]]:
    """`hashes` in order, and those that come more than once."""
    ordered = array("q")  # eight bytes a name, however long it is
    for part in range(-PARTS, PARTS):  # some at a time: as a list they take five times as much
        ordered.extend(sorted(one for one in hashes if one >> SHIFT == part))
    return ordered, {one for one, other in pairwise(ordered) if one == other}


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

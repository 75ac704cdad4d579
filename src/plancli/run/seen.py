"""Which files a run has met: the same file reached by two names is read once."""

from __future__ import annotations

import os
from bisect import bisect_left
from functools import cache, lru_cache

# Folder and name of a path; asked twice in a row, the same texts: who keeps a name keeps no second one.
split = lru_cache(maxsize=1)(os.path.split)


class Seen:
    """The names of the files met so far, in order, in each folder in which they really are.

    A folder's files are met in order, so that a name behind the last is new. A set would take ten times as much memory.
    """

    def __init__(self) -> None:
        self._real = cache(os.path.realpath)  # the way to a folder is looked up once, for this run
        self._names: dict[str, list[str]] = {}

    def first(self, path: str) -> bool:
        """Whether the file at `path` is met for the first time."""
        if os.path.islink(path):  # two names of one file are one file
            path = os.path.realpath(path)
        folder, name = split(path)
        names = self._names.setdefault(self._real(folder), [])
        if not names or os.fsencode(names[-1]) < os.fsencode(name):
            names.append(name)
            return True
        place = bisect_left(names, os.fsencode(name), key=os.fsencode)
        if names[place] == name:
            return False
        names.insert(place, name)
        return True

"""File names as ids: readable, and unique among the files of a run."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence

from plancli.read.files import label


def unique(paths: Sequence[str]) -> list[str]:
    """An id for each path: its stem; with folders before it, or its suffix behind, where others share it.

    `a/plan.txt` and `b/plan.txt` become `a/plan` and `b/plan`; `plan.txt` and `plan.docx` keep their suffix.
    """
    names = [label(path).replace(os.sep, "/") for path in paths]
    ids: list[str] = [""] * len(names)
    left = list(range(len(names)))
    for keep_suffix in (False, True):
        for level in range(1, max((names[index].count("/") for index in left), default=0) + 2):
            left = _settle({index: _tail(names[index], level, keep_suffix) for index in left}, ids)
            if not left:
                return ids
    for index in left:
        ids[index] = f"{names[index]}#{index + 1}"
    return ids


def _tail(name: str, level: int, keep_suffix: bool) -> str:
    """The last `level` parts of `name`."""
    *_, last = parts = name.rsplit("/", level)[-level:]
    return "/".join([*parts[:-1], last if keep_suffix else os.path.splitext(last)[0]])


def _settle(tried: dict[int, str], ids: list[str]) -> list[int]:
    """Give the names that only one path has; return the paths that are left."""
    count = Counter(tried.values())
    taken = set(ids)
    left = []
    for index, name in tried.items():
        if count[name] == 1 and name not in taken:
            ids[index] = name
        else:
            left.append(index)
    return left

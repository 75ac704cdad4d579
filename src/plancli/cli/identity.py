"""Regions for which two documents speak that contradict each other, told to a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from plancli.cli.messages import counted, say

MOST_TOLD = 3  # pairs of documents of a region


def say_rivals(records: Iterable[Mapping[str, Any]], done: str) -> set[str]:
    """Report which regions have two such documents and what is `done` about them; return the codes of these regions.

    Args:
        records: of documents at one level.
    """
    from plancli.compare.levels.identity import rivals

    found = rivals(records)
    told: dict[str, int] = {}
    for one in found:
        told[one.code] = told.get(one.code, 0) + 1
        if told[one.code] > MOST_TOLD:
            continue
        what = f"{' and '.join(one.docs)} both claim {one.region}, {one.differ} of {one.shared} figures differ"
        say(f"{what} · {done} · say whose they are: plancli extract --region PLACE")
    if more := sum(max(0, count - MOST_TOLD) for count in told.values()):
        say(f"{counted(more, 'more pair')} of documents of one region contradict each other · {done}")
    return set(told)

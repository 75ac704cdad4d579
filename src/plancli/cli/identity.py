"""Regions for which two documents speak that contradict each other, told to a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from plancli.cli.messages import say


def say_rivals(records: Iterable[Mapping[str, Any]], done: str) -> set[str]:
    """Say which regions have two such documents and what is `done` about them; return the codes of these regions.

    Args:
        records: of documents at one level.
    """
    from plancli.compare.levels.identity import rivals

    found = rivals(records)
    for one in found:
        what = f"{' and '.join(one.docs)} both speak for {one.region}, {one.differ} of {one.shared} figures differ"
        say(f"{what} · {done} · say whose they are: plancli extract --region PLACE")
    return {one.code for one in found}

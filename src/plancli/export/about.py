"""What a workbook or report says about its own making: from what, when, and by which version."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plancli.grid import Grid
from plancli.terms import Record

if TYPE_CHECKING:
    from plancli.export.review.texts import ReviewText


@dataclass(frozen=True, slots=True)
class About:
    """What a workbook or report holds besides the records.

    `leads` gives in a language what leads each row of `grid`: topic, indicator, kind, year, unit, and `called`, its
    name with its kind where need be; `sources` are the files the records come from, `when` the time that is written
    as theirs. `texts` are the documents themselves with their records, for formats that carry them; `turned` asks
    for a row a region. `left_out` counts the rows of the comparison that fit into no sheet.
    """

    documents: Sequence[Record]
    sources: Sequence[str]
    when: datetime
    grid: Grid
    leads: Callable[[str], Sequence[Record]]
    texts: Sequence[ReviewText] = ()
    turned: bool = False
    left_out: int = 0


@cache
def program() -> str:
    """The name and version of this program."""
    from importlib.metadata import version  # costs as much as all of click

    return f"plancli {version('plancli')}"


def time_of(sources: Iterable[str]) -> datetime:
    """The time to write: SOURCE_DATE_EPOCH where set, else when the newest of `sources` was written, else now.

    So the same input gives the same bytes.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")  # the convention of reproducible builds
    if given.isdigit():
        return datetime.fromtimestamp(int(given), UTC)
    times = [os.stat(source).st_mtime for source in sources if Path(source).is_file()]
    return datetime.fromtimestamp(int(max(times, default=time.time())), UTC)


def mention(record: Record) -> tuple[Any, ...]:
    """What identifies a record, to link a figure with it."""
    return tuple(record.get(key) for key in ("doc", "id", "start", "end"))


def documents_of(records: Iterable[Record]) -> list[dict[str, Any]]:
    """What the records alone say of their documents: id, region, and how many targets."""
    found: dict[str, dict[str, Any]] = {}
    for record in records:
        name = str(record.get("doc") or "")
        row = found.setdefault(
            name,
            {"doc": name, "region": record.get("region"), "region_code": record.get("region_code"), "targets": 0},
        )
        row["targets"] += record.get("status") == "target"
    return list(found.values())

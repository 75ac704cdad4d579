"""`plancli cascade`: upper level against lower level, who raises the target of whom (层层加码)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from plancli.cli.command import command
from plancli.cli.compare import choosing, merging
from plancli.cli.options import Writing, paths, statuses, writing
from plancli.cli.talk import say

if TYPE_CHECKING:
    from plancli.compare.select import Choice


@command(
    "cascade",
    examples=(
        "plancli cascade targets.jsonl --year 2026 -o cascade.csv",
        "plancli cascade nation.jsonl provinces.jsonl cities.jsonl --summary",
    ),
)
@paths
@statuses
@choosing
@merging
@click.option("--summary", is_flag=True, help="Count by pair of levels, indicator and year.")
@writing
def cascade(
    paths: tuple[str, ...],
    statuses: tuple[str, ...],
    choice: Choice,
    merge: Path | None,
    summary: bool,
    writing: Writing,
) -> int:
    """Set each region's target against that of the nearest region above it: same indicator, kind and year.

    `difference` is lower less upper (percentage points for rates), `ratio` lower divided by upper.
    """
    from plancli.cli.records import given, merges
    from plancli.columns import CASCADE, CASCADE_SUMMARY, brief_cascade
    from plancli.compare import cascade as levels
    from plancli.compare.gather import gather
    from plancli.compare.select import select

    figures = gather(select(given(paths), choice, statuses), merges(merge))
    rows = levels.cascade(figures)
    if not rows:
        say("no pairs · no two levels have a figure for one indicator, kind and year · see --year, --status")
    if summary:
        _emit(levels.summary(rows), CASCADE_SUMMARY, writing)
    else:
        _emit(rows, CASCADE, writing)
    return 0

"""`plancli diff`: an older against a newer plan of one region."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from plancli.cli.command import command
from plancli.cli.commands.compare import Words, choosing, merging
from plancli.cli.decisions import decided
from plancli.cli.messages import say
from plancli.cli.options import writing

if TYPE_CHECKING:
    from plancli.compare.align.group import AlignedFigure
    from plancli.compare.select import Choice

# What a page shows; a terminal shows the same as paragraphs, a file has all columns.
BRIEF = (
    "change", "region", "indicator", "older_figure", "older_year", "newer_figure", "newer_year",
    "older_quote", "newer_quote",
)  # fmt: skip


@command(
    "diff",
    examples=(
        "plancli diff plan-2021.jsonl plan-2023.jsonl -o changes.csv",
        "plancli diff report-2025.jsonl report-2026.jsonl --indicator gdp_growth",
    ),
)
@click.argument("older")
@click.argument("newer")
@choosing
@merging
@click.option("--unchanged", is_flag=True, help="List what stayed the same too.")
@writing
def diff(older: str, newer: str, choice: Choice, words: Words, **how: Any) -> int:
    """Say what changed between an older and a newer plan.

    Two sets of records of one region: what was added, dropped, raised, lowered, postponed, advanced or reworded,
    with both quotes. Raised and lowered speak of the number alone. Where each set is an annual report and the
    second is of the year after, figures that move with the year are not postponed.
    """
    from plancli.cli.output import format_of
    from plancli.cli.records import emit_rows, given, merges
    from plancli.columns import CHANGES
    from plancli.compare.align.group import gather
    from plancli.compare.levels.changes import changes
    from plancli.compare.select import select

    merged = merges(words.merge)
    sets, unsettled = decided([given([path], words.lexicon) for path in (older, newer)], words.decisions, words.lexicon)
    before, after = (gather(select(records, choice), merged) for records in sets)
    rows = [row for row in changes(before, after) if how["unchanged"] or row["change"] != "unchanged"]
    _say((before, after), rows)
    if format_of(how["writing"]) == "table":
        _show(rows, how["writing"].lang or "zh")
    else:
        emit_rows(rows, CHANGES, BRIEF, how["writing"])
    return unsettled


def _say(sides: tuple[list[AlignedFigure], list[AlignedFigure]], rows: list[dict[str, Any]]) -> None:
    for side, figures in zip(("older", "newer"), sides, strict=True):
        if not figures:
            say(f"no figures in the {side} set · nothing in it is asked for · see --status, --year")
    if not rows:
        say("nothing changed")


def _show(rows: list[dict[str, Any]], lang: str) -> None:
    """A paragraph for each change: what happened, to which figure, and both sentences."""
    from rich.padding import Padding
    from rich.text import Text

    from plancli.cli.messages import visible
    from plancli.cli.terminal.console import console
    from plancli.compare.names import word

    screen = console()
    for row in rows:
        sides = [_side(row, side) for side in ("older", "newer")]
        head = f"{word('change', row['change'], lang)}  {row['indicator']}  {row['region'] or ''}  {' → '.join(sides)}"
        screen.print(Text(visible(head), style="bold"))
        for side, mark in (("older", "-"), ("newer", "+")):
            if row.get(f"{side}_quote"):
                screen.print(Padding(Text(f"{mark} {visible(row[f'{side}_quote'])}"), (0, 0, 0, 2)))


def _side(row: dict[str, Any], side: str) -> str:
    if f"{side}_figure" not in row:
        return "—"
    year = row[f"{side}_year"]
    return f"{row[f'{side}_figure']} ({year})" if year else str(row[f"{side}_figure"])

"""`plancli diff`: an older against a newer plan of one region."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from plancli.cli.command import command
from plancli.cli.commands.compare import WordChoice, choosing, merging
from plancli.cli.decisions import decided
from plancli.cli.identity import say_rivals
from plancli.cli.messages import say
from plancli.cli.options import input_option, writing

if TYPE_CHECKING:
    from plancli.compare.align.group import AlignedFigure
    from plancli.compare.select import Choice

# What a page shows; a terminal shows the same as paragraphs, a file has all columns.
ALONE = ("added", "dropped")
BRIEF_DIFF = (
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
@click.option("--headline", is_flag=True, help="Only the headline indicators of work reports.")
@click.option("--all", "everything", is_flag=True, help="On a page too: all that was added or dropped.")
@input_option("--documents", help="Document records of the newer set: what they cover in words was not dropped.")
@writing
def diff(older: str, newer: str, choice: Choice, words: WordChoice, **how: Any) -> int:
    """Say what changed between an older and a newer plan.

    Two sets of records of one region: what was added, dropped, raised, lowered, postponed, advanced or reworded,
    with both quotes; headline indicators first. Raised and lowered describe the number alone; asks_more says which
    of the two figures asks for more. Where each set is an annual report and the second covers the year after, figures
    that move with the year are not postponed. A figure that gave way to words is in_words, not dropped.
    """
    from plancli.cli.output import format_of
    from plancli.cli.records import coverage_of, emit_rows, given, lean, merges
    from plancli.columns import CHANGES
    from plancli.compare.align.group import gather
    from plancli.compare.levels.changes import changes
    from plancli.compare.select import select

    merged = merges(words.merge)
    # each set apart: a record that both hold is what did not change, and no double
    whole = [given([path], words.lexicon, take=lean(choice, words)) for path in (older, newer)]
    sets, unsettled = decided(whole, words.decisions, words.lexicon)
    chosen = [list(select(records, choice)) for records in sets]
    for records in chosen:
        say_rivals(records, "one of the two stands for it")
    before, after = (gather(records, merged, stated=True) for records in chosen)
    _say_regions(before, after)
    rows = changes(before, after, how["unchanged"], coverage_of(how["documents"]), how["writing"].lang or "zh")
    _say(before, after, rows)
    if not how["documents"]:
        _say_dropped(rows)
    rows = _folded(rows, how)
    if format_of(how["writing"]) == "table":
        _show(rows, how["writing"].lang or "zh")
    else:
        emit_rows(rows, CHANGES, BRIEF_DIFF, how["writing"])
    return unsettled


def _folded(rows: list[dict[str, Any]], how: dict[str, Any]) -> list[dict[str, Any]]:
    """Headlines alone where these are asked for; a page leaves out what one text alone has, where that is much."""
    from plancli.cli.output import format_of
    from plancli.compare.names import headline_rank
    from plancli.compare.tables.order import MUCH

    if how["headline"]:
        return [row for row in rows if headline_rank(row["indicator_id"]) is not None]
    # Two plans often share only a third of their figures; hundreds of lines about the others would bury the changes.
    kept = [row for row in rows if row["change"] not in ALONE or headline_rank(row["indicator_id"]) is not None]
    folded = len(rows) - len(kept)
    if how["everything"] or folded <= MUCH or not kept or format_of(how["writing"]) not in ("table", "md"):
        return rows
    say(f"{folded} more figures that one of the two alone has · --all lists them, a file has them all")
    return kept


def _say_regions(before: list[AlignedFigure], after: list[AlignedFigure]) -> None:
    """Say where the two sets have no region in common: what is listed is then not a change."""
    sides = [{figure.place.name or figure.place.code for figure in figures} for figures in (before, after)]
    if all(sides) and sides[0].isdisjoint(sides[1]):  # most likely two regions, not two plans of one
        older, newer = (", ".join(sorted(names)[:3]) or "no region" for names in sides)
        say(f"the two sets cover different regions · {older} and {newer} · plancli compare sets regions side by side")


def _say(before: list[AlignedFigure], after: list[AlignedFigure], rows: list[dict[str, Any]]) -> None:
    for side, figures in zip(("older", "newer"), (before, after), strict=True):
        if not figures:
            say(f"no figures in the {side} set · nothing in it is asked for · see --status, --year")
    if not rows:
        say("nothing changed")


def _say_dropped(rows: list[dict[str, Any]]) -> None:
    """Records alone do not show whether the newer text is silent or uses words that are not a target."""
    from plancli.compare.names import headline_rank

    dropped = sum(row["change"] == "dropped" and headline_rank(row["indicator_id"]) is not None for row in rows)
    if dropped:
        say(f"{dropped} headline figures have no record in the newer set · --documents FILE tells which its text names")


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

"""`plancli cascade`: upper level against lower level, who raises the target of whom (层层加码)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from plancli.cli.asked import check
from plancli.cli.command import command
from plancli.cli.commands.compare import WordChoice, choosing, merging
from plancli.cli.decisions import decided
from plancli.cli.identity import say_rivals
from plancli.cli.messages import counted, say
from plancli.cli.options import Writing, paths, writing

if TYPE_CHECKING:
    from plancli.compare.align.group import AlignedFigure
    from plancli.compare.select import Choice

# What a terminal or page shows; a file has all columns.
BRIEF_CASCADE = ("indicator", "year", "upper", "lower", "upper_figure", "lower_figure", "difference", "ratio")
BRIEF_NEAREST = ("indicator", "upper", "upper_year", "lower", "year", *BRIEF_CASCADE[4:])
BRIEF_SUMMARY = (
    "upper_level", "lower_level", "indicator", "kind", "year", "pairs", "raised", "equal", "lowered", "mean_ratio",
    "total_ratio",
)  # fmt: skip


@command(
    "cascade",
    examples=(
        "plancli cascade targets.jsonl --year 2026 -o cascade.csv",
        "plancli cascade nation.jsonl provinces.jsonl cities.jsonl --summary",
    ),
)
@paths
@choosing
@merging
@click.option("--nearest-year", is_flag=True, help="Where years differ, take the upper figure for the nearest year.")
@click.option("--summary", is_flag=True, help="Count by pair of levels, indicator and year.")
@writing
def cascade(paths: tuple[str, ...], choice: Choice, words: WordChoice, writing: Writing, **how: bool) -> int:
    """Set each region's targets against those of the level above.

    Who raises the target of whom (层层加码): a pair is one indicator, kind and year, and the nearest region
    above that states it. `difference` is lower less upper (percentage points for rates), `ratio` lower
    divided by upper.
    """
    from plancli.cli.records import emit_rows, given, lean, merges
    from plancli.columns import CASCADE, CASCADE_SUMMARY
    from plancli.compare.align.group import gather
    from plancli.compare.levels import cascade as levels
    from plancli.compare.levels.cascade_summary import summary as summed
    from plancli.compare.levels.cascade_why import why_none
    from plancli.compare.select import select

    (records,), unsettled = decided(
        [given(paths, words.lexicon, take=lean(choice, words))], words.decisions, words.lexicon
    )
    chosen = list(select(records, choice))
    # two documents that both claim a province and differ: one of them belongs elsewhere
    doubtful = say_rivals(chosen, "its figures are left out")
    figures = gather((one for one in chosen if one["region_code"] not in doubtful), merges(words.merge))
    _say_placeless(figures)
    rows = levels.cascade(figures, how["nearest_year"], writing.lang or "zh")
    if not rows:
        # first whether what was asked for exists at all: that is the more useful message
        check(records, choice)
        what, todo = why_none(figures)
        say(f"no pairs · {what} · {todo}")
    if how["summary"]:
        emit_rows(summed(rows), CASCADE_SUMMARY, BRIEF_SUMMARY, writing)
    else:
        emit_rows(rows, CASCADE, BRIEF_NEAREST if how["nearest_year"] else BRIEF_CASCADE, writing)
    return unsettled


def _say_placeless(figures: list[AlignedFigure]) -> None:
    count = sum(not figure.place.code for figure in figures)
    if count:
        say(f"{counted(count, 'figure', 'has')} no region code and no level · plancli extract --region PLACE gives one")

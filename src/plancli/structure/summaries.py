"""Years of a text that sums up one year and plans for the next."""

from __future__ import annotations

from collections.abc import Sequence

from plancli.lexicon.words import only_word, pattern
from plancli.model import Period
from plancli.patterns import lazy
from plancli.structure.years import YEARLY, of_title

BOTH_WAYS = lazy(
    f"{only_word('classes', 'summing_up')}[与和及暨].{{0,24}}(?:{pattern('structure', 'title_plan').pattern})$"
)


def summed_up(title: str) -> int | None:
    """The year that 2025年工作总结及2026年工作计划 sums up: the first of two.

    Args:
        title: of the document; folded.
    """
    named = [int(found[1]) for found in YEARLY.finditer(title)] if BOTH_WAYS.search(title) else []
    return min(named) if len(set(named)) > 1 else None


def second_of_two(title: str) -> int | None:
    """The year that 2025年工作总结及2026年工作计划 plans for, also where it is written in the year before.

    Args:
        title: of the document; folded.
    """
    first = summed_up(title)
    return of_title(title) if first is not None else None


def planned_next(title: str, text: str, periods: Sequence[Period]) -> int | None:
    """The year that 工作总结与计划 plans for, after reviewing another: the later one of those that open lines.

    Args:
        title: of the document.
        text: folded text of the file; spans of `periods` are into it.
    """
    # only a title says so: many plans open with a year of the past
    if not BOTH_WAYS.search(title):
        return None
    opened = {p.year for p in periods if p.year and p.role == "point" and text.endswith("\n", 0, p.span.start)}
    # one year alone is that of the summary, and no plan
    return max(opened) if len(opened) > 1 else None

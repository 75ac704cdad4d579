"""Years of a text that sums up one year and plans for the next, that is made in the middle of a plan, or that begins
with the year it plans for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from plancli.lexicon.words import either, only_word, pattern
from plancli.model import Period, Span
from plancli.patterns import lazy
from plancli.structure.units import Unit
from plancli.structure.years import YEARLY, of_title, whole_year

BOTH_WAYS = lazy(
    rf"(?:{only_word('classes', 'summing_up')}|{pattern('structure', 'heading_state').pattern})[与和及暨].{{0,24}}"
    rf"(?:{pattern('structure', 'title_plan').pattern})(?:的[一-鿿]{{2}})?$"
)
"""2025年工作总结及2026年工作计划, 2024年工作情况和2025年工作打算的报告"""

NEXT_YEAR, LAST_YEAR = 1, -1
OPENING = 200  # characters
PAST = pattern("status", "past")
LEADS_TO_PLAN = lazy(
    rf"(?!,)[^。;\n]{{2,80}}?(?:{pattern('structure', 'turn_enacts').pattern}|{only_word('classes', 'as_follows')})"
)
HEADLINE = lazy(
    rf"""
    \s*[^\n。]{{0,30}}?{either("classes", "this_year")}年[^\n。]{{0,40}}\n  # 我市今年将新建步道120公里
    (?:[^\n。]*\n)?[^\n]{{0,80}}?
    (?<![到至0-9])(20[0-9]{{2}})[ ]?年[^,。;\n]{{0,6}}?{either("structure", "turn_modals")}  # 2025年我市将新建步道
    """,
    re.VERBOSE,
)
HALF_WAY = only_word("classes", "half_way")


def summed_up(title: str) -> int | None:
    """The year that 2025年工作总结及2026年工作计划 sums up: the first of two.

    Args:
        title: of the document; folded.
    """
    named = [int(found[1]) for found in YEARLY.finditer(title)] if BOTH_WAYS.search(title) else []
    return min(named) if len(set(named)) > 1 else None


def second_of_two(title: str, periods: Sequence[Period]) -> int | None:
    """The year that 2025年工作总结及2026年工作计划 plans for, also where it is written in the year before; but one that
    speaks of 明年 and not of 去年 means by 今年 the year that it sums up.

    Args:
        title: of the document; folded.
        periods: of the document.
    """
    first = summed_up(title)
    if first is None:
        return None
    spoken = {period.offset for period in periods if period.role == "point"}
    return first if NEXT_YEAR in spoken and LAST_YEAR not in spoken else of_title(title)


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


def announced(text: str) -> int | None:
    """我市今年将新建步道120公里, and below this headline 2025年我市将新建步道120公里: the year that 今年 is.

    Args:
        text: of the one document, not of the file.
    """
    found = HEADLINE.match(text)
    return int(found[1]) if found else None


def half_way(title: str, period: tuple[int, int] | None) -> bool:
    """Whether a title is that of an appraisal half-way through a plan: “十四五”规划实施情况中期评估报告.

    Args:
        title: of the document.
        period: of the plan, as the title names it.
    """
    return period is not None and HALF_WAY in title


def latest(units: Iterable[Unit], period: tuple[int, int] | None) -> int | None:
    """The last year that a review names before the end of the period it is in the middle of.

    Args:
        units: sentences of the review.
        period: of the plan; None where its title names none.
    """
    first, last = period or (0, 0)
    points = (p for unit in units for p in unit.periods if p.role == "point" and p.offset is None)
    return max((p.year for p in points if p.year is not None and first <= p.year < last), default=None)


def of_opening(text: str, span: Span, periods: Sequence[Period]) -> int | None:
    """2024年在柳林镇开展示范片区建设,方案如下: the one year that the first lines of a plan name, in a sentence that
    leads to what is planned; 2023年,… tells of a year.

    Args:
        text: of the file, folded; the plan is at `span`.
        periods: of the plan.
    """
    first = [p for p in periods if p.span.start < span.start + OPENING and p.role == "point" and whole_year(p)]
    if len({p.year for p in first}) != 1 or not first[0].year:
        return None
    start = first[0].span.end
    leads = LEADS_TO_PLAN.match(text, start)
    return first[0].year if leads is not None and PAST.search(leads.group()) is None else None

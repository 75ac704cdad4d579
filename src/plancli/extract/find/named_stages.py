"""Stages that a plan gives years once, and names alone afterwards: 近期（2022—2025年）, … 近期,…"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from heapq import merge

from plancli.lexicon.words import either, only_word, phrases
from plancli.model import Period, Span
from plancli.native import Finder
from plancli.patterns import lazy
from plancli.segment.held_periods import held

TERMS = phrases("classes", "stage_names")
FAR_STAGE = only_word("classes", "far_stage")
# Names side by side, without groups: then `re` runs to their first characters.
STAGE_NAMES = "|".join((*TERMS, "第[一二三四五](?:阶段|步)", *(f"{word}阶段" for word in phrases("classes", "stages"))))
NAME = f"(?:{STAGE_NAMES})"
STAGE_TAIL = f"{either('classes', 'stage_tails')}{{0,2}}"
ANY = Finder(lazy(STAGE_NAMES), (*TERMS, *(f"第{number}" for number in "一二三四五"), *phrases("classes", "stages")))
# The name in front of its years: 近期(2022年), 远期规划到2035年; or behind them: 2035年为远期.
DEFINED = lazy(f"({NAME}){STAGE_TAIL}[ ]?{either('classes', 'stage_links')}{{0,3}}[ ]?$")
DEFINED_BEHIND = lazy(rf"[ ]?(?:作?为|是|\()({NAME})(?![一-鿿])")
LONGEST_STAGE = 16  # characters: 第二阶段规划期限(从
# At the head of a clause, a line or a heading, with a stop or what is to be done behind it.
DEEDS_OF_STAGE = (either("status", "making"), either("status", "promised"), either("classes", "stage_deeds"))
DEED_BEHIND_STAGE = f"(?:{'|'.join(DEEDS_OF_STAGE)})"
STAGE_STOPS = ",;:。!?\n"
ITEMS = "一二三四五六七八九十0123456789"
BEFORE_NAME = f" (第{ITEMS})、.—-"  # what may be between the stop and the name
ALONE = lazy(
    rf"""
    (?:^|(?<=[{STAGE_STOPS}])) [ ]* (?: (?:[(第]?[{ITEMS}]{{1,2}}[)、.]{{1,2}}|[—\-]) [ —\-]* )?
    (?P<name>{NAME}) {STAGE_TAIL}
    (?= [ \r]*(?:[,:\n]|$) | 末?[^,;。:\n的]{{0,6}}?{DEED_BEHIND_STAGE} )
    """,
    re.VERBOSE | re.MULTILINE,
)
Years = tuple[int | None, int | None]


def with_stages(text: str, periods: Sequence[Period]) -> Sequence[Period]:
    """The periods of a text, and among them the names of stages that stand alone.

    A name has the years of its last definition before it, else of its first one. Without any, 远期 is a stage, and 近期
    only where another is set against it: in news it is the last few weeks. Such a stage has no year, and ends what
    another period governs.

    Args:
        text: the folded text.
        periods: those that say themselves when they are.
    """
    if next(ANY.finditer(text), None) is None:
        return periods
    years = _definitions(text, periods)
    found = [one for one in _alone(text) if not _dated(text, periods, one.end("name"))]
    against = {one["name"] for one in found if one["name"] in TERMS} | set(years)
    named = [
        _stage(one, years.get(one["name"], []))
        for one in found
        if one["name"] in years or one["name"].endswith(FAR_STAGE) or (one["name"] in TERMS and len(against) > 1)
    ]
    return held(text, merge(periods, named, key=lambda period: period.span.start)) if named else periods


def _alone(text: str) -> Iterator[re.Match[str]]:
    """The names that stand alone; looked for at names, which are fewer than the stops that may be in front of one."""
    for name in ANY.finditer(text):
        start = name.start()
        while start > 0 and text[start - 1] in BEFORE_NAME:
            start -= 1
        if (found := ALONE.match(text, start)) is not None:
            yield found


def _definitions(text: str, periods: Sequence[Period]) -> dict[str, list[tuple[int, Years]]]:
    """Name → the places where it gets its years."""
    years: dict[str, list[tuple[int, Years]]] = {}
    for period in periods:
        if period.year is None or period.role in ("base", "annual"):
            continue
        start = period.span.start
        found = DEFINED.search(text, max(0, start - LONGEST_STAGE), start) or DEFINED_BEHIND.match(
            text, period.span.end
        )
        if found:
            years.setdefault(found[1], []).append((start, (period.year, period.year_from)))
    return years


def _dated(text: str, periods: Sequence[Period], end: int) -> bool:
    """Whether a period follows that gives a name its years there."""
    number = bisect_left(periods, end, key=lambda period: period.span.start)
    if number == len(periods) or periods[number].span.start - end > LONGEST_STAGE:
        return False
    start = periods[number].span.start
    return DEFINED.search(text, max(0, start - LONGEST_STAGE), start) is not None


def _stage(found: re.Match[str], years: list[tuple[int, Years]]) -> Period:
    number = bisect_left(years, found.start("name"), key=lambda definition: definition[0])
    year, first = years[max(number - 1, 0)][1] if years else (None, None)
    return Period(Span(*found.span("name")), found["name"], year, first, None, "stage")

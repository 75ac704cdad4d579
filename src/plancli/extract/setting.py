"""What holds for a whole document: its outline with the mood and year of each section, its periods, its own year."""

from __future__ import annotations

from bisect import bisect_left

from plancli.extract.moods import moods_of
from plancli.extract.scene import Setting
from plancli.lexicon.words import pattern
from plancli.model import Answer, Document, Head, Period, Section
from plancli.segment.clauses import Sentences
from plancli.segment.outline import sections

DECLARED = {mood: pattern("status", mood) for mood in ("binding", "expected")}
OUTLOOK = pattern("status", "heading_outlook")


def setting_of(document: Document, text: str, periods: list[Period]) -> Setting:
    """The setting of a document, `text` being its readable text and `periods` those found in it."""
    outline = sections(text)
    head = document.head
    now = _own_year(head)
    years = _years(outline, periods, now)
    return Setting(
        document=document,
        text=text,
        sections=outline,
        starts=[section.span.start for section in outline],
        sentences=Sentences(text),
        now=now,
        horizon=head.horizon_year,
        genre=head.genre,
        moods=moods_of(text, outline, years, head),
        years=years,
        period_starts=[period.span.start for period in periods],
        period_ends=[period.span.end for period in periods],
        stated=_stated(text),
    )


def _own_year(head: Head) -> int | None:
    """The year that 今年 means: of the report, else of issue, else the first year of the plan."""
    if head.genre == "report" and head.horizon_year is not None:
        return head.horizon_year
    if head.issued:
        return int(head.issued[:4])
    return head.period[0] if head.period else None


def _years(outline: list[Section], periods: list[Period], now: int | None) -> list[Answer | None]:
    """For each section the year that its heading, or the nearest heading above with one, names."""
    years: list[Answer | None] = []
    open_years: list[tuple[int, Answer | None]] = []
    starts = [period.span.start for period in periods]
    for section in outline:
        title = section.span.start, section.span.start + len(section.title)
        inside = periods[bisect_left(starts, title[0]) : bisect_left(starts, title[1])]
        open_years = [(level, year) for level, year in open_years if level < section.level]
        own = _heading_year(section, inside, now) or (open_years[-1][1] if open_years else None)
        open_years.append((section.level, own))
        years.append(own)
    return years


def _heading_year(section: Section, inside: list[Period], now: int | None) -> Answer | None:
    """The last year that a heading names; none where it looks back on one and ahead to another."""
    named = [(year, period) for period in inside if period.role != "base" and (year := _year(period, now)) is not None]
    if not named or (len(named) > 1 and OUTLOOK.search(section.title)):
        return None
    year, period = named[-1]
    return Answer(year, "section_heading", period.span)


def _year(period: Period, now: int | None) -> int | None:
    if period.offset is None:
        return period.year
    return None if now is None else now + period.offset


def _stated(text: str) -> list[tuple[int, int, str]]:
    """Where a text declares what its targets are: 约束性, 预期目标."""
    return sorted((*found.span(), mood) for mood, words in DECLARED.items() for found in words.finditer(text))

"""What holds for a whole document: its outline with the mood and year of each section, its periods, its own year."""

from __future__ import annotations

import re
from bisect import bisect_left

from plancli.extract.context.mention import DocumentContext
from plancli.extract.context.section_role import moods_of
from plancli.lexicon.words import pattern
from plancli.model import Answer, Document, Head, Period, Section
from plancli.segment.clauses import Sentences
from plancli.segment.outline import sections
from plancli.segment.words import ClauseWords

DECLARED = {mood: pattern("status", mood) for mood in ("binding", "expected")}
DATE = re.compile(r"([12][0-9]{3}) ?年 ?[0-9]{1,2} ?月 ?[0-9]{1,2} ?日")
GOAL = "目标"
SHORT_SPAN = 1
EDGE = 600
REACHED = ("截至", "截止")
OUTLOOK = pattern("status", "heading_outlook")


def document_context(document: Document, text: str, periods: list[Period]) -> DocumentContext:
    """The context of a document, `text` being its readable text and `periods` those found in it."""
    outline = sections(text)
    head = document.head
    now = _own_year(text, periods, head)
    years = _years(outline, periods, now)
    return DocumentContext(
        document=document,
        text=text,
        sections=outline,
        starts=[section.span.start for section in outline],
        sentences=Sentences(text),
        now=now,
        horizon=head.horizon_year,
        last_deadline=_horizon(periods, head),
        genre=head.genre,
        moods=moods_of(text, outline, years, head),
        years=years,
        period_starts=[period.span.start for period in periods],
        period_ends=[period.span.end for period in periods],
        stated=_stated(text),
        goals=_goals(outline),
        words=ClauseWords(text),
    )


def _own_year(text: str, periods: list[Period], head: Head) -> int | None:
    """The year that 今年 means: of the report, else of issue, else the last that the text knows to be past or begun:
    a full date in its first or last lines, 截至2022年, the first year of its period."""
    if head.genre == "report" and head.horizon_year is not None:
        return head.horizon_year
    if head.issued:
        return int(head.issued[:4])
    dates = [int(found[1]) for part in (text[:EDGE], text[-EDGE:]) for found in DATE.finditer(part)]
    reached = [period.year for period in periods if period.year and period.text.startswith(REACHED)]
    first = [head.period[0]] if head.period else _spans(periods)[:1]
    known = [year for year in (*dates, *reached, *first) if year <= (head.horizon_year or year)]
    return max(known, default=None)


def _horizon(periods: list[Period], head: Head) -> int | None:
    """The horizon of the document; where its head gives none, the last deadline that its text sets."""
    if head.horizon_year is not None:
        return head.horizon_year
    due = [period.year for period in periods if period.year and period.role == "deadline"]
    return max((*due, *_spans(periods)[-1:]), default=None)


def _spans(periods: list[Period]) -> list[int]:
    """The first and last years of the spans of years that a text plans for (2013—2025年), in order."""
    spans = [p for p in periods if p.role == "span" and p.year and p.year_from and p.year - p.year_from > SHORT_SPAN]
    return sorted(year for span in spans for year in (span.year_from, span.year) if year is not None)


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


def _goals(outline: list[Section]) -> list[bool]:
    """For each section whether its heading names goals: there a deadline reaches over paragraphs."""
    return [GOAL in section.title for section in outline]


def _stated(text: str) -> list[tuple[int, int, str]]:
    """Where a text declares what its targets are: 约束性, 预期目标."""
    return sorted((*found.span(), mood) for mood, words in DECLARED.items() for found in words.finditer(text))

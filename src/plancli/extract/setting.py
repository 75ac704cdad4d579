"""What holds for a whole document: its outline with the mood and year of each section, its periods, its own year."""

from __future__ import annotations

from plancli.extract.moods import moods_of
from plancli.extract.scene import Setting
from plancli.lexicon.words import pattern
from plancli.model import Answer, Document, Head, Period, Section
from plancli.segment.clauses import Sentences
from plancli.segment.outline import sections

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
    number = 0
    for section in outline:
        own: Answer | None = None
        named = 0
        while number < len(periods) and periods[number].span.start < section.span.start:
            number += 1
        at = number
        while at < len(periods) and periods[at].span.end <= section.span.start + len(section.title):
            year = periods[at].year if periods[at].offset is None else (now + periods[at].offset if now else None)  # type: ignore[operator]
            if year is not None and section.title and periods[at].role != "base":
                own = Answer(year, "section_heading", periods[at].span)
                named += 1
            at += 1
        if named > 1 and OUTLOOK.search(section.title):
            own = None
        open_years = [(level, year) for level, year in open_years if level < section.level]
        own = own or (open_years[-1][1] if open_years else None)
        open_years.append((section.level, own))
        years.append(own)
    return years

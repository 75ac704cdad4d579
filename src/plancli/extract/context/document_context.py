"""What holds for a whole document: its outline with the year of each section, its parts, its periods."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from plancli.extract.context.mention import DocumentContext
from plancli.lexicon.words import either, only_word, pattern
from plancli.model import Answer, Document, Period, Section, Span
from plancli.patterns import lazy
from plancli.read.metadata import dates
from plancli.segment.clauses import Sentences
from plancli.segment.held import numbers
from plancli.segment.held_periods import ends_of, starts_of
from plancli.segment.outline import sections
from plancli.segment.windowed_words import words_of
from plancli.structure import parts as structure
from plancli.structure.part import Part, part_at

# 二、“十四五”奋斗目标: a plan in a heading is a time, without 时期.
FIVE_YEARS = lazy(
    rf"""
    [“\"]? (十[一二三四五六]五|[七八九]五|十五(?=[”\"])) [”\"]?
    {either("classes", "plan_heading_links")}*  # 发展, 奋斗, 的
    {either("classes", "plan_heading_tails")}   # 目标, 回顾
    """,
    re.VERBOSE,
)
# 回顾“十三五”: what the heading does in front of it.
TOLD_OF_PLAN = lazy(
    rf"^{either('classes', 'looks_at')}"
    r'[“"](十[一二三四五六]五|[七八九]五|十五)[”"]$'
)
DECLARED = {mood: pattern("status", mood) for mood in ("binding", "expected")}
GOAL = only_word("classes", "aim_word")
POINTED = lazy(r"[0-9]{1,2}\.[0-9]")
OUTLOOK = pattern("status", "heading_outlook")
REVIEW = pattern("structure", "heading_review")


def document_context(document: Document, text: str, periods: Sequence[Period]) -> DocumentContext:
    """The context of a document, `text` being its readable text and `periods` those found in it."""
    outline = sections(text)
    parts = structure.find(document, text, outline, periods)
    return DocumentContext(
        document=document,
        text=text,
        sections=outline,
        starts=numbers((section.span.start for section in outline), len(outline)),
        sentences=Sentences(text),
        parts=parts,
        part_starts=[part.span.start for part in parts],
        years=_years(outline, periods, parts),
        period_starts=starts_of(periods),
        period_ends=ends_of(periods),
        stated=_stated(text),
        goals=_goals(outline),
        words=words_of(text),
    )


def section_path(context: DocumentContext, section: int, part: Part) -> str:
    """The path of headings above a place; inside a document that is one of several it begins with that one's title.

    Args:
        section: its index in `context.sections`.
    """
    found, inner = context.sections[section], part.inner
    path = found.path if found.span.start >= inner.span.start else ""
    if not inner.several or not inner.title or path.startswith(inner.title):
        return path
    return f"{inner.title} / {path}" if path else inner.title


def _years(outline: Sequence[Section], periods: Sequence[Period], parts: list[Part]) -> list[Answer | None]:
    """For each section the year that its heading, or the nearest heading above with one, names."""
    years: list[Answer | None] = []
    open_years: list[tuple[int, Answer | None]] = []
    starts = starts_of(periods)
    part_starts = [part.span.start for part in parts]
    for section in outline:
        title = section.span.start, section.span.start + len(section.title)
        inside = periods[bisect_left(starts, title[0]) : bisect_left(starts, title[1])]
        # a heading of the same level ends those before it, as in an outline on paper
        open_years = [(level, year) for level, year in open_years if level < section.level]
        now = part_at(parts, part_starts, title[1]).inner.now if inside else None
        own = section_heading(section, inside, now) or (open_years[-1][1] if open_years else None)
        open_years.append((section.level, own))
        years.append(own)
    return years


def section_heading(section: Section, inside: Sequence[Period], now: int | None) -> Answer | None:
    """The last year that a heading names; none where it looks back on one and ahead to another."""
    named = [(year, period) for period in inside if period.role != "base" and (year := _year(period, now)) is not None]
    if not named and (plan := FIVE_YEARS.search(section.title) or TOLD_OF_PLAN.search(section.title)):
        start = section.span.start + plan.start()
        last = dates.plan_years(f"“{plan[1]}”") or (0, 0)
        return Answer(last[1], "section_heading", Span(start, start + len(plan.group())))
    # 2025年工作回顾和2026年工作安排 governs sentences of both years
    if not named or (len(named) > 1 and OUTLOOK.search(section.title)):
        return None
    year, period = named[-1]
    return Answer(year, "section_heading", period.span)


def _year(period: Period, now: int | None) -> int | None:
    if period.offset is None:
        return period.year
    return None if now is None else now + period.offset


def _goals(outline: Sequence[Section]) -> list[bool]:
    """For each section whether its heading names goals, or looks back and ahead at once: there a deadline reaches over
    paragraphs; but not below 1.2 建设目标 of a standard, whose chapters (2 体系结构) are no headings."""
    return [
        (GOAL in section.title and not POINTED.match(section.title))
        or bool(REVIEW.search(section.title) and OUTLOOK.search(section.title))
        for section in outline
    ]


def _stated(text: str) -> list[tuple[int, int, str]]:
    """Where a text declares what its targets are: 约束性, 预期目标."""
    return sorted((*found.span(), mood) for mood, words in DECLARED.items() for found in words.finditer(text))

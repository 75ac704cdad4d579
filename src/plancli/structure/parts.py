"""Document → parts: the inner documents, the role of each sentence, and what follows for genre and year."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from plancli.lexicon.words import pattern, phrases
from plancli.model import Document, Period, Section, Span
from plancli.read.metadata import titles
from plancli.read.metadata.script import in_simplified
from plancli.segment.held import behind, numbers
from plancli.segment.held_periods import between, starts_of
from plancli.segment.outline import PLAIN_LEVEL
from plancli.structure import evidence, genres, summaries, years
from plancli.structure.held import LARGE, HeldScores, HeldUnits
from plancli.structure.inner import ANNEX, InnerDocument, inner_documents
from plancli.structure.part import Inner, Part
from plancli.structure.sequence import best_row
from plancli.structure.units import Unit, units
from plancli.structure.weights import COUNTED
from plancli.structure.work import RULES, Work, certainty, prices, reasons, turns_of, weigh, year_of

TASK_WORDS = phrases("classes", "tasks_of_year")
NAMED_BY_FILE = ("report", "bulletin", "plan", "other")
TOLD_BY_HEADLINE = ("news", "other")
TERMS = pattern("structure", "heading_terms")
FORM = pattern("structure", "heading_form")
FORMS = phrases("structure", "title_form")


def find(document: Document, text: str, outline: Sequence[Section], periods: Sequence[Period]) -> list[Part]:
    """The parts of a document, in order, covering its text.

    Args:
        document: of which the head is believed where the text is one document.
        text: its folded text.
        outline: its sections.
        periods: the time expressions in `text`.
    """
    title = in_simplified(document.head.title or "")
    document = replace(document, head=replace(document.head, title=title or None))  # `text` is simplified, too
    inner = inner_documents(text, title)
    places = starts_of(periods)
    starts = numbers((section.span.start for section in outline), len(outline))
    parts: list[Part] = []
    for found in inner:
        span = found.span
        inside = between(periods, bisect_left(places, span.start), bisect_left(places, span.end))
        top = Section(Span(span.start, span.start), "", 0, "")
        own = behind(top, outline, bisect_left(starts, span.start), bisect_left(starts, span.end))
        known = _inner(document, text, inside, found, len(inner) > 1)
        parts += _parts(_work(text, own, inside, found, known))
    return _named_by_file(parts, document.head.file_year) if len(inner) == 1 else parts


def _named_by_file(parts: list[Part], year: int | None) -> list[Part]:
    """A text that names no year of its own has the one in the name of its file, which is doubted."""
    inner = parts[0].inner
    known = (inner.now, inner.horizon, inner.last, inner.period)
    if year is None or inner.genre not in NAMED_BY_FILE or any(value is not None for value in known):
        return parts
    begun = year if inner.genre in ("report", "bulletin") else None
    inner = replace(parts[0].inner, now=begun, horizon=year, last=year, from_file=True)
    back = year - (inner.genre == "report") if begun else None
    of_role = {"goals": year, "tasks": year, "retrospect": back}
    return [replace(part, inner=inner, year=part.year or of_role.get(part.role)) for part in parts]


def _work(text: str, outline: Sequence[Section], periods: Sequence[Period], found: InnerDocument, inner: Inner) -> Work:
    large = found.span.end - found.span.start > LARGE
    each = units(text, found.span, outline, periods)
    pieces = HeldUnits(each, outline, periods) if large else list(each)
    turns = turns_of(text, inner, pieces)
    scores: Any = HeldScores() if large else []
    top = _top(outline)
    fixed, chapters = _fixed(outline, inner.title), _chapters(outline, top)
    work = Work(text, outline, found, pieces, inner, fixed, scores, [], chapters, top, turns)
    weigh(work)
    return work


def _inner(document: Document, text: str, periods: Sequence[Period], found: InnerDocument, several: bool) -> Inner:
    """What is known about an inner document before its sentences are read."""
    head = document.head
    title = found.title if several else head.title or found.title
    own = text[found.span.start : found.span.end]
    main = not several or (bool(title) and titles.plain(title) == titles.plain(head.title or ""))
    genre = "notice" if found.frame else genres.genre_of(title, own, head, main)
    if main and "type" in head.told:
        genre = head.genre
    named, period = years.titled(title)
    known = Inner(found.span, title, genre, None, None, None, (main and head.period) or period, several)
    if genre == "report":
        told = head.horizon_year if main and head.genre == "report" else named or years.behind_review(own)
        return replace(known, now=told, horizon=told, last=told)
    if genre == "bulletin":
        titled = named if not period and f"{named}年" in title.replace(" ", "") else None  # 《健康2030》中期评估
        return _looking_back(known, own, titled, int(head.issued[:4]) if head.issued else None)
    issued = None if years.signed(own) else head.issued  # a second notice in the file has a day of its own
    other = replace(head, period=period, horizon_year=named, issued=issued)
    # the years of a plan that news tell of are not those of the news
    own_periods = [period for period in periods if period.role != "span"] if genre == "news" else periods
    now = summaries.second_of_two(title, periods)
    now = now or years.of_other(text, found.span, own_periods, head if main else other)
    now = now or (summaries.announced(own) if genre in TOLD_BY_HEADLINE else None)
    calls = genres.prior_of(genre, title) == "call"
    now = now or (None if period or calls else years.of_title(title)) or summaries.planned_next(title, text, periods)
    horizon = (
        (main and years.promised(own, title, head, now)) or named or (years.most_due(own, now) if several else None)
    )
    if not main and ANNEX.match(own):  # what an annex without a year sets out is for the year of what it hangs on
        horizon = horizon or years.titled(head.title or "")[0]
    if genre == "plan" and not period and not named:  # 2019 is named more often than the year of the goals
        horizon = max(horizon or 0, years.of_goals(own, now) or 0) or None
    if horizon is None and genre == "plan":
        own_times = years.of_its_own(text, periods)
        horizon = years.only_due(own_times) or years.most_ahead(own_times, now)
        horizon = horizon or summaries.of_opening(text, found.span, own_times)
    first = known.period[0] if known.period else years.first_of_plan(title if genre == "plan" else "", periods)
    last, due = years.last_due(periods, horizon), years.first_due(text, periods)
    return replace(known, now=now, horizon=horizon, last=last, due=due, first=first)


def _looking_back(known: Inner, own: str, titled: int | None, written: int | None) -> Inner:
    """A bulletin: of the year that its title names, else of that before the one it was `written` in."""
    found_then = years.of_inspection(known.title, own, written)
    if summaries.half_way(known.title, known.period):  # what is still to come is due at the end of the plan
        now = years.in_brackets(known.title) or found_then or (written - 1 if written else None)
        last = known.period[1] if known.period else None
        return replace(known, now=now, horizon=last, last=last, written=written, unfinished=True)
    now = years.in_brackets(known.title) or titled or found_then or (written - 1 if written else None)
    unfinished = genres.PART_OF_YEAR.search(known.title) is not None
    return replace(known, now=now, horizon=now, last=now, written=written, unfinished=unfinished)


def _top(outline: Sequence[Section]) -> int:
    """The highest level of headings in a document; 0 where it has none."""
    inside = [section.level for section in outline if section.title and section.level]
    numbered = [level for level in inside if level < PLAIN_LEVEL]
    return min(numbered or inside, default=0)


def _chapters(outline: Sequence[Section], top: int) -> list[int]:
    """For each section the number of the chapter that it is in: a section of the highest level."""
    chapters, last = [], 0
    for number, section in enumerate(outline):
        if section.title and 0 < section.level <= top:
            last = number
        chapters.append(last)
    return chapters


def _fixed(outline: Sequence[Section], title: str) -> list[str]:
    """For each section `terms` or `form` where its heading, or one above it, says so, or the title of all; else
    empty."""
    roles: list[str] = []
    first = next((section.title for section in outline if section.title), "")
    above: list[tuple[int, str]] = [(-1, "form")] if (title or first).endswith(FORMS) else []
    for section in outline:
        above = [(level, role) for level, role in above if level < section.level]
        role = above[-1][1] if above else ""
        if not role and section.title and len(section.title) < 20:
            role = "terms" if TERMS.search(section.title) else "form" if FORM.search(section.title) else ""
        above.append((1 if role == "terms" else section.level, role))
        roles.append(role)
    return roles


def _roles(work: Work) -> list[str]:
    """The role of each unit."""
    if work.found.frame:
        return ["frame"] * len(work.units)
    barred = [RULES] if work.inner.genre in ("report", "bulletin", "news") else []
    row = _from_headings(work, best_row(work.scores, prices(work), barred))
    roles = []
    named: dict[int, bool] = {}  # asked for each sentence, and the same for all of a section
    goals = False
    for place, (unit, number) in enumerate(zip(work.units, row, strict=True)):
        if unit.leads or unit.heading is not None:
            goals = False
        goals = goals or work.turns.get(place, ("",))[0] == "goals"
        role = work.fixed[unit.section] or COUNTED[number]
        if role == "tasks" and not goals and unit.section not in named:
            named[unit.section] = _names_goals(work, unit.section)
        if role == "tasks" and (goals or named[unit.section]):
            role = "goals"
        roles.append(role)
    return roles


def _from_headings(work: Work, row: list[int]) -> list[int]:
    """Where the sentence below a heading that says nothing changes the role, the heading belongs to what it heads."""
    for number in range(len(row) - 1, 0, -1):
        before = work.units[number - 1]
        if row[number] != row[number - 1] and before.alone and not work.said[number - 1]:
            row[number - 1] = row[number]
    return row


def _names_goals(work: Work, section: int) -> bool:
    title = work.outline[section].title
    return bool(evidence.GOALS.search(title)) and not any(word in title for word in TASK_WORDS)


def _parts(work: Work) -> Iterator[Part]:
    roles = _roles(work)
    bounds = [
        number
        for number, unit in enumerate(work.units)
        if not number
        or roles[number] != roles[number - 1]
        or work.chapters[unit.section] != work.chapters[work.units[number - 1].section]
    ]
    if not bounds:
        yield Part(work.found.span, "frame", work.inner.genre, None, work.inner.title, (), 0.5, work.inner)
        return
    inner = _with_year(work, roles)
    for place, first in enumerate(bounds):
        last = bounds[place + 1] if place + 1 < len(bounds) else len(work.units)
        start = work.units[first].start if place else work.found.span.start
        end = work.units[last].start if last < len(work.units) else work.found.span.end
        yield _part(work, inner, Span(start, end), range(first, last), roles[first])


def _with_year(work: Work, roles: Sequence[str]) -> Inner:
    """A report that names no year of its own has the one that its sentences name most."""
    inner = work.inner
    if inner.genre not in ("report", "bulletin") or (inner.now is not None and str(inner.now) in inner.title):
        return inner
    if inner.genre == "bulletin":
        if summaries.half_way(inner.title, inner.period):
            return inner if inner.now else replace(inner, now=summaries.latest(_dated(work, roles, True), inner.period))
        year = inner.now or years.reached(_dated(work, roles, True)) or years.most_spoken(_dated(work, roles, True))
    else:
        split = {back: _dated(work, roles, back) for back in (True, False)}
        year = years.of_report(work.text, inner.span, split, inner.now)
    return replace(inner, now=year, horizon=year, last=year)


def _dated(work: Work, roles: Sequence[str], back: bool) -> Iterator[Unit]:
    """The sentences that name a time, of those that look back or of the others."""
    for unit, role in zip(work.units, roles, strict=True):
        if unit.periods and (role == "retrospect") is back:
            yield unit


def _part(work: Work, inner: Inner, span: Span, numbers: range, role: str) -> Part:
    section = work.outline[work.chapters[work.units[numbers[0]].section]]
    title = section.title or (work.inner.title if inner.several else "")
    year = _year_of(work, inner, numbers, role)
    return Part(
        span, role, inner.genre, year, title, reasons(work, numbers, role), certainty(work, numbers, role), inner
    )


def _year_of(work: Work, inner: Inner, numbers: range, role: str) -> int | None:
    """For goals and tasks the horizon; for a retrospect the year in its heading, else the year before the report."""
    if role in ("goals", "tasks"):
        return inner.horizon
    if role != "retrospect":
        return None
    first = work.units[numbers[0]]
    named = [year for p in first.periods if first.heading and p.role != "base" and (year := year_of(p, inner.now))]
    before = (
        inner.now - 1
        if inner.now is not None and inner.genre == "report"
        else inner.now
        if inner.genre == "bulletin"
        else None
    )
    if summed_up := summaries.summed_up(inner.title) if inner.genre == "plan" else None:
        return summed_up
    if named and (inner.now is None or inner.genre in ("report", "bulletin")):
        return min(max(named), before) if before is not None else max(named)
    return before

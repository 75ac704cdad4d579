"""One document inside a text while its parts are being found: the evidence of each sentence, and what changes cost."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from math import exp
from typing import Any

from plancli.lexicon.words import pattern
from plancli.model import Period, Section
from plancli.patterns import lazy
from plancli.read.metadata import titles
from plancli.structure import evidence, genres
from plancli.structure.inner import InnerDocument
from plancli.structure.part import Inner
from plancli.structure.sequence import Scores
from plancli.structure.standing import SILENT, standing_of
from plancli.structure.units import Unit

RETROSPECT, TASKS, RULES = range(3)
ARTICLE = lazy("第[一二三四五六七八九十百0-9]{1,4}条")
ARTICLE_WORTH = 4.0  # What it says for rules that a sentence begins with 第四条.
NUMBERS = {"retrospect": RETROSPECT, "goals": TASKS, "tasks": TASKS, "rules": RULES}
# What a change of role costs within a paragraph, at its start, at a heading, at a chapter.
INSIDE, PARAGRAPH, HEADING, CHAPTER, SPOKEN = 9.0, 7.0, 6.5, 5.5, 3.0
"""What a change of role costs within a paragraph, at its start, at a heading, at a chapter."""
START = {
    "report": (0.0, 0.5, 3.0),
    "plan": (3.0, 0.0, 2.0),
    "bulletin": (0.0, 3.0, 3.0),
    "letter": (0.0, 2.0, 1.0),
}
"""What it costs that a document begins with a role."""
ORDER = 0.6
"""A report looks back before it names its goals, and ahead from there on: weight a sentence."""
TURNING = 7.0
"""What a turn of speech takes off the price."""
TIMED = 0.5
"""What a change costs where a sentence begins with another time."""
DEMANDING = ("bulletin", "news", "other", "notice")
"""Genres in which 各区县要 demands what the rest does not: a call asks the same of those who apply."""
SETTLED = ("report", "rules", "call", "law", "standard")
"""Genres in which a time that opens a sentence turns nothing."""
BACK_AGAIN = 6.0
"""What it costs more to look back once a report has begun with its tasks."""
PREAMBLE = 14.0
"""What it says for the past that sentences with years are in front of 制定本方案, shared by them."""
OPENING_SENTENCES = 16  # sentences that introduce a document
ENACTS = pattern("structure", "turn_enacts")
TOP = 4  # levels of headings that make parts
PLAIN = 9  # the level of headings without a number
SCALE = 3.0
SURE = 0.99  # nothing that is counted is certain
SAMPLE = 4  # sentences that are asked for reasons
REASONS = 3  # shown for a part


@dataclass(slots=True)
class Work:
    """One inner document while its parts are being found."""

    text: str
    outline: Sequence[Section]
    found: InnerDocument
    units: Sequence[Unit]
    inner: Inner
    fixed: list[str]
    scores: Any  # of each unit, as a list or `HeldScores`
    said: list[str]
    chapters: list[int]
    top: int
    turns: dict[int, tuple[str, str]]


def weigh(work: Work) -> None:
    """The evidence of every unit: words, heading, turn of speech, genre."""
    prior = evidence.GENRES[genres.prior_of(work.inner.genre, work.inner.title)]
    now = work.inner.now
    words_say = evidence.of_words(work.text, work.found.span, work.units, now)
    standing = standing_of(work.outline, work.inner, prior)
    reasons_given = _preamble(work)
    dated: set[int] = set()  # chapters of a report on the year it sets tasks for, behind one on a year gone by
    reviewed = back = False
    for number, (unit, spoken) in enumerate(zip(work.units, words_say, strict=True)):
        silent = unit.alone and work.inner.genre == "report"  # 稳增长 heads reviews and tasks alike
        scores = SILENT if silent else spoken
        said = ""
        if unit.heading is not None and not _is_title(work, unit):
            top = unit.heading.level == work.top
            named = _years_in(unit.heading, unit, now)
            more, said = _heading_says(work, unit, named, back)
            back = more[RETROSPECT] > max(more[TASKS:]) if top else back
            scores = evidence.plus(scores, more)
            if work.inner.genre == "report" and top and len(set(named)) == 1 and now is not None:
                reviewed = reviewed or named[0] < now
                dated.update([work.chapters[unit.section]] if reviewed and named[0] == now else [])
        if work.text.startswith("第", unit.start) and ARTICLE.match(work.text, unit.start):
            scores = (scores[0], scores[1], scores[2] + ARTICLE_WORTH)
        if not unit.alone:
            scores = evidence.plus(scores, standing[unit.section])
            if work.chapters[unit.section] in dated:
                scores = evidence.plus(scores, evidence.UNDER_YEAR)
            if number in work.turns:
                kind, words = work.turns[number]
                scores = evidence.plus(scores, evidence.of_turn(kind))
                said = said or f"{kind} {words}"
        if number in reasons_given:
            scores = evidence.plus(scores, (PREAMBLE / len(reasons_given), 0.0, 0.0))
        work.scores.append(scores)
        work.said.append(said)
    if work.inner.genre == "report":
        _in_order(work)


def _years_in(heading: Section, unit: Unit, now: int | None) -> list[int]:
    """The years that a heading names."""
    end = heading.span.start + len(heading.title) + 2
    return [year for p in unit.periods if p.span.start < end and p.role != "base" and (year := year_of(p, now))]


def _heading_says(work: Work, unit: Unit, named: list[int], back: bool) -> tuple[Scores, str]:
    """What a heading says; below a chapter that looks back (四)主要工作 says nothing."""
    heading = unit.heading
    assert heading is not None
    title = work.text[unit.start : unit.end] if unit.alone else heading.title
    # in one text chapters are 一、, in another （一）: what counts is which is the highest here
    level = TOP if heading.level == work.top else heading.level
    more, said = evidence.of_heading(title, level, named, work.inner)
    below = back and level != TOP and more[TASKS] > more[RETROSPECT] and evidence.goes_on(title)
    return (SILENT, "") if below else (more, said)


def _preamble(work: Work) -> range:
    """The sentences in front of 为…制定本方案, where they tell of years gone by: they give the reasons for a plan."""
    if work.inner.genre in evidence.REPORTING or not work.units:
        return range(0)
    first = next((number for number, unit in enumerate(work.units) if unit.heading and number), len(work.units))
    begin, end = work.found.span.start, work.units[min(first, OPENING_SENTENCES) - 1].end
    enacts = ENACTS.search(work.text, begin, end)
    if enacts is None:
        return range(0)
    before = [
        n
        for n, unit in enumerate(work.units[: min(first, OPENING_SENTENCES)])
        if unit.end <= enacts.start() and not unit.alone
    ]
    told = any(period.role != "deadline" for n in before for period in work.units[n].periods)
    return range(before[0], before[-1] + 1) if before and told else range(0)


def turns_of(text: str, inner: Inner, units: Sequence[Unit]) -> dict[int, tuple[str, str]]:
    """The first turn of speech of each unit that holds one, in order; a sentence that begins with another time turns
    as well, except in reports, which name goals and tasks explicitly.

    Args:
        text: folded text of the file; the spans of `inner` and `units` are into it.
    """
    span = inner.span
    starts = array("q", (unit.start for unit in units))
    found: dict[int, tuple[str, str]] = {}
    for at, kind, words in evidence.turns(text, span.start, span.end):
        number = max(bisect_right(starts, at) - 1, 0)
        if found.get(number, ("",))[0] != "goals":
            found[number] = (kind, words)
    _timed(text, inner, units, found)
    return found


def _timed(text: str, inner: Inner, units: Sequence[Unit], found: dict[int, tuple[str, str]]) -> None:
    """Turns by what opens a sentence: a time, or what it is about in front of a colon. In a report 今年 looks ahead
    where the sentences before it, below the same heading, told of last year."""
    prior = genres.prior_of(inner.genre, inner.title)
    settled = prior in SETTLED
    back = -1
    for number, unit in enumerate(units):
        if settled and inner.genre != "report":
            return
        if number in found or unit.alone:
            back = unit.section if found.get(number, ("",))[0] == "retrospect" else back  # 过去一年,…。今年,…
            continue
        kind, words = ("", "") if settled or inner.genre == "bulletin" else evidence.head_turn(text, unit)
        if not kind and unit.periods:
            kind, words = evidence.time_turn(text, unit, inner), unit.periods[0].text
        if not kind and prior in DEMANDING and (words_of := evidence.demand(text, unit)):
            kind, words = "demand", words_of
        this_year = unit.periods and evidence.this_year(text, unit)
        if this_year and back == unit.section and inner.genre != "bulletin":
            kind = "ahead"
        elif settled:
            back = unit.section if kind == "back" else back
            continue
        back = unit.section if kind == "back" else back
        if kind:
            found[number] = (kind, words)


def _is_title(work: Work, unit: Unit) -> bool:
    """Whether a line is the title: what it names is the document, not its first part."""
    line = titles.plain(work.text[unit.start : unit.end])
    return len(line) > 3 and line in titles.plain(work.inner.title)


def _in_order(work: Work) -> None:
    """What the place of a sentence says in a report: before or behind the first that names goals."""
    goals = next((number for number, (kind, _) in work.turns.items() if kind == "goals"), None)
    if goals is not None:
        for number, (back, ahead, rules) in enumerate(work.scores):
            early = number < goals
            work.scores[number] = (back + ORDER * early, ahead + ORDER * (not early), rules)


def year_of(period: Period, now: int | None) -> int | None:
    """The year that a period names, 今年 and the like counted from `now`; None where that is unknown."""
    if period.offset is None:
        return period.year
    return None if now is None else now + period.offset


def prices(work: Work) -> list[Scores]:
    """For each sentence what it costs to take another role than the one before it, role by role.

    Within a paragraph a change is dear, at a heading cheap; where a turn of speech announces it, it costs least.
    """
    costs: list[Scores] = []
    known: dict[Scores, Scores] = {}  # there are few, and each is kept once
    report = work.inner.genre == "report"
    for number, unit in enumerate(work.units):
        price = turned = PARAGRAPH if unit.leads else INSIDE
        kind = work.turns[number][0] if number in work.turns else ""
        if kind:
            turned = TIMED if kind in ("ahead", "back", "demand") else price - TURNING
        if unit.heading is not None:
            price = CHAPTER if work.chapters[unit.section] == unit.section else HEADING
            price -= SPOKEN * bool(work.said[len(costs)])
            turned = price
        # a turn is cheap for the role that it announces; another may begin there as at any other sentence
        back, ahead = (turned, price) if kind in ("retrospect", "back") else (price, turned)
        three = (back + BACK_AGAIN * report, ahead, price + 1)
        costs.append(known.setdefault(three, three))
    begin = START.get(work.inner.genre, (1.0, 0.0, 1.0))
    if work.scores:
        work.scores[0] = evidence.plus(work.scores[0], (-begin[0], -begin[1], -begin[2]))
    return costs


def certainty(work: Work, numbers: range, role: str) -> float:
    """How sure it is that these sentences have `role`: their lead over the next best role, as a probability.

    Args:
        numbers: indices of the sentences among `work.units`.
    """
    number = NUMBERS.get(role)
    if number is None:
        return SURE
    one, other = {k for k in range(3) if k != number}
    margin = 0.0
    for scores in map(work.scores.__getitem__, numbers):
        # against the next best role, sentence by sentence: many weak ones in a row are sure in the end
        margin += scores[number] - (scores[one] if scores[one] > scores[other] else scores[other])
    return min(SURE, 1 / (1 + exp(-max(margin, -50.0) / SCALE)))


def reasons(work: Work, numbers: range, role: str) -> tuple[str, ...]:
    """The strongest reasons: what headings and turns of speech say, then the cues of its first sentences.

    Args:
        numbers: indices of the sentences among `work.units`, in order.
        role: one of `part.ROLES`.
    """
    said = list(islice((work.said[n] for n in numbers if work.said[n]), REASONS))
    number = NUMBERS.get(role)
    if number is None or len(said) >= REASONS:
        return tuple(dict.fromkeys(said)) or (f"heading {role}" if role != "frame" else "notice around an annex",)
    weighed: dict[str, int] = {}
    for n in numbers[:SAMPLE]:
        for value, cue in evidence.strongest(work.text, work.units[n], work.inner.now, number):
            weighed[cue] = weighed.get(cue, 0) + value
    best = sorted(weighed, key=lambda cue: (-weighed[cue], cue))
    return tuple([*dict.fromkeys(said), *best][:REASONS]) or (f"genre {work.inner.genre}",)

"""The subject that a clause leaves out: of the figure before, or of the clause before."""

from __future__ import annotations

import re

from plancli.extract.context.clause_bounds import behind_last
from plancli.extract.context.mention import Mention
from plancli.extract.link.indicator import phrase as cut
from plancli.extract.link.indicator.tidy import tidy
from plancli.lexicon.words import pattern, phrases, reach

TURN = pattern("nouns", "turns")
FIGURE = re.compile(r"[0-9][%‰]$")
"""增长5%,达到3万亿元: a clause that ends with a rate names no subject."""
PASSING = ("field_of_rank", "enumeration", "slogan", "threshold", "class_of_counted", "duration")
CLAUSE_MARKS = ",;:。!?\n"
FARTHEST = reach("antecedent")
LONGEST = reach("subject")
CLAUSES = reach("clauses")
REACH = reach("clause_end")
GROWING = phrases("classes", "growing")
UNMEASURED = re.compile(f"^一批|(?:{pattern('nouns', 'unmeasured').pattern})$")


def antecedent(mention: Mention) -> Mention | None:
    """The last mention whose indicator a later clause may take up: no enumeration, threshold or duration."""
    at, steps = mention.previous, 0
    while at is not None and steps < 6 and (at.noun is None or at.answers["status"].rule in PASSING):
        at, steps = at.previous, steps + 1
    return at


def close(mention: Mention, previous: Mention) -> bool:
    """Whether a figure is near enough to take up the indicator of `previous`: in its sentence, or right behind it."""
    return mention.same_sentence or mention.quantity.span.start - previous.quantity.span.end < FARTHEST


def head_before(mention: Mention) -> str:
    """The head noun of the figure before, for a bare attribute (其中市级); empty where none is near."""
    previous = antecedent(mention)
    return previous.noun.head if previous and previous.noun and close(mention, previous) else ""


def subject(mention: Mention) -> str:
    """The subject of a bare measure: of the figure before in this sentence, else of the clause before."""
    between = clause_subject(mention)
    previous = antecedent(mention)
    if previous is not None and previous.noun is not None and previous.sentence.start == mention.sentence.start:
        low, high = previous.behind, max(mention.left - 1, previous.behind)
        clause = behind_last(mention.text, CLAUSE_MARKS, low, high) > low
        return between if clause and between else previous.noun.head
    return between


def clause_subject(mention: Mention) -> str:
    """What the clause before this one is about, of 2 to 40 characters: 核心产业|持续壮大,占比…; else empty.

    A mechanism, a service or 一批重点项目 has no output: then it is the clause before that (做强木业产业).
    """
    end, first = mention.left - 1, ""
    for _ in range(CLAUSES):
        if end <= mention.sentence.start:
            break
        start = behind_last(mention.text, CLAUSE_MARKS, max(mention.sentence.start, end - REACH), end)
        phrase = _subject_of(mention, start, end)
        first = first or phrase
        if not phrase or not UNMEASURED.search(phrase):
            return phrase
        end = start - 1
    return "" if UNMEASURED.search(first) else first


def _subject_of(mention: Mention, start: int, end: int) -> str:
    phrase, _ = cut.before(mention.context, start, end)
    if turn := _turn(phrase):
        phrase = tidy(phrase[: turn.start()])
    if phrase.endswith(GROWING):
        phrase = phrase.removesuffix("发展")
    return phrase if 2 <= len(phrase) <= LONGEST and not FIGURE.search(phrase) else ""


def _turn(phrase: str) -> re.Match[str] | None:
    """对经济增长的贡献|显著增强: a word of change in front of 的 is part of the subject."""
    return next((found for found in TURN.finditer(phrase, 2) if not phrase.startswith("的", found.end())), None)


def clause_between(mention: Mention, previous: Mention) -> str:
    """The subject of a whole clause between two figures: 进出口总值|创历史新高,达到5379亿元."""
    text, end = mention.text, mention.left - 1
    start = behind_last(text, CLAUSE_MARKS, max(previous.behind, end - REACH), end)
    if start <= previous.behind or end - start < 4:
        return ""
    phrase, stripped = cut.before(mention.context, start, end)
    turn = TURN.search(phrase, 2)
    return tidy(phrase[: turn.start()]) if turn and not stripped.verb else ""

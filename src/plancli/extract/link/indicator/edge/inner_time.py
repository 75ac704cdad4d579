"""Times inside a name: 综合保税区|全年|进出口总额, 林区|每年|产出|坚果. When is in a column of its own."""

from __future__ import annotations

from bisect import bisect_left

from plancli.extract.context.mention import DocumentContext
from plancli.extract.link.indicator.edge.grammar import words
from plancli.extract.link.indicator.lead import STRONG, strip_front
from plancli.lexicon.words import only_word, phrases
from plancli.patterns import lazy

HALVES = lazy("[半季月初底末中]")
# 上半年|开工率 stays: no column says which half of the year it is
IN_WHICH_YEAR = frozenset(word for word in phrases("periods", "relative") if not HALVES.search(word))
DONE_YEARLY = only_word("classes", "every_year")
SINCE_WHEN = lazy("[自从]?$")
ON = "起"  # 自2023年|起
NO_NOUN_EDGE = "的、,"
SHORTEST = 2


def without_time(context: DocumentContext, start: int, end: int) -> str:
    """The text from `start` to `end` without a time between whose it is and what is measured, and without 每年 and the
    verb behind it.

    Times that a verb or a preposition governs stay (在上年大幅下降基础上), and so do measures by the year (年均浓度).
    """
    text = context.text
    number = bisect_left(context.period_starts, start + SHORTEST)
    while number < len(context.period_starts) and context.period_starts[number] < end - SHORTEST:
        at, after = context.period_starts[number], context.period_ends[number]
        told = text[at:after]
        if after <= end - SHORTEST and _names(context, start, at, after):
            if told in IN_WHICH_YEAR:
                return text[start:at] + text[after:end]
            done = strip_front(context, after, end)
            if told == DONE_YEARLY and done.verb and end - done.start >= SHORTEST:
                return text[start : _time_start(context, start, at)] + text[done.start : end]
        number += 1
    return text[start:end]


def _time_start(context: DocumentContext, start: int, at: int) -> int:
    """林区|自2023年起每年: where the times begin that end at `at`; `at` itself where only one does."""
    text, number = context.text, bisect_left(context.period_starts, at) - 1
    if number < 0 or context.period_starts[number] < start or text[context.period_ends[number] : at] not in ("", ON):
        return at
    since = SINCE_WHEN.search(text, start, context.period_starts[number])
    return since.start() if since else at


def _names(context: DocumentContext, start: int, at: int, after: int) -> bool:
    """Whether a noun ends where the time begins, and another begins behind it."""
    text, begins = context.text, context.words.begins
    if text[at - 1] in NO_NOUN_EDGE or text[after] in NO_NOUN_EDGE or not (begins(at) and begins(after)):
        return False
    first = at - 1
    while first > start and not begins(first):
        first -= 1
    return text[first:at] not in words() and not STRONG.fullmatch(text, first, at)

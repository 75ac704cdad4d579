"""Halves in words: 一半 and 过半 are shares of 50 %, 半年 behind a verb of change or a bound is half a year."""

from __future__ import annotations

import re
from decimal import Decimal

from plancli.lexicon import units
from plancli.lexicon.words import phrases, predicates
from plancli.model import Amount, Answer, Comparator, Quantity, Span
from plancli.numerals import words
from plancli.patterns import lazy

HALF = lazy("一半(?![年天小个])|半数(?=以上)")
OVER_HALF = lazy("过半(?= ?(?:[,，。;；、!?！？)）\n”]|$))")
WHOLE_HALF = "一半"
HALF_OF = "半"
TIME = "time"
CHANGES = ("growth", "decrease")
BOUNDS = ("at_least", "more_than", "at_most", "less_than", "about")
REACH_OF_VERB = 6  # characters: the longest verb of change
RATES = phrases("classes", "rates")


def share(text: str, start: int) -> Quantity | None:
    """占全国近一半, 一半以上的企业, 时限压缩一半: 50 %; 一半 elsewhere is part of another word.

    Args:
        text: folded.
    """
    match = HALF.match(text, start)
    if match is None or not (
        match.group() != WHOLE_HALF
        or words.in_clause_before("share_of_whole", text, start)
        or words.stands_before("share_beside", text, start)
        or words.stands_behind("share_beside", text, match.end())
        or _behind_verb(text, start, CHANGES)
    ):
        return None
    return _fifty(text, match)


def over(text: str, start: int) -> Quantity | None:
    """新能源汽车占比过半, 参与率过半: more than 50 % of what has a share; 时间过半 and 任务过半 say how late it is.

    Args:
        text: folded.
    """
    match = OVER_HALF.match(text, start)
    if match is None or not (words.in_clause_before("share_of_whole", text, start) or text.endswith(RATES, 0, start)):
        return None
    return _fifty(text, match, more_than_half(start))


def more_than_half(at: int) -> Answer:
    """过半: more than 50 %.

    Args:
        at: offset of 过.
    """
    return Answer(Comparator.GT, "more_than_half", Span(at, at + 1))


def of_time(text: str, start: int) -> Quantity | None:
    """工期缩短半年, 审批时间压缩半个月, 不超过半天: half of it; 上半年 and 半年内 are no figure.

    Args:
        text: folded.
    """
    if found := share(text, start):  # 半数以上的企业
        return found
    unit = units.longest_at(text, start + 1)
    entry = units.lookup(unit)
    if entry is None or entry.dimension != TIME or not _behind_verb(text, start, (*CHANGES, *BOUNDS)):
        return None
    end = start + 1 + len(unit)
    return Quantity(Span(start, end), text[start:end], Amount(Decimal("0.5"), None, unit), HALF_OF)


def _behind_verb(text: str, start: int, groups: tuple[str, ...]) -> bool:
    found = predicates().ending(text, max(0, start - REACH_OF_VERB), start)
    return found is not None and found[1].name in groups


def _fifty(text: str, match: re.Match[str], inner: Answer | None = None) -> Quantity:
    return Quantity(Span(*match.span()), match.group(), Amount(Decimal(50), None, "%"), match.group(), "share", inner)

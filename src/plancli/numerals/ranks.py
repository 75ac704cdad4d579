"""第36位, 位居全国第一, 前三位, 前10强; and the ordinals in names, which rank nothing: 第一产业, 第七届."""

from __future__ import annotations

import re

from plancli.lexicon.words import either, phrases, reach
from plancli.model import Amount, Quantity, RejectedNumber, Span
from plancli.numerals import numbers, words
from plancli.patterns import lazy

UNIT = "位"
_NUMBER = r" ?(?P<number>\d{1,4}(?:\.\d)?|[一二三四五六七八九十百]{1,4}) ?"
NTH = lazy(rf"第{_NUMBER}(?P<unit>位|名(?![单录]))?(?P<more>[一-鿿])?")
FIRST = lazy(rf"前{_NUMBER}(?P<unit>位|名(?![单录])|强|列(?!车))?")
TOP = lazy("首位(?!度|责)")
AMONG = lazy(r"(?P<number>[一二三四五六七八九]?十|百)强")
AMONG_END = lazy(f" ?(?:[,，。;；!?！？\n|]|$|{either('classes', 'among')})")
RANKED_BY = "多高快长低强"
"""居全国第三|多: by what the places are counted; behind a rank 多 means no more."""
TELLS_WHO = lazy("的[为是]")
"""排在第一位|的为牵头部门"""
NO_RANK = phrases("classes", "no_rank")
COUNTED = lazy(r"\d[^,，。;；\n]*$")
REACH_OF_FIELD = reach("field_of_rank")
END = lazy(rf" ?(?:[,，。;；、!?！？:：)）”\n|]|$|的(?!二|三)|和|{either('classes', 'rank_ends')})")


def nth(text: str, start: int) -> Quantity | RejectedNumber | None:
    """第36位: a rank with 位 or 名, at the end of a clause about rank (第三, 第三多), or before 大 (第三大经济体)."""
    match = NTH.match(text, start)
    if match is None:
        return None
    speaks = words.in_clause_before("rank", text, start)
    holder = text.startswith(NO_RANK if speaks else (*NO_RANK, "的"), match.end("unit"))
    if match["unit"] and not holder and not TELLS_WHO.match(text, match.end("unit")):
        return _rank(text, match, match.end("unit"))  # 作为第一位的任务, 列第一位者 rank nothing
    end = match.end("number")
    if speaks and (match["more"] == "大" or END.match(text, end)):
        return _rank(text, match, end)
    if speaks and match["more"] and match["more"] in RANKED_BY and END.match(text, match.end()):
        return _rank(text, match, match.end())
    return RejectedNumber(Span(start, match.end()), match.group(), "ordinal")


def first(text: str, start: int) -> Quantity | None:
    """前三位, 前10强; 全国前三 only at the end of a clause about rank; 前三季度 is a time."""
    match = FIRST.match(text, start)
    if match is None:
        return None
    if match["unit"]:
        return _rank(text, match, match.end("unit"))
    end = match.end("number")
    if END.match(text, end) and words.in_clause_before("rank", text, start):
        return _rank(text, match, end)
    return None


def top(text: str, start: int) -> Quantity | None:
    """位居全国首位 is the first place; 首位度, 首位责任 are names."""
    match = TOP.match(text, start)
    if match is None or not END.match(text, match.end()) or not words.in_clause_before("rank", text, start):
        return None
    return Quantity(Span(*match.span()), match.group(), Amount(numbers.chinese("一"), None, UNIT), "首", "rank")


def among(text: str, start: int) -> Quantity | None:
    """进入全国十强: a place among ten; 百强企业 is a class, and 3家企业进入百强 counts firms."""
    match = AMONG.match(text, start)
    if match is None or not AMONG_END.match(text, match.end()) or not words.in_clause_before("among", text, start):
        return None
    # a figure in front counts those that got in: the field is no rank of anything
    if COUNTED.search(text, max(0, start - REACH_OF_FIELD), start):
        return None
    return _rank(text, match, match.end())


def _rank(text: str, match: re.Match[str], end: int) -> Quantity:
    written = match["number"]
    value = numbers.arabic(written) if written[0].isdigit() else numbers.chinese(written)
    span = Span(match.start(), end)
    return Quantity(span, text[span.start : span.end], Amount(value, None, UNIT), written, "rank")

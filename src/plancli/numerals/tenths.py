"""Ranges of tenths: 三四成 is 30 to 40 %, 6—7成半 and 六七成半 are 60 to 75 %. One 成 is a figure with a unit."""

from __future__ import annotations

import re
from fractions import Fraction

from plancli.lexicon.words import either
from plancli.numerals.numbers import DIGIT_VALUES
from plancli.patterns import lazy

SIGN = "成"
LONGEST_RANGE = 10  # characters: 六成五至七成五
_DIGITS = "一二三四五六七八九"
_MORE = rf"半|[{_DIGITS}](?=[,，。;；、)）\n]|{either('classes', 'bounds_behind')}|$)"
# 3-5|成熟技术, 1-2|成品油库; but 三四成|品牌, 五六成|本地企业
OTHER_WORD = "[熟套员果效立功]|品(?!牌)|本(?![地土市县省区])|人(?![口员民群才])|年(?!轻)"
RANGE_OF_TENTHS = lazy(
    rf"""
    (?P<low>\d(?:\.\d)?|[{_DIGITS}两])
    (?: 成? (?P<low_more>(?<=成)[半{_DIGITS}])? [ ]?(?:至|到|—{{1,2}}|-|–|~|～)[ ]?   # 六成|到
        | (?<=[{_DIGITS}两])(?=[{_DIGITS}]) )                                        # 六|七
    (?P<high>\d(?:\.\d)?|[{_DIGITS}])成(?!{OTHER_WORD})(?P<more>{_MORE})?
    """,
    re.VERBOSE,
)


def at(text: str, start: int) -> tuple[int, Fraction, Fraction] | None:
    """Where the range of tenths ends that begins at `start`, and its two ends in tenths; None where none does.

    Args:
        text: folded.
    """
    match = RANGE_OF_TENTHS.match(text, start) if SIGN in text[start : start + LONGEST_RANGE] else None
    if match is None:
        return None
    low, high = (_tenths(match[name], match[more]) for name, more in (("low", "low_more"), ("high", "more")))
    return (match.end(), low, high) if low < high else None


def _tenths(written: str, more: str | None) -> Fraction:
    whole = Fraction(written) if written[0].isdigit() else Fraction(DIGIT_VALUES[written])
    if not more:
        return whole
    return whole + (Fraction(1, 2) if more == "半" else Fraction(DIGIT_VALUES[more], 10))

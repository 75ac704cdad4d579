"""Numerals of digits and multipliers in turn, worth one number together: 3亿5000万, 1万5千, 2万5, 1千5百万."""

from __future__ import annotations

import re
from fractions import Fraction

from plancli.numerals import numbers
from plancli.patterns import lazy

_DIGIT = "[一二两三四五六七八九]"
_PART_NUMBER = rf"(?:\d{{1,9}}(?:\.\d{{1,9}})?|{_DIGIT})"
_PART = rf"{_PART_NUMBER}(?:[十百千]?[万亿]{{1,2}}|[十百]|千)(?![瓦米克伏卡兆赫帕次余多])"
_TAIL = r"\d{1,4}(?![\d.,%A-Za-z号日月年届点:/·、\-—~至到十百千万亿折成])(?! ?%)"
COMPOSED_PARTS = lazy(rf"(?P<parts>{_PART}(?:零?{_PART}){{0,7}})(?P<tail>零?{_TAIL})?")
PART = lazy(r"(?P<number>[\d.]+|[一二两三四五六七八九])(?P<small>[十百千]?)(?P<large>[万亿]{0,2})")


def at(text: str, start: int) -> tuple[int, Fraction] | None:
    """Where such a numeral ends and its value; None where a multiplier comes alone or the parts do not descend.

    Args:
        text: folded.
        start: offset of the first digit or numeral.
    """
    match = COMPOSED_PARTS.match(text, start)
    if match is None:
        return None
    parts = list(PART.finditer(match["parts"]))
    # one part is a plain number with a multiplier, which other readers know with its unit
    if len(parts) < 2 and not match["tail"]:
        return None
    value = _value(parts, match["tail"] or "")
    return None if value is None else (match.end(), value)


def _value(parts: list[re.Match[str]], tail: str) -> Fraction | None:
    """3亿5000万: within 亿 and 万 the thousands and hundreds add up, and each part is less than the one before it."""
    total, section = Fraction(0), Fraction(0)
    small, large = Fraction(10**5), Fraction(10**20)  # above any part: the first one may be of any size
    for part in parts:
        unit = Fraction(numbers.multiplier(part["small"]))
        number = Fraction(numbers.chinese(part["number"]) if part["number"] in numbers.DIGIT_VALUES else part["number"])
        # 3百5千 does not descend, and is no numeral
        if (section and number * unit >= small) or (part["large"] and section >= large):
            return None
        section, small = section + number * unit, unit
        if part["large"]:
            factor = Fraction(numbers.multiplier(part["large"]))
            if section * factor >= large:
                return None
            total, section, small, large = total + section * factor, Fraction(0), Fraction(10**5), factor
    last = numbers.multiplier(parts[-1]["large"]) if parts[-1]["large"] else small
    return _with_tail(total + section, Fraction(last), tail)


def _with_tail(value: Fraction, last: Fraction, tail: str) -> Fraction | None:
    """2万5 is 25000, 1百23 is 123, 1千零20 is 1020."""
    if not tail:
        return value
    if tail[0] == "零":
        return value + int(tail[1:]) if int(tail[1:]) < last else None
    if len(tail) == 1:
        return value + Fraction(tail) * last / 10  # the digit counts the next lower power
    return value + int(tail) if int(tail) < last else None

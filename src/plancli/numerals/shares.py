"""百分之九十, 千分之五, 百分百, 四分之一: shares in words."""

from __future__ import annotations

import re
from fractions import Fraction

from plancli.lexicon import units
from plancli.model import Amount, Number, Quantity, Span
from plancli.numerals import halves, numbers
from plancli.patterns import lazy

_POINT = "(?:点[零〇一二三四五六七八九]{1,12})?"
_NUMERAL = r"(?:\d{1,9}(?:\.\d{1,9})?|[零〇一二两三四五六七八九十百千]{1,12}" + _POINT + ")"
_WHOLE = rf"""
    (?:
        (?=[\d.]*[1-9]) \d{{1,9}}(?:\.\d{{1,9}})? [十百千]?[万亿]{{0,2}}  # 100万, but not 0: nothing is divided by it
        | [一二两三四五六七八九十百千万亿][零〇一二两三四五六七八九十百千万亿]{{0,11}} {_POINT}
    )
"""
SHARE = lazy(
    rf"""
    (?P<of>[百千万]) 分之 [ ]? (?P<low>{_NUMERAL})                          # 百分之三
        (?: (?:至|到|—|-|~) (?:[百千万]分之)? (?P<high>{_NUMERAL}) )?        # … 至百分之五, 至五
    | (?P<hundred>百分百)
    | (?P<over>\d{{1,2}}) / (?P<under>[2-9]|10) (?![\d/年月.号万])           # 2/3, but no date and no road
    | (?P<below>{_WHOLE}) 分之 [ ]? (?P<above>{_NUMERAL})                   # 三分之二: the lower number first
    """,
    re.VERBOSE,
)
LONGEST = 32  # characters in front of 分之, at most: most figures have no such sign near, and need no pattern.
MEASURED = ("length", "area", "volume", "mass", "energy", "multiple", "ratio difference")
ENDS_UNIT = lazy(r"[,，。;；、:：!！?？)）\n的]|$|以[上下内]|左右")
PARTS = tuple(f"{sign}分" for sign in "百千万")
UNIT_OF_PARTS = {"百": ("%", 1), "千": ("‰", 1), "万": ("‰", 10)}


def at(text: str, start: int) -> Quantity | None:
    """The share that begins at `start`, or half of a whole; 三分之一公里 is a length.

    Args:
        text: folded.
    """
    found = plain(text, start)
    if found is None:
        return halves.share(text, start) if text[start] == "一" else None
    return _part_of_measure(text, found) or found


def plain(text: str, start: int) -> Quantity | None:
    """The share that begins at `start`, whatever follows: 百分之九十 → 90 %, 四分之一 → 25 %, 千分之五 → 5 ‰.

    Args:
        text: folded.
    """
    window = text[start : start + LONGEST]
    match = SHARE.match(text, start) if "分" in window or "/" in window else None
    return match and Quantity(Span(*match.span()), match.group(), _amount(match), match.group(), "share")


def _part_of_measure(text: str, share: Quantity) -> Quantity | None:
    start, end = share.span.start, share.span.end
    unit = "" if share.text.startswith(PARTS) else units.longest_at(text, end)
    entry = units.lookup(unit)
    if entry is None or entry.dimension not in MEASURED:
        return None
    # 三分之一|里程, 三分之二|亩均: the sign of a unit may begin a word
    if not ENDS_UNIT.match(text, end + len(unit)):
        return None
    amount = Amount(numbers.exact(Fraction(share.written.value) / 100), None, unit)
    return Quantity(Span(start, end + len(unit)), text[start : end + len(unit)], amount, share.text)


def _amount(match: re.Match[str]) -> Amount:
    if match["hundred"]:
        return Amount(numbers.exact(Fraction(100)), None, "%")
    if match["of"]:
        unit, parts = UNIT_OF_PARTS[match["of"]]
        low, high = numbers.approximate(match["low"]) or (value(match["low"]), match["high"] and value(match["high"]))
        top = numbers.exact(Fraction(high) / parts) if high else None
        return Amount(numbers.exact(Fraction(low) / parts), top, unit)
    if match["over"]:
        return Amount(numbers.exact(Fraction(int(match["over"]), int(match["under"])) * 100), None, "%")
    below = _whole(match["below"])
    return Amount(numbers.exact(Fraction(value(match["above"])) * 100 / below), None, "%")


def _whole(written: str) -> Fraction:
    """万 in 100万 counts; so does 一 in 一万, and a point (十二点五分之二点五)."""
    digits = written.rstrip("十百千万亿") if written[0].isdigit() else written
    return Fraction(value(digits)) * numbers.multiplier(written[len(digits) :])


def value(written: str) -> Number:
    """A numeral in digits or in Chinese.

    Args:
        written: the numeral, folded, and nothing else; its first character decides which it is.
    """
    return numbers.arabic(written) if written[0].isdigit() else numbers.chinese(written)

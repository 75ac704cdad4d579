"""Figures that are no number with a unit: half, 八五折, 七成五, 2/3, 百分之三点五, 2^10, 1.5e3, ½, 3.2k."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from fractions import Fraction

from plancli.model import Quantity
from plancli.numerals import figures, numbers, predicates, shares, tenths
from plancli.patterns import lazy

NUMERALS = "零〇○一二两三四五六七八九十百千万亿廿卅卌"
COUNT = NUMERALS[3:]  # without the zeros
DIGIT_OF_FORM = rf"[\d{NUMERALS[:13]}]"
# w is 万, as people write it on the net
LETTERS = {"k": 10**3, "K": 10**3, "M": 10**6, "G": 10**9, "T": 10**12, "w": 10**4}
VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"

HALF_AS_NUMBER = lazy("一半(?![年天小])|半数(?=以[上下]|$)|(?<=过)半(?![年天个小路百])")
FOLD = lazy(
    rf"""
    (?P<number>
        \d{{1,2}}(?:\.\d{{1,2}})?            # 8.5折
        | [一二两三四五六七八九半对]          # 八折, 对折
        | [{COUNT}][{NUMERALS}]               # 八五折
        | [{COUNT}]点[{NUMERALS}]{{1,9}}      # 八点五折
    ) [ ]? 折
    """,
    re.VERBOSE,
)
TENTHS = lazy(
    rf"""
    (?P<tenths> [\d.]{{1,9}} | [{COUNT}]{{1,9}}(?:点[{NUMERALS}]{{1,9}})? ) 成(?!{tenths.OTHER_WORD})
    (?P<more> [一二三四五六七八九半](?![十百千万亿]) | \d(?![\d.]) )?                  # 三成五, 三成半
    """,
    re.VERBOSE,
)
POWER = lazy(
    r"""
    (?: (?P<times> \d{1,9}(?:\.\d{1,9})? ) [ ]?[×xX*][ ]? )?                         # 3×
    (?P<base> \d{1,6}(?:\.\d{1,6})? ) [ ]?\^[ ]? (?P<up> -?\d{1,2} ) (?!\d)          # 10^8
    """,
    re.VERBOSE,
)
SCIENTIFIC = lazy(r"\d{1,30}(?:\.\d{1,30})?[eE][+-]?\d{1,3}(?![\dA-Za-z])")
LETTER = lazy(
    r"""
    (?P<digits> \d{0,15}(?:\.\d{1,15}) | \d{1,3}(?:,\d{3})+ | \d{1,15} ) [ ]?  # 3.2, 1,100, 10
    (?P<letter> [kKMGTw] ) (?![A-Za-z0-9])                                   # but 5MB is a unit
    """,
    re.VERBOSE,
)
MIXED = lazy(
    rf"""
    (?P<whole> \d{{1,12}} | [{NUMERALS}]{{1,40}} )
    (?:
        [ ]? 又 [ ]? (?= [\d{NUMERALS}]{{1,12}} (?:分之|/\d) )     # 一又二分之一
        | [ ] (?= \d{{1,6}}/\d )                                  # 1 1/2
    )
    """,
    re.VERBOSE,
)
VULGAR_SIGN = lazy(rf"(?P<whole>\d{{0,9}})(?P<sign>[{VULGAR}])")
FRACTION = lazy(r"(?P<above>\d{1,6})/(?P<below>[1-9]\d{0,5})(?![\d/年月])")
PER_PART = lazy(r"(?P<of>[百千万])分之 ?(?P<sign>负)?(?=[\d一二两三四五六七八九十零百千万亿半])")

WRITTEN_DIGITS = lazy(r"\d[\d.,]*")
# Where digits begin such a form, one of these follows them.
BEHIND_DIGITS = frozenset(f"折成至到—-–~～^eE×xX*/又 十百千万亿点分{''.join(LETTERS)}{VULGAR}")

PartRead = tuple[int, Fraction, Fraction | None, str]
"""Where a figure ends in its text, its value, the upper end of a range or None, and its unit, which may be empty."""


def at(text: str, start: int) -> PartRead | None:
    """The figure of such a form that begins at `start`; the unit of a plain number is empty.

    Args:
        text: folded.
    """
    if (digits := WRITTEN_DIGITS.match(text, start)) and text[digits.end() : digits.end() + 1] not in BEHIND_DIGITS:
        return None
    return next(filter(None, (read(text, start) for read in READERS)), None)


def _half(text: str, start: int) -> PartRead | None:
    match = HALF_AS_NUMBER.match(text, start)
    return match and (match.end(), Fraction(50), None, "%")


def _doubling(text: str, start: int) -> PartRead | None:
    """翻番 and 倍增 are twice as much, 翻两番 four times; 倍增计划 is a name."""
    found = predicates.doubling(text, start) if text[start] in "翻倍" else None
    if not isinstance(found, Quantity):
        return None
    return found.span.end, Fraction(found.written.value), None, found.written.unit


def _fold(text: str, start: int) -> PartRead | None:
    """八折 is 80 %, 八五折 and 85折 85 %, 半折 and 对折 50 %."""
    match = FOLD.match(text, start)
    if match is None:
        return None
    if match["number"] in "半对":
        return match.end(), Fraction(50), None, "%"
    value = Fraction(shares.value(match["number"]))
    return match.end(), value * 10 if value <= 10 else value, None, "%"  # 八折 is 80 %, 八五折 85 %


def _tenths(text: str, start: int) -> PartRead | None:
    """八成五 and 8成5 are 85 %, 三成半 35 %, 三四成 30 to 40 %."""
    if found := tenths.at(text, start):
        return found[0], found[1] * 10, found[2] * 10, "%"
    match = TENTHS.match(text, start)
    if match is None or not re.fullmatch(r"[^.]*|\d+\.\d+", match["tenths"]):
        return None
    more = Fraction(5) if match["more"] == "半" else Fraction(shares.value(match["more"] or "零"))
    return match.end(), Fraction(shares.value(match["tenths"])) * 10 + more, None, "%"


def _power(text: str, start: int) -> PartRead | None:
    """10^3, 1.1^-2, 3×10^8."""
    match = POWER.match(text, start)
    if match is None or not (base := Fraction(match["base"])):
        return None
    return match.end(), Fraction(match["times"] or 1) * base ** int(match["up"]), None, ""


def _scientific(text: str, start: int) -> PartRead | None:
    match = SCIENTIFIC.match(text, start)
    return match and (match.end(), Fraction(match.group()), None, "")


def _letter(text: str, start: int) -> PartRead | None:
    """10K, 3.2M."""
    match = LETTER.match(text, start)
    if match is None:
        return None
    return match.end(), Fraction(match["digits"].replace(",", "") or 0) * LETTERS[match["letter"]], None, ""


def mixed(text: str, start: int) -> PartRead | None:
    """三又四分之一, 2 1/4: where it ends, its value, and no unit.

    Args:
        text: folded.
        start: of its first digit or numeral.
    """
    match = MIXED.match(text, start)
    rest = match and (_fraction(text, match.end()) or _share(text, match.end()))
    if not match or not rest:
        return None
    return rest[0], Fraction(shares.value(match["whole"])) + rest[1] / 100, None, ""


def _vulgar(text: str, start: int) -> PartRead | None:
    match = VULGAR_SIGN.match(text, start)
    if match is None:
        return None
    # a float in Unicode's table: ⅓ is 0.333…
    value = Fraction(unicodedata.numeric(match["sign"])).limit_denominator(10)
    if match["whole"]:
        return match.end(), int(match["whole"]) + value, None, ""
    return match.end(), value * 100, None, "%"


def _fraction(text: str, start: int) -> PartRead | None:
    match = FRACTION.match(text, start)
    return match and (match.end(), Fraction(int(match["above"]), int(match["below"])) * 100, None, "%")


def _share(text: str, start: int) -> PartRead | None:
    """百分之十到二十, 四分之三, as documents write them; and 百分之3,000, 百分之负三, 百分之一又二分之一."""
    longer = _per_part(text, start)
    share = shares.plain(text, start)
    if share is None or (longer and longer[0] > share.span.end):
        return longer
    high = share.written.value_max
    return (
        share.span.end,
        Fraction(share.written.value),
        None if high is None else Fraction(high),
        share.written.unit,
    )


def _per_part(text: str, start: int) -> PartRead | None:
    match = PER_PART.match(text, start)
    if match is None:
        return None
    number = _letter(text, match.end()) or mixed(text, match.end()) or _number(text, match.end())
    if number is None:
        return None
    unit, parts = shares.UNIT_OF_PARTS[match["of"]]
    return number[0], number[1] / parts * (-1 if match["sign"] else 1), None, unit


def _number(text: str, start: int) -> PartRead | None:
    figure = figures.at(text, start)
    if figure is None or figure.value_max is not None:
        return None
    return figure.end, Fraction(figure.value) * numbers.multiplier(figure.times), None, ""


READERS: tuple[Callable[[str, int], PartRead | None], ...] = (
    _half, _doubling, _fold, _tenths, _power, _scientific, _letter, mixed, _vulgar, _fraction, _share,
)  # fmt: skip


__all__ = ["COUNT", "DIGIT_OF_FORM", "NUMERALS", "POWER", "VULGAR", "PartRead", "at", "mixed"]

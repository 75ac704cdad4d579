"""One figure of a short phrase, in ordinary Chinese: 负五, 三又四分之一, 两块五毛, 一米七五, 八五折, 零下五度, ¥20."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from plancli.extract.find import figures, numbers, shares
from plancli.extract.find.figures import Figure
from plancli.lexicon import units
from plancli.lexicon.load import table
from plancli.model import Answer

NUMERALS = "零〇一二两三四五六七八九十百千万亿廿卅"
BEGIN = re.compile(rf"[\d{NUMERALS}]|[数几上](?=[十百千万亿])|半(?!导|岛|径|数|决|路|点)|\.(?=\d)|百分百|[对半](?=折)")
MIXED = re.compile(rf"(?P<whole>[\d{NUMERALS}]+)(?: ?又 ?| )(?=(?:[\d{NUMERALS}]+分之|\d+/\d))")
SCIENTIFIC = re.compile(r"\d+(?:\.\d+)?[eE][+-]?\d{1,3}(?![\dA-Za-z])")
HALF = re.compile("一半(?![年天小])")
DECIMALS = re.compile(r"\.(?P<digits>\d+)")
FRACTION = re.compile(r"(?P<above>\d{1,6})/(?P<below>[1-9]\d{0,5})(?![\d/年月])")
LETTER = re.compile(r"(?P<digits>\d+(?:\.\d+)?) ?(?P<letter>[kKM])(?![A-Za-z0-9])")
LETTERS = {"k": 10**3, "K": 10**3, "M": 10**6}
_COUNT = NUMERALS[2:]  # without the zeros
_DIGIT = rf"[\d{NUMERALS[:11]}]"
FOLD = re.compile(rf"(?P<number>\d(?:\.\d+)?|[一二三四五六七八九半对]|[{_COUNT}]{{2}}|[{_COUNT}]点[{NUMERALS}])折")
TENTHS = re.compile(
    rf"(?P<tenths>[\d.]+|[{_COUNT}]+(?:点[{NUMERALS}]+)?)成(?P<more>[一二三四五六七八九半](?![十百千万亿]))?"
)
SMALL_MONEY = re.compile(rf"(?P<jiao>{_DIGIT})(?:[角毛]钱?(?:(?P<fen>{_DIGIT})分?钱?)?)?(?![\d{NUMERALS}个年月块元家])")
FEN = re.compile(rf"(?P<fen>{_DIGIT})分?钱?(?![\d{NUMERALS}个年月块元家])")
AFTER_METRE = re.compile(rf"(?P<digits>\d{{1,2}}|[{NUMERALS[2:11]}]{{1,2}})(?![\d{NUMERALS}个年月米厘分公])")
LIANG = re.compile(r"[零一二三四五六七八九十半]两(?![个家次年天万千百亿人])")


ORDINAL_UNITS = ("", "位", "名")


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure with its unit as read: `value` bears sign, half and small change; `inner` is its own comparator."""

    start: int
    end: int
    value: Fraction
    unit: str
    value_max: Fraction | None = None
    inner: Answer | None = None
    bare: bool = False


def at(text: str, start: int) -> Reading | None:
    """The figure whose number begins at `start`, with sign or currency before it and its unit behind."""
    reading = _special(text, start) or _plain(text, start)
    if reading is None:
        return None
    if text[start - 1 : start] == "第":
        return _ordinal(text, reading)
    return _signed(text, _prefixed(text, reading))


def _ordinal(text: str, reading: Reading) -> Reading | None:
    """第二百五十, 第36位 are ranks; 第三方, 第一产业 are names."""
    end = reading.end if reading.unit not in ORDINAL_UNITS else reading.end - len(reading.unit)
    follows = text[end : end + 1]
    if reading.unit not in ORDINAL_UNITS or (not reading.unit and "一" <= follows <= "\u9fff"):
        return None
    return replace(reading, start=reading.start - 1, unit="位", bare=False)


def _special(text: str, start: int) -> Reading | None:
    """What is no number with a unit: shares, folds, tenths, powers, fractions."""
    if match := HALF.match(text, start):
        return Reading(start, match.end(), Fraction(50), "%")
    if match := FOLD.match(text, start):
        return Reading(start, match.end(), _fold(match["number"]), "%")
    if match := TENTHS.match(text, start):
        return Reading(start, match.end(), Fraction(shares.value(match["tenths"])) * 10 + _more(match["more"]), "%")
    if match := SCIENTIFIC.match(text, start):
        return _with_unit(text, start, match.end(), Fraction(match.group()))
    if match := LETTER.match(text, start):
        return Reading(start, match.end(), Fraction(match["digits"]) * LETTERS[match["letter"]], "", bare=True)
    if match := MIXED.match(text, start):
        rest = _special(text, match.end())
        return rest and Reading(start, rest.end, Fraction(shares.value(match["whole"])) + rest.value / 100, "")
    if match := FRACTION.match(text, start):
        return Reading(start, match.end(), Fraction(int(match["above"]), int(match["below"])) * 100, "%")
    if share := shares.at(text, start):
        high = share.written.value_max
        return Reading(
            start,
            share.span.end,
            Fraction(share.written.value),
            share.written.unit,
            None if high is None else Fraction(high),
        )
    return None


def _more(written: str | None) -> Fraction:
    """八成五 is 85 %, 三成半 35 %."""
    return Fraction(5) if written == "半" else Fraction(shares.value(written or "零"))


def _fold(written: str) -> Fraction:
    """八折 is 80 %, 八五折 85 %, 半折 and 对折 50 %."""
    if written in "半对":
        return Fraction(50)
    value = Fraction(shares.value(written))
    return value * 10 if value <= 10 else value


def _plain(text: str, start: int) -> Reading | None:
    if text[start] == "半":
        return _with_unit(text, start, start + 1, Fraction(1, 2))
    if match := LIANG.match(text, start):
        value = Fraction(1, 2) if text[start] == "半" else Fraction(numbers.chinese(text[start]))
        return Reading(start, match.end(), value, "市两")
    if match := DECIMALS.match(text, start):
        return _with_unit(text, start, match.end(), Fraction(f"0.{match['digits']}"))
    figure = figures.at(text, start)
    return None if figure is None else _counted(_measured(text, figure), figure)


def _counted(reading: Reading, figure: Figure) -> Reading:
    """三国 is no three countries: such words count behind digits only."""
    entry = units.lookup(reading.unit)
    if figure.chinese and entry and not entry.spoken:
        return replace(reading, end=figure.end, unit="", bare=True)
    return reading


def _measured(text: str, figure: Figure) -> Reading:
    factor = numbers.multiplier(figure.times)
    reading = _with_unit(text, figure.start, figure.end, Fraction(figure.value) * factor)
    high = None if figure.value_max is None else Fraction(figure.value_max) * factor
    return replace(reading, value_max=high, inner=figure.inner)


def _with_unit(text: str, start: int, end: int, value: Fraction) -> Reading:
    """The unit behind a number, a half behind it (两斤半, 三个半小时), and the small change (五块五)."""
    gap = end + (text[end : end + 1] == " ")
    if text.startswith("个半", gap):
        value, gap, end = value + Fraction(1, 2), gap + 2, gap + 2
    unit = units.longest_at(text, gap)
    if unit and unit[-1].isascii() and unit[-1].isalpha() and text[gap + len(unit) : gap + len(unit) + 1].isalpha():
        unit = unit if not text[gap + len(unit)].isascii() else ""
    if not unit:
        return Reading(start, end, value, "", bare=True)
    stop = gap + len(unit)
    if text.startswith("半", stop) and not text.startswith(("半年", "半个", "半天"), stop):
        return Reading(start, stop + 1, value + Fraction(1, 2), unit)
    return _with_change(text, Reading(start, stop, value, unit))


def _with_change(text: str, reading: Reading) -> Reading:
    """五块五 is 5.5 元, 两块五毛 2.5, 一米七五 1.75 m."""
    if reading.unit in ("元", "块", "块钱", "圆") and (match := SMALL_MONEY.match(text, reading.end)):
        change = Fraction(shares.value(match["jiao"])) / 10 + Fraction(shares.value(match["fen"] or "零")) / 100
        return replace(reading, end=match.end(), value=reading.value + change, unit="元")
    if reading.unit in ("角", "毛") and (match := FEN.match(text, reading.end)):
        return replace(reading, end=match.end(), value=reading.value + Fraction(shares.value(match["fen"])) / 10)
    if reading.unit == "米" and (match := AFTER_METRE.match(text, reading.end)):
        digits = "".join(str(numbers.DIGITS.get(sign, sign)) for sign in match["digits"])
        return replace(reading, end=match.end(), value=reading.value + Fraction(f"0.{digits}"))
    return reading


@cache
def _prefixes() -> tuple[tuple[str, str], ...]:
    found = [(prefix, entry.write[0]) for entry in units.entries() for prefix in entry.prefix]
    return tuple(sorted(found, key=lambda pair: (-len(pair[0]), pair[0])))


def _prefixed(text: str, reading: Reading) -> Reading:
    """¥20, 人民币五十元, 摄氏36度: a currency or a scale before the number gives the unit where none is behind."""
    start = reading.start - (text[reading.start - 1 : reading.start] == " ")
    for prefix, unit in _prefixes():
        if text.endswith(prefix, 0, start):
            own = reading.unit if reading.unit not in ("", "度") else unit
            return replace(reading, start=start - len(prefix), unit=own, bare=False)
    return reading


def _signed(text: str, reading: Reading) -> Reading:
    """负五, -3, 零下5度; a hyphen behind a figure or a letter is no sign."""
    for sign in table("expressions")["signs"]["negative"]:
        start = reading.start - len(sign)
        if not text.endswith(sign, 0, reading.start) or (sign in "-−－" and _joins(text, start)):
            continue
        low, high = -reading.value, reading.value_max and -reading.value_max
        return _prefixed(text, replace(reading, start=start, value=low, value_max=high))
    return reading


def _joins(text: str, start: int) -> bool:
    before = text[start - 1 : start]
    return bool(before) and (before.isalnum() or before in "%℃°)")

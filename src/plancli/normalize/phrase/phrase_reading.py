"""One figure of a short phrase, in ordinary Chinese: 负五, 三又四分之一, 两块五毛, 一米七五, 八五折, 零下五度, ¥20."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import cache

from plancli.lexicon import units
from plancli.lexicon.load import table
from plancli.lexicon.scope import remembered
from plancli.lexicon.words import either, phrases, reach
from plancli.model import Comparator, Quantity
from plancli.normalize.phrase.reading import Reading, rank_within
from plancli.normalize.phrase.small_change import MONEY, with_change
from plancli.numerals import figures, forms, numbers, ranks, shares
from plancli.numerals.figures import Figure
from plancli.numerals.forms import NUMERALS
from plancli.numerals.halves import more_than_half
from plancli.numerals.measured import PER_HEADS, may_be_name, under_slash
from plancli.patterns import lazy

BEGIN = lazy(
    rf"""
    零(?![下上])                             # 零下5度: a sign
    | [\d{NUMERALS[1:]}{forms.VULGAR}]
    | (?:[数几]|(?<!零)上)(?=[十百千万亿])     # 数十, 上千
    | 半(?!{either("classes", "half_begins")}|数(?!以))  # 半年, but no 半导体
    | (?<!\.)\.(?=\d)                       # .5
    | [对半](?=折)                           # 对折
    | 翻(?=了?[一二两三四五1-9]?番|倍)         # 翻两番
    | (?<![成数几双])倍(?=增) | 首(?=位)
    """,
    re.VERBOSE,
)
DECIMALS = lazy(r"\.(?P<digits>\d{1,30})")
LIANG = lazy(r"(?P<number>[零一二三四五六七八九十半]|\d{1,6}(?:\.\d{1,3})?)两(?![个家次年天万千百亿人])")
MEASURES = ("", "度", *MONEY)  # what gives way to a currency or scale before the number: 港币500元, 华氏90度
FIRST = "前"
TOP = "首"
TRILLION = 10**12  # 兆 where it stands for no unit
ORDINAL_UNITS = ("", *phrases("classes", "ordinal_units"))


def at(text: str, start: int, floor: int = 0) -> Reading | None:
    """The figure whose number begins at `start`, with sign or currency before it and its unit behind.

    What comes before `floor` belongs to the figure before: 人民币 in 4人民币5美元.

    Args:
        text: the expression, folded.
    """
    reading = _place(text, start) or _special(text, start) or _plain(text, start)
    if reading is None:
        return None
    if text[start - 1 : start] == "第":
        return _ordinal(text, reading)
    if text[start - 1 : start] == FIRST and isinstance(rank := ranks.first(text, start - 1), Quantity):
        return Reading(start - 1, rank.span.end, Fraction(rank.written.value), ranks.UNIT, None, rank_within(start - 1))
    whole = _signed(text, _prefixed(text, reading))
    return whole if whole.start >= floor else reading


def _ordinal(text: str, reading: Reading) -> Reading | None:
    """第二百五十, 第36位, 第三多 are ranks; 第三方, 第一产业 are names."""
    end = reading.end if reading.unit not in ORDINAL_UNITS else reading.end - len(reading.unit)
    follows = text[end : end + 1]
    named = not reading.unit and "一" <= follows <= "\u9fff" and follows not in "到至"
    if reading.unit not in ORDINAL_UNITS or named:
        return None
    inner = None if text[reading.end - 1] in ranks.RANKED_BY else reading.inner  # 第三多: the third by number
    return replace(reading, start=reading.start - 1, unit="位", bare=False, inner=inner)


def _special(text: str, start: int) -> Reading | None:
    """Forms other than a number with a unit: shares, multiples, tenths, powers; parts of a measure."""
    part = forms.at(text, start)
    if part is None:
        return None
    end, value, high, unit = part
    if text[start] == "半" and unit == "%" and text[start - 1 : start] == "过":
        return Reading(start - 1, end, value, unit, None, more_than_half(start - 1))
    if not unit:
        letter = text[end - 1] in MEMORY and unit_at(text, end - 1)
        return None if letter else _with_unit(text, start, end, value)
    # 四分之三英里 is a length; 七成英里 is nothing
    if high is None and text[end - 1] not in "折成半百" and (measured := _part_of(text, start, end, value / 100)):
        return measured
    return Reading(start, end, value, unit, high)


def _part_of(text: str, start: int, end: int, value: Fraction) -> Reading | None:
    """四分之三英里, ½公斤; 三分之一的人 and 百分之五十 stay shares."""
    reading = _with_unit(text, start, end, value)
    entry = units.lookup(reading.unit)
    return None if entry is None or entry.dimension in ("count", "ratio", "rank", "enumeration") else reading


def _plain(text: str, start: int) -> Reading | None:
    if text[start] == "半":
        return _with_unit(text, start, start + 1, Fraction(1, 2))
    # 二两酒, but 一两|元
    if (match := LIANG.match(text, start)) and not units.longest_at(text, match.end()):
        value = Fraction(1, 2) if text[start] == "半" else Fraction(shares.value(match["number"]))
        return Reading(start, match.end(), value, "市两")
    if match := DECIMALS.match(text, start):
        return _with_unit(text, start, match.end(), Fraction(f"0.{match['digits']}"))
    if match := GROUPED.match(text, start):
        return _with_unit(text, start, match.end(), Fraction(match.group().replace(" ", "")))
    if (match := POINT.match(text, start)) and not CLOCK.search(text, max(0, start - REACH_OF_TIME), start):
        return _with_unit(text, start, match.end(), Fraction(f"{match['whole']}.{match['digits']}"))
    figure = figures.at(text, start)
    return None if figure is None else _counted(_measured(text, figure), figure)


def _place(text: str, start: int) -> Reading | None:
    """居全省首位, 进入全国十强: a place in an order."""
    found = ranks.top(text, start) if text[start] == TOP else ranks.among(text, start)
    if found is None:
        return None
    within = None if text[start] == TOP else rank_within(start)
    return Reading(start, found.span.end, Fraction(found.written.value), ranks.UNIT, None, within)


def _counted(reading: Reading, figure: Figure) -> Reading:
    """三国 is no three countries: such words count behind digits and long numerals only."""
    entry = units.lookup(reading.unit)
    if figure.chinese and entry and not entry.spoken and may_be_name(figure, reading.unit):
        return replace(reading, end=figure.end, unit="", bare=True)
    return reading


def _measured(text: str, figure: Figure) -> Reading:
    factor = numbers.multiplier(figure.times)
    some = text[figure.end : figure.end + 1] == "来" and bool(units.longest_at(text, figure.end + 1))
    value = Fraction(figure.value) if factor == 1 else Fraction(figure.value) * factor
    reading = _with_unit(text, figure.start, figure.end + some, value)
    if some:  # 100来块
        mark = figures.more_inside(Comparator.ABOUT, figure.end)
        return replace(reading, inner=mark)
    high = None if figure.value_max is None else Fraction(figure.value_max) * factor
    return replace(reading, value_max=high, inner=figure.inner)


def _with_unit(text: str, start: int, end: int, value: Fraction) -> Reading:
    """The unit behind a number, a half behind it (两斤半, 三个半小时), and the small change (五块五)."""
    gap = end + (text[end : end + 1] == " ")  # 5 km: one blank may come before the unit
    if text.startswith("个半", gap) and not text.startswith(phrases("classes", "half_words"), gap + 1):
        value, end = value + Fraction(1, 2), gap + 2
        unit, gap = _counted_by_piece(text, end)
    else:
        unit = unit_at(text, gap)
    if unit == "兆":
        return _with_unit(text, start, gap + 1, value * TRILLION)
    if not unit and (heads := PER_HEADS.match(text, end)):
        return Reading(start, heads.end(), value, heads.group())
    if not unit:
        return Reading(start, end, value, "", bare=True)
    unit, stop = _currency_behind(text, unit, gap + len(unit))
    if (below := under_slash(text, stop)) > stop:
        return Reading(start, below, value, unit + text[stop:below])
    if text.startswith("半", stop) and not text.startswith(phrases("classes", "half_words"), stop):
        return Reading(start, stop + 1, value + Fraction(1, 2), unit)
    return with_change(text, Reading(start, stop, value, unit))


def _counted_by_piece(text: str, end: int) -> tuple[str, int]:
    """The unit behind 个半 and where it begins: 三个半|小时, and 三个半|月, whose unit is 个月."""
    unit = unit_at(text, end)
    whole = unit_at(f"个{text[end : end + REACH_OF_TIME]}", 0)
    return (whole, end - 1) if len(whole) > max(1, len(unit)) else (unit, end)


REACH_OF_TIME = reach("time_of_day")
REACH_BACK = reach("negative_range")
# In -5--3 the second hyphen joins and the third is a sign.
NEGATIVE_DASH = lazy(r"(?:^|[^\d%℃°)])[-−][\d.]+[%℃]?-$")
# no time of day, and no 1点45亿, which has its multiplier
NO_POINT = rf"[十百千]?[万亿]|{either('classes', 'clock_signs')}|:|{either('classes', 'clock_ends')}"
POINT = lazy(rf"(?P<whole>\d{{1,9}})点(?P<digits>\d{{1,15}}+)(?!{NO_POINT})")
GROUPED = lazy(r"[1-9]\d{0,2}(?: \d{3})+(?![\d ,.])")
CLOCK = lazy("[晨早晚夜午]|时间")
MEMORY = {"M": "MB", "G": "GB", "T": "TB"}  # 8G内存


def unit_at(text: str, start: int) -> str:
    """The unit at `start`, empty where letters go on; M, G, T count bits of a line, bytes of a memory, or nothing.

    Args:
        text: the expression, folded.
    """
    unit = units.longest_at(text, start)
    if unit in ("", "大"):  # 五大 counts nothing, 比20大 compares
        return ""
    behind = text[start + len(unit) : start + len(unit) + 1]
    if unit[-1].isascii() and unit[-1].isalpha() and behind.isascii() and behind.isalpha():  # m in 5max
        return ""
    near = units.spellings()[unit].near
    if not near or any(word in text for word in near):
        return unit
    return unit if unit == "兆" or of_memory(text, unit) else ""


def of_memory(text: str, unit: str) -> bool:
    """Whether M, G or T counts bytes in this phrase.

    Args:
        text: the whole expression: 内存 anywhere in it decides.
        unit: as it is written.
    """
    return unit in MEMORY and any(word in text for word in table("expressions")["memory"]["words"])


def _currency_behind(text: str, unit: str, stop: int) -> tuple[str, int]:
    """五百元港币, 十块美金, 5个比特币: the currency behind 元, 块 or 个 is the unit."""
    if unit in (*MONEY, "个"):
        behind = units.longest_at(text, stop)
        entry = units.lookup(behind)
        if entry and entry.dimension.startswith("money") and behind not in SMALL_CHANGE:
            return behind, stop + len(behind)
    return unit, stop


SMALL_CHANGE = phrases("classes", "small_change")


@remembered
def _prefixes() -> tuple[tuple[str, str], ...]:
    found = [(prefix, entry.write[0]) for entry in units.entries() for prefix in entry.prefix]
    return tuple(sorted(found, key=lambda pair: (-len(pair[0]), pair[0])))


@remembered
def prefix_words() -> tuple[str, ...]:
    """Currencies and scales that may come before a number: $, 人民币, 摄氏."""
    return tuple(prefix for prefix, _ in _prefixes())


def _prefixed(text: str, reading: Reading) -> Reading:
    """¥20, 人民币五十元, 摄氏36度: a currency or a scale before the number gives the unit where none is behind."""
    start = reading.start - (text[reading.start - 1 : reading.start] == " ")
    if speed := _speed(text, start, reading):
        return speed
    if not text.endswith(prefix_words(), 0, start):
        return reading
    for prefix, unit in _prefixes():
        if text.endswith(prefix, 0, start):
            own = reading.unit if reading.unit not in MEASURES else unit  # 人民币5万元 has its unit already
            return replace(reading, start=start - len(prefix), unit=own, bare=False)
    return reading


def _speed(text: str, start: int, reading: Reading) -> Reading | None:
    """每小时30公里, 时速30公里, 每秒20米."""
    if not text.endswith(_speed_words(), 0, start):
        return None
    for word, per in table("expressions")["speed"].items():
        if text.endswith(word, 0, start) and units.lookup(f"{reading.unit}/{per}"):
            return replace(reading, start=start - len(word), unit=f"{reading.unit}/{per}")
    return None


@cache
def _speed_words() -> tuple[str, ...]:
    return tuple(table("expressions")["speed"])


@cache
def _signs() -> tuple[str, ...]:
    signs = table("expressions")["signs"]
    spaced = [f"{sign} " for sign in signs["spaced"]]
    return (*signs["positive"], *signs["negative"], *spaced)


def _signed(text: str, reading: Reading) -> Reading:
    """负五, -3, 零下5度, 零上5度; a hyphen behind a figure or a letter is no sign."""
    if not text.endswith(_signs(), 0, reading.start):
        return reading
    signs = table("expressions")["signs"]
    for sign in signs["positive"]:
        if text.endswith(sign, 0, reading.start):
            return _prefixed(text, replace(reading, start=reading.start - len(sign)))
    for sign in signs["negative"]:
        place = reading.start - (sign in signs["spaced"] and text[reading.start - 1 : reading.start] == " ")
        start = place - len(sign)
        if not text.endswith(sign, 0, place) or (sign in "-−－" and _joins(text, start)):
            continue
        low, high = -reading.value, reading.value_max and -reading.value_max
        return _prefixed(text, replace(reading, start=start, value=low, value_max=high))
    return reading


def _joins(text: str, start: int) -> bool:
    """Whether a hyphen at `start` joins two figures (5米-8米, 20%-30%); behind 到 or 为 it is a sign."""
    before = text[start - 1 : start]
    signed = text.endswith(tuple(table("expressions")["signs"]["before_sign"]), 0, start)
    signed = signed or NEGATIVE_DASH.search(text, max(0, start - REACH_BACK), start) is not None
    # between two figures a hyphen joins
    return not signed and bool(before) and (before.isalnum() or before in "%‰℃°)-—–")

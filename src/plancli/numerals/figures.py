"""The number at a place: its digits, multipliers and the 余, 多, 几 inside, but not yet its unit."""

from __future__ import annotations

import re
from typing import NamedTuple

from plancli.lexicon import units
from plancli.lexicon.words import phrases
from plancli.model import Answer, Comparator, Number, Span
from plancli.numerals import composed, numbers
from plancli.patterns import lazy

DIGIT = "0123456789"
NUMERAL = "一二两三四五六七八九十廿卅卌百千万亿"
LEAD = "数几上"
HUNDRED_MILLIONS = lazy("个亿(?![元级吨美斤千方平大])")  # 两个亿, but 三个亿元项目
SIGNS_OF_NUMERALS = frozenset(DIGIT + "零一二两三四五六七八九")  # what goes on behind a multiplier: 3亿5000万
GOES_UP = ("", *phrases("classes", "goes_up"))  # 上 in 跨上万亿元 belongs to the verb

# 千 and 百 before these belong to the unit: 千瓦, 千米, 百分点
_NOT_UNIT = "(?![瓦米克伏卡兆赫帕牛焦])"
_NO_HUNDRED = "(?!分(?![钟贝米])|帕)"  # 百分之五, but 三百分钟
_TIMES = rf"""
    (?: [ ]? (?!百?亿亿次|千万亿次)                              # the speed of a computer: 百亿亿次 is a unit
        (?: [十百千](?=[余多]?[万亿])(?![万亿]亿次)[余多]?          # 3|十|万, 3|百多|万
            | 万[余多](?=亿) )?                                    # 2|万多|亿
        (?: 个亿(?![元级吨美斤千方平大])                            # 两个亿, but 三个亿元项目
            | 万亿 | 亿万 | 万万 | 亿亿(?!次) | 亿(?!亿次)
            | 万(?!兆(?![瓦帕赫字比b]))                              # 5万兆: ten thousand 兆, the unit of a line
            | 千{_NOT_UNIT} | 百{_NO_HUNDRED}
        )?
    )?
"""
# 6 .5 %, 1 . 5亿元 on scanned pages; 增长6. 5% only where no list number can be
_GAPPED = r"""
    \d{1,9}+
    (?: [ ]\.[ ]?\d+
        | (?:(?<=[一-鿿]\d)|(?<=[一-鿿]\d\d)) \.[ ]\d+ (?=[ ]?(?:%|个百分点|[万亿]))
    ) (?![\d.])
"""
# 截至当日18点|30万人次: a time of day, as hours and minutes of two digits each are, but for sums of money
_NO_CLOCK = "(?<![日晨早晚夜午间])(?<!截至)(?<!截止)(?<![早晚]上)(?!(?:1\\d|2[0-4])点[0-5]\\d(?!\\d|[万亿]+元))"
# 1 200亩, 12 000亩, 新增 3 500 人, 1 234 567元: behind a word. In 机组2 300兆瓦 and 班级12 540人 the first is the
# number of a thing, and what begins a line (3 500人参加培训) may be the number of an item
_GROUPED = r"""
    (?: (?<=[一-鿿(:])(?<![段组级期号第]) | (?<=[一-鿿(:][ ])(?<![段组级期号第][ ]) )
    [1-9]\d{0,2} (?:[ ]\d{3})+ (?![\d,]|[ ]\d)
    (?:\.\d+)?
    (?![ ]?(?:%|‰|个百分点|[毫厘]?米))  # 98 100% are two shares, 200 100毫米 a size
"""
TWO_GROUPS = lazy(r"\d+ \d{3}(?: 000)*(?:\.\d+)?")  # what is read so without a unit, where no blank is in front
ARABIC = lazy(
    rf"""
    (?P<digits>
        {_GAPPED}
        | {_NO_CLOCK}\d{{1,9}}点\d{{1,9}}(?=[十百千]?[万亿])      # 1点45亿元
        | {_GROUPED}
        | \d(?:[ ]\d)+(?![\d,])(?:[ ]?\.[ ]?\d(?:[ ]\d)*)?    # 2 9 0 0: set apart on a page
        | \d{{1,3}}(?:,\d{{3}})+(?!\d)(?:\.\d+)?               # 1,100.9
        | \d+(?:\.\d+)?
    )
    (?P<early> [ ]?[余多](?=[ ]?[百千万亿]) )?                  # 300|多|万
    (?P<times> {_TIMES} )
    (?P<late> [ ]?[余多](?!于|[元样种][化性]) )?                # 2万|多, but 5多元化, 3多于2
    """,
    re.VERBOSE,
)
# 300个, 26.5%: nothing behind the digits that may be part of the number, as behind half of them; a tenth of the time
PLAIN = lazy(r"\d++(?:\.\d++)?(?![\d ,.点余多十百千万亿]|个亿)")
IN_THREES = lazy(r"\d{1,3}(?: \d{3})+(?:\.\d+)?")
TIMES = lazy(_TIMES, re.VERBOSE)
_PLAIN = "一二两三四五六七八九十廿卅卌"
_ANY = f"(?:[零〇○{_PLAIN}万亿]|千{_NOT_UNIT}|百{_NO_HUNDRED})"
CHINESE = lazy(
    rf"""
    (?: [数几上](?=[十百千万亿]) )?                                        # 数|十
    {_ANY}{{1,40}}
    (?: 点[零〇○{_PLAIN}]{{1,40}} (?:[万亿]{{1,2}}|千{_NOT_UNIT})? )?      # 三|点五万
    (?P<vague> [余多几来](?!样|于)[万亿]{{0,2}} )?                         # 二百|余万
    """,
    re.VERBOSE,
)


class Figure(NamedTuple):
    """A number as it is: `value` without the Arabic multiplier, which goes with the unit (2.6万个 → 2.6, 万).

    A tuple, since one is made for every number of a document.
    """

    start: int
    end: int
    value: Number
    value_max: Number | None
    times: str
    written: str
    inner: Answer | None = None
    chinese: bool = False
    multiplier_only: bool = False


def at(text: str, start: int) -> Figure | None:
    """The number that begins at `start`, in digits or in Chinese numerals.

    Args:
        text: folded.
    """
    return (arabic if text[start] in DIGIT else chinese)(text, start)


def arabic(text: str, start: int) -> Figure | None:
    """5万, 1.3万亿, 2万多, 310多万, 1,100.9亿, 2 9 0 0亿: the multiplier is kept apart from the value.

    Args:
        text: folded.
        start: offset of the first digit.
    """
    if (plain := PLAIN.match(text, start)) is not None:
        written = plain.group()
        return Figure(start, plain.end(), numbers.arabic(written), None, "", written)
    match = ARABIC.match(text, start)
    if match is None:
        return None
    if (
        match["times"]
        and text[match.end() : match.end() + 1] in SIGNS_OF_NUMERALS
        and (whole := composed.at(text, start))
    ):
        return Figure(start, whole[0], numbers.exact(whole[1]), None, "", text[start : whole[0]])
    digits, early, times, late = match.groups()
    if " " in digits and _is_row(text, match):
        end = start + digits.index(" ")
        return Figure(start, end, numbers.arabic(digits[: end - start]), None, "", digits[: end - start])
    digits = digits.replace("点", ".")
    written = digits if " " not in digits else digits.replace(" ", "")
    inner = None
    if early or late or (times and ("余" in times or "多" in times)):
        # wherever in the numeral it is
        mark = max(text.rfind("余", start, match.end()), text.rfind("多", start, match.end()))
        inner = more_inside(Comparator.GT, mark)
        times = times.replace("余", "").replace("多", "")
    times = times.strip().removeprefix("个")  # 两个亿
    return Figure(start, match.end(), numbers.arabic(digits), None, times, written, inner)


def _is_row(text: str, match: re.Match[str]) -> bool:
    """城镇新增就业 12 240 350 预期性: figures in threes with blanks around them are cells where no unit is behind."""
    digits, _, times, _ = match.groups()
    if times.strip() or not IN_THREES.fullmatch(digits):
        return False
    apart = text[match.start() - 1 : match.start()] == " " or not TWO_GROUPS.fullmatch(digits)
    end = match.end("digits")
    return apart and not units.longest_at(text, end + (text[end : end + 1] == " "))


def chinese(text: str, start: int) -> Figure | None:
    """一百二十, 二百余万, 十几万, 数十, 上千, 三五, 十二三: the whole value.

    Args:
        text: folded.
        start: offset of the first numeral, or of 数, 几, 上 in front of it.
    """
    match = CHINESE.match(text, start)
    # `start`: at 0 the slice is that of the end
    if match is None or (text[start] == "上" and text[start - 1 : start] in GOES_UP and start):
        return None
    written = match.group()
    digits = written[1:] if written[0] in LEAD else written  # 数, 几 and 上 say how many tens, not what they are
    low, high = numbers.approximate(digits) or (numbers.chinese(digits), None)
    end = match.end()
    if HUNDRED_MILLIONS.match(text, end):
        end, written = end + 2, written + "个亿"
        low, high = low * numbers.LARGE_MULTIPLIERS["亿"], high and high * numbers.LARGE_MULTIPLIERS["亿"]
    return Figure(
        start,
        end,
        low,
        high,
        "",
        written,
        _inside(match),
        chinese=True,
        multiplier_only=written.strip("百千万亿") == "",
    )


def _inside(match: re.Match[str]) -> Answer | None:
    """Words in which a number in characters says that it is not exact."""
    first, start = match.group()[0], match.start()
    if first == "上":
        return as_many_as(start)
    if first in "数几":
        return several(start)
    vague = match.group("vague")
    return more_inside(Comparator.ABOUT if vague[0] == "来" else Comparator.GT, match.start("vague")) if vague else None


def as_many_as(at: int) -> Answer:
    """上千家: a thousand or more.

    Args:
        at: offset of 上.
    """
    return Answer(Comparator.GE, "as_many_as", Span(at, at + 1))


def several(at: int) -> Answer:
    """数十家, 十几家: more than ten.

    Args:
        at: offset of 数 or 几.
    """
    return Answer(Comparator.GT, "several", Span(at, at + 1))


def more_inside(comparator: Comparator, at: int) -> Answer:
    """40余个, 3万多, 十来个: a word inside the number.

    Args:
        at: offset of the word, one character.
    """
    return Answer(comparator, "more_inside", Span(at, at + 1))

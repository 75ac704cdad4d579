"""What a numeral is worth, exactly: 1,100.9亿, 5万, 二百余万, 二〇二二, 十二三, 百分之零点九, 四分之一, 负五.

Whole numbers and decimals are `Decimal`, what has no finite decimal form is a `Fraction`; never a float.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from plancli.model import Number

DIGIT_VALUES = dict(zip("零〇○一二三四五六七八九", (0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)) | {"两": 2}
ZEROS = "零〇○"
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE_MULTIPLIERS = {"万": 10**4, "亿": 10**8}
TENS = {"廿": "二十", "卅": "三十", "卌": "四十"}
POINT = "点"
VAGUE_SIGNS = "余多几来"  # behind the digits: 40余, 十几


def exact(value: Fraction) -> Number:
    """A Decimal where `value` has a finite decimal form, else the Fraction itself."""
    if value.denominator == 1:
        return Decimal(value.numerator)
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return value
    digits = value.denominator.bit_length()
    return plain(Decimal(f"{value.numerator * 10**digits // value.denominator}E-{digits}"))


def plain(value: Decimal) -> Decimal:
    """The same value without trailing zeros and without exponent: 2.50 → 2.5, 2E+4 → 20000."""
    text = format(value, "f")
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


def arabic(text: str) -> Decimal:
    """1,100.9 or 2 0 0 5 (gaps of a scanned page) as a number. Raises decimal.InvalidOperation for anything else.

    Args:
        text: digits with at most one point, folded.
    """
    return Decimal(text.replace(",", "").replace(" ", ""))


def multiplier(text: str) -> int:
    """What the multipliers in `text` are worth together: 万亿 → 10**12; other characters count nothing."""
    product = 1
    for character in text:
        product *= SMALL.get(character) or LARGE_MULTIPLIERS.get(character) or 1
    return product


def chinese(text: str) -> Number:
    """A Chinese numeral: 一百二十, 两百五, 二〇二二, 三点一四, 三万亿; 余 多 几 来 count nothing.

    Raises KeyError where a character is no numeral.

    Args:
        text: the numeral, and nothing else.
    """
    for mark in VAGUE_SIGNS:
        text = text.replace(mark, "")
    for sign, tens in TENS.items():
        text = text.replace(sign, tens)
    whole, point, decimals = text.partition(POINT)
    if not point:
        return Decimal(_whole(whole))
    tail = decimals.rstrip("十百千万亿")
    part = Decimal(f"{_whole(whole)}.{''.join(str(DIGIT_VALUES[digit]) for digit in tail)}")
    return plain(part * multiplier(decimals[len(tail) :]))


def _whole(text: str) -> int:
    if text and all(character in DIGIT_VALUES for character in text):
        return int("".join(str(DIGIT_VALUES[character]) for character in text))
    for mark in ("亿", "万"):  # 三万亿 = 三万 × 亿; 一亿二千万 = 一 × 亿 + 二千万
        head, found, tail = text.rpartition(mark)
        if found:
            return (_whole(head) if head else 1) * LARGE_MULTIPLIERS[mark] + _tail(tail, LARGE_MULTIPLIERS[mark])
    return _below_ten_thousand(text)


def _tail(text: str, above: int) -> int:
    """What follows 万 or 亿: 三万五 is 35000, 三万零五 is 30005."""
    if not text:
        return 0
    return (
        DIGIT_VALUES[text] * above // 10
        if len(text) == 1 and text in DIGIT_VALUES and DIGIT_VALUES[text]
        else _whole(text)
    )


def _below_ten_thousand(text: str) -> int:
    total, digit, last = 0, 0, 10
    for character in text:
        if character in SMALL:
            last = SMALL[character]
            total, digit = total + (digit or 1) * last, 0
        else:
            digit, last = DIGIT_VALUES[character], 10 if character in ZEROS else last
    return total + digit * (last // 10 if last > 10 and text[-2:-1] in SMALL else 1)


def approximate(text: str) -> tuple[Number, Number] | None:
    """十二三 → 12, 13; 三五 → 3, 5; 二三十 → 20, 30; 七八百 → 700, 800: two digits side by side are a range.

    三点一二 holds none.

    Args:
        text: the numeral, and nothing else.
    """
    if POINT in text:
        return None
    for place in range(len(text) - 1):
        low, high = DIGIT_VALUES.get(text[place], 0), DIGIT_VALUES.get(text[place + 1], 0)
        if low and (high == low + 1 or (low, high) == (3, 5)) and _alone(text, place):
            return chinese(text[:place] + text[place] + text[place + 2 :]), chinese(text[:place] + text[place + 1 :])
    return None


def _alone(text: str, place: int) -> bool:
    """No third digit touches the two: 二〇二三 is a year, not a range."""
    around = text[max(0, place - 1) : place] + text[place + 2 : place + 3]
    return not any(character in DIGIT_VALUES for character in around)

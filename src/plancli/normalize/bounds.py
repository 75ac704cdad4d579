"""How figures of a short phrase are bounded and joined: 超过三十, 20到30, 大于二十小于等于三十五."""

from __future__ import annotations

from dataclasses import replace
from decimal import Context, Decimal
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from plancli.lexicon.load import table
from plancli.lexicon.units import entries
from plancli.lexicon.words import WordList
from plancli.model import Comparator
from plancli.normalize.spoken import Reading

if TYPE_CHECKING:
    from plancli.normalize.expressions import Figure

LOWER = (Comparator.GE, Comparator.GT)
UPPER = (Comparator.LE, Comparator.LT)
STRICT = {(Comparator.GT, Comparator.GE): Comparator.GT, (Comparator.LT, Comparator.LE): Comparator.LT}
FILLERS = ("的", "数", "值", "是", "为", "了", "达到", "达", "只有", "有", " ")
REACH = 8


@cache
def _words(position: str) -> WordList[Comparator]:
    groups = table("comparators").values()
    return WordList((row["word"], Comparator(group["comparator"])) for group in groups for row in group[position])


def ranges(text: str, readings: list[Reading]) -> list[Reading]:
    """Two readings with 到, ~ or 和…之间 between them are one range; the unit of the second serves both."""
    result: list[Reading] = []
    for reading in readings:
        pair = _pair(text, result[-1], reading) if result else None
        if pair is None:
            result.append(reading)
        else:
            result[-1] = pair
    return result


def _pair(text: str, low: Reading, high: Reading) -> Reading | None:
    words = table("expressions")["range"]
    between = text[low.end : high.start].strip(" ")
    if between not in words["join"] or low.value_max is not None or high.value_max is not None:
        return None
    closed = text.startswith(tuple(words["close"]), high.end)
    if between in words["only_between"] and not closed and not text.endswith("介于", 0, low.start):
        return None
    if low.unit and high.unit and low.unit != high.unit:
        return _of_two_units(low, high)
    value = _shared_multiplier(text, low, high)
    if low.bare and text.endswith("成", 0, high.end):
        value *= 10  # 三到四成
    if value >= high.value:
        return None
    return replace(low, end=high.end, value=value, value_max=high.value, unit=high.unit or low.unit, bare=False)


def _shared_multiplier(text: str, low: Reading, high: Reading) -> Fraction:
    """三到五万 means 30,000 to 50,000; 5000到1万 is written out."""
    written = text[high.start : high.end]
    if any(sign in text[low.start : low.end] for sign in "万亿"):
        return low.value
    for multiplier, factor in (("万亿", 10**12), ("亿", 10**8), ("万", 10**4)):
        if multiplier in written and low.value * factor < high.value and low.value < 1000:
            return low.value * factor
    return low.value


def _of_two_units(low: Reading, high: Reading) -> Reading | None:
    """500米到2公里: both in their base unit."""
    from plancli.extract.find.numbers import exact
    from plancli.model import Amount
    from plancli.normalize.units import to_base

    first = to_base(Amount(exact(low.value), None, low.unit))
    second = to_base(Amount(exact(high.value), None, high.unit))
    if first.unit != second.unit or first.value >= second.value:
        return None
    return replace(
        low, end=high.end, value=Fraction(first.value), value_max=Fraction(second.value), unit=first.unit, bare=False
    )


def around(text: str, reading: Reading) -> tuple[int, int, Comparator]:
    """The comparator of a reading, and the span that it takes with the words around."""
    front, start = _front(text, reading.start)
    back = _words("behind").starting(text, _step(text, reading.end), len(text))
    if back and front:
        comparator = STRICT.get((front, back[1]), back[1] if front is Comparator.ABOUT else front)
    elif back or front:
        comparator = back[1] if back else front or Comparator.EQ
    else:
        comparator = Comparator(reading.inner.value) if reading.inner else Comparator.EQ
    end = _step(text, reading.end) + len(back[0]) if back else reading.end
    return start, end, comparator


def _front(text: str, start: int) -> tuple[Comparator | None, int]:
    for filler in ("", *FILLERS):
        if filler and not text.endswith(filler, 0, start):
            continue
        place = start - len(filler)
        if (word := _words("before").ending(text, max(0, place - REACH), place)) and word[1] is not Comparator.EQ:
            return word[1], place - len(word[0])
    return None, start


def _step(text: str, end: int) -> int:
    return end + (text[end : end + 1] in (" ", "的"))


def touches(text: str, reading: Reading) -> bool:
    """Whether a comparator or a word of range stands right beside a lone numeral: 大于五, 三到四."""
    words = table("expressions")["range"]
    beside = text.endswith(tuple(words["open"] + words["join"]), 0, reading.start) or text.startswith(
        tuple(words["join"] + words["close"]), reading.end
    )
    start, end, _ = around(text, reading)
    return beside or (start, end) != (reading.start, reading.end)


def joined(text: str, figures: list[Figure]) -> list[Figure]:
    """大于二十小于等于三十五: a lower and an upper bound side by side are one range."""
    result: list[Figure] = []
    for figure in figures:
        pair = _bounded(text, result[-1], figure) if result else None
        if pair is None:
            result.append(figure)
        else:
            result[-1] = pair
    return result


def _bounded(text: str, first: Figure, second: Figure) -> Figure | None:
    sides = (
        {first.comparator in LOWER, second.comparator in LOWER},
        {
            first.comparator in UPPER,
            second.comparator in UPPER,
        },
    )
    if sides != ({True, False}, {True, False}) or (first.unit and second.unit and first.unit != second.unit):
        return None
    if not _only_words_between(text, first, second):
        return None
    low, high = (first, second) if first.comparator in LOWER else (second, first)
    if low.value > high.value:
        return None
    unit = first.unit or second.unit
    return replace(first, end=second.end, value=low.value, value_max=high.value, unit=unit, comparator=Comparator.RANGE)


def _only_words_between(text: str, first: Figure, second: Figure) -> bool:
    """Between the two figures stand comparators and joining words only."""
    rest = text[first.end : second.start]
    words = [
        word
        for group in table("comparators").values()
        for row in (*group["before"], *group["behind"])
        for word in [row["word"]]
    ]
    for word in sorted({*words, *table("expressions")["join_bounds"]["words"]}, key=lambda word: (-len(word), word)):
        rest = rest.replace(word, "")
    return not rest.strip(" 的")


def is_prefix(text: str, start: int) -> bool:
    """Whether a currency stands right before `start`: USD300, RMB200."""
    return text.endswith(tuple(prefix for entry in entries() for prefix in entry.prefix), 0, start)


def rounded(value: Fraction, digits: int) -> Decimal:
    """`value` to so many significant digits."""
    return Context(prec=digits).divide(Decimal(value.numerator), Decimal(value.denominator))

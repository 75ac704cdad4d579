"""Numbers, units and times of a short phrase: the library behind `plancli normalize` (contract, section 2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import Any

from plancli.extract.find import periods
from plancli.lexicon import traps
from plancli.lexicon.load import table
from plancli.lexicon.load import text as lexicon_text
from plancli.model import Amount, Comparator, Number, Period
from plancli.normalize import compound
from plancli.normalize.phrase import bounds, phrase_reading
from plancli.normalize.phrase.bounds import BoundedFigure
from plancli.normalize.phrase.reading import Reading
from plancli.numerals import forms, numbers
from plancli.numerals.base_units import to_base
from plancli.patterns import lazy
from plancli.segment.fold import fold

ENDLESS = 12  # digits kept of a number that has no end (1/3)
ELECTRIC = lazy(r"[电力能]")
LONG = lazy(rf"[\d,]{{1000,}}[\d,.]*|[{forms.NUMERALS}]{{200,}}")  # no figure is longer
GAP = lazy(  # 四 百 亿, 十 余 万, 一百 五
    "(?<=[一二两三四五六七八九十百千万亿余多几点]) (?=[十百千万亿余多点])"
    "|(?<=[十百千万亿点]) (?=[一二两三四五六七八九](?![一二两三四五六七八九十百千万亿]))"
)
CODE = lazy(r"\d{1,9}-[A-Za-z]\w*")  # 2019-nCoV
DIGITS = lazy(r"\d*")
LETTER_HYPHEN = lazy("[A-Za-z]-$")  # F-16
HANZI = lazy(r"[一-鿿]")


def rows(text: str) -> Iterator[dict[str, Any]]:
    """What `text` says, from left to right: a dict for each quantity and each period.

    Args:
        text: a short phrase, e.g. 二百余万元, 大于二十小于等于三十五, 到2025年.

    Yields:
        start, end (code points of `text`), text, type; and value, value_max, comparator, unit (base unit; a
        range has the comparator `range`), or year_from, year (None where a year depends on the document).
    """
    plain = ordinary(text)
    gaps = frozenset(gap.start() for gap in GAP.finditer(plain))
    if not gaps:
        yield from _rows(plain, text)
        return
    kept = [place for place in range(len(text)) if place not in gaps]
    for row in _rows(*("".join(words[place] for place in kept) for words in (plain, text))):
        start, end = kept[row["start"]], kept[row["end"] - 1] + 1
        yield {**row, "start": start, "end": end, "text": text[start:end]}


def _rows(plain: str, text: str) -> Iterator[dict[str, Any]]:
    times = [period for period in periods.find(plain) if period.role != "annual"]
    found: list[tuple[int, dict[str, Any]]] = [(time.span.start, _period(text, time)) for time in times]
    found += [(figure.start, _quantity(text, figure)) for figure in figures(plain, times)]
    yield from (row for _, row in sorted(found, key=lambda pair: pair[0]))  # in the order of the text


def ordinary(text: str) -> str:
    """`text` in half width, and 壹贰叁, 萬, 億 as ordinary numerals; as long as before."""
    return fold(text).translate(_same())


@cache
def _same() -> dict[int, str]:
    groups = table("expressions")["same_numeral"]
    return {ord(sign): plain for plain, signs in groups.items() for sign in signs}


def figures(text: str, times: list[Period]) -> list[BoundedFigure]:
    """The quantities outside the time expressions, two bounds of one range joined.

    Args:
        text: the expression, folded; offsets of the result are into it.
    """
    free = _without(text, times)
    readings = bounds.ranges(free, compound.for_each(text, compound.joined(free, list(_readings(free)))))
    return list(_apart(bounds.joined(free, [_figure(free, reading) for reading in readings])))


def _apart(found: list[BoundedFigure]) -> Iterator[BoundedFigure]:
    """`found` without those that begin inside the one before: in 一零上5, 零 is a part of the first number."""
    end = 0
    for figure in found:
        if figure.start >= end:
            end = figure.end
            yield figure


def _without(text: str, times: list[Period]) -> str:
    """`text` with blanks for time expressions and for words that hold no number (统一), so that offsets stay."""
    for time in times:
        # a sign that no pattern knows, as many as were there: offsets stay
        text = text[: time.span.start] + "\x00" * (time.span.end - time.span.start) + text[time.span.end :]
    return _no_number().sub(lambda word: "\x00" * len(word.group()), text)


@cache
def sayings() -> tuple[str, ...]:
    """Words and idioms that hold no number, longest first: expressions.toml and sayings.txt."""
    lines = (line for line in lexicon_text("sayings.txt").splitlines() if not line.startswith("#"))
    words = {*table("expressions")["no_number"]["words"], *(word for line in lines for word in line.split())}
    return tuple(sorted(map(ordinary, words), key=lambda word: (-len(word), word)))


@cache
def _no_number() -> re.Pattern[str]:
    first: dict[str, list[str]] = {}
    for word in sayings():
        first.setdefault(word[0], []).append(re.escape(word[1:]))
    # by first character: some thousand words, tried at each numeral
    words = "|".join(f"{sign}(?:{'|'.join(rests)})" for sign, rests in first.items())
    numeral = f"[{forms.NUMERALS}\\d]"
    return re.compile(f"(?<!{numeral})(?<!翻)(?:{words})(?!(?<={numeral}){numeral})")


def _readings(text: str) -> Iterator[Reading]:
    position = floor = 0
    while begin := phrase_reading.BEGIN.search(text, position):
        position = begin.start()
        if trap := _trapped(text, position):
            position = trap
            continue
        if endless := LONG.match(text, position):
            position = endless.end()
            continue
        reading = phrase_reading.at(text, position, floor)
        if reading is None or (reading.bare and not _stands_alone(text, reading)):
            position = max(position + 1, position if reading is None else _skip(text, reading))
            continue
        position = floor = reading.end
        yield reading


def _skip(text: str, reading: Reading) -> int:
    return reading.end if text[reading.end - 1].isdigit() else reading.start + 1


def _trapped(text: str, start: int) -> int:
    """Where the trap ends that catches the number at `start`, 0 if none does."""
    on = "digit" if text[start].isdecimal() else "numeral"
    if on == "digit" and forms.POWER.match(text, start):
        return 0
    trap = traps.match(on, text, start)
    if trap and trap.lastgroup in table("expressions")["traps"][on]:
        return trap.end()
    before = text[start - 1 : start]
    if on != "digit" or bounds.is_prefix(text, start):
        return 0
    if code := CODE.match(text, start):
        return code.end()
    if LETTER_HYPHEN.search(text, max(0, start - 2), start):
        return DIGITS.match(text, start).end()  # type: ignore[union-attr]
    return start + 1 if before.isascii() and before.isalpha() else 0


def _stands_alone(text: str, reading: Reading) -> bool:
    """三心二意 holds no number; 二百五十, 大于五, 5 do: digits, a long numeral, or no common word around it."""
    written = text[reading.start : reading.end]
    before, after = text[reading.start - 1 : reading.start], text[reading.end : reading.end + 1]
    if written[-1].isdecimal() and after.isascii() and after.isalpha():
        return False  # 415X
    if written[-1].isdecimal() or len(written.strip("负的")) > 1:
        return True
    alone = not HANZI.match(before) and not HANZI.match(after)
    return alone or bounds.touches(text, reading)


def _figure(text: str, reading: Reading) -> BoundedFigure:
    amount = to_base(Amount(numbers.exact(reading.value), _exact(reading.value_max), _unit(text, reading)))
    comparator = bounds.around(text, reading) or Comparator.EQ
    low, high = Fraction(amount.value), None if amount.value_max is None else Fraction(amount.value_max)
    if high is not None:
        low, high, comparator = min(low, high), max(low, high), Comparator.RANGE  # -5到-3 and -3到-5 are one range
    return BoundedFigure(reading.start, reading.end, low, high, amount.unit, comparator)


def _exact(value: Fraction | None) -> Number | None:
    return None if value is None else numbers.exact(value)


def _unit(text: str, reading: Reading) -> str:
    """度 is a temperature in a short phrase, unless about electricity or counted in ten thousands; 块 is money."""
    if reading.unit == "度" and text.startswith("角", reading.end):  # 90度角
        return "°"
    if reading.unit == "度" and abs(reading.value) < 1000 and not ELECTRIC.search(text):
        return "℃"
    if phrase_reading.of_memory(text, reading.unit):
        return phrase_reading.MEMORY[reading.unit]
    return "元" if reading.unit == "块" else reading.unit


def _quantity(text: str, figure: BoundedFigure) -> dict[str, Any]:
    return {
        "start": figure.start,
        "end": figure.end,
        "text": text[figure.start : figure.end],
        "type": "quantity",
        "value": written(figure.value),
        "value_max": None if figure.value_max is None else written(figure.value_max),
        "comparator": str(figure.comparator),
        "unit": figure.unit,
    }


def written(value: Fraction) -> Any:
    """An int where `value` is whole, else a Decimal: exact, or twelve digits of what has no end."""
    if value.denominator == 1:
        return value.numerator
    exact = numbers.exact(value)
    return exact if not isinstance(exact, Fraction) else bounds.rounded(exact, ENDLESS)


def _period(text: str, time: Period) -> dict[str, Any]:
    start, end = time.span.start, time.span.end
    return {
        "start": start,
        "end": end,
        "text": text[start:end],
        "type": "period",
        "year_from": time.year_from,
        "year": time.year,
    }

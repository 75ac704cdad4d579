"""Figures of two parts: 一斤二两, 三美元五十美分 are one each; 每万人20件 is of 件/万人, 每生800元 of 元/生."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from plancli.lexicon import units
from plancli.lexicon.load import table
from plancli.lexicon.words import phrases
from plancli.normalize.phrase.reading import Reading, neighbours_joined
from plancli.numerals.per import PER_HEAD_UNITS, PER_PERSON, PER_SO_MANY, head

EACH = "每"
YUAN = "元"
SPOKEN = {"块": "元"}
BETWEEN = ("", " ", *phrases("classes", "compound_joints"))


def joined(text: str, readings: list[Reading]) -> list[Reading]:
    """`readings` with a smaller unit of the same dimension added to the larger one right before it.

    Args:
        text: the expression, folded.
    """
    return neighbours_joined(text, readings, _sum)


def for_each(text: str, readings: list[Reading]) -> list[Reading]:
    """`readings` with their units completed by whom they are for: 每万人|20件, 每生每年|800元.

    Args:
        text: the expression, folded, with its time expressions.
    """
    return [_for_one(text, one) for one in neighbours_joined(text, readings, _for_so_many)]


def _for_so_many(text: str, many: Reading, figure: Reading) -> Reading | None:
    found = PER_SO_MANY.fullmatch(text, max(many.start - 1, 0), figure.start)
    if found is None or figure.unit not in PER_HEAD_UNITS or many.end > figure.start:
        return None
    return replace(figure, start=found.start(), unit=f"{figure.unit}/{head(found)}")


def _for_one(text: str, figure: Reading) -> Reading:
    found = PER_PERSON.search(text, 0, figure.start) if EACH in text and figure.unit.endswith(YUAN) else None
    return replace(figure, start=found.start("per"), unit=f"{figure.unit}/{found['who']}") if found else figure


def _sum(text: str, large: Reading, small: Reading) -> Reading | None:
    if text[large.end : small.start] not in BETWEEN or not large.unit or not small.unit:
        return None
    if large.value_max is not None or small.value_max is not None or large.inner:  # 3到5元 and 多 end a figure
        return None
    ratio = _ratio(large.unit, small.unit)
    if ratio is None or not abs(small.value) < ratio:  # 5元|20角 are two figures: the part must be less than one
        return None
    part = small.value / ratio
    value = large.value - part if large.value < 0 else large.value + part
    return replace(large, end=small.end, value=value, inner=small.inner)


def _ratio(large: str, small: str) -> Fraction | None:
    """How many of the smaller unit one of the larger is worth."""
    first, second = units.lookup(SPOKEN.get(large, large)), units.lookup(small)
    if first is None or second is None or first.dimension in ("count", "ratio"):  # 3个|5家 are two counts
        return None
    if first.base == second.base:
        return first.factor / second.factor if first.factor > second.factor else None
    times = table("expressions")["smaller"].get(first.base, {}).get(second.base)
    return Fraction(times) if times else None

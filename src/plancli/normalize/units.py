"""One unit for each dimension: 2.6万个 → 26000 个, 3公顷 → 30000 m2 (base units: the guidelines' table)."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from plancli.extract.find.numbers import exact
from plancli.lexicon.units import MULTIPLIERS, lookup
from plancli.model import Amount, Answer, Number, Span, Target

SLASH = "/"
PER = "每"


def to_base(amount: Amount) -> Amount:
    """`amount` in the base unit of its dimension, exact; an unknown unit is its own base.

    Multipliers in front of the unit count (万家 → ×10000 家); a compound keeps its denominator (万元/人 → 元/人).
    """
    unit, factor = base_of(amount.unit.replace(" ", ""))
    if factor == 1:
        return amount if unit == amount.unit else Amount(amount.value, amount.value_max, unit)
    high = None if amount.value_max is None else scaled(amount.value_max, factor)
    return Amount(scaled(amount.value, factor), high, unit)


def answer(target: Target, told: Answer | None, base: str) -> Answer:
    """Where the unit of `target` comes from, with its `base` as the value; `told` is what a rule said, if one did."""
    if told is not None:
        return Answer(base, told.rule, told.span)
    if not target.written_unit:
        return Answer(base, "form_of_number", target.span) if base else Answer(base, "no_unit")
    at = target.text.rfind(target.written_unit)
    if at < 0:
        return Answer(base, "understood_unit")
    start = target.span.start + at
    return Answer(base, "written_unit", Span(start, start + len(target.written_unit)))


@cache
def base_of(unit: str) -> tuple[str, Fraction]:
    """The base unit of a written unit, and how many of it one is worth."""
    if entry := lookup(unit):
        return entry.base, entry.factor
    if unit[:1] in MULTIPLIERS:
        base, factor = base_of(unit[1:])
        return base, factor * 10 ** MULTIPLIERS[unit[0]]
    if PER in unit:
        return base_of(unit.replace(PER, SLASH, 1))
    if SLASH in unit:
        return _compound(*unit.split(SLASH, 1))
    return unit, Fraction(1)


def _compound(upper: str, lower: str) -> tuple[str, Fraction]:
    """Money and multipliers above the slash are converted; 吨/亩 and 微克/立方米 stay as people write them."""
    multiplier = Fraction(1)
    while upper and upper[0] in MULTIPLIERS and lookup(upper) is None:
        multiplier *= 10 ** MULTIPLIERS[upper[0]]
        upper = upper[1:]
    entry = lookup(upper)
    if entry and entry.dimension.startswith("money"):
        upper, multiplier = entry.base, multiplier * entry.factor
    return f"{upper}{SLASH}{lower}", multiplier


def scaled(value: Number, factor: Fraction) -> Number:
    """`value` times `factor`: a Decimal where that is exact, else a Fraction."""
    return exact(Fraction(value) * factor)

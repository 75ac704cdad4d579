"""One unit for each dimension: 2.6万个 → 26000 个, 3公顷 → 30000 m2 (base units: the guidelines' table)."""

from __future__ import annotations

from decimal import Context, Decimal, Inexact
from fractions import Fraction

from plancli.lexicon.scope import remembered
from plancli.lexicon.units import MULTIPLIERS, lookup
from plancli.model import Amount, Number
from plancli.numerals.numbers import exact, plain

SLASH = "/"
PER = "每"
EXACT = Context(prec=100, traps=[Inexact])


def to_base(amount: Amount) -> Amount:
    """`amount` in the base unit of its dimension, exact; an unknown unit is its own base.

    Multipliers in front of the unit count (万家 → ×10000 家); a compound keeps its denominator (万元/人 → 元/人).
    """
    unit, factor = base_of(amount.unit.replace(" ", ""))
    if factor == 1:
        return amount if unit == amount.unit else Amount(amount.value, amount.value_max, unit)
    high = None if amount.value_max is None else scaled(amount.value_max, factor)
    return Amount(scaled(amount.value, factor), high, unit)


@remembered
def base_of(unit: str) -> tuple[str, Fraction]:
    """The base unit of a written unit, and how many of it one is worth."""
    if entry := lookup(unit):
        return entry.base, entry.factor
    if unit[:1] in MULTIPLIERS:
        base, factor = base_of(unit[1:])
        return base, factor * 10 ** MULTIPLIERS[unit[0]]  # 万亿元: one multiplier after the other
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
    if value and factor.denominator == 1 and isinstance(value, Decimal):  # a fifth of the time of fractions
        try:
            return plain(EXACT.multiply(value, factor.numerator))
        except Inexact:  # of more digits than anybody writes
            pass
    return exact(Fraction(value) * factor)

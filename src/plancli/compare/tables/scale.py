"""The unit in which a whole row reads best: 亿元, 万个, 万吨."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache
from statistics import median_low
from string import ascii_letters

from plancli.lexicon import load
from plancli.lexicon.scope import remembered
from plancli.lexicon.units import lookup
from plancli.model import Number
from plancli.numerals.base_units import base_of

DIGITS = Context(prec=10)  # what 2000/3 leaves behind the tenth digit is no figure
SMALLEST = Decimal("0.1")  # a figure below it reads better in a smaller unit
LARGEST = 10_000  # beyond it people write the next larger unit: 1.2万亿元, not 12000亿元
DECIMALS = 2  # more of them no report writes
HUNDREDTH = Decimal("0.01")
DECIMALS_AS_WRITTEN = 4  # but what it wrote is kept


@dataclass(frozen=True, slots=True)
class Scale:
    """A unit to write figures in, and how many base units it holds."""

    unit: str
    factor: Fraction

    def of(self, value: Number | int) -> Decimal:
        """`value`, in base units, as a figure in this unit."""
        return _in_unit(value, self.factor.numerator, self.factor.denominator)

    def decimals(self, value: Number | int) -> int:
        """How many decimals `value` has in this unit."""
        return _decimals(self.of(value))


@lru_cache(maxsize=65536)  # a table asks for the same figures again and again
def _in_unit(value: Number | int, numerator: int, denominator: int) -> Decimal:
    """`value` divided by a factor."""
    quotient = Fraction(value) * denominator / numerator
    # Fraction, then ten digits: 2000/3 m² in a 亩 must come back as 1, not 0.9999999999.
    exact = DIGITS.divide(Decimal(quotient.numerator), Decimal(quotient.denominator)).normalize(DIGITS)
    if _has_tail(value) and _decimals(exact) > DECIMALS_AS_WRITTEN:
        return exact.quantize(HUNDREDTH).normalize(DIGITS)
    return exact


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _has_tail(value: Number | int) -> bool:
    """Whether a value in base units was rounded (20万亩 are 133333333.3… m2): in another unit, two places do."""
    return isinstance(value, Decimal) and _decimals(value) > DECIMALS


def best(values: Sequence[Number | int], base: str, written: Sequence[str]) -> Scale:
    """The unit for a row.

    Args:
        values: all figures of the row, in base units.
        base: their base unit.
        written: the units that the texts have, one for each figure.
    """
    usual = _usual(base, written)
    if usual and _reads_well(usual, values):
        return usual
    scales = _scales(base)
    return next((scale for scale in reversed(scales) if _is_worth_it(scale, values)), scales[0])


def _usual(base: str, written: Sequence[str]) -> Scale | None:
    """What more than half of the row is written in; a bare letter (20T) is no unit to head a row with."""
    counts = Counter(written)
    # the name breaks ties: same bytes each run
    unit = min(counts, key=lambda word: (-counts[word], word), default="")
    if unit in ("", *ascii_letters) or counts[unit] * 2 <= len(written) or base_of(unit)[0] != base:
        return None
    return Scale(unit, base_of(unit)[1])


def _reads_well(scale: Scale, values: Sequence[Number | int]) -> bool:
    sizes = sorted(abs(scale.of(value)) for value in values if value)
    if not sizes:
        return True
    short = all(scale.decimals(value) <= DECIMALS_AS_WRITTEN for value in values)
    # The smallest figure must not vanish, and the usual one not run to five digits.
    return short and sizes[0] >= SMALLEST and median_low(sizes) < LARGEST


def _is_worth_it(scale: Scale, values: Sequence[Number | int]) -> bool:
    """A larger unit is worth it where no figure becomes a fraction with a tail."""
    sizes = sorted(abs(scale.of(value)) for value in values if value)
    short = all(scale.decimals(value) <= DECIMALS for value in values)
    # at least half of the row is 1 or more
    return bool(sizes) and short and sizes[0] >= SMALLEST and median_low(sizes) >= 1


@remembered
def _scales(base: str) -> tuple[Scale, ...]:
    """The units for `base`, small to large; an unknown one is a classifier, and may be counted in 万."""
    table = load.table("compare")
    words = table["reading"].get(base) or ([base] if _is_ratio(base) else [word + base for word in _large()])
    return tuple(Scale(word, base_of(word)[1] if word else Fraction(1)) for word in words)


def _large() -> tuple[str, ...]:
    return tuple(load.table("compare")["large"]["words"])


def _is_ratio(base: str) -> bool:
    """Units that are never counted in 万: %, 倍, 位, and all with a slash."""
    known = lookup(base)
    return bool(base) and ("/" in base or (known is not None and known.dimension != "count"))

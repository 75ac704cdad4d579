"""Which of two figures of one indicator asks for more. `cascade`, `diff` and progress ask here and nowhere else.

The rules in words: docs/decisions/stricter.md.
"""

from __future__ import annotations

from decimal import Decimal
from enum import Enum

from plancli.compare.align.choice import FIRMNESS
from plancli.lexicon import load
from plancli.lexicon.indicators import dimension_of
from plancli.terms import Record

Ends = tuple[Decimal | None, Decimal | None]

GRADES = {"~": 0, "=": 1, "range": 1, ">=": 2, "<=": 2, ">": 3, "<": 3}  # how strict a comparator is
UPPER_BOUNDS, LOWER_BOUNDS = ("<=", "<"), (">=", ">")


class Sense(Enum):
    """Which figure of an indicator asks for more: the larger one, the smaller one, or neither."""

    MORE = 1
    LESS = -1
    NEITHER = 0


def sense(indicator_id: str | None, kind: str, *comparators: str) -> Sense:
    """The sense of an indicator, and, of one that no list knows, of its figures: upper bounds ask for less.

    Args:
        kind: a value of `model.Kind`.
    """
    if indicator_id in _listed("forecasts"):
        return Sense.NEITHER
    bounds = bool(comparators) and set(comparators) <= set(UPPER_BOUNDS)
    return Sense.LESS if indicator_id in _listed("ceilings") or kind == "rank" or bounds else Sense.MORE


def is_rate(unit: str) -> bool:
    """Whether a part may exceed the whole in this unit: %, 位, 件/万人, but not 亿元.

    Args:
        unit: a base unit; empty for bare numbers.
    """
    return "/" in unit or dimension_of(unit) in load.table("compare")["rates"]["dimensions"]


def larger(one: Record, other: Record, way: Sense = Sense.MORE) -> int:
    """1 where `other` is the larger figure, -1 where `one` is, 0 where neither is.

    The end that is promised is compared first (of 5–5.5 the 5, where less asks for more the 5.5), then the other
    one; a bound has no other end, and agrees with any.
    """
    pairs = list(zip(_ends(one), _ends(other), strict=True))
    # Where less asks for more, the upper end is the promise.
    for before, after in reversed(pairs) if way is Sense.LESS else pairs:
        if before is not None and after is not None and before != after:  # an open end agrees with any figure
            return 1 if after > before else -1
    return 0


def asks_more(one: Record, other: Record, indicator_id: str | None, kind: str) -> int | None:
    """1 where `other` asks for more than `one`, -1 for less, 0 for the same; None where that cannot be decided.

    Args:
        indicator_id: None for an indicator that no list knows.
        kind: a value of `model.Kind`, the same for both.
    """
    way = sense(indicator_id, kind, str(one["comparator"]), str(other["comparator"]))
    if way is Sense.NEITHER or one["value"] is None or other["value"] is None:
        return None
    return larger(one, other, way) * int(way.value)


def stricter(one: Record, other: Record) -> int:
    """1 where the comparator of `other` binds more than that of `one`: 左右, a figure or range, 以上, 超过."""
    return _sign(GRADES[str(other["comparator"])] - GRADES[str(one["comparator"])])


def harder(one: Record, other: Record) -> int:
    """1 where `other` is promised harder: 力争, plain and 预期性, 确保, 约束性."""
    return _sign(FIRMNESS.get(other.get("modality"), 1) - FIRMNESS.get(one.get("modality"), 1))


def _ends(record: Record) -> Ends:
    """Lower and upper end; a bound has one alone."""
    low = Decimal(record["value"])
    if record["comparator"] in LOWER_BOUNDS:  # ≥5 has no upper end
        return low, None
    if record["comparator"] in UPPER_BOUNDS:
        return None, low
    high = record.get("value_max")
    return low, low if high is None else Decimal(high)


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _listed(name: str) -> list[str]:
    found: list[str] = load.table("compare")[name]["indicators"]
    return found

"""What a person saw of a record when they decided about it, and whether it is still read like that.

A new version of the program may read the same figure otherwise. Who accepted 2025 has not accepted 2030: such a
decision is listed, and the record stays as it is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from plancli.trust.decisions import Decision, Verdict

SEEN = ("indicator", "kind", "comparator", "value", "value_max", "unit", "year", "status")
# What is not compared where one of these is changed: it goes with the change.
HANGING = {"value_max": ("value", "comparator"), "unit": ("value",), "value": ("unit",)}
EMPTY: tuple[Any, ...] = (None, "", [])
TOLERANCE = Fraction(1, 10**9)  # relative: what a browser or a spreadsheet loses of a number


def seen_of(record: Mapping[str, Any]) -> dict[str, Any]:
    """What a decision about `record` pins."""
    return {name: record.get(name) for name in SEEN}


def otherwise(record: Mapping[str, Any], decision: Decision) -> list[str]:
    """The attributes that are read otherwise than `decision` saw them, and that it leaves as they are.

    Who rejects a figure rejects it however it is read.

    Args:
        record: as it is read now.
    """
    if decision.verdict not in (Verdict.ACCEPT, Verdict.CHANGE):
        return []
    kept = (name for name in SEEN if name in decision.seen and not _changed(name, decision))
    return [name for name in kept if not same(record.get(name), decision.seen[name])]


def _changed(name: str, decision: Decision) -> bool:
    return any(one in decision.changes for one in (name, *HANGING.get(name, ())))


def same(one: Any, other: Any) -> bool:
    """Whether two values of an attribute are one, but for what a file loses of a number; empty is empty.

    Args:
        other: as the decision has it, which a spreadsheet may have been through.
    """
    if isinstance(one, int | Decimal) and isinstance(other, int | Decimal):
        # a spreadsheet keeps fifteen digits
        return abs(Fraction(one) - Fraction(other)) <= TOLERANCE * abs(Fraction(other))
    return one == other or (one in EMPTY and other in EMPTY)

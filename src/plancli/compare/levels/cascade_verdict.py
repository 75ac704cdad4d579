"""Which of two levels asks for more. Why this is told of rates alone: docs/decisions/asks-more.md."""

from __future__ import annotations

from decimal import Decimal

from plancli.compare.align.group import AlignedFigure
from plancli.compare.levels.stricter import is_rate
from plancli.lexicon import load


def asks_more(upper: AlignedFigure, lower: AlignedFigure, difference: Decimal | None) -> str | None:
    """Who asks for more; nobody knows of a part's size against the whole's, and nobody does in a forecast."""
    if difference is None or not is_rate(lower.record["unit"]) or lower.indicator_id in _listed("forecasts"):
        return None
    if difference == 0:
        return "same"
    return "lower" if (difference > 0) != _is_ceiling(upper, lower) else "upper"


def _is_ceiling(upper: AlignedFigure, lower: AlignedFigure) -> bool:
    """Whether less is better: by the indicator, for ranks, and where both figures are upper bounds."""
    known = lower.indicator_id in _listed("ceilings") or lower.key.kind == "rank"
    return known or {upper.record["comparator"], lower.record["comparator"]} <= {"<=", "<"}


def _listed(name: str) -> list[str]:
    found: list[str] = load.table("compare")[name]["indicators"]
    return found

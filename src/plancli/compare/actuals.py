"""The achieved value beside the target: how far a region has come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Context, Decimal
from typing import Any

from plancli.compare.align.group import NO_YEAR, AlignedFigure
from plancli.compare.tables import long

UPPER_BOUNDS = ("<=", "<")
PER_CENT = Context(prec=4)


def progress(targets: Iterable[AlignedFigure], actuals: Iterable[AlignedFigure]) -> list[dict[str, Any]]:
    """The long table of `targets` with the columns of `columns.PROGRESS`, empty where nothing was achieved yet."""
    known = by_indicator(actuals)
    return [long.row(target) | beside(target, nearest(target, known)) for target in targets]


def by_indicator(actuals: Iterable[AlignedFigure]) -> dict[tuple[Any, ...], list[AlignedFigure]]:
    """Achieved values by place and indicator."""
    known: dict[tuple[Any, ...], list[AlignedFigure]] = {}
    for actual in actuals:
        known.setdefault((actual.place, actual.key), []).append(actual)
    return known


def nearest(target: AlignedFigure, known: Mapping[tuple[Any, ...], Sequence[AlignedFigure]]) -> AlignedFigure | None:
    """The achieved value of the target's own year, else the last before it, else the first after it."""
    found = known.get((target.place, target.key), ())
    return min(found, key=lambda actual: _distance(target, actual), default=None)


def beside(target: AlignedFigure, actual: AlignedFigure | None) -> dict[str, Any]:
    """What stands beside a target, given what was achieved."""
    if actual is None:
        return {}
    record = actual.record
    return {
        "actual_year": actual.year,
        "actual_comparator": record["comparator"],
        "actual_value": record["value"],
        "share_reached": share_reached(target.record, record),
        "years_between": None if None in (target.year, actual.year) else _year(target) - _year(actual),
        "actual_doc": record.get("doc"),
        "actual_quote": record.get("quote"),
    }


def share_reached(target: Mapping[str, Any], actual: Mapping[str, Any]) -> Decimal | None:
    """The achieved value in per cent of the target; none where less is better, or for ranks."""
    pointless = target["comparator"] in UPPER_BOUNDS or target["kind"] == "rank"
    if pointless or not target["value"] or actual["value"] is None:
        return None
    share = PER_CENT.divide(Decimal(actual["value"]) * 100, Decimal(target["value"]))
    return Decimal(f"{share.normalize():f}")


def _year(figure: AlignedFigure) -> int:
    return figure.year or NO_YEAR


def _distance(target: AlignedFigure, actual: AlignedFigure) -> tuple[bool, bool, int]:
    if actual.year is None or target.year is None:
        return (actual.year is None, True, -_year(actual))
    behind = actual.year > target.year
    return (False, behind, abs(target.year - actual.year))

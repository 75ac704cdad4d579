"""The achieved value of the target's own year beside it. Why no other year: docs/decisions/progress.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from plancli.compare.align.group import AlignedFigure, gather
from plancli.compare.levels.stricter import is_rate
from plancli.compare.progress.one_year import of_one_year
from plancli.compare.progress.reached import reached, share_reached
from plancli.compare.tables import long
from plancli.lexicon import load
from plancli.terms import Record

FiguresByYear = Mapping[tuple[Any, ...], Sequence[AlignedFigure]]


def achieved(records: Iterable[Record], merged: Mapping[str, str] | None = None) -> list[AlignedFigure]:
    """The achieved values that targets may be set against: of the whole region and of one year.

    Args:
        records: all records of their documents, of every status: the words around a figure say what it covers.
        merged: see `gather`.
    """
    return gather(of_one_year(records), merged)


def progress(targets: Iterable[AlignedFigure], actuals: Iterable[AlignedFigure]) -> Iterator[dict[str, Any]]:
    """The long table of `targets` with the columns of `columns.PROGRESS`, empty where nothing was achieved yet."""
    known = by_indicator(actuals)
    return (long.row(target) | beside(target, same_year(target, known)) for target in targets)


def by_indicator(actuals: Iterable[AlignedFigure]) -> dict[tuple[Any, ...], list[AlignedFigure]]:
    """Achieved values by place and indicator."""
    known: dict[tuple[Any, ...], list[AlignedFigure]] = {}
    for actual in actuals:
        known.setdefault((actual.place, actual.key), []).append(actual)
    return known


def same_year(target: AlignedFigure, known: FiguresByYear) -> AlignedFigure | None:
    """The achieved value of the target's own year, if it is one of that year at all.

    Where either text states more than one amount (of work begun and work done), nobody can say which of the `known`
    ones belong together.
    """
    if target.year is None or _is_open(target):  # a target without a year has no year to be reached in
        return None
    found = known.get((target.place, target.key), ())
    return next(
        (one for one in found if one.year == target.year and not _is_open(one) and _is_likely(target, one)), None
    )


def beside(target: AlignedFigure, actual: AlignedFigure | None) -> dict[str, Any]:
    """The columns beside a target that say what was achieved."""
    if actual is None:
        return {}
    record = actual.record
    met, rule = reached(target.record, record, target.indicator_id)
    return {
        "actual_year": actual.year,
        "actual_comparator": record["comparator"],
        "actual_value": record["value"],
        "share_reached": share_reached(target.record, record, target.indicator_id),
        "years_between": 0,  # always: other years are not set beside it (kept for readers of older tables)
        "actual_doc": record.get("doc"),
        "actual_quote": record.get("quote"),
        "reached": met,
        "reached_rule": rule,
    }


def _is_open(figure: AlignedFigure) -> bool:
    return figure.clash and figure.key.kind == "level" and not is_rate(str(figure.record["unit"]))


def _is_likely(target: AlignedFigure, actual: AlignedFigure) -> bool:
    """Not a figure that the sentence of the target starts from (从77%提高到80%), nor four times what was to be new."""
    one, other = target.record, actual.record
    if one.get("doc") == other.get("doc") and one.get("quote") == other.get("quote"):
        return False
    if not target.key.flow and not target.record.get("flow"):  # a stock may have grown beyond any multiple
        return True
    goal, value = target.record["value"], actual.record["value"]
    # A value above this multiple of the planned addition is the stock, stated in the same words.
    most = Decimal(load.table("compare")["reached"]["more_than"])
    return not goal or value is None or Decimal(value) <= Decimal(goal) * most

"""An older against a newer plan of one region: what was added, dropped, raised, lowered, postponed, reworded.

What counts as which, and why two annual reports postpone nothing: docs/decisions/0005-diff.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from plancli.compare.align.alignment import squeeze
from plancli.compare.align.group import NO_YEAR, AlignedFigure, row_order
from plancli.compare.clause import clause_of
from plancli.compare.tables.figure_text import in_one_unit

Pair = tuple[AlignedFigure | None, AlignedFigure | None]

MOSTLY = 0.5  # of the figures are for the year of the report


@dataclass(frozen=True, slots=True)
class Roll:
    """Two annual reports: a figure for `older` stands against one for `newer`, and nothing was postponed."""

    older: int | None = None
    newer: int | None = None

    def moved(self, year: int | None) -> int | None:
        """The year in the newer set of a figure that the older one states for `year`."""
        return self.newer if year == self.older else year

    def parts(self, before: AlignedFigure, after: AlignedFigure) -> bool:
        """Whether one figure is for the year of its report, and the other an outlook for another year."""
        return None not in (before.year, after.year) and (before.year == self.older) != (after.year == self.newer)


def changes(
    older: Sequence[AlignedFigure], newer: Sequence[AlignedFigure], roll: Roll | None = None
) -> list[dict[str, Any]]:
    """Rows with the columns of `columns.CHANGES`, in the order of the table; unchanged ones too.

    Args:
        older, newer: the figures of two sets of records.
        roll: the years of two annual reports; None finds out by itself.
    """
    roll = roll or rolling(older, newer)
    pairs = [pair for group in _groups(older, newer) for pair in _paired(*group, roll)]
    ordered = sorted(pairs, key=lambda pair: _order(pair[1] or pair[0]))
    return [_row(before, after, roll) for before, after in ordered]


def rolling(older: Sequence[AlignedFigure], newer: Sequence[AlignedFigure]) -> Roll:
    """The years of two annual reports, if these are such: most figures are for one year, and the next."""
    before, after = _main_year(older), _main_year(newer)
    return Roll(before, after) if before and after and after == before + 1 else Roll()


def change(before: AlignedFigure | None, after: AlignedFigure | None, roll: Roll) -> str:
    """The word for what happened between two figures. `raised` and `lowered` speak of the number alone."""
    if before is None or after is None:
        return "added" if before is None else "dropped"
    one, two = _size(before), _size(after)
    if one != two:
        return "raised" if two > one else "lowered"
    if before.year != after.year and (before.year, after.year) != (roll.older, roll.newer):
        if before.year and after.year:
            return "postponed" if after.year > before.year else "advanced"
        return "reworded"
    return "unchanged" if _wording(before) == _wording(after) else "reworded"


def _main_year(figures: Sequence[AlignedFigure]) -> int | None:
    years = Counter(figure.year for figure in figures if figure.year)
    year, count = max(years.items(), key=lambda item: (item[1], item[0]), default=(None, 0))
    return year if figures and count >= MOSTLY * len(figures) else None


def _groups(
    older: Iterable[AlignedFigure], newer: Iterable[AlignedFigure]
) -> Iterator[tuple[list[AlignedFigure], list[AlignedFigure]]]:
    """The figures of one place and indicator, of both sets."""
    groups: dict[tuple[Any, ...], tuple[list[AlignedFigure], list[AlignedFigure]]] = {}
    for side, figures in enumerate((older, newer)):
        for figure in figures:
            place = figure.place.code or figure.place.name
            groups.setdefault((place, figure.key), ([], []))[side].append(figure)
    yield from groups.values()


def _paired(older: Sequence[AlignedFigure], newer: Sequence[AlignedFigure], roll: Roll) -> Iterator[Pair]:
    """Figures of one year (or of the years of two reports) belong together; of the others, the last with the last."""
    after = {figure.year: figure for figure in newer}
    left: list[AlignedFigure] = []
    for figure in sorted(older, key=lambda one: one.year != roll.older):
        partner = after.pop(roll.moved(figure.year), None)
        if partner is None:
            left.append(figure)
        else:
            yield figure, partner
    rest = (sorted(figures, key=_latest_first) for figures in (left, after.values()))
    for one, other in zip_longest(*rest):
        yield from _kept(one, other, roll)


def _kept(before: AlignedFigure | None, after: AlignedFigure | None, roll: Roll) -> Iterator[Pair]:
    """The pair, or each alone: what a report wants this year is not what another wants in five."""
    if before and after and roll.parts(before, after):
        yield before, None
        yield None, after
    else:
        yield before, after


def _latest_first(figure: AlignedFigure) -> int:
    return -(figure.year or NO_YEAR)


def _order(figure: AlignedFigure | None) -> tuple[Any, ...]:
    assert figure is not None
    return (figure.place.code or "~", figure.place, *row_order(figure))


def _size(figure: AlignedFigure) -> tuple[Decimal, Decimal]:
    low = Decimal(figure.record["value"] or 0)
    high = figure.record.get("value_max")
    return low, low if high is None else Decimal(high)


def _wording(figure: AlignedFigure) -> tuple[Any, ...]:
    record = figure.record
    return (squeeze(clause_of(record)), record["comparator"], record.get("modality"))


def _row(before: AlignedFigure | None, after: AlignedFigure | None, roll: Roll) -> dict[str, Any]:
    figure = after or before
    assert figure is not None
    row: dict[str, Any] = {
        "change": change(before, after, roll),
        "region_code": figure.place.code or None,
        "region": figure.place.name or None,
        "indicator_id": figure.indicator_id,
        "indicator": figure.name,
        "kind": figure.key.kind,
        "unit": figure.record["unit"],
        "flow": figure.key.flow,
        "annual": figure.key.annual,
    }
    for side, one in (("older", before), ("newer", after)):
        if one is not None:
            row |= {f"{side}_{name}": one.record.get(name) for name in _SIDE}
    row |= _figures(before, after)
    if before and after and None not in (before.record["value"], after.record["value"]):
        row["difference"] = Decimal(after.record["value"]) - Decimal(before.record["value"])
    return row


def _figures(before: AlignedFigure | None, after: AlignedFigure | None) -> dict[str, str]:
    """Both figures as people read them, in one unit."""
    sides = {side: one.record for side, one in (("older", before), ("newer", after)) if one is not None}
    texts = in_one_unit(list(sides.values()))
    return {f"{side}_figure": text for side, text in zip(sides, texts, strict=True)}


_SIDE = ("year", "comparator", "value", "value_max", "doc", "quote")

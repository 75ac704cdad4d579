"""The wide table: indicators against regions, each row in the unit that reads best for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, count, groupby
from operator import attrgetter
from typing import Any, overload

from plancli.columns import WIDE
from plancli.compare.align import alignment
from plancli.compare.align.group import AlignedFigure, Place, gather
from plancli.compare.names import entry
from plancli.compare.progress.pairs import FiguresByYear, by_indicator, same_year
from plancli.compare.tables import order, scale
from plancli.compare.tables.figure_text import amount, said, scale_of
from plancli.compare.tables.order import GridFigures, one
from plancli.grid import Grid, GridCell, GridColumn, GridRow
from plancli.lexicon.regions import name_in

MANY = 60_000  # figures of a table that is held as a whole
RowKey = tuple[alignment.Key, int | None]


@dataclass(frozen=True, slots=True)
class Look:
    """How cells are filled: with what was achieved beside the target, and with years in rows or in cells."""

    known: FiguresByYear = field(default_factory=dict)
    years: bool = True
    lang: str = "zh"

    def achieved(self, target: AlignedFigure) -> AlignedFigure | None:
        """What was achieved in the year of `target`."""
        return same_year(target, self.known) if self.known else None


def grid(records: Iterable[Mapping[str, Any]], merged: Mapping[str, str] | None = None, lang: str = "zh") -> Grid:
    """The wide table of `records`; see `gather` for `merged`, `of_figures` for `lang`."""
    return of_figures(gather(records, merged, stated=True), lang=lang)


def of_figures(
    figures: Sequence[AlignedFigure], actuals: Iterable[AlignedFigure] = (), years: bool = True, lang: str = "zh"
) -> Grid:
    """The wide table of `figures`: a column for each place, a row for each indicator, kind, unit, flow and year.

    With `actuals`, a cell says too what was achieved: `≥80 (85, 2025)`. Without `years`, all years of an
    indicator are in one row, and each figure says its own: `40 (2020); 80 (2025)`. `lang` is that of words
    in cells, where a target has no figure.
    """
    places = list(dict.fromkeys(figure.place for figure in figures))  # a set would lose the order
    rows: dict[RowKey, list[AlignedFigure]] = {}
    for figure in figures:
        # without years, all years of an indicator share a row
        rows.setdefault((figure.key, figure.year if years else None), []).append(figure)
    look = Look(by_indicator(actuals), years, lang)
    ordered = order.ordered(rows.values(), places)
    made = _Rows(ordered, order.sections(ordered, places), {place: at for at, place in enumerate(places)}, look)
    return Grid(_columns(places), made if len(figures) > MANY else tuple(made))


class _Rows(Sequence[GridRow]):
    """The rows of a large table, each made when it is asked for: most cells of such a table are blank."""

    def __init__(
        self, rows: Sequence[GridFigures], sections: Sequence[str], places: Mapping[Place, int], look: Look
    ) -> None:
        self._rows, self._sections, self._places, self._look = rows, sections, places, look

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> GridRow: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[GridRow]: ...
    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return _Rows(self._rows[index], self._sections[index], self._places, self._look)
        return _row(self._rows[index], self._places, self._look, self._sections[index])


def _columns(places: Sequence[Place]) -> tuple[GridColumn, ...]:
    """A column for each place, with labels in both languages."""
    names = [place.name or place.code or place.doc for place in places]
    codes = [place.code for place in places]
    english = [name_in(code, name, "en") for code, name in zip(codes, names, strict=True)]
    labels = zip(places, _labels(names, codes), _labels(english, codes), strict=True)
    return tuple(GridColumn(place.code or None, place.name or None, *both) for place, *both in labels)


def _labels(names: Sequence[str], codes: Sequence[str]) -> list[str]:
    """Two regions of one name (鼓楼区) are told apart by code; no label is that of another column, x and X included."""
    counts = Counter(names)
    # A region called as one of our own columns (地区) would make two of one name.
    taken = {column.name for column in WIDE} | {"region_code", "region"}
    found = []
    for name, code in zip(names, codes, strict=True):
        with_code = f"{name} ({code})" if code else name
        numbered = (f"{name} ({number})" for number in count(2))
        tries = chain([name if counts[name] == 1 else with_code, with_code], numbered)
        label = next(label for label in tries if label.casefold() not in taken)  # SQL and Stata do not tell X from x
        taken.add(label.casefold())
        found.append(label)
    return found


def _row(found: GridFigures, places: Mapping[Place, int], look: Look, section: str) -> GridRow:
    records = [figure.record for figure in found]
    bases = Counter(str(record["unit"]) for record in records if record["value"] is not None)
    first = one(found)
    # Units of one class (个, 家) share a row; it is headed with the one that most of its figures have.
    base = bases.most_common(1)[0][0] if bases else first.key.unit
    unit = scale_of(records, base)
    cells: list[GridCell | None] = [None] * len(places)
    for place, figures in groupby(found, key=attrgetter("place")):
        cells[places[place]] = _cell(list(figures), unit, look)
    return GridRow(
        topic=entry(first.indicator_id).topic,
        indicator_id=first.indicator_id,
        indicator=first.name,
        kind=first.key.kind,
        year=first.year if look.years else None,
        unit=unit.unit,
        base_unit=base,
        flow=first.key.flow,
        annual=first.key.annual,
        cells=tuple(cells),
        section=section,
    )


def _cell(figures: Sequence[AlignedFigure], unit: scale.Scale, look: Look) -> GridCell:
    """One figure, or all years of one; the number is that of the last year."""
    last = figures[-1]  # figures come in the order of their years
    low, high = amount(last.record, unit)
    return GridCell(
        text="; ".join(_said(figure, unit, look) for figure in figures),
        number=low,
        number_max=high,
        comparator=str(last.record["comparator"]),
        record=last.record,
        mentions=sum(figure.mentions for figure in figures),
        clash=any(figure.clash for figure in figures),
        joint=any(bool(figure.record.get("joint")) for figure in figures),
        achieved=_achieved_cell(last, unit, look),
    )


def _achieved_cell(target: AlignedFigure, unit: scale.Scale, look: Look) -> GridCell | None:
    actual = look.achieved(target)
    if actual is None or actual.record["value"] is None:
        return None
    text, ends = said(actual.record, unit, look.lang), amount(actual.record, unit)
    return GridCell(text, *ends, str(actual.record["comparator"]), actual.record)


def _said(figure: AlignedFigure, unit: scale.Scale, look: Look) -> str:
    """A figure, its year where the row has none, and what was achieved."""
    own = [] if look.years or figure.year is None else [str(figure.year)]
    actual = look.achieved(figure)
    notes = [*own, *([] if actual is None else [_achieved(actual, unit, look.lang)])]
    return said(figure.record, unit, look.lang) + (f" ({', '.join(notes)})" if notes else "")


def _achieved(actual: AlignedFigure, unit: scale.Scale, lang: str) -> str:
    text = said(actual.record, unit, lang)
    return text if actual.year is None else f"{text}, {actual.year}"


def as_text(table: Grid) -> Grid:
    """`table` with cells that are text alone: where a cell says more than one number, no number stands for it."""
    rows = (replace(row, cells=tuple(cell and replace(cell, number=None) for cell in row.cells)) for row in table.rows)
    return replace(table, rows=tuple(rows))

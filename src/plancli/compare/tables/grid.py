"""The wide table: indicators against regions, each row in the unit that reads best for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from plancli.compare.actuals import by_indicator, nearest
from plancli.compare.align import alignment
from plancli.compare.align.group import AlignedFigure, Place, gather, row_order
from plancli.compare.names import entry
from plancli.compare.tables import scale
from plancli.grid import Grid, GridCell, GridColumn, GridRow
from plancli.lexicon import load

SIGNS = {"=": "", ">=": "≥", ">": ">", "<=": "≤", "<": "<", "~": "~", "range": ""}
DASH = "–"

RowKey = tuple[alignment.Key, int | None]
Known = Mapping[tuple[Any, ...], Sequence[AlignedFigure]]
Found = Mapping[Place, Sequence[AlignedFigure]]


def grid(records: Iterable[Mapping[str, Any]], merged: Mapping[str, str] | None = None) -> Grid:
    """The wide table of `records`; see `gather` for `merged`."""
    return of_figures(gather(records, merged))


def of_figures(figures: Sequence[AlignedFigure], actuals: Iterable[AlignedFigure] = (), years: bool = True) -> Grid:
    """The wide table of `figures`: a column for each place, a row for each indicator, kind, unit, flow and year.

    With `actuals`, a cell says too what was achieved: `≥80 (65, 2024)`. Without `years`, all years of an
    indicator stand in one row, and each figure says its own: `40 (2020); 80 (2025)`.
    """
    places = list(dict.fromkeys(figure.place for figure in figures))
    rows: dict[RowKey, dict[Place, list[AlignedFigure]]] = {}
    for figure in figures:
        row = rows.setdefault((figure.key, figure.year if years else None), {})
        row.setdefault(figure.place, []).append(figure)
    ranks, known = _ranks(rows.values(), places), by_indicator(actuals)
    ordered = sorted(rows.values(), key=lambda found: (ranks[_one(found).key.indicator], row_order(_one(found))))
    return Grid(_columns(places), tuple(_row(found, places, known, years) for found in ordered))


def _ranks(rows: Iterable[Found], places: Sequence[Place]) -> dict[str, tuple[Any, ...]]:
    """Where each indicator stands: as in the lexicon, then what many regions share, then as the documents go."""
    number = {place: index for index, place in enumerate(places)}
    ranks: dict[str, tuple[Any, ...]] = {}
    for found in rows:
        figure = _one(found)
        known = entry(figure.indicator_id)
        shared = 0 if known.zh else -len(found)
        rank = (known.order, shared, number[figure.place], figure.record.get("start") or 0)
        ranks[figure.key.indicator] = min(rank, ranks.get(figure.key.indicator, rank))
    return ranks


def _one(found: Found) -> AlignedFigure:
    return next(iter(found.values()))[0]


def _columns(places: Sequence[Place]) -> tuple[GridColumn, ...]:
    """Two regions of one name (鼓楼区) are told apart by code."""
    counts = Counter(place.name or place.code or place.doc for place in places)
    return tuple(_column(place, counts) for place in places)


def _column(place: Place, counts: Mapping[str, int]) -> GridColumn:
    label = place.name or place.code or place.doc
    if counts[label] > 1:
        label = f"{label} ({place.code or place.doc})"
    return GridColumn(place.code or None, place.name or None, label)


def _row(found: Found, places: Sequence[Place], known: Known, years: bool) -> GridRow:
    records = [figure.record for figures in found.values() for figure in figures]
    base = Counter(str(record["unit"]) for record in records).most_common(1)[0][0]
    unit = _scale(records, base)
    one = _one(found)
    return GridRow(
        topic=entry(one.indicator_id).topic,
        indicator_id=one.indicator_id,
        indicator=one.name,
        kind=one.key.kind,
        year=one.year if years else None,
        unit=unit.unit,
        base_unit=base,
        flow=one.key.flow,
        annual=one.key.annual,
        cells=tuple(_cell(found[place], unit, known, years) if place in found else None for place in places),
    )


def _cell(figures: Sequence[AlignedFigure], unit: scale.Scale, known: Known, years: bool) -> GridCell:
    """One figure, or all years of one; the number is that of the last year."""
    texts = [_said(figure, unit, nearest(figure, known), years) for figure in figures]
    last = figures[-1]
    low, high = _amount(last.record, unit)
    return GridCell(
        text="; ".join(texts),
        number=low,
        number_max=high,
        comparator=str(last.record["comparator"]),
        record=last.record,
        mentions=sum(figure.mentions for figure in figures),
        clash=any(figure.clash for figure in figures),
    )


def _said(figure: AlignedFigure, unit: scale.Scale, actual: AlignedFigure | None, years: bool) -> str:
    """A figure, its year where the row has none, and what was achieved."""
    own = [] if years or figure.year is None else [str(figure.year)]
    notes = [*own, *([] if actual is None else [_achieved(actual, unit)])]
    text = text_of(str(figure.record["comparator"]), *_amount(figure.record, unit))
    return text + (f" ({', '.join(notes)})" if notes else "")


def figures_in_one_unit(records: Sequence[Mapping[str, Any]]) -> list[str]:
    """The figures of `records`, which share a base unit, as people read them, in one unit: ≥280万人, 300万人."""
    unit = _scale(records, str(records[0]["unit"]))
    return [text_of(str(record["comparator"]), *_amount(record, unit)) + unit.unit for record in records]


def _scale(records: Sequence[Mapping[str, Any]], base: str) -> scale.Scale:
    values = [record[name] for record in records for name in ("value", "value_max") if record.get(name) is not None]
    return scale.best(values, base, [str(record.get("written_unit") or "") for record in records])


def _achieved(actual: AlignedFigure, unit: scale.Scale) -> str:
    text = text_of(str(actual.record["comparator"]), *_amount(actual.record, unit))
    return text if actual.year is None else f"{text}, {actual.year}"


def _amount(record: Mapping[str, Any], unit: scale.Scale) -> tuple[Decimal | None, Decimal | None]:
    low, high = (None if record.get(name) is None else unit.of(record[name]) for name in ("value", "value_max"))
    return low, high


def text_of(comparator: str, low: Decimal | None, high: Decimal | None = None) -> str:
    """A figure as people read it: `≥80`, `5–5.5`, `~5`."""
    if low is None:
        return ""
    return SIGNS[comparator] + f"{low:f}" + ("" if high is None else f"{DASH}{high:f}")


def as_text(table: Grid) -> Grid:
    """`table` with cells that are text alone: where a cell says more than one number, no number stands for it."""
    rows = (replace(row, cells=tuple(cell and replace(cell, number=None) for cell in row.cells)) for row in table.rows)
    return replace(table, rows=tuple(rows))


def kind_name(row: GridRow, lang: str) -> str:
    """What kind of figure a row holds, in words: 增长, 年均增长, 新增水平."""
    words = load.table("compare")[f"kind_{lang}"]
    if row.flow and alignment.is_work_of(row.indicator_id):
        return str(words["work"])
    marks = [words["annual"]] * row.annual + [words["flow"]] * row.flow
    return ("" if lang == "zh" else " ").join([*marks, words[row.kind]])


def called(row: GridRow, lang: str) -> str:
    """A row in one line: 地区生产总值增速 2026, %. The name of a known indicator says its kind."""
    name = (entry(row.indicator_id).en if lang == "en" else "") or row.indicator
    kind = "" if row.indicator_id else f" {kind_name(row, lang)}"
    year = "" if row.year is None else f" {row.year}"
    return f"{name}{kind}{year}" + (f", {row.unit}" if row.unit else "")

"""Statements of many documents → one figure for each region, indicator, kind, flow and year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from plancli.compare.align import alignment
from plancli.compare.align.choice import choose, clashes
from plancli.compare.align.joint import expanded
from plancli.compare.align.stated import StatedRows, with_figure
from plancli.compare.names import entry
from plancli.terms import Record

NO_YEAR = 0  # sorts before every year


class Place(NamedTuple):
    """Whose figure it is. Where no region is known, the document stands for one."""

    code: str
    name: str
    doc: str


class CellKey(NamedTuple):
    """Where a figure belongs: which place, what, and when."""

    place: Place
    key: alignment.Key
    year: int | None


Groups = dict[CellKey, dict[tuple[Any, ...], Record]]


@dataclass(frozen=True, slots=True)
class AlignedFigure:
    """One figure: the statement that stands for it, how often it is stated, and whether others contradict.

    `name` is what its indicator is called in the whole table.
    """

    place: Place
    key: alignment.Key
    year: int | None
    name: str
    record: Record
    mentions: int
    clash: bool

    @property
    def indicator_id(self) -> str | None:
        """The id of the indicator, also where a person has approved it."""
        return None if self.key.indicator.startswith(alignment.PHRASE) else self.key.indicator


def gather(
    records: Iterable[Record], merged: Mapping[str, str] | None = None, stated: bool = False
) -> list[AlignedFigure]:
    """One figure for each place, indicator, kind, unit, flow and year, in the order of the table.

    Args:
        records: target records of one status.
        merged: phrases that a person has approved as the same (see `merge.load`).
        stated: take in targets without a figure too, where their place states none.
    """
    groups: Groups = {}
    aside: list[Record] = []
    for record in expanded(with_figure(records, aside)):
        cell = CellKey(place_of(record), alignment.key(record, merged), record["year"])
        groups.setdefault(cell, {}).setdefault(_mention(record), record)  # a file given twice counts once
    if stated:
        _add_stated(groups, aside, merged or {})
    called = _names(groups)
    figures = [_figure(cell, called[cell.key.indicator], list(found.values())) for cell, found in groups.items()]
    return sorted(figures, key=order)


def _add_stated(groups: Groups, records: Iterable[Record], merged: Mapping[str, str]) -> None:
    rows = StatedRows(groups)
    for record in expanded(records):
        place = place_of(record)
        if not rows.has_figure(place, record, merged):
            cell = CellKey(place, rows.key(record, merged), record["year"])
            groups.setdefault(cell, {}).setdefault(_mention(record), record)


def place_of(record: Record) -> Place:
    """The place of a record: by code, else by name, else its document."""
    code, name = record.get("region_code") or "", record.get("region") or ""
    return Place(code, name, "" if code or name else str(record.get("doc") or ""))


def order(figure: AlignedFigure) -> tuple[Any, ...]:
    """By place, then as `row_order`."""
    # "~" sorts behind every digit: places without a code come last.
    return (figure.place.code or "~", figure.place, *row_order(figure))


def row_order(figure: AlignedFigure) -> tuple[Any, ...]:
    """Known indicators in the order of the lexicon, then the others by name; kinds and years within."""
    return (entry(figure.indicator_id).order, figure.name, figure.key, figure.year or NO_YEAR)


def _figure(cell: CellKey, name: str, records: Sequence[Record]) -> AlignedFigure:
    if len(records) == 1:
        return AlignedFigure(*cell, name, records[0], 1, False)
    chosen = choose(records)
    return AlignedFigure(*cell, name, chosen, len(records), clashes(chosen, records))


def _mention(record: Record) -> tuple[Any, ...]:
    """What makes a statement the same mention, also where two inputs hold it."""
    return (record.get("doc"), record.get("start"), record.get("end"), record["indicator"], record["value"])


def _names(groups: Mapping[CellKey, Mapping[Any, Record]]) -> dict[str, str]:
    """What each indicator is called: by its name in the lexicon, else as most of its statements call it."""
    phrases: dict[str, Counter[str]] = {}
    known: dict[str, str] = {}
    for cell, found in groups.items():
        indicator = cell.key.indicator
        if indicator not in known and (name := entry(indicator).zh):
            known[indicator] = name
        if indicator not in known:
            phrases.setdefault(indicator, Counter()).update(alignment.phrase(record) for record in found.values())
    return known | {indicator: _usual(counts) for indicator, counts in phrases.items()}


def _usual(counts: Counter[str]) -> str:
    return min(counts, key=lambda name: (-counts[name], len(name), name))

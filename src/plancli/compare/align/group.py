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
from plancli.records.store import RowPlace, held, row_of
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


Kept = Record | RowPlace
"""A record, or where it is kept: of a large set none is held."""
Groups = dict[CellKey, list[Kept]]


@dataclass(frozen=True, slots=True)
class AlignedFigure:
    """One figure: the statement that stands for it, how often it is stated, and whether others contradict.

    `name` is what its indicator is called in the whole table; `kept` is the statement, or where it is kept.
    """

    place: Place
    key: alignment.Key
    year: int | None
    name: str
    kept: Kept
    mentions: int
    clash: bool

    @property
    def record(self) -> Record:
        """The statement."""
        return row_of(self.kept)

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
    aside: list[Kept] = []
    same: dict[Any, Any] = {}  # places and keys are the same for many: each is held once
    for record in expanded(with_figure(records, aside)):
        place, key = place_of(record), alignment.key(record, merged)
        cell = CellKey(same.setdefault(place, place), same.setdefault(key, key), record["year"])
        groups.setdefault(cell, []).append(held(record))
    if stated:
        _add_stated(groups, map(row_of, aside), merged or {})
    called = _names(groups)
    by_place: dict[Place, list[AlignedFigure]] = {}
    while groups:
        cell, found = groups.popitem()
        by_place.setdefault(cell.place, []).append(_figure(cell, called[cell.key.indicator], found))
    places = sorted(by_place, key=_place_order)
    return [figure for place in places for figure in sorted(by_place.pop(place), key=row_order)]


def _add_stated(groups: Groups, records: Iterable[Record], merged: Mapping[str, str]) -> None:
    rows = StatedRows(groups)
    for record in expanded(records):
        place = place_of(record)
        if not rows.has_figure(place, record, merged):
            cell = CellKey(place, rows.key(record, merged), record["year"])
            groups.setdefault(cell, []).append(held(record))


def place_of(record: Record) -> Place:
    """The place of a record: by code, else by name, else its document."""
    code, name = record.get("region_code") or "", record.get("region") or ""
    return Place(code, name, "" if code or name else str(record.get("doc") or ""))


def _place_order(place: Place) -> tuple[Any, ...]:
    # "~" sorts behind every digit: places without a code come last
    return (place.code or "~", place)


def row_order(figure: AlignedFigure) -> tuple[Any, ...]:
    """Known indicators in the order of the lexicon, then the others by name; kinds and years within."""
    return (entry(figure.indicator_id).order, figure.name, figure.key, figure.year or NO_YEAR)


def _figure(cell: CellKey, name: str, kept: Sequence[Kept]) -> AlignedFigure:
    records = _mentions(kept) if len(kept) > 1 else ()
    if len(records) < 2:
        return AlignedFigure(*cell, name, kept[0], 1, False)
    chosen = choose(records)
    return AlignedFigure(*cell, name, held(chosen), len(records), clashes(chosen, records))


def _mentions(kept: Iterable[Kept]) -> list[Record]:
    """The records of a cell, each mention once: a file given twice counts once."""
    found: dict[tuple[Any, ...], Record] = {}
    for record in map(row_of, kept):
        found.setdefault(_mention(record), record)
    return list(found.values())


def _mention(record: Record) -> tuple[Any, ...]:
    """What makes a statement the same mention, also where two inputs hold it."""
    return (record.get("doc"), record.get("start"), record.get("end"), record["indicator"], record["value"])


def _names(groups: Groups) -> dict[str, str]:
    """What each indicator is called: by its name in the lexicon, else as most of its statements call it."""
    phrases: dict[str, Counter[str]] = {}
    known: dict[str, str] = {}
    for cell, found in groups.items():
        indicator = cell.key.indicator
        if indicator not in known and (name := entry(indicator).zh):
            known[indicator] = name
        if indicator not in known:
            phrases.setdefault(indicator, Counter()).update(map(alignment.phrase, _mentions(found)))
    return known | {indicator: _usual(counts) for indicator, counts in phrases.items()}


def _usual(counts: Counter[str]) -> str:
    return min(counts, key=lambda name: (-counts[name], len(name), name))

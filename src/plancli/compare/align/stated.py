"""Targets in words (与经济增长同步): which row of figures each belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from plancli.compare.align import alignment
from plancli.compare.align.alignment import Key
from plancli.records.store import RowPlace, held
from plancli.terms import Record

StatedKey = tuple[str, str, int | None]  # indicator, kind, year

RATES = ("growth", "decrease", "share")


class StatedRows:
    """The rows that figures make, to find that of a target without one."""

    def __init__(self, cells: Iterable[tuple[Any, Key, int | None]]) -> None:
        self.keys: dict[StatedKey, Counter[Key]] = {}
        self.taken: set[tuple[Any, StatedKey]] = set()
        for place, key, year in cells:
            row = (key.indicator, key.kind, year)
            self.keys.setdefault(row, Counter())[key] += 1
            self.taken.add((place, row))

    def key(self, record: Record, merged: Mapping[str, str]) -> Key:
        """The key of the row that most regions fill with figures; without any, one of its own."""
        row = self._row(record, merged)
        if row in self.keys:
            return max(self.keys[row].items(), key=lambda item: (item[1], item[0]))[0]
        unit = "%" if record["kind"] in RATES else ""
        return Key(row[0], row[1], unit, bool(record.get("flow")), bool(record.get("annual")))

    def has_figure(self, place: Any, record: Record, merged: Mapping[str, str]) -> bool:
        """Whether `place` gives a figure too: it says more than the words."""
        return (place, self._row(record, merged)) in self.taken

    @staticmethod
    def _row(record: Record, merged: Mapping[str, str]) -> StatedKey:
        return alignment.identity(record, merged), str(record["kind"]), record["year"]


def with_figure(records: Iterable[Record], aside: list[Record | RowPlace]) -> Iterator[Record]:
    """The records that have a figure; those that have words instead are put `aside`."""
    for record in records:
        if record.get("value") is not None:
            yield record
        elif record.get("stated"):
            aside.append(held(record))

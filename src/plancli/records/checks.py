"""What a record must be, beyond the types of its cells: known words, base units, places that exist."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from plancli.lexicon import regions, units
from plancli.lexicon.scope import remembered
from plancli.model import Comparator, Kind, Modality, Review, Stated, Status
from plancli.patterns import lazy

PUNCTUATION = lazy(r"[^\w%‰]")
WORDS = {
    "kind": {str(word) for word in Kind},
    "comparator": {str(word) for word in Comparator},
    "status": {str(word) for word in Status},
    "modality": {str(word) for word in Modality},
    "review": {str(word) for word in Review},
    "stated": {str(word) for word in Stated},
}
CHECKED = (*WORDS, "unit")
PLACE = ("region_code", "region")
MAY_BE_EMPTY = ("modality", "review", "stated")


class Checks:
    """Looks at the records of one file; `faults` stop the work, warnings are said once for each value."""

    def __init__(self, name: str, warn: Callable[[str], None]) -> None:
        self.name, self.warn = name, warn
        self.faults: list[str] = []
        self._first: dict[tuple[str, str, str], str] = {}
        self._counts: dict[tuple[str, str, str], int] = {}
        self._sound: set[tuple[Any, ...]] = set()

    def see(self, record: dict[str, Any], place: str) -> None:
        """Look at one record, which is at `place` (file and row)."""
        marks, region = tuple(map(record.get, CHECKED)), tuple(map(record.get, PLACE))
        # A file of a million records has some hundred different combinations: each is looked at once.
        if marks not in self._sound:
            told = self._told()
            self._words(record, place)
            if told == self._told():
                self._sound.add(marks)
        if region not in self._sound:
            told = self._told()
            self._region(record.get("region_code"), record.get("region"), place)
            if told == self._told():
                self._sound.add(region)
        if not record["indicator"]:
            self.faults.append(f"empty · {place}, column indicator · write what is measured")

    def _told(self) -> tuple[int, int]:
        """How much has been said of this file so far: what adds nothing is not looked at twice."""
        return len(self.faults), sum(self._counts.values())

    def _words(self, record: dict[str, Any], place: str) -> None:
        for column, words in WORDS.items():
            self._word(record, column, words, place)
        self._unit(str(record["unit"] or ""), f"{record.get('text')}{record.get('quote')}", place)

    def close(self) -> None:
        """Issue the warnings, each with the first row it concerns."""
        for (what, column, hint), place in self._first.items():
            more = self._counts[(what, column, hint)] - 1
            self.warn(f"{what} · {place}, column {column}{f' and {more} more rows' if more else ''} · {hint}")

    def _word(self, record: dict[str, Any], column: str, words: set[str], place: str) -> None:
        value = record.get(column)
        if value in words or (value is None and column in MAY_BE_EMPTY):
            return
        self.faults.append(f"{value!r} is no {column} · {place}, column {column} · write {' '.join(sorted(words))}")

    def _unit(self, unit: str, words: str, place: str) -> None:
        """An unknown unit that is in the record's own words (3单) is no surprise."""
        entry = units.lookup(unit)
        base = entry.base if entry else _without_multiplier(unit)
        if base is not None and base != unit:
            hint = f"write value and unit in the base unit ({base})"
            self.faults.append(f"{unit} is no base unit · {place}, column unit · {hint}")
        elif entry is None and unit and "/" not in unit and unit not in PUNCTUATION.sub("", words):
            self._note(f"unknown unit {unit}", "unit", "kept as a unit of its own", place)

    def _region(self, code: str | None, name: str | None, place: str) -> None:
        region = regions.by_code(code) if code else None
        codes = _codes_of(name or "")
        if code and region is None:
            self._note(f"unknown region code {code}", "region_code", "kept as written", place)
        elif name and not codes:
            self._note(f"unknown region {name}", "region", "kept as written", place)
        elif region and name and code not in codes:
            self._note(f"{code} is {region.name}, not {name}", "region_code", "kept as written", place)

    def _note(self, what: str, column: str, hint: str, place: str) -> None:
        key = (what, column, hint)
        self._first.setdefault(key, place)  # the first row is named for all that have the same
        self._counts[key] = self._counts.get(key, 0) + 1


def _without_multiplier(unit: str) -> str | None:
    """The base unit of 亿元, 万家; None where the unit is no multiple of a known one."""
    if unit[:1] not in units.MULTIPLIERS or len(unit) < 2:
        return None
    entry = units.lookup(unit[1:])
    return entry.base if entry else _without_multiplier(unit[1:])  # 万亿元 has two


@remembered
def _codes_of(name: str) -> frozenset[str]:
    """The codes of all regions that have this `name`, or once did; an area without code counts as the empty one."""
    return _names().get(name, frozenset())


@remembered
def _names() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one in regions.regions():
        for name in (one.name, one.short):
            found.setdefault(name, set()).add(one.code)
    return {name: frozenset(codes) for name, codes in found.items()}

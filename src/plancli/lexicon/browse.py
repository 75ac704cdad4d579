"""Look into the lexicon: list it, search it, check the user's own files. Rows are for printing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from plancli.errors import UsageError
from plancli.lexicon import indicators, regions, units, user
from plancli.terms import Row

KINDS = ("indicators", "regions", "units")


def list_entries(kind: str) -> list[Row]:
    """All entries of one kind: indicators, regions (those of today) or units.

    Raises:
        UsageError: for another kind.
    """
    if kind not in KINDS:
        raise UsageError(f"no kind of entry {kind}", hint="one of " + ", ".join(KINDS))
    return list({"indicators": _indicators, "regions": _regions, "units": _units}[kind]())


def find(words: Iterable[str], kinds: Iterable[str] = KINDS) -> list[Row]:
    """The entries in which every one of `words` occurs (in id, names, words or code); case does not matter.

    Args:
        kinds: of `KINDS`, those that are looked through.
    """
    wanted = [word.casefold() for word in words]
    rows = (row for kind in kinds for row in list_entries(kind))
    return [row for row in rows if all(any(word in value.casefold() for value in row.values()) for word in wanted)]


def check(files: Iterable[Path | str]) -> list[Row]:
    """The faults of the user's lexicon files: file, line, column, what, hint; empty when all is well."""
    return [{key: str(value) for key, value in fault._asdict().items()} for fault in user.check(files)]


def _indicators() -> Iterator[Row]:
    for entry in indicators.entries():
        yield {
            "kind": "indicator",
            "id": entry.id,
            "name_zh": entry.name_zh,
            "name_en": entry.name_en,
            "topic": entry.topic,
            "of": " ".join(entry.kinds),
            "dimension": ", ".join(entry.dimensions),
            "words": "、".join(dict.fromkeys(entry.words)),
        }


def _regions() -> Iterator[Row]:
    for region in regions.regions():
        # regions that are gone are found by the years of a document; in a list they would only confuse
        if region.holds(None):
            above = regions.by_code(region.parent)
            yield {
                "kind": "region",
                "id": region.code,
                "name_zh": region.name,
                "short": region.short,
                "level": region.level,
                "of": above.name if above else region.parent,
                "since": str(region.valid_from),
            }


def _units() -> Iterator[Row]:
    for unit in units.entries():
        yield {
            "kind": "unit",
            "id": unit.name,
            "base": unit.base,
            "factor": str(unit.factor),
            "dimension": unit.dimension,
            "words": "、".join(unit.write),
        }

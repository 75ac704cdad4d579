"""Whose figures these are: two documents that claim one region and contradict each other cannot both be its own.

A report of a prefecture that was taken for one of its province would raise every target of the province.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from plancli.compare.align import alignment
from plancli.terms import Record

Said = dict[int, set[Any]]  # number of key and year → values

FEW = 2  # contradictions that a revised figure or a misreading may make
THIRD = 3


class Rivals(NamedTuple):
    """Two documents of one region that contradict each other in `differ` of the `shared` figures that both state."""

    code: str
    region: str
    docs: tuple[str, str]
    differ: int
    shared: int


def rivals(records: Iterable[Record]) -> list[Rivals]:
    """Regions claimed by two documents that disagree on more than two figures and on a third of those they share."""
    places: dict[str, dict[str, list[Record]]] = {}
    for record in records:
        code, doc = str(record.get("region_code") or ""), str(record.get("doc") or "")
        if code and record["value"] is not None and record["year"] is not None:
            places.setdefault(code, {}).setdefault(doc, []).append(record)
    several = sorted((code, docs) for code, docs in places.items() if len(docs) > 1)
    return [found for code, docs in several for found in _of_place(code, _name(code, docs), docs)]


def _name(code: str, docs: Mapping[str, list[Record]]) -> str:
    return str(next(iter(docs.values()))[0].get("region") or code)


def _said(records: Iterable[Record], numbers: dict[tuple[Any, ...], int]) -> Said:
    """What a document says, by the number of each key: documents are compared in pairs, and numbers quickly."""
    said: Said = {}
    for record in records:
        key = (alignment.key(record), record["year"])
        said.setdefault(numbers.setdefault(key, len(numbers)), set()).add(record["value"])
    return said


def _of_place(code: str, name: str, records: Mapping[str, list[Record]]) -> Iterable[Rivals]:
    numbers: dict[tuple[Any, ...], int] = {}
    docs = {doc: _said(found, numbers) for doc, found in records.items()}
    # A document of two figures cannot contradict another in three.
    enough = sorted(doc for doc, said in docs.items() if len(said) > FEW)
    for one, other in _meeting({doc: docs[doc] for doc in enough}):
        mine, theirs = docs[one], docs[other]
        shared = mine.keys() & theirs.keys()
        differ = sum(mine[key].isdisjoint(theirs[key]) for key in shared)
        if differ > FEW and differ * THIRD > len(shared):
            yield Rivals(code, name, (one, other), differ, len(shared))


def _meeting(docs: Mapping[str, Said]) -> list[tuple[str, str]]:
    """The pairs of documents that share more than two keys: of hundreds of a region, few do."""
    holders: dict[int, list[str]] = {}
    found: list[tuple[str, str]] = []
    for doc, said in docs.items():
        shared = Counter(other for key in said for other in holders.get(key, ()))
        found += [(other, doc) for other, count in shared.items() if count > FEW]
        for key in said:
            holders.setdefault(key, []).append(doc)
    return sorted(found)

"""One decision → the record as a person wants it. The id stays; what depends on a change is worked out again."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from plancli.lexicon import regions
from plancli.lexicon.indicators import Index, dimension_of, index
from plancli.model import Comparator, Review
from plancli.terms import Row
from plancli.trust.decisions import Decision

RULE = "decision"  # what is in `rules` of an attribute that a person gave
NAMING = ("indicator", "kind", "unit", "flow")  # what the id of an indicator depends on
_ATTRIBUTES = {
    "value", "unit", "comparator", "kind", "indicator", "indicator_id", "year", "base_year", "flow", "annual", "status",
    "modality", "departments", "region",
}  # fmt: skip


def accepted(record: Mapping[str, Any]) -> Row:
    """A person looked and found it right: nothing is left to doubt.

    Args:
        record: before the person looked.
    """
    review = record.get("review") or str(Review.ACCEPTED)
    return {**record, "doubts": [], "review": review}


def changed(record: Mapping[str, Any], decision: Decision, own: Index | None = None) -> Row:
    """`record` with what `decision` changes. How sure the program was says nothing of it any more.

    Args:
        own: the user's own indicators, which are asked first.
    """
    changes = decision.changes
    row = {**record, **changes, "confidence": None, "doubts": [], "review": str(Review.CHANGED)}
    if row["comparator"] != Comparator.RANGE and "value_max" not in changes:
        row["value_max"] = None
    named = set(changes)
    if named & set(NAMING) and "indicator_id" not in changes:
        row["indicator_id"] = _indicator_id(row, own)
        named.add("indicator_id")
    if "region" in changes and "region_code" not in changes:
        row["region_code"] = _code_of(row["region"])
    # The rules of what was not touched stay; sorted, so that the same decision gives the same bytes.
    row["rules"] = {**(record.get("rules") or {}), **dict.fromkeys(sorted(named & _ATTRIBUTES), RULE)}
    return row


def added(decision: Decision, empty: Mapping[str, Any], own: Index | None = None) -> Row:
    """The record that a person adds; `empty` has all keys of a record, and what its document says of the place."""
    place = {name: getattr(decision, name) for name in ("doc", "start", "end", "text", "quote")}
    row = changed({**empty, **place}, decision, own)
    return {**row, "id": decision.id or _id_of(decision, row), "review": str(Review.ADDED)}


def same(record: Mapping[str, Any], decision: Decision) -> bool:
    """Whether `record` says already what `decision` wants."""
    return all(record.get(name) == value for name, value in decision.changes.items())


def _indicator_id(row: Mapping[str, Any], own: Index | None) -> str | None:
    what = str(row["indicator"]), str(row["kind"]), dimension_of(str(row["unit"] or "")), bool(row["flow"])
    found = (own.lookup(*what) if own else None) or index().lookup(*what)
    return found[0].id if found else None


def _code_of(name: str | None) -> str | None:
    """The code of a name that is that of one place only."""
    codes = {one.code for one in regions.regions() if name and name in (one.name, one.short)}
    return codes.pop() if len(codes) == 1 else None


def _id_of(decision: Decision, row: Mapping[str, Any]) -> str:
    said = f"{decision.doc}:{decision.start}:{decision.end}:{decision.text}:{row['value']}"
    return "t" + blake2b(said.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()

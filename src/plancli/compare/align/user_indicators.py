"""The user's own indicators, for records that were extracted without them."""

from __future__ import annotations

from collections.abc import Sequence

from plancli.lexicon.indicators import Index, dimension_of
from plancli.records.store import stored
from plancli.terms import Row


def identified(records: Sequence[Row], own: Index | None) -> Sequence[Row]:
    """`records`, those without an id with the one that the user's words give them. Never by similarity."""
    if own is None:
        return records
    return stored(record if record["indicator_id"] else _with_id(record, own) for record in records)


def _with_id(record: Row, own: Index) -> Row:
    dimension = dimension_of(str(record["unit"]))
    found = own.lookup(str(record["indicator"]), str(record["kind"]), dimension, bool(record["flow"]))
    return record if found is None else record | {"indicator_id": found[0].id}

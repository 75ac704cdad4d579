"""The user's own indicators, for records that were extracted without them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from plancli.compare import names
from plancli.lexicon import user
from plancli.lexicon.indicators import Index, dimension_of

Record = dict[str, Any]


def read(paths: Iterable[str]) -> Index | None:
    """The user's lexicon files; their units, regions and names of indicators are known from now on.

    Raises:
        UsageError: a file is faulty: which, where, and what is near.
    """
    own = user.read(paths).indicators
    if own is not None:
        names.extend(own.entries.values())
    return own


def identified(records: Iterable[Record], own: Index | None) -> list[Record]:
    """`records`, those without an id with the one that the user's words give them. Never by similarity."""
    return [record if own is None or record["indicator_id"] else _with_id(record, own) for record in records]


def _with_id(record: Record, own: Index) -> Record:
    dimension = dimension_of(str(record["unit"]))
    found = own.lookup(str(record["indicator"]), str(record["kind"]), dimension, bool(record["flow"]))
    return record if found is None else record | {"indicator_id": found[0].id}

"""Joint indicators: 固定资产投资、社会消费品零售总额均增长4% is a figure of each, and fills the cell of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from plancli.compare.clause import clause_of
from plancli.compare.levels.stricter import is_rate
from plancli.lexicon import load
from plancli.lexicon.indicators import Match, dimension_of, lookup
from plancli.lexicon.scope import remembered
from plancli.records.store import changed
from plancli.terms import Record


def expanded(records: Iterable[Record]) -> Iterator[Record]:
    """`records`, with one for each member of a joint indicator that has an id, marked by `joint`.

    The joint record itself stays where one of its members has no id: nothing else would say its figure.
    """
    for record in records:
        members = () if record.get("indicator_id") else _members(record)
        if not members or not _holds_for_each(record):
            yield record
            continue
        for phrase, indicator_id in members:
            if indicator_id:
                yield changed(record, {"indicator": phrase, "indicator_id": indicator_id, "joint": True})
        if not all(indicator_id for _, indicator_id in members):
            yield record


def _members(record: Record) -> tuple[tuple[str, str | None], ...]:
    return _split(str(record["indicator"]), str(record["kind"]), str(record["unit"] or ""), bool(record.get("flow")))


@remembered
def _split(name: str, kind: str, unit: str, flow: bool) -> tuple[tuple[str, str | None], ...]:
    """The members of `name` with their ids; empty where it is not joint, or no member has an id."""
    phrases = [phrase for phrase in _between().split(name) if phrase]
    if len(phrases) < 2:  # one name alone is not joint
        return ()
    found = [lookup(phrase, kind, dimension_of(unit), flow) for phrase in phrases]
    # An id that words inside the name gave is no ground to fill a cell of its own.
    ids = [one[0].id if one and one[1] is Match.NAME else None for one in found]
    return tuple(zip(phrases, ids, strict=True)) if any(ids) else ()


def _holds_for_each(record: Record) -> bool:
    table = load.table("compare")["joint"]
    # A rate holds for each member by itself; an amount only where the clause says so (均, 分别).
    if record["kind"] in table["kinds"] and (record["value"] is None or is_rate(str(record["unit"]))):
        return True
    return any(word in clause_of(record) for word in table["each"])


@cache
def _between() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, load.table("compare")["joint"]["between"])))

"""Which record a decision is about: by id, else by document, quote and text, else by the text around the figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from plancli.terms import Record
from plancli.trust.decisions import Decision

STOPS, ENDS = re.compile("[，。；、,;.：:]"), "，。；,;."
AROUND = 12  # characters looked at on each side of a figure
ENOUGH = 8  # of them, on both sides together, that must be the same
NOTHING = "no such figure"
SEVERAL = "several figures fit"


def find(decision: Decision, records: Sequence[Record]) -> tuple[int | None, str]:
    """The place in `records`, which are those of one document, of what `decision` is about, and how it was found.

    Returns:
        the index and `id`, `quote` or `around`; or None and why there is none.
    """
    by_id = [at for at, record in enumerate(records) if bare(record.get("id")) == bare(decision.id) != ""]
    if len(by_id) == 1:
        return by_id[0], "id"
    same = [at for at, record in enumerate(records) if record.get("text") == decision.text != ""]
    quoted = [at for at in same if records[at].get("quote") == decision.quote != ""]
    if quoted:
        return _one(quoted, decision, records, "quote")
    near = {at: _likeness(decision, records[at]) for at in same}
    best = max(near.values(), default=0)
    if best < _needed(decision):
        return None, NOTHING
    return _one([at for at in same if near[at] == best], decision, records, "around")


def find_added(decision: Decision, records: Sequence[Record]) -> int | None:
    """Where an added record is already: under its id, or as another record of the very same figure."""
    for at, record in enumerate(records):
        if bare(record.get("id")) == bare(decision.id) != "":
            return at
        if (record.get("start"), record.get("text")) == (decision.start, decision.text) and decision.start is not None:
            return at
    return None


def bare(id: Any) -> str:
    """An id as version 0.1.0 wrote it: without the letter in front.

    Args:
        id: of a record, as a file has it; None for nothing.
    """
    text = str(id or "")
    return text[1:] if len(text) == 17 and text.startswith("t") else text  # t and sixteen hexadecimal digits


def _one(found: Sequence[int], decision: Decision, records: Sequence[Record], how: str) -> tuple[int | None, str]:
    """The one that was found; of several figures alike in one sentence, the one in the very place."""
    there = [at for at in found if records[at].get("start") == decision.start] if len(found) > 1 else list(found)
    return (there[0], how) if len(there) == 1 else (None, SEVERAL)


def _likeness(decision: Decision, record: Record) -> int:
    """How many characters on both sides of the figure are the same; none where a word (以上) has come behind it."""
    before, behind = _sides(decision.quote, decision.text)
    other_before, other_behind = _sides(str(record.get("quote") or ""), decision.text)
    if behind[:1] != other_behind[:1]:
        return 0
    # from the figure outwards on both sides
    return _common(before[::-1], other_before[::-1]) + _common(behind, other_behind)


def _needed(decision: Decision) -> int:
    """All of a short sentence must be the same."""
    before, behind = _sides(decision.quote, decision.text)
    return max(1, min(ENOUGH, len(before) + len(behind)))  # one at least, or any two figures would be alike


def _sides(quote: str, text: str) -> tuple[str, str]:
    """What comes before and behind the figure in its sentence; all stops count as the same."""
    before, found, behind = quote.partition(text)
    return (before[-AROUND:], STOPS.sub("，", behind.rstrip(ENDS) + "，")[:AROUND]) if found else ("", "")


def _common(one: str, other: str) -> int:
    """The length of what both begin with."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))

"""What several people say of the same figures, side by side: from their decisions, or from their records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from plancli.terms import Record
from plancli.trust.agreement import Agreement, agreement
from plancli.trust.decisions import Decision, Verdict
from plancli.trust.find import bare
from plancli.trust.seen import seen_of

CodedFields = dict[str, Any]

CODED = (
    "value", "value_max", "unit", "comparator", "kind", "indicator", "indicator_id", "year", "status", "flow", "annual",
    "modality",
)  # fmt: skip
JUDGED, FOUND = "verdict", "found"
AS_READ = "as read"  # what a coder leaves as the program read it, where the record is not available
PLACE = ("id", "doc", "start", "end", "text", "quote")


@dataclass(slots=True)
class CodedFigure:
    """One figure, and what each coder (by number) says of it. `place` says where it is.

    `record` is what the program read there, where it is available; `decided` are the decisions behind the codes.
    """

    place: CodedFields
    codes: dict[int, CodedFields] = field(default_factory=dict)
    record: Record | None = None
    decided: dict[int, Decision] = field(default_factory=dict)


def of_decisions(sets: Sequence[Iterable[Decision]], records: Iterable[Record] = ()) -> list[CodedFigure]:
    """The figures that several people decided about, in the order of the first set.

    Args:
        records: what the decisions are about; with it, values are compared, without it what was changed to what.
    """
    known = {_key(record): record for record in records}
    units: dict[tuple[Any, ...], CodedFigure] = {}
    for coder, decisions in enumerate(sets):
        for decision in decisions:
            place = {name: getattr(decision, name) for name in PLACE}
            unit = units.setdefault(_key(place), CodedFigure(place, record=known.get(_key(place))))
            unit.codes[coder] = _codes_of(decision, unit.record)
            unit.decided[coder] = decision
    return list(units.values())


def of_records(sets: Sequence[Iterable[Record]]) -> list[CodedFigure]:
    """The figures that several people recorded in documents that all have; `found` says who has a record of one."""
    sides = [list(records) for records in sets]
    shared = set.intersection(*({str(record["doc"]) for record in side} for side in sides)) if sides else set()
    by_doc: dict[str, list[CodedFigure]] = {}
    for coder, side in enumerate(sides):
        for record in side:
            if str(record["doc"]) in shared:
                _into(by_doc.setdefault(str(record["doc"]), []), coder, record)
    units = [unit for found in by_doc.values() for unit in sorted(found, key=lambda one: one.place["start"] or 0)]
    for unit in units:
        for coder in range(len(sides)):
            unit.codes.setdefault(coder, {FOUND: False})  # no record: the coder says that there is no statement
    return units


def agreements(units: Sequence[CodedFigure], coders: int) -> Iterator[Agreement]:
    """The agreement about every attribute that at least two coders have coded, in the order of a record."""
    for name in (JUDGED, FOUND, *CODED):
        codes = [[_label(unit.codes.get(coder, {}), name) for coder in range(coders)] for unit in units]
        found = agreement(name, codes)
        if found.units:
            yield found


def differing(unit: CodedFigure) -> list[str]:
    """The attributes about which those who coded a figure differ."""
    names = (JUDGED, FOUND, *CODED)
    said = {name: {_label(codes, name) for codes in unit.codes.values()} - {None} for name in names}
    return [name for name in names if len(said[name]) > 1]


def choice(unit: CodedFigure, coder: int) -> CodedFields:
    """The decision that follows where this coder is right: verdict, changes, and what was seen.

    Where coders gave records of their own, it is one about the records of the first.
    """
    if unit.decided:
        own = unit.decided.get(coder)
        seen = own.seen if own and own.seen else seen_of(unit.record) if unit.record else {}
        return {"verdict": str(own.verdict), "changes": dict(own.changes), "seen": dict(seen)} if own else {}
    first, chosen = unit.codes[0], unit.codes[coder]
    if not chosen[FOUND]:
        return {"verdict": str(Verdict.REJECT), "changes": {}, "seen": {}} if first[FOUND] else {}
    changes = {name: chosen[name] for name in CODED if chosen[name] != first.get(name)}
    if not first[FOUND]:
        return {"verdict": str(Verdict.ADD), "changes": changes, "seen": {}}
    return {"verdict": str(Verdict.CHANGE if changes else Verdict.ACCEPT), "changes": changes, "seen": seen_of(first)}


def _key(place: Record) -> tuple[Any, ...]:
    # Additions have no id of the program: their place and words are their name.
    return (place["doc"], bare(place.get("id")) or (place["start"], place["end"], place["text"]))


def _codes_of(decision: Decision, record: Record | None) -> CodedFields:
    if decision.verdict is Verdict.REJECT:
        return {JUDGED: str(decision.verdict)}
    known = {**dict.fromkeys(CODED, AS_READ), **decision.seen} if record is None else record
    read = {name: known.get(name) for name in CODED}
    if decision.verdict is Verdict.ADD:
        read = {}
    return {**read, **decision.changes, JUDGED: str(decision.verdict)}


def _into(units: list[CodedFigure], coder: int, record: Record) -> None:
    """Put a record to the figure that it overlaps and its coder has not coded yet: the same place first."""
    open_units = [unit for unit in units if coder not in unit.codes and _overlap(unit.place, record)]
    # False sorts before True: the very same place first
    open_units.sort(key=lambda unit: (unit.place["start"], unit.place["end"]) != (record["start"], record["end"]))
    if not open_units:
        open_units = [CodedFigure({name: record.get(name) for name in PLACE})]
        units.append(open_units[0])
    open_units[0].codes[coder] = {FOUND: True, **{name: record.get(name) for name in CODED}}


def _overlap(place: Record, record: Record) -> bool:
    if place["start"] is None or record["start"] is None:
        return False
    return bool(min(place["end"], record["end"]) > max(place["start"], record["start"]))


def _label(codes: CodedFields, name: str) -> Any:
    """What a coder says as one label; that an attribute is empty is a label too, that it was not coded is None."""
    if name not in codes:
        return None
    value = codes[name]
    return str(value) if value is not None else "—"

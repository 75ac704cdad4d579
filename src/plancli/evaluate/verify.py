"""Is every record what its document says, and is every statement of the document there? Behind `plancli verify`.

A record is compared with the words (`unlike_text`) and with what the program reads there now, by the same rules for
everybody: a value changed by hand differs, unless a decision says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from plancli.evaluate.in_text import Difference, difference, unlike_text
from plancli.model import Status
from plancli.terms import Record
from plancli.trust.seen import same

ALWAYS = ("value", "value_max", "unit", "comparator", "year", "indicator", "kind", "status")
# A table that was shortened by hand may lack these; where it has them, they are held against the text as well.
WHERE_KEPT = (
    "indicator_id", "base_year", "flow", "annual", "modality", "departments", "region", "region_code", "stated",
    "against", "written_value", "written_unit",
)  # fmt: skip
# A person may have given such a record its status: it does not say that the file was written with this status.
BY_PEOPLE = ("changed", "added")

Fresh = tuple[str, str, Sequence[Record]]


def verify(records: Sequence[Record], documents: Iterable[Fresh], statuses: Sequence[str] = ()) -> Iterator[Difference]:
    """What differs between records and their documents read again.

    Args:
        records: with the keys of the contract.
        documents: for each document its id, its text, and the records that it gives now, of every status, with
            decisions of people applied.
        statuses: those of which every record must be there; none: those of which the file holds one, and targets where
            it holds no record at all.

    Yields:
        rows with the keys of `columns.DIFFERENCE`, document by document, then the records of documents that are not
        being checked; nothing for a record that agrees with its text.
    """
    by_doc: dict[str, list[Record]] = {}
    for record in records:
        by_doc.setdefault(str(record.get("doc")), []).append(record)
    columns = [*ALWAYS, *(name for name in WHERE_KEPT if any(record.get(name) for record in records))]
    held = _Held(records, statuses)
    for doc, text, fresh in documents:
        yield from _document(by_doc.pop(doc, []), text, fresh, columns, held)
    yield from held.late()
    for left in by_doc.values():
        yield from (difference(record, "no such document", record.get("quote"), "") for record in left)


class _Held:
    """The statuses of which a file holds all records: those of which it has one that the text has as well.

    Somebody who writes a status into one record asks for nothing by it, nor does a decision. So a status is asked for
    from its first record that nobody touched; what is missing of it before then is kept back.
    """

    def __init__(self, records: Sequence[Record], statuses: Sequence[str]) -> None:
        said = {record.get("status") for record in records}
        self.sure: set[Any] = set(statuses) or ({Status.TARGET} if not said or Status.TARGET in said else set())
        self._maybe = set() if statuses else said - self.sure
        self._back: list[tuple[Any, Difference]] = []

    def see(self, record: Record, fresh: Record) -> None:
        """Note that the file holds this record of its document."""
        status = fresh.get("status")
        if status in self._maybe and status == record.get("status") and fresh.get("review") not in BY_PEOPLE:
            self._maybe.discard(status)
            self.sure.add(status)

    def missing(self, fresh: Iterable[Record]) -> Iterator[Difference]:
        """Rows for the records of a document that the file does not hold and should."""
        for one in fresh:
            status, row = one.get("status"), difference(one, "record missing", "", _said(one))
            if status in self.sure:
                yield row
            elif status in self._maybe:
                self._back.append((status, row))

    def late(self) -> Iterator[Difference]:
        """Rows of documents that came before the first record of their status."""
        return (row for status, row in self._back if status in self.sure)


def _document(
    records: Sequence[Record], text: str, fresh: Sequence[Record], columns: Sequence[str], held: _Held
) -> Iterator[Difference]:
    """The differences of one document: in `columns`, and records that should be there."""
    found = _pairs(records, fresh)
    for at, record in enumerate(records):
        yield from unlike_text(record, text)
        if at not in found:
            yield difference(record, _without_partner(at, records), _said(record), "")
        else:
            held.see(record, fresh[found[at]])
            yield from _attributes(record, fresh[found[at]], columns)
    there = set(found.values())
    yield from held.missing(one for at, one in enumerate(fresh) if at not in there)


def _pairs(records: Sequence[Record], fresh: Sequence[Record]) -> dict[int, int]:
    """Record → the fresh one that it is: by id, else by place; each of these once."""
    found: dict[int, int] = {}
    for key in (_bare_id, _place):  # ids first; a place is that of another record where one was added by hand
        places: dict[Any, list[int]] = {}
        for at, one in enumerate(fresh):
            if at not in found.values():
                places.setdefault(key(one), []).append(at)
        for at, record in enumerate(records):
            if at not in found and key(record) is not None and places.get(key(record)):
                found[at] = places[key(record)].pop(0)
    return found


def _bare_id(record: Record) -> str | None:
    """The id, which version 0.1.0 wrote without the letter in front."""
    return str(record.get("id") or "").removeprefix("t") or None


def _place(record: Record) -> tuple[Any, ...] | None:
    start = record.get("start")
    return None if start is None else (start, record.get("end"))


def _without_partner(at: int, records: Sequence[Record]) -> str:
    """A second copy of a record, or one that the document does not give."""
    one = records[at]
    before = (other for other in records[:at] if _bare_id(other) == _bare_id(one) or _place(other) == _place(one))
    return "record doubled" if next(before, None) is not None else "no such statement"


def _attributes(record: Record, fresh: Record, columns: Sequence[str]) -> Iterator[Difference]:
    if _bare_id(record) != _bare_id(fresh):
        yield difference(record, "id differs", record.get("id"), fresh.get("id"))
    for name in columns:
        if not same(record.get(name), fresh.get(name)):
            yield difference(record, f"{name} differs", record.get(name), fresh.get(name))


def _said(record: Mapping[str, Any]) -> str:
    parts = (record.get(name) for name in ("text", "indicator", "year"))
    return " · ".join(str(part) for part in parts if part is not None)

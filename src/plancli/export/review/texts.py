"""A document with its records, ready to be shown to a person who checks them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from plancli.extract import parts_of
from plancli.model import Document
from plancli.records.record import document_record, part_record
from plancli.segment.clauses import readable
from plancli.segment.outline import sections
from plancli.terms import Record
from plancli.trust.confidence import wants_a_look


@dataclass(frozen=True, slots=True)
class ReviewText:
    """A document as a person reads it beside its records.

    `headings` are (start, level), `parts` the rows of the contract, `joins` line ends that split no paragraph; all
    offsets are code points of `text`. `looks` says of each record whether a person should look at it, `sampled`
    whether it belongs to the sample that was drawn.
    """

    document: Record
    text: str
    headings: Sequence[tuple[int, int]]
    parts: Sequence[Record]
    joins: Sequence[int]
    records: Sequence[Record]
    looks: Sequence[bool]
    sampled: Sequence[bool]


@dataclass(frozen=True, slots=True)
class ReviewTask:
    """What is to be reviewed: records by document, and the ids (doc, id) of a sample; empty where none was drawn."""

    records: Mapping[str, Sequence[Record]]
    sample: frozenset[tuple[str, str]] = frozenset()


def task_of(records: Iterable[Record], sample: Iterable[Record] = ()) -> ReviewTask:
    """The task of `records`, those of one document in order of its text."""
    by_document: dict[str, list[Record]] = {}
    for record in records:
        by_document.setdefault(str(record.get("doc")), []).append(record)
    for rows in by_document.values():
        rows.sort(key=lambda row: (row.get("start") or 0, row.get("end") or 0))
    return ReviewTask(by_document, frozenset((str(row.get("doc")), str(row.get("id"))) for row in sample))


def review_text(document: Document, task: ReviewTask) -> ReviewText:
    """`document` with its records of `task`; those whose words are no longer in its text are left out."""
    size = len(document.text)
    # records of an older state of the file would be painted over words that they are not of
    rows = [row for row in task.records.get(document.id, ()) if 0 <= _place(row)[0] < _place(row)[1] <= size]
    parts = parts_of(document)
    outline = sections(readable(document))
    return ReviewText(
        document=document_record(document, sum(row.get("status") == "target" for row in rows), parts),
        text=document.text,
        headings=[(section.span.start, section.level) for section in outline if section.title],
        parts=[part_record(part) for part in parts],
        joins=document.joins,
        records=rows,
        looks=[wants_a_look(row) for row in rows],
        sampled=[(document.id, str(row.get("id"))) in task.sample for row in rows],
    )


def _place(record: Record) -> tuple[int, int]:
    start, end = record.get("start"), record.get("end")
    # made by hand, without a place: in front of all
    return (start, end) if isinstance(start, int) and isinstance(end, int) else (-1, -1)

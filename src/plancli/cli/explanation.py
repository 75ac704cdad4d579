"""Everything known about a document's statements, as one object for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plancli.model import Answer, Document, Quantity, RejectedNumber, Target
from plancli.terms import Row

if TYPE_CHECKING:
    from plancli.extract import Extraction
    from plancli.structure.part import Part


def as_json(document: Document, extraction: Extraction) -> Row:
    """Everything known about a document's statements, as one object."""
    from plancli.pipeline import missed_record

    return {
        "doc": document.id,
        "records": [_record(target, document, extraction) for target in extraction.targets],
        "rejected": [_place(item) | {"trap": item.trap} for item in extraction.rejected],
        "unlinked": [_place(item) for item in extraction.unlinked],
        "missed": [missed_record(item) for item in extraction.missed],
    }


def _record(target: Target, document: Document, extraction: Extraction) -> Row:
    from plancli.records.record import part_record, to_record

    answers = {name: _answer(answer, document) for name, answer in target.answers}
    return {**to_record(target), "answers": answers, "part": part_record(part_of(target, extraction))}


def part_of(target: Target, extraction: Extraction) -> Part:
    """The part of the document that a record is in."""
    from plancli.structure.part import part_at

    return part_at(extraction.parts, [part.span.start for part in extraction.parts], target.span.start)


def _answer(answer: Answer, document: Document) -> Row:
    span = answer.span
    place = {"start": span.start, "end": span.end} if span else {"start": None, "end": None}
    return {"value": _plain(answer.value), "rule": answer.rule, "words": words_of(answer, document), **place}


def words_of(answer: Answer, document: Document) -> str:
    """The words that an answer rests on; empty where it rests on none."""
    return document.text[answer.span.start : answer.span.end] if answer.span else ""


def _plain(value: Any) -> Any:
    """What JSON can hold of an answer's value; what it cannot, as text."""
    # Decimal and Fraction as text: JSON's numbers would lose digits
    return value if value is None or isinstance(value, bool | int | str) else str(value)


def _place(item: RejectedNumber | Quantity) -> Row:
    return {"start": item.span.start, "end": item.span.end, "text": item.text}

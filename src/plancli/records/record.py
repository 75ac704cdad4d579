"""Target and Document → flat records: the keys of `columns`, in their order, ready for JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Context, Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from plancli.columns import DOCUMENT, RECORD
from plancli.model import Document, Number, Target
from plancli.records.types import restore
from plancli.structure.part import Part

Row = dict[str, Any]

SHORT_TEXT = 1000
"""Of a text shorter than this a reader sees at once what it is."""
ENDLESS = Context(prec=12)  # what is kept of 2000/3: twelve significant digits


def number(value: Number | None) -> int | Decimal | None:
    """`value` as a whole number where it is one, else as an exact decimal; never a float.

    A fraction without end (15 亩 in m²) is rounded to twelve significant digits.
    """
    if value is None:
        return None
    if value == int(value):
        return int(value)
    if isinstance(value, Fraction):
        return _decimal(value)
    return Decimal(format(value, "f").rstrip("0"))


def _decimal(value: Fraction) -> Decimal:
    rest = value.denominator
    twos = fives = 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return ENDLESS.divide(Decimal(value.numerator), Decimal(value.denominator))
    places = max(twos, fives)
    return Decimal(value.numerator * 10**places // value.denominator).scaleb(-places, Context(prec=999))


def to_record(target: Target) -> Row:
    """The record of `target`, as section 1 of the contract defines it."""
    amount = target.amount
    known = {
        "start": target.span.start,
        "end": target.span.end,
        "quote": target.quote_text,
        "value": number(amount.value) if amount else None,
        "value_max": number(amount.value_max) if amount else None,
        "unit": amount.unit if amount else None,
        "kind": str(target.kind),
        "comparator": str(target.comparator),
        "status": str(target.status),
        "modality": _word(target.modality),
        "review": _word(target.review),
        "stated": _word(target.stated),
        "doubts": list(target.doubts),
        "departments": list(target.departments),
        "rules": {name: answer.rule for name, answer in target.answers},
    }
    return {c.name: known[c.name] if c.name in known else getattr(target, c.name) for c in RECORD}


def _word(term: StrEnum | None) -> str | None:
    return None if term is None else str(term)


def empty_record() -> Row:
    """All keys of a record, with nothing said."""
    return {column.name: restore(column, None) for column in RECORD}


def part_record(part: Part) -> Row:
    """A part as the document records hold it (CONTRACT.md, section 1)."""
    place = {"start": part.span.start, "end": part.span.end}
    told = {name: getattr(part, name) for name in ("role", "genre", "year", "title")}
    return {**place, **told, "reasons": list(part.reasons)}


def _doubted(parts: Sequence[Part], targets: int) -> Iterator[str]:
    """A warning where whether most of a text looks back or ahead is a close call, and it gave targets."""
    whole = sum(part.span.end - part.span.start for part in parts)
    doubtful = sum(part.span.end - part.span.start for part in parts if part.doubtful)
    if targets and whole > SHORT_TEXT and 2 * doubtful > whole:
        yield "whether it looks back or ahead is a close call in most of its text: look at its records"


def document_record(
    document: Document, targets: int, parts: Sequence[Part] = (), coverage: Mapping[str, str] | None = None
) -> Row:
    """The record of a document that consists of `parts`, and of which `targets` statements are targets."""
    head = document.head
    known = {
        "doc": document.id,
        "period": None if head.period is None else list(head.period),
        "characters": len(document.text),
        "targets": targets,
        "parts": [part_record(part) for part in parts],
        "coverage": dict(coverage or {}),
        "warnings": [*document.warnings, *_doubted(parts, targets)],
    }
    row: Row = {}
    for column in DOCUMENT:
        holder = head if hasattr(head, column.name) else document
        row[column.name] = known[column.name] if column.name in known else getattr(holder, column.name)
    return row

"""Target and Document → flat records: the keys of `columns`, in their order, ready for JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Context, Decimal
from enum import StrEnum
from fractions import Fraction
from operator import attrgetter

from plancli.columns import DOCUMENT, RECORD
from plancli.model import Document, Number, Target
from plancli.records.types import restore
from plancli.structure.part import Part
from plancli.terms import Row

CLOSE_CALL = "whether it looks back or ahead is a close call in most of its text: look at its records"
SHORT_TEXT = 1000  # Of a text shorter than this a reader sees at once what it is.
NAMES = tuple(column.name for column in RECORD)
# The columns of a target in one look, in their order; those that it has in another form are put in behind.
PLAIN = attrgetter(*[name if name in Target.__dataclass_fields__ else "id" for name in NAMES])
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
    # A fraction ends as a decimal where its denominator has no other primes than those of ten.
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return ENDLESS.divide(Decimal(value.numerator), Decimal(value.denominator))
    places = max(twos, fives)  # digits behind the point
    return Decimal(value.numerator * 10**places // value.denominator).scaleb(-places, Context(prec=999))


def to_record(target: Target) -> Row:
    """The record of `target`, as section 1 of the contract defines it."""
    amount = target.amount
    row = dict(zip(NAMES, PLAIN(target), strict=True))
    row["start"], row["end"] = target.span.start, target.span.end
    row["quote"] = target.quote_text
    row["kind"], row["comparator"], row["status"] = str(target.kind), str(target.comparator), str(target.status)
    row["modality"], row["review"], row["stated"] = map(_word, (target.modality, target.review, target.stated))
    row["doubts"], row["departments"] = list(target.doubts), list(target.departments)
    row["rules"] = {name: answer.rule for name, answer in target.answers}
    if amount is None:
        row["value"] = row["value_max"] = row["unit"] = None
    else:
        row["value"], row["value_max"], row["unit"] = number(amount.value), number(amount.value_max), amount.unit
    return row


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
        yield CLOSE_CALL


def _horizon(document: Document, parts: Sequence[Part]) -> int | None:
    """The year that targets without one of their own have: of the longest document inside, else the year of issue."""
    # of a notice with its plan, the plan
    longest = max(parts, key=lambda part: part.inner.span.end - part.inner.span.start, default=None)
    return (longest and longest.inner.horizon) or document.head.horizon_year


def document_record(
    document: Document,
    targets: int,
    parts: Sequence[Part] = (),
    coverage: Mapping[str, str] | None = None,
    unread: Sequence[str] = (),
) -> Row:
    """The record of a document that consists of `parts`, and of which `targets` statements are targets.

    Args:
        coverage: indicator id → what is known of a headline indicator; None for nothing.
        unread: lines about what was not read, behind the warnings of reading.
    """
    head = document.head
    known = {
        "doc": document.id,
        "period": None if head.period is None else list(head.period),
        "horizon_year": _horizon(document, parts),
        "characters": len(document.text),
        "targets": targets,
        "parts": [part_record(part) for part in parts],
        "coverage": dict(coverage or {}),
        "warnings": [*document.warnings, *unread, *_doubted(parts, targets)],
    }
    row: Row = {}
    for column in DOCUMENT:
        holder = head if hasattr(head, column.name) else document  # most columns are facts of the head
        row[column.name] = known[column.name] if column.name in known else getattr(holder, column.name)
    return row

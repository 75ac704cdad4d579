"""Records as people decided → targets again, for the Python API."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from decimal import Decimal
from typing import Any

from plancli.model import Amount, Answer, Comparator, Kind, Modality, Review, Span, Stated, Status, Target
from plancli.terms import Record
from plancli.trust.apply import RULE

WORDED = {"kind": Kind, "comparator": Comparator, "status": Status}
WORD_OR_NONE = {"modality": Modality, "review": Review, "stated": Stated}
LISTS = ("departments", "doubts")
FIELDS_OF_TARGET = tuple(field.name for field in fields(Target))


def to_targets(rows: Iterable[Record], before: Sequence[Target]) -> list[Target]:
    """The targets that `rows` say; `before` are those that the program found, for the words behind each attribute."""
    known = {target.id: target for target in before}
    return [_target(row, known.get(str(row["id"]))) for row in rows]


def _target(row: Record, before: Target | None) -> Target:
    given: dict[str, Any] = {name: row[name] for name in FIELDS_OF_TARGET if name in row}
    given |= {name: words(row[name]) for name, words in WORDED.items()}
    given |= {name: None if row[name] is None else words(row[name]) for name, words in WORD_OR_NONE.items()}
    given |= {name: tuple(row[name] or ()) for name in LISTS}
    given |= {"span": Span(row["start"], row["end"]), "quote": _quote(row, before), "quote_text": row["quote"]}
    given |= {"amount": None if row["value"] is None else _amount(row), "answers": _answers(row, before)}
    return Target(**given)


def _quote(row: Record, before: Target | None) -> Span:
    """Where the sentence is; that of an added record around its figure."""
    if before is not None:
        return before.quote
    start = row["start"] - max(0, row["quote"].find(row["text"]))  # not found: the quote begins at the figure
    return Span(start, start + len(row["quote"]))


def _amount(row: Record) -> Amount:
    value, most = (None if row[name] is None else Decimal(row[name]) for name in ("value", "value_max"))
    assert value is not None
    return Amount(value, most, str(row["unit"] or ""))


def _answers(row: Record, before: Target | None) -> tuple[tuple[str, Answer], ...]:
    """The answers of the program, but where a person answered."""
    answers = dict(before.answers if before else ())
    decided = (name for name, rule in (row["rules"] or {}).items() if rule == RULE)
    return tuple((answers | {name: decision(row[name]) for name in decided}).items())


def decision(value: Any) -> Answer:
    """What a person decided in a review: the `value` that they gave."""
    return Answer(value, "decision")

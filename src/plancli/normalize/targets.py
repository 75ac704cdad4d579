"""One meaning, one form, for a whole target at once: amount in its base unit, indicator id, region."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from operator import attrgetter

from plancli.lexicon.indicators import Index
from plancli.lexicon.lexicon import SHIPPED, Lexicon
from plancli.lexicon.regions import Region
from plancli.model import Amount, Answer, Document, Target
from plancli.normalize import indicators, regions, units
from plancli.numerals.base_units import to_base

# Every record says of each of these what decided it, in this order; what only tables have (group) comes behind them.
ATTRIBUTES = (
    "value", "unit", "comparator", "kind", "indicator", "indicator_id", "year", "base_year", "flow", "annual", "status",
    "modality", "departments", "region",
)  # fmt: skip
NAMES = tuple(field.name for field in fields(Target))
VALUES = attrgetter(*NAMES)
CHANGED = tuple(map(NAMES.index, ("amount", "indicator_id", "region", "region_code", "answers")))
"""`dataclasses.replace` asks every field by name again; it would be the dearest step of all."""
UNSAID = {
    "base_year": Answer(None, "not_compared"),
    "modality": Answer(None, "unstated"),
    "departments": Answer((), "unassigned"),
}


def normalize(targets: Iterable[Target], document: Document, lexicon: Lexicon = SHIPPED) -> list[Target]:
    """`targets` of `document`, normalised; indicators of the user's own `lexicon` are asked first."""
    with lexicon.in_force():
        own = regions.home(document)
        return [_normal(target, document, own, lexicon.own_indicators) for target in targets]


def _normal(target: Target, document: Document, own: Region | None, extra: Index | None) -> Target:
    # One copy for all fields: copying a record costs more than finding out what changes.
    amount = to_base(target.amount) if target.amount else None
    what = indicators.answer(target, extra)
    name, code, where = regions.told_as(regions.answer(target, document, own, what.value is not None, extra))
    answers = _answers(target, amount, what, where)
    values = list(VALUES(target))
    for place, value in zip(CHANGED, (amount, what.value, name, code, answers), strict=True):
        values[place] = value
    return Target(*values)


def _answers(target: Target, amount: Amount | None, what: Answer, where: Answer) -> tuple[tuple[str, Answer], ...]:
    """The answers of a normalised target, one for every attribute."""
    told = UNSAID | dict(target.answers)
    told["unit"] = units.answer(target, told.get("unit"), amount.unit if amount else "")
    told[indicators.FIELD], told[regions.FIELD] = what, where
    answers = [(name, told[name]) for name in ATTRIBUTES if name in told]
    if len(answers) < len(told):
        answers += [pair for pair in told.items() if pair[0] not in ATTRIBUTES]
    return tuple(answers)

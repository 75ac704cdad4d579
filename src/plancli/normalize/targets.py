"""One meaning, one form, for a whole target at once: amount in its base unit, indicator id, region."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from plancli.lexicon.indicators import Index
from plancli.lexicon.regions import Region
from plancli.model import Amount, Answer, Document, Target
from plancli.normalize import indicators, regions, units

# Every record says of each of these what decided it, in this order; what only tables have (group) comes behind them.
UNSAID = {
    "value": None,
    "unit": None,
    "comparator": None,
    "kind": None,
    "indicator": None,
    "indicator_id": None,
    "year": None,
    "base_year": Answer(None, "not_compared"),
    "flow": None,
    "annual": None,
    "status": None,
    "modality": Answer(None, "unstated"),
    "departments": Answer((), "unassigned"),
    "region": None,
}


def normalize(targets: Iterable[Target], document: Document, extra: Index | None = None) -> list[Target]:
    """`targets` of `document`, normalised; `extra` are the user's own indicators, which are asked first."""
    own = regions.home(document)
    return [_normal(target, document, own, extra) for target in targets]


def _normal(target: Target, document: Document, own: Region | None, extra: Index | None) -> Target:
    # One copy for all fields: copying a record costs more than finding out what changes.
    amount = units.to_base(target.amount)
    what = indicators.answer(target, extra)
    name, code, where = regions.told_as(regions.answer(target, document, own, extra))
    return replace(
        target,
        amount=amount,
        indicator_id=what.value,
        region=name,
        region_code=code,
        answers=_answers(target, amount, what, where),
    )


def _answers(target: Target, amount: Amount, what: Answer, where: Answer) -> tuple[tuple[str, Answer], ...]:
    """The answers of a normalised target, one for every attribute."""
    told = dict(target.answers)
    told["unit"] = units.answer(target, told.get("unit"), amount.unit)
    told[indicators.FIELD], told[regions.FIELD] = what, where
    return tuple((name, answer) for name, answer in (UNSAID | told).items() if answer is not None)

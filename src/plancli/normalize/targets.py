"""One meaning, one form, for a whole target at once: amount in its base unit, indicator id, region."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from operator import itemgetter

from plancli.lexicon.indicators import Index
from plancli.lexicon.lexicon import SHIPPED, Lexicon
from plancli.lexicon.regions import Region
from plancli.model import Amount, Answer, Document, Target
from plancli.normalize import indicators, regions, units
from plancli.normalize.unsure import NamedAnswers, doubted
from plancli.numerals.base_units import to_base

# Every record says of each of these what decided it, in this order; what only tables have (group) comes behind them.
ATTRIBUTES = (
    "value", "unit", "comparator", "kind", "indicator", "indicator_id", "year", "base_year", "flow", "annual", "status",
    "modality", "departments", "region",
)  # fmt: skip


def not_compared() -> Answer:
    """No year is compared with."""
    return Answer(None, "not_compared")


def unstated() -> Answer:
    """A table says nothing of how hard a promise is."""
    return Answer(None, "unstated")


def unassigned() -> Answer:
    """The text assigns the item to nobody."""
    return Answer((), "unassigned")


# Made once: nearly every record has them.
UNSAID = (("base_year", not_compared()), ("modality", unstated()), ("departments", unassigned()))
TOLD: dict[str, tuple[str, Answer]] = {pair[0]: pair for pair in UNSAID}
ORDERED: Callable[[dict[str, tuple[str, Answer]]], NamedAnswers] = itemgetter(*ATTRIBUTES)


def normalize(targets: Iterable[Target], document: Document, lexicon: Lexicon = SHIPPED) -> list[Target]:
    """`targets` of `document`, normalised; indicators of the user's own `lexicon` are asked first.

    The records are filled in, not copied: a copy would cost more than finding out what it must say.
    """
    with lexicon.in_force():
        return list(each_normal(targets, document, lexicon))


def each_normal(targets: Iterable[Target], document: Document, lexicon: Lexicon) -> Iterator[Target]:
    """As `normalize`, one by one; `lexicon` is in force."""
    own = regions.home(document)
    for target in targets:
        yield _normal(target, document, own, lexicon.own_indicators)


def _normal(target: Target, document: Document, own: Region | None, extra: Index | None) -> Target:
    amount = to_base(target.amount) if target.amount else None
    what = indicators.answer(target, extra)
    name, code, where = regions.told_as(regions.answer(target, document, own, what.value is not None, extra))
    answers = _answers(target, amount, what, where)
    target.answers = doubted(answers, target, document)
    target.amount, target.indicator_id, target.region, target.region_code = (amount, what.value, name, code)
    return target


def _answers(target: Target, amount: Amount | None, what: Answer, where: Answer) -> tuple[tuple[str, Answer], ...]:
    """The answers of a normalised target, one for every attribute."""
    told = TOLD.copy()
    for pair in target.answers:
        told[pair[0]] = pair
    unit = told["unit"][1] if "unit" in told else None
    told["unit"] = ("unit", units.answer(target, unit, amount.unit if amount else ""))
    told[indicators.FIELD], told[regions.FIELD] = ((indicators.FIELD, what), (regions.FIELD, where))
    try:
        answers = ORDERED(told)
    except KeyError:  # most records have all of them
        answers = tuple([told[name] for name in ATTRIBUTES if name in told])
    if len(answers) < len(told):
        answers += tuple([pair for name, pair in told.items() if name not in ATTRIBUTES])
    return answers

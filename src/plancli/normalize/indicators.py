"""One name for what is measured: the id of the indicator lexicon, where a name in it fits exactly."""

from __future__ import annotations

from plancli.lexicon.indicators import Entry, Index, dimension_of, index
from plancli.model import Answer, Target

FIELD = "indicator_id"
NONE = "not_in_lexicon"


def answer(target: Target, extra: Index | None = None) -> Answer:
    """The id of one target and the rule that gave it; the value is None where no entry fits."""
    if target.stated:  # known by its name alone: no unit tells what it is
        return dict(target.answers)[FIELD]
    found = identify(target, extra)
    return Answer(found[0].id, found[1]) if found else Answer(None, NONE)


def identify(target: Target, extra: Index | None = None) -> tuple[Entry, str] | None:
    """The lexicon's entry for one target, with the rule; None where no entry fits."""
    unit = target.amount.unit if target.amount else ""
    what = target.indicator, target.kind.value, dimension_of(unit), target.flow
    own = extra.lookup(*what) if extra else None
    return (own[0], f"user_{own[1]}") if own else index().lookup(*what)

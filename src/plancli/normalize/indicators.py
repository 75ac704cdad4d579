"""One name for what is measured: the id of the indicator lexicon, where a name in it fits exactly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from plancli.lexicon.indicators import Entry, Index, dimension_of, index
from plancli.model import Answer, Document, Target

FIELD = "indicator_id"
NONE = "not_in_lexicon"


def resolve(targets: Iterable[Target], document: Document, extra: Index | None = None) -> list[Target]:
    """`targets` with their indicator ids and the rules that gave them.

    Args:
        targets: as extracted from `document`.
        extra: the user's own entries, which are asked first.
    """
    return [_resolved(target, extra) for target in targets]


def _resolved(target: Target, extra: Index | None) -> Target:
    found = answer(target, extra)
    others = tuple(pair for pair in target.answers if pair[0] != FIELD)
    return replace(target, indicator_id=found.value, answers=(*others, (FIELD, found)))


def answer(target: Target, extra: Index | None = None) -> Answer:
    """The id of one target and the rule that gave it; the value is None where no entry fits."""
    found = identify(target, extra)
    return Answer(found[0].id, found[1]) if found else Answer(None, NONE)


def identify(target: Target, extra: Index | None = None) -> tuple[Entry, str] | None:
    """The lexicon's entry for one target, with the rule; None where no entry fits."""
    what = target.indicator, target.kind.value, dimension_of(target.amount.unit), target.flow
    own = extra.lookup(*what) if extra else None
    return (own[0], f"user_{own[1]}") if own else index().lookup(*what)

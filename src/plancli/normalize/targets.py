"""One meaning, one form, for a whole target at once: amount in its base unit, indicator id, region."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from plancli.lexicon.indicators import Index
from plancli.lexicon.regions import Region
from plancli.model import Document, Target
from plancli.normalize import indicators, regions
from plancli.normalize.units import to_base


def normalize(targets: Iterable[Target], document: Document, extra: Index | None = None) -> list[Target]:
    """`targets` of `document`, normalised; `extra` are the user's own indicators, which are asked first."""
    own = regions.home(document)
    return [_normal(target, document, own, extra) for target in targets]


def _normal(target: Target, document: Document, own: Region | None, extra: Index | None) -> Target:
    # One copy for all fields: copying a record costs more than finding out what changes.
    what = indicators.answer(target, extra)
    name, code, where = regions.told_as(regions.answer(target, document, own, extra))
    return replace(
        target,
        amount=to_base(target.amount),
        indicator_id=what.value,
        region=name,
        region_code=code,
        answers=(*target.answers, (indicators.FIELD, what), (regions.FIELD, where)),
    )

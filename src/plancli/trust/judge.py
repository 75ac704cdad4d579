"""Targets of one document → the same with their doubts and how sure they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from operator import attrgetter

from plancli.model import Target
from plancli.trust.doubts import doubts_of

NAMES = tuple(field.name for field in fields(Target))
VALUES = attrgetter(*NAMES)
DOUBTS = NAMES.index("doubts")
"""Fields are copied by position, as in `normalize.targets`: `dataclasses.replace` would ask each by its name."""


def judge(targets: Sequence[Target]) -> list[Target]:
    """The targets of one document, in their order, each with what speaks for looking at it."""
    return [_judged(target, doubts) for target, doubts in zip(targets, doubts_of(targets), strict=True)]


def _judged(target: Target, doubts: tuple[str, ...]) -> Target:
    if not doubts:
        return target
    values = list(VALUES(target))
    values[DOUBTS] = doubts
    return Target(*values)

"""Targets of one document → the same with their doubts and how sure they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from operator import attrgetter

from plancli.model import Target
from plancli.trust.confidence import confidence
from plancli.trust.doubts import doubts_of
from plancli.trust.features import features

NAMES = tuple(field.name for field in fields(Target))
VALUES = attrgetter(*NAMES)
DOUBTS, CONFIDENCE = NAMES.index("doubts"), NAMES.index("confidence")
"""Fields are copied by position, as in `normalize.targets`: `dataclasses.replace` would ask each by its name."""


def judge(targets: Sequence[Target]) -> list[Target]:
    """The targets of one document, in their order, each with its doubts, and how often records like it were right.

    How often promises without a figure are read right has not been counted.
    """
    return [_judged(target, doubts) for target, doubts in zip(targets, doubts_of(targets), strict=True)]


def _judged(target: Target, doubts: tuple[str, ...]) -> Target:
    values = list(VALUES(target))
    values[DOUBTS] = doubts
    if target.amount is not None:
        values[CONFIDENCE] = confidence(features(target, doubts))
    return Target(*values)

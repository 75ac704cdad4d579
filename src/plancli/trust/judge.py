"""Targets of one document → the same with their doubts and how sure they are."""

from __future__ import annotations

from collections.abc import Sequence

from plancli.model import Target
from plancli.trust.confidence import confidence
from plancli.trust.doubts import doubts_of
from plancli.trust.features import features


def judge(targets: Sequence[Target]) -> list[Target]:
    """The targets of one document, in their order, told their doubts, and how often records like them were right.

    How often promises without a figure are read right has not been counted.
    """
    for target, doubts in zip(targets, doubts_of(targets), strict=True):
        target.doubts = doubts
        if target.amount is not None:
            target.confidence = confidence(features(target, doubts))
    return list(targets)

"""Targets of one document → the same with their doubts and how sure they are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from plancli.model import Target
from plancli.trust.confidence import confidence
from plancli.trust.doubts import clash, doubts_of, most_sure
from plancli.trust.features import Counting, features_of, what_counts


def judge(targets: Sequence[Target]) -> list[Target]:
    """The targets of one document, in their order, told their doubts, and how often records like them were right.

    How often promises without a figure are read right has not been counted.
    """
    contradicted = clash(targets)
    return [judged(target, contradicted) for target in targets]


def judged(target: Target, contradicted: Collection[Any]) -> Target:
    """One of them; `contradicted` is that for which its document states more than one figure (`doubts.subject`)."""
    target.doubts = doubts_of(target, contradicted)
    known = target.amount is not None
    target.confidence = _sure(what_counts(target, target.doubts)) if known else None
    return target


@lru_cache(maxsize=1024)
def _sure(counting: Counting) -> Decimal:
    """How sure a record is. Many are alike in all that counts: one in ten differs from every record before it."""
    return min(confidence(features_of(counting)), most_sure(counting[-1]))

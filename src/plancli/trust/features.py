"""Features from which the confidence of a record is estimated: rules, year, part, doubts, length and form of the name.

A feature is a name and a value, both short texts. `tools/calibrate.py` counts how often records with a feature were
right and gives it a weight (`lexicon/confidence.toml`). Of many features that were tried, those are here that told
right from wrong on texts that had not been counted; the rule of the name does so by its doubts.
"""

from __future__ import annotations

from functools import cache

from plancli.lexicon import indicators
from plancli.model import Target
from plancli.trust.doubts import rule_of

Feature = tuple[str, str]
Counting = tuple[str, tuple[str, ...], str, bool, tuple[str, ...]]
"""What counts of a record: status, rules of `RULED`, length and head of the name, doubts."""

LENGTHS = ((2, "2"), (4, "4"), (8, "8"), (12, "12"), (18, "18"))  # characters of a name, up to
RULED = ("status", "year", "kind", "modality", "indicator_id")
HEAD = 2  # characters at the end of a name that say what sort of thing it is


def features(target: Target, doubts: tuple[str, ...]) -> tuple[Feature, ...]:
    """The features of a record, each name once but `doubt`."""
    return features_of(what_counts(target, doubts))


def what_counts(target: Target, doubts: tuple[str, ...]) -> Counting:
    """All that the features of a record are made of.

    Args:
        target: the record.
        doubts: the names of its doubts.
    """
    ruled = tuple([rule_of(target, attribute) or "none" for attribute in RULED])
    known = target.indicator[-HEAD:] in _heads()
    return target.status.value, ruled, _length(target.indicator), known, doubts


def features_of(counting: Counting) -> tuple[Feature, ...]:
    """The features of a record of which this counts."""
    status, ruled, length, known, doubts = counting
    return (
        ("status", status),
        ("status_and_rule", f"{status} {ruled[0]}"),
        # the status is in, joined with its rule
        *[(f"{name}_rule", rule) for name, rule in zip(RULED[1:], ruled[1:], strict=True)],
        ("name_length", length),
        ("name_head", "known" if known else "unknown"),
        *[("doubt", doubt) for doubt in doubts],
    )


def _length(name: str) -> str:
    """The length of a name as the first of a few bounds that it stays within."""
    long = len(name)
    for most, bound in LENGTHS:
        if long <= most:
            return bound
    return "more"


@cache
def _heads() -> frozenset[str]:
    """The last words of the names in the lexicon: 基站, 企业, 占比."""
    names = (name for entry in indicators.entries() for name in (entry.name_zh, *entry.words))
    return frozenset(name[-HEAD:] for name in names)

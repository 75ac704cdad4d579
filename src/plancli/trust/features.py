"""What is known of a record that tells how sure it is: rules, year, part, doubts, length and form of the name.

A feature is a name and a value, both short texts. `tools/calibrate.py` counts how often records with a feature were
right and gives it a weight (`lexicon/confidence.toml`). Of many features that were tried, those are here that told
right from wrong on texts that had not been counted; the rule of the name does so by its doubts.
"""

from __future__ import annotations

from functools import cache

from plancli.lexicon import indicators
from plancli.model import Target

Feature = tuple[str, str]

LENGTHS = ((2, "2"), (4, "4"), (8, "8"), (12, "12"), (18, "18"))  # characters of a name, up to
RULED = tuple((name, f"{name}_rule") for name in ("year", "kind", "modality", "indicator_id"))
HEAD = 2  # characters at the end of a name that say what sort of thing it is


def features(target: Target, doubts: tuple[str, ...]) -> list[Feature]:
    """The features of a record, each name once but `doubt`."""
    rules = {name: answer.rule for name, answer in target.answers}
    return [
        ("status", str(target.status)),
        ("status_and_rule", f"{target.status} {rules.get('status', 'none')}"),
        *[(name, rules.get(attribute, "none")) for attribute, name in RULED],
        ("name_length", _length(target.indicator)),
        ("name_head", "known" if target.indicator[-HEAD:] in _heads() else "unknown"),
        *[("doubt", doubt) for doubt in doubts],
    ]


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

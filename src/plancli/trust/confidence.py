"""How often a record like this one was right: weights of its features, counted on annotated texts.

The table `lexicon/confidence.toml` is made by `tools/calibrate.py`, which says from what and when. A feature that the
annotated texts did not show often enough weighs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from math import exp
from typing import Any

from plancli.lexicon import load
from plancli.trust.features import Feature

SURE, UNSURE = Decimal("0.99"), Decimal("0.01")  # nothing is certain


def confidence(features: Iterable[Feature]) -> Decimal:
    """The share of right records among those with these features, to two digits."""
    known = _weights().get
    score = _bias() + sum([known(feature, 0.0) for feature in features])
    # Two places: the counts behind it justify no more, and all platforms round them alike.
    share = Decimal(f"{1 / (1 + exp(-score)):.2f}")
    return max(UNSURE, min(SURE, share))


def wants_a_look(record: Mapping[str, Any]) -> bool:
    """Whether a person should look at a record: it is among the least sure, and has not been decided on.

    Where nothing is known of how sure it is (a file of an older version), its doubts decide.
    """
    return unsure(record.get("review"), record.get("confidence"), record.get("doubts"))


def unsure(review: str | None, known: Decimal | None, doubts: object) -> bool:
    """`wants_a_look` of a record with these values.

    Args:
        review: what a person said of it; None where no one looked.
        known: its confidence; None in records of other programs.
        doubts: its reasons for doubt, a list or a text; empty for none.
    """
    if review:
        return False
    return bool(doubts) if known is None else known < threshold()  # records of other programs have no confidence


@cache
def threshold() -> Decimal:
    """Records below are to be looked at: so low were the lowest 15 % of the annotated ones."""
    return Decimal(str(load.table("confidence")["look_below"]))


@cache
def _bias() -> float:
    return float(load.table("confidence")["bias"])


@cache
def _weights() -> dict[Feature, float]:
    table = load.table("confidence")["feature"]
    return {(name, value): entry["weight"] for name, values in table.items() for value, entry in values.items()}

"""Confidence: between 0 and 1, lower where records were wrong, made from a table that says what it was counted on."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancli.lexicon import load
from plancli.pipeline import analyse
from plancli.read import from_text
from plancli.records.record import to_record
from plancli.trust.confidence import confidence, threshold, wants_a_look
from plancli.trust.features import features

TABLE = load.table("confidence")
KNOWN = [(name, value) for name, values in TABLE["feature"].items() for value in values]


def test_the_table_says_what_it_was_counted_on_and_when() -> None:
    """Sources with their number of records, a date, and for each feature how many records were right and wrong."""
    assert sum(TABLE["sources"].values()) > 1000
    assert TABLE["date"] >= "2026-11-26"
    counts = [entry["right"] + entry["wrong"] for values in TABLE["feature"].values() for entry in values.values()]
    assert min(counts) >= 8


@given(st.lists(st.sampled_from([*KNOWN, ("kind_rule", "no_such_rule")]), max_size=12))
def test_confidence_is_a_share_of_two_digits(found: list[tuple[str, str]]) -> None:
    """Whatever is known of a record: never 0, never 1, and a feature that was never counted changes nothing."""
    share = confidence(found)
    assert Decimal("0.01") <= share <= Decimal("0.99")
    assert share == round(share, 2)
    assert confidence([*found, ("doubt", "never_counted")]) == share


def test_every_record_has_a_confidence_and_an_inherited_name_lowers_it() -> None:
    """A name that stands in another clause was wrong more often than one that stands before its figure."""
    plain, inherited = (
        to_record(analyse(from_text(text)).targets[-1])
        for text in ("到2025年，特色产业规模达到300亿元。", "到2025年，特色产业规模持续壮大，达到300亿元。")
    )
    assert "subject_inherited" in set(inherited["doubts"]) - set(plain["doubts"])
    assert inherited["confidence"] < plain["confidence"]


def test_the_features_of_a_record_name_its_rules_and_doubts() -> None:
    """What the table is asked for."""
    (target,) = analyse(from_text("到2025年，特色产业规模达到300亿元。")).targets
    found = dict(features(target, ("clash",)))
    assert (found["status"], found["year_rule"], found["doubt"]) == ("target", "sentence_period", "clash")


@pytest.mark.parametrize(
    ("record", "look"),
    [
        ({"confidence": Decimal("0.99"), "doubts": ["name_long"]}, False),
        ({"confidence": threshold() - Decimal("0.01"), "doubts": []}, True),
        ({"confidence": Decimal("0.10"), "doubts": [], "review": "accepted"}, False),
        ({"confidence": None, "doubts": ["clash"]}, True),
        ({"confidence": None, "doubts": []}, False),
        ({}, False),
    ],
)
def test_the_least_sure_are_to_be_looked_at_until_a_person_has(record: dict[str, Any], look: bool) -> None:
    """By confidence; where there is none, by doubts; what was decided is done."""
    assert wants_a_look(record) is look

"""Agreement of several people: the coefficients of published examples, figures set side by side, fair samples."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random
from typing import Any

import making
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancli.trust.agreement import agreement, alpha, kappa
from plancli.trust.coders import agreements, differing, of_decisions, of_records
from plancli.trust.decisions import Decision, Verdict
from plancli.trust.sample import band, draw, estimate

# Krippendorff (2011), Computing Krippendorff's alpha-reliability: section C, four observers, with missing data.
FOUR = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
TWO = ("0100000010", "1110010000")  # section A, binary data


def units(*coders: str) -> list[list[str | None]]:
    """A string for each coder → what all say of each unit; a point is nothing."""
    return [[None if one == "." else one for one in unit] for unit in zip(*coders, strict=True)]


@pytest.mark.parametrize(("coders", "published"), [(FOUR, 0.743), (TWO, 0.095)])
def test_alpha_is_that_of_the_published_examples(coders: tuple[str, ...], published: float) -> None:
    """Nominal alpha of Krippendorff's own worked examples, to three digits."""
    found = alpha(units(*coders))
    assert found is not None
    assert round(found, 3) == published


@pytest.mark.parametrize(
    ("both", "first", "second", "neither", "published"),
    # Viera & Garrett (2005), Understanding interobserver agreement, 0.57; the usual textbook table, 0.40.
    [(15, 5, 10, 70, 0.57), (20, 5, 10, 15, 0.40)],
)
def test_kappa_is_that_of_published_tables(both: int, first: int, second: int, neither: int, published: float) -> None:
    """Two coders, yes and no."""
    pairs = [("y", "y")] * both + [("y", "n")] * first + [("n", "y")] * second + [("n", "n")] * neither
    found = kappa(pairs)
    assert found is not None
    assert round(found, 2) == published


def test_where_all_say_the_same_of_everything_no_coefficient_is_made_up() -> None:
    """The share is 1; chance is not defined."""
    found = agreement("kind", units("aaa", "aaa"))
    assert (found.units, found.share, found.kappa, found.alpha) == (3, 1, None, None)
    assert agreement("kind", units("a.", ".a")).share is None


def test_full_agreement_is_one_and_swapped_labels_do_not_matter() -> None:
    """Two labels, always the same one."""
    found = agreement("kind", units("abab", "abab"))
    assert (found.share, found.kappa, found.alpha) == (1, 1, 1)


def about(number: int, verdict: str = "accept", **more: Any) -> Decision:
    text = f"{number}家"
    place = Decision(f"t{number:016x}", "plan", number, number + 2, text, f"培育企业{text}", Verdict(verdict))
    return replace(place, **more)


def test_decisions_are_set_side_by_side_by_their_records() -> None:
    """What one changed and the other accepted differs; what only one looked at counts for nobody."""
    one = [about(1), about(2, "change", changes={"year": 2030}), about(3)]
    other = [about(1), about(2), about(4)]
    found = of_decisions([one, other])
    assert [differing(unit) for unit in found] == [[], ["verdict", "year"], [], []]
    rates = {row.attribute: (row.units, row.share) for row in agreements(found, 2)}
    assert (rates["verdict"], rates["year"], rates["kind"]) == ((2, 0.5), (2, 0.5), (2, 1.0))


def test_with_the_records_at_hand_values_are_compared() -> None:
    """A change to what the record says already is no difference in the value."""
    record = making.record() | {"id": about(1).id, "doc": "plan", "year": 2030}
    pair = [[about(1, "change", changes={"year": 2030})], [about(1)]]
    assert differing(of_decisions(pair, [record])[0]) == ["verdict"]
    assert differing(of_decisions(pair)[0]) == ["verdict", "year"]


def test_records_of_two_coders_are_matched_by_place() -> None:
    """The same place first, then what overlaps; what one alone recorded is found by one alone."""

    def record(start: int, end: int, **more: Any) -> dict[str, Any]:
        return making.record() | {"doc": "plan", "start": start, "end": end, **more}

    one = [record(0, 4, year=2025), record(10, 14), record(30, 33)]
    other = [record(0, 4, year=2026), record(11, 16), record(50, 52)]
    found = of_records([one, [*other, record(0, 4) | {"doc": "alone"}]])
    assert [differing(unit) for unit in found] == [["year"], [], ["found"], ["found"]]
    rates = {row.attribute: row.units for row in agreements(found, 2)}
    assert (rates["found"], rates["year"]) == (4, 2)


ROWS = [
    making.record() | {"doc": f"d{number % 7}", "confidence": None if number % 10 == 9 else (number * 37 % 100) / 100}
    for number in range(500)
]  # fmt: skip


@given(seed=st.integers(0, 10**6), number=st.integers(1, 120))
def test_a_sample_is_spread_over_documents_and_confidence(seed: int, number: int) -> None:
    """As many as asked for, none twice, in their order; the same seed draws the same; bands have their share."""
    drawn = draw(ROWS, number, seed)
    assert drawn == draw(ROWS, number, seed)
    places = [ROWS.index(row) for row in drawn]
    assert places == sorted(set(places))
    assert len(drawn) == number
    bands = Counter(None if row["confidence"] is None else int(row["confidence"] * 10) for row in drawn)
    every = Counter(None if row["confidence"] is None else int(row["confidence"] * 10) for row in ROWS)
    assert all(abs(bands[band] - number * every[band] / len(ROWS)) < 2 for band in every)


def test_a_sample_of_more_than_there_is_is_all() -> None:
    """Nothing is drawn twice."""
    assert draw(ROWS, 1000, 1) == ROWS


@pytest.mark.parametrize(
    ("right", "checked", "low", "high"),
    # Newcombe (1998), Two-sided confidence intervals for the single proportion, table I, method 3.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_is_that_of_the_published_table(right: int, checked: int, low: float, high: float) -> None:
    """Of one stratum that is much larger than its sample: Wilson's interval without continuity correction."""
    found = estimate([(5, at < right) for at in range(checked)], {5: 10**12})
    assert (found.right, found.checked, found.share) == (right, checked, right / checked)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def corpus(random: Random) -> list[dict[str, Any]]:
    """2,000 records of 40 documents, each right as often as its confidence says."""
    shares = [round(min(0.99, max(0.05, random.betavariate(9, 1))), 2) for _ in range(2000)]
    return [{"doc": at % 40, "confidence": share, "right": random.random() < share} for at, share in enumerate(shares)]


@pytest.mark.parametrize("number", [50, 100, 200])
def test_the_interval_holds_the_share_of_all_records_nineteen_times_of_twenty(number: int) -> None:
    """In 200 draws of a corpus, the true share is in the interval of the sample about as often as promised."""
    held, errors = 0, []
    for seed in range(200):
        records = corpus(Random(seed))
        right = sum(one["right"] for one in records) / len(records)
        checked = [(band(one), one["right"]) for one in draw(records, number, seed)]
        found = estimate(checked, Counter(map(band, records)))
        held += found.low <= right <= found.high
        errors.append(found.share - right)
    assert 0.92 <= held / 200 <= 0.98
    assert abs(sum(errors) / 200) < 0.004


def test_strata_weigh_what_they_hold_of_all_records_however_many_were_checked() -> None:
    """Who checked all doubtful records and few others has not found that half of everything is wrong."""
    checked = [(1, at < 20) for at in range(40)] + [(9, True)] * 10
    found = estimate(checked, {1: 40, 9: 960})
    assert (found.right, found.checked, round(found.share, 4)) == (30, 50, 0.98)
    assert found.low < 0.98 < found.high


def test_what_was_not_checked_at_all_is_judged_by_its_neighbours() -> None:
    """A stratum without a checked record goes with the next; nothing checked says nothing; all checked says all."""
    assert estimate([(9, True), (9, False)], {3: 50, 9: 50}).share == 0.5
    assert estimate([], {9: 5}).high == 1.0
    everything = estimate([(9, True), (9, True), (9, False)], {9: 3})
    assert everything.low == everything.high == everything.share

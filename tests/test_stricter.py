"""Which of two figures asks for more: one rule, the same answer in every command."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import figures, record

from plancli.cli.identity import say_rivals
from plancli.compare.levels import stricter
from plancli.compare.levels.cascade import cascade
from plancli.compare.levels.changes import changes
from plancli.compare.levels.identity import rivals
from plancli.compare.levels.stricter import Sense, sense

Figure = tuple[str, Any, Any]  # comparator, value, upper end

COMPARATORS = st.sampled_from(["=", ">=", ">", "<=", "<", "~", "range"])
FIGURES = st.builds(
    lambda comparator, value, more: (comparator, value, value + more if comparator == "range" else None),
    COMPARATORS,
    st.integers(1, 20),
    st.integers(1, 5),
)


def made(figure: Figure, **more: Any) -> dict[str, Any]:
    comparator, value, high = figure
    return record("GDP", value, "%", comparator=comparator, value_max=high, indicator_id="gdp_growth", **more)


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        (("~", 5, None), ("range", 5, Decimal("5.5")), 1),
        (("=", 5, None), ("range", 5, Decimal("5.5")), 1),
        (("=", Decimal("5.5"), None), ("range", 5, Decimal("5.5")), -1),
        (("range", 5, 6), ("range", 5, Decimal("5.5")), -1),
        (("range", 5, 6), (">=", 5, None), 0),
        (("~", 5, None), (">=", 5, None), 0),
        (("~", 5, None), ("~", 6, None), 1),
        (("=", 5, None), (">=", 4, None), -1),
    ],
)
def test_the_promised_end_is_compared_first(one: Figure, other: Figure, answer: int) -> None:
    """Then the other end; a bound has none."""
    assert stricter.asks_more(made(one), made(other), "gdp_growth", "growth") == answer


@pytest.mark.parametrize(
    ("indicator", "one", "other", "answer"),
    [
        ("unemployment_rate", ("~", Decimal("5.5"), None), ("~", 5, None), 1),
        ("unemployment_rate", ("range", 5, Decimal("5.5")), ("=", 5, None), 1),
        ("unemployment_rate", ("range", 5, 6), ("range", Decimal("5.5"), 6), -1),
        ("cpi", ("~", 2, None), ("~", 3, None), None),
        (None, ("<=", 5, None), ("<=", 4, None), 1),
        (None, ("<=", 5, None), ("=", 4, None), -1),
    ],
)
def test_less_may_ask_for_more(indicator: str | None, one: Figure, other: Figure, answer: int | None) -> None:
    """Ceilings and two upper bounds; of a forecast nobody knows."""
    assert stricter.asks_more(made(one), made(other), indicator, "share") == answer


def test_ranks_are_better_the_lower() -> None:
    """第3位 asks for more than 第5位."""
    assert sense(None, "rank") is Sense.LESS


@pytest.mark.parametrize(
    ("one", "other", "answer"), [("~", "=", 1), ("=", "range", 0), ("=", ">=", 1), ("<", "<=", -1), (">", "<", 0)]
)
def test_comparators_have_grades(one: str, other: str, answer: int) -> None:
    """左右, a figure or range, 以上 and 以内, 超过 and 不足."""
    assert stricter.stricter({"comparator": one}, {"comparator": other}) == answer


@given(FIGURES, FIGURES)
def test_the_other_way_round_it_is_the_other(one: Figure, other: Figure) -> None:
    """Swapping the two figures swaps the answer."""
    there, back = (
        stricter.asks_more(made(a), made(b), "gdp_growth", "growth") for a, b in ((one, other), (other, one))
    )
    assert there == -(back or 0)


@given(FIGURES, FIGURES)
def test_cascade_and_diff_give_the_same_answer(one: Figure, other: Figure) -> None:
    """The lower level of a cascade and the newer side of a diff, for the same pair of figures."""
    (row,) = cascade(figures(made(one), made(other, region="武汉市")))
    (change,) = changes(figures(made(one)), figures(made(other)))
    sides = {"upper": "older", "lower": "newer", "same": "same"}
    assert [sides[row[name]] for name in ("asks_more", "stricter", "harder")] == [
        change[name] for name in ("asks_more", "stricter", "harder")
    ]


def test_amounts_are_compared_with_themselves_alone() -> None:
    """A city has fewer jobs than its province; a region's own older figure may be compared."""
    (row,) = cascade(figures(record(value=80), record(value=20, region="武汉市")))
    (change,) = changes(figures(record(value=80)), figures(record(value=90)))
    assert (row["asks_more"], change["asks_more"]) == (None, "newer")


def test_two_documents_that_contradict_each_other_are_rivals() -> None:
    """Three figures of three that differ: one of the two documents is of another region."""
    said = [record(name, value, doc=doc) for doc, value in (("a", 5), ("b", 6)) for name in "甲乙丙"]
    (found,) = rivals(said)
    assert (found.region, found.docs, found.differ, found.shared) == ("湖北省", ("a", "b"), 3, 3)


def test_a_revised_figure_makes_no_rivals() -> None:
    """Two documents of one region may differ in a figure or two."""
    said = [record(name, 5, doc=doc) for doc in "ab" for name in "甲乙丙丁"]
    assert rivals([*said, *(record("戊", value, doc=doc) for doc, value in (("a", 5), ("b", 6)))]) == []


def test_of_many_documents_of_a_region_those_that_share_figures_are_compared() -> None:
    """Pairs come in the order of their names, and documents about other things meet nobody."""
    said = [record(name, value, doc=doc) for value, doc in enumerate("cab") for name in "甲乙丙"]
    apart = [record(f"{name}{doc}", 5, doc=f"z{doc}") for doc in "12" for name in "丁戊己庚"]
    assert [found.docs for found in rivals([*said, *apart])] == [("a", "b"), ("a", "c"), ("b", "c")]


def test_only_some_pairs_of_a_region_are_told(capsys) -> None:
    """Of six pairs of documents three are named, and the others are counted."""
    said = [record(name, value, doc=doc) for value, doc in enumerate("abcd") for name in "甲乙丙"]
    assert say_rivals(said, "one stands") == {"420000"}
    *named, last = capsys.readouterr().err.splitlines()
    assert [line.split(" both ")[0] for line in named] == [
        f"plancli: {pair}" for pair in ("a and b", "a and c", "a and d")
    ]
    assert last == "plancli: 3 more pairs of documents of one region contradict each other · one stands"

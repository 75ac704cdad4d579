"""`plancli normalize` reads numbers, shares, ranges, measures and money of ordinary Chinese."""

import tomllib
from decimal import Decimal
from fractions import Fraction
from importlib.resources import files
from itertools import pairwise
from time import process_time
from typing import Any

import cn2an
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plancli.normalize.phrase.expressions import rows, sayings

CASES: dict[str, Any] = tomllib.loads(
    (files("plancli.normalize.phrase") / "expressions.cases.toml").read_text(encoding="utf-8")
)
SIGNS = "零一二两三五十百千万亿点负半分之成折到至大于小以上下约0123456789.,-%~元个米 角毛第又"
COMPARATORS = ("=", ">=", ">", "<=", "<", "~", "range")


def quantities(phrase: str) -> list[dict[str, Any]]:
    return [row for row in rows(phrase) if row["type"] == "quantity"]


def said(row: dict[str, Any]) -> str:
    """What a row says, in the notation of the cases."""
    values = [format(Decimal(row[key]), "f") for key in ("value", "value_max") if row[key] is not None]
    return " ".join([*values, row["comparator"], *filter(None, [row["unit"]])])


@pytest.mark.parametrize(
    ("answer", "phrase"),
    [(a, p) for name, group in CASES.items() if name != "none" for a, phrases in group.items() for p in phrases],
)
def test_a_phrase_says_what_it_must(answer: str, phrase: str) -> None:
    """The phrase holds one quantity with this value, comparator and base unit."""
    assert [said(row) for row in quantities(phrase)] == [answer]


@pytest.mark.parametrize("phrase", [*CASES["none"]["phrases"], *sayings()])
def test_sayings_and_codes_hold_no_quantity(phrase: str) -> None:
    """An idiom, a code or a name yields no quantity."""
    assert quantities(phrase) == []


@pytest.mark.parametrize(
    ("phrase", "years"),
    [
        ("到2025年", (None, 2025)),
        ("2021—2025年", (2021, 2025)),
        ("“十四五”期间", (2021, 2025)),
        ("二〇二二年底", (None, 2022)),
    ],
)
def test_a_time_expression_is_a_period(phrase: str, years: tuple[int | None, int]) -> None:
    """A year is a row of type period and no quantity."""
    assert [(row["type"], row["year_from"], row["year"]) for row in rows(phrase)] == [("period", *years)]


def test_a_phrase_may_hold_several_figures_and_a_year() -> None:
    """Rows come from left to right, and each text stands at its offsets."""
    phrase = "到2025年，新增５万个，增长１３％以上"
    found = list(rows(phrase))
    assert [row["type"] for row in found] == ["period", "quantity", "quantity"]
    assert all(phrase[row["start"] : row["end"]] == row["text"] for row in found)


def test_half_days_are_counted() -> None:
    """2个|半天 are two of them, and no two days and a half."""
    assert [row["text"] for row in quantities("2个半天")] == ["2个", "半天"]


def test_a_numeral_with_gaps_keeps_its_place() -> None:
    """四 百 亿元 is one figure, and its span counts the spaces as written."""
    (row,) = quantities("共 四 百 亿元")
    assert (row["value"], row["start"], row["end"], row["text"]) == (40_000_000_000, 2, 8, "四 百 亿元")


def test_thousands_of_digits_are_no_figure() -> None:
    """A line of digits yields nothing, and what follows it is read."""
    assert [row["text"] for row in quantities("7" * 5000 + "，五个")] == ["五个"]
    assert [row["text"] for row in quantities("七" * 5000 + "，五个")] == ["五个"]


@pytest.mark.parametrize("unit", ["1", "万", "一", "3到", "百分之", "1又", "三百 ", "大于"])
def test_a_long_line_costs_what_its_length_is(unit: str) -> None:
    """Four times the line takes about four times as long, not sixteen times: less than ten."""
    short, long = (min(_seconds(unit * size) for _ in range(3)) for size in (500, 2000))
    assert long < 10 * short + 0.05


def _seconds(phrase: str) -> float:
    begun = process_time()
    list(rows(phrase))
    return process_time() - begun


@given(st.integers(min_value=0, max_value=10**15))
def test_whole_numbers_in_chinese_come_back(number: int) -> None:
    """What cn2an writes in small or in cheque numerals is read as the same number."""
    for mode in ("low", "up"):
        assert [row["value"] for row in rows(cn2an.an2cn(number, mode))] == [number]


@given(
    st.text(
        alphabet="零一二两三五十百千万亿点负半分之成折到至大于小以上下约0123456789.,-%~元个米 角毛第又", max_size=24
    )
)
@example("一零上0")
def test_no_phrase_breaks_the_reader(phrase: str) -> None:
    """Any mixture of numerals and units is read without an error, in order, with texts at their offsets."""
    found = list(rows(phrase))
    assert all(phrase[row["start"] : row["end"]] == row["text"] for row in found)
    assert all(one["end"] <= two["start"] for one, two in pairwise(found))
    for row in found:
        assert row["type"] == "period" or (row["comparator"] in COMPARATORS and Fraction(row["value"]) is not None)

"""What holds for every text: spans, order, full and half width, numerals, and time that grows with length only."""

import gc
import re
import time
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancli.extract.find import named_stages, periods, quantities
from plancli.lexicon.units import spellings
from plancli.model import Span
from plancli.numerals import figures, numbers
from plancli.segment.fold import fold

NUMERALS = "0123456789.,%一二两三五十百千万亿点余多几上数第前"
WORDS = "位个家元亩年月到至—-~“”〔〕()、,。;增长达超约全覆盖翻番倍分之成四今每GTM/+ \n"
TEXTS = st.text(alphabet=NUMERALS + WORDS, max_size=60)
NAMED = re.compile("[一-鿿]+")
SIZES = {"亿亿次", "兆"}  # 3.5万兆 ends behind 万: 兆 is a number, too
REPEATED = "1|,|达到|1,|1.|五年|第一|“1|全覆盖|1-|2021年|万|十|一二|百分之|1:|(1|十四五".split("|")


@given(TEXTS)
def test_spans_point_at_their_texts_in_order(text: str) -> None:
    """Every quantity, trap and period is the text at its span; none overlaps the one before."""
    text = fold(text)
    found, rejected = quantities.find(text)
    both = sorted([*found, *rejected], key=lambda one: one.span.start)
    for group in (both, periods.find(text)):
        assert all(text[one.span.start : one.span.end] == one.text for one in group)
        assert all(one.span.end <= two.span.start for one, two in pairwise(group))


@given(st.text(alphabet="0123456789 ,.点余多十百千万亿个元%截至日—a(", max_size=14))
def test_a_plain_number_is_read_as_any_other(text: str) -> None:
    """What is read without asking for multipliers and blanks has none."""
    for at, sign in enumerate(text):
        if sign in figures.DIGIT:
            found = figures.arabic(text, at)
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(figures, "PLAIN", re.compile("(?!)"))
                assert found == figures.arabic(text, at)


@given(
    st.lists(
        st.sampled_from(["近期", "远期", "第一阶段", "第二步", "巩固阶段", *" 、()第一1.—-,。\n:将建末"]), max_size=12
    )
)
def test_names_of_stages_are_found_from_the_name_back(pieces: list[str]) -> None:
    """Where a search through the text finds them."""
    text = "".join(pieces)
    found = [one.span() for one in named_stages._alone(text)]
    assert found == [one.span() for one in named_stages.ALONE.finditer(text)]


def test_figures_that_begin_in_passed_spans_are_left_out() -> None:
    """What begins in a span to be passed by is neither quantity nor trap; what stands around it is found as ever."""
    text = "企业30家\t2021\t5000\t学校40所"
    found, rejected = quantities.find(text, [Span(6, 10), Span(11, 15)])
    assert [one.text for one in found] == ["30家", "40所"]
    assert rejected == []


@given(TEXTS)
def test_full_width_reads_as_half_width(text: str) -> None:
    """The same text in full width gives the same quantities and periods."""
    wide = text.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})
    assert [(q.span, q.written) for q in quantities.find(fold(text))[0]] == [
        (q.span, q.written) for q in quantities.find(fold(wide))[0]
    ]
    assert [p.span for p in periods.find(fold(text))] == [p.span for p in periods.find(fold(wide))]


@given(st.integers(min_value=0, max_value=10**16 - 1))
def test_numerals_come_back_from_cn2an(number: int) -> None:
    """A whole number that cn2an writes in Chinese is read as the same number."""
    assert numbers.chinese(cn2an.an2cn(number)) == number


@given(st.decimals(min_value=0, max_value=10**9, places=3))
def test_decimals_come_back_from_cn2an(number: Decimal) -> None:
    """So is a decimal."""
    assert Fraction(numbers.chinese(cn2an.an2cn(format(number, "f")))) == Fraction(number)


@given(st.fractions())
def test_exact_keeps_the_value(value: Fraction) -> None:
    """Making a Decimal of a fraction never changes it."""
    assert Fraction(numbers.exact(value)) == value


@pytest.mark.parametrize(
    ("written", "pair"), [("十二三", (12, 13)), ("三五", (3, 5)), ("二三十", (20, 30)), ("七八百", (700, 800))]
)
def test_two_digits_side_by_side_are_a_range(written: str, pair: tuple[int, int]) -> None:
    """十二三 is twelve or thirteen."""
    assert numbers.approximate(written) == pair


@given(
    st.sampled_from(sorted(unit for unit in spellings() if NAMED.fullmatch(unit) and unit not in SIZES)),
    st.sampled_from(["", "万", "亿", "十万", "百万", "千万", "百亿", "千亿", "万亿"]),
    st.sampled_from(["35", "3.5", "350"]),
)
def test_a_multiplier_before_any_unit_is_part_of_the_number(unit: str, multiplier: str, number: str) -> None:
    """点击量52亿次 is one figure from its first digit to its unit, whatever the unit."""
    text = f"总数达到{number}{multiplier}{unit}。"
    found, _ = quantities.find(text)
    assert [one.text for one in found] == [f"{number}{multiplier}{unit}"]


def test_a_year_in_numerals_is_no_range() -> None:
    """二〇二三 is read digit by digit."""
    assert numbers.approximate("二〇二三") is None
    assert numbers.chinese("二〇二三") == 2023


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", ["1", ",", "达到", "1,", "1.", "五年", "第一", "“1", "全覆盖", "1-", "2021年", "万", "1:", "(1"]
)
def test_time_grows_with_the_length_only(unit: str) -> None:
    """Ten times the text takes about ten times the time, whatever is repeated."""
    short, long = unit * 2000, unit * 20000
    assert _seconds(long) < 40 * _seconds(short) + 0.2


def _seconds(text: str) -> float:
    """CPU time, the least of three: a search for garbage in what other tests left behind is no cost of ours."""
    return min(_once(text) for _ in range(3))


def _once(text: str) -> float:
    gc.disable()
    start = time.process_time()
    quantities.find(text)
    periods.find(text)
    taken = time.process_time() - start
    gc.enable()
    return taken

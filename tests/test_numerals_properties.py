"""What holds for every numeral and unit: written forms round trip, values are exact, places are where they say."""

from decimal import Decimal
from fractions import Fraction

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancli.extract.find import quantities
from plancli.lexicon import units
from plancli.model import Amount
from plancli.normalize.phrase.expressions import rows
from plancli.numerals import figures, numbers
from plancli.numerals.base_units import to_base
from plancli.numerals.ranges import End, reach_back
from plancli.segment.fold import fold

WHOLE = st.integers(min_value=1, max_value=10**15)
DECIMALS = st.decimals(min_value="0.001", max_value="99999", places=3)
UNITS = st.sampled_from([word for entry in units.entries() if not entry.near for word in entry.write])
SIGNS = "一二三五十百千万亿两零点几多余0123456789.,至到~%个元亩名强首位前第和、分之成倍以上不低于 \n"
HOSTILE = ("亿" * 300, "1" + "0" * 400, "5%" * 2000, "5%、" * 2000, "3至" * 2000, "3倍" * 2000, "达到5个" * 2000)


@given(WHOLE)
def test_a_numeral_reads_back_as_the_number_it_was_written_for(number: int) -> None:
    """Written in full, each whole number comes back exactly."""
    assert numbers.chinese(cn2an.an2cn(str(number), "low")) == number


@given(DECIMALS, st.sampled_from(["", "万", "亿", "万亿", "千", "百万"]))
def test_digits_and_multiplier_are_worth_their_product(value: Decimal, times: str) -> None:
    """2.6万 is 26000 to the last digit; no float comes near it."""
    figure = figures.at(f"{value}{times}", 0)
    assert figure is not None
    assert figure.end == len(f"{value}{times}")
    assert Fraction(figure.value) * numbers.multiplier(figure.times) == Fraction(value) * numbers.multiplier(times)


@given(DECIMALS, UNITS)
def test_a_base_unit_is_its_own_base_and_conversion_is_exact(value: Decimal, unit: str) -> None:
    """Converting twice changes nothing, and the factor is that of the unit, as a fraction."""
    entry = units.spellings()[unit]
    base = to_base(Amount(value, None, unit))
    assert Fraction(base.value) == Fraction(value) * entry.factor
    assert base.unit == entry.base


@given(st.integers(1, 9), st.integers(1, 9), st.sampled_from(["百", "千", "万", "亿", "千万"]))
def test_both_ends_of_a_range_share_a_multiplier_only_where_it_grows(low: int, high: int, times: str) -> None:
    """3到5万 is 30,000 to 50,000; 5到3万 is 5 to 30,000."""
    top = Fraction(high * numbers.multiplier(times))
    value = reach_back(End(str(low), Fraction(low)), End(f"{high}{times}", top))
    assert value in (low, low * numbers.multiplier(times))
    assert (value > low) == (low < high)


@given(st.integers(1, 999), st.integers(1, 999))
def test_a_range_in_a_document_and_in_a_phrase_is_the_same(low: int, step: int) -> None:
    """`extract` and `normalize` read one grammar: 3至5万家 is worth the same in both."""
    phrase = f"{low}至{low + step}万家"
    (quantity,) = quantities.find(phrase)[0]
    (row,) = rows(phrase)
    amount = to_base(quantity.written)
    assert (row["value"], row["value_max"], row["unit"]) == (amount.value, amount.value_max, amount.unit)


@given(
    st.text(
        alphabet="一二三五十百千万亿两零点几多余0123456789.,至到~%个元亩名强首位前第和、分之成倍以上不低于 \n",
        max_size=40,
    )
)
def test_every_place_is_where_it_says(text: str) -> None:
    """Spans lie in the text, hold the words that they quote, and never overlap."""
    end = 0
    for quantity in quantities.find(fold(text))[0]:
        assert quantity.span.start >= end
        assert fold(text)[quantity.span.start : quantity.span.end] == quantity.text
        end = quantity.span.end
    for row in rows(text):
        assert text[row["start"] : row["end"]] == row["text"]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: f"{text[:4]}x{len(text)}")
def test_a_long_run_of_figures_is_read_to_its_end(text: str) -> None:
    """Hostile lines give what they hold, and no error: each figure once, numbers beyond all sense not at all."""
    found = quantities.find(text)[0]
    assert len(found) in (0, 1, 1999, 2000)
    assert len(list(rows(text))) <= 2000
    assert all(abs(Fraction(quantity.written.value)) < 10**25 for quantity in found)

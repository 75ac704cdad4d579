"""units.toml: each spelling stands once, each example is right, factors agree with pint."""

from collections import Counter
from decimal import Decimal
from fractions import Fraction

import pint
import pytest

from plancli.errors import UsageError
from plancli.extract.find import quantities
from plancli.lexicon import units
from plancli.model import Amount
from plancli.numerals.base_units import to_base
from plancli.numerals.numbers import arabic
from plancli.segment.fold import fold

MEASURED = [
    (example, answer) for entry in units.entries() if entry.dimension for example, answer in entry.examples if answer
]
COUNTED = [example for entry in units.entries() for example, answer in entry.examples if not answer]


def split(example: str) -> tuple[Decimal, str]:
    number = next(example[:end] for end in range(len(example), 0, -1) if example[:end].replace(".", "").isdecimal())
    return arabic(number), example[len(number) :]


def test_the_example_of_a_unit_is_right() -> None:
    """The written amount is worth the base amount that the lexicon gives for it."""
    assert len(MEASURED) > 300
    assert [(example, in_base(example), answer) for example, answer in MEASURED if not is_worth(example, answer)] == []


def in_base(example: str) -> Amount:
    """The written amount of an example in its base unit."""
    value, unit = split(example)
    return to_base(Amount(value, None, unit))


def is_worth(example: str, answer: str) -> bool:
    """Whether an example is worth what the lexicon says of it: 200000 m2."""
    base = in_base(example)
    number, unit = answer.split(" ", 1)
    return (Fraction(base.value), base.unit) == (Fraction(number), unit)


def test_a_classifier_is_found_behind_its_number() -> None:
    """The marked number with its classifier is one quantity."""
    assert len(COUNTED) > 150
    assert [example for example in COUNTED if found_in(example) != [marked_in(example)]] == []


def found_in(example: str) -> list[str]:
    """The quantities of an example."""
    text = example.replace("«", "").replace("»", "")
    return [quantity.text for quantity in quantities.find(fold(text))[0]]


def marked_in(example: str) -> str:
    """What is between the marks of an example."""
    return example[example.index("«") + 1 : example.index("»")]


def test_no_spelling_stands_under_two_units() -> None:
    """A spelling means one unit."""
    counted = Counter(word for entry in units.entries() for word in entry.write)
    assert [word for word, times in counted.items() if times > 1] == []


def test_every_spelling_is_the_longest_match_at_its_own_beginning() -> None:
    """A spelling is recognised whole, in front of a comma and at the end of the text."""
    words = [word for entry in units.entries() for word in entry.write]
    found = {word: (units.longest_at(word + "，", 0), units.longest_at(word, 0)) for word in words}
    assert {word: both for word, both in found.items() if both != (word, word)} == {}


def test_a_word_that_begins_like_a_unit_is_none() -> None:
    """升 in 升至 is no litre."""
    beside = [(word, after) for word, those in units.table("units")["not_before"].items() for after in those]
    assert [word + after for word, after in beside if units.longest_at(word + after, 0) == word] == []


@pytest.mark.parametrize(
    ("amount", "base"),
    [
        (("2.6", "万个"), ("26000", "个")),
        (("1.3", "万亿元"), ("1300000000000", "元")),
        (("37.3", "万亩"), ("746000000/3", "m2")),
        (("30", "万元/人"), ("300000", "元/人")),
        (("3", "吨/亩"), ("3", "吨/亩")),
        (("2", "百万千瓦"), ("2000000", "kW")),
        (("7", "无名"), ("7", "无名")),
        (("7", ""), ("7", "")),
        (("20.96", "亿"), ("2096000000", "")),
    ],
)
def test_multipliers_and_denominators(amount: tuple[str, str], base: tuple[str, str]) -> None:
    """Multipliers count into the value; what stands below the slash stays as written."""
    found = to_base(Amount(Decimal(amount[0]), None, amount[1]))
    assert (Fraction(found.value), found.unit) == (Fraction(base[0]), base[1])


def test_both_ends_of_a_range_are_converted() -> None:
    """1.5万–2万个 is 15000 to 20000 个."""
    found = to_base(Amount(Decimal("1.5"), Decimal(2), "万个"))
    assert (found.value, found.value_max, found.unit) == (15000, 20000, "个")


def test_base_amounts_are_their_own_base() -> None:
    """Converting twice changes nothing."""
    for example, _ in MEASURED:
        value, unit = split(example)
        once = to_base(Amount(value, None, unit))
        if once.unit not in ("分", "°", "m", "B", "K"):
            assert to_base(once) == once


PINT = {
    "公里": ("kilometer", "meter"),
    "英里": ("mile", "meter"),
    "英尺": ("foot", "meter"),
    "英寸": ("inch", "meter"),
    "海里": ("nautical_mile", "meter"),
    "公顷": ("hectare", "meter**2"),
    "平方英尺": ("foot**2", "meter**2"),
    "升": ("liter", "meter**3"),
    "加仑": ("gallon", "meter**3"),
    "公斤": ("kilogram", "metric_ton"),
    "克": ("gram", "metric_ton"),
    "磅": ("pound", "metric_ton"),
    "盎司": ("ounce", "metric_ton"),
    "兆瓦": ("megawatt", "kilowatt"),
    "吉瓦": ("gigawatt", "kilowatt"),
    "兆瓦时": ("megawatt_hour", "kilowatt_hour"),
    "光年": ("light_year", "meter"),
    "克拉": ("carat", "metric_ton"),
}


@pytest.fixture(scope="module")
def registry() -> pint.UnitRegistry:
    return pint.UnitRegistry(non_int_type=Decimal)


@pytest.mark.parametrize("word", PINT)
def test_factors_agree_with_pint(word: str, registry: pint.UnitRegistry) -> None:
    """Where pint knows the unit, it gives the same factor to nine digits."""
    entry = units.lookup(word)
    theirs = registry.Quantity(Decimal(1), PINT[word][0]).to(PINT[word][1]).magnitude
    assert entry is not None
    assert abs(Fraction(theirs) / entry.factor - 1) < Fraction(1, 10**7)


@pytest.mark.parametrize(
    ("part", "said"), [({"base": "m2"}, "has no factor"), ({"base": "m2", "factor": "1x"}, "'1x'")]
)
def test_a_unit_that_lacks_something_is_named(part: dict[str, str], said: str) -> None:
    """Who adds one reads in one line which it is, and what is wrong with it."""
    with pytest.raises(UsageError, match=rf"\[bushel\] .*{said}"):
        units._measured("bushel", part)

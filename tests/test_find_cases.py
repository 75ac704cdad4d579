"""The cases beside the finders: what must be read, with its value, and what must not."""

import tomllib
from fractions import Fraction
from importlib.resources import files
from typing import Any

import pytest

from plancli.extract.find import periods, quantities, stated_words
from plancli.numerals.base_units import to_base
from plancli.segment.fold import fold

Case = tuple[str, str]


def load(name: str) -> dict[str, Any]:
    """The cases file `name` of plancli.extract.find."""
    return tomllib.loads((files("plancli.extract.find") / f"{name}.cases.toml").read_text(encoding="utf-8"))


def cases(name: str, part: str) -> list[Case]:
    """Pairs of answer (or class) and sentence."""
    return [(answer, sentence) for answer, sentences in load(name).get(part, {}).items() for sentence in sentences]


def marked(sentence: str) -> tuple[str, int, int]:
    """A sentence without « », and the span between them."""
    start, end = sentence.index("«"), sentence.index("»") - 1
    return sentence.replace("«", "").replace("»", ""), start, end


def worth(sentence: str) -> tuple[str | None, tuple[Fraction, ...], str]:
    """The text, value and unit of what is found where « » stand."""
    text, start, end = marked(sentence)
    for quantity in quantities.find(fold(text))[0]:
        if (quantity.span.start, quantity.span.end) == (start, end):
            amount = to_base(quantity.written)
            values = (amount.value,) if amount.value_max is None else (amount.value, amount.value_max)
            return text[start:end], tuple(map(Fraction, values)), amount.unit.replace("(", "").replace(")", "")
    return None, (), ""


def answer_of(key: str) -> tuple[tuple[Fraction, ...], str]:
    *values, unit = key.split(" ")
    return tuple(map(Fraction, values)), unit


@pytest.mark.parametrize(("answer", "sentence"), cases("quantities", "read"))
def test_a_quantity_is_read_where_it_is_marked(answer: str, sentence: str) -> None:
    """The marked words are one quantity of the given worth."""
    assert worth(sentence)[1:] == answer_of(answer)


@pytest.mark.parametrize(("kind", "sentence"), cases("quantities", "none"))
def test_no_quantity_is_read_in_names_codes_dates_and_sayings(kind: str, sentence: str) -> None:
    """A number of a name, code, date or saying is no quantity."""
    assert [quantity.text for quantity in quantities.find(fold(sentence))[0]] == []


@pytest.mark.parametrize(("answer", "sentence"), cases("quantities", "gap"))
@pytest.mark.xfail(strict=True)
def test_known_failures_are_still_failing(answer: str, sentence: str) -> None:
    """A gap that starts to work has to be moved to the cases that are read."""
    assert worth(sentence)[1:] == answer_of(answer)


@pytest.mark.parametrize(("answer", "sentence"), cases("periods", "read"))
def test_a_period_is_read_where_it_is_marked(answer: str, sentence: str) -> None:
    """The marked words are one time expression with these years, this offset and this role."""
    text, start, end = marked(sentence)
    found = [period for period in periods.find(fold(text)) if (period.span.start, period.span.end) == (start, end)]
    assert [answer] == [
        " ".join("-" if part is None else str(part) for part in (p.year_from, p.year, p.offset, p.role)) for p in found
    ]


@pytest.mark.parametrize(("kind", "sentence"), cases("periods", "none"))
def test_no_period_is_read_in_names(kind: str, sentence: str) -> None:
    """A year in a title, the name of a plan or a price basis is no time expression."""
    assert [period.text for period in periods.find(fold(sentence))] == []


@pytest.mark.parametrize(("what", "sentence"), cases("stated_words", "read"))
def test_words_that_state_a_target_are_found(what: str, sentence: str) -> None:
    """What stands between « » is found as a whole, and states what its group says."""
    text, start, end = marked(sentence)
    assert [(found.span.start, found.span.end, str(found.what)) for found in stated_words.find(fold(text))] == [
        (start, end, what)
    ]


@pytest.mark.parametrize(("what", "sentence"), cases("stated_words", "not"))
def test_words_that_only_look_like_a_target_are_none(what: str, sentence: str) -> None:
    """Other uses of the same words state nothing."""
    assert stated_words.find(fold(sentence)) == []

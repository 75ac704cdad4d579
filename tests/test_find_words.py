"""traps.toml, find.toml and periods.toml: every word and every trap has an example, and the example is right."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancli.extract.find import periods, quantities
from plancli.lexicon import traps
from plancli.lexicon.load import table
from plancli.lexicon.roles import example as of_role
from plancli.lexicon.words import by_word
from plancli.segment.fold import fold

TRAPS = table("traps")


def marked(sentence: str) -> tuple[str, str]:
    """A sentence without « », and what stands between them."""
    return sentence.replace("«", "").replace("»", ""), sentence[sentence.index("«") + 1 : sentence.index("»")]


@pytest.mark.parametrize(("name", "example"), [(name, e) for name, trap in TRAPS.items() for e in trap["examples"]])
def test_a_trap_catches_its_examples(name: str, example: str) -> None:
    """The marked words are caught, under the name of this trap."""
    text, words = marked(example)
    assert (words, name) in [(rejected.text, rejected.trap) for rejected in quantities.find(fold(text))[1]]


@pytest.mark.parametrize(("name", "sentence"), [(n, s) for n, trap in TRAPS.items() for s in trap.get("not", ())])
def test_a_trap_leaves_its_near_misses(name: str, sentence: str) -> None:
    """A near miss is not caught by this trap."""
    assert name not in [rejected.trap for rejected in quantities.find(fold(sentence))[1]]


def test_every_trap_has_an_example() -> None:
    """A trap without an example proves nothing."""
    assert [name for name, trap in TRAPS.items() if not trap["examples"]] == []


WORDS = [
    (group, of_role(entry["word"], f"find.{group}.{place}"))
    for group, part in table("find").items()
    for place in ("before", "behind")
    for entry in part.get(place, ())
]


@pytest.mark.parametrize(("group", "example"), WORDS)
def test_the_words_of_finding_do_what_they_say(group: str, example: str) -> None:
    """What is marked is found; an example without a mark holds no quantity of that kind."""
    if "«" in example:
        text, words = marked(example)
        assert words in [quantity.text for quantity in quantities.find(fold(text))[0]]
    else:
        found = quantities.find(fold(example))[0]
        assert not [
            quantity for quantity in found if quantity.form in ("coverage", "doubling") or "300" in quantity.text[3:]
        ]


def period_words() -> list[tuple[str, str, dict[str, Any]]]:
    return [(group, word, entry) for group in table("periods") for word, entry in by_word("periods", group).items()]


@pytest.mark.parametrize(("group", "word", "entry"), period_words())
def test_the_words_of_time_are_read_as_they_say(group: str, word: str, entry: dict[str, Any]) -> None:
    """The marked expression is found, with the role that the lexicon gives it."""
    text, expression = marked(of_role(word, f"periods.{group}"))
    found = {period.text: period for period in periods.find(fold(text))}
    assert expression in found
    if entry["period"]:
        assert found[expression].role == entry["period"]


@given(st.text("0123456789.,:-+ 年月日号个亿万元家GX《”、次和一二三十百大企业级", max_size=300))
def test_both_engines_catch_the_same_numbers(text: str) -> None:
    """The quick look at a stretch of the text says what a look at all of it says."""
    for on in ("digit", "numeral"):
        for at in range(0, len(text), 7):
            pattern = traps._pattern(on, text[at - 1 : at] in traps._guards(on))
            quick, slow = traps.match(on, text, at), pattern.match(text, at)
            assert (quick and (quick.span(), quick.lastgroup)) == (slow and (slow.span(), slow.lastgroup))

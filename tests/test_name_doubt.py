"""The doubt of names: its weights are data that every machine adds up alike, and some names are never asked about."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import train_names
from plancli.extract import measures
from plancli.extract.link.linked import Measure
from plancli.extract.link.name_doubt import BIAS, LOOK, UNSURE, facts, name_doubt, weights
from plancli.lexicon import load
from plancli.lexicon.indicators import index
from plancli.model import Status
from plancli.pipeline import analyse
from plancli.read import from_text, read

BRIEFS = sorted((Path(__file__).resolve().parents[1] / "data" / "raw").glob("*.txt"))


@cache
def found() -> list[Measure]:
    """Every figure of the briefs that measures something named."""
    return [measure for path in BRIEFS for measure in measures(read(path))]


def test_weights_are_whole_numbers_one_a_line() -> None:
    """Sorted by fact, none twice, none that a reader of lines would split, with the bias and the bound among them."""
    lines = load.text("name_doubt.txt").split("\n")[:-1]
    known = [line.split(" ", 1)[1] for line in lines]
    assert known == sorted(set(known))
    assert {BIAS, LOOK} <= set(known)
    assert all(fact.isprintable() for fact in known)
    assert all(int(line.split(" ", 1)[0]) or line.endswith(LOOK) for line in lines)


def test_a_name_of_the_lexicon_or_of_what_is_no_target_is_never_doubted() -> None:
    """Such names are right, or nobody asks."""
    kept = [one for one in found() if one.noun.phrase in index().names or one.status.value is Status.OTHER]
    assert len(kept) > 10
    assert {name_doubt(one) for one in kept} == {""}


def test_a_name_is_doubted_where_the_weights_of_its_facts_reach_the_bound() -> None:
    """The sum of what is known of it, and nothing else, decides."""
    asked = [one for one in found() if one.noun.phrase not in index().names and one.status.value is not Status.OTHER]
    assert len(asked) > 50
    for one in asked:
        odds = sum(weights().get(fact, 0) for fact in facts(one)) + weights()[BIAS]
        assert (name_doubt(one) == UNSURE) is (odds >= weights()[LOOK])


def test_facts_tell_the_last_word_and_the_word_behind() -> None:
    """Both cut where words begin; `#` is the figure itself."""
    behind, front = measures(from_text("2025年建成医院20个并通过验收,全市基站达到300座。", id="x"))
    assert {"last=医院", "behind=#"} <= set(facts(behind))
    assert {"last=基站", "behind=达到"} <= set(facts(front))


def test_the_doubt_does_not_depend_on_what_was_read_before() -> None:
    """The same text raises the same doubts, in whichever order texts are read."""

    def read_in(order: list[Path]) -> dict[str, list[tuple[str, ...]]]:
        return {path.stem: [one.doubts for one in analyse(read(path)).targets] for path in order}

    assert read_in(BRIEFS) == read_in(BRIEFS[::-1])


@pytest.mark.parametrize("text", ["到2025年,建成20个。", "“«”的10个", "5个" * 40, "增长5%、" * 30 + "甲" * 500 + "5%"])
def test_odd_texts_are_no_trouble(text: str) -> None:
    """Nothing to name, marks that do not close, rows without words, a name of 500 characters."""
    assert all(facts(measure) for measure in measures(from_text(text, id="x")))


def test_training_finds_the_fact_that_tells() -> None:
    """Of two hundred names those that end with 奔波 are wrong; the weights say so, and the bound doubts these alone."""
    told = [True] * 20 + [False] * 180
    examples = [
        train_names.Example(
            train_names.VERDICTS, str(number % 20), (f"last={'奔波' if wrong else '医院'}",), wrong, True
        )
        for number, wrong in enumerate(told)
    ]
    known = train_names.trained(examples)
    assert known["last=奔波"] > 100 > -100 > known["last=医院"]
    found = train_names.cross_validated(examples)
    assert len(found) == len(examples)
    bound = min(odds for odds, one in found if one.wrong)
    assert all(one.wrong is (odds >= bound) for odds, one in found)
    assert "of these wrong 1.00; they hold 1.00" in train_names.told("made up", found, bound)

"""What all words of a sentence say: weights are data, added up alike everywhere, and training finds what tells."""

from __future__ import annotations

from pathlib import Path

import pytest

import train_statuses
from plancli.extract import measures
from plancli.extract.link.status.all_words import BIAS, MARGIN, STATUSES, of_facts, weights
from plancli.extract.link.status.facts import facts
from plancli.lexicon import load
from plancli.model import Document, Head, Status
from plancli.pipeline import analyse
from plancli.read import from_text, read

BRIEFS = sorted((Path(__file__).resolve().parents[1] / "data" / "raw").glob("*.txt"))
PLAN = Head(genre="plan", issued="2021-10-17", horizon_year=2025, period=(2021, 2025))
RATE = "## 二、重点任务\n对逾期未改的，按日加收0.1%的费用。"


def status_of(text: str, head: Head) -> tuple[str, str, str]:
    """The status of the last figure, its rule and its doubt."""
    answer = dict(analyse(Document("x", text, head)).targets[-1].answers)["status"]
    return answer.value, answer.rule, answer.doubt


def test_weights_are_whole_numbers_one_fact_a_line() -> None:
    """Sorted by fact, none twice, three numbers each, with the bias among them."""
    lines = load.text("status_words.txt").split("\n")[:-1]
    known = [line.split(" ", 3)[3] for line in lines]
    assert known == sorted(set(known))
    assert BIAS in known
    assert all(fact.isprintable() for fact in known)
    assert len(weights()) == len(lines) > 1000


def test_a_rate_among_tasks_is_no_target() -> None:
    """The words outweigh the part; the record says which rule decided, and that it may be doubted."""
    assert status_of(RATE, PLAN) == ("other", "words_of_sentence", "part_uncertain")


def test_of_a_report_the_order_of_parts_decides() -> None:
    """The same sentence in a report is read by the rules alone."""
    report = Head(genre="report", issued="2026-01-17", horizon_year=2026)
    assert status_of(f"{RATE}今年新增就业5万人。", report)[1] != "words_of_sentence"


def test_another_status_is_taken_only_by_the_margin() -> None:
    """The record says `words_of_sentence` just where the sum of the weights is that far apart."""
    asked = 0
    for path in BRIEFS:
        for one in measures(read(path)):
            if (
                one.mention.part.genre != "report"
                and one.status.span is None
                and one.status.rule != "words_of_sentence"
            ):
                odds = of_facts(facts(one.mention, one.noun.phrase, one.status), weights())
                asked += 1
                assert (
                    max(odds) - odds[STATUSES.index(one.status.value)] < MARGIN or one.status.doubt != "part_uncertain"
                )
    assert asked > 10


@pytest.mark.parametrize("text", ["到2025年,建成20个。", "“«”的10个", "5个" * 40, "增长5%、" * 30 + "甲" * 500 + "5%"])
def test_odd_texts_are_no_trouble(text: str) -> None:
    """Marks that do not close, rows without words, a sentence of 500 characters: facts are few, each there once."""
    for one in measures(from_text(text, id="x")):
        known = facts(one.mention, one.noun.phrase, one.status)
        assert len(known) == len(set(known)) < 300


def test_what_is_read_does_not_depend_on_what_was_read_before() -> None:
    """The same texts, in whichever order they are read, give the same statuses."""

    def read_in(order: list[Path]) -> dict[str, list[str]]:
        return {path.stem: [one.status.value for one in analyse(read(path)).targets] for path in order}

    assert read_in(BRIEFS) == read_in(BRIEFS[::-1])


def test_training_finds_the_fact_that_tells() -> None:
    """Figures behind 奔波 are neither, all others are targets; the weights say so, and decide by the margin."""
    found = [
        train_statuses.Example(
            "made up", str(number), (f"clause={'奔波' if number % 5 == 0 else '建成'}",),
            Status.OTHER if number % 5 == 0 else Status.TARGET, Status.TARGET, asked=True,
        )
        for number in range(200)
    ]  # fmt: skip
    known = train_statuses.trained(found)
    assert known["clause=奔波"][2] > 50 > -50 > known["clause=奔波"][0]
    assert [train_statuses.decided(one, known) for one in found] == [one.right for one in found]
    assert all(status is one.right for one, status in train_statuses.cross_validated(found))


@pytest.mark.slow
def test_documents_that_are_only_scored_keep_their_share() -> None:
    """Of the statuses of `test`, which nothing is trained with, at least as many are right as when it was measured."""
    found = list(train_statuses.told("test"))
    right = sum(train_statuses.decided(one, weights()) is one.right for one in found)
    assert len(found) > 700
    assert right / len(found) >= 0.84

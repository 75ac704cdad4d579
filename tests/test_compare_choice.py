"""Which of several statements of one figure stands in the table, and when they contradict."""

from __future__ import annotations

from typing import Any

import pytest
from making import figures, record

from plancli.compare.align.choice import choose, clashes
from plancli.lexicon import load


@pytest.mark.parametrize(
    ("preferred", "other"),
    [
        ({"indicator": "5G网络覆盖率"}, {"indicator": "主城区5G网络覆盖率", "start": 9999}),
        ({"section": "二、发展目标", "start": 1}, {"section": "一、总体要求", "start": 9999}),
        ({"quote": "今年发展主要预期目标是增长5%", "start": 1}, {"quote": "迈向5%新台阶", "start": 9999}),
        ({"modality": "expected", "start": 1}, {"modality": None, "start": 9999}),
        ({"section": "十一、任务 / (一)网络", "start": 1}, {"section": "九、总结", "start": 9999}),
        ({"section": "第二章 目标", "start": 1}, {"section": "第一章 回顾", "written_value": "3.35", "start": 9999}),
        ({"section": "二十、目标", "start": 1}, {"section": "十九、要求", "start": 9999}),
        ({"table": 1, "start": 1}, {"start": 9999}),
        ({"modality": None, "start": 1}, {"modality": "strive", "start": 9999}),
        ({"modality": "binding", "start": 1}, {"modality": "expected", "start": 9999}),
        ({"comparator": "=", "start": 1}, {"comparator": "~", "start": 9999}),
        ({"section": "二、甲", "comparator": "~", "start": 9999}, {"section": "一、乙", "comparator": "=", "start": 1}),
        ({"comparator": "range", "start": 1}, {"comparator": ">=", "start": 9999}),
        ({"written_value": "3.35", "start": 1}, {"written_value": "3", "start": 9999}),
        ({"start": 9999}, {"start": 1}),
    ],
)
def test_each_criterion_decides(preferred: dict[str, Any], other: dict[str, Any]) -> None:
    """Each criterion chooses where those before it see no difference, whatever the order of the records."""
    one, two = record(**preferred), record(**other)
    assert choose([one, two]) is choose([two, one]) is one


def test_criteria_are_asked_in_their_order() -> None:
    """A statement among the targets goes before a more exact slogan."""
    target = record(comparator="~", section="发展目标")
    assert choose([record(comparator="="), target]) is target


@pytest.mark.parametrize(
    ("other", "clash"),
    [
        ({"value": 81}, True),
        ({"comparator": "range", "value_max": 90}, True),
        ({"comparator": "<="}, True),
        ({"comparator": "="}, False),
        ({"comparator": "~"}, False),
        ({"modality": "ensure"}, False),
    ],
)
def test_another_figure_is_a_clash(other: dict[str, Any], clash: bool) -> None:
    """Another number, or a bound from the other side, contradicts ≥80; the same number said otherwise does not."""
    chosen = record(comparator=">=", value=80)
    assert clashes(chosen, [chosen, record(**{"comparator": ">=", "value": 80} | other)]) is clash


def test_a_second_level_striven_for_is_no_clash() -> None:
    """增长13%,力争15% is one promise and a hope; the promise stands in the table."""
    low = record("产值", 13, "%", quote="增长13%,力争15%")
    high = record("产值", 15, "%", quote="增长13%,力争15%", modality="strive")
    (figure,) = figures(low, high)
    assert (figure.record["value"], figure.mentions, figure.clash) == (13, 2, False)


def test_the_same_hope_elsewhere_is_a_clash() -> None:
    """In another sentence, another figure is another figure."""
    (figure,) = figures(record("产值", 13, "%"), record("产值", 15, "%", modality="strive"))
    assert figure.clash


def test_a_mention_is_counted_once() -> None:
    """One place of a document counts once, also where two inputs hold it; two places count twice."""
    one = record()
    (figure,) = figures(one, dict(one), record())
    assert (figure.mentions, figure.clash) == (2, False)


@pytest.mark.parametrize("name", ["part", "targets"])
def test_words_of_choice_have_an_example(name: str) -> None:
    """The example holds one of the words."""
    table = load.table("compare")[name]
    assert any(word in table["example"] for word in table["words"])

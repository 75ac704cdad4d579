"""Where the order of two rules means something, a case shows it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import rule_order

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "rule-order.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (.+) \| `(\w+)` \| `(\w+)` \| +\d+ \| [+-]\d+ \| +\d+ \|$", re.MULTILINE)
LINE = re.compile(r"^- (.+): `(\w+)`, `(\w+)`$", re.MULTILINE)


def test_the_page_names_rules() -> None:
    """Every rule of the page is asked for its attribute; who renames one makes the page again."""
    rules = {(asked.attribute, rule.__name__) for asked in rule_order.LISTS for rule in asked.rules}
    named = [*ROW.findall(PAGE), *LINE.findall(PAGE)]
    assert len(named) > 50
    assert {(attribute, rule) for attribute, *pair in named for rule in pair} - rules == set()


def test_where_the_order_means_something_a_case_shows_it() -> None:
    """Each pair of the first table has a case that gives another answer with the two rules swapped."""
    held = rule_order.cases()
    watch = rule_order.Watch(rule_order.LISTS)
    watch.run([], held)
    matter = set(ROW.findall(PAGE))
    asked = [pair for pair in watch.pairs if (pair.asked.attribute, *pair.names) in matter]
    for pair in asked:
        rule_order.swap(pair, [], held)
    assert [pair.key for pair in asked if not pair.broken] == []


@pytest.mark.parametrize("asked", rule_order.LISTS, ids=lambda one: one.attribute)
def test_lists_are_as_they_were_when_all_is_watched(asked: rule_order.Asked) -> None:
    """The tool puts every list back."""
    whole = asked.rules
    watch = rule_order.Watch([asked])
    watch.run([], [])
    assert asked.rules == whole

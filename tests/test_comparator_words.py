"""comparators.toml: every word has an example, and the example gives the comparator of its group."""

import pytest
from cases import PLAN, target_at, unmarked

from plancli.lexicon.load import table
from plancli.lexicon.roles import example as of_role

EXAMPLES = [
    pytest.param(
        group["comparator"],
        of_role(entry["word"], f"comparators.{name}.{place}"),
        id=f"{name}-{place}-{entry['word']}",
    )
    for name, group in table("comparators").items()
    for place in ("before", "behind")
    for entry in group.get(place, ())
]


@pytest.mark.parametrize(("comparator", "example"), EXAMPLES)
def test_the_example_of_a_word_gives_the_comparator_of_its_group(comparator, example):
    """The marked figure is bounded as the group says."""
    assert example.count("«") == 1, "give the word an example, with the figure between « and »"
    text, [(span, _)] = unmarked(example)
    target = target_at(text, span, PLAN)
    assert target is not None
    assert target.comparator == comparator


@pytest.mark.parametrize("group", table("comparators").values(), ids=table("comparators"))
def test_a_group_has_a_reason(group):
    """Why these words bound a figure so is said once, beside them."""
    assert group["reason"]

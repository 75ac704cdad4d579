"""Words and rules are switched off one at a time, and nothing else is."""

from typing import Any

import pytest

import ablate
from plancli.lexicon import load
from plancli.lexicon.roles import description
from plancli.lexicon.words import phrases


@pytest.fixture
def tables(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Two roles that 已 plays, one of them with a condition."""
    found = {"past": {"words": ["已", {"word": "去年", "not_before": ["的"], "far": True}]}, "other": {"words": ["已"]}}
    monkeypatch.setattr(load, "table", lambda name: found)
    return found


def test_a_word_is_taken_out_of_its_role_only(tables: dict[str, Any]) -> None:
    """What stands beside it, and the word in another role, stays."""
    ablate.switch_off(("status", "past", "已"))
    assert tables["past"]["words"] == [{"word": "去年", "not_before": ["的"], "far": True}]
    assert tables["other"]["words"] == ["已"]


def test_a_condition_is_taken_off_and_the_word_stays(tables: dict[str, Any]) -> None:
    """Only what must or must not stand beside the word goes."""
    ablate.switch_off(("guard", "status.past", "去年"))
    assert tables["past"]["words"] == ["已", {"word": "去年", "far": True}]


def test_a_term_is_as_frequent_as_jieba_has_it() -> None:
    """A word that jieba lacks is only the beginning of others; no other word changes."""
    words = ablate.without_term({"规上": 90, "规上工业": 70, "企业": 50}, "规上")
    assert words == {"规上": 0, "规上工业": 70, "企业": 50}
    assert ablate.without_term({"企业": 1}, "企业")["企业"] > 0


@pytest.mark.parametrize("name", ["status", "nouns", "leading"])
def test_every_word_of_an_open_role_is_tried(name: str) -> None:
    """Each entry names a role of the list that is no closed class, and a word that plays it."""
    found = list(ablate.words(name))
    assert len(found) > 50
    for _, role, word in found:
        assert not description(f"{name}.{role}").get("closed")
        assert word in phrases(name, role)


def test_the_page_counts_what_is_worth_nothing():
    """A list has a line: how many entries, never met, without effect, records changed, annotated ones right by it."""
    changes = [
        ablate.Change(("status", "past", "已"), 8, 30, 4),
        ablate.Change(("status", "past", "曾"), 3, 0, 0),
        ablate.Change(("status", "past", "业已"), 0, 0, 0),
    ]
    assert "| status past | 3 | 1 | 1 | 30 | +4 |" in ablate.page(changes)


def test_the_section_on_rules_is_made_anew_and_words_stay() -> None:
    """A rule that went leaves the page; what the page says of words is not touched."""
    page = f"# Words\n\n{ablate.RULES_HEADING}\n\n| gone | 1 | 2 | +3 |\n"
    change = ablate.Change(("rule", "kind", f"{ablate.LINK}.kind.share"), 8, 18, 2)
    made = ablate.with_rules(page, [change])
    assert made.startswith(f"# Words\n\n{ablate.RULES_HEADING}\n")
    assert made.endswith("| kind.share | 8 | 18 | +2 |\n")
    assert "gone" not in made


def test_documents_that_are_scored_have_whole_gold() -> None:
    """Each gives pairs of gold and records; what people said of single records is no such gold."""
    found = ablate.with_gold()
    assert len(found) >= 5
    for one in found:
        assert all(len(pair) == 2 for pair in one.pairs([]))


def test_closed_classes_stay_whole() -> None:
    """Comparators, words of time and heads of tables are not put to this proof."""
    assert [list(ablate.words(name)) for name in ("comparators", "periods", "tables")] == [[], [], []]

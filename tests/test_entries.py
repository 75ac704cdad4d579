"""words.csv: one entry a word, sorted, each role explained where its list is."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import words as tools_words
import worth
from plancli.lexicon import entries, load
from plancli.lexicon.roles import counted, description, example, scope
from plancli.lexicon.words import reach

LEXICON = Path(load.__file__).parent
ROLES = {word: [role.partition("(")[0] for role in roles.split(" ")] for word, roles, _ in entries.rows()}
LISTS = sorted(entries.by_list())
NO_WORDS = ("expressions", "large", "traps")
"""Lists that are no words of a text: sayings and signs of short phrases, multipliers, patterns."""


def lists(part: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The paths of a table that lead to a list of words."""
    for key, value in part.items() if isinstance(part, dict) else ():
        if key in ("words", "before", "behind") and isinstance(value, list) and value and path:
            yield (*path, key)
        yield from lists(value, (*path, key))


def test_every_word_has_one_entry_in_order() -> None:
    """A word stands once, behind the words before it by code point, and plays a role once."""
    words = [word for word, _, _ in entries.rows()]
    assert words == sorted(set(words))
    for word, roles, _ in entries.rows():
        names = [role.partition("(")[0] for role in roles.split(" ")]
        assert len(names) == len(set(names)), word


def test_no_table_keeps_words_of_its_own() -> None:
    """Tables say what roles are for; a list of words in one would be a second entry of these words."""
    found = {
        f"{name}.{'.'.join(path)}"
        for name in LISTS
        for path in lists(tomllib.loads((LEXICON / f"{name}.toml").read_text(encoding="utf-8")))
        if path[0] not in NO_WORDS
    }
    assert found == set()


def test_every_role_of_a_word_is_explained() -> None:
    """Its table gives a role a reason and a sentence; an example of a word is one of a role that it plays."""
    for word, roles, _ in entries.rows():
        for role in (written.partition("(")[0] for written in roles.split(" ")):
            assert description(role)["reason"], role
            assert example(word, role), (word, role)
    played = {(word, role.partition("(")[0]) for word, roles, _ in entries.rows() for role in roles.split(" ")}
    assert set(entries.examples()) <= played


CLASSES = (
    *("units", "numerals", "currencies", "regions", "comparators"),  # those of the field
    *("conjunctions", "prepositions", "particles", "pronouns", "auxiliaries", "localizers", "calendar"),  # of grammar
)
"""The classes that may be closed: who speaks Chinese can list their members, and adds none."""
CLOSED_ROLES = 134  # a quarter of them rows of characters that were in patterns


def test_closed_is_what_grammar_or_a_standard_closes() -> None:
    """A role says in one word which closed class it holds; verbs, nouns, adjectives and phrases are open."""
    closed = {role: description(role).get("closed") for roles in ROLES.values() for role in roles}
    assert {said for said in closed.values() if said} <= set(CLASSES)
    assert sum(bool(said) for said in closed.values()) <= CLOSED_ROLES


WORTH = {change.entry: change for change in worth.read()}
COUNTS = worth.counts()


def test_a_word_is_proven_by_a_text_that_it_was_not_added_for() -> None:
    """A text holds each word of an open role, or newspapers do; what it is worth there says `tools/ablate.py --new`."""
    assert worth.unproven(entries.rows(), WORTH, COUNTS) == []


UNSEEN = 31


def test_words_of_closed_classes_that_no_text_holds_are_few() -> None:
    """A closed class is no way in for what nobody writes: whoever adds such a word raises the number, and says why."""
    assert len(worth.unseen(entries.rows(), COUNTS)) == UNSEEN


@pytest.mark.parametrize("word", ["喵喵喵", "汪汪汪"])
def test_a_word_that_nobody_writes_is_refused_in_every_role(word: str) -> None:
    """As a word of growth, of the past, of whatever is open, nothing proves it; closed classes have no place for it."""
    lines = {role: (word, role, f"{role}: 投资{word}30亿元") for roles in ROLES.values() for role in roles}
    assert len(lines) > 400
    refused = {
        role: worth.unseen([line], COUNTS) + worth.unproven([line], WORTH, COUNTS) for role, line in lines.items()
    }
    assert [role for role, found in refused.items() if len(found) != 1] == []


IDLE = 3705  # of 176 verbs and adverbs in front of names reviewers found that names are cut wrongly without


def test_words_without_which_nothing_changes_become_no_more() -> None:
    """Whoever adds a word that changes no record of any text drops another, or raises the number, and says why."""
    assert len(worth.idle(entries.rows(), WORTH)) <= IDLE


def test_a_list_says_why_words_stay_without_which_nothing_changes() -> None:
    """A reason is a sentence of its own; a list that gives none holds no such word."""
    assert worth.unexplained(entries.rows(), WORTH) == []
    said = [entry["stays"] for entry in load.table("roles").values() if "stays" in entry]
    assert len(set(said)) == len(said)
    assert min(map(len, said)) > 40


def test_a_word_without_worth_in_a_list_without_reason_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Such a list may hold a word that changes a record, and none that does not."""
    monkeypatch.setattr(load, "table", lambda name: {"status": {}})
    monkeypatch.setattr(worth, "played", lambda rows: [("status", "past", word) for word, _, _ in rows])
    known = {("status", "past", "已"): worth.Change(("status", "past", "已"), 12, 3, 0)}
    rows = [("已", "status.past", ""), ("曾", "status.past", "")]
    assert worth.unexplained(rows, known) == [("status", "past", "曾")]


def test_counts_are_of_words_that_have_an_entry() -> None:
    """No count is left of a word that went."""
    assert sorted(COUNTS) == [word for word, _, _ in entries.rows()]


HAN = re.compile("[㐀-鿿]")
ARITHMETIC = ("numerals/numbers.py", "numerals/shares.py", "lexicon/units.py")
"""Characters with the numbers they stand for: the numeral system, no list of words."""


def listed_words(path: Path) -> Iterator[list[str]]:
    """The tuples, lists and sets of a module that hold two or more Chinese words; examples of a command are none."""
    text = path.read_text(encoding="utf-8")
    if not HAN.search(text):
        return
    tree = ast.parse(text)
    examples = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "examples"}
    for node in ast.walk(tree):
        if isinstance(node, (ast.Tuple, ast.List, ast.Set)) and id(node) not in examples:
            words = [one.value for one in node.elts if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if sum(bool(HAN.search(word)) for word in words) > 1:
                yield words


def test_no_module_keeps_a_list_of_words() -> None:
    """Words are data in words.csv and books.toml; Python holds single words and patterns only."""
    package = LEXICON.parent
    found = {str(path.relative_to(package)): words for path in package.rglob("*.py") for words in listed_words(path)}
    assert {name: words for name, words in found.items() if name not in ARITHMETIC} == {}


def test_every_reach_has_a_unit_and_a_reason() -> None:
    """How far a rule looks is one number of something, and somebody can read why."""
    for name, entry in load.table("reach").items():
        assert reach(name) > 0
        assert len(entry) == 2, name
        assert len(entry["reason"]) > 10, name


def test_every_role_says_where_it_is_how_far_it_holds_and_what_ends_it() -> None:
    """Direction, reach and end are said for each list, and for each of its roles that differ."""
    for role in {role for roles in ROLES.values() for role in roles}:
        assert all(scope(role).values()), role
    for name, entry in load.table("roles").items():
        own = {key for key in entry if isinstance(entry[key], dict)}
        assert own <= {role.partition(".")[0] for role in entries.by_list()[name]}, name


def test_a_count_is_told_to_people() -> None:
    """Somebody who looks up a word reads how often it was seen, and where."""
    assert counted("突破").startswith("seen ")
    assert counted("喵喵喵") == ""


@pytest.mark.parametrize(
    ("role", "said"),
    [
        ("nounz.tails", "nounz: no such list · lists are "),
        ("status.verdicts", "status.verdicts: no such role · write a table [verdicts] (reason, example) into "),
        ("nouns.tails(not_before=域)", ""),
        ("comparators.at_least.behind", ""),
    ],
)
def test_a_word_for_a_role_that_nobody_described_is_refused_in_one_line(role: str, said: str) -> None:
    """Who mistypes a list or a role, or has not described it yet, reads what to do."""
    told = tools_words.unknown(role)
    assert told.startswith(said)
    assert bool(told) == bool(said)
    assert "\n" not in told


def test_a_comparator_whose_group_has_no_sentence_wants_its_own() -> None:
    """Who adds 出头 behind a figure is told so at once; where the group has one, nothing is wanted."""
    assert tools_words.wanted("comparators.more_than.behind(closing)").startswith("more_than has no frame_behind: ")
    assert tools_words.wanted("comparators.at_least.behind") == ""
    assert tools_words.wanted("status.past") == ""

"""Every word of the lists that linking reads is proven by a sentence in which it does what its group says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from answers import attribute
from cases import PLAN, of_sentence, unmarked

from plancli.extract.context.conjunctions import joins
from plancli.extract.context.predicate import starts_predicate
from plancli.lexicon import load
from plancli.lexicon.roles import description, example
from plancli.lexicon.words import either, guarded, pattern, phrases, right_behind
from plancli.model import Head
from plancli.segment.clause_words import ClauseWords

FRAMED = ("predicates", "nouns", "status", "conditions")
OTHERWISE = {
    ("nouns", "short_tails"): "test_a_tail_of_one_character_ends_the_noun_unless_a_word_goes_on",
    ("nouns", "joints"): "test_joining_characters_join_unless_a_word_holds_them",
    ("nouns", "pairs"): "tests of pairs",
    ("nouns", "agrees"): "test_nouns_that_agree_with_their_classifier_stand_before",
    ("nouns", "siblings"): "indicator.cases.toml, of_sibling",
    ("nouns", "of_any_field"): "test_title_topic.py",
    ("status", "purpose"): "test_missed.py",
}
"""Groups that are no plain list of words, or whose words decide no attribute, and where they are proven."""
HEADS = {
    "rules": Head(genre="rules", horizon_year=2025),
    "report": Head(genre="report", horizon_year=2026, issued="2026-01-25"),
    "standard": Head(genre="standard"),
    "letter": Head(genre="letter"),
    "bulletin": Head(genre="bulletin", issued="2023-02-01"),
}


def _framed() -> Iterator[tuple[str, str]]:
    for table in FRAMED:
        for name, group in load.table(table).items():
            if "words" in group and (table, name) not in OTHERWISE:
                yield table, name


@pytest.mark.parametrize(("table", "name"), list(_framed()))
def test_every_word_of_a_role_gives_what_the_role_says(table: str, name: str) -> None:
    """Put into the frame of its role, or in an example of its own, the word gives the answers that the role names."""
    words = [entry["word"] for entry in guarded(table, name)]
    found = {word: _given(word, f"{table}.{name}") for word in words}
    assert {word: answers for word, answers in found.items() if answers} == {}


def _given(word: str, role: str) -> dict[str, tuple[str, str]]:
    """What the example of a word gives and what it should, for each attribute in which they differ."""
    group = description(role)
    target = of_sentence(example(word, role), HEADS.get(group.get("genre", ""), PLAN))
    expected = {name: answer.replace("{}", word) for name, answer in group["gives"].items()}
    if role == "nouns.new_predicates" and word in DISPOSALS:
        expected["indicator"] = word + expected["indicator"]  # 改造|桥梁 begins a predicate, and is part of the name
    given = {name: "no record" if target is None else attribute(target, name) for name in expected}
    return {name: (given[name], answer) for name, answer in expected.items() if given[name] != answer}


def test_every_group_of_words_has_a_frame_and_a_reason() -> None:
    """No group stands in the lists without saying what it is for and showing it at work."""
    for table in FRAMED:
        for name, group in load.table(table).items():
            assert group["reason"]
            assert "frame" in group or (table, name) in OTHERWISE, (table, name)


@pytest.mark.parametrize("place", ["before", "behind"])
@pytest.mark.parametrize("name", load.table("comparators"))
def test_every_comparator_word_bounds_the_figure_of_its_example(name: str, place: str) -> None:
    """The example holds the word beside its figure, and gives the comparator of its group."""
    group = load.table("comparators")[name]
    shown = {row["word"]: example(row["word"], f"comparators.{name}.{place}") for row in group[place]}
    assert [word for word, sentence in shown.items() if word not in _beside(sentence)] == []
    found = {word: of_sentence(sentence) for word, sentence in shown.items()}
    comparator = group["comparator"]
    assert [word for word, target in found.items() if target is None or target.comparator != comparator] == []


def _beside(sentence: str) -> str:
    """What is near the marked figure."""
    text, [(span, _)] = unmarked(sentence)
    return text[max(span.start - 12, 0) : span.start] + "|" + text[span.end : span.end + 8]


@pytest.mark.parametrize(
    ("row", "after"),
    [
        pytest.param(row, after, id=f"{row['word']}-{after}")
        for group in load.table("comparators").values()
        for row in group["behind"]
        for after in (*row.get("not_before", ()), *(["x"] if row.get("closing") else ()))
    ],
)
def test_a_comparator_word_that_another_word_holds_bounds_nothing(row: dict[str, Any], after: str) -> None:
    """上下|游企业, 余|热: behind the figure they begin the noun."""
    rest = "项目" if after == "x" else f"{after}项目"
    target = of_sentence(f"建成«40个»{row['word']}{rest}")
    assert target is None or target.comparator == "="


# what is done to things that exist is part of the name: 拆除|危房 ends in front of 拆除
DISPOSALS = phrases("nouns", "disposals")
LEADS = [(role, entry) for role in load.table("leading") for entry in guarded("leading", role)]


@pytest.mark.parametrize("role", load.table("leading"))
def test_every_verb_in_front_is_cut_at_the_bar_of_its_example(role: str) -> None:
    """What stands behind the bar is the indicator, what stands before it is no part of it."""
    rows = [(row, *example(row["word"], f"leading.{role}").split("|")) for row in guarded("leading", role)]
    assert [front for row, front, _ in rows if row["word"] not in front] == []
    wrong = [row["word"] for row, front, noun in rows if not _cut(row, front, noun)]
    assert wrong == []


def _cut(row: dict[str, Any], front: str, noun: str) -> bool:
    target = of_sentence(f"{front}{noun}«40个»")
    names = [noun, *(deed + noun for deed in DISPOSALS if front.endswith(deed))]
    return target is not None and target.indicator in names and target.flow == row.get("flow", False)


STAYS = {"measures": "面积", "heads": "站点", "nouns": "农业园区"}


def test_a_verb_that_a_noun_begins_with_stays_in_it() -> None:
    """使用|面积 and 监测|站点 are names: in front of these the word is kept."""
    names = [
        row["word"] + after
        for _, row in LEADS
        for after in (*row.get("not_before", ()), *filter(None, [STAYS.get(row.get("stays_before", ""))]))
    ]
    assert len(names) > 40
    found = [(name, of_sentence(f"{name}达到«40个»")) for name in names]
    assert [name for name, target in found if target is None or target.indicator != name] == []


def test_words_that_a_longer_word_holds_are_other_words() -> None:
    """新增|设施果园, 建材 and 服务贸易: a verb counts only where a word ends behind it."""
    for name in ("设施果园", "建材企业", "服务贸易企业", "重点实验室", "对外直接投资项目"):
        target = of_sentence(f"新增{name}«40个»")
        assert target is not None
        assert target.indicator == name
        assert target.flow


def test_a_tail_of_one_character_ends_the_noun_unless_a_word_goes_on() -> None:
    """居|全国 begins a predicate, 居民 does not."""
    for tail in phrases("nouns", "short_tails"):
        assert starts_predicate(ClauseWords(f"{tail}全国"), 0, 3), tail
    for word in ("居民", "列车", "创新", "进口", "从业", "均衡", "应用", "可再生", "在建", "对外"):
        assert not starts_predicate(ClauseWords(f"{word}企业"), 0, 4), word


def test_joining_characters_join_unless_a_word_holds_them() -> None:
    """普及, 参与, 和谐 join nothing; 企业和园区 does."""
    for sign in ("、", *phrases("nouns", "joints")):
        assert joins(ClauseWords(f"企业{sign}园区"), 2), sign
    for word in ("普及", "参与", "和谐", "碳中和", "涉及", "缓和", "和平"):
        assert not any(joins(ClauseWords(f"企业{word}园区"), at) for at in range(2, 2 + len(word))), word


def test_nouns_that_agree_with_their_classifier_stand_before() -> None:
    """引导外贸企业2000家试水电商: the noun right before the figure is what its classifier counts."""
    for entry in guarded("nouns", "agrees"):
        noun = entry["word"]
        for unit in entry["classifiers"]:
            target = of_sentence(f"引导外地{noun}«2000{unit}»试水跨境电商")
            assert target is not None, noun
            assert target.indicator == f"外地{noun}"


def test_no_word_stands_twice_in_a_group() -> None:
    """A list names each word once."""
    for table in FRAMED:
        for name, group in load.table(table).items():
            words = Counter(entry["word"] for entry in guarded(table, name)) if "words" in group else Counter()
            assert [word for word, count in words.items() if count > 1] == [], (table, name)
    assert [word for word, count in Counter(row["word"] for _, row in LEADS).items() if count > 1] == []


def test_a_word_before_a_figure_means_one_thing() -> None:
    """Predicates and comparators are read backwards as one list: no word stands in two of their groups."""
    words = [row["word"] for name in load.table("predicates") for row in guarded("predicates", name)]
    words += [row["word"] for group in load.table("comparators").values() for row in group["before"]]
    assert [word for word, count in Counter(words).items() if count > 1] == []
    behind = [row["word"] for group in load.table("comparators").values() for row in group["behind"]]
    assert [word for word, count in Counter(behind).items() if count > 1] == []


def test_region_words_stand_in_one_list() -> None:
    """Whose figure it is, 全省, is said in the nouns and not again among the verbs."""
    assert not {entry["word"] for entry in guarded("nouns", "region_noise")} & {row["word"] for _, row in LEADS}


def test_longer_words_are_asked_first() -> None:
    """In a pattern of words the longer one wins, so that 预期目标 is not read as 目标."""
    for table in ("nouns", "status"):
        for name, group in load.table(table).items():
            if "words" in group:
                parts = [entry["word"] for entry in sorted(guarded(table, name), key=lambda e: -len(e["word"]))]
                assert all(len(one) >= len(two) for one, two in pairwise(parts))
                assert pattern(table, name).pattern


def test_a_role_without_words_matches_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where tools/prove.py switches all words of a role off, its rule finds nothing: `re` finds an empty pattern."""
    monkeypatch.setattr(load, "table", lambda name: {"emptied": {"words": []}})
    assert pattern("none", "emptied").search("建成3个") is None
    assert re.search(either("none", "emptied"), "建成3个") is None
    assert re.search(right_behind("none", "emptied"), "建成3个") is None

"""Words and rules are switched off one at a time, and nothing else is."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

import ablate
import ablation_page
import gate
import switches
import trial
from plancli.lexicon import entries, load
from plancli.lexicon.roles import description
from plancli.lexicon.words import phrases
from plancli.read import from_text


@pytest.fixture
def tables(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Two roles that 已 plays, one of them with a condition."""
    found = {"past": {"words": ["已", {"word": "去年", "not_before": ["的"], "far": True}]}, "other": {"words": ["已"]}}
    monkeypatch.setattr(load, "table", lambda name: found)
    return found


def test_a_word_is_taken_out_of_its_role_only(tables: dict[str, Any]) -> None:
    """What stands beside it, and the word in another role, stays."""
    switches.switch_off([("status", "past", "已")])
    assert tables["past"]["words"] == [{"word": "去年", "not_before": ["的"], "far": True}]
    assert tables["other"]["words"] == ["已"]


def test_a_condition_is_taken_off_and_the_word_stays(tables: dict[str, Any]) -> None:
    """Only what must or must not stand beside the word goes."""
    switches.switch_off([("guard", "status.past", "去年")])
    assert tables["past"]["words"] == ["已", {"word": "去年", "far": True}]


def test_what_is_composed_of_a_word_goes_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without 提高 there is no 提高到; 提升到 stays, and so does what is listed."""
    found = {
        "verbs": {"words": ["提高", "提升"]},
        "ends": {"words": ["到"]},
        "state": {"words": ["达到", "提高到", "提升到"], "composed": ["x.verbs", "x.ends"]},
    }
    monkeypatch.setattr(load, "table", lambda name: found)
    monkeypatch.setattr(entries, "by_list", lambda: {"x": {}})
    switches.switch_off([("x", "verbs", "提高")])
    assert found["state"]["words"] == ["达到", "提升到"]


def test_a_term_is_as_frequent_as_jieba_has_it() -> None:
    """A word that jieba lacks is only the beginning of others; no other word changes."""
    words = switches.without_term({"规上": 90, "规上工业": 70, "企业": 50}, "规上")
    assert words == {"规上": 0, "规上工业": 70, "企业": 50}
    assert switches.without_term({"企业": 1}, "企业")["企业"] > 0


@pytest.mark.parametrize("name", ["status", "nouns", "leading"])
def test_every_word_of_an_open_role_is_tried(name: str) -> None:
    """Each entry names a role of the list that is no closed class, and a word that plays it."""
    found = list(switches.words(name))
    assert len(found) > 50
    for _, role, word in found:
        assert not description(f"{name}.{role}").get("closed")
        assert word in phrases(name, role)


DAY = date(2026, 11, 27)


def test_the_page_counts_what_is_worth_nothing() -> None:
    """A list has a line: entries, never met, without effect, with one, records changed, annotated ones right by it."""
    changes = [
        ablate.Change(("status", "past", "已"), 8, 30, 4),
        ablate.Change(("status", "past", "曾"), 3, 0, 0),
        ablate.Change(("status", "past", "业已"), 0, 0, 0),
    ]
    made = ablation_page.renewed("", changes, DAY)
    assert "| status.past | 3 | 1 | 1 | 1 | 30 | +4 |" in made
    assert "- status.past: 业已 曾" in made
    assert "Tried on 27 November 2026." in made


def test_a_rule_that_changes_nothing_stays_for_a_reason() -> None:
    """The page names such rules below its table; one without a reason can go, and a reason is of such a rule."""
    idle = [ablate.Change(("rule", "kind", f"{ablate.LINK}.kind.{name}"), 0, 0, 0) for name in ("own_measure", "gone")]
    made = ablation_page.renewed("", idle, DAY)
    assert f"- `kind.own_measure`: {ablation_page.STAYS['kind.own_measure']}." in made
    assert f"- `kind.gone`: {ablation_page.UNEXPLAINED}." in made
    page = (gate.ROOT / "docs" / "ablation.md").read_text(encoding="utf-8")
    assert ablation_page.UNEXPLAINED not in page
    assert [name for name in ablation_page.STAYS if f"- `{name}`: " not in page] == []


def test_a_section_is_made_anew_and_the_others_stay() -> None:
    """A rule that went leaves the page; what the page says of words is not touched."""
    page = "# Words\n\n## Words, one at a time\n\nold\n\n## Rules, one at a time\n\n| gone | 1 | 2 | +3 |\n"
    change = ablate.Change(("rule", "kind", f"{ablate.LINK}.kind.share"), 8, 18, 2)
    made = ablation_page.renewed(page, [change], DAY)
    assert "## Words, one at a time\n\nold\n" in made
    assert made.endswith("| kind.share | 8 | 18 | +2 |\n")
    assert "gone" not in made


def test_words_that_went_are_told_with_how_many_their_list_had() -> None:
    """Somebody who misses a word finds it, and the day it went."""
    had = len(entries.by_list()["nouns"]["tails"])
    made = ablation_page.went("# Words\n", [("nouns.tails", "喵喵喵")], DAY)
    assert f"| nouns.tails | {had + 1} | 1 | 喵喵喵 |" in made


def text(name: str, words: str) -> trial.Text:
    """A text of that name, which is no file."""
    return trial.Text(name, from_text(words, id=name))


@pytest.fixture
def texts(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[trial.Text]]:
    """Three short texts, with no reading of them yet."""
    found = [text("a:0", "到2025年,新增泊位300个。"), text("b:0", "建成公园20个。"), text("c:0", "新增绿地5公顷。")]
    monkeypatch.setattr(ablate, "TEXTS", found)
    monkeypatch.setattr(ablate, "BASE", {})
    for cached in (ablate.concerned, ablate._holding, ablate._pool):
        cached.cache_clear()
    yield found
    for cached in (ablate.concerned, ablate._holding, ablate._pool):
        cached.cache_clear()


def test_words_that_share_no_text_are_tried_in_one_process(texts: list[trial.Text]) -> None:
    """泊位 and 公园 are in different texts; 新增 is where 泊位 is tried, and needs a process of its own."""
    asked = [("x", "y", word) for word in ("新增", "泊位", "公园", "喵喵喵")]
    found = [sorted(word for _, _, word in batch.tried) for batch in ablate.batches(asked)]
    assert sorted(found) == [["公园", "新增"], ["泊位"]]


@pytest.mark.processes
def test_what_nobody_writes_is_met_nowhere_and_a_word_is_worth_what_changes_without_it(texts: list[trial.Text]) -> None:
    """喵喵喵 was tried on no text; without 建成 a name is read otherwise."""
    asked = [("status", "past", "喵喵喵"), ("predicates", "growth", "喵喵喵"), ("leading", "verb", "建成")]
    found = {change.entry: change for change in ablate.one_by_one(asked)}
    assert [found[entry].texts for entry in asked] == [0, 0, 1]
    assert [bool(found[entry].records) for entry in asked] == [False, False, True]


def test_a_piece_is_read_as_its_part_of_the_document() -> None:
    """It holds whole lines under the heading next above them, and places count from the start of the document."""
    lines = ["一、主要目标", "到2025年，建成公园20个。" * 40, "二、重点任务", "新增绿地5公顷。" * 60]
    whole = text("plan", "\n".join(lines))
    found = list(trial.pieces(whole))
    assert len(found) > 1
    for piece in found:
        front = piece.document.text.index("\n") + 1 if piece.at >= 0 and piece is not found[0] else 0
        at = piece.at + front
        assert whole.document.text[at : at + 20] == piece.document.text[front : front + 20]


def test_documents_that_are_scored_have_whole_gold() -> None:
    """Each gives pairs of gold and records; what people said of single records is no such gold."""
    found = trial.with_gold()
    assert len(found) >= 5
    for one in found:
        assert all(len(pair) == 2 for pair in one.pairs([]))


def test_closed_classes_stay_whole() -> None:
    """Comparators of the guidelines, units and localizers are not put to this proof; verbs and heads of tables are."""
    assert list(switches.words("comparators")) == []
    assert not {role for _, role, _ in switches.words("classes")} & {"metres", "within", "tenths"}
    assert {"actual", "target"} <= {role for _, role, _ in switches.words("tables")}


def test_a_figure_is_right_field_by_field() -> None:
    """Status first: nothing else counts without it. What has no record is read as neither."""
    told = {"start": 2, "end": 4, "status": "target", "year": 2025, "indicator": "公园 数"}
    record = {"start": 1, "end": 5, "status": "target", "year": 2025, "indicator": "公园数"}
    text = trial.Text(
        "statuses/x", from_text("建成公园12个"), figures=(told, {"start": 9, "end": 11, "status": "other"})
    )
    assert text.right([record]) == 4
    assert text.right([record | {"year": None}]) == 3
    assert text.right([record | {"status": "actual"}]) == 1
    assert text.right([]) == 1


def test_a_piece_has_the_figures_that_are_in_it() -> None:
    """Their places are those in the whole document, as those of its records are."""
    lines = "今年建成公园12个。" * 50 + "\n" + "明年建成学校8所。" * 50
    figures = tuple({"start": at, "end": at + 3, "status": "actual"} for at in (6, 506))
    whole = trial.Text("statuses/x", from_text(lines), figures=figures)
    assert [[one["start"] for one in piece.figures] for piece in trial.pieces(whole)] == [[6], [506]]

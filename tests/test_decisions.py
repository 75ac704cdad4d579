"""What people decided about records: read, found again, applied; what does not fit is said and never guessed."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import making
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plancli.columns import DECISION
from plancli.export import jsonl
from plancli.model import Document, Kind
from plancli.records.decisions import load_decisions
from plancli.records.load import RecordFaultsError
from plancli.records.record import empty_record
from plancli.terms import Row
from plancli.trust.decider import Decider, places_of
from plancli.trust.decisions import Decision, Outcome, Verdict

QUOTE = "到2025年，全省建成5G基站2.6万个以上，培育龙头企业50家。"


def record(number: int, text: str, quote: str = QUOTE, **more: Any) -> Row:
    """A record of the document `plan`."""
    start = 100 * number + quote.find(text)
    return making.record() | {
        "id": f"t{number:016x}", "doc": "plan", "start": start, "end": start + len(text), "text": text, "quote": quote,
        "doubts": ["name_long"], "confidence": Decimal("0.4"), **more,
    }  # fmt: skip


STATIONS = record(1, "2.6万个", indicator="5G基站", value=26000, unit="个")
FIRMS = record(2, "50家", indicator="龙头企业", value=50, unit="家")


def decision(about: Row, verdict: str = "accept", **more: Any) -> Decision:
    """A decision about a record."""
    place = {name: about[name] for name in ("id", "doc", "start", "end", "text", "quote")}
    return replace(Decision(**place, verdict=Verdict(verdict)), **more)


def applied(
    decisions: list[Decision], records: list[Row], doc: str = "plan", **about: Any
) -> tuple[list[Row], Outcome]:
    """The records of one document as `decisions` want them, and what became of these."""
    decider = Decider(decisions, {doc}, empty_record())
    return decider.apply(doc, records, about), decider.finish()


def test_an_accepted_record_has_no_doubt_left() -> None:
    """Nothing else of it changes, and the other record does not change at all."""
    rows, outcome = applied([decision(STATIONS)], [STATIONS, FIRMS])
    assert rows == [STATIONS | {"doubts": [], "review": "accepted"}, FIRMS]
    assert (len(outcome.applied), outcome.settled) == (1, True)


@pytest.mark.parametrize(("region", "code"), [("武汉市", "420100"), ("鼓楼区", None)])
def test_a_region_that_a_person_gives_has_its_code(region: str, code: str | None) -> None:
    """Where one place has this name; of several nobody knows which is meant."""
    (row,), _ = applied([decision(STATIONS, "change", changes={"region": region})], [STATIONS])
    assert (row["region"], row["region_code"]) == (region, code)


SEEN = {"indicator": "5G基站", "value": 26000, "unit": "个", "year": 2025}


def test_who_accepted_one_reading_has_not_accepted_another() -> None:
    """Where a later version reads another year, the decision is listed with both, and the record stays as read."""
    read_now = STATIONS | {"year": 2030}
    rows, outcome = applied([decision(STATIONS, seen=SEEN)], [read_now])
    assert (rows, outcome.settled) == ([read_now], False)
    assert outcome.stale[0][1] == "read otherwise since (year 2025 is now 2030)"
    rows, outcome = applied([decision(STATIONS, seen=SEEN)], [STATIONS | {"year": 2025}])
    assert (rows[0]["review"], outcome.settled) == ("accepted", True)


def test_a_change_holds_where_only_what_it_changes_is_read_otherwise() -> None:
    """The year is the person's; of the rest, another indicator was not seen. A rejection holds for any reading."""
    change = decision(STATIONS, "change", changes={"year": 2027}, seen=SEEN)
    rows, _ = applied([change], [STATIONS | {"year": 2030}])
    assert rows[0]["year"] == 2027
    rows, outcome = applied([change], [STATIONS | {"indicator": "基站"}])
    assert (rows[0]["indicator"], len(outcome.stale)) == ("基站", 1)
    assert applied([decision(STATIONS, "reject", seen=SEEN)], [STATIONS | {"year": 2030}])[0] == []


def test_of_two_people_who_saw_two_readings_the_one_who_saw_this_one_counts() -> None:
    """The other decision is listed."""
    one = decision(STATIONS, seen=SEEN, by="王")
    other = decision(STATIONS, seen=SEEN | {"year": 2030}, by="李")
    rows, outcome = applied([one, other], [STATIONS | {"year": 2030}])
    assert rows[0]["review"] == "accepted"
    assert [stale.by for stale, _ in outcome.stale] == ["王"]


def test_a_changed_record_keeps_its_id_and_gets_the_id_of_its_new_indicator() -> None:
    """The indicator id is resolved anew, the rules say that a person decided, confidence is gone."""
    change = decision(STATIONS, "change", changes={"indicator": "5G基站数", "year": 2026})
    (row,), _ = applied([change], [STATIONS | {"indicator_id": "wrong", "rules": {"year": "document_horizon"}}])
    assert (row["id"], row["year"], row["indicator_id"]) == (STATIONS["id"], 2026, "base_stations_5g")
    assert row["rules"] == {"year": "decision", "indicator": "decision", "indicator_id": "decision"}
    assert (row["review"], row["confidence"], row["doubts"]) == ("changed", None, [])


def test_an_indicator_id_that_is_given_holds() -> None:
    """A person's id is not resolved again."""
    change = decision(STATIONS, "change", changes={"indicator": "5G基站数", "indicator_id": "my_stations"})
    (row,), _ = applied([change], [STATIONS])
    assert row["indicator_id"] == "my_stations"


def test_a_rejected_record_is_gone() -> None:
    """The others stay."""
    rows, outcome = applied([decision(STATIONS, "reject")], [STATIONS, FIRMS])
    assert (rows, outcome.settled) == ([FIRMS], True)


ADDED = {
    "indicator": "园区",
    "kind": "level",
    "comparator": "=",
    "value": 3,
    "unit": "个",
    "year": 2025,
    "status": "target",
}


def test_an_added_record_stands_in_its_place_and_is_added_once() -> None:
    """It has the region of its document and an id; adding it to records that hold it already changes nothing."""
    add = decision(record(1, "3个", "建成园区3个。"), "add", id="", start=150, end=152, changes=ADDED)
    rows, _ = applied([add], [STATIONS, FIRMS])
    assert [row["indicator"] for row in rows] == ["5G基站", "园区", "龙头企业"]
    assert (rows[1]["review"], rows[1]["region"], rows[1]["id"][0]) == ("added", STATIONS["region"], "t")
    again, outcome = applied([add], rows)
    assert (again, outcome.settled) == (rows, True)


def test_an_id_of_the_first_version_finds_its_record() -> None:
    """Version 0.1.0 wrote no letter in front."""
    rows, _ = applied([decision(STATIONS, id=STATIONS["id"][1:], quote="")], [STATIONS])
    assert rows[0]["review"] == "accepted"


def test_without_its_id_a_decision_finds_its_record_by_quote_and_text() -> None:
    """Also where the figure stands elsewhere in the text now."""
    rows, outcome = applied([decision(FIRMS, id="t0", start=7, end=10)], [STATIONS, FIRMS])
    assert [row["review"] for row in rows] == [None, "accepted"]
    assert outcome.moved == []


def test_in_a_changed_source_the_text_around_the_figure_finds_the_record() -> None:
    """What fits is applied and named as moved; a figure that is another one now is stale."""
    quote = "到2026年，建成基站3万个，培育龙头企业50家，引进高校3所。"
    now, other = record(3, "50家", quote), record(4, "3万个", quote)
    old = [decision(FIRMS, quote="培育龙头企业50家。"), decision(STATIONS)]
    rows, outcome = applied(old, [other, now])
    assert [row["review"] for row in rows] == [None, "accepted"]
    assert [one.text for one in outcome.moved] == ["50家"]
    assert [(one.text, why) for one, why in outcome.stale] == [("2.6万个", "no such figure")]


def test_a_word_that_has_come_behind_the_figure_is_another_statement() -> None:
    """50家 accepted, 50家以上 written now: nothing is applied by guess."""
    rows, outcome = applied([decision(FIRMS)], [record(3, "50家", QUOTE.replace("50家", "50家以上"))])
    assert (rows[0]["review"], outcome.settled) == (None, False)


def test_of_two_figures_alike_none_is_guessed() -> None:
    """培育50家，引进50家: with another place, nobody knows which was meant."""
    quote = "培育企业50家，引进企业50家。"
    rows = [record(5, "50家", quote), record(6, "50家", quote)]
    found, outcome = applied([decision(rows[0], id="", start=1, end=4)], rows)
    assert found == rows
    assert [why for _, why in outcome.stale] == ["several figures fit"]


def test_decisions_of_other_documents_are_counted_and_of_a_lost_one_listed() -> None:
    """A document at hand that gave no record makes its decisions stale."""
    decider = Decider(
        [decision(FIRMS, doc="elsewhere"), decision(STATIONS, doc="lost")], {"plan", "lost"}, empty_record()
    )
    decider.apply("plan", [])
    outcome = decider.finish()
    assert [one.doc for one in outcome.elsewhere] == ["elsewhere"]
    assert [one.doc for one, _ in outcome.stale] == ["lost"]


def test_a_document_under_another_name_is_known_by_its_records_or_bytes() -> None:
    """The same text has the same ids; the same file the same digest."""
    rows, _ = applied([decision(STATIONS, doc="old-name")], [STATIONS])
    assert rows[0]["review"] == "accepted"
    rows, _ = applied([decision(STATIONS, doc="old-name", id="t9", sha256="ab")], [STATIONS], sha256="ab")
    assert rows[0]["review"] == "accepted"


@pytest.mark.parametrize("people", [("甲", "乙"), ("甲", None), (None, None)])
def test_of_contradicting_decisions_none_is_applied(people: tuple[str | None, str | None]) -> None:
    """Two people, or nobody knows who: nothing is guessed, both are named."""
    pair = [decision(STATIONS, by=people[0]), decision(STATIONS, "reject", by=people[1])]
    rows, outcome = applied(pair, [STATIONS])
    assert rows == [STATIONS]
    assert ([len(one.decisions) for one in outcome.conflicts], outcome.settled) == ([2], False)


def test_what_one_person_decided_later_holds_and_two_who_agree_are_one() -> None:
    """By time, in whatever order the lines stand."""
    later = decision(STATIONS, "reject", by="甲", at="2026-11-26T10:00:00Z")
    earlier = decision(STATIONS, by="甲", at="2026-11-25T10:00:00Z")
    assert applied([later, earlier], [STATIONS])[0] == []
    rows, outcome = applied([decision(STATIONS, by="甲"), decision(STATIONS, by="乙")], [STATIONS])
    assert (rows[0]["review"], outcome.settled) == ("accepted", True)


def test_an_added_figure_is_found_again_in_a_changed_text() -> None:
    """By its sentence; where that is gone, the decision is stale."""
    add = decision(record(1, "3个", "建成园区3个。"), "add", id="", start=0, end=2, changes=ADDED)
    for text, places in (("新前言。建成园区3个。", [(8, 10)]), ("什么也没有。", [])):
        document = Document("plan", text)
        rows, outcome = applied([add], [], places=places_of([add], document))
        assert [(row["start"], row["end"]) for row in rows] == places
        assert outcome.settled is bool(places)


def saved(folder: Path, *rows: Row | str) -> Path:
    path = folder / "decisions.jsonl"
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def line(verdict: str = "change", **more: Any) -> Row:
    place = {name: STATIONS[name] for name in ("id", "doc", "start", "end", "text", "quote")}
    return place | {"verdict": verdict, **more}


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (line("maybe"), "'maybe' is no verdict"),
        (line(changes={"value": "many"}), "'many' is no number"),
        (line(changes={"values": 3}), "values is no attribute"),
        (line(changes={"id": "t1"}), "id cannot be changed"),
        (line(changes={"kind": "stock"}), "'stock' is no kind"),
        (line(changes={"kind": None}), "None is no kind"),
        (line(changes={"comparator": "range", "value": 3}), "a range needs value_max"),
        (line(changes={"unit": "万家"}), "万家 without its value"),
        (line(changes={"value": None}), "a record needs a value"),
        (line(changes={}), "nothing is changed"),
        (line("accept", changes={"value": 3}), "accept changes nothing, but value is given"),
        (line("add", changes={"value": 3}), "an added record needs indicator"),
        (line("accept", id="", text=""), "no record is named"),
        (line("accept", changes=[1]), "no JSON object"),
    ],
)  # fmt: skip
def test_a_decision_that_would_be_a_guess_is_a_fault_with_its_line(tmp_path: Path, row: Row, fault: str) -> None:
    """One line says what and where; no decision of the file is applied."""
    with pytest.raises(RecordFaultsError) as caught:
        load_decisions(saved(tmp_path, line("accept"), row))
    assert fault in str(caught.value)
    assert "decisions.jsonl line 2" in str(caught.value)


def test_values_are_read_in_base_units(tmp_path: Path) -> None:
    """3 and 万家 are 30000 家; text that is a number is one."""
    (found,) = load_decisions(saved(tmp_path, line(changes={"value": "3.5", "unit": "万家", "modality": None})))
    assert dict(found.changes) == {"value": 35000, "unit": "家", "modality": None}


WORDS = st.text("甲乙丙，。“”3%\n\"'=\u2028中 a", min_size=1, max_size=12)
CHANGES = st.fixed_dictionaries(
    {"indicator": WORDS},
    optional={
        "value": st.one_of(st.integers(-(10**15), 10**15), st.decimals(-1000, 1000, places=3)),
        "year": st.integers(1950, 2060), "kind": st.sampled_from([str(kind) for kind in Kind]), "flow": st.booleans(),
        "departments": st.lists(st.text("甲乙丙厅", min_size=1, max_size=4), max_size=3),
    },
)  # fmt: skip
DECISIONS = st.builds(
    lambda verdict, changes, **more: Decision(
        verdict=verdict, changes=changes if verdict is Verdict.CHANGE else {}, **more
    ),
    id=st.integers(0, 2**64 - 1).map(lambda number: f"t{number:016x}"),
    doc=WORDS, start=st.integers(0, 10**6), end=st.integers(0, 10**6), text=WORDS, quote=WORDS,
    verdict=st.sampled_from([Verdict.ACCEPT, Verdict.CHANGE, Verdict.REJECT]), changes=CHANGES,
    by=st.none() | st.text("甲乙", min_size=1), at=st.none() | st.just("2026-11-26T10:00:00Z"), note=st.none() | WORDS,
    sha256=st.none() | st.just("ab" * 32),
)  # fmt: skip


def as_row(one: Decision) -> Row:
    """A decision with the keys that a page or a workbook writes."""
    return {column.name: getattr(one, column.name) for column in DECISION} | {"verdict": str(one.verdict)}


@settings(max_examples=100, deadline=None)
@given(found=st.lists(DECISIONS, min_size=10, max_size=10))
def test_decisions_come_back_from_a_file_as_they_were(tmp_path_factory: pytest.TempPathFactory, found: list) -> None:
    """1,000 random decisions, written as JSON Lines and read again, are the same decisions in the same order."""
    path = tmp_path_factory.mktemp("trip") / "decisions.jsonl"
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        jsonl.write(map(as_row, found), stream)
    assert load_decisions(path) == found


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_decisions_change_what_they_are_about_and_nothing_else(data: st.DataObject) -> None:
    """Of random records, those without a decision stay as they are, in their order; each decision is applied."""
    rows = [record(number, "50家", f"{number}号园区培育企业50家。") for number in range(12)]
    verdicts = data.draw(st.lists(st.sampled_from(["", "accept", "change", "reject"]), min_size=12, max_size=12))
    about = [decision(row, verdict, changes={"year": 2031} if verdict == "change" else {})
             for row, verdict in zip(rows, verdicts, strict=True) if verdict]  # fmt: skip
    found, outcome = applied(about, rows)
    kept = [(row, verdict) for row, verdict in zip(rows, verdicts, strict=True) if verdict != "reject"]
    assert [row["id"] for row in found] == [row["id"] for row, _ in kept]
    for row, (before, verdict) in zip(found, kept, strict=True):
        assert row["review"] == {"": None, "accept": "accepted", "change": "changed"}[verdict]
        assert verdict != "" or row == before
        assert row["year"] == (2031 if verdict == "change" else before["year"])
    assert (len(outcome.applied), outcome.settled) == (len(about), True)

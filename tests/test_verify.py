"""A record is confirmed where its text and its quote are in its document; every other is listed."""

from decimal import Decimal
from typing import Any

import pytest

from plancli.columns import DIFFERENCE, RECORD
from plancli.evaluate.in_text import unlike_text
from plancli.evaluate.verify import verify
from plancli.model import Options
from plancli.pipeline import records_of
from plancli.read import from_text

TEXT = "一、目标\n到2025年，建成5G基站2.6万个，\n培育企业500家。\n到2030年，建成5G基站5万个。"


def record(
    text: str = "2.6万个", quote: str = "到2025年，建成5G基站2.6万个，\n培育企业500家。", **more: Any
) -> dict[str, Any]:
    start = TEXT.find(text)
    return {"id": "r1", "doc": "plan", "start": start, "end": start + len(text), "text": text, "quote": quote} | more


def found(made: dict[str, Any]) -> list[str]:
    differences = list(unlike_text(made, TEXT))
    for difference in differences:
        assert list(difference) == [column.name for column in DIFFERENCE]
    return [str(difference["what"]) for difference in differences]


@pytest.mark.parametrize(
    "made",
    [
        record(),
        record("500家"),
        record("5万个", "到2030年，建成5G基站5万个。"),
        record(quote="到2025年，建成5G基站2.6万个，\r\n培育企业500家。"),
        record(quote=" 到2025年，建成5G基站2.6万个， 培育企业500家。"),
    ],
)
def test_a_record_that_is_confirmed_is_not_listed(made):
    """Text and quote in their place give no difference; line ends may have become blanks."""
    assert found(made) == []


@pytest.mark.parametrize(
    ("made", "what"),
    [
        (record(start=3), ["quantity differs, its quote is at 5"]),
        (record(text="3万个", start=19, end=22), ["quantity differs, its quote is at 5"]),
        (record(quote="到2030年，建成5G基站5万个。"), ["quote differs"]),
        (record(quote="到2025年，建成5G基站3万个"), ["quote differs"]),
        (record(quote=""), ["no quote"]),
        (record(start=None), ["no place"]),
        (record(start=-1), ["no place"]),
        (record(end=10_000), ["behind the end of the text"]),
        (record(text="7万个", start=19, end=23, quote="建成7万个"), ["quantity differs", "quote differs"]),
    ],
)
def test_what_differs_is_named(made, what):
    """Each way in which a record may have lost its place has its own words."""
    assert found(made) == what


def test_differences_show_both_sides():
    """The list holds what the record says and what is there."""
    (difference,) = unlike_text(record(text="3万个", start=19, end=24), TEXT)
    assert (difference["record"], difference["found"]) == ("3万个", TEXT[19:24])


CHANGES = {
    "value": 99999, "unit": "家", "comparator": "=", "year": 2031, "indicator": "光纤", "kind": "share",
    "status": "other",
    "id": "t0123456789abcdef", "indicator_id": "other", "modality": "binding", "flow": True, "region_code": "110000",
}  # fmt: skip
PLAN = "浙江省数字经济发展规划\n到2025年，全省建成5G基站2.6万个以上，培育龙头企业50家。\n2020年已建成5G基站1.2万个。\n"


def fresh(text: str = PLAN) -> list[dict[str, Any]]:
    """The records of a plan, of every status."""
    return records_of(from_text(text, "plan"), Options())


def listed(records: list[dict[str, Any]], now: list[dict[str, Any]] | None = None) -> list[str]:
    rows = verify(records, [("plan", PLAN, fresh() if now is None else now)])
    return [f"{row['what']}: {row['record']} → {row['found']}" for row in rows]


def test_records_as_they_were_extracted_differ_in_nothing():
    """All statuses, targets alone, or achievements alone; ids of version 0.1.0 are the same ids."""
    records = fresh()
    for kept in ({"target", "actual", "other"}, {"target"}, {"actual"}):
        assert listed([one for one in records if one["status"] in kept]) == []
    assert listed([one | {"id": one["id"][1:]} for one in records]) == []


@pytest.mark.parametrize("name", CHANGES)
def test_every_attribute_that_somebody_changed_is_listed(name):
    """What the record says and what the text gives stand side by side."""
    records = fresh()
    before = records[0][name]
    changed = [records[0] | {name: CHANGES[name]}, *records[1:]]
    assert listed(changed) == [f"{name} differs: {CHANGES[name]} → {'' if before is None else before}"]


def test_a_record_that_is_missing_doubled_or_invented_is_listed():
    """Also where nothing else is left of the file."""
    records = fresh()
    goals = [one for one in records if one["status"] == "target"]
    assert listed(goals[1:]) == ["record missing:  → 2.6万个 · 5G基站 · 2025"]
    assert listed([]) == [
        "record missing:  → 2.6万个 · 5G基站 · 2025",
        "record missing:  → 50家 · 数字经济龙头企业 · 2025",
    ]
    assert listed([*goals, goals[0]]) == ["record doubled: 2.6万个 · 5G基站 · 2025 → "]
    at = PLAN.find("2025年")
    quote = "到2025年，全省建成5G基站2.6万个以上，培育龙头企业50家。"
    made = goals[0] | {"id": "t9", "start": at, "end": at + 5, "text": "2025年", "quote": quote, "value": 2025}
    assert listed([*goals, made]) == ["no such statement: 2025年 · 5G基站 · 2025 → "]


OTHER = "奖励企业30万元。2019年用户3万户，占比12%。\n"


def test_a_removed_record_of_any_status_that_the_file_holds_is_listed():
    """Also where its document has no other of this status, and where it comes before the document that has one."""
    first, second = (
        records_of(from_text(text, name), Options()) for name, text in (("a", PLAN + OTHER), ("b", PLAN + OTHER))
    )
    documents = [("a", PLAN + OTHER, first), ("b", PLAN + OTHER, second)]
    for gone in [*first, *second]:
        left = [one for one in [*first, *second] if one is not gone]
        assert [(row["what"], row["id"]) for row in verify(left, documents)] == [("record missing", gone["id"])]


def test_a_status_that_only_people_wrote_asks_for_nothing():
    """Changed by hand, it differs; changed by a decision, it is right. No other record of this status is missing."""
    records = fresh()
    goals = [one for one in records if one["status"] == "target"]
    by_hand = [goals[0] | {"status": "actual"}, *goals[1:]]
    assert listed(by_hand) == ["status differs: actual → target"]
    decided = [one | {"status": "actual", "review": "changed"} if one is goals[0] else one for one in records]
    assert listed([one for one in decided if one["id"] in {goal["id"] for goal in goals}], decided) == []


def test_statuses_that_the_user_names_must_be_there():
    """With `--status all` also those of which the file holds none."""
    records = fresh()
    goals = [one for one in records if one["status"] == "target"]
    rows = verify(goals, [("plan", PLAN, records)], ("target", "actual"))
    assert [(row["what"], row["found"]) for row in rows] == [("record missing", "1.2万个 · 5G基站 · 2020")]
    assert list(verify(goals, [("plan", PLAN, records)], ("target",))) == []


def test_a_record_of_no_document_is_listed():
    """After those of the documents at hand."""
    records = fresh()
    assert listed([*records, records[0] | {"doc": "other"}])[0].startswith("no such document: ")


def test_numbers_that_a_spreadsheet_rounded_are_the_same():
    """666.666666667 m2 is 666.6666666667; a column that the file does not have is not looked at."""
    (record,) = fresh("到2025年，新增绿地10亩。")
    few = {name: record[name] for name in record if name not in ("departments", "indicator_id", "region")}
    said = {column.name: few.get(column.name) for column in RECORD} | {"value": Decimal("6666.66666667")}
    rows = verify([said], [("plan", "到2025年，新增绿地10亩。", [record])])
    assert [row["what"] for row in rows] == []

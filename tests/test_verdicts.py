"""What people said of records: kept for those that stand, and a measure of those that have changed."""

from __future__ import annotations

import json
from typing import Any

import pytest

import verdicts

SEEN = {
    "status": "target",
    "indicator": "新建5G基站",
    "value": 300,
    "value_max": None,
    "unit": "个",
    "comparator": "=",
    "year": 2025,
}
ROW: dict[str, Any] = {"start": 0, "end": 4, "seen": SEEN, "name": "usable", "figure": True}
ROW |= {"should": {"status": "target", "year": 2025, "indicator": "5G基站"}}
ACTUAL = ROW | {"should": {"status": "actual", "year": 2024, "indicator": "5G基站"}}
OTHER = ROW | {"name": "wrong", "should": {"status": "other", "year": None, "indicator": None}}
UNIT = ROW | {"figure": False, "should": {**ROW["should"], "unit": "座"}}
VALUE = ROW | {"figure": False}
LONGER = ROW | {"should": {**ROW["should"], "indicator": "高速铁路沿线移动通信5G基站"}}


@pytest.mark.parametrize(
    ("row", "record", "right"),
    [
        (ROW, SEEN, {"status", "year", "whole"}),
        (ROW, SEEN | {"indicator": "5G基站"}, {"status", "year", "whole", "clean"}),
        (ROW, SEEN | {"indicator": "数据中心"}, {"status", "year"}),
        (LONGER, SEEN | {"indicator": "新建基站"}, {"status", "year", "whole"}),
        (LONGER, SEEN | {"indicator": "新建5G"}, {"status", "year"}),
        (ROW, SEEN | {"year": None}, {"status"}),
        (ROW, None, set()),
        (ACTUAL, SEEN, set()),
        (ACTUAL, SEEN | {"status": "actual", "year": 2024}, {"status", "year", "whole"}),
        (OTHER, SEEN, set()),
        (OTHER, SEEN | {"status": "other"}, {"status", "whole", "clean"}),
        (OTHER, None, {"status", "whole", "clean"}),
        (UNIT, SEEN, {"status", "year"}),
        (UNIT, SEEN | {"unit": "座"}, {"status", "year", "whole"}),
        (VALUE, SEEN, {"status", "year"}),
    ],
)
def test_a_record_is_compared_with_what_it_should_be(
    row: dict[str, Any], record: dict[str, Any] | None, right: set[str]
) -> None:
    """Unchanged it has the verdict; changed it is right where it says what the person said it should."""
    assert {name for name, good in verdicts.marks(row, record).items() if good} == right


def test_records_of_the_same_words_are_told_by_their_names() -> None:
    """Of two records that the same words state, a verdict is of the one whose name was judged."""
    place = {"start": 0, "end": 4}
    found = [SEEN | place | {"indicator": "税收"}, SEEN | place]
    assert verdicts._of_its_name(ROW, found, found[0]) == found[1]
    assert verdicts._of_its_name(ROW, found[:1], found[0]) == found[0]


def test_the_parts_share_no_document() -> None:
    """What is held out is held out by documents."""
    documents = [{one.document for one in verdicts.part(name)} for name in verdicts.PARTS]
    assert all(documents)
    assert not set.intersection(*documents)


def test_errors_are_told_with_what_is_right(tmp_path, monkeypatch) -> None:
    """One line for a record that is not what it should be, and the shares of both figures."""
    (tmp_path / "plan.txt").write_text("到2025年，建成5G基站300个。\n", encoding="utf-8")
    row = ROW | {"document": "plan.txt", "start": 13, "end": 17, "should": {**ROW["should"], "year": 2024}}
    (tmp_path / "judged.jsonl").write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    monkeypatch.setattr(verdicts.stripped_gold, "SHARED", tmp_path)
    monkeypatch.setitem(verdicts.PARTS, "judged", tmp_path / "judged.jsonl")
    documents = verdicts.part("judged")
    (line,) = verdicts.errors(documents)
    assert line.startswith("plan 13 wrong year, whole: ")
    assert verdicts.reached(documents) == {"whole": 0.0, "clean": 1.0, "status": 1.0, "year": 0.0}

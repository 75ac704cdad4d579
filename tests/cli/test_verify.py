"""`plancli verify`: whatever somebody changed in a file of records is listed, and the exit code is 4."""

import json

import pytest

from .conftest import PLAN, rows

CHANGED = {
    "value": ({"value": 99999}, "value differs"),
    "unit": ({"unit": "家"}, "unit differs"),
    "no unit of ours": ({"unit": "吨"}, "吨 is no base unit"),
    "comparator": ({"comparator": "<"}, "comparator differs"),
    "year": ({"year": 2099}, "year differs"),
    "id": ({"id": "t0000000000000000"}, "id differs"),
    "indicator": ({"indicator": "别的"}, "indicator differs"),
    "status": ({"status": "actual"}, "status differs"),
    "quote": ({"quote": "没有"}, "quote differs"),
    "document": ({"doc": "elsewhere"}, "no such document"),
}


@pytest.fixture
def verified(invoke, plan, tmp_path):
    """The plan verified against records that `work` has changed: exit code, and what differs."""
    read = rows(invoke("extract", plan, "--status", "all").stdout)

    def run(work, *more):
        found = work([dict(record) for record in read])
        path = tmp_path / "records.jsonl"
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in found), encoding="utf-8")
        result = invoke("verify", path, plan, "-f", "jsonl", *more)
        return result.exit_code, [row["what"] for row in rows(result.stdout)]

    return run


@pytest.mark.parametrize("name", CHANGED)
def test_a_changed_attribute_is_listed(verified, name):
    """Value, unit, comparator, year, id and the rest, each against the words and the rules."""
    changes, said = CHANGED[name]
    code, found = verified(lambda records: [records[0] | changes, *records[1:]])
    assert (code, said in found) == (4, True)


def test_records_missing_invented_or_doubled_and_an_empty_file_are_listed(verified):
    """Untouched records differ in nothing."""
    assert verified(lambda records: records) == (0, [])
    assert verified(lambda records: records[1:]) == (4, ["record missing"])
    assert verified(lambda records: []) == (4, ["record missing"] * 2)
    assert verified(lambda records: [*records, records[0]]) == (4, ["record doubled"])
    invented = {"id": "tabcabcabcabcabca", "start": 2, "end": 4, "text": "数字", "quote": "数字经济"}
    code, found = verified(lambda records: [*records, records[0] | invented])
    assert (code, "no such statement" in found) == (4, True)


def test_a_status_of_which_nothing_is_left_is_missed_where_it_is_asked_for(invoke, tmp_path):
    """A file of targets alone is whole, unless all statuses are asked for."""
    text = tmp_path / "plan.txt"
    text.write_text(PLAN + "2020年已建成5G基站1.2万个。\n", encoding="utf-8")
    records = tmp_path / "records.jsonl"
    invoke("extract", text, "-o", records)
    assert invoke("verify", records, text).exit_code == 0
    result = invoke("verify", records, text, "--status", "all", "-f", "jsonl")
    assert (result.exit_code, [row["what"] for row in rows(result.stdout)]) == (4, ["record missing"])


def test_what_people_decided_and_what_the_user_knows_is_no_difference(invoke, plan, tmp_path):
    """With --decisions and --about the records that came about with them are verified; without, they differ."""
    first, second = rows(invoke("extract", plan).stdout)
    places = ("id", "doc", "start", "end", "text", "quote")
    line = {name: first[name] for name in places} | {"verdict": "change", "changes": {"value": 3, "unit": "万个"}}
    gone = {name: second[name] for name in places} | {"verdict": "reject"}
    decisions, about = tmp_path / "decisions.jsonl", tmp_path / "about.csv"
    decisions.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in (line, gone)), encoding="utf-8")
    about.write_text("file,region\nplan.txt,江西省\n", encoding="utf-8")
    plan.write_text(PLAN.replace("浙江省", ""), encoding="utf-8")
    given = ("--decisions", decisions, "--about", about)
    records = tmp_path / "records.jsonl"
    assert invoke("extract", plan, *given, "-o", records).exit_code == 0
    assert rows(records.read_text(encoding="utf-8"))[0]["region"] == "江西省"
    assert invoke("verify", records, plan, *given, "-f", "jsonl").stdout == ""
    assert invoke("verify", records, plan, *given).exit_code == 0
    assert invoke("verify", records, plan, "--about", about).exit_code == 4
    assert invoke("verify", records, plan, "--decisions", decisions).exit_code == 4

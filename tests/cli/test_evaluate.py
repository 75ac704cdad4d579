"""`plancli evaluate`: the score, and the disagreements behind it."""

import json

import pytest
from making import record, write_records


@pytest.fixture
def pair(tmp_path):
    """Two gold records, of which one is predicted with another year and one is missed."""
    gold = [record(status="target"), record("公园", 12, status="target")]
    write_records(tmp_path / "gold.jsonl", [one | {"key": one["indicator"]} for one in gold])
    write_records(tmp_path / "got.jsonl", [gold[0] | {"year": 2030}])
    return tmp_path / "gold.jsonl", tmp_path / "got.jsonl"


def test_disagreements_are_shown_with_both_records(invoke, pair):
    """Each has its kind above it, and what is not there on a side has no line."""
    text = invoke("evaluate", *pair, "--errors", "5").stdout
    assert "detect   precision 1.0000  recall 0.5000" in text
    missed, wrong = text.split("\n\n")[1:]
    assert missed.splitlines()[0] == "missed"
    assert "indicator 公园" in missed
    assert "  got" not in missed
    assert wrong.splitlines()[0] == "wrong year"
    assert "year 2025" in wrong.splitlines()[1]
    assert "year 2030" in wrong.splitlines()[2]


def test_the_first_disagreements_of_each_kind_are_given_as_json(invoke, pair):
    """As many as asked for, exact numbers as plain ones."""
    found = json.loads(invoke("evaluate", *pair, "--errors", "1", "-f", "json").stdout)
    assert [(one["error"], one["predicted"] and one["predicted"]["year"]) for one in found["errors"]] == [
        ("missed", None),
        ("wrong year", 2030),
    ]
    assert found["errors"][0]["gold"]["value"] == 12
    assert "errors" not in json.loads(invoke("evaluate", *pair, "-f", "json").stdout)

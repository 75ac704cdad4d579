"""The five briefs of data/raw are read as their gold records say."""

from pathlib import Path
from typing import Any

import pytest

import gold
from plancli.evaluate.score import Error, Score, score
from plancli.pipeline import analyse
from plancli.read import read
from plancli.records.record import to_record

ROOT = Path(__file__).resolve().parents[1]
BRIEFS = ("zhejiang", "huzhou", "lucheng", "hubei", "jiangan")
HEADS = {
    "zhejiang": ("浙江省", "330000", "province", None, None, 2020),
    "huzhou": ("湖州市", "330500", "city", None, None, 2022),
    "lucheng": ("鹿城区", "330302", "district", "温鹿政办〔2019〕53号", "2019-09-20", 2022),
    "hubei": ("湖北省", "420000", "province", "鄂政发〔2021〕24号", "2021-10-17", 2025),
    "jiangan": ("江岸区", "420102", "district", "岸政办〔2021〕16号", "2021-05-24", 2022),
}


def records(name: str) -> list[dict[str, Any]]:
    return [to_record(target) for target in analyse(read(ROOT / "data" / "raw" / f"{name}.txt")).targets]


def scored(name: str) -> Score:
    return score([(gold.rows(ROOT / "tests" / "gold" / f"{name}.jsonl"), records(name))])


def told(error: Error) -> str:
    """An error so that a person sees at once which words it is about."""
    record = error.gold or error.predicted or {}
    return f"{error.what}: {record.get('indicator')} {record.get('text')}"


@pytest.mark.parametrize("name", BRIEFS)
def test_every_target_of_a_brief_is_read_whole(name):
    """Each target is found with value, unit, comparator, year, indicator and kind, and none is invented."""
    assert list(map(told, scored(name).errors)) == []


@pytest.mark.parametrize("name", BRIEFS)
def test_every_figure_of_a_brief_is_mentioned(name):
    """Targets and achievements together are found, whatever status they are given."""
    assert scored(name).mention.f1 == 1.0


@pytest.mark.parametrize("name", BRIEFS)
def test_flow_annual_and_base_year_are_as_annotated(name):
    """Newly added, per year and the year compared with are fields of the record."""
    found = {(row["start"], row["text"]): row for row in records(name)}
    fields = ("flow", "annual", "base_year")
    for row in gold.rows(ROOT / "tests" / "gold" / f"{name}.jsonl"):
        if not row["optional"]:
            assert {f: found[row["start"], row["text"]][f] for f in fields} == {f: row[f] for f in fields}, row["text"]


@pytest.mark.parametrize("name", BRIEFS)
def test_head_of_a_brief_is_read(name):
    """Region, code, level, document number, date of issue and horizon come from the text of the brief."""
    head = read(ROOT / "data" / "raw" / f"{name}.txt").head
    found = (head.region, head.region_code, head.level, head.document_number, head.issued, head.horizon_year)
    assert found == HEADS[name]

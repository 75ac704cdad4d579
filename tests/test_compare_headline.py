"""The headline table of ten work reports, against cells that a person has read; and what scores it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from making import record

from headline import Cell, found_cells, gold_cells, report, score
from plancli.batch import run
from plancli.model import Failure, Options
from plancli.run.discover import Source, discover

FLOOR = 0.95
FLOOR_2025 = 0.985
GOLD_2025 = Path(__file__).parent / "gold" / "headline-2025.csv"


def cell(value: int = 5, comparator: str = "~", region: str = "湖北省") -> Cell:
    return (region, "gdp_growth", comparator, Decimal(value), None)


@pytest.mark.parametrize(
    ("found", "f1"),
    [
        ([cell()], 1.0),
        ([cell(6)], 0.0),
        ([cell(comparator="=")], 0.0),
        ([], 0.0),
        ([cell(), cell(region="浙江省")], 2 / 3),
        ([cell(), cell()], 1.0),
    ],
)
def test_wrong_missing_and_extra_cells_count_against(found: list[Cell], f1: float) -> None:
    """A cell is right only where value, comparator, indicator and region are; others cost."""
    assert score([cell()], found).f1 == pytest.approx(f1)


def test_cells_are_targets_of_the_year() -> None:
    """Achievements, other years and other indicators are no cells."""
    goal: dict[str, Any] = {"indicator_id": "gdp_growth", "year": 2026, "comparator": "~"}
    records = [
        record("GDP", 5, "%", **goal),
        record("GDP", 5, "%", **goal | {"status": "actual"}),
        record("GDP", 5, "%", **goal | {"year": 2025}),
        record("GDP", 5, "%", **goal | {"indicator_id": None}),
        record("GDP", 5, "%", **goal | {"indicator_id": "gdp_per_capita_growth"}),
    ]
    assert found_cells(records, {2026}) == [cell()]


def test_the_report_lists_what_is_not_right() -> None:
    """A line of figures, and on demand the cells."""
    assert report(score([cell()], [cell(6)]), errors=True).splitlines() == [
        "F1 0.0000  right 0  missing 1  extra or wrong 1",
        "missing  湖北省 gdp_growth ~ 5 None",
        "extra  湖北省 gdp_growth ~ 6 None",
    ]


@pytest.mark.shared
def test_the_headline_table_of_ten_reports(shared: Path) -> None:
    """F1 over the cells of the headline table is at its floor or above."""
    gold, years = gold_cells(shared / "gold" / "headline-2026.csv")
    sources = [one for one in discover((str(shared / "corpus"),)) if isinstance(one, Source) and "-2026" in one.path]
    result = score(gold, found_cells(_records(sources), years))
    assert result.f1 >= FLOOR, report(result, errors=True)


@pytest.mark.shared
def test_the_headline_table_of_twenty_two_reports_of_2025(shared: Path) -> None:
    """F1 over the cells of reports annotated before the program had read them is at its floor or above."""
    gold, years = gold_cells(GOLD_2025)
    regions = {cell[0] for cell in gold}
    sources = discover((str(shared / "samples" / "reports-2025-gbk-names.zip"),))
    records = _records(one for one in sources if isinstance(one, Source))
    result = score(gold, found_cells((row for row in records if row["region"] in regions), years))
    assert result.f1 >= FLOOR_2025, report(result, errors=True)


@pytest.mark.shared
def test_reviews_of_reports_hold_no_goals(shared: Path) -> None:
    """Of the thousands of figures in the parts of 31 reports that look back, five at most are read as targets."""
    sources = discover((str(shared / "samples" / "reports-2025-gbk-names.zip"),))
    records = _records(one for one in sources if isinstance(one, Source))
    goals = [row["quote"] for row in records if "回顾" in row["section"] and row["status"] == "target"]
    assert len(goals) <= 5, goals


def _records(sources: Iterable[Source]) -> list[dict[str, Any]]:
    found = run(list(sources), Options())
    return [row for document in found if not isinstance(document, Failure) for row in document.records]

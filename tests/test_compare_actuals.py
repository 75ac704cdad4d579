"""The achieved value beside the target."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from making import figures, record

from plancli.columns import COMPARISON, PROGRESS
from plancli.compare.actuals import progress


def beside(target: dict[str, Any], *actuals: dict[str, Any]) -> dict[str, Any]:
    (row,) = progress(figures(target), figures(*(one | {"status": "actual"} for one in actuals)))
    return row


def test_the_achieved_value_stands_beside_the_target() -> None:
    """Value, year, share reached, years between, document and quote, also from another document."""
    row = beside(record(value=80), record(value=60, year=2023, doc="report"))
    assert list(row) == [column.name for column in (*COMPARISON, *PROGRESS)]
    assert (row["actual_value"], row["actual_year"], row["share_reached"], row["years_between"]) == (60, 2023, 75, 2)
    assert (row["actual_doc"], row["actual_quote"]) == ("report", "5G基站60个")


@pytest.mark.parametrize(
    ("years", "chosen"),
    [((2020, 2023), 2023), ((2023, 2025), 2025), ((2026, 2027), 2026), ((2026, 2024), 2024), ((None, 2020), 2020)],
)
def test_the_nearest_year_is_taken(years: tuple[int | None, ...], chosen: int) -> None:
    """The target's own year, else the last before it, else the first after it."""
    assert beside(record(), *(record(value=60, year=year) for year in years))["actual_year"] == chosen


@pytest.mark.parametrize(
    "other",
    [{"kind": "growth", "unit": "%"}, {"region": "浙江省"}, {"flow": True}, {"indicator": "4G基站"}, {"unit": "元"}],
)
def test_only_the_same_is_set_beside(other: dict[str, Any]) -> None:
    """Another kind, place, flow, indicator or unit is no progress."""
    assert "actual_value" not in beside(record(), record(**({"value": 60, "year": 2023} | other)))


@pytest.mark.parametrize(
    ("target", "actual", "share"),
    [
        ({"value": 3}, {"value": 2}, Decimal("66.67")),
        ({"value": 80, "comparator": "<="}, {"value": 60}, None),
        ({"value": 10, "kind": "rank", "unit": "位"}, {"value": 12, "kind": "rank", "unit": "位"}, None),
        ({"value": 0}, {"value": 1}, None),
        ({"value": 1000000}, {"value": 2000000}, Decimal(200)),
    ],
)
def test_a_share_is_given_where_more_is_more(target: Any, actual: Any, share: Decimal | None) -> None:
    """No share where less is better, for ranks, and of nothing."""
    assert beside(record(**target), record(**actual, year=2023))["share_reached"] == share

"""Which records take part."""

from __future__ import annotations

from typing import Any

import pytest
from making import record

from plancli.compare.select import Choice, select

RECORDS = [
    record("5G基站"),
    record("5G基站", region="武汉市"),
    record("5G基站", region="江岸区"),
    record("5G基站", region="浙江省", year=2030),
    record("GDP", 5, "%", indicator_id="gdp_growth", region="浙江省"),
    record("5G基站", status="actual"),
    record("5G基站", region=None),
]


@pytest.mark.parametrize(
    ("choice", "count"),
    [
        ({}, 6),
        ({"years": (2030,)}, 1),
        ({"years": (2025, 2030)}, 6),
        ({"regions": ("湖北",)}, 1),
        ({"regions": ("420000", "浙江省")}, 3),
        ({"within": ("湖北省",)}, 2),
        ({"within": ("武汉",)}, 1),
        ({"within": ("全国",)}, 5),
        ({"levels": ("city", "district")}, 2),
        ({"indicators": ("gdp_growth",)}, 1),
        ({"indicators": ("地区生产总值",)}, 1),
        ({"indicators": ("5g 基站",)}, 5),
        ({"indicators": ("4G基站",)}, 0),
        ({"topics": ("economy",)}, 1),
        ({"topics": ("经济",)}, 1),
        ({"topics": ("jobs",)}, 0),
        ({"regions": ("湖北",), "years": (2030,)}, 0),
    ],
)
def test_each_condition_must_hold(choice: dict[str, Any], count: int) -> None:
    """Several values of one condition are alternatives; several conditions must all hold."""
    assert len(list(select(RECORDS, Choice(**choice)))) == count


def test_status_is_asked_for() -> None:
    """Achieved values come only when asked for."""
    assert len(list(select(RECORDS, Choice(statuses=("actual",))))) == 1

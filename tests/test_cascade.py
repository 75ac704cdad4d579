"""Upper against lower level: who raises the target of whom."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from making import figures, record

from plancli.columns import CASCADE, CASCADE_SUMMARY
from plancli.compare.levels.cascade import above, cascade
from plancli.compare.levels.cascade_summary import summary
from plancli.compare.levels.cascade_why import why_none
from plancli.compare.names import entry
from plancli.lexicon import load

CONTRACT = "indicator_id year upper lower upper_value lower_value difference ratio"


def growth(region: str, value: Any, **more: Any) -> dict[str, Any]:
    return record("GDP", value, "%", indicator_id="gdp_growth", region=region, **more)


def rows(*records: dict[str, Any]) -> list[dict[str, Any]]:
    return cascade(figures(*records))


def pairs(*records: dict[str, Any]) -> list[tuple[str, str]]:
    return [(row["upper"], row["lower"]) for row in rows(*records)]


def test_rows_begin_with_the_columns_of_the_contract() -> None:
    """The contract's columns come first, in its order; every row has all columns."""
    assert " ".join(column.name for column in CASCADE).startswith(CONTRACT)
    (row,) = rows(growth("湖北省", 5), growth("武汉市", 6))
    assert set(row) == {column.name for column in CASCADE}


def test_growth_differs_in_percentage_points() -> None:
    """6 % against 5.5 % is half a percentage point more."""
    (row,) = rows(growth("湖北省", Decimal("5.5")), growth("武汉市", 6))
    assert (row["difference"], row["difference_unit"]) == (Decimal("0.5"), "百分点")


def test_levels_are_a_share_of_the_upper_figure() -> None:
    """20 of 80 is a ratio of a quarter, and 60 fewer."""
    (row,) = rows(record(value=80), record(value=20, region="武汉市"))
    assert (row["ratio"], row["difference"], row["difference_unit"]) == (Decimal("0.25"), -60, "个")


def test_each_level_stands_against_the_nearest_above() -> None:
    """Nation, province, city, district: each against the next above."""
    tree = [growth(region, 5) for region in ("全国", "湖北省", "武汉市", "江岸区")]
    assert pairs(*tree) == [("全国", "湖北省"), ("湖北省", "武汉市"), ("武汉市", "江岸区")]


def test_a_level_without_a_figure_is_stepped_over() -> None:
    """鹿城区's city has no plan here: 浙江省 stands above it."""
    found = pairs(growth("浙江省", 5), growth("湖州市", 5), growth("鹿城区", 5))
    assert sorted(found) == [("浙江省", "湖州市"), ("浙江省", "鹿城区")]


@pytest.mark.parametrize(
    "other",
    [{"year": 2030}, {"flow": True}, {"annual": True}, {"kind": "share"}, {"unit": "百分点"}, {"indicator_id": "cpi"}],
)
def test_only_the_same_figure_makes_a_pair(other: dict[str, Any]) -> None:
    """Another year, kind, flow, unit or indicator is not set against the upper level's."""
    assert pairs(growth("湖北省", 5), growth("武汉市", 6) | other) == []


@pytest.mark.parametrize("region", ["浙江省", "湖州市"])
def test_another_branch_makes_no_pair(region: str) -> None:
    """A region is compared with what lies above it, not beside it."""
    assert pairs(growth(region, 5), growth("武汉市", 6)) == []


def test_phrases_without_id_are_paired_by_the_same_phrase() -> None:
    """全省5G基站 and 全市5G基站 are one indicator."""
    (row,) = rows(record("全省5G基站"), record("全市5G基站", region="武汉市"))
    assert (row["indicator_id"], row["indicator"]) == (None, "5G基站")


@pytest.mark.parametrize(
    ("upper", "lower", "stricter"),
    [("~", ">=", "lower"), (">=", "~", "upper"), ("=", "=", "same"), (">=", ">", "lower"), ("=", "<=", "lower")],
)
def test_the_stricter_comparator_is_named(upper: str, lower: str, stricter: str) -> None:
    """左右 < exactly < 以上 < 超过."""
    (row,) = rows(growth("湖北省", 5, comparator=upper), growth("武汉市", 5, comparator=lower))
    assert row["stricter"] == stricter


@pytest.mark.parametrize(
    ("upper", "lower", "harder"),
    [("strive", None, "lower"), ("binding", "ensure", "upper"), ("expected", None, "same"), (None, None, "same")],
)
def test_the_harder_promise_is_named(upper: str | None, lower: str | None, harder: str) -> None:
    """力争 < stated plainly < 确保 < 约束性."""
    (row,) = rows(growth("湖北省", 5, modality=upper), growth("武汉市", 5, modality=lower))
    assert row["harder"] == harder


def test_the_summary_counts_by_pair_of_levels() -> None:
    """Raised, equal and lowered pairs, mean and median, for each pair of levels."""
    found = summary(
        rows(
            growth("全国", 5),
            growth("湖北省", 6, comparator=">="),
            growth("浙江省", Decimal("5.5")),
            growth("北京市", 5),
            growth("武汉市", 5),
        )
    )
    assert [list(row) for row in found] == [[column.name for column in CASCADE_SUMMARY]] * 2
    first, second = found
    assert (first["upper_level"], first["lower_level"], first["pairs"]) == ("nation", "province", 3)
    assert (first["raised"], first["equal"], first["lowered"], first["stricter"]) == (2, 1, 0, 1)
    assert (first["mean_difference"], first["median_difference"]) == (Decimal("0.5"), Decimal("0.5"))
    assert (second["upper_level"], second["lower_level"], second["lowered"]) == ("province", "city", 1)


def _rate(indicator_id: str, region: str, value: Any, **more: Any) -> dict[str, Any]:
    return record("率", value, "%", kind="share", indicator_id=indicator_id, region=region, **more)


@pytest.mark.parametrize(
    ("upper", "lower", "asks_more"),
    [
        (growth("湖北省", 5), growth("武汉市", 6), "lower"),
        (growth("湖北省", 5), growth("武汉市", 4), "upper"),
        (growth("湖北省", 5), growth("武汉市", 5, comparator=">="), "same"),
        (_rate("unemployment_rate", "湖北省", 6), _rate("unemployment_rate", "武汉市", 5), "lower"),
        (_rate("urbanization_rate", "湖北省", 60), _rate("urbanization_rate", "武汉市", 50), "upper"),
        (_rate("cpi", "湖北省", 2), _rate("cpi", "武汉市", 3), None),
        (record(unit="位", value=8, kind="rank"), record(unit="位", value=5, kind="rank", region="武汉市"), "lower"),
        (record(unit="件/万人"), record(unit="件/万人", value=90, region="武汉市"), "lower"),
        (record(value=80), record(value=20, region="武汉市"), None),
        (
            record("死亡率", 9, "‰", kind="share", comparator="<="),
            record("死亡率", 8, "‰", kind="share", comparator="<=", region="武汉市"),
            "lower",
        ),
    ],
)
def test_who_asks_for_more(upper: dict[str, Any], lower: dict[str, Any], asks_more: str | None) -> None:
    """The higher rate, where less is better the lower one; nobody, of sizes and forecasts."""
    assert rows(upper, lower)[0]["asks_more"] == asks_more


def test_sizes_are_summed_and_not_called_lowered() -> None:
    """700 and 600 of 1200 are 1.08 of it together; that each is less than the whole means nothing."""
    (found,) = summary(rows(record(value=1200, region="全国"), record(value=700), record(value=600, region="浙江省")))
    assert (found["raised"], found["equal"], found["lowered"]) == (None, None, None)
    assert found["total_ratio"] == Decimal("1.08333")


def test_lists_of_directions_name_known_indicators() -> None:
    """Ceilings and forecasts are ids of the lexicon."""
    table = load.table("compare")
    assert all(entry(name).zh for part in ("ceilings", "forecasts") for name in table[part]["indicators"])


@pytest.mark.parametrize(
    ("code", "uppers"),
    [
        ("420102", ("420100", "420000", "100000")),
        ("310101", ("310000", "100000")),
        ("429004", ("420000", "100000")),
        ("420000", ("100000",)),
        ("100000", ()),
        ("999901", ("999900", "990000", "100000")),
    ],
)
def test_what_lies_above(code: str, uppers: tuple[str, ...]) -> None:
    """By the table of regions (municipalities and counties under the province directly), else by the digits."""
    assert above(code) == uppers


def test_ratios_of_nothing_are_none() -> None:
    """An upper figure of zero, and ranks, have no ratio."""
    (row,) = rows(record(value=0), record(value=5, region="武汉市"))
    assert (row["ratio"], row["difference"]) == (None, 5)
    (row,) = rows(record(unit="位", kind="rank"), record(unit="位", kind="rank", region="武汉市"))
    assert row["ratio"] is None


def test_another_year_is_paired_only_on_demand() -> None:
    """--nearest-year: the nearest year of the upper level, the earlier of two, and the row says which."""
    upper = [growth("湖北省", value, year=year) for value, year in ((5, 2024), (6, 2026), (7, 2030))]
    lower = growth("武汉市", 8, year=2025)
    assert rows(*upper, lower) == []
    (row,) = cascade(figures(*upper, lower), nearest_year=True)
    assert (row["year"], row["upper_year"], row["upper_value"]) == (2025, 2024, 5)


@pytest.mark.parametrize(
    ("made", "words"),
    [
        ([growth("湖北省", 5), growth("浙江省", 5)], "all figures are of one level (province)"),
        ([growth("湖北省", 5), growth("湖州市", 5)], "no region is part of another: 湖州市, 湖北省"),
        ([growth("湖北省", 5), record(region="武汉市")], "no indicator and kind in common: 湖北省 and 武汉市"),
        (
            [growth("湖北省", 5, year=2026), growth("武汉市", 5)],
            "湖北省 has 地区生产总值增速 for 2026, 武汉市",
        ),
        ([record(region=None)], "no figure has a region code"),
    ],
)
def test_a_cascade_without_pairs_says_why(made: list[dict[str, Any]], words: str) -> None:
    """One level, unrelated regions, other indicators, other years, no codes."""
    assert words in why_none(figures(*made))[0]

"""The long and the wide table."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import figures, record

from plancli.columns import COMPARISON
from plancli.compare.tables import long, scale, wide
from plancli.compare.tables.figure_text import text_of
from plancli.compare.tables.grid import grid, of_figures
from plancli.lexicon import load
from plancli.numerals.base_units import base_of

CONTRACT = (
    "region_code region indicator_id indicator kind year comparator value value_max unit flow annual mentions clash "
    "doc start quote"
)


def cells(*records: dict[str, Any]) -> list[tuple[str, str, list[str]]]:
    return [(row.indicator, row.unit, [cell.text if cell else "" for cell in row.cells]) for row in grid(records).rows]


def test_the_long_table_has_the_columns_of_the_contract() -> None:
    """Exactly the columns of the contract, in its order."""
    assert " ".join(column.name for column in COMPARISON) == CONTRACT
    assert " ".join(long.row(figures(record())[0])) == CONTRACT
    assert " ".join(long.frame([record()]).columns) == CONTRACT


def test_one_row_for_each_region_indicator_kind_flow_and_year() -> None:
    """Agreeing statements share a row with mentions, contradicting ones a row with clash, others have their own."""
    rows = long.rows(
        figures(
            record(),
            record(),
            record(region="浙江省"),
            record(region="浙江省", value=90),
            record(year=2030),
            record(flow=True),
        )
    )
    assert [(row["region"], row["year"], row["flow"], row["mentions"], row["clash"]) for row in rows] == [
        ("浙江省", 2025, False, 2, True),
        ("湖北省", 2025, False, 2, False),
        ("湖北省", 2030, False, 1, False),
        ("湖北省", 2025, True, 1, False),
    ]


def test_a_row_is_called_by_one_name() -> None:
    """全省5G基站 and 5G基站 are called alike, so that the long table can be pivoted."""
    rows = long.rows(figures(record("全省5G基站"), record("5G基站", region="浙江省")))
    assert {row["indicator"] for row in rows} == {"5G基站"}


def test_known_indicators_have_the_name_of_the_lexicon() -> None:
    """An id brings its Chinese name, also where the text says GDP."""
    assert figures(record("GDP", 5, "%", indicator_id="gdp_growth"))[0].name == "地区生产总值增速"


@pytest.mark.parametrize(
    ("comparator", "low", "high", "text"),
    [
        ("=", "80", None, "80"),
        (">=", "80", None, "≥80"),
        (">", "100", None, ">100"),
        ("<=", "5", None, "≤5"),
        ("<", "1", None, "<1"),
        ("~", "5.5", None, "~5.5"),
        ("range", "5", "5.5", "5–5.5"),
    ],
)
def test_cells_read_like_figures(comparator: str, low: str, high: str | None, text: str) -> None:
    """A cell shows its comparator as a sign."""
    assert text_of(comparator, Decimal(low), None if high is None else Decimal(high)) == text


def test_a_row_has_one_unit() -> None:
    """All figures of a row stand in the unit that reads best for the row."""
    assert cells(
        record("产业增加值", 1300000000000, "元", written_unit="万亿元"),
        record("产业增加值", 510000000000, "元", region="浙江省", written_unit="亿元", comparator=">="),
    ) == [("产业增加值", "亿元", ["≥5100", "13000"])]


@pytest.mark.parametrize(
    ("values", "base", "written", "unit"),
    [
        ([26000, 50000], "个", ["万个", "万个"], "万个"),
        ([26000, 50000], "个", ["个", "个"], "万个"),
        ([40, 200], "个", ["个", "个"], "个"),
        ([40, 26000], "个", ["个", "万个"], "个"),
        ([1300000000000], "元", ["万亿元"], "万亿元"),
        ([45000000, 120000000, 30000000], "元", ["万元", "亿元", "万元"], "万元"),
        ([12850000, 13000000], "t", ["万吨", "万吨"], "万吨"),
        ([65000000, 25000000], "t", ["亿斤", "亿斤"], "亿斤"),
        ([10200000000], "m2", ["万亩"], "万亩"),
        ([2980000000, Decimal("133333333.3333"), 800000000], "m2", ["平方公里", "万亩", "公顷"], "平方公里"),
        ([5], "%", ["%"], "%"),
        ([20000000000000], "bit/s", ["T"], "Tbps"),
        ([120000], "元/人", ["元/人"], "元/人"),
        ([1], "位", ["位"], "位"),
        ([12345], "个", ["个"], "个"),
        ([0], "家", ["家"], "家"),
        ([50000], "方阵", ["方阵"], "万方阵"),
    ],
)
def test_the_unit_reads_best(values: list[Any], base: str, written: list[str], unit: str) -> None:
    """Few digits and no long tail: what most of the row is written in, else the largest unit that fits."""
    assert scale.best(values, base, written).unit == unit


def test_thirds_of_another_unit_are_rounded() -> None:
    """20万亩 are 133.33 square kilometres, and 20万亩."""
    value = Decimal("133333333.3333")
    assert scale.best([value], "m2", ["平方公里"]).of(value) == Decimal("133.33")
    assert scale.best([value], "m2", ["万亩"]).of(value) == 20


@given(st.lists(st.integers(1, 10**13), min_size=1, max_size=6), st.sampled_from(["元", "个", "t", "m2", "人"]))
def test_no_figure_changes_by_its_unit(values: list[int], base: str) -> None:
    """A figure in the unit of its row is the figure, exactly."""
    unit = scale.best(values, base, [base] * len(values))
    assert [Fraction(unit.of(value)) * unit.factor for value in values if value < 10**9] == [
        value for value in values if value < 10**9
    ]


@pytest.mark.parametrize(
    ("base", "word"), [(base, word) for base, words in load.table("compare")["reading"].items() for word in words]
)
def test_units_for_reading_are_units(base: str, word: str) -> None:
    """Every unit that a table may be written in is one of its base unit."""
    assert base_of(word)[0] == base


def test_regions_stand_in_the_order_of_their_codes() -> None:
    """Columns go by code; a document without a region has a column of its own."""
    table = grid([record(region=None, doc="x"), record(region="浙江省"), record(region="北京市"), record()])
    assert [column.label for column in table.columns] == ["北京市", "浙江省", "湖北省", "x"]


def test_two_regions_of_one_name_are_told_apart() -> None:
    """鼓楼区 of Nanjing is not that of Kaifeng."""
    table = grid([record(region="鼓楼区", region_code=code, doc=code) for code in ("320106", "410204")])
    assert [column.label for column in table.columns] == ["鼓楼区 (320106)", "鼓楼区 (410204)"]


def test_rows_go_as_a_reader_would_choose() -> None:
    """The lexicon's headlines first, then what many regions share, then as the documents go; years side by side."""
    found = cells(
        record("乙", start=2),
        record("甲", start=1),
        record("丙", start=3),
        record("丙", start=3, region="浙江省"),
        record("甲", start=9, year=2030),
        record("GDP", 5, "%", indicator_id="gdp_growth", start=900),
        record("新增就业", 5, "人", indicator_id="urban_jobs", start=5),
    )
    assert [name for name, _, _ in found] == ["地区生产总值增速", "城镇新增就业", "丙", "甲", "甲", "乙"]


def test_the_order_of_the_input_changes_nothing() -> None:
    """The same records in another order give the same table."""
    records = [
        record(name, value, region=region) for name in "甲乙" for value in (1, 2) for region in ("湖北省", "浙江省")
    ]
    assert grid(records) == grid(reversed(records))
    assert long.rows(figures(*records)) == long.rows(figures(*reversed(records)))


def test_achieved_values_stand_in_the_cell() -> None:
    """`≥80 (85, 2025)` in the unit of the row."""
    target, actual = record(comparator=">="), record(value=85, status="actual")
    (row,) = of_figures(figures(target), figures(actual)).rows
    assert row.cells[0] is not None
    assert row.cells[0].text == "≥80 (85, 2025)"


def test_all_years_may_stand_in_one_row() -> None:
    """Without years each figure says its own, the last one counts as the number."""
    table = of_figures(figures(record(value=40, year=2020), record(), record(region="浙江省", year=2022)), years=False)
    (row,) = table.rows
    assert [cell and cell.text for cell in row.cells] == ["80 (2022)", "40 (2020); 80 (2025)"]
    assert (row.year, row.cells[1] and row.cells[1].number) == (None, 80)


@pytest.mark.parametrize(("lang", "kind"), [(None, "growth"), ("zh", "年均新增增长"), ("en", "yearly new growth")])
def test_rows_speak_to_programs_or_people(lang: str | None, kind: str) -> None:
    """Without a language kinds are keys; with one they are words."""
    table = grid([record(unit="元", kind="growth", flow=True, annual=True)])
    assert wide.rows(table, lang)[0]["kind"] == kind


def test_the_wide_frame_has_a_column_for_each_region() -> None:
    """Rows lead with what the contract says, then the regions."""
    frame = wide.frame([record(), record(region="浙江省", comparator=">=")])
    assert list(frame.columns)[-2:] == ["浙江省", "湖北省"]
    assert list(frame.iloc[0])[-2:] == ["≥80", "80"]


@pytest.mark.parametrize(
    ("names", "labels"),
    [
        (["unit", "year"], ["unit (2)", "year (2)"]),
        (["x", "X"], ["X", "x (2)"]),
        (["region", 'a"b'], ['a"b', "region (2)"]),
    ],
)
def test_columns_have_names_of_their_own(names: list[str], labels: list[str]) -> None:
    """A region called unit, and two that differ in case alone, take no other column's name."""
    table = grid([record(region=name) for name in names])
    assert [column.label for column in table.columns] == labels


def test_a_region_without_a_code_is_told_from_its_namesake() -> None:
    """鼓楼区 with a code and 鼓楼区 without one are two columns."""
    table = grid([record(region="鼓楼区", region_code=code, doc=str(code)) for code in ("320106", None)])
    assert [column.label for column in table.columns] == ["鼓楼区 (320106)", "鼓楼区"]

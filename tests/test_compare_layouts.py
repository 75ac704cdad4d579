"""What a reader sees first, a row a region, and the panel for regression."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from making import figures, record

from plancli.compare.align.alignment import Key
from plancli.compare.align.group import gather
from plancli.compare.names import headline_rank
from plancli.compare.tables import turned
from plancli.compare.tables.figure_text import stated
from plancli.compare.tables.grid import grid
from plancli.compare.tables.panel import left_out, panel
from plancli.compare.tables.people import in_reading_unit
from plancli.compare.tables.variables import variables
from plancli.lexicon import load
from plancli.lexicon.indicators import entries


def growth(region: str = "湖北省", value: Any = 5, **more: Any) -> dict[str, Any]:
    return record("GDP", value, "%", indicator_id="gdp_growth", region=region, **more)


def joint(name: str = "固定资产投资、社会消费品零售总额", **more: Any) -> dict[str, Any]:
    return record(name, 4, "%", quote=f"{name}均增长4%。", text="4%", **more)


def test_every_headline_indicator_is_in_the_lexicon() -> None:
    """The list of headlines names entries of the lexicon, each once."""
    listed = load.table("compare")["headline"]["indicators"]
    assert len(set(listed)) == len(listed)
    assert set(listed) <= {entry.id for entry in entries()}
    assert [headline_rank(name) for name in listed] == list(range(len(listed)))


def test_rows_stand_in_three_sections() -> None:
    """Headlines, what several regions share, the rest; a headline stands first also where one region has it."""
    alone = [record(f"甲{number}") for number in range(30)]
    rows = grid([*alone, record("乙"), record("乙", region="浙江省"), growth()]).rows
    assert [(row.indicator, row.section) for row in rows[:3]] == [
        ("地区生产总值增速", "headline"), ("乙", "shared"), ("甲0", "rest"),
    ]  # fmt: skip
    assert {row.section for row in rows[2:]} == {"rest"}


def test_a_short_table_has_no_rest() -> None:
    """A few rows, or one region, are not folded away."""
    assert {row.section for row in grid([record("甲"), record("乙"), record("乙", region="浙江省")]).rows} == {"shared"}
    assert {row.section for row in grid([record(f"甲{number}") for number in range(30)]).rows} == {"shared"}


def test_a_joint_rate_fills_the_cell_of_each_member() -> None:
    """固定资产投资、社会消费品零售总额均增长4% is a figure of both, marked as joint; nothing else is left of it."""
    found = figures(joint())
    assert {figure.indicator_id for figure in found} == {"fixed_investment_growth", "retail_sales_growth"}
    assert all(figure.record["joint"] for figure in found)
    assert all(cell is not None and cell.joint for row in grid([joint()]).rows for cell in row.cells)


def test_what_is_said_of_one_alone_goes_before() -> None:
    """A figure of investment alone stands in its cell, and the joint one, which differs, is a contradiction."""
    alone = record("固定资产投资", 6, "%", indicator_id="fixed_investment_growth")
    (figure,) = [one for one in figures(joint(), alone) if one.indicator_id == "fixed_investment_growth"]
    assert (figure.record["value"], figure.clash) == (6, True)


def test_a_member_without_id_keeps_the_joint_row() -> None:
    """Where one member is in no lexicon, its figure would be lost with the joint row."""
    names = {figure.name for figure in figures(joint("固定资产投资、某某收入"))}
    assert names == {"固定资产投资增速", "固定资产投资、某某收入"}


@pytest.mark.parametrize(("quote", "count"), [("城中村改造和城市危旧房改造6万户", 1), ("各改造6万户", 2)])
def test_a_joint_size_is_no_figure_of_its_members(quote: str, count: int) -> None:
    """6万户 of two together says nothing of either, unless the clause says that each has as many."""
    made = record("城中村改造和城市危旧房改造", 60000, "户", quote=quote, text="6万户")
    assert len(figures(made)) == count


WORDS = {"value": None, "unit": None, "stated": "in_step", "against": "gdp_growth", "text": "与经济增长同步"}


def in_words(region: str = "浙江省", **more: Any) -> dict[str, Any]:
    return record("居民收入", indicator_id="income_growth", kind="growth", region=region) | WORDS | more


def test_a_target_in_words_stands_in_the_row_of_figures() -> None:
    """The wide table says it in words where the place has no figure; it has no number."""
    figure = record("居民收入", 6, "%", indicator_id="income_growth")
    (row,) = grid([figure, in_words(), in_words("湖北省")]).rows
    assert [cell and (cell.text, cell.number) for cell in row.cells] == [("与经济增长同步", None), ("6", 6)]
    assert row.unit == "%"


def test_targets_in_words_are_left_out_of_the_long_table() -> None:
    """They come only where they are asked for."""
    assert gather([in_words()]) == []
    assert len(gather([in_words()], stated=True)) == 1


@pytest.mark.parametrize(
    ("word", "against", "zh", "en"),
    [
        ("in_step", None, "与目标同步", "with target"),
        ("above", "全国平均水平", "高于全国平均水平", "above 全国平均水平"),
        ("positive", None, "正增长", "positive"),
        ("as_assigned", None, "完成下达任务", "as assigned"),
    ],
)
def test_words_of_a_target_are_said_in_both_languages(word: str, against: str | None, zh: str, en: str) -> None:
    """What it is measured by is named where the text names it."""
    said = {"stated": word, "against": against}
    assert (stated(said), stated(said, "en")) == (zh, en)


def test_a_row_a_region() -> None:
    """The wide table turned: keys are ids, with several years the year behind them."""
    table = grid([growth(), growth("浙江省", 6), growth(year=2026), record("甲")])
    assert [column.name for column in turned.columns(table)] == [
        "region_code", "region", "gdp_growth_2025", "gdp_growth_2026", "甲_level_2025",
    ]  # fmt: skip
    first, second = turned.rows(table)
    assert (first["region"], first["gdp_growth_2025"], first["gdp_growth_2026"]) == ("浙江省", "6", None)
    assert (second["region_code"], second["甲_level_2025"]) == ("420000", "80")


def test_one_year_is_not_said_in_each_header() -> None:
    """Headers for people name indicator and unit."""
    (*_, column) = turned.columns(grid([growth()]))
    assert (column.name, column.zh) == ("gdp_growth", "地区生产总值增速（%）")


def test_the_panel_has_four_columns_for_each_indicator() -> None:
    """Value, upper end, comparator and modality, in base units, a row a region and year."""
    given = growth(value=5, value_max=Decimal("5.5"), comparator="range", modality="expected")
    columns, rows = panel(figures(given, growth("浙江省", 6), growth(year=2026)))
    names = [column.name for column in columns]
    assert names == [
        "region_code", "region", "year", "gdp_growth", "gdp_growth_max", "gdp_growth_cmp", "gdp_growth_mod",
    ]  # fmt: skip
    assert [[row[name] for name in names[1:]] for row in rows] == [
        ["浙江省", 2025, 6, None, "=", None],
        ["湖北省", 2025, 5, Decimal("5.5"), "range", "expected"],
        ["湖北省", 2026, 5, None, "=", None],
    ]


@pytest.mark.parametrize(
    ("made", "name"),
    [
        (record("粮食产量", 5, "t", indicator_id="grain_output"), "grain_output"),
        (record("粮食产量", 5, "%", indicator_id="grain_output"), "grain_output_growth"),
        (record("城镇新增就业", 5, "人", indicator_id="urban_jobs", flow=True), "urban_jobs_new"),
        (growth(annual=True), "gdp_growth_annual"),
        (record("研发强度", 1, "百分点", indicator_id="rd_intensity", kind="share"), "rd_intensity_points"),
    ],
)
def test_another_kind_has_another_name(made: dict[str, Any], name: str) -> None:
    """The bare id is the first allowed kind; growth, what is new, averages and points are told apart."""
    columns, _ = panel(figures(made))
    assert columns[3].name == name


def test_keys_that_are_called_alike_have_names_of_their_own() -> None:
    """企业50家 and 企业5万户 are two columns: the second says its unit, the next ones have a number."""
    same = [Key("=企业", "level", unit, False, False) for unit in ("家", "户", "户")]
    keys = {
        same[0]: "企业",
        same[1]: "企业",
        same[2]._replace(indicator="=企业数"): "企业",
        Key("=企", "level", "户", False, False): "企业",
    }
    assert list(variables(keys).values()) == ["企业_level", "企业_level_户", "企业_level_2", "企业_level_3"]


def test_phrases_are_no_variables() -> None:
    """What has no id is left out of the panel, and counted."""
    found = figures(record("甲"), growth())
    columns, rows = panel(found)
    assert (left_out(found), len(columns), len(rows)) == (1, 7, 1)


def test_sheets_for_people_have_units_that_people_read() -> None:
    """No value in square metres or in single yuan: 万亩, 亿元."""
    row = {"value": 666666666666, "value_max": None, "unit": "m2", "written_units": ["亿亩"]}
    assert (
        in_reading_unit(row) == row | {"value": Decimal("10"), "unit": "亿亩"} or in_reading_unit(row)["unit"] != "m2"
    )
    pair = {"upper_value": 3 * 10**12, "lower_value": 10**11, "unit": "元", "difference": -29 * 10**11}
    read = in_reading_unit(pair | {"difference_unit": "元"})
    assert (read["upper_value"], read["lower_value"], read["difference"]) == (30000, 1000, -29000)
    assert (read["unit"], read["difference_unit"]) == ("亿元", "亿元")

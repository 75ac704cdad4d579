"""Charts of the comparison."""

from __future__ import annotations

import sys
from decimal import Decimal
from typing import Any

import pytest
from making import record

from plancli.compare.align.group import gather
from plancli.compare.tables.grid import grid, of_figures
from plancli.compare.tables.row_names import called
from plancli.errors import MissingExtra, UsageError
from plancli.export.charts import draw as charts
from plancli.export.charts import tile_map
from plancli.export.charts.ranked import ORANGE, ranked

matplotlib = pytest.importorskip("matplotlib")
NAMED = [
    record("GDP", value, "%", indicator_id="gdp_growth", region=region, comparator=comparator, **more)
    for region, value, comparator, more in [
        ("北京市", 5, "~", {}),
        ("浙江省", 5, "range", {"value_max": 6}),
        ("湖北省", 6, ">=", {}),
        ("湖州市", 4, "<=", {}),
    ]
]


def drawn(kind: str, suffix: str = ".svg", records: list[dict[str, Any]] | None = None) -> bytes:
    table = grid(NAMED if records is None else records)
    return charts.draw(table, kind, suffix, [called(row, "zh") for row in table.rows])


@pytest.fixture(autouse=True)
def _font() -> None:
    try:
        drawn("bar")
    except MissingExtra:
        pytest.skip("no font with Chinese characters")


@pytest.mark.parametrize("kind", charts.KINDS)
@pytest.mark.parametrize(("suffix", "start"), [(".svg", b"<?xml"), (".png", b"\x89PNG")])
def test_each_chart_is_drawn(kind: str, suffix: str, start: bytes) -> None:
    """Bars, dots and heat maps come as SVG and PNG."""
    assert drawn(kind, suffix).startswith(start)


@pytest.mark.parametrize("kind", charts.KINDS)
@pytest.mark.filterwarnings("error")
def test_every_character_has_a_glyph(kind: str) -> None:
    """Chinese, signs and units are all in the font: matplotlib warns of none that is missing."""
    drawn(kind)


@pytest.mark.parametrize("kind", charts.KINDS)
def test_the_same_figures_give_the_same_bytes(kind: str) -> None:
    """No date, no random id, no order of input."""
    assert drawn(kind) == drawn(kind, records=NAMED[::-1])


def test_text_of_an_svg_stays_text() -> None:
    """It can be searched, copied and edited."""
    assert "浙江省" in drawn("bar").decode()


def test_english_charts_name_regions_in_english() -> None:
    """Labels, legend and tiles are in the language asked for."""
    table = grid(NAMED)
    names = [called(row, "en") for row in table.rows]
    assert "Zhejiang" in charts.draw(table, "bar", ".svg", names, "en").decode()
    page = charts.draw(table, "map", ".svg", names, "en").decode()
    assert ">ZJ<" in page
    assert "浙江" not in page


def test_every_province_has_a_tile_of_its_own() -> None:
    """No two tiles lie on one place, and the codes are those of all provinces."""
    from plancli.lexicon import regions

    places = [(tile.column, tile.row) for tile in tile_map.tiles()]
    assert len(set(places)) == len(places) == 34
    provinces = {one.code for one in regions.regions() if one.level == "province" and one.valid_to is None}
    assert {tile.code for tile in tile_map.tiles()} == provinces


def test_a_heat_map_is_shaded_along_its_row() -> None:
    """The highest figure of a row is darker than the lowest, and the legend says so."""
    low, high = tile_map.shades([1.0, 2.0])
    assert sum(high[:3]) < sum(low[:3])
    assert "颜色越深" in drawn("heat").decode()


def test_regions_are_ranked() -> None:
    """The highest figure is on top (last, for an axis that counts upwards); of equals, the first by code."""
    table = grid(NAMED)
    assert [label for label, _ in ranked(table, table.rows[0])] == ["湖州市", "浙江省", "北京市", "湖北省"]


def test_dots_show_target_and_achievement_on_one_line() -> None:
    """With achievements in the grid, a region has two marks, and the legend says what the second one is."""
    goal, reached = (
        NAMED[0],
        NAMED[0] | {"status": "actual", "comparator": "=", "value": Decimal("5.4"), "doc": "later", "quote": ""},
    )
    table = of_figures(gather([goal]), gather([reached]))
    page = charts.draw(table, "dot", ".svg", ["GDP"]).decode()
    assert "~5 (5.4, 2025)" in page
    assert "实际完成" in page
    assert ORANGE in page
    assert "实际完成" not in drawn("dot").decode()


def test_averages_over_years_have_titles_of_their_own() -> None:
    """年均 stands in the title, in English too: a yearly figure and an average are two charts."""
    row = grid([NAMED[0] | {"annual": True}]).rows[0]
    assert called(row, "zh") == "年均地区生产总值增速 2025, %"
    assert called(row, "en") == "Growth of gross regional product, annual average 2025, %"


def test_rows_in_words_alone_are_not_ranked() -> None:
    """A target without a figure has no bar; where there is nothing else, that is said."""
    words = NAMED[0] | {"value": None, "stated": "positive", "unit": None}
    table = of_figures(gather([words], stated=True))
    with pytest.raises(UsageError, match="nothing to draw"):
        charts.draw(table, "dot", ".svg", ["GDP"])


def test_nothing_and_too_much_are_said() -> None:
    """No rows, and more than a page holds, are wrong use."""
    with pytest.raises(UsageError, match="nothing to draw"):
        drawn("bar", records=[])
    with pytest.raises(UsageError, match="13 rows are too many"):
        drawn("bar", records=[record(f"指标{number}") for number in range(13)])


def test_a_missing_library_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without matplotlib, the message says how to install it."""
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingExtra, match=r"matplotlib is not installed · .*plancli\[plot\]"):
        drawn("bar")


def test_a_missing_font_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Boxes instead of Chinese are never drawn."""
    monkeypatch.setattr(charts, "FONTS", ("No Such Font",))
    with pytest.raises(MissingExtra, match="no font with Chinese characters"):
        drawn("bar")

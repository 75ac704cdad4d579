"""Tables in English: regions, units and words of targets without a figure."""

from __future__ import annotations

import pytest

from plancli.compare.tables.figure_text import in_one_unit
from plancli.lexicon import load, units
from plancli.lexicon.regions import by_code, name_in, regions
from plancli.lexicon.unit_names import unit_in


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("140400", "Changzhi"),
        ("140428", "Zhangzi"),
        ("341500", "Lu'an"),
        ("130726", "Yuxian"),
        ("150222", "Guyang"),
        ("150981", "Fengzhen"),
        ("152224", "Tuquan"),
        ("150221", "Tumote Youqi"),
        ("140722", "Zuoquan"),
        ("371522", "Shenxian"),
        ("620722", "Minle"),
        ("420602", "Xiangcheng"),
    ],
)
def test_counties_have_english_names_as_they_are_spoken(code: str, name: str) -> None:
    """Characters with two readings have that of the place; banners say so, short names keep their class."""
    assert name_in(code, "", "en") == name


def test_every_region_has_an_english_name() -> None:
    """Also those that are no more, and those without a code; nothing is left in Chinese."""
    named = {region: name_in(region.code, region.name, "en") for region in regions()}
    assert [region.name for region, name in named.items() if not name.isascii() and "ü" not in name] == []
    assert name_in(None, "长三角", "en") == "Yangtze River Delta"
    assert name_in("330000", by_code("330000").name, "zh") == "浙江省"


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        ("万人", "10,000 people"),
        ("亿元", "100 million yuan"),
        ("万亿元", "trillion yuan"),
        ("千瓦", "kW"),
        ("万千瓦", "10,000 kW"),
        ("元/月", "yuan/month"),
        ("微克/立方米", "µg/m³"),
        ("%", "%"),
        ("枚", "pieces"),
        ("万", "10,000"),
    ],
)
def test_units_in_english(unit: str, name: str) -> None:
    """A multiplier is a number of its own, as in the statistical yearbook; 千瓦 is no thousand 瓦."""
    assert unit_in(unit, "en") == name
    assert unit_in(unit, "zh") == unit


def test_no_unit_is_left_in_chinese() -> None:
    """Every unit and classifier that tables are written in has a name in English; rare currencies keep theirs."""
    bases = {entry.base for entry in units.entries() if not entry.dimension.startswith("money")}
    reading = {word for words in load.table("compare")["reading"].values() for word in words}
    named = {word: unit_in(word, "en") for word in bases | reading}
    assert [word for word, name in named.items() if any("\u4e00" <= char <= "\u9fff" for char in name)] == []


def test_a_figure_says_its_multiplier_in_english() -> None:
    """≥28 × 10,000 people; a plain unit stands behind its figure."""
    jobs = {"comparator": ">=", "value": 280_000, "unit": "人", "written_unit": "万人"}
    assert in_one_unit([jobs], "en") == ["≥28 × 10,000 people"]
    assert in_one_unit([jobs]) == ["≥28万人"]

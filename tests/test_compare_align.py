"""Which statements stand in one row, and which never do."""

from __future__ import annotations

from typing import Any

import pytest
from making import record

from plancli.compare.align import alignment
from plancli.compare.names import entry
from plancli.lexicon import load


def same(one: dict[str, Any], two: dict[str, Any]) -> bool:
    return alignment.key(one) == alignment.key(two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("全省5G基站", "5G基站"),
        ("全市的5G基站", "5G基站"),
        ("我市5G基站", "5G基站"),
        ("湖北省5G基站", "5G基站"),
        ("湖北5G基站", "5G基站"),
        ("湖北省全省5G基站", "5G基站"),
        ("全省范围内的5G基站", "5G基站"),
        ("“双高”企业", "双高企业"),
        ("《条例》(草案)", "条例草案"),
        ("５Ｇ 基站", "5g基站"),
    ],
)
def test_the_same_phrase_is_one_row(one: str, two: str) -> None:
    """Place, frames, width, spaces and case do not make another indicator."""
    assert same(record(one), record(two))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("4G基站", "5G基站"),
        ("规上企业上云", "企业上云"),
        ("数字经济增加值", "数字经济核心产业增加值"),
        ("农村居民收入", "居民收入"),
        ("全社会研发投入", "研发投入"),
        ("浙江省5G基站", "5G基站"),  # of 湖北省
        ("上云企业", "企业上云"),
        ("粮食产量", "粮食总产量"),
    ],
)
def test_another_phrase_is_another_row(one: str, two: str) -> None:
    """Scope, generation, another place and mere likeness never merge."""
    assert not same(record(one), record(two))


@pytest.mark.parametrize(
    "word",
    ["全市场监管对象", "全区域合作项目", "全区块链企业", "本市场主体", "我市场份额", "全国5G基站", "全社会用电量"],
)
def test_words_that_only_begin_like_a_place_stay(word: str) -> None:
    """全市场 is no 全市, and 全国 is another place than the document's."""
    assert alignment.phrase(record(word)) == word


def test_a_bare_noun_is_no_indicator() -> None:
    """企业 of one place is not 企业 of another; within one place it is."""
    assert not same(record("企业"), record("企业", region="浙江省"))
    assert same(record("企业"), record("企业"))
    assert load.table("compare")["bare"]["example"] in load.table("compare")["bare"]["words"]


def test_a_phrase_that_is_only_a_place_stays() -> None:
    """Nothing is not an indicator."""
    assert alignment.folded(record("全省")) == "全省"


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "growth"},
        {"flow": True},
        {"annual": True},
        {"unit": "元"},
        {"unit": "%"},
        {"unit": "人次"},
    ],
)
def test_other_kinds_of_figures_are_other_rows(change: dict[str, Any]) -> None:
    """Kind, flow against stock, per year against in all, and another unit dimension stand apart."""
    assert not same(record("上云企业", unit="家"), record("上云企业", unit="家") | change)


def test_per_cent_and_percentage_points_are_apart() -> None:
    """百分点 is never %."""
    assert not same(record("占比", 5, "%", kind="growth"), record("占比", 5, "百分点", kind="growth"))


@pytest.mark.parametrize(
    ("indicator", "one", "two", "alike"),
    [
        ("上云企业", "家", "个", True),
        ("上云企业", "家", "户", True),
        ("市场主体", "户", "个", True),
        ("5G基站", "座", "个", True),
        ("标识注册量", "", "个", True),
        ("技能培训", "人", "名", True),
        ("技能培训", "人", "人次", False),
        ("城镇老旧小区改造", "个", "户", False),
        ("城镇老旧小区改造", "个", "栋", False),
        ("产业投资", "元", "美元", False),
        ("自然增长率", "%", "‰", False),
        ("煤炭消费", "t", "tce", False),
        ("发明专利", "件/万人", "件", False),
        ("大数据", "方阵", "个", False),
    ],
)
def test_units_of_one_count_are_alike(indicator: str, one: str, two: str, alike: bool) -> None:
    """Classifiers of one noun count the same; people, households, events, money and rates do not mix with them."""
    assert same(record(indicator, unit=one, kind="level"), record(indicator, unit=two, kind="level")) is alike


@pytest.mark.parametrize(
    ("kind", "unit", "alike"), [("share", "%", True), ("level", "µg/m3", True), ("level", "人", False)]
)
def test_a_yearly_rate_is_the_rate(kind: str, unit: str, alike: bool) -> None:
    """PM2.5年均浓度 is the concentration; 每年培训100人 is not 培训100人."""
    assert same(record(unit=unit, kind=kind, annual=True), record(unit=unit, kind=kind)) is alike


@pytest.mark.parametrize(
    ("indicator_id", "quote", "alike"),
    [
        ("rural_roads", "建设农村公路80公里", True),
        ("rural_roads", "累计建成农村公路80公里", False),
        ("rural_roads", "粮食产量达到500亿斤,建设农村公路80公里", True),
        ("well_facilitated_farmland", "高标准农田面积达80万亩", False),
        ("base_stations_5g", "建设5G基站80个", False),
    ],
)
def test_what_is_done_is_new(indicator_id: str, quote: str, alike: bool) -> None:
    """建设农村公路80公里 and 新建农村公路80公里 are one figure; what there is in all is another."""
    new = record(indicator_id=indicator_id, quote="新建80", flow=True)
    assert same(new, record(indicator_id=indicator_id, quote=quote)) is alike


def test_work_is_of_known_indicators() -> None:
    """Every id of the list is in the lexicon."""
    assert all(entry(name).zh for name in load.table("compare")["work"]["indicators"])


def test_an_id_goes_before_the_phrase() -> None:
    """Two names of one lexicon entry are one row, one name of two entries is two."""
    assert same(record("GDP", indicator_id="gdp"), record("经济总量", indicator_id="gdp"))
    assert not same(record("投资", indicator_id="fixed_investment_growth"), record("投资"))


@pytest.mark.parametrize("entry", load.table("compare")["prefix"], ids=lambda entry: str(entry["word"]))
def test_every_prefix_has_a_true_example(entry: dict[str, Any]) -> None:
    """Each word of place is dropped as its example says."""
    before, after = entry["example"].split(" → ")
    assert before.startswith(entry["word"])
    assert alignment.phrase(record(before)) == after


@pytest.mark.parametrize("name", ["between", "frames"])
def test_the_other_examples_are_true(name: str) -> None:
    """Words between place and phrase, and framing signs, go as their example says."""
    before, after = load.table("compare")[name]["example"].split(" → ")
    assert alignment.folded(record(before)) == alignment.squeeze(after)

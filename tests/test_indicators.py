"""The indicator lexicon: every entry's examples, and names that look alike but are not the same."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancli.extract import extract_document
from plancli.lexicon.indicators import Entry, dimension_of, entries, forms, index, lookup
from plancli.lexicon.units import entries as units
from plancli.model import Status
from plancli.normalize.targets import normalize
from plancli.numerals.base_units import to_base
from plancli.read import read

ENTRIES = entries()


def found_in(entry: Entry, name: str) -> set[str]:
    """The ids that `name` gets for the kinds and dimensions that `entry` allows."""
    hits = (lookup(name, kind, dimension) for kind in entry.kinds for dimension in entry.dimensions)
    return {hit[0].id for hit in hits if hit}


def test_examples_get_the_id_and_counterexamples_do_not() -> None:
    """Each name in `yes` and in `words` gets the entry's id and no other, and no name in `no` gets it."""
    assert [entry.id for entry in ENTRIES if not (entry.yes and entry.no)] == []
    meant = [(entry, name) for entry in ENTRIES for name in (*entry.yes, *entry.words)]
    assert [(entry.id, name) for entry, name in meant if found_in(entry, name) != {entry.id}] == []
    others = [(entry, name) for entry in ENTRIES for name in entry.no]
    assert [(entry.id, name) for entry, name in others if entry.id in found_in(entry, name)] == []


@pytest.mark.parametrize(
    ("name", "kind", "dimension", "wanted"),
    [
        ("5G基站", "level", "count", "base_stations_5g"),
        ("4G基站", "level", "count", None),
        ("5G基站", "growth", "ratio", None),
        ("5G基站", "level", "ratio", None),
        ("数字经济增加值", "level", "money", "digital_economy_va"),
        ("数字经济核心产业增加值", "level", "money", "digital_core_va"),
        ("数字经济核心产业增加值占GDP比重", "share", "ratio", "digital_core_share"),
        ("数字经济核心产业增加值占GDP比重", "growth", "ratio", None),
        ("数字经济核心产业增加值和规模以上企业主营业务收入", "growth", "ratio", None),
        ("地区生产总值", "level", "money", "gdp"),
        ("地区生产总值", "growth", "ratio", "gdp_growth"),
        ("地区生产总值", "growth", "ratio difference", None),
        ("地区生产总值全国位次", "rank", "rank", None),
        ("一季度经济增速", "growth", "ratio", None),
        ("城乡居民人均可支配收入", "growth", "ratio", "income_growth"),
        ("规上工业企业研发投入强度", "share", "ratio", "rd_intensity_industrial_firms"),
        ("企业研发投入强度", "share", "ratio", None),
        ("省属企业研发经费投入", "growth", "ratio", None),
        ("浙江省年均城镇新增就业人数", "level", "count", "urban_jobs"),
        ("城镇新增高校毕业生就业", "level", "count", None),
        ("“专精特新”小巨人企业", "level", "count", "little_giants"),
        ("全社会研发经费支出相当于全市生产总值的比例", "share", "ratio", "rd_intensity"),
        ("规模工业增加值", "growth", "ratio", "industry_va_growth"),
        ("", "level", "count", None),
    ],
)
def test_scope_kind_and_unit_decide_which_indicator_a_name_means(
    name: str, kind: str, dimension: str, wanted: str | None
) -> None:
    """A level is not its growth, 核心产业 not the whole, % not 百分点; what fits nothing gets no id."""
    found = lookup(name, kind, dimension)
    assert (found[0].id if found else None) == wanted


def test_no_name_means_two_indicators_for_one_kind_and_unit() -> None:
    """A word under two entries is told apart by kind or by unit dimension, else it would mean neither."""
    for name, claims in index().names.items():
        for first in claims:
            for second in claims:
                if first is not second:
                    shared = set(first.kinds) & set(second.kinds)
                    assert not (shared and set(first.dimensions) & set(second.dimensions)), (name, first.id, second.id)


def test_ids_are_english_snake_case_and_the_headline_ids_exist() -> None:
    """Ids are nouns in snake_case; every headline id of the contract has an entry."""
    headline = (
        "gdp_growth budget_revenue_growth retail_sales_growth fixed_investment_growth industry_va_growth "
        "service_va_growth trade_growth urban_jobs unemployment_rate cpi grain_output income_growth "
        "income_growth_urban income_growth_rural rd_growth rd_intensity energy_intensity carbon_intensity "
        "air_quality_days pm25"
    ).split()
    ids = set(index().entries)
    assert set(headline) <= ids
    assert all(name.replace("_", "").isalnum() and name == name.lower() for name in ids)
    assert len(ids) > 150


def test_entries_have_known_kinds_dimensions_and_topics() -> None:
    """Kinds are those of the contract; a dimension is one that units have; names are given in both languages."""
    kinds = {"level", "growth", "decrease", "share", "multiple", "rank"}
    known = {unit.dimension for unit in units()}
    for entry in ENTRIES:
        assert set(entry.kinds) <= kinds, entry.id
        assert {part for dimension in entry.dimensions for part in dimension.split(" / ")} <= known, entry.id
        assert entry.name_zh, entry.id
        assert entry.name_en.isascii() or "–" in entry.name_en, entry.id


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("全省城镇新增就业人数", "城镇新增就业人数"),
        ("湖北省高新技术企业总量", "高新技术企业"),
        ("规模以上工业增加值", "规上工业增加值"),
        ("国内生产总值（GDP）", "国内生产总值"),
        ("数字经济增加值占全省GDP的比例", "数字经济增加值占GDP比重"),
        ("国考城市PM_2.5浓度", "国考城市PM2.5浓度"),
    ],
)
def test_names_fold_to_one_spelling(name: str, form: str) -> None:
    """Regions, adverbs, brackets and variants of spelling fall away; the folded form is among those looked up."""
    assert form in forms(name)


@pytest.mark.parametrize(
    ("unit", "dimension"),
    [
        ("", "count"), ("家", "count"), ("万家", "count"), ("亿斤", "mass"),
        ("%", "ratio"), ("百分点", "ratio difference"), ("元", "money"),
        ("件/万人", "count / count"), ("元/人", "money / count"), ("微克/立方米", "mass / volume"), ("m2", "area"),
        ("天地", ""), ("天地/人", ""),
    ],
)  # fmt: skip
def test_units_have_dimensions(unit: str, dimension: str) -> None:
    """Base units and compounds with a slash; an unknown unit has none."""
    assert dimension_of(unit) == dimension


@given(st.text(max_size=40), st.sampled_from(["level", "growth", "share"]), st.sampled_from(["count", "ratio"]))
def test_any_text_is_looked_up_without_error(name: str, kind: str, dimension: str) -> None:
    """Whatever a statement names, the answer is an entry that allows it, or none."""
    found = lookup(name, kind, dimension)
    assert found is None or found[0].allows(kind, dimension)


@pytest.mark.shared
def test_indicators_of_the_national_informatization_table_are_known() -> None:
    """The seventeen rows of the table in the samples have ids of their own."""
    rows = [
        ("信息化发展指数", "level", "count"), ("信息产业收入规模", "level", "money"),
        ("国内信息技术发明专利授权数", "level", "count"),
        ("IT项目投资占全社会固定资产投资总额的比例", "share", "ratio"),
        ("光纤入户用户占总宽带用户的比率", "share", "ratio"), ("固定宽带家庭普及率", "share", "ratio"),
        ("移动宽带用户普及率", "share", "ratio"), ("贫困村宽带网络覆盖率", "share", "ratio"),
        ("互联网国际出口带宽", "level", "data rate"), ("信息消费规模", "level", "money"),
        ("电子商务交易规模", "level", "money"), ("网络零售额", "level", "money"), ("网民数量", "level", "count"),
        ("社会保障卡普及率", "share", "ratio"), ("电子健康档案城乡居民覆盖率", "share", "ratio"),
        ("基本公共服务事项网上办理率", "share", "ratio"), ("电子诉讼占比", "share", "ratio"),
    ]  # fmt: skip
    ids = [found[0].id if (found := lookup(*row)) else None for row in rows]
    assert None not in ids
    assert len(set(ids)) == 17


@pytest.mark.shared
def test_headline_targets_of_ten_reports_get_their_ids(shared: Path) -> None:
    """From text to id, the cells of the headline table are right with F1 of at least 0.95 (1.00 when written)."""
    with (shared / "gold/headline-2026.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    headline = {row["indicator_id"] for row in rows}
    wanted = {(row["region"], row["indicator_id"], row["comparator"], Decimal(row["value"])) for row in rows}
    found = set()
    for path in sorted((shared / "corpus").glob("*-2026.txt")):
        document = read(path)
        targets = normalize(extract_document(document).targets, document)
        for target in targets:
            figure = target.amount is not None and target.indicator_id in headline
            if figure and target.status == Status.TARGET and target.year == 2026:
                value = Decimal(str(to_base(target.amount).value))
                found.add((target.region, target.indicator_id, target.comparator.value, value))
    right = len(wanted & found)
    assert 2 * right / (len(wanted) + len(found)) >= 0.95, wanted ^ found

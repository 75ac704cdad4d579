"""An older against a newer plan: added, dropped, raised, lowered, postponed, advanced, reworded."""

from __future__ import annotations

from typing import Any

import pytest
from making import figures, record

from plancli.columns import CHANGES
from plancli.compare.align.group import gather
from plancli.compare.levels.changes import changes


def between(older: list[dict[str, Any]], newer: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(row["change"], row["indicator"]) for row in changes(figures(*older), figures(*newer))]


def change(older: dict[str, Any], newer: dict[str, Any]) -> str:
    # A figure for another year keeps the two sets from being annual reports.
    (row, *_) = [
        row
        for row in changes(
            figures(record(**older), *_many(2025)),
            figures(record(**newer), *_many(2025)),
        )
        if row["indicator"] == "5G基站"
    ]
    return str(row["change"])


def _many(year: int) -> list[dict[str, Any]]:
    return [record(name, year=year) for name in "甲乙丙丁"]


@pytest.mark.parametrize(
    ("older", "newer", "word"),
    [
        ({"value": 80}, {"value": 90}, "raised"),
        ({"value": 80}, {"value": 70}, "lowered"),
        ({"year": 2025}, {"year": 2027}, "postponed"),
        ({"year": 2027}, {"year": 2025}, "advanced"),
        ({"year": 2025}, {"value": 90, "year": 2027}, "raised"),
        ({"year": 2025}, {"value": 70, "year": 2027}, "lowered"),
        ({"comparator": ">="}, {"comparator": "="}, "reworded"),
        ({"quote": "建成5G基站80个"}, {"quote": "5G基站达到80个"}, "reworded"),
        ({"modality": "ensure"}, {"modality": "strive"}, "reworded"),
        ({"quote": "5G基站80个"}, {"quote": "５Ｇ基站 80个"}, "unchanged"),
        ({"quote": "加快建网,5G基站80个。"}, {"quote": "5G基站80个,光纤2万公里。"}, "unchanged"),
        ({"quote": "加快建网,5G基站80个。"}, {"quote": "加快建网,建成80个5G基站。"}, "reworded"),
        ({"comparator": "range", "value_max": 90}, {"comparator": "range", "value_max": 95}, "raised"),
        ({"unit": "个"}, {"unit": "座"}, "reworded"),
        ({"indicator": "全省5G基站"}, {"indicator": "5G基站"}, "reworded"),
        ({"year": None}, {"year": 2025}, "reworded"),
    ],
)
def test_each_change_has_its_word(older: dict[str, Any], newer: dict[str, Any], word: str) -> None:
    """Another number is raised or lowered; the same number at another time postponed or advanced; else reworded."""
    assert change(older, newer) == word


def test_what_stands_on_one_side_is_added_or_dropped() -> None:
    """A figure that only the newer or only the older set has."""
    assert between([record("甲")], [record("乙")]) == [("added", "乙"), ("dropped", "甲")] or between(
        [record("甲")], [record("乙")]
    ) == [("dropped", "甲"), ("added", "乙")]


@pytest.mark.parametrize(
    "other",
    [
        {"unit": "元"},
        {"kind": "growth"},
        {"flow": True},
        {"annual": True},
        {"indicator": "4G基站"},
        {"region": "浙江省"},
    ],
)
def test_units_kinds_and_places_are_respected(other: dict[str, Any]) -> None:
    """What may not stand in one row is not a change but one dropped and one added."""
    found = [row["change"] for row in changes(figures(record()), figures(record(**other)))]
    assert sorted(found) == ["added", "dropped"]


def test_figures_of_one_year_belong_together() -> None:
    """A newer plan that keeps 2025 and adds 2030 has added, not postponed."""
    found = changes(figures(record(year=2025)), figures(record(year=2025), record(value=90, year=2030)))
    assert [(row["change"], row.get("newer_year")) for row in found] == [("unchanged", 2025), ("added", 2030)]


def test_two_annual_reports_postpone_nothing() -> None:
    """A figure that moves with the year of the report is the same one; an outlook that slips is postponed."""
    older = [record("甲", year=2025), record("乙", year=2025), record("丙", year=2027)]
    newer = [record("甲", year=2026), record("乙", 90, year=2026), record("丙", year=2030)]
    found = {row["indicator"]: row["change"] for row in changes(figures(*older), figures(*newer))}
    assert found == {"甲": "unchanged", "乙": "raised", "丙": "postponed"}


def test_this_years_figure_is_not_paired_with_an_outlook() -> None:
    """3.3 % this year stands against 3.35 % next year, whatever the newer report wants by 2030."""
    others = [[record(name, year=year) for name in "丙丁戊己"] for year in (2025, 2026)]
    older = [record("甲", 33, year=2025), record("乙", 5, year=2025), *others[0]]
    newer = [record("甲", 335, year=2026), record("甲", 350, year=2030), record("乙", 5, year=2030), *others[1]]
    found = changes(figures(*older), figures(*newer))
    told = [(row["indicator"], row["change"], row.get("newer_year")) for row in found if row["indicator"] in "甲乙"]
    assert sorted(told, key=str) == [
        ("乙", "added", 2030), ("乙", "dropped", None), ("甲", "added", 2030), ("甲", "raised", 2026)
    ]  # fmt: skip


def test_both_quotes_and_figures_stand_in_the_row() -> None:
    """Both years, figures in one unit, documents and sentences."""
    older = record("增加值", 500000000000, "元", written_unit="亿元", doc="a")
    newer = record("增加值", 1000000000000, "元", written_unit="亿元", doc="b", comparator=">=")
    (row,) = changes(figures(older), figures(newer))
    assert set(row) == {column.name for column in CHANGES}
    assert (row["older_figure"], row["newer_figure"]) == ("5000亿元", "≥10000亿元")
    assert (row["older_doc"], row["newer_doc"], row["difference"]) == ("a", "b", 500000000000)
    assert (row["older_quote"], row["newer_quote"]) == (older["quote"], newer["quote"])


def test_plans_without_a_region_are_those_of_one() -> None:
    """Two sets that name no region are compared, whatever their documents are called."""
    assert between([record(region=None, doc="a")], [record(region=None, value=90, doc="b")]) == [("raised", "5G基站")]


WORDS = {"value": None, "unit": None, "stated": "in_step", "against": None, "text": "与经济增长同步"}


def income(**more: Any) -> dict[str, Any]:
    return record("居民收入", 6, "%", indicator_id="income_growth", kind="growth", year=2025) | more


def side(*records: dict[str, Any]) -> list[Any]:
    return gather(records, stated=True)


def test_a_figure_that_gave_way_to_words_was_not_dropped() -> None:
    """And words that became a figure were not added; both sides stand in the row."""
    (there,) = changes(side(income()), side(income(**WORDS)))
    (back,) = changes(side(income(**WORDS)), side(income()))
    assert (there["change"], back["change"]) == ("in_words", "in_figures")
    assert (there["older_figure"], there["newer_figure"]) == ("6%", "与目标同步")


def test_words_meet_the_figure_of_another_unit() -> None:
    """Words have no unit and no flow: they belong to the figure of their indicator and kind."""
    jobs = record("城镇新增就业", 80, "人", indicator_id="urban_jobs", flow=True)
    words = record("城镇新增就业", indicator_id="urban_jobs", kind="level") | WORDS | {"stated": "as_assigned"}
    (row,) = changes(side(jobs), side(words))
    assert row["change"] == "in_words"


@pytest.mark.parametrize(("said", "word"), [("absent", "dropped"), ("words", "in_words"), ("unread", "unread")])
def test_dropped_is_what_the_text_is_silent_on(said: str, word: str) -> None:
    """What the newer document covers decides, where that is known."""
    (row,) = changes(side(income()), [], coverage={("420000", "income_growth"): said})
    assert row["change"] == word


def test_headlines_come_first_then_what_both_have() -> None:
    """Then what was added or dropped."""
    older = [record("甲"), record("丙"), income()]
    newer = [record("乙"), record("丙", 90)]
    found = [row["indicator"] for row in changes(figures(*older), figures(*newer))]
    assert found[:2] == ["居民人均可支配收入增速", "丙"]

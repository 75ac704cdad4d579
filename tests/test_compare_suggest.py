"""Look-alikes are proposed to a person, and only what she approves is merged."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import figures, record

from plancli.columns import SUGGESTIONS
from plancli.compare.align.group import gather
from plancli.compare.align.merge import load
from plancli.compare.align.suggest import suggest
from plancli.errors import UsageError
from plancli.lexicon import load as lists


def proposals(one: str, two: str, **more: object) -> list[tuple[str, str]]:
    found = suggest(figures(record(one), record(two, region="浙江省", **more)))
    return [(row["indicator"], row["merge_with"]) for row in found]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("粮食产量", "粮食总产量"),
        ("百亿企业", "百亿元企业"),
        ("上云企业数", "企业上云数"),
        ("农村网络零售额", "网络零售额"),
    ],
)
def test_look_alikes_are_proposed(one: str, two: str) -> None:
    """Phrases of two regions that are nearly the same are listed once."""
    assert len(proposals(one, two)) == 1


@pytest.mark.parametrize(
    ("one", "two"), [("4G基站数量", "5G基站数量"), ("粮食产量", "上云企业"), ("IPv4用户", "IPv6用户"), ("企业", "企业")]
)
def test_other_names_and_numbers_are_not_alike(one: str, two: str) -> None:
    """4G and 5G are never proposed, nor what is not alike."""
    assert proposals(one, two) == []


@pytest.mark.parametrize("change", [{"unit": "元"}, {"kind": "growth"}, {"flow": True}, {"doc": "doc-湖北省"}])
def test_other_kinds_and_one_document_are_not_alike(change: dict[str, object]) -> None:
    """Another unit, kind or flow, or a document that has both, is no proposal."""
    assert proposals("粮食产量", "粮食总产量", **change) == []


def test_a_proposal_says_why_and_warns() -> None:
    """Score, reason, both places and quotes, and a caution where the difference is one of scope."""
    (row,) = suggest(figures(record("数字经济产业营收"), record("数字经济核心产业营收", region="浙江省")))
    assert list(row) == [column.name for column in SUGGESTIONS]
    assert (row["caution"], row["approve"]) == ("核心", "")
    assert row["score"] > 80
    assert row["reason"] == "前者有“核心”，后者有“”" or row["reason"] == "前者有“”，后者有“核心”"


def test_a_phrase_may_join_a_known_indicator() -> None:
    """With an indicator of the lexicon, the proposal is its id."""
    known = record("x", 5, "人", indicator_id="urban_jobs")
    (row,) = suggest(figures(known, record("城镇新增就业人员", unit="人", region="浙江省")))
    assert row["merge_with"] == "urban_jobs"


def approved(folder: Path, *lines: str) -> Path:
    path = folder / "alike.csv"
    path.write_text("\ufeffapprove,indicator,merge_with,score\r\n" + "".join(f"{line}\r\n" for line in lines), "utf-8")
    return path


def test_only_what_is_approved_is_merged(tmp_path: Path) -> None:
    """A line with yes merges, one without does not."""
    merged = load(approved(tmp_path, "是,粮食产量,粮食总产量,90", ",上云企业,企业上云,80", "no,甲,乙,70"))
    assert merged == {"粮食产量": "=粮食总产量"}
    records = [record("全省粮食产量"), record("粮食总产量", region="浙江省")]
    assert len({figure.key for figure in gather(records, merged)}) == 1
    assert len({figure.key for figure in gather(records)}) == 2


def test_a_phrase_merged_with_an_id_has_it(tmp_path: Path) -> None:
    """The approved id stands in the table."""
    merged = load(approved(tmp_path, "yes,城镇就业新增,urban_jobs,90"))
    (figure,) = gather([record("城镇就业新增", unit="人")], merged)
    assert (figure.indicator_id, figure.name) == ("urban_jobs", "城镇新增就业")


def test_chains_are_followed(tmp_path: Path) -> None:
    """甲 is 乙 and 乙 is 丙: both are 丙."""
    assert load(approved(tmp_path, "y,甲,乙,", "y,乙,丙,")) == {"甲": "=丙", "乙": "=丙"}


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["y,甲,乙,", "y,乙,甲,"], "a circle of phrases · .*row [23]: .*→.* · remove one"),
        (["y,甲,乙,", "y,甲,丙,"], "甲 stands for two · .*row 2 and .*row 3 · keep one"),
        (["perhaps,甲,乙,"], "'perhaps' is neither yes nor no · .*row 2, column approve"),
        (["y,甲,甲,"], "merged with itself .* row 2, column merge_with"),
        (["y,甲,,"], "merged with itself or with nothing"),
    ],
)
def test_unclear_approvals_are_refused(tmp_path: Path, lines: list[str], message: str) -> None:
    """A circle, a phrase under two, and a word that is neither yes nor no stop with file and row."""
    with pytest.raises(UsageError, match=message):
        load(approved(tmp_path, *lines))


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    """A file without merge_with is no file of approvals."""
    path = tmp_path / "alike.csv"
    path.write_text("approve,indicator\ny,甲\n", "utf-8")
    with pytest.raises(UsageError, match="column merge_with is missing"):
        load(path)


def test_the_scope_example_differs_by_scope() -> None:
    """The example of the scope words differs by one of them."""
    table = lists.table("compare")["scope"]
    one, two = table["example"].split(" and ")
    assert any((word in one) != (word in two) for word in table["words"])

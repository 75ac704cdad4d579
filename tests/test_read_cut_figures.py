"""A figure that the end of a line or page has cut is read whole, or the record is doubted; never silently wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancli.extract import extract_document
from plancli.model import Target
from plancli.pipeline import analyse
from plancli.read import from_text
from plancli.read.plain.hard_wraps import joins_of

LEAD = "全市经济稳步发展，到2025年，"
CLAUSES = (
    "高新技术企业达到3,000家以上",
    "研发投入强度达到1.5%",
    "森林覆盖率提高5.2个百分点",
    "绿色建筑占比达到50%左右",
    "培育龙头企业二十三家",
    "新增就业12.5万人次",
    "力争旅游收入突破1200亿元",
    "粮食产量稳定在80～85万吨",
    "居民收入增长6%-7%",
    "数字经济占比超过52%",
)
ENDS = ("\n", "\r\n", "\n12\n", "\n— 12 —\n", "\n第 12 页\n")
Seen = tuple[str, str, str, int | None]


def found(text: str) -> list[Target]:
    """The records of a short plan that holds `text` on lines of their own."""
    return analyse(from_text(f"某市发展规划\n一、目标\n{text}\n二、任务\n加强组织领导。")).targets


def says(target: Target) -> Seen:
    """What a record states: sign, figure, unit, year."""
    amount = target.amount
    assert amount is not None
    return str(target.comparator), f"{amount.value}…{amount.value_max}", amount.unit or "", target.year


@given(st.sampled_from(CLAUSES), st.sampled_from(ENDS), st.data())
def test_a_figure_cut_anywhere_is_whole_or_doubted(clause: str, end: str, data: st.DataObject) -> None:
    """Wherever a line or page ends inside a clause, its records state what the clause does, or have the doubt."""
    text = f"{LEAD}{clause}；加快建设，形成格局。"
    whole = {says(one) for one in found(text)}
    at = data.draw(st.integers(len(LEAD), len(LEAD) + len(clause)))
    for one in found(text[:at] + end + text[at:]):
        assert says(one) in whole or "figure_cut" in one.doubts, (text[:at], one.text)


@pytest.mark.parametrize("year", ["2|025", "20|25", "202|5", "2025|"])
def test_a_year_that_a_line_end_cuts_is_that_year(year: str) -> None:
    """2|025年 is 2025, whether or not the text is wrapped."""
    (target,) = found(f"全市持续发展，到{year.replace('|', chr(10))}年，新增企业50家。")
    assert target.year == 2025


@pytest.mark.parametrize("size", range(8, 20))
def test_a_column_of_narrow_lines_reads_as_one_text(size: int) -> None:
    """达到5|2% in lines of fourteen characters is 52%."""
    text = LEAD + "，".join(CLAUSES) + "。"
    lines = "\n".join(text[at : at + size] for at in range(0, len(text), size))
    assert [says(one) for one in found(lines)] == [says(one) for one in found(text)]


@pytest.mark.parametrize(
    "text",
    [
        "全年平稳，创新指数达到52\n2.加强保障",
        "全年平稳，创新指数达到52\n2030年达到60",
        "指标值\n1.\n5\n2.\n6",
        "企业数\t5\n0\t6",
        "| 企业数 | 5\n0 | 6 |",
        "编号5\n100家企业入选",
        "增速\n6%\n-7%",
    ],
)
def test_figures_on_lines_of_their_own_stay_apart(text: str) -> None:
    """The number of an item, a year and cells of tables are no halves of a figure."""
    assert joins_of(text) == ()


def test_the_halves_of_a_figure_keep_their_places() -> None:
    """The span of a figure that was cut holds both halves as they are in the file."""
    document = from_text(f"{LEAD}研发投入强度达到1.\n5%。")
    (target,) = extract_document(document).targets
    assert document.text[target.span.start : target.span.end] == target.text == "1.\n5%"

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


def listed(text: str) -> str:
    """`text` under a heading, | for each line end."""
    return f"某市规划\n二、发展目标\n{text.replace('|', chr(10))}\n"


APART = (
    "-常住人口城镇化率达到70%|-80%以上的行政村通公交",
    "—森林覆盖率达到42%|—60%以上的村庄建成美丽乡村",
    "—绿化率达到40%|—50%的学校建成智慧校园",
    "-专利拥有量突破10|-5个园区建成投用",
    "-年均增长8%|-2025年新增就业5万人",
    "-新建站点达到100|-5G基站达到50个",
    "新建站点达到100|-5G基站达到50个",
    "城镇化率达到70%|-80%以上的行政村通公交",
    "绿化率达到40%|-50%。|-新建公园5个",
    "-新建公园5个|绿化率达到40%|-50%。",
    "-增长8%|-9%。",
    "城镇新增就业分别为120,|350,|480人",
    "城镇和农村就业达到120,|350人。",
    "GDP达到100,|200个项目开工",
    "服务企业120|，350家",
    "新建学校3.|5个社区建成",
    "建成公园12.|3.新增绿地5公顷",
    "建成公园12.|3、新增绿地5公顷",
    "实施重点工程3.|2025年建成公园50个",
    "行政村达到50|05后青年达到3万人",
    "行政村达到50|02专项启动",
    "工程项目12|0号线建设完成30%",
)
ONE_FIGURE = {
    "占比达到5|0%": "50",
    "强度达到1|.5%": "1.5",
    "强度达到1.|5%。": "1.5",
    "学校达到12|,000所": "12000",
    "学校达到12,|000所": "12000",
    "企业达到3,|500家以上，居前列": "3500",
    "就业达到1,|000,000人": "1000000",
    "投入达到8，|000家": "8000",
    "企业达到30|家以上": "30",
    "居民收入增长6%|-7%。": "6",
    "企业达到|5|120个以上，": "120",
    "企业达到|- 5 -|120个医院": "120",
}


@pytest.mark.parametrize("text", APART)
def test_what_may_be_two_figures_is_not_joined(text: str) -> None:
    """Bullets, rows of figures, numbers of items, years and names (05后, 0号线) are no second half of a figure."""
    assert joins_of(listed(text)) == ()


@pytest.mark.parametrize(
    "text", ["城镇化率达到70%|-80%以上的行政村通公交", "GDP达到100,|200个项目开工", "新建学校3.|5个社区建成"]
)
def test_what_may_be_one_figure_or_two_is_doubted(text: str) -> None:
    """Where a sign at the line end may belong to a figure or to the sentence, every record beside it has the doubt."""
    records = analyse(from_text(listed(text))).targets
    assert records
    assert all("figure_cut" in one.doubts for one in records)


@pytest.mark.parametrize(("text", "value"), ONE_FIGURE.items())
def test_what_can_only_be_one_figure_is_joined(text: str, value: str) -> None:
    """Two halves that mean nothing apart are one figure, also on both sides of the number of a page."""
    (target,) = analyse(from_text(listed(text))).targets
    assert target.amount is not None
    assert str(target.amount.value) == value
    assert "figure_cut" not in target.doubts


@pytest.mark.parametrize(
    "text", ["公园数量达到|30|3所学校完成改造", "城镇化率达到|70|12所学校建成", "城镇化率，2025年达到|70|2030年达到|75"]
)
def test_a_figure_alone_on_its_line_is_not_taken_for_a_page(text: str) -> None:
    """Without other numbers of pages, 30 may be the value; what is read beside it is doubted."""
    records = analyse(from_text(listed(text))).targets
    assert records
    assert all("figure_cut" in one.doubts for one in records)


def test_a_range_of_scores_is_not_attached_across_a_figure_alone() -> None:
    """为|90|95分以上的占比 does not make 95分 the value of the name in front of 90."""
    records = analyse(from_text(listed("目标值为|90|95分以上的占比50%"))).targets
    assert all(one.amount is None or one.amount.unit == "%" for one in records)


def test_pages_that_are_counted_cut_words() -> None:
    """达到|5|120个医院 loses its 5 where 6 is the number of the next page."""
    joins = joins_of(listed("全市医院达到|5|120个医院|其他|6|完"))
    assert len(joins) == 2

"""Blanks between Chinese and figures, and the heads of pages in a text that was taken from a PDF, change no record."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plancli.extract import extract_document
from plancli.model import Document
from plancli.read import from_text
from plancli.read.plain.page_edges import page_edges
from plancli.read.plain.spaced_figures import set_apart
from plancli.read.plain.unwrap import unwrap

PLAN = (
    "甲市交通发展规划",
    "到2025年，公路总里程达到13800公里，5G基站达到2.6万个，每千人口拥有3岁以下婴幼儿托位数达到4.6个。",
    "单位GDP能耗下降14.5%，营运货车二氧化碳排放量较2020年下降5%，城镇调查失业率控制在5.5%以内。",
    "为1.2万户老年人家庭实施适老化改造，人均地区生产总值比2020年翻一番以上。",
)
MORE = (
    "二、重点任务",
    "建成综合客运枢纽3个、县级客运站9个，村级物流服务点覆盖率达到100%；到2023年，快递业务量突破2.8亿件。",
    "新增公办学位2.1万个，学前教育毛入园率达到95%，九年义务教育巩固率稳定在98%以上。",
    "三、保障措施",
    "市财政每年安排专项资金3亿元，争取上级补助资金不少于45亿元，引导社会资本投入120亿元。",
    "治理水土流失面积320平方公里，建设湿地公园6处，城市生活垃圾回收利用率达到35%以上。",
)
BORDER = re.compile(r"(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%])(?=[\u4e00-\u9fff])")


def records(document: Document) -> list[object]:
    found = extract_document(document).targets
    assert all(document.text[one.span.start : one.span.end] == one.text for one in found)
    assert all(document.text[one.quote.start : one.quote.end] == one.quote_text for one in found)
    return [(one.indicator, one.kind, one.comparator, one.amount, one.year) for one in found]


def test_blanks_beside_figures_change_no_record() -> None:
    """到 2025 年 and 到2025年 give the same, and every offset is that of the text as it is."""
    spaced = "\n".join(BORDER.sub(" ", line) for line in PLAN)
    assert spaced.count(" ") > 20
    assert records(from_text(spaced)) == records(from_text("\n".join(PLAN)))


@pytest.mark.parametrize(
    "line",
    [
        "急救站点（个） 12 24",
        "森林覆盖率 43 45 约束性",
        "建成区 | 12 | 30",
        "全市建成公园120个， 其中A级3个，面积45公顷，2025年完工。",
        "森林覆盖率 43.2",
    ],
)
def test_blanks_between_cells_stay(line: str) -> None:
    """Those of a row, behind a comma, and in a line that says nothing of how its text is set."""
    assert list(set_apart(line)) == []


def test_lines_without_a_mark_are_read_as_the_others_of_their_text() -> None:
    """A heading of a text that sets figures apart is set so as well; its rows stay rows."""
    text = "到 2025 年，建成公园 3 个。\n二、建成广场 9 座\n主要目标 2025 年\n乡镇 12 24 个\n"
    flat, places = unwrap(Document("a", text))
    assert flat.text == "到2025年，建成公园3个。\n二、建成广场9座\n主要目标2025年\n乡镇 12 24 个\n"
    assert [text[places.at(at)] for at in range(len(flat.text))] == list(flat.text)


def test_a_text_without_such_blanks_is_read_as_it_is() -> None:
    """Nothing is copied where nothing goes."""
    document = Document("a", "\n".join(PLAN))
    assert unwrap(document)[0] is document


def paged(lines: list[str], head: str, foot: str, size: int) -> str:
    """The lines on pages of so many each, as pdftotext writes them."""
    parts = [lines[at : at + size] for at in range(0, len(lines), size)]
    pages = []
    for number, part in enumerate(parts, 1):
        above = [head.format(number)] if head else []
        below = ["", "", foot.format(number, len(parts))] if foot else []
        pages.append("\n".join([*above, *part, *below]) + "\n")
    return "\f".join(pages) + "\f"


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.integers(16, 30),
    st.integers(3, 9),
    st.sampled_from(["", "甲市交通发展规划      {}", "政府公报 2023年第12期"]),
    st.sampled_from(["", "{}", "          — {} —", "第 {} 页 共 {} 页", "{} / {}"]),
)
def test_page_breaks_with_heads_and_numbers_change_no_record(width: int, size: int, head: str, foot: str) -> None:
    """Wherever a page ends, also inside a figure, and whatever is printed at its edges."""
    text = [*PLAN, *MORE]
    lines = [part[at : at + width] for part in text for at in range(0, len(part), width)]
    assert records(from_text(paged(lines, head, foot, size))) == records(from_text("\n".join(lines)))


def test_what_repeats_on_pages_but_is_a_row_or_a_sentence_of_one_page_stays() -> None:
    """The head of a table that is printed again has cells, and a figure alone that counts no pages is text."""
    rows = "指标  单位  2020年  2025年\n公园  个  3  9\n广场  座  2  5\n"
    assert all(text.strip() == "" for text in _left_out(f"一、目标\n{rows}\f{rows}\f{rows}"))
    assert _left_out("建成公园\n30\n\f40\n个，广场\n50\n\f9\n座") == ["\f", "\f"]
    assert _left_out("没有分页的文本\n1\n") == []


def test_units_and_heads_of_tables_are_no_heads_of_pages() -> None:
    """单位：亿元 and 指标 2020年 2025年 on top of pages belong to the tables below them."""
    head = "某市规划\n单位：亿元\n指标 2020年 2025年\n"
    text = f"{head}农业产值 100 120\n\f{head}渔业产值 30 32\n\f{head}工业产值 1 2\n"
    assert [cut.strip() for cut in _left_out(text)] == ["某市规划"] * 2
    bars = "| 指标 | 数值 |\n"
    assert not any(cut.strip() for cut in _left_out(f"{bars}a\n\f{bars}b\n\f{bars}c\n"))


def _left_out(text: str) -> list[str]:
    return [text[start:end] for start, end in page_edges(text)]

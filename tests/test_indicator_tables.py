"""Indicator tables: the same records whatever the file, every cell read as people read it."""

import html
import io
import subprocess
from collections.abc import Sequence
from dataclasses import replace

import openpyxl
import papers
import pytest
from office import cell, docx, paragraph, table
from patience import PATIENCE

from plancli.extract.tables.figure import figure_of
from plancli.extract.tables.label import indicator_of, without_number
from plancli.extract.tables.statements import covered, indicator_tables, table_statements
from plancli.extract.tables.units import tidy, unit_in_brackets
from plancli.extract.tables.words import says, starts
from plancli.lexicon.load import table as words_of
from plancli.model import Document, Head, Modality, Target
from plancli.numerals.base_units import to_base
from plancli.read import from_bytes, from_text
from plancli.read.build.grid import TextCell, TextGrid, grid_of_rows
from plancli.read.build.text_builder import Composer
from plancli.segment.fold import fold

TITLE = "某市“十四五”数字经济发展规划主要指标"
ROWS = (
    ("指标", "2020年", "2025年", "年均增速（%）", "属性"),
    ("总体水平", "", "", "", ""),
    ("1.数字经济核心产业增加值（亿元）", "700", "1200", ">11.4", "预期性"),
    ("2.数字经济发展指数", "72.45", "88", "—", "预期性"),
    ("基础设施", "", "", "", ""),
    ("3.互联网普及率（%）", "70.4", "80", "〔9.6〕", "预期性"),
    ("4.5G基站（万个）", "<1", ">2.6", "—", "约束性"),
    ("5.网络零售额（万亿元）", "0.3", "约0.5", "10.8", "预期性"),
    ("注：〔 〕内为五年累计数，单位为百分点。", "", "", "", ""),
)
HEAD = Head(issued="2021-10-17", period=(2021, 2025), horizon_year=2025)
EXPECTED = [
    ("数字经济核心产业增加值", "=", "700", "亿元", "level", 2020, "actual", False, None),
    ("数字经济核心产业增加值", "=", "1200", "亿元", "level", 2025, "target", False, "expected"),
    ("数字经济核心产业增加值", ">", "11.4", "%", "growth", 2025, "target", True, "expected"),
    ("数字经济发展指数", "=", "72.45", "", "level", 2020, "actual", False, None),
    ("数字经济发展指数", "=", "88", "", "level", 2025, "target", False, "expected"),
    ("互联网普及率", "=", "70.4", "%", "share", 2020, "actual", False, None),
    ("互联网普及率", "=", "80", "%", "share", 2025, "target", False, "expected"),
    ("互联网普及率", "=", "9.6", "百分点", "growth", 2025, "target", False, "expected"),
    ("5G基站", "<", "1", "万个", "level", 2020, "actual", False, None),
    ("5G基站", ">", "2.6", "万个", "level", 2025, "target", False, "binding"),
    ("网络零售额", "=", "0.3", "万亿元", "level", 2020, "actual", False, None),
    ("网络零售额", "~", "0.5", "万亿元", "level", 2025, "target", False, "expected"),
    ("网络零售额", "=", "10.8", "%", "growth", 2025, "target", True, "expected"),
]


def as_text() -> tuple[bytes, str]:
    return "\n".join((TITLE, *(" | ".join(row).rstrip(" |") + " |" for row in ROWS), "")).encode(), "plan.txt"


def as_html() -> tuple[bytes, str]:
    rows = "".join("<tr>" + "".join(f"<td>{html.escape(part)}</td>" for part in row) + "</tr>" for row in ROWS)
    page = (
        f"<html><body><div class='TRS_Editor'><p>{TITLE}</p><p>到2025年，各项指标如下。</p><table>{rows}</table></div>"
    )
    return page.encode(), "plan.html"


def as_docx() -> tuple[bytes, str]:
    rows = ["".join(cell(html.escape(part)) for part in row) for row in ROWS]
    return docx(paragraph(TITLE) + table(*rows)), "plan.docx"


def as_xlsx() -> tuple[bytes, str]:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([TITLE])
    for row in ROWS:
        sheet.append([float(part) if part.replace(".", "").isdigit() else part for part in row])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue(), "plan.xlsx"


def as_ruled_pdf() -> tuple[bytes, str]:
    merged = [(number, 0, 1, 5) for number, row in enumerate(ROWS) if not any(row[1:])]

    def page(canvas):
        papers.put(canvas, 150, 80, TITLE)
        papers.grid(canvas, ROWS, (200, 55, 55, 75, 50), 100, merged=merged)

    return papers.paper(page), "plan.pdf"


def as_three_rules() -> tuple[bytes, str]:
    def page(canvas):
        papers.put(canvas, 150, 80, TITLE)
        papers.three_rules(canvas, ROWS, (200, 55, 55, 75, 50), 100)

    return papers.paper(page), "plan.pdf"


def as_csv() -> tuple[bytes, str]:
    return "\n".join(",".join(row) for row in ROWS).encode("gb18030"), "plan.csv"


FORMATS = (as_text, as_html, as_docx, as_xlsx, as_ruled_pdf, as_three_rules, as_csv)


def statements(document: Document) -> list[Target]:
    return list(table_statements(document, indicator_tables(document), lambda _: ""))


def brief(target: Target) -> tuple[object, ...]:
    modality = target.modality.value if target.modality else None
    value = f"{target.amount.value:f}"
    kind, status = target.kind.value, target.status.value
    unit = target.amount.unit
    return target.indicator, target.comparator.value, value, unit, kind, target.year, status, target.annual, modality


@pytest.mark.parametrize("form", FORMATS)
def test_one_table_gives_the_same_records_in_every_format(form):
    """Text, HTML, DOCX, XLSX, CSV, ruled and three-rule PDF of one table give the same records."""
    (document,) = from_bytes(*form())
    assert isinstance(document, Document)
    found = statements(document if document.head.period else replaced(document))
    assert [brief(target) for target in found] == EXPECTED
    for target in found:
        assert document.text[target.span.start : target.span.end] == target.text
        assert document.text[target.quote.start : target.quote.end] == target.quote_text
        assert target.quote.start <= target.span.start < target.span.end <= target.quote.end
        assert {"indicator", "unit", "year", "status", "kind", "comparator"} <= dict(target.answers).keys()


def replaced(document: Document) -> Document:
    from dataclasses import replace

    return replace(document, head=HEAD)


def made(rows: Sequence[Sequence[str]] | TextGrid, before: str = "", head: Head = HEAD) -> Document:
    """A document of one table."""
    composer = Composer()
    if before:
        composer.begin()
        composer.write(before)
    composer.table(rows if isinstance(rows, TextGrid) else grid_of_rows(rows))
    return Document(id="d", text=composer.text, head=head, tables=tuple(composer.tables))


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("17.1", ("=", "17.1", "")),
        (">38", (">", "38", "")),
        ("＜1", ("<", "1", "")),
        ("≥ 95%", (">=", "95", "%")),
        ("〔24〕", ("=", "24", "")),
        ("［5000］", ("=", "5000", "")),
        ("〔>14〕", (">", "14", "")),
        ("（约30%）", ("~", "30", "%")),
        ("8.5左右", ("~", "8.5", "")),
        ("稳定在97以上", (">=", "97", "")),
        ("提高到60", ("=", "60", "")),
        ("80以上", (">=", "80", "")),
        ("不低于90", (">=", "90", "")),
        ("1,234.5", ("=", "1,234.5", "")),
        ("10万亿元", ("=", "10", "万亿元")),
        ("5—6", ("range", "5", "")),
        ("3.5*", ("=", "3.5", "")),
        ("-18", ("=", "-18", "")),
        (">7、力争投入强度高于“十三五”时期实际", (">", "7", "")),
        ("12%，各年度视情提出", ("=", "12", "%")),
    ],
)
def test_a_cell_is_read_with_its_signs(written, says):
    """Signs, brackets, words and units around the figure of a cell are read, and the figure alone is its span."""
    found = figure_of(fold(written))
    assert found is not None
    assert (found.comparator.value.value, found.written, found.unit) == says
    assert fold(written)[found.start : found.end].startswith(found.written)


@pytest.mark.parametrize(
    "written", ["—", "-", "——", "/", "", "…", "32/28", "待定", "2025年前完成改造任务", "按国家下达任务", "见附件3"]
)
def test_a_cell_without_one_figure_gives_none(written):
    """A dash, two figures at once, and words give no figure."""
    assert figure_of(fold(written)) is None


def test_bare_figures_of_a_row_share_what_it_says_and_others_keep_their_own() -> None:
    """A row of bare figures asks once for name and unit; a rate, a fall and another measure ask again."""
    head = ("指标", "单位", "2023年", "2024年产值", "2025年", "2026年")
    document = made([head, ("新能源", "亿元", "12", "1,300.5", "7%", "-4"), ("就业率", "%", "80", "81", "≥82", "85")])
    found = [(one.indicator, one.kind, one.amount.value, one.amount.unit, one.year) for one in statements(document)]
    assert [(name, str(kind), str(value), unit, year) for name, kind, value, unit, year in found] == [
        ("新能源", "level", "12", "亿元", 2023),
        ("新能源产值", "level", "1300.5", "亿元", 2024),
        ("新能源", "growth", "7", "%", 2025),
        ("新能源", "level", "-4", "亿元", 2026),
        ("就业率", "share", "80", "%", 2023),
        ("就业率产值", "share", "81", "%", 2024),
        ("就业率", "share", "82", "%", 2025),
        ("就业率", "share", "85", "%", 2026),
    ]


@pytest.mark.parametrize(
    ("label", "parts"),
    [
        ("信息消费规模（万亿元）", ("信息消费规模", "万亿元")),
        ("互联网国际出口带宽(Tbps)", ("互联网国际出口带宽", "Tbps")),
        ("每万人专利（件/万人）", ("每万人专利", "件/万人")),
        ("网民数量（亿）", ("网民数量", "亿")),
        ("电子诉讼占比 （％）", ("电子诉讼占比", "%")),
        ("增加值（单位：亿元）", ("增加值", "亿元")),
        ("工业增加值（规上）", ("工业增加值(规上)", "")),
        ("关键工序数（自）控化率", ("关键工序数(自)控化率", "")),
    ],
)
def test_a_unit_stands_in_brackets_behind_the_label(label, parts):
    """Brackets at the end of a label hold its unit, unless they hold something else."""
    assert unit_in_brackets(fold(label)) == parts


def test_a_unit_per_so_many_people_reads_as_in_running_text() -> None:
    """1/10万 in a table is /10万, as in 8/10万; 台(套) loses its brackets; a sign for none is none."""
    assert [tidy(unit) for unit in ("1/10万", "台(套)", "—")] == ["/10万", "台套", ""]


def test_a_unit_column_a_merged_group_and_departments_are_read():
    """单位 gives the unit, a merged cell at the left the group (filled down, marked so), 牵头单位 the department."""
    rows = (
        ("类别", "指标名称", "单位", "2020年基期值", "2025年目标值", "牵头单位"),
        ("创新驱动", "研发经费投入强度", "%", "2.1", "3左右", "市科技局、市统计局"),
        ("", "高价值发明专利", "件", "500", "1000", "市市场监管局"),
    )
    cells = [
        TextCell(text, row, column, 2 if (row, column) == (2, 1) else 1)
        for row, line in enumerate(rows, 1)
        for column, text in enumerate(line, 1)
        if (row, column) != (3, 1)
    ]
    found = statements(made(TextGrid(tuple(cells))))
    assert [brief(target)[:7] for target in found] == [
        ("研发经费投入强度", "=", "2.1", "%", "share", 2020, "actual"),
        ("研发经费投入强度", "~", "3", "%", "share", 2025, "target"),
        ("高价值发明专利", "=", "500", "件", "level", 2020, "actual"),
        ("高价值发明专利", "=", "1000", "件", "level", 2025, "target"),
    ]
    assert found[1].departments == ("市科技局", "市统计局")
    assert [target.section for target in found] == ["创新驱动"] * 4
    rules = [dict(target.answers)["group"].rule for target in found[1::2]]
    assert rules == ["table_group_column", "table_group_column_filled_down"]


def test_a_bar_written_with_its_sign_is_in_a_cell():
    """软件 \\| 信息服务 in a table of Markdown is one cell, and moves no figure under another year."""
    rows = (
        "| 指标 | 2020年 | 2025年 |",
        "|---|---|---|",
        "| 软件收入 \\| 全部（亿元） | 88 | 150 |",
        "| 出口（亿元） | 3 | 9 |",
    )
    for name in ("plan.txt", "plan.md"):
        (document,) = from_bytes("\n".join(rows).encode(), name)
        found = [(one.written_value, one.year) for one in statements(replaced(document))]
        assert found == [("88", 2020), ("150", 2025), ("3", 2020), ("9", 2025)]


def test_a_unit_above_the_table_holds_for_all_rows():
    """单位：亿元 above a table is the unit of every row that names none."""
    rows = (("指标", "2023年", "2025年"), ("地区生产总值", "5000", "6000"), ("增长率（%）", "5", "6"))
    found = statements(made(rows, "表1 主要指标 单位：亿元"))
    assert [(target.amount.unit, dict(target.answers)["unit"].rule) for target in found[1::2]] == [
        ("亿元", "table_unit_above"),
        ("%", "table_unit_in_label"),
    ]


def test_a_target_column_without_year_is_for_the_end_of_the_plan():
    """目标值 alone is for the horizon of the document, 现状值 is what was reached."""
    rows = (("序号", "指标", "现状值", "目标值", "备注"), ("1", "建成区绿化覆盖率（%）", "38", "42", "全市"))
    found = statements(made(rows))
    assert [(target.text, target.year, target.status.value) for target in found] == [
        ("38", None, "actual"),
        ("42", 2025, "target"),
    ]


def test_the_number_of_a_row_names_nothing():
    """A row that says nothing but a figure, as the rest of another may, gives no record that is called 2."""
    rows = (("序号", "指标", "2023年", "2025年"), ("1", "公园", "3", "9"), ("2", "", "", "45"), ("3", "广场", "2", "5"))
    assert [target.indicator for target in statements(made(rows))] == ["公园", "公园", "广场", "广场"]


def test_a_fall_is_a_decrease():
    """A label that names a fall makes its figure a decrease, also where it is written with a minus."""
    rows = (
        ("指标", "2025年", "属性"),
        ("单位GDP能耗降低（%）", "〔13.5〕", "约束性"),
        ("主要污染物排放量下降（%）", "-10", "约束性"),
    )
    found = statements(made(rows))
    assert [(target.kind.value, f"{target.amount.value:f}", target.modality) for target in found] == [
        ("decrease", "13.5", Modality.BINDING),
        ("decrease", "10", Modality.BINDING),
    ]


def test_sums_in_brackets_have_the_unit_that_makes_sense():
    """〔 〕 under 年均/累计: points of percent for a rate, % for what falls in %, the unit of the row for amounts."""
    rows = (
        ("指标", "2020年", "2025年", "年均/累计", "属性"),
        ("居民人均可支配收入增长（%）", "2.1", "—", "与GDP增长基本同步", "预期性"),
        ("单位GDP能源消耗降低（%）", "—", "—", "〔13.5〕", "约束性"),
        ("常住人口城镇化率（%）", "60.6", "65", "〔4.4〕", "预期性"),
        ("城镇新增就业（万人）", "—", "—", "[>50]", "预期性"),
        ("全员劳动生产率（万元/人）", "12", "16", "6", "预期性"),
    )
    found = [target for target in statements(made(rows)) if target.column == 4]
    assert [(target.text, target.amount.unit, target.kind.value, target.annual) for target in found] == [
        ("13.5", "%", "decrease", False),
        ("4.4", "百分点", "growth", False),
        ("50", "万人", "level", False),
        ("6", "%", "growth", True),
    ]


def test_an_average_of_a_rate_is_no_growth():
    """Under 年均/累计 a rate stays a share unless label say 增长; a share in a row of amounts is their growth."""
    rows = (
        ("指标", "2020年", "2025年", "年均/累计"),
        ("城镇调查失业率（%）", "5.2", "—", "<5.5"),
        ("全社会研发经费投入增长（%）", "—", "—", ">7、力争投入强度高于实际"),
        ("居民人均可支配收入（元）", "35000", "7%", "—"),
    )
    found = [(target.text, target.kind.value, target.annual) for target in statements(made(rows)) if target.column > 2]
    assert found == [("5.5", "share", True), ("7", "growth", True), ("7%", "growth", False)]


def test_what_lies_between_two_states_is_a_growth():
    """〔5.7〕 beside 6.3 and 12 is how much more; 〔5000〕 without states is an amount."""
    rows = (
        ("指标", "2020年", "2025年", "累计"),
        ("每万人口高价值发明专利拥有量（件）", "6.3", "12", "〔5.7〕"),
        ("农村贫困人口脱贫（万人）", "—", "—", "〔5000〕"),
    )
    found = [(target.kind.value, target.amount.unit) for target in statements(made(rows)) if target.column == 4]
    assert found == [("growth", "件"), ("level", "万人")]


def test_notes_below_a_table_are_no_statements_and_tell_years():
    """带*的为2019年数据 dates the starred cells; 5年累计数 in a note is no target; the text behind goes on."""
    rows = (("指标", "2020年", "2025年"), ("常住人口城镇化率（%）", "60.6*", "65"), ("森林覆盖率（%）", "23.2", "24.1"))
    document = made(rows)
    notes = "\n注：①〔〕内为5年累计数。\n②带*的为2019年数据。\n到2025年，建成5G基站2.6万个。"
    document = replace(document, text=document.text + notes)
    assert [target.year for target in statements(document)] == [2019, 2025, 2020, 2025]
    spans = [document.text[span.start : span.end] for span in covered(document, indicator_tables(document))]
    assert any("5年累计数" in text and "2019年" in text for text in spans)
    assert not any("2.6万个" in text for text in spans)


def test_ranks_parts_and_words_of_will_are_read():
    """前10 is a rank, 其中 has unit and change of the whole above it, 力争 in a cell says how hard it is meant."""
    rows = (
        ("指标", "单位", "2020年", "2025年", "属性"),
        ("综合竞争力全省排名", "位", "12", "前10", "预期性"),
        ("地区生产总值增速", "%", "3.9", "6.5左右", "预期性"),
        ("其中：工业", "", "4", "力争7", "预期性"),
    )
    found = [
        (target.text, target.kind.value, target.comparator.value, target.amount.unit, target.modality)
        for target in statements(made(rows))
        if target.column == 4
    ]
    assert found == [
        ("前10", "rank", "<=", "位", Modality.EXPECTED),
        ("6.5", "growth", "~", "%", Modality.EXPECTED),
        ("7", "growth", "=", "%", Modality.STRIVE),
    ]


def test_words_in_a_cell_are_read_as_in_a_sentence():
    """全覆盖 in a cell is a share of 100 %."""
    rows = (("指标", "2020年", "2025年"), ("行政村5G网络覆盖率（%）", "60", "全覆盖"))
    target = statements(made(rows))[-1]
    assert (target.kind.value, f"{target.amount.value:f}", target.amount.unit) == ("share", "100", "%")


def test_the_goals_of_a_plan_that_is_over_are_neither_promised_nor_reached():
    """规划目标 for a year before the document is other; 实现情况 is actual."""
    rows = (("指标", "规划目标", "实现情况"), ("指标", "2020年", "2020年"), ("网民数量（亿）", "8.5", "6.88"))
    assert [target.status.value for target in statements(made(rows))] == ["other", "actual"]


def test_years_down_the_side_are_understood_too():
    """A table on its side, indicators in the head and years in the rows, gives the same records."""
    rows = (("指标", "地区生产总值（亿元）", "5G基站（万个）"), ("2020年", "700", "0.8"), ("2025年", "1200", "2.6"))
    found = [brief(target)[:7] for target in statements(made(rows))]
    assert sorted(found) == sorted(
        [
            ("地区生产总值", "=", "700", "亿元", "level", 2020, "actual"),
            ("地区生产总值", "=", "1200", "亿元", "level", 2025, "target"),
            ("5G基站", "=", "0.8", "万个", "level", 2020, "actual"),
            ("5G基站", "=", "2.6", "万个", "level", 2025, "target"),
        ]
    )


def test_halves_side_by_side_are_two_tables():
    """Labels in the middle of a table begin its second half, with its own units and figures."""
    rows = (
        ("指标", "单位", "2025年", "指标", "单位", "2025年"),
        ("地区生产总值增长", "%", "6", "粮食产量", "万吨", "500"),
        ("居民消费价格涨幅", "%", "3", "城镇新增就业", "万人", "10"),
    )
    found = statements(made(rows))
    assert [(target.indicator, target.text, target.amount.unit, target.kind.value) for target in found] == [
        ("地区生产总值", "6", "%", "growth"),
        ("粮食产量", "500", "万吨", "level"),
        ("居民消费价格", "3", "%", "growth"),
        ("城镇新增就业", "10", "万人", "level"),
    ]
    assert [target.flow for target in found] == [False, False, False, True]


@pytest.mark.parametrize(
    ("label", "indicator"),
    [
        ("规模以上工业增加值增长", "规模以上工业增加值"),
        ("GDP年均增速", "GDP"),
        ("单位GDP能耗降低", "单位GDP能耗"),
        ("数字经济规模达到", "数字经济规模"),
        ("新增5G基站", "5G基站"),
        ("其中:高技术产业增加值", "高技术产业增加值"),
        ("(3)互联网普及率", "互联网普及率"),
        ("人口自然增长率", "人口自然增长率"),
        ("建设用地面积", "建设用地面积"),
        ("研发经费投入强度", "研发经费投入强度"),
        ("社会消费品零售总额", "社会消费品零售总额"),
        ("5G基站", "5G基站"),
        ("增长", "增长"),
    ],
)
def test_a_label_becomes_its_indicator(label, indicator):
    """Numbers and the words of change go, names stay whole."""
    assert indicator_of(without_number(label)) == indicator


@pytest.mark.parametrize(
    "rows",
    [
        (("机具", "补贴额（元）"), ("拖拉机", "50000"), ("收割机", "30000")),
        (("序号", "重点工作", "负责单位"), ("1", "建设平台30个", "市经信局"), ("2", "培训1000人", "市人社局")),
        (("索引号", "733556049/2021-43744", "发文单位", "某区政府"), ("成文日期", "2021年05月24日", "文号", "16号")),
        (("姓名", "电话"), ("张三", "027-82345678"), ("李四", "027-82345679")),
        (("县（市、区）", "2024年", "2025年"), ("甲县", "30", "31"), ("乙县", "20", "22")),
    ],
)
def test_other_tables_are_none_of_indicators(rows):
    """Tables of subsidies, tasks, metadata and people are left to the reading of sentences."""
    assert indicator_tables(made(rows)) == []


def test_what_a_table_gives_is_not_read_again_as_sentences():
    """Cells of figures and labels are covered; words in a value column are left to the reading of sentences."""
    rows = (
        ("指标", "2020年", "2025年"),
        ("5G基站（万个）", "0.8", "2.6"),
        ("算力", "100", "建成国家级算力枢纽节点1个以上"),
    )
    document = made(rows)
    texts = [document.text[span.start : span.end] for span in covered(document, indicator_tables(document))]
    assert "2.6" in texts
    assert "5G基站（万个）" in texts
    assert "建成国家级算力枢纽节点1个以上" not in texts


def test_markdown_tables_are_read():
    """A Markdown table, with its line of dashes, is a table."""
    text = "| 指标 | 单位 | 2025年 |\n|---|:---:|---:|\n| 5G基站 | 万个 | 2.6 |\n| 平台 | 个 | 30 |\n"
    found = statements(from_text(text))
    assert [(target.indicator, target.text, target.amount.unit) for target in found] == [
        ("5G基站", "2.6", "万个"),
        ("平台", "30", "个"),
    ]


@pytest.mark.parametrize("group", sorted(words_of("tables")))
def test_every_word_of_a_table_is_found(group):
    """Each word of tables.toml, and the example of its group, is recognised."""
    entry = words_of("tables")[group]
    found = starts if group in ("note", "part") else says
    for word in [*entry["words"], entry["example"]]:
        assert found(fold(word), group)


def word_file(style: str, rows: Sequence[Sequence[str]]) -> bytes:
    """A Word file with header, page number and a table over several pages, ruled or with three rules."""
    from docx import Document as WordFile
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    word = WordFile()
    word.sections[0].header.paragraphs[0].text = TITLE
    word.add_paragraph("到2025年，全市主要指标如下表所示，各县（市、区）要对照执行，确保完成。")
    grid = word.add_table(rows=0, cols=len(rows[0]))
    if style == "ruled":
        grid.style = "Table Grid"
    for row in rows:
        for place, text in zip(grid.add_row().cells, row, strict=True):
            place.text = text
    for row, edges in ((0, ("top", "bottom")), (-1, ("bottom",))) if style == "three rules" else ():
        for place in grid.rows[row].cells:
            lines = "".join(f'<w:{edge} w:val="single" w:sz="8" w:color="000000"/>' for edge in edges)
            border = parse_xml(f"<w:tcBorders {nsdecls('w')}>{lines}</w:tcBorders>")
            place._tc.get_or_add_tcPr().append(border)
    grid.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    target = io.BytesIO()
    word.save(target)
    return target.getvalue()


@pytest.mark.slow
@pytest.mark.office
@pytest.mark.parametrize("style", ["ruled", "three rules"])
def test_a_long_table_set_by_libreoffice_gives_what_the_word_file_gives(style, tmp_path):
    """Forty rows, labels wrapped and cut by page breaks, heads repeated: PDF and DOCX give the same records."""
    names = (
        "研发经费投入强度",
        "数字经济核心产业增加值占地区生产总值比重",
        "规模以上工业企业数字化改造覆盖率",
        "5G基站",
    )
    rows = [("序号", "指标名称", "单位", "2020年", "2025年", "属性")]
    for number in range(40):
        figures = (f"{number + 0.5}", f"{number + 20.5}")
        rows.append((str(number + 1), names[number % 4] + "一二三四五"[number // 8], "%", *figures, "预期性"))
    source = tmp_path / "plan.docx"
    source.write_bytes(word_file(style, rows))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    found = []
    for path in (source, tmp_path / "plan.pdf"):
        (document,) = from_bytes(path.read_bytes(), path.name)
        assert isinstance(document, Document)
        found.append([brief(target) for target in statements(replaced(document))])
    assert len(found[0]) == 80
    assert found[0] == found[1]


INFORMATIZATION = """
信息化发展指数 72.45 88 —
信息产业收入规模 17.1 26.2 8.9
国内信息技术发明专利授权数 11.0 15.3 6.9
IT项目投资占全社会固定资产投资总额的比例 2.2 5 〔2.8〕
光纤入户用户占总宽带用户的比率 56 80 〔24〕
固定宽带家庭普及率 40 70 〔30〕
移动宽带用户普及率 57 85 〔28〕
贫困村宽带网络覆盖率 78 90 〔12〕
互联网国际出口带宽 3.8 20 39.4
信息消费规模 3.2 6 13.4
电子商务交易规模 21.79 >38 >11.8
网络零售额 3.88 10 20.8
网民数量 6.88 >10 >7.8
社会保障卡普及率 64.6 90 〔25.4〕
电子健康档案城乡居民覆盖率 75 90 〔15〕
基本公共服务事项网上办理率 20 80 〔60〕
电子诉讼占比 <1 >15 〔>14〕
"""
BASE = {2: ("17100000000000", "元"), 3: ("110000", "件"), 9: ("3800000000000", "bit/s"), 13: ("688000000", "")}


@pytest.mark.shared
def test_the_informatization_plan_comes_out_whole(shared):
    """Every cell of the 17 rows of the national informatization plan: indicator, figure, sign, unit, year, status."""
    (document,) = from_bytes((shared / "samples/national-informatization-13th.pdf").read_bytes(), "plan.pdf")
    assert isinstance(document, Document)
    found = [target for target in statements(document) if target.table == 2]
    expected = []
    for line in INFORMATIZATION.strip().splitlines():
        label, before, after, growth = line.rsplit(" ", 3)
        for cell_text, year, status in ((before, 2015, "actual"), (after, 2020, "target"), (growth, 2020, "target")):
            if cell_text != "—":
                sign = next((sign for sign in "<>" if sign in cell_text), "=")
                unit = "百分点" if "〔" in cell_text else "%" if cell_text is growth else None
                expected.append((label, sign, cell_text.strip("<>〔〕"), year, status, unit))
    assert len(expected) == 50
    got = [
        (target.indicator, target.comparator.value, target.text, target.year, target.status.value) for target in found
    ]
    assert got == [row[:5] for row in expected]
    for target, row in zip(found, expected, strict=True):
        assert target.page == 11
        if row[5]:
            assert (target.amount.unit, target.kind.value, target.annual) == (row[5], "growth", row[5] == "%")
    for number, (value, unit) in BASE.items():
        amount = to_base(next(target for target in found if target.quote_text.startswith(f"{number}.")).amount)
        assert (f"{amount.value:f}", amount.unit) == (value, unit)


SPACED = """附件
城乡健康服务提升行动指标（2024—2026年）
序号 指标 2023年基期值 2026年目标值
1 镇卫生院服务能力达标率 — 95%
2 院前急救站点（个） 12 24
3 人均体育场地面积（平方米） 2.1 2.8
"""


def test_rows_of_words_with_blanks_between_are_a_table() -> None:
    """A table copied as lines of words gives a record for each figure, and its lines are not joined as prose."""
    (document,) = from_bytes(SPACED.encode(), "plan.txt")
    found = [
        (target.indicator, target.text, target.year, target.status.value)
        for table in indicator_tables(document)
        for target in table_statements(document, [table], lambda _: "")
    ]
    assert found == [
        ("镇卫生院服务能力达标率", "95%", 2026, "target"),
        ("院前急救站点", "12", 2023, "actual"),
        ("院前急救站点", "24", 2026, "target"),
        ("人均体育场地面积", "2.1", 2023, "actual"),
        ("人均体育场地面积", "2.8", 2026, "target"),
    ]


def test_prose_with_blanks_is_no_table() -> None:
    """Lines of as many words that end on figures need a head with years or units above them."""
    lines = "联系人 王某 电话 6000\n联系人 李某 电话 6001\n联系人 张某 电话 6002\n"
    assert indicator_tables(from_text(lines)) == []


def test_without_a_date_each_column_called_a_goal_is_ahead() -> None:
    """2025年目标, 2030年目标: nothing says that the first is past."""
    text = "指标,2020年,2025年目标,2030年目标\n企业数（家）,5,8,12\n学校数（所）,6,9,13\n"
    (document,) = from_bytes(text.encode(), "a.csv")
    found = {(target.year, str(target.status)) for target in statements(document)}
    assert found == {(2020, "actual"), (2025, "target"), (2030, "target")}


@pytest.mark.parametrize("named", ["单位", ""])
def test_a_row_of_units_below_the_years_is_no_part_of_the_head(named: str) -> None:
    """The label column stays one of labels, and each column has its unit."""
    text = f"指标,2020年,2025年\n{named},亿元,亿元\n财政收入,50,80\n"
    (document,) = from_bytes(text.encode(), "a.csv")
    found = {(target.indicator, target.written_value, target.written_unit) for target in statements(document)}
    assert found == {("财政收入", "50", "亿元"), ("财政收入", "80", "亿元")}

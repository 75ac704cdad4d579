"""Tables whose columns or rows are places: a region for each figure, or a line that says that nothing was read."""

import html
import io

import openpyxl
import pytest
from office import cell, docx, paragraph, table

from plancli import pipeline
from plancli.model import Document
from plancli.read import from_bytes

TITLE = "杭州市2025年主要指标任务分解表"
ROWS = (
    ("指标", "单位", "全市", "西湖区", "上城区"),
    ("地区生产总值增长", "%", "6", "6.5", "5.5"),
    ("粮食产量", "万吨", "120", "50", "70"),
)
EXPECTED = [
    ("杭州市", "330100", "地区生产总值", "growth", "6", 2025, "target"),
    ("西湖区", "330106", "地区生产总值", "growth", "6.5", 2025, "target"),
    ("上城区", "330102", "地区生产总值", "growth", "5.5", 2025, "target"),
    ("杭州市", "330100", "粮食产量", "level", "120", 2025, "target"),
    ("西湖区", "330106", "粮食产量", "level", "50", 2025, "target"),
    ("上城区", "330102", "粮食产量", "level", "70", 2025, "target"),
]


def as_csv(rows, title):
    return "".join(f"{','.join(row)}\n" for row in rows).encode(), f"{title}.csv"


def as_text(rows, title):
    return "\n".join((title, "", *(" | ".join(row) for row in rows), "")).encode(), "plan.txt"


def as_markdown(rows, title):
    lines = [f"| {' | '.join(row)} |" for row in rows]
    rule = "|" + "---|" * len(rows[0])
    return "\n".join((f"# {title}", "", lines[0], rule, *lines[1:], "")).encode(), "plan.md"


def as_html(rows, title):
    body = "".join("<tr>" + "".join(f"<td>{html.escape(part)}</td>" for part in row) + "</tr>" for row in rows)
    return f"<html><body><div><h1>{title}</h1><table>{body}</table></div></body></html>".encode(), "plan.html"


def as_docx(rows, title):
    body = ["".join(cell(html.escape(part)) for part in row) for row in rows]
    return docx(paragraph(title) + table(*body)), "plan.docx"


def as_xlsx(rows, title):
    book = openpyxl.Workbook()
    book.active.append([title])
    for row in rows:
        book.active.append([float(part) if part.replace(".", "").isdigit() else part for part in row])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue(), "plan.xlsx"


FORMATS = (as_csv, as_text, as_markdown, as_html, as_docx, as_xlsx)


def read(made):
    """The records of a file and the warnings of its document."""
    (document,) = from_bytes(*made)
    assert isinstance(document, Document)
    found = pipeline.findings(document, pipeline.Options(), tuple(pipeline.Status))
    return found.targets, found.document["warnings"]


def brief(target):
    kind, status = str(target.kind), str(target.status)
    return target.region, target.region_code, target.indicator, kind, target.written_value, target.year, status


@pytest.mark.parametrize("made", FORMATS)
def test_columns_of_places_have_their_regions(made):
    """指标 | 全市 | 西湖区 | 上城区 in every format: a region for each column, the year of the title."""
    targets, warnings = read(made(ROWS, TITLE))
    assert [brief(target) for target in targets] == EXPECTED
    assert not [one for one in warnings if "read as nothing" in one]
    rules = dict(targets[1].answers)
    assert rules["region"].rule == "table_column_place"
    assert (rules["year"].rule, rules["status"].rule) == ("table_caption_year", "table_caption_word")


@pytest.mark.parametrize("made", FORMATS)
def test_rows_of_places_have_their_regions(made):
    """地区 | 指标 | 指标: the same table turned gives the same records."""
    turned = (
        ("地区", "地区生产总值增长（%）", "粮食产量（万吨）"),
        ("全市", "6", "120"),
        ("西湖区", "6.5", "50"),
        ("上城区", "5.5", "70"),
    )
    targets, warnings = read(made(turned, TITLE))
    assert sorted(brief(target) for target in targets) == sorted(EXPECTED)
    assert not [one for one in warnings if "read as nothing" in one]


def test_a_place_that_no_list_has_is_called_as_it_is_written():
    """高新区 and 城关镇 of a city are regions without a code, never those of another city."""
    rows = (("指标", "全市", "高新区", "城关镇"), ("新增充电桩（个）", "900", "600", "300"))
    targets, _ = read(as_markdown(rows, TITLE))
    assert [(one.region, one.region_code) for one in targets] == [
        ("杭州市", "330100"),
        ("高新区", None),
        ("城关镇", None),
    ]


def test_places_share_out_the_last_goal_of_the_head():
    """2024年完成 | 2025年目标 | 西湖区 | 上城区: what places have to do is of 2025, and promised."""
    rows = (
        ("指标", "单位", "2024年完成", "2025年目标", "西湖区", "上城区"),
        ("新增就业", "万人", "20", "21", "11", "10"),
    )
    targets, _ = read(as_markdown(rows, "杭州市就业工作指标"))
    assert [(one.region, one.year, str(one.status)) for one in targets] == [
        ("杭州市", 2024, "actual"),
        ("杭州市", 2025, "target"),
        ("西湖区", 2025, "target"),
        ("上城区", 2025, "target"),
    ]


def test_years_above_places_keep_both():
    """2024年 and 2025年, each over two places: year and region of every figure."""
    rows = (
        ("指标", "2024年完成", "2024年完成", "2025年目标", "2025年目标"),
        ("指标", "西湖区", "上城区", "西湖区", "上城区"),
        ("粮食产量（万吨）", "49", "69", "50", "70"),
    )
    targets, _ = read(as_text(rows, "杭州市粮食生产"))
    assert [(one.region, one.written_value, one.year, str(one.status)) for one in targets] == [
        ("西湖区", "49", 2024, "actual"),
        ("上城区", "69", 2024, "actual"),
        ("西湖区", "50", 2025, "target"),
        ("上城区", "70", 2025, "target"),
    ]


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        ((("指标", "单位", "全市", "东区", "西区"), ("粮食产量", "万吨", "120", "50", "70")), 3),
        ((("县（市、区）", "2024年任务", "2025年任务"), ("甲县", "120", "130"), ("乙区", "90", "95")), 4),
        ((("机具", "补贴额（元）"), ("拖拉机", "50000"), ("收割机", "30000")), 2),
    ],
)
def test_what_gives_nothing_is_said(rows, count):
    """No year, no goal, or no indicator: one line counts the figures and says where the first is."""
    targets, warnings = read(as_csv(rows, "表"))
    assert targets == []
    assert [one for one in warnings if one.startswith(f"{count} numeric cells read as nothing: table 1 (")]


@pytest.mark.parametrize(
    "rows",
    [
        (("姓名", "电话"), ("张三", "027-82345678"), ("李四", "82345679")),
        (("序号", "任务", "时间"), ("1", "建立台账", "2025年6月"), ("2", "开展检查", "2025-12-31")),
        (("文件名", "年份", "总词数"), ("甲.docx", "2022", "2078"), ("乙.docx", "2021", "1339")),
        (("指标", "2024年", "2025年"), ("产值（亿元）", "5", "6"), ("企业（家）", "—", "7"), ("合计", "5", "13")),
    ],
)
def test_numbers_that_are_no_figures_are_passed_by(rows):
    """Telephones, dates, numbers of rows, lists of documents and sums are not counted."""
    _, warnings = read(as_csv(rows, "表"))
    assert not [one for one in warnings if "read as nothing" in one]


def test_a_deadline_in_the_row_dates_its_target():
    """任务 | 目标值 | 完成时限 | 责任单位: by when each row shall be done."""
    rows = (
        ("任务", "目标值", "完成时限", "责任单位"),
        ("新建5G基站（个）", "200", "2026年底", "市通管办"),
        ("新增充电桩（个）", "1000", "2027年6月", "市发改委"),
        ("改造管网（公里）", "30", "长期", "市水务局"),
    )
    targets, _ = read(as_csv(rows, "表"))
    assert [(one.year, str(one.status), one.departments) for one in targets] == [
        (2026, "target", ("市通管办",)),
        (2027, "target", ("市发改委",)),
        (targets[2].year, "target", ("市水务局",)),
    ]
    assert dict(targets[0].answers)["year"].rule == "table_deadline_column"


def test_a_deadline_in_the_row_dates_a_sentence_in_it():
    """任务 | 完成时限: sentences in cells take the year of their row."""
    rows = (
        ("任务", "完成时限", "责任单位"),
        ("新建5G基站200个", "2026年底", "市通管办"),
        ("新增充电桩1000个", "2027年6月", "市发改委"),
    )
    targets, _ = read(as_csv(rows, "表"))
    assert [(one.indicator, one.year, str(one.status)) for one in targets] == [
        ("5G基站", 2026, "target"),
        ("充电桩", 2027, "target"),
    ]


def test_a_title_of_goals_says_nothing_of_years_that_are_over():
    """2020年 over places of a plan, and 2024年产量 below a title of tasks of 2025, were reached; 2025年 is promised."""
    rows = (
        ("指标", "2020年", "2020年", "2025年", "2025年"),
        ("指标", "西湖区", "上城区", "西湖区", "上城区"),
        ("绿化覆盖率（%）", "40", "42", "43", "45"),
    )
    targets, _ = read(as_text(rows, "杭州市“十四五”规划主要指标"))
    assert [(one.year, str(one.status)) for one in targets] == [(2020, "actual")] * 2 + [(2025, "target")] * 2
    labels = (("指标", "西湖区", "上城区"), ("2024年产量（万吨）", "3", "4"), ("2025年产量（万吨）", "5", "6"))
    targets, _ = read(as_markdown(labels, "杭州市2025年任务分解表"))
    assert [(one.year, str(one.status)) for one in targets] == [(2024, "actual")] * 2 + [(2025, "target")] * 2


@pytest.mark.parametrize(
    "names", [("超市", "夜市", "商业街区"), ("景区", "社区", "园区"), ("大型灌区", "贫困村", "古镇")]
)
def test_what_only_ends_as_a_place_is_an_indicator(names):
    """超市, 景区 and 灌区 are counted, and no places: down the side they are indicators, at the heads no regions."""
    rows = (("类别", "2020年", "2025年目标"), *((name, "12", "20") for name in names))
    targets, _ = read(as_markdown(rows, "杭州市商业规划（2021—2025年）"))
    assert [one.indicator for one in targets] == [name for name in names for _ in (1, 2)]
    assert {one.region for one in targets} == {"杭州市"}
    targets, _ = read(as_markdown((("指标", *names), ("投资（万元）", "1", "2", "3")), TITLE))
    assert targets == []


def test_sums_among_places_change_nothing_and_are_no_indicators():
    """西湖区 | 上城区 | 合计: two places; neither they nor the sum are what is measured, in a table without a year."""
    rows = (
        ("指标", "西湖区", "上城区", "合计"),
        ("2024年产值（亿元）", "120.5", "230.1", "350.6"),
        ("增速（%）", "6.1", "5.2", "5.5"),
    )
    targets, _ = read(as_markdown(rows, "杭州市2024年经济运行情况"))
    assert not {"西湖区", "上城区", "合计"} & {one.indicator for one in targets}
    targets, _ = read(as_markdown(rows, TITLE))
    assert {one.region for one in targets} == {"西湖区", "上城区"}


def test_a_blank_line_and_a_rule_begin_another_table():
    """Two tables with bars and only a blank line between them are two, each with a head of its own."""
    first = "| 任务 | 时限 |\n|---|---|\n| 制定方案 | 2026年底 |\n| 开展检查 | 2026年8月 |\n"
    second = "| 指标 | 2024年 | 2026年目标 |\n|---|---|---|\n| 床位（张） | 3000 | 3500 |\n"
    targets, _ = read((f"杭州市工作安排\n\n{first}\n{second}".encode(), "plan.txt"))
    assert [(one.indicator, one.written_value, one.year) for one in targets] == [
        ("床位", "3000", 2024),
        ("床位", "3500", 2026),
    ]


def test_the_unit_of_another_table_is_not_taken():
    """单位：万亩 of the table before is nothing to a table with 单位：亿元 right above it."""
    first = "单位：万亩\n| 指标 | 2020年 | 2025年 |\n|---|---|---|\n| 播种面积 | 300 | 320 |\n"
    second = first.replace("万亩", "亿元").replace("播种面积", "农业产值")
    targets, _ = read((f"杭州市规划（2021—2025年）\n\n{first}\n{second}".encode(), "plan.txt"))
    assert [one.written_unit for one in targets] == ["万亩", "万亩", "亿元", "亿元"]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        # growth belongs to the place before it, which the head does not say
        (
            (
                ("指标", "西湖区", "同比增长（%）", "上城区", "同比增长（%）"),
                ("财政收入（亿元）", "90", "7", "44", "8"),
            ),
            [("财政收入", "西湖区", "90", 2025), ("财政收入", "上城区", "44", 2025)],
        ),
        # the year of a base dates no other column
        (
            (("指标", "西湖区", "上城区", "2020年基期"), ("森林覆盖率（%）", "30", "32", "25")),
            [
                ("森林覆盖率", "西湖区", "30", 2025),
                ("森林覆盖率", "上城区", "32", 2025),
                ("森林覆盖率", "杭州市", "25", 2020),
            ],
        ),
        # a column of sums is no name
        ((("任务", "总计", "西湖区", "上城区"), ("新增床位", "5000", "2000", "3000")), []),
    ],
)
def test_no_column_gives_others_its_place_year_or_name(rows, found):
    """Of a table of places only what its heads say is read."""
    targets, _ = read(as_markdown(rows, "杭州市2025年重点目标任务分解表"))
    assert [(one.indicator, one.region, one.written_value, one.year) for one in targets] == found


def test_what_is_compared_with_a_year_is_not_of_that_year():
    """较2025年增长 at the side goes on with the row above; it is no indicator of 2025."""
    rows = (
        ("指标", "西湖区", "上城区"),
        ("粮食产量（万吨）", "50", "70"),
        ("较2025年增长（%）", "3", "4"),
    )
    targets, _ = read(as_markdown(rows, "杭州市2026年粮食生产目标任务分解表"))
    assert [(one.indicator, one.year) for one in targets] == [("粮食产量", 2026)] * 2

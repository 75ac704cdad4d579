"""PDF set tight: two columns a character apart, cells half a character apart, rules under rows only, page breaks."""

from itertools import pairwise

import papers
import pytest
from papers import HEIGHT, LEFT, SIZE, grid, paper, put, read, rows_of, width
from reportlab.pdfbase.pdfmetrics import stringWidth

from plancli import pipeline

HEAD = ("指标", "2020年", "2025年")
ROWS = (("高速公路通车里程（公里）", "510", "660"), ("常住人口（万人）", "471", "675"), ("床位（张）", "6.2", "6.4"))
TIGHT = (132.0, 36.0, 36.0)  # 10 points of type and 6 between two figures
LEFT_TEXT = (
    "一、总体要求",
    "到2025年，全市数字经济核心产业增加值达到1200亿元，年均增长12%以上，建成基站2.6万个，培育企业500家。",
    "加快建设新型基础设施，累计建成工业互联网平台30个，上云企业超过3万家，互联网普及率达到80%左右。",
)
RIGHT_TEXT = (
    "二、保障措施",
    "各县市区要加强组织领导，细化工作任务，压实工作责任，确保各项目标如期完成，每年新增专项资金5000万元以上。",
    "鼓励金融机构加大支持力度，到2025年，制造业中长期贷款余额达到900亿元，增速高于各项贷款平均增速。",
)


def columns(canvas, gap: float, room: float = 200.0) -> None:
    """Two columns of prose, their lines on heights of their own, with a title over both."""
    put(canvas, 150, 60, "某市数字经济发展规划（2021—2025年）", 18)
    for x, texts, lower in ((LEFT - 20, LEFT_TEXT, 0.0), (LEFT - 20 + room + gap, RIGHT_TEXT, 7.0)):
        for shift, y, text in papers.typeset(texts, room)[0]:
            put(canvas, x + shift, y + 20 + lower, text)


def figures(canvas, rows, top: float, widths=TIGHT, left: float = LEFT) -> float:
    """Rows printed with texts of all columns close together; returns where they end."""
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            put(canvas, left + sum(widths[:column]), top + 15 + 20 * row, text, 10)
    return top + 20 * len(rows)


def rule(canvas, y: float, wide: float = sum(TIGHT), left: float = LEFT) -> None:
    canvas.line(left, HEIGHT - y, left + wide, HEIGHT - y)


def test_columns_one_character_apart_are_two():
    """A gutter of a character is found by the many lines that leave it white."""
    text = read(paper(lambda canvas: columns(canvas, SIZE))).text
    assert text.split("\n") == ["某市数字经济发展规划（2021—2025年）", *LEFT_TEXT, *RIGHT_TEXT]


def test_a_table_in_one_of_two_columns_is_a_table():
    """A three-rule table stands under the text of the right column, prose goes on beside it."""

    def page(canvas):
        columns(canvas, 20)
        for shift, y, text in papers.typeset(("（三）" + LEFT_TEXT[1], LEFT_TEXT[2]), 200.0)[0]:
            put(canvas, LEFT - 20 + shift, y + 300, text)
        left = LEFT + 200
        end = figures(canvas, (HEAD, *ROWS), 400, TIGHT, left)
        for y in (400, 420, end + 2):
            rule(canvas, y, sum(TIGHT), left)

    document = read(paper(page))
    assert rows_of(document) == [list(HEAD), *map(list, ROWS)]
    assert "（三）" + LEFT_TEXT[1] in document.text.split("\n")


def test_white_through_all_rows_parts_columns():
    """Figures six points apart are two cells, since all rows leave the same strip white."""

    def page(canvas):
        put(canvas, LEFT, 80, "主要指标如下表所示，各县（市、区）对照执行。")
        end = figures(canvas, (HEAD, *ROWS), 100)
        for y in (100, 120, end + 2):
            rule(canvas, y)

    assert rows_of(read(paper(page))) == [list(HEAD), *map(list, ROWS)]


def test_three_rules_across_the_page_make_no_gutter():
    """Labels and figures of a wide table are no two columns of prose."""
    wide = (230.0, 60.0, 60.0)
    rows = [
        (f"第{number}项重点工程建设投资完成额（亿元）", str(number * 7), str(number * 9)) for number in range(1, 10)
    ]

    def page(canvas):
        end = figures(canvas, (HEAD, *rows), 100, wide)
        for y in (100, 120, end + 2):
            rule(canvas, y, sum(wide))

    assert rows_of(read(paper(page))) == [list(HEAD), *map(list, rows)]


def test_a_rule_under_each_row_and_none_over_the_head():
    """The row on the first rule is the head; a cell of two lines is one, since a rule parts the rows."""
    rows = (HEAD, ROWS[0], ("常住", "471", "675"), ROWS[2])

    def page(canvas):
        put(canvas, LEFT + 40, 80, "表1 主要指标", 10)
        figures(canvas, rows, 100, (140.0, 46.0, 46.0))
        put(canvas, LEFT, 168, "人口（万人）", 10)
        for y in (122, 142, 172, 182):
            rule(canvas, y, 232)

    canvas_rows = rows_of(read(paper(page)))
    assert canvas_rows[0] == list(HEAD)
    assert canvas_rows[2] == ["常住人口（万人）", "471", "675"]


def test_a_head_alone_at_the_end_of_a_page_belongs_to_the_rows_on_the_next():
    """The page breaks under the head, whose lower rule is drawn again on the next page."""

    def first(canvas):
        put(canvas, LEFT, 700, "主要指标如下表所示，各县（市、区）对照执行。")
        figures(canvas, (HEAD,), 740, (140.0, 46.0, 46.0))
        rule(canvas, 740, 232)
        rule(canvas, 760, 232)

    def second(canvas):
        rule(canvas, 62, 232)
        end = figures(canvas, ROWS, 64, (140.0, 46.0, 46.0))
        rule(canvas, end + 2, 232)
        put(canvas, LEFT, end + 60, "以上指标由各部门负责，请认真落实。")

    assert rows_of(read(paper(first, second))) == [list(HEAD), *map(list, ROWS)]


def test_the_upper_line_of_a_cell_at_the_top_of_a_page_is_not_lost():
    """A label of two lines stands with its first line above the figures of its row, at the top of a page."""

    def first(canvas):
        put(canvas, LEFT, 680, "主要指标如下表所示，各县（市、区）对照执行。")
        figures(canvas, (HEAD, *ROWS[:2]), 720, (140.0, 46.0, 46.0))
        for y in (720, 740):
            rule(canvas, y, 232)

    def second(canvas):
        put(canvas, LEFT, 72, "义务教育", 10)
        put(canvas, LEFT, 86, "巩固率（%）", 10)
        put(canvas, LEFT + 140, 79, "92.0", 10)
        put(canvas, LEFT + 186, 79, "97.4", 10)
        end = figures(canvas, ROWS[2:], 95, (140.0, 46.0, 46.0))
        rule(canvas, end + 2, 232)
        put(canvas, LEFT, end + 60, "以上指标由各部门负责，请认真落实。")

    document = read(paper(first, second))
    assert document.warnings == ()
    assert ["义务教育巩固率（%）", "92.0", "97.4"] in rows_of(document)


def test_a_rest_of_a_label_belongs_to_its_row():
    """In a table without lines between its rows, a unit in brackets on a line of its own is no row."""

    def page(canvas):
        for row, cells in enumerate(
            (HEAD, ("居民人均可支配收入", "2.8", "3.7"), ("（万元）",), ("失业率（%）", "5.5", "5.0"))
        ):
            for column, text in enumerate(cells):
                put(canvas, LEFT + (0, 140, 190)[column], 115 + 22 * row, text, 10)
        for y in (100, 120, 186):
            rule(canvas, y, 240)

    assert rows_of(read(paper(page)))[1] == ["居民人均可支配收入（万元）", "2.8", "3.7"]


@pytest.mark.parametrize(("end", "parts"), [("完成。", 2), ("完成，", 1)])
def test_in_a_justified_text_a_sentence_that_ends_short_ends_its_paragraph(end, parts):
    """Without indents, a line that ends a sentence one character before the margin all others reach is the last."""
    lines = ["全市各级各部门要切实加强对规划实施工作的组织领导与督促检查"] * 6
    lines[2] = lines[2][: -len(end) - 1] + end

    def page(canvas):
        for row, text in enumerate(lines):
            put(canvas, LEFT, 100 + 22 * row, text)

    assert len(read(paper(page)).text.split("\n")) == parts
    assert width(lines[2]) == width(lines[0]) - SIZE


def test_lines_that_end_sentences_alone_show_no_margin():
    """Paragraphs of one line each stay apart, however long the longest of them is."""
    texts = (
        "到2025年，建成平台30个，培育企业500家，覆盖率达到95%以上。",
        "新建学校12所，新增学位5000个。",
        "改造道路30公里。",
    )

    def page(canvas):
        for row, text in enumerate(texts * 2):
            put(canvas, LEFT, 100 + 22 * row, text)

    assert read(paper(page)).text.split("\n") == [*texts, *texts]


CELLS = (26.0, 72.0, 30.0, 44.0, 44.0, 40.0)
CLOSE = (
    ("序号", "指标", "单位", "2020年", "2025年", "属性"),
    ("1", "公路通车里程", "公里", "51012", "66035.5", "预期性"),
    ("2", "高新技术企业", "家", "4719", "6752.8", "约束性"),
    ("3", "千兆光网用户", "万户", "285", "370.5", "预期性"),
)


def cell_by_cell(canvas, rows, top: float) -> float:
    """A browser's table: each cell draws its piece of the rules, its text begins at the left of the cell."""
    edges = [LEFT + sum(CELLS[:number]) for number in range(len(CELLS) + 1)]
    for y in (top, top + 20 * len(rows)):
        for left, right in pairwise(edges):
            canvas.line(left, HEIGHT - y, right, HEIGHT - y)
    for number, row in enumerate(rows):
        for left, text in zip(edges, row, strict=False):
            put(canvas, left + 2, top + 20 * number + 14, text, 10)
    return top + 20 * len(rows)


def test_a_head_above_the_rules_of_one_row_is_its_head():
    """The page ends behind the first row, which has a rule above and one below it; the head has none."""

    def first(canvas):
        put(canvas, LEFT, 640, "主要指标如下表所示，各县（市、区）对照执行，每年评估一次。")
        cell_by_cell(canvas, CLOSE[1:2], 730)
        for number, text in enumerate(CLOSE[0]):
            put(canvas, LEFT + sum(CELLS[:number]) + 2, 724, text, 10)

    def second(canvas):
        cell_by_cell(canvas, CLOSE[2:], 80)
        put(canvas, LEFT, 250, "各县（市、区）对照执行，每年评估一次。")

    assert rows_of(read(paper(first, second))) == [list(row) for row in CLOSE]


@pytest.mark.parametrize("number", ["8", "第8页"])
def test_a_head_alone_at_the_end_of_a_page_has_its_rows_on_the_next(number):
    """Its cells are close and end where their rules meet; the number of the page below is no row of it."""

    def first(canvas):
        put(canvas, LEFT, 90, "主要指标如下表所示，各县（市、区）对照执行，每年评估一次。")
        cell_by_cell(canvas, CLOSE[:1], 730)
        put(canvas, 290, 806, number, 9)

    def second(canvas):
        cell_by_cell(canvas, CLOSE[1:], 80)
        put(canvas, LEFT, 250, "各县（市、区）对照执行，每年评估一次。")
        put(canvas, 290, 806, "9", 9)

    assert rows_of(read(paper(first, second))) == [list(row) for row in CLOSE]


def test_the_rest_of_a_numbered_row_on_the_next_page_has_no_number():
    """36900 cut as 3690 over 0: every row of the table has its number, and the rest of a row has none."""
    rows = (("序号", "指标", "单位", "2020年", "2025年"), ("1", "新增城", "人", "36900", "47970"))
    widths = (40, 30, 40, 32, 32)

    def first(canvas):
        grid(canvas, (*rows, ("2", "新增城", "人", "24620", "32006")), widths, 700)

    def second(canvas):
        grid(canvas, (("", "镇就业", "", "0", "0.5"), ("3", "图书馆", "个", "36", "46")), widths, 80)
        put(canvas, LEFT, 200, "各县（市、区）对照执行，每年评估一次。")

    document = read(paper(first, second))
    assert rows_of(document)[2:] == [
        ["2", "新增城镇就业", "人", "246200", "320060.5"],
        ["3", "图书馆", "个", "36", "46"],
    ]
    assert any("may be read otherwise" in one for one in document.warnings)


def test_a_label_that_the_end_of_a_page_may_have_cut_is_doubted():
    """高价 fills its cell at the foot of the page, and its rest is not found on the next one."""
    widths = (40, 30, 40, 50, 50)
    rows = (
        ("序号", "指标", "单位", "2020年", "2025年"),
        ("1", "床位", "张", "36", "47"),
        ("2", "高价值", "件", "28", "36"),
    )

    def first(canvas):
        grid(canvas, rows, widths, 700)

    def second(canvas):
        put(canvas, LEFT, 90, "各县（市、区）对照执行，每年评估一次。")

    doubted = [
        one for one in pipeline.extract(read(paper(first, second)), status=None) if "table_unsure" in str(one.answers)
    ]
    assert sorted(int(one.amount.value) for one in doubted) == [28, 36]


def test_the_rules_of_a_table_in_the_second_column_end_no_gutter():
    """They begin left of its text; the prose beside the table is read as a column, and the table as one."""
    left = [f"全市新建改建各类平台{number}个，培育企业三百家，" for number in range(10, 30)]
    rows = [("指标", "2020年", "2025年"), ("公园", "12", "30"), ("广场", "3", "9"), ("书房", "40", "52")]

    def page(canvas):
        for row, text in enumerate(left):
            put(canvas, 50, 80 + 16 * row, text, 10)
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                put(canvas, 316 + 80 * column, 80 + 20 * number, text, 10)
        for y in (66, 86, 148):
            canvas.line(308, HEIGHT - y, 545, HEIGHT - y)
        for row in range(8):
            put(canvas, 310, 176 + 16 * row, f"到二〇二五年建成各类服务中心{row + 31}处，覆盖全部街道，", 10)

    document = read(paper(page))
    (table,) = document.tables
    assert {document.text[one.span.start : one.span.end] for one in table.cells} == {
        text for row in rows for text in row
    }
    assert "".join(left) in document.text.replace("\n", "")


def test_a_figure_wider_than_its_cell_is_whole_and_doubted():
    """It is printed over both edges of its cell, and close to the one before; each is drawn without a gap."""
    head, row = ("指标", "单位", "2020年", "2025年", "属性"), ("新增就业", "人", "77187", "100343.1", "预期性")
    narrow = stringWidth(row[3], "Helvetica", 10) / 1.3

    def page(canvas):
        end = grid(canvas, (head, (*row[:2], "", "", "")), (100.0, 40.0, narrow, narrow, 70.0), 100)
        for number, text in enumerate(row[2:4]):
            canvas.setFont("Helvetica", 10)
            canvas.drawCentredString(LEFT + 140 + narrow * (number + 0.5), HEIGHT - 140, text)
        put(canvas, LEFT + 140 + 2 * narrow + 20, 140, row[4], 10)
        put(canvas, LEFT, end + 40, LEFT_TEXT[1][:30])

    document = read(paper(page))
    assert rows_of(document)[1] == list(row)
    assert any("may be read otherwise: 77187; 100343.1" in one for one in document.warnings)

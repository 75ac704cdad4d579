"""PDF tables without rules where they are hard: cells set close, ends of pages, columns, figures over two lines."""

import pytest
from papers import HEIGHT, LEFT, SIZE, paper, put, read, rows_of

from plancli import pipeline

HEAD = ("序号", "指标", "单位", "2020年", "2025年", "属性")
ROWS = (
    ("1", "公路通车里程", "公里", "510", "660.5", "预期性"),
    ("2", "高新技术企业", "家", "471", "675.2", "约束性"),
    ("3", "养老床位", "张", "62", "64.8", "预期性"),
)
PROSE = "到2025年，全市数字经济核心产业增加值达到1200亿元，年均增长12%以上，建成基站2.6万个，培育企业500家。"
LAST = 760.0  # points from the top: the last line of a page


def table(canvas, rows, top: float, wide: float = 72.0, size: float = 10) -> float:
    """Rows without a rule, each cell at the left of its column; returns where they end."""
    places = (LEFT, *(LEFT + 40 + wide * column for column in range(5)))
    for number, row in enumerate(rows):
        for x, text in zip(places, row, strict=True):
            put(canvas, x, top + 20 * number, text, size)
    return top + 20 * len(rows)


def test_cells_half_a_character_apart_are_told_apart_by_what_all_rows_leave_white():
    """The longest label ends half a character before the unit."""

    def page(canvas):
        put(canvas, LEFT, 90, "主要指标如下表所示，各县（市、区）对照执行，每年评估一次。")
        table(canvas, (HEAD, *ROWS), 120, 65.0)

    assert rows_of(read(paper(page))) == [list(HEAD), *map(list, ROWS)]


@pytest.mark.parametrize("cut", [0, 1, 2])
def test_a_table_without_rules_goes_on_on_the_next_page(cut):
    """Cut behind its head, behind one row, behind two: the same table, and the number of the page is no figure."""

    def first(canvas):
        put(canvas, LEFT, 90, "主要指标如下表所示，各县（市、区）对照执行，每年评估一次。")
        table(canvas, (HEAD, *ROWS[:cut]), LAST - 20 * cut)
        put(canvas, 290, 810, "1", 9)

    def second(canvas):
        table(canvas, ROWS[cut:], 90)
        put(canvas, LEFT, 250, PROSE[:30])
        put(canvas, 290, 810, "2", 9)

    assert rows_of(read(paper(first, second))) == [list(HEAD), *map(list, ROWS)]


def test_the_rest_of_a_label_set_wide_is_no_prose_above_the_rows_of_the_next_page():
    """Its lines are as far apart as paragraphs; they are in the column that was full at the end of the page."""
    widths = (LEFT, LEFT + 40, LEFT + 112, LEFT + 184, LEFT + 256, LEFT + 328)

    def put_row(canvas, row, y):
        for x, text in zip(widths, row, strict=True):
            put(canvas, x, y, text, 10)

    def first(canvas):
        put(canvas, LEFT, 90, "主要指标如下表所示，各县（市、区）对照执行，每年评估一次。")
        for number, row in enumerate((HEAD, ("1", "森林蓄积", "万方", "510", "660", "预期性"))):
            put_row(canvas, row, 660 + 34 * number)
        put_row(canvas, ("2", "养老机构", "张", "471", "675", "约束性"), 760)
        put(canvas, widths[1], 724, "数量", 10)

    def second(canvas):
        put(canvas, widths[1], 90, "护理床位", 10)
        put(canvas, widths[1], 120, "数量", 10)
        put_row(canvas, ("3", "公路里程", "公里", "54", "70", "预期性"), 156)
        put(canvas, LEFT, 250, PROSE[:30])

    found = rows_of(read(paper(first, second)))
    assert [row[1] for row in found] == ["指标", "森林蓄积数量", "养老机构护理床位数量", "公路里程"]
    assert [row[3] for row in found] == ["2020年", "510", "471", "54"]


@pytest.mark.parametrize(("x", "name"), [(240, "某市公报 第12期"), (LEFT + 40, "规划文本")])
def test_a_running_head_is_no_row_of_the_rest(x, name):
    """The name of a gazette above the rest of a table is in none of its cells, also right over a column."""

    def page(rows, top):
        def drawn(canvas):
            put(canvas, x, 50, name, 9)
            table(canvas, rows, top)
            put(canvas, 290, 810, "7", 9)

        return drawn

    found = rows_of(read(paper(page((HEAD, *ROWS[:2]), LAST - 40), page(ROWS[2:], 90))))
    assert found == [list(HEAD), *map(list, ROWS)]


def test_a_figure_over_two_lines_is_one_and_is_doubted():
    """11391 over 5.1 may be two figures: the record says so, and a warning names the cell."""
    rows = (("1", "新增城镇就业", "人", "87627", "11391", "预期性"), *ROWS[1:])

    def page(canvas):
        put(canvas, LEFT, 90, "主要指标如下表所示，各县（市、区）对照执行，每年评估一次。")
        table(canvas, (HEAD,), 120)
        table(canvas, rows[:1], 140)
        put(canvas, LEFT + 40 + 72 * 3, 153, "5.1", 10)
        table(canvas, rows[1:], 170)

    document = read(paper(page))
    assert "113915.1" in document.text
    assert any("may be read otherwise: 113915.1" in one for one in document.warnings)
    doubted = {
        one.amount.value: any(answer.doubt == "table_unsure" for _, answer in one.answers)
        for one in pipeline.extract(document, status=None)
        if one.amount
    }
    assert [str(value) for value, doubt in doubted.items() if doubt] == ["113915.1"]


def test_a_line_spread_to_fill_its_column_has_no_blanks():
    """Seven characters spread over the whole width are one word."""

    def page(canvas):
        for number, char in enumerate("镍产量分别增长"):
            put(canvas, LEFT + number * 3.4 * SIZE, 120, char)
        put(canvas, LEFT, 142, "5%、6%、7%。")
        for number in range(6):
            put(canvas, LEFT, 180 + 22 * number, PROSE[:30])

    assert "镍产量分别增长" in read(paper(page)).text


def test_every_glyph_of_a_page_is_in_a_line_or_a_cell():
    """Of a table that no columns fit nothing is lost."""

    def page(canvas):
        put(canvas, LEFT, 90, PROSE[:30])
        table(canvas, (HEAD, *ROWS), 120)
        put(canvas, LEFT + 60, 149, "插在两行之间横跨各列的一行字", 8)
        put(canvas, LEFT, 260, PROSE[:30])

    document = read(paper(page))
    assert not [one for one in document.warnings if "not placed" in one]
    assert all(cell in document.text for row in ROWS for cell in row[1:])


def test_rows_of_figures_without_a_head_are_doubted():
    """Nobody can tell what the figures of such rows are: a warning names them, records from them have a doubt."""

    def page(canvas):
        put(canvas, LEFT, 90, PROSE[:30])
        for number, row in enumerate(ROWS):
            for column, text in enumerate((row[1], row[3], row[4])):
                put(canvas, LEFT + 110 * column, 130 + 20 * number, text, 10)
        put(canvas, LEFT, 260, PROSE[:30])

    document = read(paper(page))
    assert not document.tables
    assert any("may be read otherwise: 公路通车里程; 510; 660.5" in one for one in document.warnings)
    assert {document.text[span.start : span.end] for span in document.unsure_cells} >= {"510", "660.5", "675.2"}


def test_a_running_head_is_no_row_of_a_table_that_ends_above_text():
    """With narrow margins three lines of text are at the edge of the page; the head above the next page is smaller."""

    def first(canvas):
        put(canvas, LEFT, 90, "主要指标如下表所示，各县（市、区）对照执行，每年评估一次。")
        table(canvas, (HEAD, *ROWS), 670)
        for number in range(3):
            put(canvas, 30, 765 + 15 * number, PROSE, 10)

    def second(canvas):
        put(canvas, LEFT + 40 + 72, 30, "规划文本", 8)
        for number in range(20):
            put(canvas, 30, 60 + 15 * number, PROSE, 10)

    document = read(paper(first, second))
    assert rows_of(document) == [list(HEAD), *map(list, ROWS)]


@pytest.mark.parametrize(("below", "size"), [("二、保障措施", 13), ("图4　标准体系", 10)])
def test_what_is_below_a_label_that_had_room_is_not_part_of_it(below, size):
    """A heading is set larger; a label goes on in the next line only where its own was full."""

    def page(canvas):
        put(canvas, LEFT, 90, "主要指标如下表所示，各县（市、区）对照执行，每年评估一次。")
        end = table(canvas, (HEAD, *ROWS[:2], ("3", "床位", "张", "62", "64.8", "预期性")), 120)
        put(canvas, LEFT + 40, end + 2, below, size)
        put(canvas, LEFT, end + 40, PROSE[:30])

    assert [row[1] for row in rows_of(read(paper(page)))] == ["指标", "公路通车里程", "高新技术企业", "床位"]


@pytest.mark.parametrize("ruled", [False, True])
def test_a_head_alone_above_a_note_has_its_rows_on_the_next_page(ruled):
    """A note is printed smaller; without it nothing is below the head."""

    def rule(canvas, y):
        if ruled:
            canvas.line(LEFT, HEIGHT - y, LEFT + 400, HEIGHT - y)

    def first(canvas):
        for number in range(20):
            put(canvas, 30, 90 + 20 * number, PROSE, 10)
        rule(canvas, 666)
        table(canvas, (HEAD,), 680)
        rule(canvas, 686)
        put(canvas, LEFT, 720, "[1]资料来源于统计年鉴。", 8)

    def second(canvas):
        end = table(canvas, ROWS, 90)
        rule(canvas, end - 12)
        put(canvas, 30, 250, PROSE, 10)

    assert rows_of(read(paper(first, second))) == [list(HEAD), *map(list, ROWS)]

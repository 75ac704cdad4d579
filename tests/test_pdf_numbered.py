"""PDF tables in narrow columns: every cell runs over several lines, figures too, and pages end within rows."""

import pytest
from papers import FONT, HEIGHT, LEFT, SIZE, paper, put, read, rows_of

from plancli import pipeline

PLACES = tuple(LEFT + 34 * column for column in range(6))
WIDE = 22.0  # points that a cell holds: two Chinese characters, or four digits
RULE = 30.0  # points by which the rules reach over the last column
STEP, ROOM = 16.0, 10.0  # from line to line, and more from row to row
HEAD = (("序号",), ("指标",), ("单位",), ("202", "0年"), ("202", "5年"), ("属性",))
ROWS = (
    (("1",), ("常住", "人口", "城镇", "化率"), ("%",), ("65",), ("84.", "5"), ("约束", "性")),
    (("2",), ("新增", "城镇", "就业"), ("人",), ("390", "68"), ("507", "88."), ("预期", "性")),
    (("3",), ("养老", "床位"), ("万", "张"), ("7",), ("9.1",), ("预期", "性")),
)
WHOLE = [
    ["序号", "指标", "单位", "2020年", "2025年", "属性"],
    ["1", "常住人口城镇化率", "%", "65", "84.5", "约束性"],
    ["2", "新增城镇就业", "人", "39068", "50788.", "预期性"],
    ["3", "养老床位", "万张", "7", "9.1", "预期性"],
]
PROSE = "到2025年，全市数字经济核心产业增加值达到1200亿元，年均增长12%以上，建成基站2.6万个，培育企业500家。"


def set_rows(canvas, rows, top: float, middle: bool = False, left: float = 0.0) -> list[float]:
    """Rows of cells of several lines, at the top or in the middle of their rows; returns where each of them ends."""
    ends = []
    for row in rows:
        height = max(map(len, row))
        for x, cell in zip(PLACES, row, strict=True):
            start = top + STEP * (height - len(cell)) / 2 * middle
            for number, text in enumerate(cell):
                put(canvas, x + left, start + STEP * number, text, 10)
        top += STEP * height + ROOM
        ends.append(top - ROOM - STEP)
    return ends


def rule(canvas, y: float, left: float = 0.0) -> None:
    canvas.line(PLACES[0] - 4 + left, HEIGHT - y, PLACES[-1] + RULE + left, HEIGHT - y)


def doubted(document) -> set[str]:
    return {document.text[span.start : span.end] for span in document.unsure_cells}


@pytest.mark.parametrize("ruled", [False, True])
@pytest.mark.parametrize("middle", [False, True])
def test_each_row_is_what_is_beside_its_number(ruled, middle):
    """With a rule under each row and without one: 390 over 68 is one figure, and doubted, as it may be two."""

    def page(canvas):
        put(canvas, LEFT, 90, PROSE[:30])
        end = set_rows(canvas, (HEAD,), 130, middle)[0]
        ends = set_rows(canvas, ROWS, end + STEP + ROOM, middle)
        for y in [end, *ends] if ruled else []:
            rule(canvas, y + 9)
        put(canvas, LEFT, ends[-1] + 60, PROSE[:30])

    document = read(paper(page))
    assert rows_of(document) == WHOLE
    assert "39068" in doubted(document)


@pytest.mark.parametrize("middle", [False, True])
@pytest.mark.parametrize("cut", [1, 2])
def test_a_row_that_the_page_cuts_goes_on_on_the_next_one(cut, middle):
    """So many lines of the second row are on the first page: a page cuts a row set to the middle at its top."""
    begun = [tuple(cell[:cut] for cell in ROWS[1])]
    rest = [cell[cut:] for cell in ROWS[1]]

    def first(canvas):
        put(canvas, LEFT, 560, PROSE[:30])
        end = set_rows(canvas, (HEAD, ROWS[0]), 600, middle)[-1]
        set_rows(canvas, begun, end + STEP + ROOM)

    def second(canvas):
        for x, cell in zip(PLACES, rest, strict=True):
            for number, text in enumerate(cell):
                put(canvas, x, 90 + STEP * number, text, 10)
        end = 90 + STEP * max(map(len, rest)) + ROOM
        put(canvas, LEFT, set_rows(canvas, ROWS[2:], end, middle)[-1] + 60, PROSE[:30])

    assert rows_of(read(paper(first, second))) == WHOLE


def test_the_last_row_of_a_page_needs_no_rule_below():
    """A browser draws it on the next page, with the rest of the row; the number of the page is no cell."""

    def page(canvas):
        put(canvas, LEFT, 670, PROSE[:30])
        end = set_rows(canvas, (HEAD,), 700, middle=True)[0]
        rule(canvas, end + 6)
        set_rows(canvas, ROWS[2:], end + STEP + ROOM, middle=True)
        put(canvas, 290, 820, "- 1 -", 9)

    assert rows_of(read(paper(page))) == [WHOLE[0], WHOLE[-1]]


def test_a_row_below_without_a_number_adds_nothing_to_the_figures_above():
    """其中 has figures of its own: in a column as wide as its head they would have had room in one line."""
    head = tuple((text,) for text in WHOLE[0])
    rows = (
        (("1",), ("公路",), ("里",), ("50",), ("60",), ("预期",)),
        ((), ("高速",), ("里",), ("20",), ("30",), ()),
        (("2",), ("桥梁",), ("座",), ("5",), ("8",), ("预期",)),
    )

    def page(canvas):
        put(canvas, LEFT, 90, PROSE[:30])
        for number, row in enumerate((head, *rows)):
            for column, cell in enumerate(row):
                put(canvas, LEFT + 60 * column, 130 + 18 * number, "".join(cell), 10)
        put(canvas, LEFT, 260, PROSE[:30])

    found = rows_of(read(paper(page)))
    assert [row[3] for row in found if len(row) > 3] == ["2020年", "50", "20", "5"]


@pytest.mark.parametrize("ruled", [True, False])
def test_two_figures_that_nearly_touch_are_two(ruled):
    """5610 and 7293.0, a fifth of a character apart, are not 56107293.0."""
    head = ("序号", "指标", "单位", "2020", "2025")
    rows = (
        ("1", "贸易额", "亿元", "561", "729.3"),
        ("2", "零售额", "亿元", "5610", "7293.0"),
        ("3", "进口额", "亿元", "71", "92.3"),
    )
    middles = (LEFT + 10, LEFT + 60, LEFT + 120, LEFT + 180, LEFT + 205.8)

    def page(canvas):
        put(canvas, LEFT, 90, PROSE[:30])
        for number, row in enumerate((head, *rows)):
            for x, text in zip(middles, row, strict=True):
                canvas.setFont("Times-Roman" if text.isascii() else FONT, 9 if number == 0 else 10)
                canvas.drawCentredString(x, HEIGHT - 130 - 20 * number, text)
        for y in (116, 136, 196) if ruled else ():
            canvas.line(LEFT, HEIGHT - y, LEFT + 222, HEIGHT - y)
        put(canvas, LEFT, 260, PROSE[:30])

    assert rows_of(read(paper(page)))[2] == ["2", "零售额", "亿元", "5610", "7293.0"]


def test_a_row_of_a_table_that_is_left_alone_is_doubted():
    """One row of figures without a head: what is read from it may be anything."""

    def page(canvas):
        put(canvas, LEFT, 90, PROSE[:30])
        for x, text in zip(PLACES, ("6", "床位", "%", "62", "80.6", "约束"), strict=True):
            put(canvas, x, 130, text, 10)
        put(canvas, LEFT, 170, PROSE[:30])

    assert {"62", "80.6"} <= doubted(read(paper(page)))


def test_a_table_that_fills_the_second_column_of_a_page_hides_no_gutter():
    """Two lines as wide as the many of the first column show it; a column of prose is not read across."""
    line = "全市数字经济核心产业增加值达到新水平"

    def page(canvas):
        for number in range(30):
            put(canvas, 60, 100 + 20 * number, line)
        for number in range(2):
            put(canvas, 300, 100 + 20 * number, line[::-1])
        top = set_rows(canvas, (HEAD,), 160, left=300 - LEFT)[0]
        ends = set_rows(canvas, ROWS, top + STEP + ROOM, left=300 - LEFT)
        for y in (146, top + 6, ends[-1] + 6):
            rule(canvas, y, 300 - LEFT)

    found = read(paper(page))
    assert rows_of(found) == WHOLE
    assert line * 30 + line[::-1] * 2 in found.text


def test_a_ruled_table_that_fills_a_column_hides_no_gutter_of_the_pages_before():
    """Its rest begins the second column, and the prose of the first column comes before it."""
    line = "全市数字经济核心产业，增加值达到新水平。"

    def prose(canvas, left, top, bottom):
        for y in range(top, bottom, 20):
            put(canvas, left, y, line)

    def grid(canvas, left, top, rows):
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                put(canvas, left + 4 + 55 * column, top + 15 + 20 * number, text, 9)
        bottom = top + 20 * len(rows)
        for y in range(top, bottom + 1, 20):
            canvas.line(left, HEIGHT - y, left + 220, HEIGHT - y)
        for x in range(left, left + 221, 55):
            canvas.line(x, HEIGHT - top, x, HEIGHT - bottom)

    def first(canvas):
        prose(canvas, 60, 100, 700)
        prose(canvas, 310, 100, 700)

    def second(canvas):
        prose(canvas, 60, 100, 640)
        grid(canvas, 60, 680, (("指标", "单位", "2020年", "2025年"), ("床位", "张", "62", "80")))
        grid(canvas, 310, 90, tuple((f"公园{number}", "个", "5", "7") for number in range(1, 30)))

    found = read(paper(first, second))
    assert [row[0] for row in rows_of(found)] == ["指标", "床位", *(f"公园{number}" for number in range(1, 30))]
    assert found.text.rindex(line) < found.text.index("指标")


def test_the_number_of_the_only_page_is_in_no_sentence():
    """Alone, away from the text above and from its margin, and the number of this page; 7 on the first page is text."""

    def drawn(figure):
        def page(canvas):
            for number in range(6):
                put(canvas, LEFT, 640 + 22 * number, "全市数字经济核心产业增加值达到新水平培育企业")
            put(canvas, 300, 810, figure)

        return read(paper(page)).text

    assert not drawn("1").rstrip().endswith("1")
    assert drawn("7").rstrip().endswith("7")


def test_a_list_of_figures_is_broken_nowhere():
    """LibreOffice takes 18.5%、160.6% to the next line as one word: the line above was full for it."""

    def page(canvas):
        for number in range(8):
            put(canvas, LEFT, 100 + 22 * number, "全市数字经济核心产业增加值达到新水平培育企业和园区")
        put(canvas, LEFT, 276, "交通运输业和文体娱乐业的营业收入分别增长")
        put(canvas, LEFT, 298, "18.5%、160.6%。")

    assert "分别增长18.5%、160.6%。" in read(paper(page)).text


def test_a_line_that_fills_its_paragraph_is_one_where_the_next_is_further_below():
    """A title as wide as the column above an indented paragraph, with white between them."""

    def page(canvas):
        put(canvas, LEFT + 2 * SIZE, 87, "全省服务业数字化转型行动方案之二零二一至二零二三")
        top = 120.0
        for _ in range(3):
            put(canvas, LEFT + 2 * SIZE, top, "深入贯彻全省数字经济建设的部署加快推进服务业转型")
            for number in range(1, 4):
                put(canvas, LEFT, top + 27 * number, "深入贯彻全省数字经济建设的部署加快推进服务业转型升级")
            top += 27 * 3 + 33

    assert read(paper(page)).text.startswith("全省服务业数字化转型行动方案之二零二一至二零二三\n")


def test_a_figure_with_a_gap_in_it_is_doubted():
    """56 and 93 a little apart under one head: nobody can tell which is whose."""

    def page(canvas):
        put(canvas, LEFT, 90, PROSE[:30])
        rows = (
            ("序号", "指标", "单位", "2020年"),
            ("1", "床位", "张", "56"),
            ("2", "公路", "里", "7105"),
            ("3", "桥梁", "座", "80"),
        )
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                put(canvas, LEFT + 60 * column, 130 + 20 * number, text, 10)
        put(canvas, LEFT + 193, 150, "93", 10)
        put(canvas, LEFT, 260, PROSE[:30])

    assert any("56" in one for one in doubted(read(paper(page))))


def test_a_heading_below_a_full_line_is_no_end_of_its_paragraph():
    """Flush paragraphs as far apart as lines: the last line of one would end with a mark."""
    full = "现在，我代表市人民政府向大会报告工作，请予审议并提出意见。"

    def page(canvas):
        for number, text in enumerate((full, "二〇二三年工作回顾", full[:-1] + "和", "建议。", full, full)):
            put(canvas, LEFT, 100 + 20 * number, text)

    assert read(paper(page)).text.split("\n")[:3] == [full, "二〇二三年工作回顾", full[:-1] + "和建议。"]


def test_records_of_such_tables_have_a_doubt_where_a_figure_may_be_two():
    """What was put together from two lines is never certain."""

    def page(canvas):
        put(canvas, LEFT, 90, "甲市发展规划（2021—2025年）")
        end = set_rows(canvas, (HEAD,), 130)[0]
        set_rows(canvas, ROWS, end + STEP + ROOM)

    found = [one for one in pipeline.extract(read(paper(page)), status=None) if one.amount]
    unsure = {
        str(one.amount.value) for one in found if any(answer.doubt == "table_unsure" for _, answer in one.answers)
    }
    assert "39068" in unsure
    assert "65" not in unsure


def put_rows(canvas, rows, top: float, places=PLACES) -> None:
    """Cells of one line each; an empty one is left out."""
    for number, row in enumerate(rows):
        for x, text in zip(places, row, strict=True):
            if text:
                put(canvas, x, top + STEP * number, text, 10)


@pytest.mark.parametrize(
    ("begun", "rest", "label", "ending"),
    [
        # the first three rows say nothing of a cell of three lines: the number is beside its middle
        ([("5", "床位数", "%", "85", "90", "约"), ("", "", "", "", "", "束")],
         [("", "", "", "", "", "性"), ("", "", "万", "", "", "预"), ("6", "生产率", "元/", "27", "35", "期"),
          ("", "", "人", "", "", "性")], "床位数", "约束性"),
        # 位占比 had room for one more character: 森 does not go on with it
        ([("5", "养老机构", "%", "41", "53", "预期性"), ("", "护理型床", "", "", "", "")],
         [("", "位占比", "", "", "", ""), ("6", "森林覆盖", "%", "58", "75", "预期性"), ("", "率", "", "", "", "")],
         "养老机构护理型床位占比", "预期性"),
    ],
    ids=["middle", "top"],
)  # fmt: skip
def test_what_is_above_the_first_number_of_a_page_is_of_as_few_lines_as_may_be(begun, rest, label, ending):
    """The last line of a cell of the page before, above a row whose own cells may begin above its number."""
    places = (LEFT, LEFT + 40, LEFT + 110, LEFT + 150, LEFT + 190, LEFT + 230)
    head = ("序号", "指标", "单位", "2020年", "2025年", "属性")

    def first(canvas):
        for y in range(80, 640, 22):
            put(canvas, LEFT, y, PROSE[:30])
        put_rows(canvas, [head], 680, places)
        put_rows(canvas, begun, 680 + 2 * STEP, places)

    def second(canvas):
        put_rows(canvas, rest, 90, places)
        put(canvas, LEFT, 90 + STEP * len(rest) + 40, PROSE[:30])

    found = rows_of(read(paper(first, second)))
    assert [(row[0], row[1], row[-1]) for row in found[1:]] == [
        ("5", label, ending), ("6", "生产率" if "产" in rest[2][1] else "森林覆盖率", "预期性")
    ]  # fmt: skip


def test_a_table_below_prose_has_columns_of_its_own():
    """Those of a table on the page before, a little further to the left, are none of it."""
    head = ("序号", "指标", "单位", "2020年", "2025年", "属性")
    rows = [(str(number), "床位数", "张", f"{number}1", f"{number}5", "预期性") for number in range(1, 4)]
    left, right = ([LEFT + x for x in places] for places in ((0, 40, 85, 130, 175, 225), (0, 40, 90, 148, 193, 240)))

    def first(canvas):
        for y in range(80, 660, 22):
            put(canvas, LEFT, y, f"到{2000 + int(y)}年建成园区，企业达到{int(y)}家。")
        put_rows(canvas, [head, *rows], 700, left)

    def second(canvas):
        for y in range(80, 300, 22):
            put(canvas, LEFT, y, f"到{2000 + int(y)}年建成园区，企业达到{int(y)}家。")
        put_rows(canvas, [head, *rows], 340, right)
        put(canvas, LEFT, 460, PROSE[:30])

    document = read(paper(first, second))
    cells = [[document.text[one.span.start : one.span.end] for one in table.cells] for table in document.tables]
    assert cells == [[*head, *(text for row in rows for text in row)]] * 2


def test_a_heading_as_wide_as_its_column_is_one_where_paragraphs_are_set_apart():
    """No indent and no larger print, but white above and below, as between all paragraphs; a number behind it."""
    line = "全市数字经济核心产业增加值达到新水平培育企业和园区"
    texts = [f"{line}，", "建成公园六座。"]

    def page(canvas):
        y = 80.0
        for _ in range(6):
            for text in texts:
                put(canvas, LEFT, y, text)
                y += 22
            y += 6
        put(canvas, LEFT, y, "奋力完成全市数字经济高质量发展的各项重点任务目标")
        for number, text in enumerate(("2023年，是全面贯彻精神的开局之年，我们坚持发展数", "字经济。")):
            put(canvas, LEFT, y + 28 + 22 * number, text)

    assert "\n奋力完成全市数字经济高质量发展的各项重点任务目标\n2023年，" in read(paper(page)).text


def test_a_task_ends_with_who_is_in_charge():
    """（三） below a full line that ends with a bracket begins a paragraph, （三） of 第（二）（三）项 none."""
    task = "（二）支持高水平实验室建设和新型研发机构。（市科技局负责）"

    def page(canvas):
        for number in range(6):
            put(canvas, LEFT, 100 + 44 * number, task)
            put(canvas, LEFT, 122 + 44 * number, "（三）扶持技术标准创制和品牌建设，按照本办法第五条第（二）")
        put(canvas, LEFT, 364, "（三）项执行。")

    text = read(paper(page)).text
    assert f"{task}\n（三）" in text
    assert "第（二）（三）项执行。" in text


def test_a_head_of_one_and_two_lines_alone_at_the_end_of_a_page_has_its_rows_on_the_next():
    """A browser sets 序 over 号 around the middle of 指标, between the two rules of a head."""
    places = (LEFT, LEFT + 30, LEFT + 130, LEFT + 180, LEFT + 230, LEFT + 290)
    rows = [(str(number), "床位数", "张", f"{number}1", f"{number}5", "预期性") for number in range(1, 4)]

    def first(canvas):
        for y in range(80, 700, 22):
            put(canvas, LEFT, y, f"到{2000 + y}年建成园区，企业达到{y}家。")
        put_rows(canvas, [("序", "", "", "2020", "2025", "")], 730, places)
        put_rows(canvas, [("", "指标", "单位", "", "", "属性")], 738, places)
        put_rows(canvas, [("号", "", "", "年", "年", "")], 746, places)
        for y in (714, 754):
            canvas.line(LEFT - 4, HEIGHT - y, LEFT + 330, HEIGHT - y)

    def second(canvas):
        put_rows(canvas, rows, 90, places)
        canvas.line(LEFT - 4, HEIGHT - 90 - 3 * STEP + 4, LEFT + 330, HEIGHT - 90 - 3 * STEP + 4)
        put(canvas, LEFT, 200, PROSE[:30])

    assert rows_of(read(paper(first, second))) == [WHOLE[0], *map(list, rows)]


def test_a_stroke_spread_to_the_end_of_its_cell_is_no_column():
    """万元/ over 人, justified: the stroke is under no head."""
    places = (LEFT, LEFT + 30, LEFT + 130, LEFT + 190, LEFT + 240, LEFT + 290)

    def page(canvas):
        put(canvas, LEFT, 80, PROSE[:30])
        put_rows(canvas, [WHOLE[0], ("1", "生产率", "万元", "11", "14.3", "约束性")], 120, places)
        put(canvas, places[2] + 30, 120 + STEP, "/", 10)
        rows = [("", "", "人", "", "", ""), *((str(n), "床位数", "张", f"{n}2", f"{n}8", "预期性") for n in (2, 3, 4))]
        put_rows(canvas, rows, 120 + 2 * STEP, places)
        for y in (106, 124, 126 + 5 * STEP):
            canvas.line(LEFT - 4, HEIGHT - y, LEFT + 330, HEIGHT - y)

    assert rows_of(read(paper(page)))[1] == ["1", "生产率", "万元/人", "11", "14.3", "约束性"]

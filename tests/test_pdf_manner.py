"""PDF set in the less usual ways: paragraphs that hang, frames over columns, prose on a table, wide letters."""

import papers
from papers import FONT, HEIGHT, LEFT, SIZE, TOP, grid, paper, put, read, rows_of, three_rules

SENTENCES = (
    "到2025年，全市数字经济核心产业增加值达到1200亿元，年均增长12%以上，建成基站2.6万个，培育企业500家，新增就业3万人，研发经费投入强度达到3.2%。",
    "加快建设新型基础设施，累计建成工业互联网平台30个，上云企业超过3万家，互联网普及率达到80%左右，公共数据开放数据集不少于3000个，开放率达到90%。",
    "各县市区要加强组织领导，细化工作任务，压实工作责任，确保各项目标如期完成，每年新增专项资金5000万元以上，其中技术改造资金不少于2000万元，由市财政统筹。",
    "鼓励金融机构加大支持力度，到2025年，制造业中长期贷款余额达到900亿元，增速高于各项贷款平均增速，直接融资规模达到300亿元，新增上市企业10家。",
)


def hanging(room: float, indent: float = 2 * SIZE) -> list[list[tuple[float, str]]]:
    """The sentences, each a paragraph whose first line stands out: shift and text of its lines."""
    lines = [papers.wrapped(text, room, indent=-indent) for text in SENTENCES * 2]
    return [[(shift + indent, text) for shift, text in paragraph] for paragraph in lines]


def test_paragraphs_that_hang_are_whole():
    """All lines but the first are indented; a page may begin within a paragraph, or hold nothing but its end."""
    lines = [line for paragraph in hanging(250.0) for line in paragraph]
    for first in (len(lines) - 2, 9, 10, 11):

        def page(canvas, own):
            for row, (shift, text) in enumerate(own):
                put(canvas, LEFT + shift, TOP + 22 * row, text)

        data = paper(lambda canvas, f=first: page(canvas, lines[:f]), lambda canvas, f=first: page(canvas, lines[f:]))
        assert read(data).text.split("\n") == [*SENTENCES, *SENTENCES]


def test_a_frame_goes_on_at_the_top_of_the_next_column():
    """专栏 in a box that the end of a column cuts: its paragraph is one."""
    room, gap = 200.0, 30.0
    prose, boxed = SENTENCES[0] + SENTENCES[1], SENTENCES[2]
    own = [line for text in (prose, prose) for line in papers.wrapped(text, room)]
    inside = papers.wrapped(boxed, room - 12, indent=0)

    def column(canvas, x, lines, frame, top=TOP):
        for row, (shift, text) in enumerate(lines):
            put(canvas, x + shift + (6 if row in frame else 0), top + 20 * row, text)
        upper, lower = top + 20 * frame[0] - 15, top + 20 * frame[-1] + 5
        canvas.rect(x, HEIGHT - lower, room, lower - upper)

    def page(canvas):
        left, right = LEFT - 20, LEFT - 20 + room + gap
        column(canvas, left, [*own, *inside[:3]], range(len(own), len(own) + 3))
        column(canvas, right, [*inside[3:], *own], range(len(inside) - 3))

    text = read(paper(page)).text
    assert text.split("\n") == [prose, prose, boxed, prose, prose]


def test_prose_on_the_first_rule_of_a_table_is_none_of_it():
    """Lines set so close that they are as near to each other as those of a head, and a table that goes on overleaf."""
    rows = (("指标", "2020年", "2025年"), ("粮食产量（万吨）", "121", "125"), ("用水量（亿立方米）", "6.2", "6.0"))
    lines = papers.wrapped(SENTENCES[0] + SENTENCES[1] + SENTENCES[2], 400.0)

    def page(canvas):
        for row, (shift, text) in enumerate(lines):
            put(canvas, LEFT + shift, TOP + 14.5 * row, text)
        three_rules(canvas, rows, (180.0, 110.0, 110.0), TOP + 14.5 * len(lines) - 6, (True, False))

    def rest(canvas):
        three_rules(canvas, rows[1:], (180.0, 110.0, 110.0), TOP, (False, True))

    text = read(paper(page, rest)).text
    assert text.startswith("".join(SENTENCES[:3]) + "\n")


def test_letters_set_apart_end_no_paragraph():
    """A line that has no room for two more letters only because of the white behind the last one."""
    apart, wide = 0.4, 25  # points, letters in a line
    text = "全市建成各类创新平台三百六十个" * 5
    lines = [text[:wide], text[wide : 2 * wide - 2], f"位，{text[2 * wide :]}"[:wide], "培育龙头企业五百家。"]

    def page(canvas):
        canvas.setFont(FONT, SIZE)
        for row, line in enumerate([*lines, *lines]):
            canvas.drawString(LEFT, HEIGHT - TOP - 20 * row, line, charSpace=apart)

    assert read(paper(page)).text == "\n".join(["".join(lines)] * 2)


def test_a_number_between_swung_dashes_is_that_of_a_page():
    """~1~ below a table that goes on overleaf is no cell of it."""
    head = ("指标", "单位", "2020年", "2025年")
    rows = [(f"第{number}类企业", "家", str(number * 31), str(number * 47)) for number in range(1, 25)]
    widths = (150.0, 80.0, 90.0, 90.0)

    def sheet(number):
        def page(canvas):
            own = rows[12 * number : 12 * number + 12]
            end = three_rules(canvas, [head, *own], widths, HEIGHT - 370, (True, number == 1))
            put(canvas, LEFT + 190, end + 22, f"~{number + 1}~", 10)

        return page

    document = read(paper(sheet(0), sheet(1)))
    assert rows_of(document) == [list(head), *map(list, rows)]
    assert "~" not in document.text


def test_the_rule_of_a_running_head_is_no_row_of_the_table_below_it():
    """A wider rule right on a table that goes on overleaf adds no empty columns to it."""
    rows = [("指标", "单位", "2025年"), *((f"第{number}类企业", "家", str(number * 31)) for number in range(1, 9))]

    def page(number):
        def draw(canvas):
            put(canvas, LEFT, 40, "甲市人民政府公报", 9)
            canvas.line(LEFT - 20, HEIGHT - 60, LEFT + 320, HEIGHT - 60)
            grid(canvas, rows[:5] if number == 0 else rows[5:], (150.0, 60.0, 80.0), 61)

        return draw

    assert rows_of(read(paper(page(0), page(1)))) == [list(row) for row in rows]


def test_the_rule_between_two_columns_is_no_side_of_a_box():
    """A box at the head of the first column, under the rule of a running head, is a box; the columns stay two."""
    room, gap = 200.0, 24.0
    prose, boxed = SENTENCES[0] + SENTENCES[1], SENTENCES[2]

    def page(canvas):
        left, right = LEFT - 20, LEFT - 20 + room + gap
        canvas.line(left - 6, HEIGHT - 70, right + room + 6, HEIGHT - 70)
        canvas.line(right - gap / 2, HEIGHT - 70, right - gap / 2, HEIGHT - 760)
        inside = papers.wrapped(boxed, room - 12, indent=0)
        own = papers.wrapped(prose, room)
        for x, lines in ((left, [*inside, *own, *own]), (right, own * 3)):
            for row, (shift, text) in enumerate(lines):
                put(canvas, x + shift + (6 if x == left and row < len(inside) else 0), 90 + 20 * row, text)
        foot = 90 + 20 * (len(inside) - 1) + 6
        canvas.line(left, HEIGHT - foot, left + room, HEIGHT - foot)
        for x in (left, left + room):
            canvas.line(x, HEIGHT - 70, x, HEIGHT - foot)

    assert read(paper(page)).text.split("\n") == [boxed, *[prose] * 5]

"""PDF as it is set by many hands: wide lines, ragged margins, notes, exponents, tables without rules."""

import papers
from papers import HEIGHT, LEFT, SIZE, paper, put, width

from plancli.extract import extract_document
from plancli.model import Document, Options
from plancli.read import from_text
from plancli.read.pdf import lines as lines_module
from plancli.read.pdf.page import Glyph
from plancli.read.pdf.reader import read_bytes
from plancli.read.pdf.running_heads import without_furniture

ROWS = (
    ("序号", "指标", "单位", "2020年", "2025年"),
    ("1", "软件业务收入", "亿元", "520", "1000"),
    ("2", "工业互联网平台", "个", "12", "30"),
    ("3", "固定宽带用户", "万户", "62", "80.5"),
)
XS = (LEFT, LEFT + 50, LEFT + 150, LEFT + 220, LEFT + 290)
NARROW = 5 * SIZE  # of the second column: five characters to a line
PROSE = (
    "到2025年，全市数字经济核心产业增加值达到1200亿元，年均增长12%以上，建成基站2.6万个，培育企业500家，引进人才3000名。",
    "加快建设新型基础设施，累计建成工业互联网平台30个，上云企业超过3万家。互联网普及率达到80%左右，固定宽带用户达到60万户。",
)


def read(data: bytes) -> Document:
    (found,) = read_bytes(data, "plan.pdf", Options())
    assert isinstance(found, Document)
    return found


def rows_of(document: Document) -> list[tuple[str, ...]]:
    (table,) = document.tables
    return [tuple(line.split(" | ")) for line in document.text[table.span.start : table.span.end].split("\n")]


def lines(canvas, texts, top: float, step: float) -> float:
    """Prose from `top` downwards; returns where the next line would be."""
    for text in texts:
        for shift, line in papers.wrapped(text, papers.RIGHT - LEFT):
            put(canvas, LEFT + shift, top, line)
            top += step
    return top


def cells(canvas, top: float, lead: float, place: float) -> float:
    """ROWS without a rule, labels over lines; `place` 0 sets the other cells to the top, 0.5 to the middle."""
    for row in ROWS:
        label = [line for _, line in papers.wrapped(row[1], NARROW, indent=0)]
        for number, line in enumerate(label):
            put(canvas, XS[1], top + lead * number, line)
        for x, text in zip((XS[0], *XS[2:]), (row[0], *row[2:]), strict=True):
            put(canvas, x, top + lead * (len(label) - 1) * place - 1.5 * text.isdigit(), text)
        top += lead * len(label) + 2
    return top


def test_lines_as_far_apart_as_paragraphs_of_others_are_one_paragraph():
    """Three font heights from line to line are the manner of the document, no white between paragraphs."""
    document = read(paper(lambda canvas: lines(canvas, PROSE, 100, 3 * SIZE)))
    assert document.text.strip().split("\n") == list(PROSE)


def test_a_sentence_that_ends_before_a_ragged_margin_ends_no_paragraph():
    """Where paragraphs are indented, a line without an indent goes on with the sentence before."""
    ended = "累计建成平台30个。"
    full, rest = (
        "加快建设新型基础设施，推动各县市区制造业数字化转型和绿色低碳",
        "改造，支持园区开展试点示范，力争走在全省前列，",
    )

    def page(canvas):
        top = 80.0
        for _ in range(7):
            for shift, text in ((2 * SIZE, full), (0, rest + ended), (0, ended)):
                put(canvas, LEFT + shift, top, text)
                top += 20

    assert read(paper(page)).text.strip().split("\n")[:2] == [full + rest + ended * 2] * 2


def test_a_raised_figure_is_no_digit_of_the_number_before_it():
    """10 with a raised 6 is no 106, and 200 with the mark of a note is no 2001."""

    def page(canvas):
        put(canvas, LEFT, 100, "到2025年，全市碳汇量达到10")
        after = LEFT + width("到2025年，全市碳汇量达到10")
        put(canvas, after, 100 - 5, "6", 7)
        put(canvas, after + 5, 100, "吨，建成平台200个，绿地面积达到300m")
        after += 5 + width("吨，建成平台200个，绿地面积达到300m")
        put(canvas, after, 100 - 5, "2", 7)
        put(canvas, after + 5, 100, "。")

    assert read(paper(page)).text.strip() == "到2025年，全市碳汇量达到10^6吨，建成平台200个，绿地面积达到300m2。"


def test_a_note_at_the_foot_of_a_page_does_not_cut_the_paragraph():
    """The sentence goes on over the page; the note follows its paragraph, its marks are in brackets."""
    first, second = "到2025年，全市数字经济核心产业增加值占地区生产总值", "比重达到12%，年均增长9%。"

    def one(canvas):
        lines(canvas, PROSE * 4, 100, 24)
        put(canvas, LEFT + 2 * SIZE, HEIGHT - 150, first)
        put(canvas, LEFT, HEIGHT - 100 - 3, "1", 5)
        put(canvas, LEFT + 5, HEIGHT - 100, "资料来源于统计年鉴。", 9)

    def two(canvas):
        put(canvas, LEFT, 100, second)
        lines(canvas, PROSE * 4, 124, 24)

    found = read(paper(one, two)).text.strip().split("\n")
    at = found.index(first + second)
    assert found[at + 1] == "[1]资料来源于统计年鉴。"


def test_a_note_at_the_foot_of_a_page_does_not_cut_the_table():
    """The rows on the next page belong to it, be they all but the head; the note comes behind it."""
    widths = (50.0, 110.0, 60.0, 60.0, 60.0)
    for above in (1, 2):

        def one(canvas, above=above):
            lines(canvas, PROSE * 4, 100, 24)
            papers.grid(canvas, ROWS[:above], widths, HEIGHT - 170)
            put(canvas, LEFT, HEIGHT - 100 - 3, "1", 5)
            put(canvas, LEFT + 5, HEIGHT - 100, "资料来源于统计年鉴。", 9)

        def two(canvas, above=above):
            papers.grid(canvas, ROWS[above:], widths, 70)
            lines(canvas, PROSE * 4, 200, 24)

        document = read(paper(one, two))
        assert rows_of(document) == list(ROWS)
        assert "\n[1]资料来源于统计年鉴。\n" in document.text


def test_the_mark_of_a_note_counts_nothing():
    """2 本数据 at the foot is no 2 books, set as large as a figure; [7] parts no figure from what it is of."""

    def page(canvas):
        lines(canvas, PROSE * 4, 100, 24)
        put(canvas, LEFT, HEIGHT - 100, "2 本数据由统计部门核定。", 9)

    found = read(paper(page)).text.strip().split("\n")
    assert found[-1] == "[2] 本数据由统计部门核定。"
    (target,) = extract_document(from_text("到2025年，[7]建成公园[8]1.2万[9]个。")).targets
    assert (target.indicator, target.text) == ("公园", "1.2万[9]个")


def test_a_figure_in_one_place_that_counts_the_pages_is_their_number_however_wide_the_margin_is():
    """On three pages; on two, or where it does not count, it may be text."""
    line_of = lines_module.lines_of

    def kept(*numbers):
        pages = []
        for page, number in enumerate(numbers, 1):
            body = [printed_at("建成平台三十个", base) for base in (300, 320, 340)]
            pages.append((page, 842.0, [one for part in [*body, printed_at(number, 600)] for one in line_of(part)]))
        return [len(page) for page in without_furniture(pages)]

    assert kept("7", "8", "9") == [3, 3, 3]
    assert kept("7", "8") == [4, 4]
    assert kept("7", "12", "9", "30") == [4, 4, 4, 4]


def test_a_head_a_little_higher_on_a_page_put_in_askew_is_the_head():
    """Four points lower on each page in turn: it cuts no sentence."""
    pages = []
    for page, base in enumerate((62, 66, 63), 1):
        lines_of = lines_module.lines_of
        body = [one for at in (300, 320) for one in lines_of(printed_at("建成平台三十个", at))]
        pages.append((page, 842.0, [*lines_of(printed_at("甲市规划文本", base)), *body]))
    assert [len(kept) for kept in without_furniture(pages)] == [2, 2, 2]


def printed_at(text, base):
    return [Glyph(char, 280 + 12 * at, 292 + 12 * at, base, 12) for at, char in enumerate(text)]


def test_a_table_without_rules_is_a_table():
    """Figures under years, labels over two lines set to the top or to the middle of their rows."""
    for place in (0.0, 0.5):

        def page(canvas, place=place):
            top = lines(canvas, PROSE, 100, 22)
            lines(canvas, PROSE, cells(canvas, top + 10, 22, place) + 10, 22)

        document = read(paper(page))
        assert rows_of(document) == list(ROWS)
        assert [line for line in document.text.split("\n") if line in PROSE] == [*PROSE, *PROSE]


def test_rows_of_a_three_rule_table_without_room_between_them():
    """Labels over two lines as near to the next row as to one another belong to the figures beside their first line."""

    def page(canvas):
        lines(canvas, PROSE, 100, 22)
        end = cells(canvas, 260, 22, 0.0)
        for y in (245, 265, end - 10):
            canvas.line(LEFT, HEIGHT - y, LEFT + 340, HEIGHT - y)

    assert rows_of(read(paper(page))) == list(ROWS)


def ruled(canvas, xs, top: float, rows, closed: bool) -> None:
    """Rows between rules, the last one without a rule below unless it is closed: the page cut it."""
    bottom = top + 40 * len(rows)
    for y in [top + 40 * number for number in range(len(rows) + closed)]:
        canvas.line(xs[0], HEIGHT - y, xs[-1], HEIGHT - y)
    for x in xs:
        canvas.line(x, HEIGHT - top, x, HEIGHT - bottom)
    for number, row in enumerate(rows):
        for x, text in zip(xs, row, strict=False):
            put(canvas, x + 4, top + 40 * number + 16, text)


def test_a_figure_that_a_page_break_cuts_is_whole():
    """A narrow cell breaks 6388.2 behind its point, and the page ends there: one row with one figure."""
    xs = [LEFT, LEFT + 60, LEFT + 120, LEFT + 170]

    def one(canvas):
        lines(canvas, PROSE, 100, 22)
        ruled(canvas, xs, HEIGHT - 160, (("指标", "2020年", "2025年"), ("社会消费", "4914", "6388.")), False)

    def two(canvas):
        ruled(canvas, xs, 80, (("品零售额", "", "2"),), True)
        lines(canvas, PROSE, 200, 22)

    assert rows_of(read(paper(one, two))) == [("指标", "2020年", "2025年"), ("社会消费品零售额", "4914", "6388.2")]


def test_whole_figures_on_both_sides_of_a_page_break_are_two():
    """A row with blank cells at both ends begins the page: 95 above it and its 98 are no 9598."""
    xs = [LEFT, LEFT + 60, LEFT + 150, LEFT + 220, LEFT + 290]

    def one(canvas):
        lines(canvas, PROSE, 100, 22)
        rows = (("类别", "指标", "2025年", "属性"), ("环境", "空气优良率", "95", "约束性"))
        ruled(canvas, xs, HEIGHT - 160, rows, False)

    def two(canvas):
        ruled(canvas, xs, 80, (("", "水质达标率", "98", ""),), True)
        lines(canvas, PROSE, 200, 22)

    found = [cell for row in rows_of(read(paper(one, two))) for cell in row]
    assert "95" in found
    assert "98" in found

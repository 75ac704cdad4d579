"""PDF: nothing of a page is lost without a word, however it is turned, drawn or printed."""

import shutil
import subprocess
import unicodedata
from collections import Counter

import papers
import pdfplumber
import pypdfium2
import pytest
from papers import HEIGHT, LEFT, paper, prose, put, read, rows_of, three_rules

from plancli.model import Document, Options
from plancli.read.pdf import ocr
from plancli.read.pdf.ocr import missing
from plancli.read.pdf.page import Glyph, RuledLine
from plancli.read.pdf.pdfium.geometry import _printed_once, views
from plancli.read.pdf.reader import read_bytes
from plancli.read.pdf.scan.specks import without_specks
from plancli.read.pdf.unruled.rows import merged_labels

PLAN = ("一、总体要求", "到2025年，建成平台30个，培育企业500家，覆盖率达到95%。", "二、重点任务", "新建学校12所。")
ROWS = (("指标", "单位", "2020年", "2025年"), ("产业规模", "亿元", "120", "260"), ("企业", "家", "300", "500"))
WIDTHS = (150.0, 60.0, 60.0, 60.0)


def sideways(canvas, degrees: float = 90) -> None:
    """A table and its title printed up the page."""
    canvas.saveState()
    canvas.rotate(degrees)
    canvas.translate(*((0, -papers.WIDTH) if degrees == 90 else (-HEIGHT, 0)))
    put(canvas, LEFT, HEIGHT - 500, "附表 主要指标", 14)
    three_rules(canvas, ROWS, WIDTHS, HEIGHT - 470)
    canvas.restoreState()


@pytest.mark.parametrize("degrees", [90, -90])
def test_a_sideways_page_is_turned(degrees):
    """A table that stands sideways on an upright page is read as one turns the page."""
    document = read(paper(lambda canvas: sideways(canvas, degrees)))
    assert rows_of(document) == [list(row) for row in ROWS]
    assert document.warnings == ()


def test_text_in_two_directions_on_one_page_is_read_in_both():
    """The upright text comes first, then the sideways annex; both are on the same page."""

    def page(canvas):
        put(canvas, LEFT, 100, "到2025年，建成平台30个，培育企业500家。")
        sideways(canvas)

    document = read(paper(page, lambda canvas: put(canvas, LEFT, 100, "第二页还有其他重要的内容。")))
    assert document.text.startswith("到2025年，建成平台30个，培育企业500家。\n附表 主要指标\n指标 | ")
    assert rows_of(document) == [list(row) for row in ROWS]
    assert len(document.pages) == 2
    assert document.text[document.pages[1] :].startswith("第二页")


def test_characters_that_stand_nowhere_are_counted():
    """What lies outside the page, aslant or at its edge sideways is no text, and its number is said."""

    def page(canvas):
        put(canvas, LEFT, 100, "到2025年，建成平台30个，培育企业500家。")
        put(canvas, LEFT, HEIGHT + 200, "页外的文字不算数")
        canvas.translate(200, 300)
        canvas.rotate(40)
        canvas.setFont(papers.FONT, 40)
        canvas.drawString(0, 0, "内部资料")

    document = read(paper(page))
    assert document.text == "到2025年，建成平台30个，培育企业500家。"
    assert document.warnings == (
        "page 1: 8 characters outside the page left out", "page 1: 4 characters aslant left out"
    )  # fmt: skip


def test_rows_printed_over_one_another_give_nothing():
    """Where two texts share one place in a table nobody can tell which is meant: the row is left out, and said."""

    def page(canvas):
        papers.grid(canvas, ROWS, WIDTHS, 100)
        put(canvas, LEFT + 215, 140, "3", 10)

    document = read(paper(page))
    assert rows_of(document) == [list(ROWS[0]), [""], list(ROWS[2])]
    assert document.warnings == ("page 1: 13 characters not placed",)


def test_actual_text_stands_in_its_line():
    """A character that a browser marks with /ActualText is read where it is printed, in a form with a scale."""

    def page(canvas):
        canvas.beginForm("print")
        for x, text, marked in ((160, "到2025年，建成", ""), (328, "一", "4E00"), (352, "体化平台30个。", "")):
            canvas._code.append(f"/Span<</ActualText<FEFF{marked}>>> BDC" if marked else "")
            put(canvas, x, 300, text, 24)
            canvas._code.append("EMC" if marked else "")
        canvas.endForm()
        canvas.saveState()
        canvas.scale(0.5, 0.5)
        canvas.doForm("print")
        canvas.restoreState()

    assert read(paper(page)).text == "到2025年，建成一体化平台30个。"


def cell_by_cell(canvas, rows, top: float) -> None:
    """A three-rule table as browsers draw it: each cell brings its piece of the rule."""
    three_rules(canvas, rows, WIDTHS, top)
    high = 22
    for y in (top, top + high, top + high * len(rows)):
        for column, wide in enumerate(WIDTHS):
            x = LEFT + sum(WIDTHS[:column])
            canvas.setFillGray(0)
            canvas.rect(x, HEIGHT - y, wide, 0.75, stroke=0, fill=1)


def test_rules_drawn_cell_by_cell_make_one_table():
    """Pieces of rules that touch are one rule."""

    class Unruled:
        def __init__(self, canvas):
            self.canvas = canvas

        def __getattr__(self, name):
            return getattr(self.canvas, name)

        def line(self, *_):
            """Long rules are not drawn."""

    document = read(paper(lambda canvas: cell_by_cell(Unruled(canvas), ROWS, 100)))
    assert rows_of(document) == [list(row) for row in ROWS]


def test_a_label_centred_beside_its_rows_belongs_to_all_of_them():
    """Labels between or beside their rows are merged cells; labels at the top of their rows are left as printed."""
    assert merged_labels([[1], [0], [1], [0, 1]]) == {1: range(3)}
    assert merged_labels([[1], [0, 1], [1], [1], [0], [1]]) == {1: range(3), 4: range(3, 6)}
    assert merged_labels([[0, 1], [1], [0, 1], [1]]) == {}
    assert merged_labels([[1], [0], [0, 1]]) == {}


def printed(text: str) -> Counter[str]:
    return Counter(unicodedata.normalize("NFKC", "".join(text.split())))


SAMPLES = {
    "prose": prose(PLAN * 20, "某市规划", "— {page} —"),
    "columns": prose(PLAN * 9, lines_a_page=14, columns=2),
    "sideways": paper(sideways, lambda canvas: papers.grid(canvas, ROWS, WIDTHS, 100)),
    "no ink": papers.without_ink([(LEFT, 100.0 + 15 * row, char) for row in range(9) for char in "亿"]),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_other_programs_find_the_same_characters(name):
    """pdfplumber, and pdftotext where it is installed, see what we see on a page: no character more or less."""
    compare(SAMPLES[name], 50)
    if shutil.which("pdftotext") and name != "no ink":
        command = ["pdftotext", "-enc", "UTF-8", "-", "-"]
        said = subprocess.run(command, input=SAMPLES[name], capture_output=True, check=True)
        ours = "".join(glyph.char for page in pages(SAMPLES[name]) for glyph in page.glyphs)
        assert printed(ours) == printed(said.stdout.decode()) or b"language pack" in said.stderr


def pages(data: bytes):
    handle = pypdfium2.PdfDocument(data)
    return [page for number in range(len(handle)) for page in views(number + 1, handle[number])]


def compare(data: bytes, most: int) -> None:
    import io

    ours: dict[int, str] = {}
    for page in pages(data):
        ours[page.number] = ours.get(page.number, "") + "".join(glyph.char for glyph in page.glyphs)
        assert not page.left_out
    with pdfplumber.open(io.BytesIO(data)) as other:
        for number, page in enumerate(other.pages[:most], 1):
            theirs = "".join(char["text"] for char in page.dedupe_chars().chars)
            assert printed(ours[number]) == printed(theirs), f"page {number}"


@pytest.mark.shared
@pytest.mark.parametrize("name", ["hainan-subsidy.pdf", "national-digital-economy-14th.pdf", "common-prosperity.pdf"])
def test_other_programs_find_the_same_characters_on_real_pages(shared, name):
    """The first pages of real files hold the same characters for pdfplumber as for us."""
    compare((shared / "samples" / name).read_bytes(), 4)


def glyphs(text: str, left: float, base: float) -> list[Glyph]:
    return [Glyph(char, left + 12 * at, left + 12 * at + 12, base, 12) for at, char in enumerate(text)]


def test_ocr_fills_only_what_is_missing():
    """Lines that the text layer holds stay its own, gaps in them are filled, other lines are added."""
    known = glyphs("到2025年建成", 90, 100) + glyphs("以上", 90 + 12 * 13, 100)
    read_by_ocr = glyphs("到2O25年建成30个平台以上", 90.5, 101) + glyphs("培育企业500家", 90, 130)
    assert "".join(glyph.char for glyph in missing(read_by_ocr, known)) == "30个平台培育企业500家"
    assert missing(glyphs("培育", 90, 130), []) == glyphs("培育", 90, 130)


@pytest.mark.skipif(not ocr.available(), reason="neither rapidocr nor tesseract is installed")
def test_a_scan_with_a_text_layer_keeps_it():
    """The layer is read, said to be that of a scan, and OCR adds nothing to what it holds already."""
    data = scan_with_layer("到2025年，全市建成平台30个，培育企业500家，覆盖率达到95%，新建学校12所。")
    plain, filled = read(data), next(read_bytes(data, "plan.pdf", Options(ocr=True)))
    assert isinstance(filled, Document)
    assert plain.text == filled.text
    assert any("the text of a scan" in one for one in plain.warnings)


def scan_with_layer(text: str) -> bytes:
    """A page drawn as a picture, the same text over it without ink, as scanners write it."""
    from reportlab.lib.utils import ImageReader

    lines = [text] * 12

    def page(canvas):
        for row, line in enumerate(lines):
            put(canvas, LEFT - 40, 100 + 30 * row, line)

    picture = pypdfium2.PdfDocument(paper(page))[0].render(scale=3).to_pil()

    def scanned(canvas):
        canvas.drawImage(ImageReader(picture), 0, 0, papers.WIDTH, HEIGHT)
        for row, line in enumerate(lines):
            layer = canvas.beginText(LEFT - 40, HEIGHT - 100 - 30 * row)
            layer.setFont(papers.FONT, 12)
            layer.setTextRenderMode(3)
            layer.textLine(line)
            canvas.drawText(layer)

    return paper(scanned)


LONG = tuple(
    f"{number}号工程到2025年建成平台30个，培育企业500家，覆盖率达到95%，新建学校12所，改造道路30公里，新增学位5000个，"
    "建成投产的项目不少于40个。"
    for number in "甲乙丙丁戊己"
)


def test_columns_whose_lines_stand_on_heights_of_their_own_are_two():
    """No row of the left column shares its baseline with one of the right column; a title runs over both."""
    left, right = papers.typeset(LONG, 200.0, 60)[0], papers.typeset(LONG[::-1], 200.0, 60)[0]

    def page(canvas):
        put(canvas, 150, 60, "某市数字经济发展规划（2021—2025年）", 18)
        for x, lines, lower in ((60, left, 10), (290, right, 16)):
            for shift, y, text in lines:
                put(canvas, x + shift, y * 0.8 + lower + 20, text)

    assert read(paper(page)).text.split("\n") == ["某市数字经济发展规划（2021—2025年）", *LONG, *LONG[::-1]]


def test_a_title_that_fills_its_line_goes_on_in_the_next_one():
    """（2021—|2025年） is one title though its first line is full and its second centred."""

    def page(canvas):
        put(canvas, LEFT, 90, "某市“十四五”数字经济产业发展总体规划（2021—", 20)
        put(canvas, (papers.WIDTH - papers.width("2025年）", 20)) / 2, 122, "2025年）", 20)
        for shift, y, text in papers.typeset(LONG)[0]:
            put(canvas, LEFT + shift, y + 100, text)

    assert read(paper(page)).text.startswith("某市“十四五”数字经济产业发展总体规划（2021—2025年）\n甲号工程")


def test_the_rest_of_one_cell_on_the_next_page_belongs_to_its_row():
    """A page break within the last row leaves one cell with text on the next page."""
    narrow = (86.0, 60.0, 60.0, 60.0)
    rows = (*ROWS, ("公共数据开放数据", "个", "800", "3000"))

    def first(canvas):
        papers.grid(canvas, rows, narrow, HEIGHT - 24 * len(rows) - 60)

    def second(canvas):
        papers.grid(canvas, (("集", "", "", ""),), narrow, 60)
        put(canvas, LEFT, 130, "以上指标由各部门负责落实。")

    assert rows_of(read(paper(first, second)))[-1][0] == "公共数据开放数据集"


def test_cells_set_close_together_are_told_apart_by_their_rules():
    """Where each cell brings its piece of the rules, no gap between texts is needed, also on the next page."""
    tight = (
        ("序号", "指标名称", "单位", "2020年", "2025年"),
        ("1", "产业总规模", "亿元", "1200", "2600"),
        ("4", "财政收入", "亿元", "85.5", "99.5"),
    )
    widths = (24.0, 63.0, 23.0, 33.0, 33.0)

    def ruled(canvas, y):
        for column, wide in enumerate(widths):
            canvas.rect(LEFT + sum(widths[:column]), HEIGHT - y, wide, 0.75, stroke=0, fill=1)

    def row(canvas, cells, y):
        for column, text in enumerate(cells):
            put(canvas, LEFT + sum(widths[:column]) + 1, y, text, 10)

    def first(canvas):
        put(canvas, LEFT, 90, "主要指标如下表所示，各县（市、区）对照执行。")
        ruled(canvas, 740)
        row(canvas, tight[0], 755)
        ruled(canvas, 762)
        row(canvas, tight[1], 777)
        row(canvas, tight[2], 797)

    def second(canvas):
        row(canvas, ("2", "上云企业数量", "万家", "1.5", "3.5"), 75)
        row(canvas, ("3", "企业数", "家", "300", "500"), 95)
        ruled(canvas, 102)

    assert rows_of(read(paper(first, second))) == [
        *map(list, tight), ["2", "上云企业数量", "万家", "1.5", "3.5"], ["3", "企业数", "家", "300", "500"]
    ]  # fmt: skip


def test_specks_of_lines_and_halves_of_percent_signs_are_no_text():
    """Beside a ruling line a quotation mark is what is left of it; a figure behind % is its second half."""
    line = [RuledLine(False, 89.0, 80, 140)]
    assert "".join(one.char for one in without_specks(glyphs("“亿元", 90, 100), line)) == "亿元"
    assert "".join(one.char for one in without_specks(glyphs("“亿元”", 190, 100), line)) == "“亿元”"
    assert "".join(one.char for one in without_specks(glyphs("达到99%6。", 90, 100), [])) == "达到99%。"
    assert "".join(one.char for one in without_specks(glyphs("60%70%", 90, 100), [])) == "60%70%"


LONG_HEAD = ("序号", "指标", "单位", "2020年", "2025年")
LONG_WIDTHS = (40.0, 150.0, 50.0, 60.0, 60.0)
LONG_ROWS = [
    (str(n), f"指标{'甲乙丙丁戊己庚辛壬癸'[n % 10]}{n}总量", "个", str(n * 10), str(n * 20)) for n in range(1, 60)
]


@pytest.mark.parametrize("again", [True, False], ids=["head again", "head once"])
@pytest.mark.parametrize("closed", [True, False], ids=["closed", "open"])
@pytest.mark.parametrize("style", ["grid", "three rules"])
def test_a_table_over_three_pages_is_one(style, closed, again):
    """Whether its head is printed again, and whether a rule closes it on each page, the table is one of all rows."""
    parts = LONG_ROWS[:20], LONG_ROWS[20:45], LONG_ROWS[45:]

    def draw(number: int):
        def page(canvas):
            top = 100 if number == 0 else 70
            if number == 0:
                put(canvas, LEFT, 80, "附表：主要指标如下表所示，请各部门认真落实。")
            rows = [LONG_HEAD] * (again or number == 0) + parts[number]
            if style == "grid":
                end = papers.grid(canvas, rows, LONG_WIDTHS, top)
            else:
                end = three_rules(canvas, rows, LONG_WIDTHS, top, (again or number == 0, closed or number == 2))
            if number == 2:
                put(canvas, LEFT, end + 30, "以上指标由各部门负责，请认真落实。")
            put(canvas, 290, HEIGHT - 40, f"— {number + 1} —", 9)

        return page

    assert rows_of(read(paper(*map(draw, range(3))))) == [list(LONG_HEAD), *map(list, LONG_ROWS)]


def test_only_what_is_printed_twice_is_one():
    """Equal figures side by side stay, whatever their distance; the same one printed again for bold does not."""
    for size in (6.0, 11.0, 40.0):
        row = [Glyph("0", 90 + 0.3 * size * at, 90 + 0.3 * size * (at + 1), 100, size) for at in range(60)]
        bold = [glyph._replace(left=glyph.left + 0.05 * size) for glyph in row]
        assert _printed_once([*row, *bold]) == row


def test_heads_in_the_middle_of_wide_columns_are_those_of_the_cells_at_their_left() -> None:
    """As browsers print them: short names at the left, heads over none of them, no last rule at the end of a page."""
    xs = (LEFT, LEFT + 160, LEFT + 320)
    rows = [(f"指标{number}", str(1000 + number), str(2000 + number)) for number in range(12)]

    def page(head, some):
        def drawn(canvas):
            top = HEIGHT - 60 - 20 * (len(some) + 1)
            for y in (top, top + 20):
                canvas.line(LEFT, HEIGHT - y, LEFT + 480, HEIGHT - y)
            for x, text in zip(xs, head, strict=True):
                put(canvas, x + 65, top + 14, text, 10)
            for number, row in enumerate(some):
                for x, text in zip(xs, row, strict=True):
                    put(canvas, x, top + 34 + 20 * number + (text[0] == "指"), text, 10)

        return drawn

    head = ("指标", "2020年", "2025年")
    document = read(paper(page(head, rows[:6]), page(head, rows[6:])))
    assert rows_of(document) == [list(head), *map(list, rows)]


def test_a_label_that_the_end_of_a_page_cuts_off_moves_no_other_label() -> None:
    """Labels of two lines beside the middle of their rows, set without room between them; the last one is cut."""
    xs = (LEFT, LEFT + 100, LEFT + 200)
    names = ("农村公路", "高新企业", "养老床位", "城镇就业", "森林面积")

    def page(canvas):
        top = HEIGHT - 60 - 28 * len(names)
        for y in (top, top + 20):
            canvas.line(LEFT, HEIGHT - y, LEFT + 300, HEIGHT - y)
        for x, text in zip(xs, ("指标", "2020年", "2025年"), strict=True):
            put(canvas, x, top + 14, text, 10)
        for number, name in enumerate(names):
            y = top + 40 + 28 * number
            put(canvas, LEFT, y - 7, name, 10)
            put(canvas, LEFT, y + 7, "数量指标" if number % 2 else "总数指标", 10)
            put(canvas, xs[1], y, str(100 + number), 10)
            put(canvas, xs[2], y, str(200 + number), 10)
        put(canvas, LEFT, top + 40 + 28 * len(names) - 7, "数字经济", 10)

    rows = [row[0] for row in rows_of(read(paper(page)))]
    assert rows[1:6] == [name + ("数量指标" if number % 2 else "总数指标") for number, name in enumerate(names)]

"""PDF: text in reading order, paragraphs whole over lines, columns and pages, tables as tables, faults said."""

import contextlib
import io
import random
from pathlib import Path

import papers
import pypdfium2
import pytest
from office import docx, paragraph
from papers import HEIGHT, LEFT, grid, paper, prose, put, three_rules
from patience import run_python

import plancli
from plancli.errors import InputError
from plancli.model import Document, Options
from plancli.read import from_bytes, from_text
from plancli.read.pdf import ocr
from plancli.read.pdf.checks import seen
from plancli.read.pdf.page import Glyph, Page
from plancli.read.pdf.pdfium.glyphs import UNMAPPED, _character
from plancli.read.pdf.pictures import TEXT, gathered
from plancli.read.pdf.reader import read_bytes

PARAGRAPHS = (
    "一、总体要求",
    "到2025年，全市数字经济核心产业增加值达到1200亿元，年均增长12%以上，规模以上工业企业数字化改造覆盖率达到95%，"
    "建成5G基站2.6万个，每万人拥有高价值发明专利15件。",
    "二、重点任务",
    "加快建设新型基础设施。到2025年，累计建成工业互联网平台30个，培育省级以上专精特新企业500家，上云企业超过3万家，"
    "互联网普及率达到80%左右，政务服务事项网上可办率达到100%。",
    "完善保障措施。各县（市、区）要加强组织领导，细化工作任务，压实工作责任，确保各项目标如期完成。",
)


CITIES = ("甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸")


def many(copies: int) -> tuple[str, ...]:
    """The paragraphs again and again, about another city each time."""
    return tuple(
        paragraph.replace("年", f"年{CITIES[number // 10]}{CITIES[number % 10]}市").replace(
            "、", f"、{CITIES[number % 10]}"
        )
        for number in range(copies)
        for paragraph in PARAGRAPHS
    )


def read(data: bytes, options: Options = Options()) -> Document:  # noqa: B008 - frozen
    (found,) = read_bytes(data, "plan.pdf", options)
    assert isinstance(found, Document)
    return found


def test_wrapped_lines_become_their_paragraphs_again():
    """Prose that was set in lines comes back as the paragraphs it was set from, nothing added, nothing lost."""
    assert read(prose(PARAGRAPHS)).text == "\n".join(PARAGRAPHS)


@pytest.mark.parametrize("lines", [3, 4, 5, 7])
def test_paragraphs_are_whole_over_pages_with_header_and_footer(lines):
    """Headers, footers and page numbers stand in no sentence, wherever the page breaks."""
    data = prose(many(3), "某市数字经济发展规划", "— {page} —", lines_a_page=lines)
    assert read(data).text == "\n".join(many(3))


def test_a_sentence_over_two_pages_is_one_and_the_pages_are_known():
    """A sentence that a page break cuts is one sentence; the offsets of both pages are kept."""
    document = read(prose(PARAGRAPHS, "某市规划", "第 {page} 页", lines_a_page=3))
    assert PARAGRAPHS[1] in document.text.split("\n")
    first, second = document.pages[:2]
    assert first == 0
    assert document.text.find(PARAGRAPHS[1]) < second < document.text.find(PARAGRAPHS[1]) + len(PARAGRAPHS[1])


def test_two_columns_are_read_one_after_the_other():
    """The left column is read to its end before the right one, and a paragraph goes on over the gutter."""
    data = prose(many(3), lines_a_page=14, columns=2)
    assert read(data).text == "\n".join(many(3))


def test_a_title_over_two_lines_is_one_paragraph():
    """A centred title in a larger font is one title."""

    def page(canvas):
        for row, text in enumerate(("某市人民政府关于印发某市数字经济", "发展行动计划的通知")):
            put(canvas, (papers.WIDTH - papers.width(text, 20)) / 2, 90 + 32 * row, text, 20)
        for shift, y, text in papers.typeset(PARAGRAPHS)[0]:
            put(canvas, LEFT + shift, y + 100, text)

    assert read(paper(page)).text.startswith("某市人民政府关于印发某市数字经济发展行动计划的通知\n一、总体要求\n")


FULL = "全市数字经济发展迈上新的台阶基础设施更完"  # twenty signs fill a line


@pytest.mark.parametrize(
    ("room", "goes_on"),
    [
        (1, "右。"),
        (2, "盖,2020年建成基站2.6万个"),
        (2, "汉“一枝独秀”之外的城市"),
        (2, "实/增强现实"),
        (1, "平，提升末端服务能力"),
    ],
)
def test_a_line_ends_early_where_its_next_word_had_no_room(room, goes_on):
    """A ragged right edge ends no paragraph: signs, quotes and figures that stay together went to the next line."""
    last = "全省服务贸易额达到一百二十九亿美元左全面"[: 20 - room]

    def page(canvas):
        for row, text in enumerate((*[FULL] * 6, last, goes_on)):
            put(canvas, LEFT, 100 + 22 * row, text)

    assert read(paper(page)).text == FULL * 6 + last + goes_on


def test_nothing_is_lost_where_no_font_is_installed():
    """Single characters, and equal lines one below the other, are read though pdfium finds no ink in them."""
    lines = ["全市数字经济发展迈上新的台阶基础设施更完"] * 3 + ["数字产业化达到"] + ["80%"]
    pieces = [(LEFT, 100.0 + 15 * row, text) for row, text in enumerate(lines[:4])]
    pieces += [(LEFT + 84 + 12 * place, 145.0, char) for place, char in enumerate(lines[4])]
    assert read(papers.without_ink(pieces)).text.split("\n") == [*lines[:3], "数字产业化达到80%"]


def test_numbered_headings_that_fill_their_lines_stay_apart():
    """A heading as wide as the column runs into no other one that is set in as it is."""
    lines = ("（八）智慧农业发展标杆建设工程", "（九）国际数字消费中心建设工程", "（十）数字治理")

    def page(canvas):
        for row, text in enumerate(lines):
            put(canvas, LEFT + 24, 100 + 22 * row, text)
        put(canvas, LEFT, 100 + 22 * 3, "以上工程由各部门负责组织实施。")

    assert read(paper(page)).text.split("\n")[:3] == list(lines)


def test_a_number_at_the_edge_that_counts_no_pages_stays():
    """A figure in the last line of a page is text unless it counts the pages."""
    short = ("全市人口", "1200", "万人")
    assert read(prose(short, lines_a_page=2)).text.split("\n") == list(short)


def test_a_watermark_across_the_page_is_no_text():
    """Characters that run aslant belong to no line."""

    def page(canvas):
        put(canvas, LEFT, 100, "到2025年，建成平台30个，培育企业500家。")
        canvas.saveState()
        canvas.translate(200, 300)
        canvas.rotate(40)
        canvas.setFont(papers.FONT, 40)
        canvas.drawString(0, 0, "内部资料")
        canvas.restoreState()

    assert read(paper(page)).text == "到2025年，建成平台30个，培育企业500家。"


def test_a_turned_page_is_read_as_people_see_it():
    """A landscape page kept upright with /Rotate reads like any other."""

    def page(canvas):
        canvas.setPageRotation(90)
        canvas.rotate(90)
        canvas.translate(0, -papers.WIDTH)
        canvas.setFont(papers.FONT, 12)
        canvas.drawString(80, 500, "到2025年，建成平台30个。")
        canvas.drawString(80, 470, "培育企业500家。")

    assert read(paper(page)).text == "到2025年，建成平台30个。\n培育企业500家。"


def test_a_plan_that_repeats_itself_is_a_plan():
    """Twenty pages of the same sentences are text; the same menus on twenty pages are none."""
    assert read(prose(PARAGRAPHS * 20)).text == "\n".join(PARAGRAPHS * 20)
    menu = ("首页 政务公开 政务服务 互动交流", "关于召开某市第一次会议的通知 更多", "政策解读 数据发布 专题专栏")
    assert refused(prose(menu * 60)).startswith("no policy text")


def test_the_same_text_gives_the_same_targets():
    """As text, page, Word file and PDF over pages, the paragraphs give the same targets."""
    text = "\n".join(PARAGRAPHS)
    page = "<html><body><div class='TRS_Editor'>" + "".join(f"<p>{one}</p>" for one in PARAGRAPHS) + "</div>"
    files = (
        (page.encode(), "plan.html"),
        (docx("".join(map(paragraph, PARAGRAPHS))), "plan.docx"),
        (prose(PARAGRAPHS, "某市规划", "— {page} —", lines_a_page=4), "plan.pdf"),
    )
    expected = [meaning(target) for target in plancli.extract(from_text(text))]
    assert len(expected) >= 10
    for data, name in files:
        (document,) = from_bytes(data, name)
        assert [meaning(target) for target in plancli.extract(document)] == expected


def meaning(target) -> tuple[object, ...]:
    return (
        target.indicator, target.comparator, target.amount, target.kind, target.year, target.status, target.quote_text
    )  # fmt: skip


ROWS = (
    ("指标", "单位", "2020年", "2025年", "属性"),
    ("数字经济核心产业增加值", "亿元", "700", "1200", "预期性"),
    ("互联网普及率", "%", "70.4", "80", "预期性"),
    ("5G基站", "万个", "0.8", "2.6", "约束性"),
)
WIDTHS = (150.0, 60.0, 60.0, 60.0, 60.0)


def lines_of_table(document: Document) -> list[str]:
    (table,) = document.tables
    return document.text[table.span.start : table.span.end].split("\n")


def assert_cells_stand(document: Document) -> None:
    for table in document.tables:
        for cell in table.cells:
            text = document.text[cell.span.start : cell.span.end]
            assert not {"|", "\n"}.intersection(text)
            assert table.span.start <= cell.span.start <= cell.span.end <= table.span.end


def test_a_ruled_table_is_rows_of_cells():
    """A table with lines becomes rows with bars between cells, and its cells know their rows and columns."""
    document = read(paper(lambda canvas: grid(canvas, ROWS, WIDTHS, 100)))
    assert lines_of_table(document) == [" | ".join(row) for row in ROWS]
    assert [(cell.row, cell.column) for cell in document.tables[0].cells][:6] == [
        *((1, n) for n in range(1, 6)),
        (2, 1),
    ]
    assert_cells_stand(document)


def test_merged_cells_span_their_rows_and_columns():
    """Where no line runs between two boxes they are one cell."""
    rows = (
        ("类别", "指标", "目标", ""),
        ("", "", "2023年", "2025年"),
        ("基础", "5G基站", "1", "2"),
        ("", "算力", "3", "4"),
    )
    merged = ((0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 1, 2), (2, 0, 2, 1))
    document = read(paper(lambda canvas: grid(canvas, rows, (60, 100, 60, 60), 100, merged=merged)))
    spans = {
        document.text[cell.span.start : cell.span.end]: (cell.row_span, cell.column_span)
        for cell in document.tables[0].cells
    }
    assert spans["类别"] == (2, 1)
    assert spans["目标"] == (1, 2)
    assert spans["基础"] == (2, 1)
    assert spans["算力"] == (1, 1)
    assert_cells_stand(document)


def test_a_three_rule_table_is_the_same_table():
    """Columns are found where nothing but three rules is drawn."""
    document = read(paper(lambda canvas: three_rules(canvas, ROWS, WIDTHS, 100)))
    assert lines_of_table(document) == [" | ".join(row) for row in ROWS]
    assert_cells_stand(document)


def test_labels_over_two_lines_are_one_cell_in_a_three_rule_table():
    """A label printed over two lines, its figures beside the middle, is one row."""
    rows = (*ROWS[:2], ("规模以上工业企业数字\n化改造覆盖率", "%", "60", "95", "预期性"), ROWS[3])
    document = read(paper(lambda canvas: three_rules(canvas, rows, WIDTHS, 100)))
    assert lines_of_table(document)[2] == "规模以上工业企业数字化改造覆盖率 | % | 60 | 95 | 预期性"


def test_a_line_under_every_row_changes_nothing():
    """A table with horizontal lines only, also under the titles of its groups, is the same table."""
    rows = (ROWS[0], ("基础设施",), *ROWS[1:])

    def page(canvas):
        for number, cells in enumerate(rows):
            canvas.line(LEFT, HEIGHT - 100 - 24 * number, LEFT + 390, HEIGHT - 100 - 24 * number)
            for column, text in enumerate(cells):
                put(canvas, LEFT + sum(WIDTHS[:column]) + 2, 116 + 24 * number, text, 10)
        canvas.line(LEFT, HEIGHT - 100 - 24 * len(rows), LEFT + 390, HEIGHT - 100 - 24 * len(rows))

    document = read(paper(page))
    assert lines_of_table(document) == [" | ".join(row) for row in rows]


def test_a_title_over_two_columns_spans_them_in_a_three_rule_table():
    """A head of two rows, its titles with short lines under them, keeps its spans."""

    def page(canvas):
        xs = (LEFT, LEFT + 150, LEFT + 210, LEFT + 270, LEFT + 330)
        for y in (100, 150, 200):
            canvas.line(LEFT, HEIGHT - y, LEFT + 390, HEIGHT - y)
        for left in (LEFT + 150, LEFT + 270):
            canvas.line(left + 5, HEIGHT - 125, left + 115, HEIGHT - 125)
            put(canvas, left + 40, 118, "规划目标" if left == LEFT + 150 else "实现情况", 10)
        for x, text in zip(xs, ("指标", "2020年", "年均增速", "2020年", "年均增速"), strict=True):
            put(canvas, x, 142 if text != "指标" else 130, text, 10)
        for row, cells in enumerate(
            (("网民数量（亿）", "8.5", "13.2", "6.88", "8.5"), ("网络零售额（万亿元）", "18", "31", "21", "35"))
        ):
            for x, text in zip(xs, cells, strict=True):
                put(canvas, x + 8 * (text[0].isdigit()), 168 + 22 * row, text, 10)

    document = read(paper(page))
    texts = {
        document.text[cell.span.start : cell.span.end]: (cell.row, cell.column, cell.row_span, cell.column_span)
        for cell in document.tables[0].cells
    }
    assert texts["指标"] == (1, 1, 2, 1)
    assert texts["规划目标"] == (1, 2, 1, 2)
    assert texts["实现情况"] == (1, 4, 1, 2)
    assert texts["21"] == (4, 4, 1, 1)
    assert_cells_stand(document)


def test_prose_between_two_lines_is_no_table():
    """Rules above and below text do not make a table of it."""

    def page(canvas):
        canvas.line(LEFT, HEIGHT - 70, papers.RIGHT, HEIGHT - 70)
        for shift, y, text in papers.typeset(PARAGRAPHS)[0]:
            put(canvas, LEFT + shift, y, text)
        canvas.line(LEFT, HEIGHT - 700, papers.RIGHT, HEIGHT - 700)

    document = read(paper(page))
    assert document.tables == ()
    assert document.text == "\n".join(PARAGRAPHS)


@pytest.mark.parametrize("style", ["ruled", "three rules"])
def test_a_table_over_two_pages_is_one_with_its_head_once(style):
    """A table that goes on on the next page under a repeated head is one table; the head stands in it once."""
    first, second = (*ROWS[:3],), (ROWS[0], ROWS[3])

    def one(canvas):
        put(canvas, LEFT, 120, "主要指标如下表所示，各县（市、区）对照执行。")
        if style == "ruled":
            grid(canvas, first, WIDTHS, HEIGHT - 170)
        else:
            three_rules(canvas, first, WIDTHS, HEIGHT - 170, (True, False))

    def two(canvas):
        (grid if style == "ruled" else three_rules)(canvas, second, WIDTHS, 80)
        put(canvas, LEFT, 300, "以上指标由市统计局负责监测。")

    document = read(paper(one, two))
    assert lines_of_table(document) == [" | ".join(row) for row in ROWS]
    assert document.text.endswith("以上指标由市统计局负责监测。")
    assert document.text[document.pages[1] :].startswith("5G基站")


def test_a_three_rule_table_goes_on_without_head():
    """Rows at the top of the next page, down to the last rule, belong to the open table."""

    def two(canvas):
        three_rules(canvas, ROWS[3:], WIDTHS, 80, (False, True))
        put(canvas, LEFT, 300, "以上指标由市统计局负责监测。")

    document = read(paper(lambda canvas: three_rules(canvas, ROWS[:3], WIDTHS, HEIGHT - 170, (True, False)), two))
    assert lines_of_table(document) == [" | ".join(row) for row in ROWS]


def test_a_three_rule_table_set_wide_goes_on_below_a_running_head():
    """Labels over lines that stand far apart, one cut by the page break, are whole; running heads are no rows."""
    xs = [LEFT, *(LEFT + 40 + sum(WIDTHS[:column]) - 40 * (column > 0) for column in range(5))]

    def rows_at(canvas, y, *rows):
        for shift, cells in rows:
            for x, text in zip(xs, cells, strict=False):
                put(canvas, x, y + shift, text, 10)

    def one(canvas):
        put(canvas, LEFT, 50, "某市人民政府公报 2021年第24期", 9)
        put(canvas, LEFT, HEIGHT - 240, "主要指标如下表所示，各县（市、区）对照执行。")
        for y in (HEIGHT - 210, HEIGHT - 180):
            canvas.line(LEFT, HEIGHT - y, LEFT + 390, HEIGHT - y)
        rows = (("序号", *ROWS[0]), ("1", "数字经济", *ROWS[1][1:]), ("", "核心产业"), ("", "增加值"))
        rows_at(canvas, HEIGHT - 190, *zip((0, 30, 49, 68), rows, strict=True))
        rows_at(canvas, HEIGHT - 190, (101, ("2", "互联网普", *ROWS[2][1:])))
        put(canvas, 290, HEIGHT - 52, "— 1 —", 12)

    def two(canvas):
        put(canvas, LEFT, 50, "某市人民政府公报 2021年第24期", 9)
        rows_at(canvas, 80, (0, ("", "及率")), (33, ("3", *ROWS[3])))
        canvas.line(LEFT + 60, HEIGHT - 125, LEFT + 390, HEIGHT - 125)  # a merged cell at the left has no line below
        put(canvas, LEFT, 160, "以上指标由市统计局负责监测。")

    numbered = [("序号", *ROWS[0]), *((str(number), *row) for number, row in enumerate(ROWS[1:], 1))]
    assert lines_of_table(read(paper(one, two))) == [" | ".join(row) for row in numbered]


def refused(data: bytes, options: Options = Options()) -> str:  # noqa: B008 - frozen
    with pytest.raises(InputError) as error:
        list(read_bytes(data, "plan.pdf", options))
    return str(error.value)


def test_a_scan_says_that_it_needs_ocr():
    """A PDF of pictures is refused with what to do, never read as an empty text."""
    assert refused(papers.scan()).startswith("no text layer: needs OCR · plan.pdf")


def test_a_scanned_page_among_others_is_a_warning():
    """Pages with text are read, and the scanned one is named."""

    def text(canvas):
        for shift, y, line in papers.typeset(PARAGRAPHS)[0]:
            put(canvas, LEFT + shift, y, line)

    def scanned(canvas):
        from reportlab.lib.utils import ImageReader

        canvas.drawImage(ImageReader(papers._picture()), 0, 0, papers.WIDTH, HEIGHT)

    assert read(paper(text, scanned)).warnings == ("page 2: no text layer: needs OCR",)


def test_a_picture_of_a_table_is_said():
    """A table that is an image is named with its page."""

    def page(canvas):
        from reportlab.lib.utils import ImageReader

        for shift, y, line in papers.typeset(PARAGRAPHS)[0]:
            put(canvas, LEFT + shift, y, line)
        canvas.drawImage(ImageReader(papers.table_picture()), LEFT, 150, 400, 180)

    assert read(paper(page)).warnings == ("page 1: a table is an image",)


def test_pictures_of_many_pages_are_one_warning():
    """A picture on each of many pages is no reason for many lines; a table that is one keeps its own."""
    said = [f"page {number}: {TEXT}" for number in (8, 10, 10, 12)]
    assert gathered(["page 7: a table is an image", *said]) == (
        "page 7: a table is an image",
        "pages 8, 10, 12: images may hold text, needs OCR",
    )
    assert gathered(said[1:3]) == (said[1],)


def test_names_of_glyphs_in_place_of_text_are_refused():
    """(cid:123) is no text."""
    assert "needs OCR" in refused(prose(["(cid:123)(cid:47)(cid:8)" * 40]))


@pytest.mark.parametrize("seed", range(4))
def test_a_font_without_mapping_is_refused(seed):
    """Glyphs that no table maps to characters are said, whatever characters their numbers look like."""
    dice = random.Random(seed)
    assert "needs OCR" in refused(papers.without_mapping([dice.randrange(300, 20_000) for _ in range(40)]))


def test_control_characters_of_a_page_are_glyphs_that_no_table_maps():
    """pdfium gives the number of a glyph for want of a character; hyphens and marks of format are no such."""
    assert [_character(code) for code in (0x13, 0x06, 0x02, 0x200B)] == [UNMAPPED, UNMAPPED, "-", ""]


def test_a_page_of_wrongly_mapped_characters_is_said_and_gives_none():
    """Rare characters in the place of common ones: the page holds nothing that can be read, and the others are."""
    glyphs = tuple(Glyph("®þÁÇ巭巪"[at % 6], 10.0 * at, 10.0 * at + 9, 100.0, 10.0) for at in range(40))
    page = Page(3, 595.0, 842.0, glyphs, (), (), 0)
    read, said = seen(page, None, "plan.pdf", Options())
    assert (read.glyphs, said) == ((), ["page 3: characters without a mapping, needs OCR"])


def test_a_password_is_asked_for_in_words_not_at_a_prompt():
    """An encrypted file says that its password must go."""
    assert refused(paper(lambda canvas: put(canvas, 90, 90, "机密"), password="x")).startswith("encrypted · plan.pdf")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_cut_file_is_damaged(share):
    """A file whose end is missing is refused, although pdfium would read some of it."""
    data = prose(many(20))
    assert refused(data[: int(len(data) * share)]).startswith("damaged file · plan.pdf")


def test_an_appended_file_is_whole():
    """Junk behind the end mark, as web servers add it, does no harm."""
    assert read(prose(PARAGRAPHS) + b"\r\n<!-- served by 7 -->\r\n").text == "\n".join(PARAGRAPHS)


def test_mutated_files_give_text_or_one_clear_error():
    """Whatever bytes change, the reader answers with a document or an InputError (in a process of its own)."""
    root = Path(__file__).parent
    code = (
        f"import sys; sys.path[:0] = [{str(root)!r}, {str(root / 'support')!r}]; import test_read_pdf as t; t.mutate()"
    )
    answer = run_python(code, cpu=60)
    assert answer.returncode == 0, answer.stderr


def mutate() -> None:
    """Change a few bytes of a real file, again and again."""
    dice = random.Random(7)
    rows = paper(lambda canvas: grid(canvas, ROWS, WIDTHS, 100), lambda canvas: three_rules(canvas, ROWS, WIDTHS, 100))
    for original in (prose(PARAGRAPHS, "页眉", "{page}"), rows):
        for _ in range(60):
            data = bytearray(original)
            for _ in range(dice.randint(1, 12)):
                data[dice.randrange(len(data))] = dice.randrange(256)
            with contextlib.suppress(InputError):
                list(read_bytes(bytes(data), "plan.pdf", Options()))


@pytest.mark.shared
def test_the_informatization_plan_gives_its_tables_whole(shared):
    """Both indicator tables of the national plan are found, the one over two pages as one, with all 17 rows."""
    document = read((shared / "samples/national-informatization-13th.pdf").read_bytes())
    sizes = [
        (max(cell.row for cell in table.cells), max(cell.column + cell.column_span - 1 for cell in table.cells))
        for table in document.tables
    ]
    assert sizes[:2] == [(25, 5), (24, 4)]
    assert "17.电子诉讼占比（%） | <1 | >15 | 〔>14〕" in document.text
    assert len(document.pages) == 75
    assert_cells_stand(document)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("scanned.pdf", "no text layer: needs OCR"),
        ("viewer-stub.pdf", "no policy text"),
        ("common-prosperity.pdf", "no policy text"),
    ],
)
def test_real_files_without_policy_text_say_so(shared, name, message):
    """Scans, viewer stubs and pages of navigation are refused by what they are."""
    assert refused((shared / "samples" / name).read_bytes()).startswith(message)


@pytest.mark.shared
@pytest.mark.skipif(not ocr.available(), reason="neither rapidocr nor tesseract is installed")
def test_a_picture_of_a_table_is_read_where_ocr_is_wanted(shared):
    """With --ocr the indicator table of the digital-economy plan is a table, and its page is marked."""
    whole = pypdfium2.PdfDocument(shared / "samples/national-digital-economy-14th.pdf")
    page, target = pypdfium2.PdfDocument.new(), io.BytesIO()
    page.import_pages(whole, [6])
    page.save(target)
    document = read(target.getvalue(), Options(ocr=True))
    (table,) = (table for table in document.tables if len(table.cells) == 36)
    texts = [document.text[cell.span.start : cell.span.end] for cell in table.cells]
    assert {"7.8", "640", "6000", "8.16", "11.76", "14.7", "45"} <= set(texts)
    assert any(" characters read by OCR (" in one for one in document.warnings)
    assert document.found_by == "text layer and OCR"


@pytest.mark.shared
def test_the_digital_economy_plan_says_that_its_table_is_an_image(shared):
    """The page with the indicator table is named."""
    warnings = read((shared / "samples/national-digital-economy-14th.pdf").read_bytes()).warnings
    assert "page 7: a table is an image" in warnings


@pytest.mark.shared
def test_the_yunnan_pair_holds_the_same_characters(shared):
    """The PDF and the text of one plan agree in all but blanks, quotes and the width of signs."""

    def plain(text):
        return "".join(char for char in text if char.isalnum() or char == "%")

    document = read((shared / "samples/yunnan-10th-plan.pdf").read_bytes())
    text = (shared / "samples/yunnan-10th-plan.txt").read_text(encoding="utf-8")
    assert plain(document.text) == plain(text)

"""Scans read by rapidocr: pages made here, lines put into their places, figures that it is not sure of."""

from __future__ import annotations

import io
import shutil
import subprocess
from decimal import Decimal
from typing import Any

import pytest

from plancli.errors import InputError
from plancli.model import Document, Head, Options, Span
from plancli.pipeline import analyse
from plancli.read.pdf import lines
from plancli.read.pdf.page import Glyph, Page, RuledLine, Unsure
from plancli.read.pdf.reader import read_bytes
from plancli.read.pdf.running_heads import without_furniture
from plancli.read.pdf.scan import engines, rapid
from plancli.read.pdf.scan.layer import otherwise
from plancli.read.pdf.scan.mends import mended
from plancli.read.pdf.scan.overlooked import overlooked
from plancli.read.pdf.scan.picture import Extent, Grey
from plancli.read.pdf.scan.placed import unsure_spans
from plancli.read.pdf.scan.places import glyphs
from plancli.read.pdf.scan.rapid import ScanLine
from plancli.read.pdf.scan.ruling import ruling
from plancli.read.pdf.scan.unsure import doubted

SIZE = 40.0
HAS_FONT = bool(shutil.which("fc-list")) and bool(
    subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True, check=False).stdout
)
reads = pytest.mark.skipif(not rapid.available() or not HAS_FONT, reason="rapidocr or a Chinese font is not installed")
PLAN = (
    "甲市数字经济发展规划",
    "一、总体目标",
    "到2025年，建成5G基站2.6万个，数字经济增加值占GDP比重达到39.5%，培育企业1300家，"
    "千兆宽带用户达到60万户，政务服务事项网上可办率达到98%，新建改建智慧杆塔5000根，算力规模达到300P。",
    "二、重点任务",
    "到2025年，开放数据集3000个以上，建成省级以上创新平台120个。",
)


def scan(dots: int = 200, lean: float = 0.6, grain: int = 10) -> bytes:
    """The plan printed, put into a scanner a little askew, on grey paper with grain; a JPEG in a PDF."""
    import numpy
    import pypdfium2
    from papers import prose
    from PIL import Image

    page = pypdfium2.PdfDocument(prose(PLAN))[0].render(scale=dots / 72, grayscale=True).to_pil()
    dots_of = numpy.asarray(page.convert("L").rotate(lean, Image.Resampling.BILINEAR, fillcolor=255), numpy.float64)
    noise = numpy.random.default_rng(3).normal(0, grain, dots_of.shape)
    grey = Image.fromarray(numpy.clip(dots_of * 0.8 + 30 + noise, 0, 255).astype("uint8"))
    picture, target = io.BytesIO(), io.BytesIO()
    grey.save(picture, "JPEG", quality=60)
    Image.open(picture).save(target, "PDF", resolution=dots)
    return target.getvalue()


def line(text: str, *, step: float = SIZE, left: float = 100.0, sure: float = 1.0, blanks: str = "") -> ScanLine:
    """A line whose characters are `step` apart; those of `blanks` have a blank before them."""
    middles = tuple(left + step * (at + 0.5) for at in range(len(text)))
    ink = tuple((int(middle - step / 2) + 2, int(middle + step / 2) - 2) for middle in middles)
    return ScanLine(text, (sure,) * len(text), middles, tuple(char in blanks for char in text), ink, 0, 37)


@reads
@pytest.mark.slow
@pytest.mark.parametrize(("dots", "lean", "grain"), [(200, 0.6, 10), (300, -0.9, 14)])
def test_a_grey_page_put_in_askew_is_read_as_printed(dots: int, lean: float, grain: int) -> None:
    """Every paragraph is whole and every figure right; the page names the engine, and a second run gives the same."""
    first, second = (next(read_bytes(scan(dots, lean, grain), "scan.pdf", Options(ocr=True))) for _ in range(2))
    assert isinstance(first, Document)
    assert first == second
    assert first.text.splitlines() == list(PLAN)
    assert first.found_by == "OCR"
    assert first.warnings[0] == "page 1: read by OCR (rapidocr), hold it against the original"


def test_a_figure_that_no_line_was_found_for_is_looked_at() -> None:
    """Ink as high as a line and narrow, outside of all boxes; no dust, no rest of a rule, no word."""
    numpy = pytest.importorskip("numpy")
    pytest.importorskip("cv2")
    grey = numpy.full((600, 900), 255, numpy.uint8)
    lines_found = [Extent(200, top, 700, top + 50) for top in (100, 200, 300)]
    for left, top, right, bottom in (
        (300, 110, 600, 140),  # inside of a line
        (100, 210, 122, 245),  # a figure
        (740, 310, 760, 345),  # two figures of one number
        (766, 310, 786, 345),
        (100, 400, 104, 404),  # dust
        (150, 380, 153, 560),  # what is left of a rule
        (300, 400, 800, 435),  # as long as a sentence
    ):
        grey[top:bottom, left:right] = 0
    found = overlooked(grey, lines_found)
    assert [(left < 100 < 122 < right, left < 740 < 786 < right) for left, _, right, _ in found] == [
        (True, False),
        (False, True),
    ]
    assert overlooked(grey, []) == []


SINGLE = (
    ("序号", "指标", "单位", "2020年", "2025年"),
    ("1", "数字经济核心产业增加值占比", "%", "7", "9"),
    ("2", "公共图书馆", "个", "4", "8"),
    ("3", "省级以上创新平台", "家", "1", "6"),
    ("4", "体育公园", "座", "2", "5"),
)


@reads
@pytest.mark.slow
def test_a_black_and_white_scan_is_read_as_one() -> None:
    """A table of figures with one digit each, two levels only, a little askew: every cell is read, the scan is told."""
    import pypdfium2
    from papers import grid, paper
    from PIL import Image

    printed = paper(lambda canvas: grid(canvas, SINGLE, (40, 170, 50, 80, 80), 120, 26))
    page = pypdfium2.PdfDocument(printed)[0].render(scale=200 / 72, grayscale=True).to_pil().convert("L")
    page = page.rotate(0.5, Image.Resampling.BILINEAR, fillcolor=255)
    target = io.BytesIO()
    page.point(lambda level: 255 if level > 150 else 0).convert("1").save(target, "PDF", resolution=200)
    with pytest.raises(InputError, match="needs OCR"):
        list(read_bytes(target.getvalue(), "scan.pdf", Options()))
    (document,) = read_bytes(target.getvalue(), "scan.pdf", Options(ocr=True))
    assert isinstance(document, Document)
    assert [line.replace(" | ", "|") for line in document.text.splitlines()] == ["|".join(row) for row in SINGLE]


@reads
def test_an_empty_page_has_no_lines() -> None:
    """White paper, and paper too small for a letter."""
    for white in (Grey(b"\xff" * 250_000, 500, 500), Grey(b"\xff" * 12, 4, 3)):
        assert rapid.lines(white, white) == ([], 0)


@reads
@pytest.mark.slow
def test_lines_of_which_the_model_is_too_little_sure_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Their text is not taken, and the page says how many characters were left out."""
    read = rapid._line

    def unsure_of_the_last(grey: Any, bare: Any, box: Extent) -> ScanLine | str:
        found = read(grey, bare, box)
        return found.text if isinstance(found, ScanLine) and "120个" in found.text else found

    monkeypatch.setattr(rapid, "_line", unsure_of_the_last)
    (document,) = read_bytes(scan(), "scan.pdf", Options(ocr=True))
    assert isinstance(document, Document)
    assert "120个" not in document.text
    assert any(one.endswith("characters in lines too faint for OCR left out") for one in document.warnings)


def test_where_rapidocr_is_missing_tesseract_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    """The better engine first, the other where that is not installed, none where neither is."""
    monkeypatch.setattr(rapid, "available", lambda: True)
    assert engines.engine() == "rapidocr"
    monkeypatch.setattr(rapid, "available", lambda: False)
    monkeypatch.setattr(engines.tesseract, "program", lambda: "/usr/bin/tesseract")
    assert engines.engine() == "tesseract"
    monkeypatch.setattr(engines.tesseract, "program", lambda: None)
    assert engines.engine() is None


def test_letters_of_one_word_touch_and_a_blank_is_kept() -> None:
    """However wide letters are printed, GDP is one word, and Data Park are two."""
    (found,) = (glyphs([line("占GDP比", step=30.0)]),)
    g, d, p = found[1:4]
    assert (g.right, d.right) == (d.left, p.left)
    assert "".join(one.char for one in glyphs([line("DataPark", blanks="P")])) == "Data Park"
    assert "".join(one.char for one in glyphs([line("占比", blanks="比")])) == "占比"


def test_lines_of_nearly_one_size_have_one_size_and_a_title_its_own() -> None:
    """Boxes differ by a pixel or three; a title is half as large again."""
    body = [line("到二〇二五年数字经济增加值", step=step) for step in (39.0, 40.0, 41.5)]
    title = line("甲市数字经济发展规划纲要", step=60.0)
    sizes = [one.size for one in glyphs([title, *body])]
    assert set(sizes[len(title.text) :]) == {40.0}
    assert sizes[0] == 60.0


def test_dust_beside_a_line_does_not_move_its_edges() -> None:
    """The last character ends where its ink does."""
    plain = line("建成基站两万个以上")
    dusty = plain._replace(ink=((40, 43), *plain.ink, (700, 703)))
    assert glyphs([plain]) == glyphs([dusty])


def test_strokes_of_letters_are_no_ruling_line() -> None:
    """A row in which horizontal strokes meet is none, the same line with white above it is one."""
    width, height = 900, 300
    canvas = bytearray(b"\xff" * width * height)
    for top in (100, 200):
        for row in range(top, top + 3):
            canvas[row * width + 100 : row * width + 600] = bytes(500)
    letters = bytes(20) + b"\xff" * 20
    for row in [*range(85, 98), *range(106, 120)]:
        canvas[row * width + 100 : row * width + 580] = letters * 12
    across, _ = ruling(Grey(bytes(canvas), width, height))
    assert across == [RuledLine(True, 201.0, 100.0, 600.0)]


def test_a_figure_with_a_doubtful_character_is_told() -> None:
    """The sign behind it counts too: 30% that is read as 390; a doubtful letter elsewhere does not."""
    text = "占比达到30%，比上年高"
    sure = [0.99] * len(text)
    assert doubted(text, sure, 0.9) == []
    for at in (text.index("3"), text.index("%")):
        low = [*sure[:at], 0.6, *sure[at + 1 :]]
        assert doubted(text, low, 0.9) == [Unsure("30", "比达到", "%，比")]
    low = [0.6, *sure[1:]]
    assert doubted(text, low, 0.9) == []


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("规划(2021一2025年)", "规划（2021—2025年）"),
        ("达到3,500家,增长", "达到3,500家，增长"),
        ("2O25年达到l5%,1O.5%", "2025年达到l5%,10.5%"),
        ("提高到3。5%。2个", "提高到3.5%。2个"),
        ("达到3。5G基站", "达到3。5G基站"),
        ("第一季度GDP(OECD)", "第一季度GDP(OECD)"),
        ("比2015:1", "比2015:1"),
        ("一12—", "—12—"),
        ("一12个", "一12个"),
    ],
)
def test_signs_printed_alike_are_put_right_only_where_their_place_leaves_one_way(seen: str, meant: str) -> None:
    """Wide signs beside Chinese, figures inside figures, a point before a percentage; the rest stays as it was read."""
    assert mended(line(seen)).text == meant


def test_a_figure_that_was_put_right_is_unsure() -> None:
    """2O25 is most likely 2025, and told."""
    found = mended(line("到2O25年达到98%"))
    assert [one.figure for one in doubted(found.text, found.sure, 0.9)] == ["2025"]
    wide = mended(line("到2025年,达到98%"))
    assert doubted(wide.text, wide.sure, 0.9) == []


def test_of_figures_that_are_nearly_sure_a_second_engine_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it reads otherwise is doubted; it is not asked of figures that are sure, and its silence says nothing."""
    white = Grey(b"\xff" * 100, 10, 10)
    monkeypatch.setattr(engines.tesseract, "program", lambda: "tesseract")
    nearly, sure = line("达到3000个", sure=0.995), line("达到800个", sure=1.0)
    answers = [{1: "达到5000个"}, {1: "达到3000个"}, {}]
    monkeypatch.setattr(engines.tesseract, "reread", lambda picture, places, seconds: answers[len(places) - 1])
    assert engines._unsure([nearly, sure], white, 9.0) == [Unsure("3000", "达到", "个", "5000")]
    answers[0] = answers[1]
    assert engines._unsure([nearly, sure], white, 9.0) == []
    answers[0] = {}
    assert engines._unsure([nearly, sure], white, 9.0) == []
    assert engines._unsure([line("达到390%", sure=0.6)], white, 9.0) == [Unsure("390", "达到", "%")]


def test_a_line_too_faint_to_show_where_it_is_keeps_no_other_from_a_second_reading(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The second engine is asked of the lines with ink, and its answers are those of their lines."""
    white = Grey(b"\xff" * 100, 10, 10)
    monkeypatch.setattr(engines.tesseract, "program", lambda: "tesseract")
    monkeypatch.setattr(engines.tesseract, "reread", lambda picture, places, seconds: {1: "达到5000个"})
    faint = line("达到700个", sure=0.995)._replace(ink=())
    assert engines._unsure([faint, line("达到3000个", sure=0.995)], white, 9.0) == [
        Unsure("3000", "达到", "个", "5000")
    ]


def printed(text: str, left: float, base: float, size: float = 12.0) -> list[Glyph]:
    """The characters of a line as a text layer has them."""
    return [Glyph(char, left + at * size, left + (at + 1) * size, base, size) for at, char in enumerate(text)]


def test_figures_of_a_layer_that_ours_has_otherwise_are_told() -> None:
    """A scan with somebody's text: 390% there and 30% here; other lines, other words, wide figures are nothing."""
    layer = [
        *printed("绿化覆盖率达到390%以上", 90, 100),
        *printed("到２０２５年培育企业500家", 90, 130),
        *printed("另有300人", 400, 100),
    ]
    ours = [*printed("绿化覆盖率达到30%以上", 90.5, 101), *printed("到2025年培育企业500家", 90, 130.4)]
    assert [(one.figure, one.instead) for one in otherwise(ours, layer)] == [("390", "30")]
    assert otherwise(printed("第二季度新开工项目20个", 90, 100), layer) == []
    assert otherwise(ours, []) == []


def test_a_page_number_above_a_wide_margin_is_no_text() -> None:
    """A scanner leaves white below —1—; a figure alone in the same place may be text."""
    line_of = lines.lines_of
    body = [one for base in (300, 320, 340) for one in line_of(printed("建成平台三十个", 90, base))]
    for text, kept in (("—1—", 3), ("31", 4)):
        page = (1, 842.0, [*body, *line_of(printed(text, 280, 725))])
        assert len(without_furniture([page])[0]) == kept


def page_with(*unsure: Unsure) -> Page:
    return Page(1, 595, 842, (), (), (), 0, unsure=unsure)


def test_unsure_figures_are_found_in_the_text_of_their_page() -> None:
    """By what is around them, through blanks and ends of cells; without that, wherever the page has the figure."""
    text = "占比30%，达到30个\n3 | 1300 | 30 | 5\n30人"
    ends = [0, text.index("30人")]
    pages = [page_with(Unsure("30", "，达到", "个")), Page(2, 1, 1, (), (), (), 0)]
    at = text.index("30个")
    assert unsure_spans(text, ends, pages) == (Span(at, at + 2),)
    (cell,) = unsure_spans(text, ends, [page_with(Unsure("30", "300", "5")), pages[1]])
    assert text[cell.start - 3 : cell.end] == " | 30"[-5:]
    anywhere = unsure_spans(text, ends, [page_with(Unsure("30", "甲乙丙", "丁")), pages[1]])
    assert [text[one.start - 1 : one.end] for one in anywhere] == ["比30", "到30", " 30"]


def records(text: str, *unsure: str) -> list[Any]:
    spans = tuple(Span(text.index(one), text.index(one) + len(one)) for one in unsure)
    head = Head("规划", "湖北省", "420000", horizon_year=2025, genre="plan")
    return analyse(Document("scan", text, head, unsure=spans)).targets


def test_a_record_of_an_unsure_figure_is_doubted_and_its_confidence_falls() -> None:
    """A value or a year that OCR is not sure of: the record says so; another record of the sentence does not."""
    text = "到2025年，绿化覆盖率达到39%，建成公园120个。"
    plain = records(text)
    assert [one.doubts for one in plain] == [(), ()]
    rate, parks = records(text, "39")
    assert (rate.doubts, parks.doubts) == (("ocr_unsure",), ())
    assert rate.confidence <= Decimal("0.5") < parks.confidence == plain[1].confidence
    assert all("ocr_unsure" in one.doubts for one in records(text, "2025"))

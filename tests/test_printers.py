"""One plan printed by browsers and office programs gives the records of its text."""

import io
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

from plancli import pipeline
from plancli.model import Document, Options
from plancli.read import from_bytes, from_text
from plancli.read.pdf.scan.engines import engine

TITLE = "甲市“十四五”数字经济发展规划（2021—2025年）"
PARTS: tuple[str | tuple[tuple[str, ...], ...], ...] = (
    "一、发展基础",
    "“十三五”时期，全市数字经济核心产业增加值年均增长12.5%，2020年达到860.5亿元，占GDP比重由2015年的5.2%提高到7.8%。"
    "建成5G基站1.2万个，光纤接入用户占比达到93.6%，固定宽带家庭普及率达到101.3%。",
    "二、总体目标",
    "到2025年，数字经济核心产业增加值达到1500亿元，年均增长11.8%左右，占GDP比重达到10%以上，千兆宽带用户达到60万户。",
    "到2025年，引进培育数字经济领军人才200名，建成省级以上创新平台120个，研发经费投入强度达到3.5%，新增上市企业10家。",
    (
        ("序号", "指标", "单位", "2020年", "2025年", "属性"),
        ("1", "软件业务收入", "亿元", "520", "1000", "预期性"),
        ("2", "5G基站数", "万个", "1.2", "2.6", "约束性"),
        ("3", "国家高新技术企业", "家", "1236", "2500", "预期性"),
    ),
    "三、重点任务",
    "（一）加快建设新型基础设施。到2023年，建成5G基站2万个，实现重点区域全覆盖；到2025年，数据中心机架总数达到3.2万架，"
    "算力规模达到300P。新建改建智慧杆塔5000根，公共区域免费无线局域网覆盖率达到98%，工业互联网平台普及率达到45%。",
    "（二）提升政务服务水平。政务服务事项网上可办率保持100%，公共数据开放数据集不少于3000个。",
)
STYLES = {
    "indented": "body{font-size:12pt}table{border-collapse:collapse}td{border:1px solid #000;padding:4px}"
    "p{text-indent:2em}",
    "flush": "body{font-size:11pt;line-height:1.9}td{border:1px solid #000;padding:4px}p{margin:0}",
    "columns": "body{font-size:10pt;columns:2;column-gap:24px}h1{column-span:all;text-align:center}"
    "table{border-collapse:collapse;font-size:8pt}td{border:1px solid #000}p{text-indent:2em}",
    "three rules": "body{font-size:12pt}table{border-collapse:collapse}td{padding:4px}"
    "p{text-indent:2em;text-align:justify}tr:last-child td{border-bottom:2px solid #000}"
    "tr:first-child td{border-top:2px solid #000;border-bottom:1px solid #000}",
    "small pages": "body{font-size:16pt;font-family:'Liberation Serif','Noto Sans CJK SC'}@page{size:A5}"
    "table{border-collapse:collapse}td{border:1px solid #000;padding:2px}p{text-indent:2em}",
}
FLOOR = 0.995
SCANNED = 0.95

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not shutil.which("fc-list") or not subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True).stdout,
        reason="no Chinese font is installed",
    ),
]


def page(style: str) -> str:
    body = [f"<h1>{TITLE}</h1>"]
    for part in PARTS:
        if isinstance(part, str):
            body.append(f"<h2>{part}</h2>" if len(part) < 10 else f"<p>{part}</p>")
        else:
            body.append("<table>" + "".join(f"<tr>{''.join(f'<td>{one}</td>' for one in row)}</tr>" for row in part))
            body.append("</table>")
    return (
        f"<html lang='zh'><head><meta charset='utf-8'><style>{style}</style></head><body>{''.join(body)}</body></html>"
    )


def plain() -> str:
    return "\n".join([TITLE, *(one if isinstance(one, str) else "\n".join(map(" | ".join, one)) for one in PARTS)])


def word(path: Path, size: float, latin: str) -> None:
    book = docx.Document()
    style = book.styles["Normal"]
    style.font.name, style.font.size = latin, Pt(size)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "Noto Serif CJK SC")
    title = book.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run(TITLE).font.size = Pt(size + 6)
    for part in PARTS:
        if isinstance(part, str):
            paragraph = book.add_paragraph(part)
            paragraph.paragraph_format.first_line_indent = Pt(size * 2 * (len(part) >= 10))
            continue
        table = book.add_table(len(part), len(part[0]), style="Table Grid")
        for row, cells in enumerate(part):
            for column, text in enumerate(cells):
                table.cell(row, column).text = text
    book.save(str(path))


def records(document: Document) -> Counter[tuple[object, ...]]:
    return Counter(
        (one.indicator, one.kind, one.comparator, one.amount.value, one.amount.unit, one.year, one.status)
        for one in pipeline.extract(document, status=None)
    )


def agreement(data: bytes, ocr: bool = False) -> float:
    (document,) = from_bytes(data, "plan.pdf", Options(ocr=ocr, seconds=900))
    assert isinstance(document, Document)
    mine, other = records(from_text(plain())), records(document)
    assert mine.total() > 25
    return (mine & other).total() / (mine | other).total()


def printed(style: str, folder: Path) -> bytes:
    """The plan as a browser prints it."""
    source, target = folder / "plan.html", folder / "plan.pdf"
    source.write_text(page(style), encoding="utf-8")
    switches = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        f"--user-data-dir={folder}/p",
    ]
    call = ["chromium", *switches, f"--print-to-pdf={target}", source.as_uri()]
    subprocess.run(call, capture_output=True, timeout=300)
    return target.read_bytes()


def converted(size: float, latin: str, folder: Path) -> bytes:
    """The plan as an office program prints it."""
    word(folder / "plan.docx", size, latin)
    settings = [f"-env:UserInstallation={(folder / 'p').as_uri()}", "--headless", "--convert-to", "pdf"]
    command = ["soffice", *settings, "--outdir", str(folder), str(folder / "plan.docx")]
    subprocess.run(command, capture_output=True, timeout=300)
    return (folder / "plan.pdf").read_bytes()


def typeset(justified: bool) -> bytes:
    """The plan as a typesetting program sets it: a CID font for Chinese, a Type 1 font for the rest."""
    from papers import FONT
    from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    body = {"fontName": FONT, "fontSize": 12, "leading": 20, "wordWrap": "CJK", "spaceAfter": 4}
    text = ParagraphStyle("text", alignment=TA_JUSTIFY if justified else TA_LEFT, firstLineIndent=24, **body)
    head = ParagraphStyle("head", alignment=TA_LEFT, **body)
    title = ParagraphStyle("title", alignment=TA_CENTER, **{**body, "fontSize": 18, "leading": 28, "spaceAfter": 12})

    def mixed(line: str) -> str:
        return re.sub(r"[A-Za-z0-9.%]+", r'<font name="Times-Roman">\g<0></font>', line)

    story: list[object] = [Paragraph(mixed(TITLE), title)]
    for part in PARTS:
        if isinstance(part, str):
            story.append(Paragraph(mixed(part), text if len(part) >= 10 else head))
        else:
            rules = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONTNAME", (0, 0), (-1, -1), FONT)]
            story.append(Table([list(row) for row in part], style=rules, spaceBefore=8, spaceAfter=8))
    target = io.BytesIO()
    SimpleDocTemplate(target, invariant=True).build(story)
    return target.getvalue()


def scanned(data: bytes, dots: int) -> bytes:
    """A PDF as a scanner gives it: a grey JPEG for each page, no text."""
    import pypdfium2
    from PIL import Image

    pages = []
    for one in pypdfium2.PdfDocument(data):
        picture = io.BytesIO()
        one.render(scale=dots / 72, grayscale=True).to_pil().save(picture, "JPEG", quality=80)
        pages.append(Image.open(picture))
    target = io.BytesIO()
    pages[0].save(target, "PDF", save_all=True, append_images=pages[1:], resolution=dots)
    return target.getvalue()


@pytest.mark.skipif(not shutil.which("chromium"), reason="chromium is not installed")
@pytest.mark.parametrize("name", STYLES)
def test_a_page_printed_by_a_browser_gives_the_records_of_its_text(name, tmp_path):
    """Indents, flush paragraphs, two columns, three-rule tables, small pages: the records agree."""
    assert agreement(printed(STYLES[name], tmp_path)) >= FLOOR


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize(("size", "latin"), [(12, "Liberation Serif"), (14, "DejaVu Sans"), (16, "Liberation Serif")])
def test_a_file_printed_by_an_office_program_gives_the_records_of_its_text(size, latin, tmp_path):
    """Fonts of unlike height, titles over two lines: the records agree."""
    assert agreement(converted(size, latin, tmp_path)) >= FLOOR


@pytest.mark.parametrize("justified", [True, False])
def test_a_typeset_file_gives_the_records_of_its_text(justified):
    """CID and Type 1 fonts mixed in each line, lines set to full width: the records agree."""
    assert agreement(typeset(justified)) >= FLOOR


@pytest.mark.skipif(engine() != "rapidocr", reason="rapidocr is not installed")
@pytest.mark.parametrize("program", ["chromium", "soffice"])
def test_a_scan_read_by_ocr_gives_nearly_the_records_of_its_text(program, tmp_path):
    """Printed, scanned with 200 dots per inch, read again: .95 of the records agree, and the scan is told."""
    if not shutil.which(program):
        pytest.skip(f"{program} is not installed")
    paper = (
        printed(STYLES["indented"], tmp_path) if program == "chromium" else converted(12, "Liberation Serif", tmp_path)
    )
    assert agreement(scanned(paper, 200), ocr=True) >= SCANNED

"""The document as DOCX, made with python-docx."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from printed.blocks import Block, groups
from printed.layouts import Look

EDGES = {
    "three rules": {"top": 12, "bottom": 12},
    "under rows": {"bottom": 4, "insideH": 4},
    "none": {},
}


def word(blocks: Sequence[Block], look: Look) -> bytes:
    """The bytes of a DOCX file."""
    book = docx.Document()
    _page(book, look)
    style = book.styles["Normal"]
    style.font.name, style.font.size = look.latin, Pt(look.size)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), look.chinese)
    if look.apart:
        style.element.rPr.append(parse_xml(f'<w:spacing {nsdecls("w")} w:val="{round(look.size * look.apart * 20)}"/>'))
    style.paragraph_format.line_spacing, style.paragraph_format.space_after = look.leading, Pt(look.spaced * look.size)
    for one in blocks:
        _table(book, one, look) if one.rows else _paragraph(book, one, look)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _page(book: Any, look: Look) -> None:
    section = book.sections[0]
    section.page_width, section.page_height = map(Mm, look.millimetres)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(look.margin)
    section.left_margin = Mm(look.margin + look.left)
    section.header_distance = section.footer_distance = Mm(look.margin / 2)
    if look.landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
    if look.columns > 1:
        section._sectPr.xpath("./w:cols")[0].set(qn("w:sep"), str(int(look.ruled)))
        section._sectPr.xpath("./w:cols")[0].set(qn("w:num"), str(look.columns))
        section._sectPr.xpath("./w:cols")[0].set(qn("w:space"), str(round(look.size * 40)))
    if look.head:
        section.header.paragraphs[0].text = look.head
        section.header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    if look.number:
        foot = section.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if look.number_above:
            foot = section.header.paragraphs[0]
            foot.alignment = WD_ALIGN_PARAGRAPH.LEFT
            foot.add_run("\t\t")
        _numbered(foot, look.number)


def _numbered(paragraph: Any, number: str) -> None:
    """Add a page number as it is written, `{}` and `{total}` as fields."""
    fields = {"{}": "PAGE", "{total}": "NUMPAGES"}
    for part in re.split(r"(\{\w*\})", number):
        if part in fields:
            field = f'<w:fldSimple {nsdecls("w")} w:instr="{fields[part]}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
            paragraph._p.append(parse_xml(field))
        else:
            paragraph.add_run(part)


def _paragraph(book: Any, one: Block, look: Look) -> None:
    paragraph = _box(book, look) if one.kind == "box" else book.add_paragraph()
    lead = paragraph.add_run(one.text[: one.lead])
    run = paragraph.add_run(one.text[one.lead :])
    if look.headings_in:
        for other in [lead, *([run] if one.kind == "heading" else [])]:
            other.font.name = look.latin
            other._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), look.headings_in)
    if one.kind == "title":
        paragraph.alignment, run.font.size = WD_ALIGN_PARAGRAPH.CENTER, Pt(round(look.size * 1.6))
        return
    if one.kind == "heading":
        run.font.size, run.font.bold = Pt(round(look.size * look.heading * 2) / 2), True
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY if look.justified else WD_ALIGN_PARAGRAPH.LEFT
    if one.kind != "box":
        paragraph.paragraph_format.first_line_indent = Pt(look.size * 2 * (look.indented - look.hanging))
        paragraph.paragraph_format.left_indent = Pt(look.size * 2 * look.hanging)


def _box(book: Any, look: Look) -> Any:
    """The paragraph of a frame as wide as its column."""
    table = book.add_table(1, 1, "Table Grid")
    table.autofit = False
    table.columns[0].width = table.cell(0, 0).width = Mm(_column(look))
    return table.cell(0, 0).paragraphs[0]


def _column(look: Look) -> float:
    """How wide a column of text is, in millimetres; the room between two is twice the font's height."""
    width = look.millimetres[0] - 2 * look.margin - look.left
    return (width - 0.7 * look.size * (look.columns - 1)) / look.columns


def _table(book: Any, one: Block, look: Look) -> None:
    table = book.add_table(len(one.rows), len(one.rows[0]), style="Table Grid" if look.ruling == "grid" else None)
    width = (look.millimetres[0] - 2 * look.margin) / look.columns - 8 * (look.columns - 1)
    shares = (1.1, 3, 1.1, 1, 1, 1) if look.fitted else (1,) * len(one.rows[0])
    widths = [width * share / sum(shares) for share in shares]
    table.autofit = not look.fitted
    for column, its in zip(table.columns, widths, strict=True):
        column.width = Mm(its)
        for cell in column.cells if look.fitted else ():
            cell.width = Mm(its)
    for row, cells in enumerate(one.rows):
        for column, text in enumerate(cells):
            if not (one.merged and column == 0):
                table.cell(row, column).text = text
    for at, count in groups(one.rows) if one.merged else ():
        cell = table.cell(at, 0)
        cell = cell.merge(table.cell(at + count - 1, 0)) if count > 1 else cell
        cell.text = one.rows[at][0]
    if look.ruling == "grid":
        return
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:color="000000"/>' for side, size in EDGES[look.ruling].items()
    )
    table._tbl.tblPr.append(parse_xml(f"<w:tblBorders {nsdecls('w')}>{edges}</w:tblBorders>"))
    if look.ruling == "three rules":
        for cell in table.rows[0].cells:
            under = f'<w:tcBorders {nsdecls("w")}><w:bottom w:val="single" w:sz="6" w:color="000000"/></w:tcBorders>'
            cell._tc.get_or_add_tcPr().append(parse_xml(under))

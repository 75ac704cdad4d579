"""The document as DOCX, made with python-docx."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from printed.blocks import Block
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
    section.header_distance = section.footer_distance = Mm(look.margin / 2)
    if look.columns > 1:
        section._sectPr.xpath("./w:cols")[0].set(qn("w:num"), str(look.columns))
        section._sectPr.xpath("./w:cols")[0].set(qn("w:space"), str(round(look.size * 40)))
    if look.head:
        section.header.paragraphs[0].text = look.head
        section.header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    if look.number:
        foot = section.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        before, after = look.number.split("{}")
        foot.add_run(before)
        foot._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'))
        foot.add_run(after)


def _paragraph(book: Any, one: Block, look: Look) -> None:
    paragraph = book.add_paragraph()
    run = paragraph.add_run(one.text)
    if one.kind == "title":
        paragraph.alignment, run.font.size = WD_ALIGN_PARAGRAPH.CENTER, Pt(round(look.size * 1.6))
        return
    if one.kind == "heading":
        run.font.size, run.font.bold = Pt(round(look.size * look.heading * 2) / 2), True
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY if look.justified else WD_ALIGN_PARAGRAPH.LEFT
    paragraph.paragraph_format.first_line_indent = Pt(look.size * 2 * look.indented)


def _table(book: Any, one: Block, look: Look) -> None:
    table = book.add_table(len(one.rows), len(one.rows[0]), style="Table Grid" if look.ruling == "grid" else None)
    width = (look.millimetres[0] - 2 * look.margin) / look.columns - 8 * (look.columns - 1)
    for column in table.columns:
        column.width = Mm(width / len(one.rows[0]))
    for row, cells in enumerate(one.rows):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
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

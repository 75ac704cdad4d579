"""The codebook as Markdown, as a Word file, as a workbook."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, TextIO

from plancli.errors import needing
from plancli.export import markdown
from plancli.export.cells import header, legible
from plancli.export.csvs import cell
from plancli.export.paper.codebook import CodebookTable
from plancli.export.workbook.sheets import Book
from plancli.export.write import Style

FONT = "Microsoft YaHei"
LETTERS = 8  # points
MARGIN, WIDTH = 15, 267  # mm
SHARES = {"example": 6, "meaning": 5, "name": 1.6, "rule": 2, "doubt": 2, "decision": 2.5, "label": 1.5}
EPOCH = datetime(1980, 1, 1, tzinfo=UTC)  # the first day a ZIP archive knows


@dataclass(frozen=True, slots=True)
class Front:
    """What comes before the tables: the title, what the records are, the language of all headers, and the time."""

    title: str
    scope: str
    lang: str
    when: datetime


def as_markdown(sections: Sequence[CodebookTable], front: Front, stream: TextIO) -> None:
    """Write a heading and a table for each section."""
    stream.write(f"# {front.title}\n\n{front.scope}\n")
    for section in sections:
        stream.write(f"\n## {section.title}\n\n")
        markdown.write([dict(row) for row in section.rows], section.columns, stream, Style("md", front.lang))


def as_workbook(sections: Sequence[CodebookTable], front: Front, path: Path) -> None:
    """Write a sheet for each section."""
    book = Book(front.when)
    for section in sections:
        book.table(section.title, section.columns, section.rows, front.lang)
    book.save(path)


def as_word(sections: Sequence[CodebookTable], front: Front, path: Path) -> None:
    """Write a Word file: a heading and a table for each section, across pages turned sideways.

    Raises:
        MissingExtra: python-docx is not installed.
    """
    with needing("review", "a Word file needs python-docx", str(path)):
        import docx
    document = docx.Document()
    document.core_properties.author = "plancli"
    # OOXML times are in UTC, and python-docx takes them without a zone.
    document.core_properties.created = document.core_properties.modified = front.when.replace(tzinfo=None)
    _set_pages(document)
    document.add_heading(front.title, 0)
    document.add_paragraph(front.scope)
    for section in sections:
        document.add_heading(section.title, 1)
        _add_table(document, section, front.lang)
    with TemporaryFile() as raw:
        document.save(raw)
        _dated(raw, path, front.when)


def _set_pages(document: Any) -> None:
    """A4 sideways, in small letters, with a font that has Chinese characters."""
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    page = document.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)  # A4 across
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(MARGIN)
    plain = document.styles["Normal"]
    plain.font.size = Pt(LETTERS)
    plain.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)


def _add_table(document: Any, section: CodebookTable, lang: str) -> None:
    """A table whose columns are as wide as what they hold, and whose head is on every page."""
    from docx.oxml import OxmlElement
    from docx.shared import Mm

    table = document.add_table(rows=len(section.rows) + 1, cols=len(section.columns), style="Light Grid Accent 1")
    table.autofit = False
    # python-docx has no name for a head that is repeated on each page, OOXML has
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    shares = [SHARES.get(column.name, 1) for column in section.columns]
    widths = [Mm(WIDTH * share / sum(shares)) for share in shares]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    texts = [[header(column, lang) for column in section.columns]]
    for row in section.rows:
        texts.append([legible(cell(row.get(column.name), raw=True)) for column in section.columns])
    # Asked for once each: the library looks them up every time.
    for places, values in zip([one.cells for one in table.rows], texts, strict=True):
        for place, value, width in zip(places, values, widths, strict=True):
            place.text, place.width = value, width


def _dated(raw: IO[bytes], path: Path, when: datetime) -> None:
    """Copy the file `raw` to `path`, every member of `when`, so that the same records give the same bytes."""
    stamp = max(when, EPOCH).timetuple()[:6]  # ZIP knows no day before 1980
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, stamp), old.read(name), zipfile.ZIP_DEFLATED)

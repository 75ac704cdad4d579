"""The codebook as Markdown, as a Word file, as a workbook."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TextIO

from plancli.errors import MissingExtra
from plancli.export import markdown
from plancli.export.cells import header, legible
from plancli.export.csvs import cell
from plancli.export.paper.codebook import Section
from plancli.export.workbook.sheets import Book
from plancli.export.write import Style

EPOCH = datetime(1980, 1, 1, tzinfo=UTC)  # the first day a ZIP archive knows


def as_markdown(sections: Sequence[Section], title: str, stream: TextIO, lang: str) -> None:
    """Write a heading and a table for each section."""
    stream.write(f"# {title}\n")
    for section in sections:
        stream.write(f"\n## {section.title}\n\n")
        markdown.write([dict(row) for row in section.rows], section.columns, stream, Style("md", lang))


def as_workbook(sections: Sequence[Section], path: Path, lang: str, when: datetime) -> None:
    """Write a sheet for each section."""
    book = Book(when)
    for section in sections:
        book.table(section.title, section.columns, section.rows, lang)
    book.save(path)


def as_word(sections: Sequence[Section], title: str, path: Path, lang: str, when: datetime) -> None:
    """Write a Word file: a heading and a table for each section.

    Raises:
        MissingExtra: python-docx is not installed.
    """
    try:
        import docx
    except ImportError as error:
        raise MissingExtra("a Word file needs python-docx", str(path), "pip install 'plancli[review]'") from error
    document = docx.Document()
    document.core_properties.author = "plancli"
    document.core_properties.created = document.core_properties.modified = when.replace(tzinfo=None)
    document.add_heading(title, 0)
    for section in sections:
        document.add_heading(section.title, 1)
        table = document.add_table(rows=1, cols=len(section.columns), style="Light Grid Accent 1")
        for place, column in zip(table.rows[0].cells, section.columns, strict=True):
            place.text = header(column, lang)
        for row in section.rows:
            values = [legible(cell(row.get(column.name), raw=True)) for column in section.columns]
            for place, value in zip(table.add_row().cells, values, strict=True):
                place.text = value
    with TemporaryFile() as raw:
        document.save(raw)
        _dated(raw, path, when)


def _dated(raw: IO[bytes], path: Path, when: datetime) -> None:
    """Copy the file `raw` to `path`, every member of `when`, so that the same records give the same bytes."""
    stamp = max(when, EPOCH).timetuple()[:6]
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, stamp), old.read(name), zipfile.ZIP_DEFLATED)

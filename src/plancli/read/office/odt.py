"""ODT: paragraphs, headings, lists and tables of an OpenDocument text, without notes, comments and what was deleted."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from plancli.errors import InputError
from plancli.model import Document, Failure, Options
from plancli.read.archive.unzip import DAMAGED_HINT
from plancli.read.build.cell_spans import RawCell, grid_of_spans
from plancli.read.build.text_builder import Composer
from plancli.read.office.ooxml import open_package, parse
from plancli.read.plain.hard_wraps import joins_of

SKIPPED_PARTS = frozenset(
    {"tracked-changes", "note", "annotation", "annotation-end", "sequence-decls", "index-title-template", "forms"}
)
TEXT_BLOCKS = frozenset({"p", "h"})
MOST_REPEATED = 1000  # empty cells and rows are stored once with a count
MANIFEST = "META-INF/manifest.xml"


def read_bytes(data: bytes, name: str, options: Options) -> Iterator[Document | Failure]:
    """The one document of an ODT file, or of a flat one (.fodt), which is its XML alone.

    Raises:
        InputError: damaged, or closed by a password.
    """
    content = _content(data, name) if data.startswith(b"PK") else parse(data, name)
    body = content.find(".//{*}body/{*}text") if content is not None else None
    if body is None:
        raise InputError("damaged file", name, DAMAGED_HINT)
    composer = Composer()
    _write(body, composer)
    yield Document(
        id="",
        text=composer.text,
        encoding="",
        paragraphs=tuple(composer.paragraphs),
        joins=joins_of(composer.text),
        tables=tuple(composer.tables),
    )


def _content(data: bytes, name: str) -> etree._Element | None:
    package = open_package(data, name)
    manifest = package.part(MANIFEST)
    if manifest is not None and any(_local(one) == "encryption-data" for one in manifest.iter()):
        raise InputError("encrypted", name, "remove the password and save again")
    return package.part("content.xml")


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _attribute(element: etree._Element, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if etree.QName(key).localname == name), "")


def _write(element: etree._Element, composer: Composer) -> None:
    for child in element:
        kind = _local(child)
        if kind in SKIPPED_PARTS:
            continue
        if kind in TEXT_BLOCKS:
            for line in _text(child).split("\n"):
                if line.strip():
                    composer.begin()
                    composer.write(line.strip())
            for box in child.iterfind(".//{*}text-box"):
                _write(box, composer)
        elif kind == "table":
            _table(child, composer)
        else:
            _write(child, composer)


def _text(element: etree._Element) -> str:
    """The running text of a paragraph; what is in a frame beside it is written behind it."""
    parts = [element.text or ""]
    for child in element:
        kind = _local(child)
        if kind == "s":
            # text:s counts blanks; a file may claim a billion
            parts.append(" " * min(int(_attribute(child, "c") or 1), 100))
        elif kind == "tab":
            parts.append(" ")
        elif kind == "line-break":
            parts.append("\n")
        elif kind and kind not in SKIPPED_PARTS and kind != "text-box":
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _table(element: etree._Element, composer: Composer) -> None:
    rows = []
    for row in element.iterfind(".//{*}table-row"):
        if next(row.iterancestors("{*}table"), element) is not element:
            continue  # a row of a table within a cell
        cells = [cell for child in row for cell in _cell(child)]
        if any(cell.text for cell in cells):
            rows.append(cells)
    if rows:
        composer.table(grid_of_spans(rows))
    for inner in element.iterfind(".//{*}table"):
        if next(inner.iterancestors("{*}table"), None) is element:
            _table(inner, composer)


def _cell(element: etree._Element) -> Iterator[RawCell]:
    """A cell, as often as it is repeated; a place that another one covers holds none."""
    if _local(element) != "table-cell":
        return
    paragraphs = (_text(child).strip() for child in element.iterdescendants() if _is_own(child, element))
    text = " ".join(" ".join(part.split()) for part in paragraphs if part)
    span = (int(_attribute(element, f"number-{way}-spanned") or 1) for way in ("rows", "columns"))
    high, wide = span
    repeated = int(_attribute(element, "number-columns-repeated") or 1)
    # an empty cell to the end of the sheet is one
    for _ in range(min(repeated, MOST_REPEATED) if text or repeated < MOST_REPEATED else 1):
        yield RawCell(text, high, wide)


def _is_own(child: etree._Element, cell: etree._Element) -> bool:
    return _local(child) in TEXT_BLOCKS and next(child.iterancestors("{*}table-cell"), None) is cell

"""Word files: body, tables, text boxes, content controls and notes, with all changes accepted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from plancli.errors import InputError
from plancli.model import Document, Failure, Options
from plancli.read.build.text_builder import Composer
from plancli.read.office.numbering import VAL, Numbers, W, numbers_of
from plancli.read.office.ooxml import Package, open_package
from plancli.read.office.runs import MC, RunText, text_of
from plancli.read.office.tables import blocks_of_cells, grid_of, inner_tables
from plancli.read.plain.hard_wraps import joins_of

MAIN = "word/document.xml"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
OPENED_BLOCKS = frozenset(W + tag for tag in "sdt sdtContent customXml smartTag ins moveTo".split())
REVISIONS = "has_revisions: insertions are kept, deletions left out"


def read_bytes(data: bytes, name: str, options: Options) -> Iterator[Document | Failure]:
    """The one document of a Word file.

    Raises:
        InputError: damaged, too large, with a DTD, or without any text.
    """
    package = open_package(data, name)
    body = _body(package, name)
    walk = Walk(numbers_of(package.part("word/numbering.xml"), package.part("word/styles.xml")))
    walk.blocks(body)
    walk.write_pending()
    _notes(package, walk)
    if not walk.composer.text.strip() and package.holds("word/media/"):
        raise InputError("no text, only images", name, "needs OCR")
    yield Document(
        id="",
        text=walk.composer.text,
        encoding="xml",
        paragraphs=tuple(walk.composer.paragraphs),
        joins=joins_of(walk.composer.text),
        tables=tuple(walk.composer.tables),
        warnings=tuple(walk.warnings()),
        found_by="body",
    )


def _body(package: Package, name: str) -> etree._Element:
    root = package.part(_main(package))
    body = root.find(W + "body") if root is not None else None
    if body is None:
        raise InputError("damaged file", name, "it has no body; save it again with an office program")
    return body


def _main(package: Package) -> str:
    """The part that holds the body; nearly always word/document.xml."""
    relations = package.part("_rels/.rels")
    for relation in relations.iter(RELATION) if relations is not None else ():
        # OPC: the package says which part is the document
        if str(relation.get("Type", "")).endswith("/officeDocument"):
            return str(relation.get("Target", MAIN)).lstrip("/")
    return MAIN


def _notes(package: Package, walk: Walk) -> None:
    """Foot- and endnotes behind the text, in the order in which the text names them."""
    for kind in ("footnote", "endnote"):
        wanted = [number for found, number in walk.found.notes if found == kind]
        root = package.part(f"word/{kind}s.xml") if wanted else None
        if root is not None:
            notes = {str(note.get(W + "id")): note for note in root.findall(W + kind)}
            for number in dict.fromkeys(wanted):
                walk.blocks(notes.get(number, ()))
                walk.write_pending()


@dataclass(slots=True)
class Walk:
    """Goes through blocks in order and writes them."""

    numbers: Numbers
    composer: Composer = field(default_factory=Composer)
    found: RunText = field(default_factory=RunText)
    embedded: int = 0
    _pending: list[str] = field(default_factory=list)

    def blocks(self, container: Iterable[etree._Element]) -> None:
        """Write the paragraphs and tables in `container`."""
        for block in container:
            if block.tag == W + "p":
                self._paragraph(block)
            elif block.tag == W + "tbl":
                self._table(block)
            elif block.tag in (W + "del", W + "moveFrom"):
                self.found.revisions = True
            elif block.tag == MC + "AlternateContent":
                self.blocks(_either(block))
            elif block.tag == W + "altChunk":
                self.embedded += 1
            elif block.tag in OPENED_BLOCKS:
                self.found.revisions |= block.tag in (W + "ins", W + "moveTo")
                self.blocks(block)
            else:
                self.found.pass_over(block)

    def write_pending(self) -> None:
        """End the paragraph."""
        lines = [line.strip() for line in "".join(self._pending).split("\n")]
        self._pending.clear()
        for line in filter(None, lines):
            self.composer.begin()
            self.composer.write(line)

    def warnings(self) -> Iterator[str]:
        """What the reader of the records should know of this file."""
        if self.found.revisions:
            yield REVISIONS
        if self.found.hidden:
            yield "hidden text left out"
        if self.found.struck:
            yield "struck-out text left out"
        if self.found.unread:
            yield f"{self.found.unread} characters in elements that no Word file has: save it again with Word"
        if self.embedded:
            yield f"{self.embedded} embedded parts (altChunk) not read: save it again with Word"

    def _paragraph(self, paragraph: etree._Element) -> None:
        outer, self.found.boxes = self.found.boxes, []
        text = text_of(paragraph, self.found)
        if text:
            self._pending += [self.numbers.label(paragraph), text]
        boxes, self.found.boxes = self.found.boxes, outer
        if not _goes_on(paragraph):
            self.write_pending()
        for box in boxes:
            self.blocks(box)
            self.write_pending()

    def _table(self, table: etree._Element) -> None:
        self.write_pending()
        grid = grid_of(table, self.numbers, self.found)
        if grid is None:
            for cell in blocks_of_cells(table):
                self.blocks(cell)
                self.write_pending()
            return
        self.composer.table(grid)
        boxes, self.found.boxes = self.found.boxes, []
        for box in boxes:
            self.blocks(box)
            self.write_pending()
        for inner in inner_tables(table):
            self._table(inner)


def _either(alternatives: etree._Element) -> Iterator[etree._Element]:
    """The blocks of the first choice of an AlternateContent."""
    for choice in (alternatives.findall(MC + "Choice") or alternatives.findall(MC + "Fallback"))[:1]:
        yield from choice


def _goes_on(paragraph: etree._Element) -> bool:
    """Was the end of this paragraph deleted, so that the next one belongs to it?"""
    mark = paragraph.find(f"{W}pPr/{W}rPr/{W}del")
    return mark is not None and mark.get(VAL) not in ("0", "false")

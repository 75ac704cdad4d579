"""Tables of Word files: gridSpan, vMerge, rows and cells inside content controls, deleted rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from plancli.read.build.cell_spans import MOST_CELLS, WIDEST, is_layout
from plancli.read.build.grid import TextCell, TextGrid
from plancli.read.office.numbering import VAL, Numbers, W
from plancli.read.office.runs import RunText, text_of

WRAPPERS = frozenset(W + tag for tag in "sdt sdtContent customXml ins moveTo".split())


@dataclass(slots=True)
class Open:
    """A cell that rows below may still continue."""

    text: str
    row: int
    column: int
    columns: int
    rows: int = 1


def grid_of(table: etree._Element, numbers: Numbers, found: RunText) -> TextGrid | None:
    """The cells of `table` without the tables in them; None where it serves the layout: it holds little besides other
    tables, one column, or one long text."""
    rows = [list(_cells(row, found)) for row in _rows(table, found)]
    if all(len(row) < 2 for row in rows):
        return None
    holds = any(True for _ in inner_tables(table))
    if holds and not _has_own_rows(rows):
        return None  # a table in a table mostly sets out a page
    cells = _placed(rows, _Texts(numbers, found))
    if is_layout([len(cell.text) for cell in cells]):
        return None
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return TextGrid(tuple(TextCell(cell.text, cell.row, cell.column, cell.rows, cell.columns) for cell in cells))


def inner_tables(table: etree._Element) -> Iterator[etree._Element]:
    """The tables in the cells of `table`, but for those within these."""
    return (inner for inner in table.iter(W + "tbl") if next(inner.iterancestors(W + "tbl"), None) is table)


def _has_own_rows(rows: list[list[etree._Element]]) -> bool:
    """Are there two rows of several cells with words of their own, and a figure among them?"""
    passed = RunText()  # counted when they are read
    texts = [[_plain(cell, passed) for cell in row] for row in rows]
    several = [row for row in texts if sum(map(bool, row)) > 1]
    return len(several) > 1 and any(char.isdecimal() for row in several for text in row for char in text)


def _plain(cell: etree._Element, passed: RunText) -> str:
    return "".join(text_of(paragraph, passed) for paragraph in _paragraphs(cell)).strip()


def _paragraphs(cell: etree._Element) -> Iterator[etree._Element]:
    """Those of a cell, without those of text boxes and of tables in it."""
    for paragraph in cell.iter(W + "p"):
        if next(paragraph.iterancestors(W + "txbxContent", W + "tc"), None) is cell:
            yield paragraph


def blocks_of_cells(table: etree._Element) -> Iterator[etree._Element]:
    """The cells in reading order, for a table that only lays out a page."""
    passed = RunText()  # counted by `grid_of` already
    for row in _rows(table, passed):
        yield from _cells(row, passed)


def _rows(table: etree._Element, found: RunText) -> Iterator[etree._Element]:
    for child in _unwrapped(table, W + "tr", found):
        if child.find(f"{W}trPr/{W}del") is None:
            yield child
        else:
            found.revisions = True


def _cells(row: etree._Element, found: RunText) -> Iterator[etree._Element]:
    for cell in _unwrapped(row, W + "tc", found):
        if cell.find(f"{W}tcPr/{W}cellDel") is None:
            yield cell


def _unwrapped(element: etree._Element, tag: str, found: RunText) -> Iterator[etree._Element]:
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in WRAPPERS:
            yield from _unwrapped(child, tag, found)
        else:
            found.pass_over(child)


@dataclass(frozen=True, slots=True)
class _Texts:
    numbers: Numbers
    found: RunText

    def of(self, cell: etree._Element) -> str:
        """The paragraphs of a cell in one line."""
        lines = []
        for paragraph in _paragraphs(cell):
            text = text_of(paragraph, self.found)
            lines.append(self.numbers.label(paragraph) + text if text else self.numbers.label(paragraph).strip())
        return " ".join(" ".join(lines).split())


def _placed(rows: list[list[etree._Element]], texts: _Texts) -> list[Open]:
    """Cells with their places; one that continues a cell above makes that one higher."""
    placed: list[Open] = []
    above: dict[int, Open] = {}
    for number, row in enumerate(rows, 1):
        column = 1 + _skipped(row)
        reached: dict[int, Open] = {}
        for cell in row:
            columns = _whole(cell.find(f"{W}tcPr/{W}gridSpan"), 1)
            if column > WIDEST or len(placed) > MOST_CELLS:
                break
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            goes_on = merge is not None and merge.get(VAL, "continue") == "continue" and column in above
            if goes_on:
                above[column].rows += 1
            else:
                placed.append(Open(texts.of(cell), number, column, columns))
            if merge is not None:
                reached[column] = above[column] if goes_on else placed[-1]
            column += columns
        above = reached
    return placed


def _skipped(row: list[etree._Element]) -> int:
    """Columns that a row leaves empty at its start."""
    parent = row[0].iterancestors(W + "tr") if row else iter(())
    line = next(parent, None)
    return _whole(line.find(f"{W}trPr/{W}gridBefore"), 0) if line is not None else 0


def _whole(element: etree._Element | None, otherwise: int) -> int:
    written = "" if element is None else str(element.get(VAL, ""))
    # a span of a billion columns would fill the memory
    return min(int(written), WIDEST) if written.isascii() and written.isdigit() and len(written) < 8 else otherwise

"""The workbook for colleagues: 对比 (comparison), 目标 (records), 文档 (documents), 说明 (what it all means)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from plancli.columns import DOCUMENT, RECORD, Column
from plancli.export.about import About, documents_of, program
from plancli.export.excel import Book, Cell, Sheet
from plancli.export.fit import number_format, shown, width, within
from plancli.export.record import number
from plancli.export.words import ABOUT, FIRST, GRID_HEAD, NOTES, SHEETS, SIGNS
from plancli.model import GridCell, GridRow

Row = Mapping[str, Any]


def save(records: Sequence[Row], about: About, path: Path, lang: str) -> None:
    """Write the workbook of `records` to `path`, headers in `lang` (zh, en).

    Raises:
        OSError: the file cannot be written.
    """
    comparison, targets, documents, notes = SHEETS[lang]
    book = Book(about.when)
    _comparison(book, comparison, about, _places(records, targets), lang)
    book.table(targets, ordered(RECORD), records, lang)
    described = list(about.documents) or documents_of(records)
    book.table(documents, DOCUMENT, described, lang)
    _about(book.sheet(notes, (22, 26, 90), frozen=None), about, (len(records), len(described)), lang)
    book.save(path)


def ordered(columns: Sequence[Column]) -> tuple[Column, ...]:
    """`columns` with those first that people read."""
    by_name = {column.name: column for column in columns}
    return (*(by_name[name] for name in FIRST), *(column for column in columns if column.name not in FIRST))


def _places(records: Sequence[Row], sheet: str) -> dict[tuple[Any, ...], str]:
    """Where on the sheet of targets each record stands."""
    return {_mention(record): f"'{sheet}'!A{number}" for number, record in enumerate(records, 2)}


def _mention(record: Row) -> tuple[Any, ...]:
    return tuple(record.get(key) for key in ("doc", "id", "start", "end"))


def _comparison(book: Book, title: str, about: About, places: Mapping[tuple[Any, ...], str], lang: str) -> None:
    grid = about.grid
    lead = [_lead(row, about, lang) for row in grid.rows]
    widths = [_widest([head, *(row[place] for row in lead)]) for place, head in enumerate(GRID_HEAD[lang])]
    for place, column in enumerate(grid.columns):
        found = [row.cells[place] for row in grid.rows]
        widths.append(_widest([column.label, *(cell.text for cell in found if cell)]))
    sheet = book.sheet(title, widths, frozen="F2")
    sheet.add([Cell(head, "head") for head in (*GRID_HEAD[lang], *(column.label for column in grid.columns))])
    for row, texts in zip(grid.rows, lead, strict=True):
        sheet.add([*map(_lead_cell, texts), *(_figure(cell, places) for cell in row.cells)])
    sheet.filtered()


def _lead(row: GridRow, about: About, lang: str) -> list[Any]:
    return [row.topic, row.indicator, about.kind_name(row, lang), row.year, row.unit]


def _lead_cell(value: Any) -> Cell:
    return Cell(value, "number", "0") if isinstance(value, int) else Cell(value, "group" if value else "text")


def _widest(texts: Sequence[Any]) -> float:
    return within(max(width(shown(text)) for text in texts[1:] or [""]) + 2, width(shown(texts[0])) + 4)


def _figure(cell: GridCell | None, places: Mapping[tuple[Any, ...], str]) -> Cell:
    """A figure as a number that shows its comparator; a range, which is two numbers, as text."""
    if cell is None:
        return Cell(None)
    style, link = "clash" if cell.clash else "link", places.get(_mention(cell.record))
    if cell.number is None or cell.number_max is not None:
        return Cell(cell.text, style, None, link)
    value = number(cell.number)
    sign = SIGNS.get(cell.comparator, "")
    return Cell(value, style, (f'"{sign}"' if sign else "") + number_format(value), link)


def _about(sheet: Sheet, about: About, counts: tuple[int, int], lang: str) -> None:
    title, *heads, reading, targets, documents = ABOUT[lang]
    sheet.add([Cell(title, "title")])
    facts = (program(), f"{about.when:%Y-%m-%d %H:%M}", "\n".join(about.sources), *counts)
    for head, fact in zip(heads, facts, strict=True):
        sheet.add([Cell(head, "group"), Cell(str(fact)), Cell(None)])
    _block(sheet, reading, [(head, "", text) for head, text in NOTES[lang]])
    for name, columns in ((targets, ordered(RECORD)), (documents, DOCUMENT)):
        _block(sheet, name, [_meaning(column, lang) for column in columns])


def _block(sheet: Sheet, title: str, rows: Sequence[tuple[str, str, str]]) -> None:
    sheet.add([])
    sheet.add([Cell(title, "head"), Cell("", "head"), Cell("", "head")])
    for row in rows:
        sheet.add([Cell(row[0], "group"), *map(Cell, row[1:])])


def _meaning(column: Column, lang: str) -> tuple[str, str, str]:
    if lang == "zh":
        return column.zh, column.name, column.meaning_zh
    return column.en, column.name, column.meaning_en

"""The workbook for colleagues: 对比 (comparison), 目标 (records), 文档 (documents), 说明 (what it all means)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from plancli.columns import DOCUMENT, RECORD, Column
from plancli.export.about import About, documents_of, mention, program
from plancli.export.words import ABOUT, FIRST, FIRST_OF_DOCUMENT, GRID_HEAD, LEAD, NOTES, REST, SHEETS, SIGNS
from plancli.export.workbook import charts
from plancli.export.workbook.fit import number_format, shown, width, within
from plancli.export.workbook.row_xml import StyledCell
from plancli.export.workbook.sheets import Book, Sheet
from plancli.grid import Grid, GridCell
from plancli.records.record import number

Row = Mapping[str, Any]

ALONE = "rest"  # the section of rows that one region alone has
LEAD_STYLES = ("middle", "name", "middle", "middle", "middle")


def save(records: Sequence[Row], about: About, path: Path, style: Any) -> None:
    """Write the workbook of `records` to `path`, headers in the language of `style` (zh where it names none).

    Raises:
        OSError: the file cannot be written.
    """
    lang = style.lang or "zh"
    comparison, targets, documents, notes = SHEETS[lang]
    book = Book(about.when)
    for title, part in _parts(about.grid, comparison, REST[lang]):
        _comparison(book, title, part, about, _places(records, targets), lang)
    described = list(about.documents) or documents_of(records)
    for title, columns, rows, first in (
        (targets, RECORD, records, FIRST),
        (documents, DOCUMENT, described, FIRST_OF_DOCUMENT),
    ):
        for sheet in book.table(title, ordered(columns, first), rows, lang):
            sheet.printed(len(first))
    _about(book.sheet(notes, (22, 26, 90), frozen=None), about, [len(records), len(described)], lang)
    book.save(path)


def ordered(columns: Sequence[Column], first: Sequence[str]) -> tuple[Column, ...]:
    """`columns` with those in front that people read; a printed page holds these alone."""
    by_name = {column.name: column for column in columns}
    return (*(by_name[name] for name in first), *(column for column in columns if column.name not in first))


def _places(records: Sequence[Row], sheet: str) -> dict[tuple[Any, ...], str]:
    """Where on the sheet of targets each record stands."""
    return {mention(record): f"'{sheet}'!A{number}" for number, record in enumerate(records, 2)}


def _parts(grid: Grid, shared: str, rest: str) -> list[tuple[str, list[int]]]:
    """The title of each sheet and the numbers of its rows: what several regions have, then what one alone has."""
    alone = [number for number, row in enumerate(grid.rows) if row.section == ALONE]
    first = (shared, list(range(len(grid.rows) - len(alone))))
    return [first, (rest, alone)] if alone else [first]


def _comparison(
    book: Book, title: str, part: Sequence[int], about: About, places: Mapping[tuple[Any, ...], str], lang: str
) -> None:
    grid = replace(about.grid, rows=tuple(about.grid.rows[number] for number in part))
    said = about.leads(lang)
    leads = [[said[number][name] for name in LEAD] for number in part]
    widths = [_widest([head, *(lead[place] for lead in leads)]) for place, head in enumerate(GRID_HEAD[lang])]
    for place, column in enumerate(grid.columns):
        found = [row.cells[place] for row in grid.rows]
        widths.append(_narrow([column.label, *(cell.text for cell in found if cell)]))
    sheet = book.sheet(title, widths, frozen="F2")
    regions = [StyledCell(column.label, "head_right") for column in grid.columns]
    sheet.add([*(StyledCell(head, "head") for head in GRID_HEAD[lang]), *regions])
    for row, lead in zip(grid.rows, leads, strict=True):
        sheet.add([*map(StyledCell, lead, LEAD_STYLES), *(_figure(cell, places, lang) for cell in row.cells)])
    sheet.filtered()
    sheet.spread(len(LEAD))
    if title != REST[lang]:
        charts.draw(book, sheet, grid, [_name(lead) for lead in leads], lang)


def _name(lead: Sequence[Any]) -> str:
    """How a chart calls its row: indicator, year and unit."""
    _, indicator, _, year, unit = lead
    return f"{indicator} {'' if year is None else year} {unit}".strip()


def _widest(texts: Sequence[Any]) -> float:
    return within(max(width(shown(text)) for text in texts[1:] or [""]) + 2, width(shown(texts[0])) + 4)


def _narrow(texts: Sequence[Any]) -> float:
    """As wide as the figures of a region; its name may take two lines."""
    return within(max(width(shown(text)) for text in texts[1:] or [""]) + 2, -(-width(texts[0]) // 2) + 4)


def _figure(cell: GridCell | None, places: Mapping[tuple[Any, ...], str], lang: str) -> StyledCell:
    """A figure as a number that shows its comparator; a range, which is two numbers, as text."""
    if cell is None:
        return StyledCell(None)
    style, link = "clash" if cell.clash else "link", places.get(mention(cell.record))
    if cell.number is None or cell.number_max is not None:
        return StyledCell(cell.text, style, None, link)
    value = number(cell.number)
    sign = SIGNS[lang].get(cell.comparator, "")
    return StyledCell(value, style, (f'"{sign}"' if sign else "") + number_format(value), link)


def _about(sheet: Sheet, about: About, counts: Sequence[int], lang: str) -> None:
    title, *heads, reading, targets, documents = ABOUT[lang]
    sheet.add([StyledCell(title, "title")])
    facts = (program(), f"{about.when:%Y-%m-%d %H:%M}", "\n".join(about.sources), *counts)
    for head, fact in zip(heads, facts, strict=True):
        sheet.add([StyledCell(head, "group"), StyledCell(str(fact)), StyledCell(None)])
    _block(sheet, reading, [(head, "", text) for head, text in NOTES[lang]])
    for name, columns in ((targets, ordered(RECORD, FIRST)), (documents, ordered(DOCUMENT, FIRST_OF_DOCUMENT))):
        _block(sheet, name, [_meaning(column, lang) for column in columns])


def _block(sheet: Sheet, title: str, rows: Sequence[tuple[str, str, str]]) -> None:
    sheet.add([])
    sheet.add([StyledCell(title, "head"), StyledCell("", "head"), StyledCell("", "head")])
    for row in rows:
        sheet.add([StyledCell(row[0], "group"), *map(StyledCell, row[1:])])


def _meaning(column: Column, lang: str) -> tuple[str, str, str]:
    if lang == "zh":
        return column.zh, column.name, column.meaning_zh
    return column.en, column.name, column.meaning_en

"""The workbook for colleagues: 概览, 对比, 明细, 来源, 说明, and 数据, the sheet that programs read."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from plancli.columns import DOCUMENT, RECORD, Column
from plancli.export.about import About, documents_of, mention, program
from plancli.export.words import ABOUT, FIRST_OF_DOCUMENT, GRID_HEAD, LEAD, NOTES, REST, SHEETS, TOO_MANY_ROWS
from plancli.export.workbook import charts, details, overview, turned
from plancli.export.workbook.figures import Compared, figure_cell
from plancli.export.workbook.fit import shown, width, within
from plancli.export.workbook.row_xml import StyledCell
from plancli.export.workbook.sheets import MOST_LINKS, Book, Sheet
from plancli.grid import Grid, GridCell
from plancli.lexicon import load
from plancli.lexicon.regions import name_in
from plancli.terms import Record

ALONE = "rest"  # the section of rows that one region alone has
LEAD_STYLES = ("middle", "name", "middle", "middle", "middle")
WORDS = 18  # half widths; words that are longer are folded, which LibreOffice does not do to links
WIDEST_LEAD = {"indicator": 30}
PRINTED = 80  # rows of the comparison that are printed: what more there is, is for the screen


def save(records: Sequence[Record], about: About, path: Path, style: Any) -> None:
    """Write the workbook of `records` to `path`, in the language of `style` (zh where it names none).

    Raises:
        OSError: the file cannot be written.
    """
    lang = style.lang or "zh"
    _, comparison, detail, sources, notes, data = SHEETS[lang]
    book = Book(about.when)
    described = list(about.documents) or documents_of(records)
    counts = {"records": len(records), "documents": len(described), "regions": len(about.grid.columns)}
    places = _places(records, detail, _mentioned(about.grid))
    overview.add(book, about, counts, places, lang)
    for title, part in _parts(about.grid, comparison, REST[lang]):
        (turned.add if about.turned else _comparison)(book, title, part, Compared(about, places, lang))
    charts.add(book, _titled(about, overview.main_rows(about.grid), lang), about.grid.columns, lang)
    details.add(book, detail, records, lang)
    for sheet in book.table(sources, ordered(DOCUMENT, FIRST_OF_DOCUMENT), _worded(described, lang), lang):
        sheet.printed(len(FIRST_OF_DOCUMENT))
        for number, row in enumerate(described, 2):
            if (first := places.get((str(row.get("doc")),))) and len(described) < sheet.rows:
                sheet.lead(f"A{number}", first)
    _about(book.sheet(notes, (22, 26, 90), frozen=None), about, [len(records), len(described)], lang)
    for sheet in book.table(data, RECORD, records, lang):
        sheet.unprinted()
    book.save(path)


def _worded(documents: Sequence[Record], lang: str) -> Iterator[Record]:
    """Documents with their level and region in words."""
    levels = load.table("compare")["word_zh"]["level"]
    for row in documents:
        level, region = str(row.get("level") or ""), str(row.get("region") or "")
        said = levels.get(level, level) if lang == "zh" else level
        yield {**row, "level": said or None, "region": name_in(row.get("region_code"), region, lang) or None}


def ordered(columns: Sequence[Column], first: Sequence[str]) -> tuple[Column, ...]:
    """`columns` with those in front that people read; a printed page holds these alone.

    Args:
        first: names of those in front, in order.
    """
    by_name = {column.name: column for column in columns}
    return (*(by_name[name] for name in first), *(column for column in columns if column.name not in first))


def _mentioned(grid: Grid) -> set[tuple[Any, ...]]:
    """The records that figures lead to: of each sheet only so many as it can hold links."""
    cells = (cell for row in grid.rows for cell in row.cells if cell is not None)
    return {mention(cell.record) for cell in islice(cells, MOST_LINKS * 2)}


def _places(records: Iterable[Record], sheet: str, wanted: Container[tuple[Any, ...]]) -> dict[tuple[Any, ...], str]:
    """Where on the sheets of details each of the records is that are `wanted`, and by the id of each document alone
    its first."""
    places: dict[tuple[Any, ...], str] = {}
    for number, record in enumerate(records):
        name, document = mention(record), (str(record.get("doc")),)
        if name in wanted or document not in places:
            place = details.place_of(number, sheet)
            places.setdefault(document, place)
            if name in wanted:
                places[name] = place
    return places


def _parts(grid: Grid, shared: str, rest: str) -> list[tuple[str, list[int]]]:
    """The title of each sheet and the numbers of its rows: what several regions have, then what one alone has."""
    alone = [number for number, row in enumerate(grid.rows) if row.section == ALONE]
    first = (shared, list(range(len(grid.rows) - len(alone))))
    return [first, (rest, alone)] if alone else [first]


def _titled(about: About, rows: Sequence[int], lang: str) -> list[charts.Titled]:
    """The rows that charts may draw, each called by indicator, year and unit."""
    said = about.leads(lang)
    return [(about.grid.rows[number], _name(said[number])) for number in rows]


def _comparison(book: Book, title: str, part: Sequence[int], compared: Compared) -> None:
    about, lang = compared.about, compared.lang
    grid = replace(about.grid, rows=tuple(about.grid.rows[number] for number in part))
    said = about.leads(lang)
    leads = [[said[number][name] for name in LEAD] for number in part]
    names = [column.called(lang) for column in grid.columns]
    widths = [
        _widest([head, *(lead[place] for lead in leads)], LEAD[place]) for place, head in enumerate(GRID_HEAD[lang])
    ]
    for place, name in enumerate(names):
        found = [row.cells[place] for row in grid.rows]
        widths.append(_narrow(name, [cell for cell in found if cell]))
    sheet = book.sheet(title, widths, frozen="F2")
    sheet.add(
        [*(StyledCell(head, "head") for head in GRID_HEAD[lang]), *(StyledCell(one, "head_right") for one in names)]
    )
    for row, lead in zip(grid.rows, leads, strict=True):
        sheet.add(
            [*map(StyledCell, lead, LEAD_STYLES), *(figure_cell(cell, compared.places, lang) for cell in row.cells)]
        )
    sheet.filtered()
    sheet.spread(len(LEAD))
    sheet.printed(len(widths), PRINTED)


def _name(lead: Record) -> str:
    """How a chart calls its row: indicator (年均 belongs to it), year and unit."""
    year = "" if lead["year"] is None else f" {lead['year']}"
    return f"{lead['called']}{year}" + (f", {lead['unit']}" if lead["unit"] else "")


def _widest(texts: Sequence[Any], name: str) -> float:
    widest = max(width(shown(text)) for text in texts[1:] or [""]) + 2
    return within(widest, width(shown(texts[0])) + 4, WIDEST_LEAD.get(name, 14))


def _narrow(name: str, cells: Sequence[GridCell]) -> float:
    """As wide as the figures of a region; its name may take two lines."""
    figures = [width(cell.text) for cell in cells if cell.number is not None]
    words = [min(width(cell.text), WORDS) for cell in cells if cell.number is None]
    return within(max([*figures, *words, 0]) + 1.5, -(-width(name) // 2) + 3, 20)  # names fold over two lines


def _about(sheet: Sheet, about: About, counts: Sequence[int], lang: str) -> None:
    title, *heads, reading, targets, documents = ABOUT[lang]
    sheet.add([StyledCell(title, "title")])
    facts = (program(), f"{about.when:%Y-%m-%d %H:%M}", "\n".join(about.sources), *counts)
    for head, fact in zip(heads, facts, strict=True):
        sheet.add([StyledCell(head, "group"), StyledCell(str(fact)), StyledCell(None)])
    notes = (*NOTES[lang], TOO_MANY_ROWS[lang]) if about.left_out else NOTES[lang]
    _block(sheet, reading, [(head, "", text.format(count=about.left_out)) for head, text in notes])
    sheet.printed(3)
    for name, columns in ((targets, RECORD), (documents, ordered(DOCUMENT, FIRST_OF_DOCUMENT))):
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

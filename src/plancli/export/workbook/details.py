"""明细: a row a record, in the units and words that people use, the figure in bold in its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from plancli.columns import DETAIL, Column
from plancli.export.cells import header
from plancli.export.labels import doubts_in_words, indicator_name, values
from plancli.export.words import YES
from plancli.export.workbook.fit import text_of, width
from plancli.export.workbook.row_xml import StyledCell
from plancli.export.workbook.sheets import MOST_ROWS, Book
from plancli.lexicon.regions import name_in
from plancli.lexicon.stated_words import stated
from plancli.lexicon.unit_names import behind
from plancli.terms import Record

WIDTHS_OF_DETAILS = {
    "region": 17,
    "indicator": 28,
    "comparator": 13,
    "figure": 19,
    "quote": 112,
    "section": 24,
    "reason": 30,
    "doc": 16,
}
OF_SHEET = MOST_ROWS - 1  # records; the header has a row
NARROW, LONG_NAME = 9, 46  # characters; English names of indicators are longer
FEW, PAGES = 600, 4  # records, and the pages of paper that still show them in readable letters
LEAST_AROUND = 8  # characters on each side of a figure that its line shows, also where its words are many
WORDED_DETAILS = ("kind", "comparator", "status", "modality")


def add(book: Book, title: str, records: Sequence[Record], lang: str) -> None:
    """Write the sheet, or several where one cannot hold all rows, which are in the order of `records` (`place_of`).

    Args:
        title: of the tab.
    """
    left = iter(records)
    for number in range(max(1, -(-len(records) // OF_SHEET))):
        _add(book, _tab(title, number), islice(left, OF_SHEET), lang)


def place_of(number: int, title: str) -> str:
    """The first cell of a record, by its number from 0.

    Args:
        title: of the tab of the first sheet.
    """
    return f"'{_tab(title, number // OF_SHEET)}'!A{number % OF_SHEET + 2}"


def _tab(title: str, number: int) -> str:
    return f"{title} {number + 1}" if number else title


def _add(book: Book, title: str, records: Iterable[Record], lang: str) -> None:
    widths = WIDTHS_OF_DETAILS | {"indicator": LONG_NAME} if lang == "en" else WIDTHS_OF_DETAILS
    sheet = book.sheet(title, [widths.get(column.name, NARROW) for column in DETAIL], "C2")
    sheet.add([StyledCell(header(column, lang), "head") for column in DETAIL])
    for record in records:
        sheet.add_fast([_cell(column, record, lang) for column in DETAIL])
    sheet.filtered()
    if sheet.rows <= FEW + 1:
        sheet.sheet.page_setup.fitToHeight = PAGES
    sheet.printed(next(place for place, column in enumerate(DETAIL, 1) if column.name == "quote"))


def _cell(column: Column, record: Record, lang: str) -> StyledCell:
    name = column.name
    if name == "quote":
        return StyledCell(text_of(excerpt(record)), "line", mark=str(record.get("text") or "") or None)
    if name == "year":
        return StyledCell(record.get("year"), "year", "0")
    return StyledCell(text_of(_said(name, record, lang)), "name_line" if name == "indicator" else "line")


def _said(name: str, record: Record, lang: str) -> Any:
    if name == "comparator" and record.get("stated"):
        return None
    if name in WORDED_DETAILS:
        value = record.get(name)
        return values()[name].get(str(value), {}).get(lang, value)
    if name == "figure":
        return figure(record, lang)
    if name == "indicator":
        return indicator_name(record, lang)
    if name == "region":
        return name_in(record.get("region_code"), str(record.get("region") or ""), lang)
    if name == "reason":
        return doubts_in_words(record, lang)
    return YES[lang] if record.get(name) is True else record.get(name) or None


def figure(record: Record, lang: str) -> str:
    """A figure in the unit of the text (2.6万个, in English 2.6 × 10,000), else its words (全覆盖)."""
    written = str(record.get("written_value") or "")
    unit = str(record.get("written_unit") or "")
    if written and (unit or written[-1:].isdigit()):  # 全覆盖 has no unit and ends on no digit
        return f"{written}{behind(unit, lang)}"
    words, most = stated(record, lang) or str(record.get("text") or written), WIDTHS_OF_DETAILS["figure"] // 2 - 1
    if words.isascii():
        return words
    return words if len(words) <= most else words[: most - 1] + "…"


def excerpt(record: Record) -> str:
    """The words around the figure on one line; where more is in the sentence, dots say so."""
    quote, text = (" ".join(str(record.get(name) or "").split()) for name in ("quote", "text"))
    at = quote.find(text)
    room = (WIDTHS_OF_DETAILS["quote"] - width(text)) // 2 - 4  # full-width characters that are beside the figure
    if at < 0 or width(quote) <= WIDTHS_OF_DETAILS["quote"] - 4:
        return quote[: room + len(text)]
    # half of the room in front, more where behind is short
    before = max(LEAST_AROUND, room // 2, room - (len(quote) - at - len(text)))
    start = max(0, at - before)
    end = min(len(quote), at + len(text) + max(LEAST_AROUND, room - (at - start)))
    return ("…" if start else "") + quote[start:end] + ("…" if end < len(quote) else "")

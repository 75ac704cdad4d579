"""The workbook in which a person reviews records: drop-downs, the corrected value beside, the figure in bold.

A drawn sample comes first and says so, then doubtful records, document by document. What a person fills in is read
back by `records.review_book`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plancli.columns import LINE, REVIEW, REVIEWED, UNRECORDED, Column
from plancli.export.about import time_of
from plancli.export.cells import header
from plancli.export.jsonl import dumps
from plancli.export.labels import doubts_in_words, listed, reason_in_words, values, words
from plancli.export.review.texts import ReviewText
from plancli.export.words import titles
from plancli.export.workbook.row_xml import StyledCell
from plancli.export.workbook.sheets import Book, Sheet
from plancli.terms import Comparator, Kind, Record, Status
from plancli.trust.seen import seen_of

TITLES = titles("review", "unrecorded", "text", "files")
WIDTHS = {
    "verdict": 9, "reason": 22, "doc": 16, "quote": 52, "indicator": 22, "new_indicator": 18, "figure": 12,
    "new_figure": 12, "comparator": 8, "new_comparator": 10, "year": 8, "new_year": 10, "status": 8, "new_status": 10,
    "kind": 8, "new_kind": 10, "note": 18, "by": 9, "line": 8, "section": 30, "text": 60, "title": 50, "sha256": 12,
}  # fmt: skip
NARROW = 7  # characters, for columns of one short word
INPUTS = ("verdict", "note", "by")
PLACES = ("id", "start", "end", "sha256", "seen", "coders")
CHOICES = {"new_comparator": "comparator", "new_status": "status", "new_kind": "kind"}
WORDS_OF = {"status": Status, "kind": Kind, "comparator": Comparator}


@dataclass(frozen=True, slots=True)
class _Lines:
    """The sheet of paragraphs, and the row of each (document, start of the paragraph) in it."""

    rows: list[Record]
    numbers: dict[tuple[str, int], int]


def save(texts: Sequence[ReviewText], missed: Iterable[Record], path: Path, lang: str) -> int:
    """Write the workbook for `texts`; how many documents it holds.

    Args:
        texts: the documents with their records.
        missed: rows of `extract --missed`, for the sheet of what gave no record.

    Raises:
        OSError: the file cannot be written.
    """
    # the time of the documents and not of the clock: the same input gives the same bytes
    book = Book(time_of(str(text.document.get("source") or "") for text in texts))
    titles = TITLES[lang]
    lines = _lines(texts)
    _review(book, texts, lines, lang)
    _unrecorded(book, list(missed), lang)
    _table(book, titles[2], LINE, lines.rows, lang)
    files = [{name: text.document.get(name) for name in ("doc", "title", "sha256")} for text in texts]
    _table(book, titles[3], REVIEWED, files, lang)
    book.save(path)
    return len(texts)


def _review(book: Book, texts: Sequence[ReviewText], lines: _Lines, lang: str) -> None:
    sheet = sheet_of(book, TITLES[lang][0], REVIEW, lang)
    for text, record, sampled in _in_order(texts):
        row = row_of(record, lang)
        if sampled:
            row["reason"] = listed([words(lang)["sample"], *filter(None, [row["reason"]])], lang)
        number = lines.numbers[text.document["doc"], _line_start(text.text, record["start"])]
        sheet.add([cell_of(column, row, f"'{TITLES[lang][2]}'!C{number}") for column in REVIEW])
    offer(sheet, REVIEW, ("accept", "change", "reject"), lang)


def _in_order(texts: Sequence[ReviewText]) -> Iterator[tuple[ReviewText, Record, bool]]:
    """The sampled records of each document, then the doubtful ones, then the others; and whether each is sampled."""
    for wanted in ((True,), (False, True), (False, False)):
        for text in texts:
            for record, look, sampled in zip(text.records, text.looks, text.sampled, strict=True):
                if wanted == ((True,) if sampled else (False, look)):
                    yield text, record, sampled


def row_of(record: Record, lang: str) -> dict[str, Any]:
    """A record in the words of people; the columns for corrections are empty."""
    said = {name: _word(name, record.get(name), lang) for name in WORDS_OF}
    figure = record.get("written_value") or record.get("value")
    unit = record.get("written_unit") or ("" if record.get("written_value") else record.get("unit"))
    known = {name: record.get(name) for name in ("doc", "quote", "indicator", "year", "id", "start", "end", "text")}
    shown = {"figure": f"{figure or ''}{unit or ''}"}
    # `seen` is what the person had before her: a decision is held against it when the text is read again
    return known | said | shown | {"reason": doubts_in_words(record, lang), "seen": dumps(seen_of(record) | shown)}


def _word(name: str, value: Any, lang: str) -> str:
    return values()[name].get(str(value), {}).get(lang, str(value or ""))


def cell_of(column: Column, row: Record, link: str) -> StyledCell:
    """The cell of `row` in a column: to be filled in, or to be read; the one of the line leads to `link`."""
    name, value = column.name, row.get(column.name)
    if name == "line":
        return StyledCell("↗", "link", link=link)
    if name in INPUTS or name.startswith("new_"):
        return StyledCell(value, "input")
    # what says where a record belongs is greyed: it must not be edited
    if name in PLACES or (name == "text" and "figure" in row):
        return StyledCell(value, "place")
    return StyledCell(value, "text", mark=row.get("text") if name == "quote" else None)


def _unrecorded(book: Book, rows: Sequence[Record], lang: str) -> None:
    sheet = sheet_of(book, TITLES[lang][1], UNRECORDED, lang)
    for row in rows:
        said = {**row, "quote": row.get("text"), "text": None, "reason": reason_in_words(str(row.get("reason")), lang)}
        cells = [cell_of(column, said, "") for column in UNRECORDED]
        # the figure is what the person has to copy out of the sentence, so that its place is known
        sheet.add([StyledCell(None, "input") if column.name == "text" else cell
                   for column, cell in zip(UNRECORDED, cells, strict=True)])  # fmt: skip
    offer(sheet, UNRECORDED, ("add",), lang)


def offer(sheet: Sheet, columns: Sequence[Column], verdicts: Sequence[str], lang: str) -> None:
    """Drop-downs where only some words are understood (`verdicts`, or coders who are right), a filter on all."""
    for number, column in enumerate(columns, 1):
        if column.name == "verdict":
            sheet.choices(number, [_word("verdict_now", verdict, lang) for verdict in verdicts])
        elif column.name in CHOICES:
            group = CHOICES[column.name]
            sheet.choices(number, [_word(group, value, lang) for value in WORDS_OF[group]])
    sheet.filtered()
    sheet.printed(sum(column.name not in (*PLACES, "line", "text") for column in columns))


def _lines(texts: Sequence[ReviewText]) -> _Lines:
    """The paragraphs that hold records; the first row below the header is 2."""
    lines = _Lines([], {})
    for text in texts:
        for record in text.records:
            start = _line_start(text.text, record["start"])
            key = (text.document["doc"], start)
            if key not in lines.numbers:
                end = text.text.find("\n", start)
                words = text.text[start : end if end >= 0 else len(text.text)]
                lines.rows.append({"doc": key[0], "section": record.get("section"), "text": words})
                lines.numbers[key] = len(lines.rows) + 1
    return lines


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _table(book: Book, title: str, columns: Sequence[Column], rows: Iterable[Record], lang: str) -> None:
    sheet = sheet_of(book, title, columns, lang)
    for row in rows:
        sheet.add(
            [StyledCell(row.get(column.name), "place" if column.name in PLACES else "text") for column in columns]
        )
    sheet.filtered()


def sheet_of(book: Book, title: str, columns: Sequence[Column], lang: str) -> Sheet:
    """A new sheet of the book with the headers of `columns`.

    Args:
        title: its tab.
    """
    sheet = book.sheet(title, [WIDTHS.get(column.name, NARROW) for column in columns])
    sheet.add([StyledCell(header(column, lang), "head") for column in columns])
    return sheet

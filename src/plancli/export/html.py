"""A report in one page, with nothing loaded from elsewhere: the comparison, and the texts behind every figure.

It is the reading page of `plancli review`, without what changes records. Where the documents themselves are not given
(`--texts`), their sentences with records are shown, each once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from plancli.export.about import About, documents_of
from plancli.export.review import page
from plancli.export.review.texts import ReviewText
from plancli.export.words import GRID_HEAD, LEAD
from plancli.grid import GridCell
from plancli.terms import Record
from plancli.trust.confidence import wants_a_look


def save(records: Sequence[Record], about: About, path: Path, style: Any) -> None:
    """Write the report of `records` to `path`, in the language of `style` (zh where it names none).

    Raises:
        OSError: the file cannot be written.
    """
    texts = about.texts or list(_sentences(records, about.documents))
    page.save(texts, path, page.PageStyle(style.lang or "zh", readonly=True, table=_table(about)))


def _table(about: About) -> Record:
    """The comparison as the page reads it; the order within a cell is that of grid.js."""
    leads = {lang: about.leads(lang) for lang in GRID_HEAD}
    rows = [
        {
            "section": row.section,
            "lead": {lang: [leads[lang][number][name] for name in LEAD] for lang in GRID_HEAD},
            "cells": [_cell(cell) for cell in row.cells],
        }
        for number, row in enumerate(about.grid.rows)
    ]
    columns = {lang: [column.called(lang) for column in about.grid.columns] for lang in GRID_HEAD}
    return {"heads": GRID_HEAD, "columns": columns, "rows": rows}


def _cell(cell: GridCell | None) -> list[Any] | None:
    if cell is None:
        return None
    numbers = [None if number is None else float(number) for number in (cell.number, cell.number_max)]
    return [cell.text, cell.record.get("doc"), cell.record.get("id"), *numbers, cell.clash]


def _sentences(records: Sequence[Record], documents: Iterable[Record]) -> Iterator[ReviewText]:
    """For each document a text of the sentences that hold its records, each once, in their order."""
    known = {str(row.get("doc")): row for row in documents}
    by_document: dict[str, list[Record]] = {}
    for record in records:
        by_document.setdefault(str(record.get("doc") or ""), []).append(record)
    for described in documents_of(records):
        name = str(described["doc"])
        # the page walks the text from its beginning
        rows = sorted(by_document[name], key=lambda row: (row.get("start") or 0, row.get("end") or 0))
        yield _quoted({**described, **known.get(name, {})}, rows)


def _quoted(document: Record, records: Sequence[Record]) -> ReviewText:
    lines: list[str] = []
    starts: dict[str, int] = {}
    size = 0
    placed = []
    for record in records:
        quote = str(record.get("quote") or record.get("text") or "")
        if quote not in starts:
            starts[quote] = size
            lines.append(quote)
            size += len(quote) + 1
        # the page paints by offsets, and these are now offsets among the quoted sentences
        placed.append(_placed(record, quote, starts[quote]))
    looks = [wants_a_look(record) for record in placed]
    return ReviewText(document, "\n".join(lines), (), (), (), placed, looks, [False] * len(placed))


def _placed(record: Record, quote: str, start: int) -> Record:
    """The record with its place among the sentences; figures of one text keep their order."""
    words = str(record.get("text") or "")
    at = quote.find(words)
    place = start + max(at, 0)
    return {**record, "start": place, "end": place + (len(words) if at >= 0 else len(quote))}

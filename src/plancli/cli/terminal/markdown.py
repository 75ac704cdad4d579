"""The wide table in Markdown: tables that people can read, and a footnote with its sentence for every figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TextIO

from plancli.cli.terminal.wide_table import marked, notes, turned_sheet, wide_sheet
from plancli.export.markdown import safe
from plancli.grid import Grid, GridCell

WIDTH = 120  # characters: a README page shows about as many

QuotedSentence = tuple[str, str]  # its document, and its words


def write(table: Grid, stream: TextIO, lang: str, turned: bool = False) -> None:
    """Write `table` as Markdown tables of a width that people can read; figures of one sentence share a footnote.

    Args:
        turned: a row a region, not a row an indicator.
    """
    from plancli.export.write import Style, to_stream

    sentences: dict[QuotedSentence, int] = {}
    for row in table.rows:
        for cell in row.cells:
            if cell is not None and (sentence := _sentence(cell)):
                sentences.setdefault(sentence, len(sentences) + 1)
    sheet = (turned_sheet if turned else wide_sheet)(marked(table), lang)
    footed = (turned_sheet if turned else wide_sheet)(_footed(marked(table), sentences), lang)
    for number, block in enumerate(sheet.blocks(WIDTH)):
        stream.write("\n" if number else "")
        to_stream([dict(row) for row in footed.rows_of(block)], [*sheet.lead, *block], stream, Style("md", lang))
    stream.writelines(f"\n{note}\n" for note in notes(table, lang))
    stream.writelines(_footnotes(sentences))


def _sentence(cell: GridCell) -> QuotedSentence | None:
    quote = " ".join(str(cell.record.get("quote") or "").split())
    return (str(cell.record.get("doc") or ""), quote) if quote else None


def _footed(table: Grid, sentences: dict[QuotedSentence, int]) -> Grid:
    rows = (
        replace(row, cells=tuple(cell and _with_number(cell, sentences) for cell in row.cells)) for row in table.rows
    )
    return replace(table, rows=tuple(rows))


def _with_number(cell: GridCell, sentences: dict[QuotedSentence, int]) -> GridCell:
    sentence = _sentence(cell)
    return cell if sentence is None else replace(cell, text=f"{cell.text}[^{sentences[sentence]}]")


def _footnotes(sentences: dict[QuotedSentence, int]) -> Iterator[str]:
    if sentences:
        yield "\n"
    for (doc, quote), number in sentences.items():
        yield f"[^{number}]: {safe(f'{doc}: {quote}' if doc else quote)}\n"

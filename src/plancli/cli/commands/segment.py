"""`plancli segment`: documents → sentences and the sections they are in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from plancli.cli.command import command
from plancli.cli.options import Writing, paths, reading, writing
from plancli.cli.runs import Tally, documents_in, sources_of
from plancli.columns import PART, PIECE
from plancli.model import Document, Failure, Options, Section, Span
from plancli.terms import Row

if TYPE_CHECKING:
    from plancli.run.discover import Source


@command(
    "segment",
    examples=(
        "plancli segment hubei.txt -o sentences.jsonl",
        "plancli segment plans/ --by clause --words -f csv -o clauses.csv",
    ),
)
@paths
@click.option(
    "--by",
    type=click.Choice(["section", "sentence", "clause"]),
    default="sentence",
    show_default=True,
    help="What one row holds.",
)
@click.option("--words", is_flag=True, help="Add the words, by jieba.")
@click.option("--parts", is_flag=True, help="Show what the document consists of: role, genre, year, reasons.")
@reading
@writing
def segment(paths: tuple[str, ...], by: str, words: bool, parts: bool, reading: Options, writing: Writing) -> int:
    """Cut documents into sections, sentences, clauses or parts.

    Each row has its place in the text and the path of headings above it. With
    --parts a row is a part: retrospect, goals, tasks, rules, terms, form, frame; on
    a terminal the text is folded to its headings, each below the role it has (-f table gives the rows).
    """
    from plancli.cli.output import emit, format_of
    from plancli.extract import parts_of

    tally = Tally()
    sources = sources_of(paths, reading, tally, (writing.output,))
    if parts:
        found = _documents(sources, reading, tally)
        # a person looks: parts as an outline. With -f table it is the table of columns, as for every command
        if format_of(writing) == "table" and not writing.format:
            from plancli.cli.terminal.parts_text import show

            for document in found:
                show(document, parts_of(document))
        else:
            emit((row for document in found for row in _parts(document)), PART, writing)
    else:
        emit(_rows(sources, reading, by, words, tally), PIECE if words else PIECE[:-1], writing)
    return tally.code


def _parts(document: Document) -> Iterator[Row]:
    from plancli.extract import parts_of
    from plancli.records.record import part_record

    for part in parts_of(document):
        yield {
            "doc": document.id,
            **part_record(part),
            "document": part.inner.title if part.inner.several else "",
            "certainty": round(part.certainty, 2),
        }


def _rows(sources: Sequence[Source], reading: Options, by: str, words: bool, tally: Tally) -> Iterator[Row]:
    for document in _documents(sources, reading, tally):
        yield from _pieces(document, by, words)


def _documents(sources: Sequence[Source], reading: Options, tally: Tally) -> Iterator[Document]:
    for item in documents_in(sources, reading):
        if isinstance(item, Failure):
            tally.fail(item)
        else:
            tally.read += 1
            yield item


def _pieces(document: Document, by: str, words: bool) -> Iterator[Row]:
    for span, section in _spans(document, by):
        text = document.text[span.start : span.end]
        place = {"doc": document.id, "start": span.start, "end": span.end}
        yield {**place, "text": text, "section": section.path, **_words(text, words)}


def _spans(document: Document, by: str) -> Iterator[tuple[Span, Section]]:
    from plancli.segment.clauses import segment as clauses_of

    seen: set[Span] = set()
    for clause in clauses_of(document):
        section = clause.sentence.section
        # every clause knows what it is in; of a sentence of five clauses the span comes five times
        span = {"clause": clause.span, "sentence": clause.sentence.span, "section": section.span}[by]
        if span not in seen:
            seen.add(span)
            yield span, section


def _words(text: str, wanted: bool) -> dict[str, list[str]]:
    if not wanted:
        return {}
    from plancli.segment.words import words

    return {"words": words(text)}

"""`plancli segment`: documents → sentences and the sections they stand in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from plancli.cli.command import command
from plancli.cli.options import Writing, paths, reading, writing
from plancli.cli.runs import Tally, sources_of
from plancli.columns import PIECE
from plancli.model import Document, Failure, Options, Section, Span

if TYPE_CHECKING:
    from plancli.run.discover import Source

Row = dict[str, Any]


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
@reading
@writing
def segment(paths: tuple[str, ...], by: str, words: bool, reading: Options, writing: Writing) -> int:
    """Cut documents into sections, sentences or clauses.

    Each row has its place in the text and the path of headings above it.
    """
    from plancli.cli.output import emit

    tally = Tally()
    columns = PIECE if words else PIECE[:-1]
    sources = sources_of(paths, reading, tally, (writing.output,))
    emit(_rows(sources, reading, (by, words), tally), columns, writing)
    return tally.code


def _rows(sources: list[Source], reading: Options, wanted: tuple[str, bool], tally: Tally) -> Iterator[Row]:
    from plancli.pipeline import read_source
    from plancli.run.serial import run

    for item in run(lambda source: read_source(source, reading), sources):
        if isinstance(item, Failure):
            tally.fail(item)
        else:
            tally.read += 1
            yield from _pieces(item, *wanted)


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
        span = {"clause": clause.span, "sentence": clause.sentence.span, "section": section.span}[by]
        if span not in seen:
            seen.add(span)
            yield span, section


def _words(text: str, wanted: bool) -> dict[str, list[str]]:
    if not wanted:
        return {}
    from plancli.segment.words import words

    return {"words": words(text)}

"""`plancli explain`: each record with the words and the rule behind every attribute, and what was not taken."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from plancli.cli.command import command
from plancli.cli.options import file_option, reading
from plancli.cli.runs import NothingReadError, Tally, documents_in, sources_of
from plancli.errors import UsageError
from plancli.model import Document, Failure, Options
from plancli.patterns import lazy

if TYPE_CHECKING:
    from plancli.extract import Extraction

FORMATS = ("text", "json")
FILE_NAME = lazy(r"[^\s，。；：、]*\.[A-Za-z][A-Za-z0-9]{1,7}|(?:\.{0,2}/)\S*")  # no sentence ends in .txt


@command(
    "explain",
    examples=(
        "plancli explain '到2022年，建成5G基站2.6万个以上'",
        "plancli explain hubei.txt --format json | jq -c '.records[].answers.year'",
    ),
)
@click.argument("given", nargs=-1, required=True, metavar="FILE_OR_TEXT...")
@reading
@file_option("-o", "--output", help="Write here (UTF-8; the old file stays until the new one is whole).")
@click.option("-f", "--format", type=click.Choice(FORMATS), help="Default: json where -o ends so, else text.")
def explain(given: tuple[str, ...], reading: Options, output: Path | None, format: str | None) -> int:
    """Show the rule and the words behind every attribute.

    Each sentence with its statements, then their attributes. Below them are
    the numbers that were not taken: in a trap (5G, 世界500强), or measuring nothing that is named.
    """
    from plancli.cli.output import written
    from plancli.pipeline import analyse

    if any(not argument.strip() for argument in given):
        raise UsageError("nothing to explain", "explain ''", "give a sentence in quotes, or a file")
    tally = Tally()
    with suppress(NothingReadError), written(output) as stream:
        for document in _documents(given, reading, tally, output):
            tally.read += 1
            _show(document, analyse(document, reading), format or _form_of(output), stream)
        if not tally.read:
            raise NothingReadError
    return tally.code


def _form_of(output: Path | None) -> str:
    return "json" if output is not None and output.suffix in (".json", ".jsonl") else "text"


def _show(document: Document, extraction: Extraction, form: str, stream: TextIO) -> None:
    if form == "json":
        from plancli.cli.explanation import as_json
        from plancli.export import jsonl

        jsonl.write([as_json(document, extraction)], stream)
    else:
        from plancli.cli.terminal.explain_text import paint

        paint(document, extraction, stream)


def _documents(given: tuple[str, ...], reading: Options, tally: Tally, output: Path | None) -> Iterator[Document]:
    """The documents of files, and a document of each argument that names none."""
    from plancli.read import from_text

    for argument in given:
        if argument != "-" and not os.path.exists(argument):  # what is no file is a sentence
            if FILE_NAME.fullmatch(argument):
                tally.fail(Failure(argument, "no such file", "check the path; a sentence is given in quotes"))
                continue
            yield from_text(argument)
            continue
        # a table about many files says nothing of this one, and would complain of those it does not find
        sources = sources_of((argument,), replace(reading, about=None), tally, (output,))
        for item in documents_in(sources, reading):
            if isinstance(item, Failure):
                tally.fail(item)
            else:
                yield item

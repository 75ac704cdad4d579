"""`plancli coverage`: documents → for each headline indicator a figure, words, silence, or words that gave nothing."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from plancli.cli.command import command
from plancli.cli.options import Writing, reading, writing
from plancli.cli.runs import NothingReadError, Tally, sources_of
from plancli.columns import COVERAGE
from plancli.errors import UsageError
from plancli.model import Failure, Options
from plancli.terms import Row

if TYPE_CHECKING:
    from plancli.run.discover import Source


@command(
    "coverage",
    examples=(
        "plancli coverage reports/",
        "plancli coverage --documents documents.jsonl -o coverage.csv",
    ),
)
@click.argument("paths", nargs=-1, metavar="PATHS...")
@click.option("--documents", metavar="FILE", help="Document records (extract --documents), in place of the documents.")
@reading
@writing
def coverage(paths: tuple[str, ...], documents: str | None, reading: Options, writing: Writing) -> int:
    """Say of each document and headline indicator what it holds.

    figure: a target with a value; words: one without (与经济增长同步); absent: the text names it in no part
    that promises; unread: it is named there, and gave no record.
    """
    from plancli.cli.output import emit

    if bool(paths) == bool(documents):
        raise UsageError(
            "nothing to look at" if not paths else "documents and their records",
            "coverage",
            "give PATHS, or --documents FILE",
        )
    tally = Tally()
    if documents:
        emit(_rows(_recorded(documents)), COVERAGE, writing)
        return 0
    sources = sources_of(tuple(sorted(paths)), reading, tally, (writing.output,))
    with contextlib.suppress(NothingReadError):
        emit(_rows(_read(sources, reading, tally)), COVERAGE, writing)
    return tally.code


def _rows(documents: Iterable[Row]) -> Iterator[Row]:
    from plancli.lexicon.indicators import index

    for document in documents:
        for name, state in document["coverage"].items():
            # document records of another version may name an indicator that this one lacks
            known = index().entries.get(name)
            yield {
                "doc": document["doc"],
                "region": document.get("region"),
                "indicator_id": name,
                "indicator": known.name_zh if known else name,
                "state": state,
            }


def _read(sources: Sequence[Source], reading: Options, tally: Tally) -> Iterator[Row]:
    from plancli.batch import run

    for item in run(sources, reading):
        if isinstance(item, Failure):
            tally.fail(item)
            continue
        tally.read += 1
        yield item.document
    if not tally.read:
        raise NothingReadError


def _recorded(path: str) -> list[Row]:
    """Document records with their coverage.

    Raises:
        UsageError: the file holds none.
    """
    import json
    from pathlib import Path

    from plancli.read.files import load

    try:
        found = [json.loads(line) for line in load(Path(path)).decode("utf-8").splitlines() if line.strip()]
    except ValueError:  # no JSON: said below, with what it should be
        found = []
    if not found or not all(isinstance(row, dict) and isinstance(row.get("coverage"), dict) for row in found):
        raise UsageError("no document records with coverage", path, "write them with extract --documents FILE.jsonl")
    return found

"""Records that a command was given, and the rows that it makes of them."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from plancli.cli.messages import counted, faults_told, say
from plancli.cli.options import Writing
from plancli.columns import RECORD, Column
from plancli.terms import Row

if TYPE_CHECKING:
    from plancli.export.about import About
    from plancli.export.review.texts import ReviewText
    from plancli.records.take import Take


MANY = 10_000  # records
SHOWN = ("doc", "region", "indicator", "kind", "figure", "year", "status", "quote")  # of a record, to people


def given(
    paths: Sequence[str | Path], lexicon: Sequence[str] = (), doubled: bool = False, take: Take | None = None
) -> Sequence[Row]:
    """The records of `paths` (files, folders, `-`), with ids of the user's own `lexicon` files where they have none.

    A record that occurs in them several times is one record, unless they are to be looked at as they are (`doubled`).
    `take` says which to keep, and what of them.

    Raises:
        InputError: a file cannot be read.
        OutputError: the folder of temporary files is full.
        UsageError: cells are faulty; all faults but the last have been complained of.
    """
    from plancli.records.sets import load_sets

    own = _own_words(lexicon)
    with faults_told():
        found = own(load_sets(paths, lambda line: say(f"warning · {line}"), doubled, take))
        if not found and not (take and take.seen):
            say(f"no record · {' '.join(map(str, paths))} · texts without a target give none")
        if len(found) > MANY:
            gc.freeze()  # they stay until the end: the search for garbage need not walk them again and again
        return found


def lean(choice: Any, words: Any) -> Take | None:
    """Records of the statuses asked for, with what comparing reads; whole where people's decisions are applied.

    Args:
        choice: what was asked for with `--status`.
        words: the person's own lexicon and decisions.
    """
    from plancli.records.take import Take

    return None if words.decisions else Take(choice.statuses)


def _own_words(lexicon: Sequence[str]) -> Callable[[Sequence[Row]], Sequence[Row]]:
    """What the user's words do to records; the files are read first, since records are checked against them."""
    if not lexicon:
        return lambda records: records
    from plancli.compare.align.user_indicators import identified
    from plancli.lexicon.lexicon import lexicon_of

    own = lexicon_of(tuple(lexicon))
    # rows are taken later, while they are written: the lexicon must still be in force then
    click.get_current_context().with_resource(own.in_force())  # for the rest of this command
    return lambda records: identified(records, own.own_indicators)


def document_records(path: str | None) -> list[Row]:
    """Document records, as `extract --documents` wrote them; none without a file.

    Args:
        path: of JSON Lines, CSV, XLSX or Parquet.

    Raises:
        InputError: no JSON objects.
    """
    from plancli.records.tables import rows_of

    return [raw.cells for raw in rows_of(Path(path), say)] if path else []


def coverage_of(path: str | None) -> dict[tuple[str, str], str]:
    """Region code and indicator id → what the document of a region says of it, by its record in `path`."""
    return {
        (str(row.get("region_code") or ""), name): str(word)
        for row in document_records(path)
        for name, word in (row.get("coverage") or {}).items()
    }


def merges(path: Path | None) -> dict[str, str]:
    """The phrases that a person has approved as the same; none without a file."""
    from plancli.compare.align.merge import load

    return load(path) if path else {}


def emit_records(
    records: Iterable[Row],
    documents: Sequence[Row],
    writing: Writing,
    sources: Sequence[str] = (),
    texts: Sequence[ReviewText] = (),
) -> None:
    """Write target records: every column to files, those that people read first to a terminal or page.

    `documents` may still grow while `records` are taken. A workbook or report holds them too; `texts` are for formats
    that carry the documents themselves.

    Args:
        sources: the files that the records came from, for the book; it has the time of the newest.
    """
    from plancli.cli.output import format_of, style_of
    from plancli.export import write
    from plancli.pipeline import about
    from plancli.records.store import stored
    from plancli.run.atomic import replacing

    form = format_of(writing)
    if write.is_book(form) and writing.output:
        with replacing(writing.output) as temporary:
            rows = records if isinstance(records, Sequence) else stored(records)
            beside = about(rows, documents, sources, write.is_compared(form), writing.lang or "zh")
            say_left_out(beside)
            write.book(rows, replace(beside, texts=texts), temporary, style_of(writing, form))
    else:
        emit_rows(records, RECORD, SHOWN, writing)


def say_left_out(described: About) -> None:
    """Say how much of a comparison its sheet does not hold."""
    if described.left_out:
        what = f"{counted(described.left_out, 'row', 'is')} left out of the comparison"
        say(
            f"{what} · more than a sheet holds · all records are in the book; plancli compare -o FILE.csv has every row"
        )


def emit_rows(rows: Iterable[Row], columns: Sequence[Column], brief: Sequence[str], writing: Writing) -> None:
    """Write `rows` with all `columns`; to a terminal or page only those named in `brief`, in words for people.

    A sheet has all columns, in words and in units that people read.
    """
    from plancli.cli.output import emit, format_of
    from plancli.columns import FIGURES

    form, lang = format_of(writing), writing.lang or "zh"
    if form == "xlsx":
        from plancli.compare.tables.people import in_reading_unit

        rows = (_worded(in_reading_unit(row), lang) for row in rows)
    elif form in ("table", "md"):
        by_name = {column.name: column for column in (*columns, *FIGURES)}
        columns = [by_name[name] for name in brief]
        rows = (_in_words(row, lang) for row in rows)
    emit(({column.name: row.get(column.name) for column in columns} for row in rows), columns, writing)


def _worded(row: Row, lang: str) -> Row:
    """Kinds, levels and changes in words; in English, regions and indicators by their English names too."""
    from plancli.compare.names import english, word

    said = {name: word(name, value, lang) for name, value in row.items() if isinstance(value, str)}
    return {**row, **said, **(english(row) if lang == "en" else {})}


def _in_words(row: Row, lang: str) -> Row:
    """Kinds, levels and changes in words, and one figure in place of comparator, value and unit."""
    from plancli.compare.tables.figure_text import in_one_unit

    said: Row = {}
    if row.get("comparator") and row.get("value") is not None:
        actual = [_actual(row)] if row.get("actual_value") is not None else []
        texts = in_one_unit([row, *actual], lang)
        said |= dict(zip(("figure", "actual_figure"), texts, strict=False))
    return {**_worded(row, lang), **said}


def _actual(row: Row) -> Row:
    return {"comparator": row["actual_comparator"], "value": row["actual_value"], "unit": row["unit"]}

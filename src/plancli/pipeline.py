"""The few functions that the Python API and the commands share: a document's whole way."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache, partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from plancli.columns import RECORD
from plancli.errors import InputError
from plancli.model import Document, Failure, Missed, Options, Status, Target
from plancli.read import documents, from_bytes
from plancli.read.files import label
from plancli.records.record import document_record, to_record
from plancli.run.atomic import replacing
from plancli.run.discover import Source
from plancli.terms import Row

if TYPE_CHECKING:
    from pandas import DataFrame

    from plancli.export.about import About
    from plancli.extract import Extraction
    from plancli.grid import Grid
    from plancli.trust.decider import Decider
    from plancli.trust.decisions import Decision


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a run keeps of one document: rows ready to be written, cheap to send between processes.

    `places` are those of the figures that people have added (`trust.decider.places_of`); `unkept` says why
    a cache could not keep it.
    """

    document: Row
    records: tuple[Row, ...]
    missed: tuple[Row, ...]
    places: Row = field(default_factory=dict)
    unkept: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """What one document gave, its targets not yet made into rows. Fields as in `Extracted`."""

    document: Row
    targets: list[Target]
    missed: tuple[Row, ...]
    places: Row


def analyse(document: Document, options: Options | None = None) -> Extraction:
    """All that one document says: its targets, normalised and judged, what was missed, and what the traps caught."""
    from plancli.extract import extract_document
    from plancli.lexicon.lexicon import lexicon_of
    from plancli.normalize.targets import normalize
    from plancli.trust.judge import judge

    lexicon = lexicon_of(options.lexicon if options else ())
    extraction = extract_document(document, lexicon)
    with lexicon.in_force():
        return replace(extraction, targets=judge(normalize(extraction.targets, document, lexicon)))


def extract(document: Document, options: Options | None = None, status: str | None = "target") -> list[Target]:
    """The statements of `document` that have `status` (`target`, `actual`, `other`; None: all), normalised.

    With `options.decisions` they are as people want them; a decision about this document that cannot be applied is a
    warning (`UserWarning`), one line each.

    Raises:
        UsageError: a file of decisions is not there, or cannot be read without guessing.
    """
    targets = analyse(document, options).targets
    if options and options.decisions:
        targets = _as_decided(document, targets, options)
    return [target for target in targets if status is None or target.status == status]


def _as_decided(document: Document, targets: Sequence[Target], options: Options) -> list[Target]:
    from plancli.lexicon.lexicon import lexicon_of
    from plancli.records.decided import to_targets
    from plancli.records.record import empty_record
    from plancli.trust.decider import Decider, places_of
    from plancli.trust.told import unsettled

    lexicon = lexicon_of(options.lexicon)
    # judging looks words up as well, and must find those that extracting found
    with lexicon.in_force():
        decisions = read_decisions(options.decisions)
    about = document_record(document, len(targets)) | {"places": places_of(decisions, document)}
    decider = Decider(decisions, {document.id}, empty_record(), lexicon.own_indicators)
    rows = decider.apply(document.id, [to_record(target) for target in targets], about)
    for line in unsettled(decider.finish()):
        # of Python's own warnings, since there is no command to report it; it points to the line that called `extract`
        warnings.warn(line, stacklevel=3)
    return to_targets(rows, targets)


def normalize(expression: str) -> list[Row]:
    """The quantities and periods in `expression` (2.6万个以上, 到2025年), in base units, from left to right."""
    from plancli.normalize.phrase.expressions import rows

    return list(rows(expression))


def compare(targets: Iterable[Target]) -> DataFrame:
    """The wide table of `targets`: a row for each indicator, kind, year and unit, a column for each region."""
    from plancli.compare.tables import wide

    return wide.frame([to_record(target) for target in targets])


def read_source(source: Source, options: Options) -> Iterator[Document | Failure]:
    """The documents of one file, under the id that discovery gave the file.

    Raises:
        InputError: nothing in it can be used, nor in another file of the same document.
    """
    stem = PurePath(label(source.path)).stem
    for document in _documents(source, options):
        # what follows the stem (the row of a table, the member of an archive) keeps documents of one file apart
        if isinstance(document, Document) and document.id.startswith(stem):
            document = replace(document, id=source.id + document.id[len(stem) :])
        yield document


def _documents(source: Source, options: Options) -> Iterator[Document | Failure]:
    try:
        if source.data is None:
            yield from documents(source.path, options)
        else:
            yield from from_bytes(source.data, label(source.path), options)
    except InputError as error:
        if not source.instead:
            raise
        for document in documents(source.instead, options):
            # the same text often exists in a second format; readers of the records must know which was used
            said = (f"{label(source.path)} cannot be used ({error.what}): read instead of it",)
            yield (
                replace(document, warnings=(*document.warnings, *said)) if isinstance(document, Document) else document
            )


def findings(document: Document, options: Options, statuses: tuple[str, ...]) -> Findings:
    """What one document gives, its records as targets."""
    from plancli.trust.coverage import coverage

    extraction = analyse(document, options)
    goals = sum(target.status == Status.TARGET for target in extraction.targets)
    targets = [target for target in extraction.targets if target.status in statuses]
    missed = tuple(map(missed_record, extraction.missed))
    covered = coverage(document.text, extraction.targets, extraction.parts)
    row = document_record(document, goals, extraction.parts, covered, extraction.unread)
    return Findings(row, targets, missed, places_in(document, options))


def places_in(document: Document, options: Options) -> Row:
    """Where figures that people have added are in `document` (`trust.decider.places_of`)."""
    if not options.decisions:
        return {}
    from plancli.trust.decider import places_of

    # part of the key below: a long-lived process notices that the file was edited
    times = tuple(Path(path).stat().st_mtime_ns for path in options.decisions)
    return places_of(_decisions(options.decisions, times), document)


def extracted(document: Document, options: Options, statuses: tuple[str, ...]) -> Extracted:
    """What a run keeps of one document."""
    item = findings(document, options, statuses)
    return Extracted(item.document, tuple(map(to_record, item.targets)), item.missed, item.places)


def records_of(document: Document, options: Options, decider: Decider | None = None) -> list[Row]:
    """The records of one document, of every status, as people want them."""
    item = extracted(document, options, tuple(Status))
    about = {**item.document, "places": item.places}
    return decider.apply(document.id, item.records, about) if decider else list(item.records)


@lru_cache(maxsize=4)
def _decisions(paths: tuple[str, ...], times: tuple[int, ...]) -> list[Decision]:
    """The decisions of files that were last written at `times`: another time, another reading."""
    return read_decisions(paths)


def read_decisions(paths: tuple[str, ...], warn: Callable[[str], None] = lambda line: None) -> list[Decision]:
    """The decisions of files: JSON Lines, CSV, reviewed workbooks.

    Args:
        paths: of JSON Lines, CSV files and reviewed workbooks.
        warn: takes a line for the person, where a file can still be read.

    Raises:
        UsageError: see `records.decisions.load_decisions`.
    """
    from plancli.export import labels
    from plancli.records.decisions import read_all

    return read_all(paths, labels.values(), warn)


def about(
    records: Sequence[Row],
    documents: Sequence[Row] = (),
    sources: Sequence[str] = (),
    compared: bool = True,
    lang: str = "zh",
) -> About:
    """What a book holds besides `records`: their comparison in `lang` (unless not `compared`), files and time.

    Args:
        sources: files that the records came from; without them, those that `documents` name.
    """
    from plancli.compare.tables.grid import grid
    from plancli.export.about import About, time_of

    goals = (record for record in records if record.get("status") == Status.TARGET)
    some = any(record.get("status") == Status.TARGET for record in records)
    names = tuple(sources) or tuple(str(row["source"]) for row in documents if row.get("source"))
    # records of achievements alone have a comparison too
    table = grid((goals if some else records) if compared else (), lang=lang)
    return with_table(About(documents, names, time_of(names), table, lambda lang: ()), table)


def with_table(described: About, table: Grid, turned: bool = False) -> About:
    """`described` with `table` as its comparison, as much of it as fits into a sheet; see `About` for `turned`."""
    from plancli.compare.tables import wide
    from plancli.compare.tables.fitting import fitting

    fit, left_out = fitting(table, turned)
    return replace(described, grid=fit, leads=cache(partial(wide.leads, fit)), turned=turned, left_out=left_out)


def export(targets: Iterable[Target], path: Path | str, lang: str | None = None) -> None:
    """Write `targets` to `path`; its suffix says the format (.xlsx .csv .jsonl .parquet .sqlite .duckdb .md .html).

    Raises:
        OutputError: the file cannot be written; an old one stays as it was.
        UsageError: no format has this suffix.
    """
    from plancli.export import write

    path, rows = Path(path), [to_record(target) for target in targets]
    style = write.Style(write.format_of_suffix(path), lang)
    # a reader who opens the file meanwhile finds the old one complete
    with replacing(path) as temporary:
        if write.is_book(style.format):
            write.book(rows, about(rows, lang=lang or "zh"), temporary, style)
        else:
            write.to_path(rows, RECORD, temporary, style)


def missed_record(missed: Missed) -> Row:
    """A row of `--missed`."""
    span = missed.span
    return {"doc": missed.doc, "start": span.start, "end": span.end, "text": missed.text, "reason": missed.reason}

"""The few functions that the Python API and the commands share: a document's whole way, and that of many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from hashlib import sha256
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, TypeVar

from plancli.columns import RECORD
from plancli.errors import InputError
from plancli.export import write
from plancli.export.about import About, program, time_of
from plancli.model import Document, Failure, Missed, Options, Status, Target
from plancli.read import documents, from_bytes
from plancli.read.files import label
from plancli.records.record import document_record, to_record
from plancli.run import runner
from plancli.run.atomic import replacing
from plancli.run.discover import Source
from plancli.run.encoded import Encoded, encoded, renamed

if TYPE_CHECKING:
    from pandas import DataFrame

    from plancli.extract import Extraction
    from plancli.run.journal import Journal
    from plancli.trust.decider import Decider
    from plancli.trust.decisions import Decision

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a run keeps of one document: rows ready to be written, cheap to send between processes.

    `places` are those of the figures that people have added (`trust.decider.places_of`).
    """

    document: Row
    records: tuple[Row, ...]
    missed: tuple[Row, ...]
    places: Row = field(default_factory=dict)


Found = TypeVar("Found", Extracted, Encoded)


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
    """The statements of `document` that have `status` (`target`, `actual`, `other`; None: all), normalised."""
    targets = analyse(document, options).targets
    return [target for target in targets if status is None or target.status == status]


def normalize(expression: str) -> list[Row]:
    """The quantities and periods in `expression` (2.6万个以上, 到2025年), in base units, from left to right."""
    from plancli.normalize.phrase.expressions import rows

    return list(rows(expression))


def compare(targets: Iterable[Target]) -> DataFrame:
    """The wide table of `targets`: a row for each indicator, kind, year and unit, a column for each region."""
    from plancli.compare.tables import wide

    return wide.frame([to_record(target) for target in targets])


def run(
    sources: Iterable[Source],
    options: Options,
    statuses: Sequence[str] = (Status.TARGET,),
    journal: Journal | None = None,
    decider: Decider | None = None,
) -> Iterator[Extracted | Failure]:
    """Extract every document of `sources`, in their order whatever `options.jobs` is. Ids come out unique.

    A source that cannot be used is one `Failure`; the others go on. With `journal`, what an interrupted run has
    finished is not done again. `decider` applies the decisions of `options` before statuses are chosen.

    Raises:
        UsageError: a lexicon file of the user is faulty.
    """
    _check_lexicon(options)
    tasks = list(sources)
    work = partial(extract_source, options=options, statuses=tuple(Status if decider else statuses))
    if journal is None:
        found = _distinct(runner.run(work, tasks, options.jobs))
    else:
        found = _distinct(runner.resume(work, tasks, options.jobs, journal, _restored))
    yield from found if decider is None else _decided(found, decider, statuses)


def run_encoded(sources: Iterable[Source], options: Options, statuses: Sequence[str]) -> Iterator[Encoded | Failure]:
    """As `run`, for records that only have to be written: each document comes with its lines of JSON.

    Raises:
        UsageError: a lexicon file of the user is faulty.
    """
    _check_lexicon(options)
    work = partial(encode_source, options=options, statuses=tuple(statuses))
    return _distinct(runner.run(work, list(sources), options.jobs))


def _check_lexicon(options: Options) -> None:
    """A fault in a lexicon of the user is theirs, not that of every file."""
    from plancli.lexicon.lexicon import lexicon_of

    if options.lexicon:
        lexicon_of(options.lexicon)


def encode_source(source: Source, options: Options, statuses: tuple[str, ...]) -> Iterator[Encoded | Failure]:
    """What is to be written of each document in one file. Workers run this."""
    for item in extract_source(source, options, statuses):
        yield item if isinstance(item, Failure) else encoded(item.document, item.records, item.missed)


def _decided(
    found: Iterable[Extracted | Failure], decider: Decider, statuses: Sequence[str]
) -> Iterator[Extracted | Failure]:
    """What was found, as people want it; of the records those that have one of `statuses` then."""
    for item in found:
        if isinstance(item, Failure):
            yield item
            continue
        rows = decider.apply(item.document["doc"], item.records, {**item.document, "places": item.places})
        goals = sum(row["status"] == Status.TARGET for row in rows)
        kept = tuple(row for row in rows if row["status"] in statuses)
        yield Extracted({**item.document, "targets": goals}, kept, item.missed)


def settings_of(options: Options, statuses: Sequence[str]) -> str:
    """What the results of a run depend on besides its files; for `Journal`."""
    decided = [sha256(Path(path).read_bytes()).hexdigest() for path in options.decisions if Path(path).exists()]
    about = sha256(Path(options.about).read_bytes()).hexdigest() if options.about else ""
    return f"{program()} {replace(options, jobs=1, follow=False)} {sorted(statuses)} {decided} {about}"


def _restored(row: Row) -> Extracted:
    return Extracted(row["document"], tuple(row["records"]), tuple(row["missed"]), row.get("places", {}))


def extract_source(source: Source, options: Options, statuses: tuple[str, ...]) -> Iterator[Extracted | Failure]:
    """What a run keeps of each document in one file. Workers run this."""
    for document in read_source(source, options):
        yield document if isinstance(document, Failure) else _extracted(document, options, statuses)


def read_source(source: Source, options: Options) -> Iterator[Document | Failure]:
    """The documents of one file, under the id that discovery gave the file.

    Raises:
        InputError: nothing in it can be used, nor in another file of the same document.
    """
    stem = PurePath(label(source.path)).stem
    for document in _documents(source, options):
        if isinstance(document, Document) and document.id.startswith(stem):
            document = replace(document, id=source.id + document.id[len(stem) :])
        yield document


def _documents(source: Source, options: Options) -> Iterator[Document | Failure]:
    if source.data is not None:
        yield from from_bytes(source.data, source.path, options)
        return
    try:
        yield from documents(source.path, options)
    except InputError as error:
        if not source.instead:
            raise
        for document in documents(source.instead, options):
            said = (f"{label(source.path)} cannot be used ({error.what}): read instead of it",)
            yield (
                replace(document, warnings=(*document.warnings, *said)) if isinstance(document, Document) else document
            )


def _extracted(document: Document, options: Options, statuses: tuple[str, ...]) -> Extracted:
    from plancli.trust.coverage import coverage
    from plancli.trust.decider import places_of

    extraction = analyse(document, options)
    goals = sum(target.status == Status.TARGET for target in extraction.targets)
    records = tuple(to_record(target) for target in extraction.targets if target.status in statuses)
    missed = tuple(map(missed_record, extraction.missed))
    times = tuple(Path(path).stat().st_mtime_ns for path in options.decisions)
    places = places_of(_decisions(options.decisions, times), document) if times else {}
    covered = coverage(document.text, extraction.targets, extraction.parts)
    return Extracted(document_record(document, goals, extraction.parts, covered), records, missed, places)


def records_of(document: Document, options: Options, decider: Decider | None = None) -> list[Row]:
    """The records of one document, of every status, as people want them."""
    item = _extracted(document, options, tuple(Status))
    about = {**item.document, "places": item.places}
    return decider.apply(document.id, item.records, about) if decider else list(item.records)


@lru_cache(maxsize=4)
def _decisions(paths: tuple[str, ...], times: tuple[int, ...]) -> list[Decision]:
    """The decisions of files that were last written at `times`: another time, another reading."""
    return read_decisions(paths)


def read_decisions(paths: tuple[str, ...], warn: Callable[[str], None] = lambda line: None) -> list[Decision]:
    """The decisions of files: JSON Lines, CSV, reviewed workbooks.

    Raises:
        UsageError: see `records.decisions.load_decisions`.
    """
    from plancli.export import labels
    from plancli.records.decisions import read_all

    return read_all(paths, labels.values(), warn)


def about(
    records: Sequence[Row], documents: Sequence[Row] = (), sources: Sequence[str] = (), compared: bool = True
) -> About:
    """What is beside `records` in a book: their comparison (empty unless `compared`), documents, files and time."""
    from plancli.compare.tables import wide
    from plancli.compare.tables.grid import grid

    goals = [record for record in records if record.get("status") == Status.TARGET]
    names = tuple(sources) or tuple(str(row["source"]) for row in documents if row.get("source"))
    table = grid((goals or records) if compared else ())
    return About(documents, names, time_of(names), table, partial(wide.rows, table))


def export(targets: Iterable[Target], path: Path | str, lang: str | None = None) -> None:
    """Write `targets` to `path`; its suffix says the format (.xlsx .csv .jsonl .parquet .sqlite .duckdb .md .html).

    Raises:
        OutputError: the file cannot be written; an old one stays as it was.
        UsageError: no format has this suffix.
    """
    path, rows = Path(path), [to_record(target) for target in targets]
    style = write.Style(write.format_of_suffix(path), lang)
    with replacing(path) as temporary:
        if write.is_book(style.format):
            write.book(rows, about(rows), temporary, style)
        else:
            write.to_path(rows, RECORD, temporary, style)


def missed_record(missed: Missed) -> Row:
    """A row of `--missed`."""
    span = missed.span
    return {"doc": missed.doc, "start": span.start, "end": span.end, "text": missed.text, "reason": missed.reason}


def _distinct(found: Iterable[Found | Failure]) -> Iterator[Found | Failure]:
    """Two archives may hold members of one name: the second gets a number behind its id."""
    seen: set[str] = set()
    for item in found:
        if not isinstance(item, Failure):
            name = item.document["doc"]
            item = _renamed(item, _free(name, seen)) if name in seen else item
            seen.add(item.document["doc"])
        yield item


def _free(name: str, seen: set[str]) -> str:
    number = 2
    while f"{name}~{number}" in seen:
        number += 1
    return f"{name}~{number}"


def _renamed(item: Found, name: str) -> Found:
    if isinstance(item, Encoded):
        return renamed(item, name)
    return Extracted(
        {**item.document, "doc": name},
        tuple({**row, "doc": name} for row in item.records),
        tuple({**row, "doc": name} for row in item.missed),
        item.places,
    )

"""`plancli extract`: documents → target records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypeVar

from plancli.cli.command import command
from plancli.cli.decisions import decider_of, failures_of, tell
from plancli.cli.means import cache_of, close, cluster_of
from plancli.cli.messages import say
from plancli.cli.options import Lists, Writing, deciding, lists, paths, statuses, writing
from plancli.cli.runs import NothingReadError, Tally, shard_of, sources_of
from plancli.model import Failure, Options
from plancli.terms import Row

if TYPE_CHECKING:
    from plancli.batch import Means
    from plancli.pipeline import Extracted
    from plancli.run.discover import Source
    from plancli.run.encoded import Encoded, More
    from plancli.trust.decider import Decider

    Piece = Extracted | Encoded | More

T = TypeVar("T")


@dataclass(slots=True)
class Sides:
    """The side results, written as they come; `documents` are also kept for a workbook."""

    documents_out: TextIO | None
    missed_out: TextIO | None
    documents: list[Row]


@command(
    "extract",
    examples=(
        "plancli extract plans/ -o targets.jsonl --documents documents.jsonl --errors errors.jsonl",
        "plancli extract plans/ --resume -j 0 -o targets.jsonl   # again: reads what is new or has changed",
        "plancli extract hubei.txt --status all | plancli compare - --layout long",
    ),
)
@paths
@statuses
@deciding
@writing
@lists
def extract(paths: tuple[str, ...], statuses: tuple[str, ...], reading: Options, writing: Writing, lists: Lists) -> int:
    """Find the numeric statements of documents.

    A record says what is to be reached, how much, by when, and which words say
    so. Ends with one line on stderr: read, skipped, failed, targets (and of how
    many records, where others are written too), and a second one: how many are
    sure, how many a person should look at. Documents of which most is uncertain
    are named in a third.
    """
    from plancli.batch import Means, run_encoded
    from plancli.cli.output import emit_lines, format_of
    from plancli.cli.records import emit_records
    from plancli.cli.terminal.progress import watched

    tally = Tally()
    # known before the first file is found: a run must not read what it writes
    outputs = (writing.output, lists.documents, lists.missed, lists.errors)
    sources = shard_of(sources_of(paths, reading, tally, outputs), lists.shard, tally)
    decider = decider_of(reading.decisions, {one.id for one in sources} if reading.decisions else (), reading.lexicon)
    with _errors_to(lists.errors, tally):
        cache = cache_of(lists, statuses, reading)
        try:
            with ExitStack() as stack:
                # opened before the work begins: a path that cannot be written fails now and not after an hour
                sides = _open_sides(stack, lists)
                means = Means(cache, stack.enter_context(cluster_of(lists, reading)))
                if decider is None and format_of(writing) == "jsonl":  # the fast way: workers give lines
                    done = watched(run_encoded(sources, reading, statuses, means), len(sources), tally)
                    emit_lines(_lines(done, sides, tally), writing)
                else:
                    found = watched(_analysed(sources, reading, statuses, decider, means), len(sources), tally)
                    emit_records(_records(found, sides, tally), sides.documents, writing)
        # raised inside of all outputs, so that none of them replaces an older file
        except NothingReadError:
            pass
        unsettled = _settle(decider, tally, lists.shard[1] > 1)
    _say_counts(tally)
    if cache:
        close(cache, tally.unkept)
    return tally.code or unsettled


def _analysed(
    sources: Sequence[Source], reading: Options, statuses: tuple[str, ...], decider: Decider | None, means: Means
) -> Iterator[Piece | Failure]:
    """Document by document, long ones in pieces; what is decided needs the document as a whole."""
    from plancli.batch import run, run_in_pieces

    if decider is None:
        return run_in_pieces(sources, reading, statuses, means)
    return run(sources, reading, statuses, decider, means)


def _settle(decider: Decider | None, tally: Tally, part: bool) -> int:
    """Say what became of the decisions; the exit code. Of a `part` of the documents, other parts have their own."""
    if decider is None:
        return 0
    outcome = decider.finish()
    tally.undone += failures_of(replace(outcome, elsewhere=[]) if part else outcome)
    return tell(outcome, part)


def _say_counts(tally: Tally) -> None:
    """How much was read, how many records a person should look at, and which documents need it most."""
    say(str(tally))
    if tally.records:
        say(tally.trust())
    if tally.uncertain:
        say(tally.close_calls())


def _open_sides(stack: ExitStack, lists: Lists) -> Sides:
    from plancli.run.atomic import opened

    documents, missed = [
        stack.enter_context(opened(path)) if path else None for path in (lists.documents, lists.missed)
    ]
    return Sides(documents, missed, [])


def _read(found: Iterator[T | Failure], tally: Tally) -> Iterator[T]:
    """What was read of `found`; failures are said and counted on the way.

    Raises:
        NothingReadError: at the end, where no document was read.
    """
    for item in found:
        if isinstance(item, Failure):
            tally.fail(item)
        else:
            yield item
    if not tally.read and not tally.idle:
        raise NothingReadError


def _records(found: Iterator[Piece | Failure], sides: Sides, tally: Tally) -> Iterator[Row]:
    """The records of all documents; everything else goes to its place on the way.

    Raises:
        NothingReadError: at the end, where no document was read.
    """
    from plancli.run.encoded import Encoded, More, each_record

    read: Iterator[Piece] = _read(found, tally)
    for item in read:
        if isinstance(item, More):
            _keep_missed(item.missed, sides)
        else:
            tally.add(*_counts(item))
            tally.unkept.update([item.unkept] if item.unkept else [])
            _keep(item.document, item.missed, sides, tally)
        yield from each_record(item) if isinstance(item, Encoded | More) else item.records


def _counts(item: Extracted | Encoded) -> tuple[int, int, int]:
    """Targets of a document, its records, and how many of these a person should look at."""
    from plancli.run.encoded import Encoded
    from plancli.trust.confidence import wants_a_look

    if isinstance(item, Encoded):
        return item.targets, item.count, item.doubtful
    targets = sum(record["status"] == "target" for record in item.records)
    return targets, len(item.records), sum(map(wants_a_look, item.records))


def _lines(found: Iterator[Encoded | More | Failure], sides: Sides, tally: Tally) -> Iterator[bytes | bytearray]:
    """As `_records`, where workers have made the lines; nothing of a document is kept.

    Raises:
        NothingReadError: at the end, where no document was read.
    """
    from plancli.run.encoded import Encoded

    read: Iterator[Encoded | More] = _read(found, tally)
    for item in read:
        if isinstance(item, Encoded):
            tally.add(*_counts(item))
            tally.unkept.update([item.unkept] if item.unkept else [])
            _keep(item.document, item.missed, sides, tally)
            # only a book needs them at the end; here they would grow with the number of documents
            sides.documents.clear()
        else:
            _keep_missed(item.missed, sides)
        yield item.lines


def _keep(document: Row, missed: tuple[Row, ...], sides: Sides, tally: Tally) -> None:
    from plancli.export import jsonl
    from plancli.records.record import CLOSE_CALL

    # said as soon as it is known, beside the progress, and again in --documents
    for warning in document["warnings"]:
        say(f"warning · {document['source']} · {warning}")
    if CLOSE_CALL in document["warnings"]:
        tally.uncertain.append(document["doc"])
    if sides.documents_out:
        jsonl.write([document], sides.documents_out)
    _keep_missed(missed, sides)
    sides.documents.append(document)


def _keep_missed(missed: tuple[Row, ...], sides: Sides) -> None:
    from plancli.export import jsonl

    if sides.missed_out:
        jsonl.write(missed, sides.missed_out)


@contextmanager
def _errors_to(path: Path | None, tally: Tally) -> Iterator[None]:
    """The list of failures, empty where there were none, so that a script can always read it.

    Its file is opened first: one that cannot be written is said before hours of reading.
    """
    from plancli.export import jsonl
    from plancli.run.atomic import opened

    if path is None:
        yield
        return
    with opened(path) as stream:
        yield
        # written at the end: what decisions leave undone is known only then
        failures = (*tally.failures, *tally.undone)
        jsonl.write(({"where": f.where, "what": f.what, "hint": f.hint} for f in failures), stream)

"""A large document: each record is written as it is found, first to a file of its own, and read back in pieces."""

from __future__ import annotations

import errno
import pickle
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from tempfile import SpooledTemporaryFile, gettempdir
from typing import Any

from plancli.errors import InputError
from plancli.export.target_lines import lines
from plancli.model import Document, Missed, Options, Status, Target
from plancli.pipeline import missed_record, places_in
from plancli.records.record import document_record
from plancli.run.encoded import Encoded, More
from plancli.trust.confidence import unsure
from plancli.trust.coverage import counts, coverage
from plancli.trust.doubts import subject
from plancli.trust.judge import judged

CONFIDENCE = b'"confidence": '  # what lines of one record begin to differ by
PAGE = 1_000_000  # bytes
SOME = 1000  # sentences that were missed, in one piece
HELD = 16 * PAGE  # Bytes that are held in memory; only when there are more, a file is made.
# Characters of a document that is large: the targets of a smaller one fit into memory several times over.
LARGE = 200_000
MANY = 10_000  # cells of a document that is large too: each may be a target

# A record that its document may contradict: the number of its subject, and what then is from where to where.
Open = tuple[int, int, int, bytes]


def is_large(document: Document) -> bool:
    """Whether the targets of a document are better not all held at once."""
    return len(document.text) > LARGE or sum(len(table.cells) for table in document.tables) > MANY


def encode_large(document: Document, options: Options, statuses: tuple[str, ...]) -> Iterator[Encoded | More]:
    """The lines to be written for a document, in pieces: the same as if it were read all at once.

    Raises:
        InputError: there is no room for what has to be kept meanwhile.
    """
    with SpooledTemporaryFile(max_size=HELD) as file:
        try:
            found = _written(document, options, statuses, _RecordLines(statuses, _Spill(file)))
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                raise
            hint = f"free some space in {gettempdir()}, or set TMPDIR"
            # one document too large for the disk is one failure: the others of the run go on
            raise InputError("no space left for what is kept meanwhile", document.source, hint) from error
        yield found.about
        yield from found.pieces()


def _written(document: Document, options: Options, statuses: tuple[str, ...], found: _RecordLines) -> _RecordLines:
    """All records and missed sentences of a document, in `found`."""
    from plancli.extract import reading_of
    from plancli.lexicon.lexicon import lexicon_of
    from plancli.normalize.targets import each_normal

    lexicon = lexicon_of(options.lexicon)
    with lexicon.in_force():
        reading = reading_of(document)
        for target in each_normal(reading.targets, document, lexicon):
            found.add(target)
        found.keep(reading.missed)
    covered = coverage(document.text, found.headlines, reading.parts)
    row = document_record(document, found.goals, reading.parts, covered)
    places = places_in(document, options)
    found.about = Encoded(row, b"", (), found.goals_written, found.count, found.doubtful, places)
    return found


class _Spill:
    """Objects one after another in a file, read back once."""

    def __init__(self, file: Any) -> None:
        self.file, self.count = file, 0

    def put(self, what: Any) -> None:
        pickle.dump(what, self.file, pickle.HIGHEST_PROTOCOL)
        self.count += 1

    def all(self) -> Iterator[Any]:
        self.file.seek(0)
        for _ in range(self.count):
            yield pickle.load(self.file)


@dataclass(slots=True)
class _RecordPage:
    """Some of the lines, and those of which the end is open."""

    lines: bytearray = field(default_factory=bytearray)
    open: list[Open] = field(default_factory=list)


@dataclass(slots=True)
class _Subject:
    """Something for which a document may state two figures: the first, whether another came, and how many records of it
    want a look without and with that."""

    number: int
    amount: Any
    doubtful: list[int] = field(default_factory=lambda: [0, 0])


@dataclass(slots=True)
class _RecordLines:
    """The lines of a document's records. Whether it contradicts itself is known at its end: until then, records that
    it may contradict have two ends. `headlines` holds what coverage asks for."""

    statuses: tuple[str, ...]
    spill: _Spill
    goals: int = 0
    goals_written: int = 0
    count: int = 0
    doubtful: int = 0
    headlines: list[Target] = field(default_factory=list)
    subjects: dict[Any, _Subject] = field(default_factory=dict)
    contradicted: set[Any] = field(default_factory=set)
    page: _RecordPage = field(default_factory=_RecordPage)
    about: Any = None

    def add(self, target: Target) -> None:
        """Take the next record, normalised; it may be changed."""
        if target.status is Status.TARGET:
            self.goals += 1
        if counts(target):
            # coverage asks for places and names only: thousands of whole quotes would be what this module avoids
            self.headlines.append(replace(target, answers=(), quote_text="", text=""))
        what = subject(target)
        about = None
        if what is not None:
            about = self.subjects.get(what) or self.subjects.setdefault(
                what, _Subject(len(self.subjects), target.amount)
            )
            if about.amount != target.amount:
                self.contradicted.add(what)
        if target.status in self.statuses:
            self.count += 1
            self.goals_written += target.status is Status.TARGET
            self._write(target, what, about)

    def _write(self, target: Target, what: Any, about: _Subject | None) -> None:
        page = self.page
        if len(page.lines) > PAGE:
            self._turn()
            page = self.page
        line, doubtful = _line(target, self.contradicted)
        start = len(page.lines)
        page.lines += line
        if about is None or what in self.contradicted:
            self.doubtful += doubtful
            return
        # Written both ways now, and decided at the end: by then the target itself is gone.
        other, also = _line(target, (what,))
        # what comes before is the same in both, and need not be kept twice
        place = line.rindex(CONFIDENCE)
        place = place if other.startswith(line[:place]) else 0
        page.open.append((about.number, start + place, len(page.lines), other[place:]))
        about.doubtful[0] += doubtful
        about.doubtful[1] += also

    def _turn(self) -> None:
        self.spill.put(self.page)
        self.page = _RecordPage()

    def keep(self, missed: Iterator[Missed]) -> None:
        """Take the sentences that were missed; no record comes behind them."""
        self._turn()
        for what, about in self.subjects.items():
            self.doubtful += about.doubtful[what in self.contradicted]
        while some := tuple(map(missed_record, islice(missed, SOME))):
            self.spill.put(some)

    def pieces(self) -> Iterator[More]:
        """All lines, then all sentences that were missed."""
        other = {self.subjects[what].number for what in self.contradicted}
        for what in self.spill.all():
            yield More(_settled(what, other)) if isinstance(what, _RecordPage) else More(b"", what)


def _settled(page: _RecordPage, contradicted: set[int]) -> bytearray:
    """The lines of a page, those that are contradicted with their other end."""
    settled, last = bytearray(), 0
    for number, start, end, other in page.open:
        if number in contradicted:
            settled += page.lines[last:start]
            settled += other
            last = end
    settled += page.lines[last:]
    return settled


def _line(target: Target, contradicted: Any) -> tuple[bytes, bool]:
    """The line of a record, and whether it wants a look."""
    judged(target, contradicted)
    return lines((target,)), unsure(target.review, target.confidence, target.doubts)

"""A large document: each record is written as it is found, first to a file of its own, and read back in pieces."""

from __future__ import annotations

import errno
import pickle
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
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
from plancli.trust.coverage import Told
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
OpenStream = tuple[int, int, int, bytes]


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
    covered = found.told.coverage(document.text, reading.parts)
    row = document_record(document, found.goals, reading.parts, covered, reading.unread())
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
    open: list[OpenStream] = field(default_factory=list)


class _Subjects:
    """That for which a document may state two figures: what is held of each are numbers, for there are as many as
    records. `contradicted` are those for which it does."""

    def __init__(self) -> None:
        self.contradicted: set[int] = set()
        self._numbers: dict[bytes, int] = {}
        self._amounts = array("q")
        self._doubtful = (array("l"), array("l"))

    def number(self, what: Any, amount: Any) -> int:
        """The number of a subject of which `amount` is stated."""
        key = blake2b(repr(what).encode("utf-8", "surrogatepass"), digest_size=12).digest()
        number = self._numbers.setdefault(key, len(self._amounts))
        if number == len(self._amounts):
            self._amounts.append(hash(amount))
            for counts in self._doubtful:
                counts.append(0)
        elif self._amounts[number] != hash(amount):
            self.contradicted.add(number)
        return number

    def count(self, number: int, doubtful: tuple[bool, bool]) -> None:
        """Whether a record of a subject wants a look where the document does not contradict it, and where it does."""
        for counts, one in zip(self._doubtful, doubtful, strict=True):
            counts[number] += one

    def doubtful(self) -> int:
        """How many of these records want a look."""
        return sum(self._doubtful[number in self.contradicted][number] for number in range(len(self._amounts)))


@dataclass(slots=True)
class _RecordLines:
    """The lines of a document's records. Whether it contradicts itself is known at its end: until then, records that
    it may contradict have two ends. `told` is what coverage asks for."""

    statuses: tuple[str, ...]
    spill: _Spill
    goals: int = 0
    goals_written: int = 0
    count: int = 0
    doubtful: int = 0
    told: Told = field(default_factory=Told)
    subjects: _Subjects = field(default_factory=_Subjects)
    page: _RecordPage = field(default_factory=_RecordPage)
    about: Any = None

    def add(self, target: Target) -> None:
        """Take the next record, normalised; it may be changed."""
        if target.status is Status.TARGET:
            self.goals += 1
        self.told.add(target)
        what = subject(target)
        number = None if what is None else self.subjects.number(what, target.amount)
        if target.status in self.statuses:
            self.count += 1
            self.goals_written += target.status is Status.TARGET
            self._write(target, what, number)

    def _write(self, target: Target, what: Any, number: int | None) -> None:
        page = self.page
        if len(page.lines) > PAGE:
            self._turn()
            page = self.page
        contradicted = number in self.subjects.contradicted
        line, doubtful = _line(target, (what,) if contradicted else ())
        start = len(page.lines)
        page.lines += line
        if number is None or contradicted:
            self.doubtful += doubtful
            return
        # Written both ways now, and decided at the end: by then the target itself is gone.
        other, also = _line(target, (what,))
        # what comes before is the same in both, and need not be kept twice
        place = line.rindex(CONFIDENCE)
        place = place if other.startswith(line[:place]) else 0
        page.open.append((number, start + place, len(page.lines), other[place:]))
        self.subjects.count(number, (doubtful, also))

    def _turn(self) -> None:
        self.spill.put(self.page)
        self.page = _RecordPage()

    def keep(self, missed: Iterator[Missed]) -> None:
        """Take the sentences that were missed; no record comes behind them."""
        self._turn()
        self.doubtful += self.subjects.doubtful()
        while some := tuple(map(missed_record, islice(missed, SOME))):
            self.spill.put(some)

    def pieces(self) -> Iterator[More]:
        """All lines, then all sentences that were missed."""
        for what in self.spill.all():
            yield More(_settled(what, self.subjects.contradicted)) if isinstance(what, _RecordPage) else More(b"", what)


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

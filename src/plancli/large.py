"""A large document: each record is written as it is found, so that memory holds their lines and no more."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace
from typing import Any

from plancli.export.target_lines import lines
from plancli.model import Document, Options, Status, Target
from plancli.pipeline import missed_record, places_in
from plancli.records.record import document_record
from plancli.run.encoded import Encoded
from plancli.trust.confidence import unsure
from plancli.trust.coverage import counts, coverage
from plancli.trust.doubts import subject
from plancli.trust.judge import judged

CONFIDENCE = b'"confidence": '  # what lines of one record begin to differ by
PAGE = 1_000_000  # bytes
LARGE = 1_000_000
"""Characters of a document that is large: the targets of a smaller one fit into memory several times over."""


def encode_large(document: Document, options: Options, statuses: tuple[str, ...]) -> Encoded:
    """What is to be written of a document: the same as of one that is read all at once."""
    from plancli.extract import reading_of
    from plancli.lexicon.lexicon import lexicon_of
    from plancli.normalize.targets import each_normal

    lexicon = lexicon_of(options.lexicon)
    found = _RecordLines(statuses)
    with lexicon.in_force():
        reading = reading_of(document)
        for target in each_normal(reading.targets, document, lexicon):
            found.add(target)
        missed, _, _ = reading.left()
    row = document_record(document, found.goals, reading.parts, coverage(document.text, found.headlines, reading.parts))
    written = found.finish()
    return Encoded(
        row,
        written,
        tuple(map(missed_record, missed)),
        found.goals_written,
        found.count,
        found.doubtful,
        places_in(document, options),
    )


@dataclass(slots=True)
class _Either:
    """A record that its document may contradict: what then stands from `start` to `end` of its page, and whether it
    wants a look without and with that."""

    what: Any
    start: int
    end: int
    other: bytes
    doubtful: tuple[bool, bool]


@dataclass(slots=True)
class _RecordPage:
    """Some of the lines, and those of which the end is open."""

    lines: bytearray = field(default_factory=bytearray)
    open: list[_Either] = field(default_factory=list)

    def settle(self, contradicted: set[Any]) -> int:
        """Write the open ends as they have to be; how many of these records want a look."""
        lines, last, self.lines = self.lines, 0, bytearray()
        for one in self.open:
            if one.what in contradicted:
                self.lines += lines[last : one.start] + one.other
                last = one.end
        self.lines += lines[last:]
        return sum(one.doubtful[one.what in contradicted] for one in self.open)


@dataclass(slots=True)
class _RecordLines:
    """The lines of a document's records. Whether it contradicts itself is known at its end: until then, records that
    it may contradict have two ends. `headlines` holds what coverage asks for."""

    statuses: tuple[str, ...]
    goals: int = 0
    goals_written: int = 0
    count: int = 0
    doubtful: int = 0
    headlines: list[Target] = field(default_factory=list)
    first: dict[Any, Any] = field(default_factory=dict)
    contradicted: set[Any] = field(default_factory=set)
    pages: deque[_RecordPage] = field(default_factory=lambda: deque([_RecordPage()]))

    def add(self, target: Target) -> None:
        """Take the next record, normalised; it may be changed."""
        if target.status is Status.TARGET:
            self.goals += 1
        if counts(target):
            self.headlines.append(replace(target, answers=(), quote_text="", text=""))
        what = subject(target)
        if what is not None and self.first.setdefault(what, target.amount) != target.amount:
            self.contradicted.add(what)
        if target.status in self.statuses:
            self.count += 1
            self.goals_written += target.status is Status.TARGET
            self._write(target, what)

    def _write(self, target: Target, what: Any) -> None:
        if len(self.pages[-1].lines) > PAGE:
            self.pages.append(_RecordPage())
        page = self.pages[-1]
        line, doubtful = _line(target, self.contradicted)
        start = len(page.lines)
        page.lines += line
        if what is None or what in self.contradicted:
            self.doubtful += doubtful
            return
        other, also = _line(target, (what,))
        place = line.rindex(CONFIDENCE)
        place = place if other.startswith(line[:place]) else 0
        page.open.append(_Either(what, start + place, len(page.lines), other[place:], (doubtful, also)))

    def finish(self) -> bytearray:
        """All lines."""
        for page in self.pages:
            self.doubtful += page.settle(self.contradicted)
        written = bytearray(sum(len(page.lines) for page in self.pages))
        place = 0
        while self.pages:  # one page after another, so that memory holds few lines twice
            lines = self.pages.popleft().lines
            written[place : place + len(lines)] = lines
            place += len(lines)
        return written


def _line(target: Target, contradicted: Any) -> tuple[bytes, bool]:
    """The line of a record, and whether it wants a look."""
    judged(target, contradicted)
    return lines((target,)), unsure(target.review, target.confidence, target.doubts)

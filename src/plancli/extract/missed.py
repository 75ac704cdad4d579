"""Sentences with a number and a word of purpose that gave no record, each with the reason: recall, to be checked."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from operator import attrgetter
from typing import Any

from plancli.extract.context.mention import DocumentContext
from plancli.lexicon import load
from plancli.lexicon.words import pattern
from plancli.model import Missed, Quantity, RejectedNumber, Span
from plancli.patterns import lazy

PURPOSE = pattern("status", "purpose")
WORTH: dict[str, dict[str, Any]] = load.table("missed")  # The reasons that make a sentence worth a look.
SPAN_OF = attrgetter("span")
DIGITS = lazy(r"[0-9][0-9]*")  # so `re` runs to the first of them
NAME_OF_DATE = lazy(r"[0-9]{1,2}·[0-9]{1,2}")  # “7·20”: a day, as a name


def missed(
    context: DocumentContext,
    quoted: Sequence[int],
    unlinked: Iterable[Quantity],
    rejected: Sequence[RejectedNumber],
) -> Iterator[Missed]:
    """The sentences without a record that a careful reader may want to look at, in order of the text.

    `quoted` are the starts of the sentences that gave one, in order. The reason is the trap that caught the number,
    `no_indicator` where nothing is named that it could measure, or `no_quantity` where the digits were not read as a
    quantity at all; those of `missed.toml` alone are worth a look.
    """
    # each walks the sentences by itself, for the three streams advance at their own pace
    notes = (_Notes(context, quoted), _Notes(context, quoted), _Notes(context, quoted))
    streams = (_unnamed(unlinked), _trapped(rejected), _unread(context, notes[2], rejected))
    found = [note.of(stream, rank) for rank, (note, stream) in enumerate(zip(notes, streams, strict=True))]
    last = -1
    for start, _, reason in merge(*found):
        # one reason for each sentence, the first of the streams: no indicator says more than an unread digit
        if start != last and (row := _row(context, start, reason)) is not None:
            yield row
        last = start


def _unnamed(unlinked: Iterable[Quantity]) -> Iterator[tuple[int, str]]:
    for one in unlinked:
        yield one.span.start, "no_indicator"


def _trapped(rejected: Iterable[RejectedNumber]) -> Iterator[tuple[int, str]]:
    for one in rejected:
        if _worth_a_look(one):
            yield one.span.start, f"trap:{one.trap}"


class _Notes:
    """Notes on sentences without a record, asked for in the order of the text."""

    def __init__(self, context: DocumentContext, quoted: Sequence[int]) -> None:
        self.around, self._quoted = context.sentences.again().around, quoted

    def of(self, places: Iterable[tuple[int, str]], rank: int) -> Iterator[tuple[int, int, str]]:
        """Where the sentence around each place begins, and the reason."""
        for at, reason in places:
            if (start := self.open(at)) is not None:
                yield start, rank, reason

    def open(self, at: int) -> int | None:
        """Where the sentence around `at` begins; None where it gave a record."""
        start = self.around(at).start
        number = bisect_left(self._quoted, start)
        return None if number < len(self._quoted) and self._quoted[number] == start else start


def _unread(context: DocumentContext, notes: _Notes, rejected: Sequence[RejectedNumber]) -> Iterator[tuple[int, str]]:
    """The digits that nothing has read."""
    passed = _Inside(map(SPAN_OF, rejected)), _Inside(_named_dates(context.text))
    behind = 0
    while found := DIGITS.search(context.text, behind):
        at, behind = found.span()
        told = notes.open(at) is not None
        if told and (any(spans.holds(at) for spans in passed) or _in_period(context, at)):
            continue
        if told:
            yield at, "no_quantity"
        behind = max(behind, notes.around(at).end)  # one reason for each sentence; one with a record needs none


def _named_dates(text: str) -> Iterator[Span]:
    if "·" in text:
        for found in NAME_OF_DATE.finditer(text):
            yield Span(*found.span())


class _Inside:
    """Spans that do not overlap, asked in order of the text whether one of them holds a place."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans = iter(spans)
        self.span = next(self.spans, None)

    def holds(self, at: int) -> bool:
        while self.span is not None and self.span.end <= at:
            self.span = next(self.spans, None)
        return self.span is not None and self.span.start <= at


def _worth_a_look(trap: RejectedNumber) -> bool:
    entry = WORTH.get(f"trap:{trap.trap}")
    return entry is not None and (not entry.get("digits") or DIGITS.match(trap.text) is not None)


def _in_period(context: DocumentContext, at: int) -> bool:
    """Whether a digit is part of a time expression."""
    place = bisect_right(context.period_starts, at) - 1
    return place >= 0 and at < context.period_ends[place]


def _row(context: DocumentContext, start: int, reason: str) -> Missed | None:
    span = context.sentences.around(start)
    # a sentence that wants nothing (a phone number, a date of birth) would drown those that are worth a look
    if not PURPOSE.search(context.text, span.start, span.end):
        return None
    return Missed(context.document.id, span, context.document.text[span.start : span.end], reason)

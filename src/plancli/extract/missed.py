"""Sentences with a number and a word of purpose that gave no record, each with the reason: recall, to be checked."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from plancli.extract.context.mention import DocumentContext
from plancli.lexicon import load
from plancli.lexicon.words import pattern
from plancli.model import Missed, Quantity, RejectedNumber, Span

PURPOSE = pattern("status", "purpose")
WORTH: dict[str, dict[str, Any]] = load.table("missed")
"""The reasons that make a sentence worth a look."""
DIGITS = re.compile(r"[0-9]+")
NAME_OF_DATE = re.compile(r"[0-9]{1,2}·[0-9]{1,2}")  # “7·20”: a day, as a name


def missed(
    context: DocumentContext,
    quoted: Collection[int],
    unlinked: Iterable[Quantity],
    rejected: Sequence[RejectedNumber],
) -> list[Missed]:
    """The sentences without a record that a careful reader may want to look at, in order of the text.

    `quoted` are the starts of the sentences that gave one. The reason is the trap that caught the number,
    `no_indicator` where nothing is named that it could measure, or `no_quantity` where the digits were not read as a
    quantity at all; those of `missed.toml` alone are worth a look.
    """
    around = context.sentences.around
    reasons: dict[int, str] = {}

    def note(at: int, reason: str) -> None:
        if (start := around(at).start) not in quoted:
            reasons.setdefault(start, reason)

    for quantity in unlinked:
        note(quantity.span.start, "no_indicator")
    for trap in rejected:
        if _worth_a_look(trap):
            note(trap.span.start, f"trap:{trap.trap}")
    named = (Span(*found.span()) for found in NAME_OF_DATE.finditer(context.text))
    passed = _Inside(trap.span for trap in rejected), _Inside(named)
    for found in DIGITS.finditer(context.text):
        at = found.start()
        if (
            around(at).start not in quoted
            and not any(spans.holds(at) for spans in passed)
            and not _in_period(context, at)
        ):
            note(at, "no_quantity")
    rows = (_row(context, start, reason) for start, reason in sorted(reasons.items()))
    return [row for row in rows if row is not None]


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
    if not PURPOSE.search(context.text, span.start, span.end):
        return None
    return Missed(context.document.id, span, context.document.text[span.start : span.end], reason)

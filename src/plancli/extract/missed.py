"""Sentences with a number and a word of purpose that gave no record, each with the reason: recall, to be checked."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import Any

from plancli.extract.context.mention import DocumentContext
from plancli.lexicon import load
from plancli.lexicon.words import pattern
from plancli.model import Missed, Quantity, RejectedNumber, Target

PURPOSE = pattern("status", "purpose")
WORTH: dict[str, dict[str, Any]] = load.table("missed")
"""The reasons that make a sentence worth a look."""
DIGITS = re.compile(r"[0-9]+")
NAME_OF_DATE = re.compile(r"[0-9]{1,2}·[0-9]{1,2}")  # “7·20”: a day, as a name


def missed(
    context: DocumentContext,
    targets: Iterable[Target],
    unlinked: Iterable[Quantity],
    rejected: Iterable[RejectedNumber],
) -> list[Missed]:
    """The sentences without a record that a careful reader may want to look at, in order of the text.

    The reason is the trap that caught the number, `no_indicator` where nothing is named that it could measure, or
    `no_quantity` where the digits were not read as a quantity at all; those of `missed.toml` alone are worth a look.
    """
    around = context.sentences.around
    covered = {target.quote.start for target in targets}
    reasons: dict[int, str] = {}
    passed: set[int] = set()
    for quantity in unlinked:
        reasons.setdefault(around(quantity.span.start).start, "no_indicator")
    for trap in rejected:
        passed.update(range(trap.span.start, trap.span.end))
        if _worth_a_look(trap):
            reasons.setdefault(around(trap.span.start).start, f"trap:{trap.trap}")
    named = {place for found in NAME_OF_DATE.finditer(context.text) for place in range(*found.span())}
    for found in DIGITS.finditer(context.text):
        if found.start() in passed or found.start() in named or _in_period(context, found.start()):
            continue
        reasons.setdefault(around(found.start()).start, "no_quantity")
    rows = (_row(context, start, reason) for start, reason in sorted(reasons.items()) if start not in covered)
    return [row for row in rows if row is not None]


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

"""Sentences with a number and a word of purpose that gave no record, each with the reason: recall, to be checked."""

from __future__ import annotations

import re
from collections.abc import Iterable

from plancli.extract.context.mention import DocumentContext
from plancli.lexicon.words import pattern
from plancli.model import Missed, Quantity, RejectedNumber, Target

PURPOSE = pattern("status", "purpose")
NO_NUMBERS = frozenset(("a", "clause_number", "date", "five_year_plan", "idiom"))
"""Traps of what no reader would take for a number: 一批, 1. before a heading, a date."""
DIGITS = re.compile(r"[0-9]+")


def missed(
    context: DocumentContext,
    targets: Iterable[Target],
    unlinked: Iterable[Quantity],
    rejected: Iterable[RejectedNumber],
) -> list[Missed]:
    """The sentences without a record that a careful reader may want to look at, in order of the text.

    The reason is the trap that caught the number, `no_indicator` where nothing is named that it could measure, or
    `no_quantity` where the digits were not read as a quantity at all.
    """
    around = context.sentences.around
    covered = {target.quote.start for target in targets}
    reasons: dict[int, str] = {}
    passed: set[int] = set()
    for quantity in unlinked:
        reasons.setdefault(around(quantity.span.start).start, "no_indicator")
    for trap in rejected:
        if trap.trap in NO_NUMBERS:
            passed.add(trap.span.start)
            continue
        reasons.setdefault(around(trap.span.start).start, f"trap:{trap.trap}")
    for found in DIGITS.finditer(context.text):
        if found.start() in passed:
            continue
        reasons.setdefault(around(found.start()).start, "no_quantity")
    rows = (_row(context, start, reason) for start, reason in sorted(reasons.items()) if start not in covered)
    return [row for row in rows if row is not None]


def _row(context: DocumentContext, start: int, reason: str) -> Missed | None:
    span = context.sentences.around(start)
    if not PURPOSE.search(context.text, span.start, span.end):
        return None
    return Missed(context.document.id, span, context.document.text[span.start : span.end], reason)

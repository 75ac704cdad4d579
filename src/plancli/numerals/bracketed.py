"""A figure in square brackets with its unit behind them, as revisions and drafts write: [60]万人, 【12】公里."""

from __future__ import annotations

from decimal import Decimal

from plancli.model import Amount, Quantity, RejectedNumber, Span
from plancli.numerals import figures
from plancli.numerals.figures import Figure
from plancli.numerals.measured import unit_at
from plancli.patterns import lazy

OPENING = "[【〔"
BRACKETED = lazy(r"(?<=[一-鿿][\[【〔])(?P<digits>\d{1,9}(?:\.\d{1,4})?)[\]】〕]")
SHORTEST = 2  # characters of a unit: 家 and 项 also begin words behind the mark of a note (社区[3]家庭)


def at(text: str, start: int) -> Quantity | RejectedNumber | None:
    """The figure in brackets, its span from the first of them; not read where it may be the mark of a note.

    Args:
        text: folded.
        start: of its first digit.
    """
    match = BRACKETED.match(text, start) if text[start - 1 : start] in OPENING else None
    if match is None:
        return None
    times = figures.TIMES.match(text, match.end())
    end = times.end() if times else match.end()
    written = text[match.end() : end].strip()
    figure = Figure(start, end, Decimal(match["digits"]), None, written, match["digits"])
    unit, end = unit_at(text, figure)
    if not unit:
        return None
    if not written and len(unit) < SHORTEST and unit != "%":
        return RejectedNumber(Span(start, end), text[start:end], "no_unit")
    return Quantity(
        Span(start - 1, end), text[start - 1 : end], Amount(figure.value, None, written + unit), match["digits"]
    )

"""How a document sets its paragraphs: seen from all of its lines, and used where two lines alone leave a doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from plancli.read.pdf.layout import PlacedLine
from plancli.read.pdf.line_joins import SENTENCE_END

LEAST, MOST = 0.8, 5.0  # font heights from line to line
ENOUGH_ENDS = 5  # ends of paragraphs that tell whether the next one is indented
PARAGRAPH_SHARE = 0.9  # of the paragraphs; the others are headings and the salutation
ENDED_BEFORE = 3.0  # font heights before the margin: a line that ends a sentence there ends its paragraph
STEP_APART = 1.1  # times the step from line to line; what differs less is one step, measured
FONT_AT_LEAST = 0.1  # points; a damaged file may say that its font has no height
INDENTS = (1.2, 4.5)  # font heights


@dataclass(frozen=True, slots=True)
class Manner:
    """How paragraphs are set.

    Args:
        body: the height in points of the font that most of the text is printed in.
        step: from line to line within a paragraph, in font heights.
        indented: paragraphs begin with an indent, so that a line without one goes on with the line before.
        apart: so many font heights below the line before a line begins a paragraph; 0 where these are not set apart.
        hanging: paragraphs begin at the margin, and all their other lines are indented.
    """

    body: float
    step: float
    indented: bool
    apart: float = 0.0
    hanging: bool = False


def manner_of(lines: Sequence[PlacedLine], body: float) -> Manner:
    """The manner of these lines, in reading order.

    Args:
        lines: of all pages.
        body: the height in points of the font that most of them are printed in.
    """
    pairs = [(one, other) for one, other in pairwise(lines) if _follows(one, other)]
    steps = [_step(one, other) for one, other in pairs if _is_wrapped(one)]
    indents = list(_indents(pairs))
    indented = len(indents) >= ENOUGH_ENDS and sum(indents) >= PARAGRAPH_SHARE * len(indents)
    inside = [_indented(other) for one, other in pairs if _is_wrapped(one) and not other.box]
    hanging = (
        len(indents) >= ENOUGH_ENDS
        and sum(indents) <= (1 - PARAGRAPH_SHARE) * len(indents)
        and sum(inside) > PARAGRAPH_SHARE * len(inside)
    )
    return Manner(body, median(steps) if steps else 0.0, indented, _apart(pairs, steps), hanging)


def _apart(pairs: Sequence[tuple[PlacedLine, PlacedLine]], steps: Sequence[float]) -> float:
    """Half-way between the step from line to line and the one from paragraph to paragraph, where nearly all lines and
    paragraphs keep to it; else 0.

    Args:
        steps: from a line that goes on to the next one.
    """
    ends = [_step(one, other) for one, other in pairs if _ends_paragraph(one)]
    if len(ends) < ENOUGH_ENDS or not steps:
        return 0.0
    within, between = median(steps), median(ends)
    limit = (within + between) / 2
    kept = sum(step > limit for step in ends) / len(ends), sum(step < limit for step in steps) / len(steps)
    return limit if between > STEP_APART * within and min(kept) >= PARAGRAPH_SHARE else 0.0


def _follows(one: PlacedLine, other: PlacedLine) -> bool:
    """Is the one line right above the other, in one column and one size?"""
    step = _step(one, other)
    same = (one.page, one.box, one.left) == (other.page, other.box, other.left)
    return same and LEAST < step < MOST and abs(one.line.size - other.line.size) < 0.1 * one.line.size


def _step(one: PlacedLine, other: PlacedLine) -> float:
    """From line to line, in font heights."""
    return (other.line.base - one.line.base) / max(other.line.size, FONT_AT_LEAST)


def _ends_paragraph(placed: PlacedLine) -> bool:
    line = placed.line
    return SENTENCE_END.search(line.text) is not None and placed.right - line.right > ENDED_BEFORE * line.size


def _is_wrapped(placed: PlacedLine) -> bool:
    line = placed.line
    return placed.right - line.right < line.size and not SENTENCE_END.search(line.text)


def _indents(pairs: Sequence[tuple[PlacedLine, PlacedLine]]) -> Iterator[bool]:
    """For each line that surely ended its paragraph: is the next one indented?"""
    for one, other in pairs:
        if _ends_paragraph(one):
            yield _indented(other)


def _indented(placed: PlacedLine) -> bool:
    return INDENTS[0] < (placed.line.left - placed.left) / max(placed.line.size, FONT_AT_LEAST) < INDENTS[1]

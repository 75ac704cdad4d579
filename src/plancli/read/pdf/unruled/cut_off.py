"""The last row of a table with a rule under each row, where the page ends before its rule: that rule is put there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plancli.read.pdf.lines import Line
from plancli.read.pdf.page import RuledLine
from plancli.read.pdf.unruled.cell_edges import OVERHANG, above
from plancli.read.pdf.unruled.parts import A_YEAR, FIGURE_PART, ROW_FIGURES, ROW_PIECES, is_row_of_cells
from plancli.read.pdf.unruled.rows import printed_rows

WIDE = 100.0  # points: 3.5 cm; shorter rules are those of notes and underlines
TAIL_FAR = 3.5  # font heights from line to line: what is further below is no row
UNDER_LAST = 0.5  # font heights from the last line to where its rule would be


def closing(rules: Sequence[RuledLine], lines: Sequence[Line]) -> Iterator[RuledLine]:
    """The rule that is missing below the last line; with it one above the head, where its rule is the only one.

    Args:
        rules: of one column of text, those drawn in pieces put together.
        lines: what is printed there, from top to bottom, cut between cells.
    """
    wide = [rule for rule in rules if rule.across and rule.end - rule.start > WIDE]
    if not wide:
        return
    lowest = max(wide, key=lambda rule: rule.at)
    tail = list(_near(lines, lowest.at))
    if not any(map(is_row_of_cells, printed_rows(tail))) or not all(_inside(line, lowest) for line in tail):
        return
    if is_headed(lines, lowest):
        yield top_of(lines, lowest)
    yield lowest._replace(at=tail[-1].base + UNDER_LAST * tail[-1].size)


def is_headed(lines: Sequence[Line], rule: RuledLine) -> bool:
    """Is the head of a table right above a rule? It has many cells, and no figures but years."""
    head = above(lines, rule)
    figures = sum(bool(FIGURE_PART.fullmatch(one.text)) and not A_YEAR.fullmatch(one.text) for one in head)
    return len(head) >= ROW_PIECES and figures < ROW_FIGURES


def top_of(lines: Sequence[Line], rule: RuledLine) -> RuledLine:
    """The rule that others draw above the head of a table.

    Args:
        rule: under the head.
    """
    return rule._replace(at=min(line.top for line in above(lines, rule)))


def _near(lines: Sequence[Line], top: float) -> Iterator[Line]:
    """The lines below `top` that are near one another."""
    last = top
    for line in lines:
        if line.base > top:
            if line.base - last > TAIL_FAR * line.size:
                return
            yield line
            last = line.base


def _inside(line: Line, rule: RuledLine) -> bool:
    return rule.start - OVERHANG <= line.left and line.right <= rule.end + OVERHANG

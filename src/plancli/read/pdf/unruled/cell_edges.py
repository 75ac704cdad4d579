"""Rules that are drawn cell by cell tell where the columns are, however near the texts of two cells are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from plancli.patterns import lazy
from plancli.read.pdf.lines import Line, between, line_of
from plancli.read.pdf.page import Glyph, RuledLine
from plancli.read.pdf.unruled.rows import printed_rows

SAME = 2.0  # points between places that count as one
LEAST_PIECES = 3  # pieces of a rule that make columns
ABOVE = 2.6  # font heights from the last line of a head to the rule under it, in a table set with much white
HALF = 1.3  # font heights between the lines of two cells of one row, set to the middle
SPACED_STEP = 3.1  # font heights from line to line in the cells of a head set with as much white
HIGHEST_LETTERS = 40.0  # points; no table is set in larger letters
OVERHANG = 10.0  # points that a line may reach over the ends of the rules
CLAUSES = lazy(r"[，。；]")  # in no head of a table
OVER = 1.5  # points that the box of a character may reach over an edge

Edges = tuple[float, ...]


def chains(rules: Iterable[RuledLine]) -> list[tuple[float, Edges]]:
    """Rules made of pieces that touch: height on the page, and where the pieces begin and end."""
    rows: list[list[RuledLine]] = []
    for rule in sorted(rule for rule in rules if rule.across):
        last = rows[-1][-1] if rows else None
        if last is not None and abs(rule.at - last.at) <= SAME and abs(rule.start - last.end) <= SAME:
            rows[-1].append(rule)
        else:
            rows.append([rule])
    return [(row[0].at, (row[0].start, *(rule.end for rule in row))) for row in rows if len(row) >= LEAST_PIECES]


def cut_at(lines: Sequence[Line], found: Sequence[tuple[float, Edges]], from_top: bool) -> list[Line]:
    """The lines of a page, those of such a table cut where its columns meet.

    Args:
        lines: from top to bottom.
        found: what `chains` gives for the page.
        from_top: a table of the page before may go on above the first rule.
    """
    for edges in dict.fromkeys(edges for _, edges in found):
        first, last = _reach(edges, found)
        top = 0.0 if from_top and first == found[0][0] else first
        lines = [piece for line in lines for piece in (_pieces(line, edges) if top < line.base < last else [line])]
        lines = _head_cut(lines, edges, first)
    return list(lines)


def _reach(edges: Edges, found: Sequence[tuple[float, Edges]]) -> tuple[float, float]:
    """From the first rule with these edges to where rules with others begin."""
    first = min(at for at, own in found if _same(own, edges))
    others = [
        at for at, own in found if at > first and not _same(own, edges) and own[-1] - own[0] >= edges[-1] - edges[0]
    ]
    return first, min(others, default=float("inf"))


def _head_cut(lines: Sequence[Line], edges: Edges, first: float) -> list[Line]:
    """The same for the row above the first rule, where it has a text over nearly all columns: the head."""
    near = above(lines, RuledLine(True, first, edges[0], edges[-1]))
    pieces = {id(line): _pieces(line, edges) for line in near}
    if sum(map(len, pieces.values())) < len(edges) - 2:
        return list(lines)
    return [piece for line in lines for piece in pieces.get(id(line), [line])]


def above(lines: Sequence[Line], rule: RuledLine) -> list[Line]:
    """The printed row on a rule: where there are rules only under rows, it is the head of a table."""
    near: list[Line] = []
    lowest: Sequence[Line] = ()
    for row in reversed(printed_rows(between(lines, rule.at - ABOVE * HIGHEST_LETTERS, rule.at))):
        far = (lowest[0].base if lowest else rule.at) - row[-1].base
        if far > (HALF if lowest else ABOVE) * row[-1].size and not _begins(row, lowest, far):
            break
        if any(CLAUSES.search(line.text) for line in row):  # prose above the first rule of a table
            break
        near, lowest = [*row, *near], row
    inside = all(rule.start - OVERHANG <= line.left and line.right <= rule.end + OVERHANG for line in near)
    return near if inside else []


def _begins(row: Sequence[Line], below: Sequence[Line], far: float) -> bool:
    """Do the cells below begin in this row, 0年 under 202? It has more of them, one over each."""
    over = all(any(one.left < other.right and one.right > other.left for one in row) for other in below)
    return len(row) >= LEAST_PIECES and len(row) > len(below) > 0 and far <= SPACED_STEP * row[-1].size and over


def _same(one: Edges, other: Edges) -> bool:
    return len(one) == len(other) and all(abs(a - b) <= SAME for a, b in zip(one, other, strict=True))


def _pieces(line: Line, edges: Edges) -> list[Line]:
    """The line by columns; whole where it does not belong to the table: one of its characters is on an edge."""
    inner = edges[1:-1]
    outside = line.left < edges[0] - OVER or line.right > edges[-1] + OVER
    if outside or any(glyph.left + OVER < at < glyph.right - OVER for glyph in line.glyphs for at in inner):
        return [line]
    parts: dict[int, list[Glyph]] = {}
    for glyph in line.glyphs:
        # the number of edges left of its middle is its column
        parts.setdefault(sum(at < (glyph.left + glyph.right) / 2 for at in inner), []).append(glyph)
    return [line_of(glyphs) for _, glyphs in sorted(parts.items())]

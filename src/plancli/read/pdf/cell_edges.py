"""Rules that are drawn cell by cell tell where the columns are, however near the texts of two cells are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from plancli.read.pdf.lines import Line, line_of
from plancli.read.pdf.page import Glyph, Rule

SAME = 2.0  # points between places that count as one
LEAST = 3  # pieces of a rule that make columns
OVER = 1.5  # points that the box of a character may reach over an edge

Edges = tuple[float, ...]


def chains(rules: Iterable[Rule]) -> list[tuple[float, Edges]]:
    """Rules made of pieces that touch: height on the page, and where the pieces begin and end."""
    rows: list[list[Rule]] = []
    for rule in sorted(rule for rule in rules if rule.across):
        last = rows[-1][-1] if rows else None
        if last is not None and abs(rule.at - last.at) <= SAME and abs(rule.start - last.end) <= SAME:
            rows[-1].append(rule)
        else:
            rows.append([rule])
    return [(row[0].at, (row[0].start, *(rule.end for rule in row))) for row in rows if len(row) >= LEAST]


def cut_at(lines: Sequence[Line], found: Sequence[tuple[float, Edges]], from_top: bool) -> list[Line]:
    """The lines of a page, those of such a table cut where its columns meet.

    Args:
        lines: from top to bottom.
        found: what `chains` gives for the page.
        from_top: a table of the page before may go on above the first rule.
    """
    for edges in dict.fromkeys(edges for _, edges in found):
        top = 0.0 if from_top else min(at for at, own in found if _same(own, edges))
        lines = [piece for line in lines for piece in (_pieces(line, edges) if line.base > top else [line])]
    return list(lines)


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
        # how many edges lie left of its middle is its column
        parts.setdefault(sum(at < (glyph.left + glyph.right) / 2 for at in inner), []).append(glyph)
    return [line_of(glyphs) for _, glyphs in sorted(parts.items())]

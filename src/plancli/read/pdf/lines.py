"""Glyphs of a page → lines: what is on one baseline, cut where a gap is too wide for one text.

A wide gap separates columns of text, cells of a table, or the two ends of a running head.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from plancli.read.pdf.page import Glyph
from plancli.read.web.inline import raised

WIDE_GAP = 1.6  # in heights of the font: wider than two blanks, narrower than the space between columns
SPREAD = 1.6  # times the usual gap of a line is one between words
FEWEST_EVEN = 5  # characters in a line that is nothing but spread
EVEN_GAPS = 1.3  # times the smallest gap of such a line is the largest
RAISED, RAISED_SIZE = 0.2, 0.9  # font heights
SAME_LINE = 0.4  # font heights between baselines of one line
FULL_SIGN = 0.8  # font heights: the box of a sign that is as wide as a character, half of it white
FIGURE_CHARACTERS = "0123456789.,"
AS_DRAWN = 0.02  # font heights between two digits of one figure, or that one is printed over the other
IN_LINE = 0.1  # points
TOUCHING = 0.2  # font heights between two digits that seem to be one figure
OPENERS = "（(《〈「『“‘【〔［["
CLOSING = "）)》〉」』”’】〕］]，,。.、；;：:！!？?%％‰"


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of one line of print, with the glyphs it is made of."""

    text: str
    left: float
    right: float
    base: float
    size: float
    glyphs: tuple[Glyph, ...]

    @property
    def top(self) -> float:
        return self.base - self.size


def lines_of(glyphs: Iterable[Glyph], gap: float = WIDE_GAP) -> list[Line]:
    """Lines from top to bottom and left to right, cut at gaps of `gap` font heights."""
    found: list[Line] = []
    for row in rows_of(glyphs):
        found.extend(_pieces(row, gap))
    return found


def rows_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs that share a baseline, from top to bottom; within a row from left to right."""
    rows: list[list[Glyph]] = []
    base = size = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: (glyph.base, glyph.left)):  # objects of a page come in any order
        # 1.0: some fonts state a height of 0
        if rows and glyph.base - base <= SAME_LINE * max(min(size, glyph.size), 1.0):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
            base, size = glyph.base, glyph.size
    for row in rows:
        row.sort(key=lambda glyph: glyph.left)
    return [row for row in _with_small_ones(rows) if any(glyph.char != " " for glyph in row)]


def _with_small_ones(rows: list[list[Glyph]]) -> list[list[Glyph]]:
    """A raised or lowered figure (m², 10⁻³) belongs to the line it is in, not to one of its own."""
    kept: list[list[Glyph]] = []
    for index, row in enumerate(rows):
        # a note or exponent has three signs at most
        host = _host(row, [*kept[-1:], *rows[index + 1 : index + 2]]) if len(row) <= 3 else None
        if host is None:
            kept.append(row)
        else:
            host.extend(row)
            host.sort(key=lambda glyph: glyph.left)
    return kept


def _host(row: list[Glyph], neighbours: Sequence[list[Glyph]]) -> list[Glyph] | None:
    size = max(glyph.size for glyph in row)
    for other in neighbours:
        large = median(glyph.size for glyph in other)
        near = abs(other[0].base - row[0].base) < 0.6 * large
        inside = other[0].left - 1.5 * large < row[0].left and row[-1].right < other[-1].right + large
        if size < 0.75 * large and near and inside:  # superscripts are set at 60 to 70 % of the font
            return other
    return None


def _pieces(row: list[Glyph], gap: float) -> Iterable[Line]:
    piece: list[Glyph] = []
    gap = float("inf") if _is_spread(row, gap) else gap
    for glyph in row:
        if glyph.char == " ":
            piece += [glyph] if piece else []
            continue
        ink = next((other for other in reversed(piece) if other.char != " "), None)
        if ink is not None and glyph.left - ink.right > gap * _measure(ink, glyph):
            yield line_of(piece)
            piece = []
        piece.append(glyph)
    if any(glyph.char != " " for glyph in piece):
        yield line_of(piece)


def _is_spread(row: Sequence[Glyph], gap: float) -> bool:
    """Are these the characters of one line, spread evenly to fill it? A row of figures is one of cells."""
    ink = [glyph for glyph in row if glyph.char != " "]
    if len(ink) < FEWEST_EVEN or any(glyph.char.isascii() for glyph in ink):
        return False
    gaps = sorted(other.left - one.right for one, other in pairwise(ink))
    return gaps[0] > gap * ink[0].size and gaps[-1] < EVEN_GAPS * gaps[0]


def _measure(one: Glyph, other: Glyph) -> float:
    """The font by which a gap is judged: the smaller one, a heading beside prose; but not a raised figure."""
    small, large = sorted((one.size, other.size))
    return max(small, large / 2)


def line_of(glyphs: Sequence[Glyph]) -> Line:
    """One line of these glyphs, ordered from left to right. Signs like 。 are too small to tell its height."""
    ink = [glyph for glyph in glyphs if glyph.char != " "]
    size = median([glyph.size for glyph in ink if glyph.char.isalnum()] or [glyph.size for glyph in ink])
    text = _spelled(glyphs, size)
    return Line(text, ink[0].left, ink[-1].right, median(glyph.base for glyph in ink), size, tuple(ink))


def _spelled(glyphs: Sequence[Glyph], size: float) -> str:
    """The text of a line: printed blanks stay, and words printed apart get one."""
    usual = median(glyph.base for glyph in glyphs)
    text = ""
    before: Glyph | None = None
    for high, group in groupby(glyphs, lambda glyph: _is_raised(glyph, size, usual)):
        part = list(group)
        text += raised("".join(glyph.char for glyph in part), text[-1:]) if high else _words(before, part, size)
        before = next((glyph for glyph in reversed(part) if glyph.char != " "), before)
    return " ".join(text.split())


def _words(before: Glyph | None, glyphs: Sequence[Glyph], size: float) -> str:
    """The text, with a blank where words are apart; not in a line whose characters are all spread out to fill it."""
    parts: list[str] = []
    for glyph in glyphs:
        if glyph.char == " ":
            parts.append(" ")
            continue
        apart = before is not None and glyph.left - before.right > _word_gap(before, glyph) * size
        apart = apart and before is not None and glyph.left - before.right > SPREAD * _usual_gap(glyphs)
        parts += [" ", glyph.char] if apart and parts[-1:] != [" "] else [glyph.char]
        before = glyph
    return "".join(parts)


def _usual_gap(glyphs: Sequence[Glyph]) -> float:
    return median(other.left - one.right for one, other in pairwise(glyphs)) if len(glyphs) >= FEWEST_EVEN else 0.0


def _is_raised(glyph: Glyph, size: float, base: float) -> bool:
    """Is this figure an exponent or the mark of a note, and no part of the number before it?"""
    return glyph.char.isdigit() and glyph.size < RAISED_SIZE * size and base - glyph.base > RAISED * size


def _word_gap(before: Glyph, glyph: Glyph) -> float:
    """How far apart, in font heights, two characters are when a blank is meant.

    Latin words are a quarter apart. Beside Chinese a quarter is mere typesetting, figures are often
    printed spread out, and commas sit in a wide box.
    """
    latin = [char.char.isascii() and char.char.isalpha() for char in (before, glyph)]
    if all(latin):
        return 0.18
    # a full-width sign brings its own room
    if before.char in CLOSING or glyph.char in CLOSING or before.char in OPENERS or glyph.char in OPENERS:
        return 1.2
    return 0.8


def ink_start(line: Line) -> float:
    """Where the ink of a line begins: some programs let the white half of an opening sign hang over the margin."""
    first = line.glyphs[0]
    hangs = first.char in OPENERS and first.right - first.left > FULL_SIGN * line.size
    return line.left + line.size / 2 if hangs else line.left


def ink_end(line: Line) -> float:
    """Where the ink of a line ends: the white half of a comma may hang over the margin likewise."""
    last = line.glyphs[-1]
    hangs = last.char in CLOSING and last.right - last.left > FULL_SIGN * line.size
    return line.right - line.size / 2 if hangs else line.right


def overprinted(glyphs: Sequence[Glyph]) -> int:
    """How many glyphs of a row are printed over the one before, so that they cannot be told apart."""
    # kerning makes letters touch, but not overlap by half
    narrow = (0.5 * min(one.right - one.left, other.right - other.left) for one, other in pairwise(glyphs))
    return sum(one.right - other.left > least for (one, other), least in zip(pairwise(glyphs), narrow, strict=True))


def figures_over_edges(glyphs: Iterable[Glyph], edges: Iterable[float]) -> list[Glyph]:
    """The digits on both sides of a column's edge that touch: where the one figure ends cannot be seen.

    Args:
        glyphs: of one table.
        edges: where its columns begin.
    """
    figures = [glyph for glyph in glyphs if glyph.char in FIGURE_CHARACTERS]
    places = sorted(set(edges))
    found: list[Glyph] = []
    for row in rows_of(figures):
        for one, other in pairwise(row):
            apart = bisect_left(places, (one.left + one.right) / 2) != bisect_left(
                places, (other.left + other.right) / 2
            )
            if apart and other.left - one.right < TOUCHING * one.size:
                found += [one, other]
    return found


def figures_as_drawn(glyphs: Iterable[Glyph]) -> Iterator[Sequence[Glyph]]:
    """The digits that are drawn one behind the other without a gap: one figure, whatever it is printed over.

    Args:
        glyphs: in the order in which they are drawn.
    """
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and not (
            glyph.char in FIGURE_CHARACTERS
            and abs(glyph.base - run[-1].base) < IN_LINE
            and abs(glyph.left - run[-1].right) < AS_DRAWN * glyph.size
        ):
            yield run
            run = []
        run += [glyph] if glyph.char in FIGURE_CHARACTERS else []
    if run:
        yield run


def between(lines: Sequence[Line], top: float, bottom: float) -> list[Line]:
    """The lines, sorted from top to bottom, whose baseline is between `top` and `bottom`."""
    bases = [line.base for line in lines]
    return list(lines[bisect_left(bases, top) : bisect_left(bases, bottom)])

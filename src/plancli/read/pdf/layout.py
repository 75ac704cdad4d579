"""One page → its lines, tables and boxes; `reading_order` brings them into the order in which people read them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from plancli.read.build.grid import TextCell, TextGrid
from plancli.read.pdf.grid import NEAR, Box, Frame, frames_of, straightened
from plancli.read.pdf.gutters import Gutter, goes_on, gutters, parted, rules_of, side
from plancli.read.pdf.line_joins import joined
from plancli.read.pdf.lines import Line, figures_as_drawn, figures_over_edges, lines_of, overprinted
from plancli.read.pdf.page import Glyph, Page, RuledLine
from plancli.read.pdf.running_heads import EDGE_OF_PAGE, without_numbers
from plancli.read.pdf.unruled.borderless import borderless
from plancli.read.pdf.unruled.cell_edges import chains, cut_at
from plancli.read.pdf.unruled.columns import GAP, NARROW, OpenTable, open_tables, same_extent
from plancli.read.pdf.unruled.continued import begins_with_head, continued, moved
from plancli.read.pdf.unruled.cut_off import closing
from plancli.read.pdf.unruled.parts import in_doubt
from plancli.read.pdf.unruled.rivers import cut_at_rivers, cut_between

OVERFULL = 1.5  # times as wide as its cell is a figure at most; what is wider may be two that touch
MOST_FEET = 5  # baselines at the foot of a page; a line in two fonts has two


@dataclass(frozen=True, slots=True)
class Carried:
    """A table that may go on; which column of the page it is in (0: the only one or between two), where that begins."""

    table: OpenTable
    side: int
    origin: float


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table with its edges on the page; `columns` are the left edges of its columns.

    `starts` and `ends`: nothing is above or below it in its column of text; `follows`: it is the rest of another.
    """

    left: float
    top: float
    right: float
    bottom: float
    columns: tuple[float, ...]
    grid: TextGrid
    unfinished: OpenTable | None = None
    running: frozenset[int] = frozenset()  # columns whose text in the last row may go on on the next page
    starts: bool = False
    ends: bool = False
    follows: bool = False


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line with the left and right margin of the column or box that it is in.

    `box` is 0 outside of boxes; `even`: all lines within a paragraph end at the right margin there; `unsure`: it is of
    a table whose columns or rows are not clear.
    """

    line: Line
    left: float
    right: float
    page: int
    box: int
    even: bool = False
    unsure: bool = False


PlacedPart = PlacedLine | PageTable


@dataclass(frozen=True, slots=True)
class Layout:
    """`unread` are the glyphs, by their `id`, of rows of figures that are in no table."""

    page: Page
    lines: tuple[Line, ...]
    tables: tuple[PageTable, ...]
    boxes: tuple[Box, ...]
    gutters: tuple[Gutter, ...] = ()
    carried: Carried | None = None
    unread: frozenset[int] = frozenset()


def layout(page: Page, before: Carried | None, known: float | None = None) -> Layout:
    """Tables first, since their text is in no column of prose.

    Args:
        page: what is drawn on it.
        before: a table that may go on here.
        known: the middle of the gutter of the pages before, where they have two columns.
    """
    frames = [frame for frame in frames_of(page.rules) if not _around_page(frame, page)]
    framed, glyphs = _framed(page, [frame for frame in frames if frame.columns > 1])
    # 专栏: a box with prose in it, no table
    boxes = tuple(box for frame in frames if frame.columns == 1 for box in frame.boxes)
    loose = [rule for rule in page.rules if rule.across and not any(_in_frame(rule, frame) for frame in frames)]
    found = gutters(glyphs, loose, known)
    if not found and known is not None:
        places = [(table.left, table.top, table.right, table.bottom) for table in framed]
        found = goes_on(known, glyphs, places, page.height)
    tables = [_at_ends(table, glyphs, found, page) for table in framed]
    lines, unread = list[Line](), set[int]()
    for number, (rules, part) in enumerate(_regions(glyphs, loose, found)):
        if not part or (number == 0 and found and not _above(part, found, page)):
            own, rest, unclear = _open(page, rules, part, None)
        else:
            origin = min(glyph.left for glyph in part)
            own, rest, unclear = _open(page, rules, part, carried_to(before, number % 2, origin) if before else None)
            last = max(own, key=lambda table: table.top, default=None)
            before = Carried(last.unfinished, number % 2, origin) if last and last.unfinished else None
        tables += own
        unread |= unclear
        lines += lines_of(rest)
    lines.sort(key=lambda line: (line.base, line.left))
    placed = tuple(sorted(tables, key=lambda table: table.top))
    return Layout(page, tuple(lines), placed, boxes, tuple(found), before, frozenset(unread))


def _framed(page: Page, frames: Sequence[Frame]) -> tuple[list[PageTable], list[Glyph]]:
    """The tables of a page that have rules around them, and the characters that are in none."""
    found, glyphs = list[PageTable](), list(page.glyphs)
    for frame in frames:
        inside = [glyph for glyph in glyphs if _within(glyph, frame)]
        table = _ruled(frame, inside, 1 if _begins_page(frame, glyphs, page) else 2)
        if table is not None:
            found.append(table)
            taken = set(map(id, inside))
            glyphs = [glyph for glyph in glyphs if id(glyph) not in taken]
    return found, glyphs


def carried_to(before: Carried, side: int, origin: float) -> OpenTable:
    """The table that may go on, moved where the text of another column of the page begins.

    Args:
        before: the table as it was printed.
        side: the column of the page, as `Carried` counts them.
        origin: where its text begins, in points from the left edge of the page.
    """
    return before.table if before.side == side else moved(before.table, origin - before.origin)


def _above(glyphs: Sequence[Glyph], found: Sequence[Gutter], page: Page) -> bool:
    """Is the text that is beside no gutter above the first of two columns?"""
    return any(EDGE_OF_PAGE * page.height < glyph.base < found[0].top for glyph in glyphs)


def _at_ends(table: PageTable, glyphs: Sequence[Glyph], found: Sequence[Gutter], page: Page) -> PageTable:
    """A table in a frame, and whether it begins or ends its column of text."""
    own = [one for one in found if one.top <= table.bottom and one.bottom >= table.top]
    sides = {side(one, table.left, table.right, max(table.top, one.top)) for one in own}
    beside = [
        glyph.base
        for glyph in glyphs
        if (
            {side(one, glyph.left, glyph.right, max(glyph.base, one.top)) for one in own} == sides
            if own  # without a gutter, what is beside the table may be in another column all the same
            else glyph.left < table.right and glyph.right > table.left
        )
    ]
    top, bottom = EDGE_OF_PAGE * page.height, (1 - EDGE_OF_PAGE) * page.height
    starts = not any(top < base < table.top for base in beside)
    return replace(table, starts=starts, ends=not any(table.bottom < base < bottom for base in beside))


def _regions(
    glyphs: Sequence[Glyph], loose: Sequence[RuledLine], found: Sequence[Gutter]
) -> Iterator[tuple[list[RuledLine], list[Glyph]]]:
    """The text and the rules beside no gutter, then those of each column."""
    yield from zip(rules_of(loose, found), parted(glyphs, found), strict=True)


def _open(
    page: Page, loose: list[RuledLine], glyphs: list[Glyph], before: OpenTable | None
) -> tuple[list[PageTable], list[Glyph], set[int]]:
    """The tables without vertical lines in one region, the text outside of them, and which part of it cannot be read.

    Args:
        before: a table that may go on at its top.
    """
    tables = []
    pieces = cut_at(lines_of(glyphs, GAP), chains(loose), before is not None)
    loose = loose + [rule for rule in straightened(loose) if rule not in loose]  # drawn cell by cell
    pieces = cut_at_rivers(cut_between(pieces, before.columns) if before else pieces, same_extent(loose))
    pieces = without_numbers(pieces, page.height, loose)
    loose += closing(loose, pieces)
    for open_table in _without_verticals(loose, pieces, before):
        tables.append(_from_open(open_table, not _is_text_below(open_table, glyphs, page)))
        glyphs = [glyph for glyph in glyphs if not _within(glyph, open_table)]
    rest = before if before is not None and not tables else None
    unruled = borderless(without_numbers(lines_of(glyphs, NARROW), page.height), rest)
    for open_table in unruled.tables:
        tables.append(_from_open(open_table, not _is_text_below(open_table, glyphs, page)))
        glyphs = [glyph for glyph in glyphs if not _within(glyph, open_table)]
    return tables, glyphs, {id(glyph) for line in unruled.unread for glyph in line.glyphs}


def _is_text_below(table: OpenTable, glyphs: Sequence[Glyph], page: Page) -> bool:
    """Is more below a table than the edge of the page may hold? There are a line or two, whatever the margin is."""
    below = {round(glyph.base) for glyph in glyphs if glyph.base > table.bottom}
    return len(below) > MOST_FEET or any(base < (1 - EDGE_OF_PAGE) * page.height for base in below)


def _without_verticals(loose: list[RuledLine], lines: list[Line], before: OpenTable | None) -> list[OpenTable]:
    if len(loose) < 2 and before is None:
        return []
    rest = continued(before, loose, lines) if before is not None and before.ruled else None
    found = open_tables(loose, lines)
    if rest is None or any(table.top < rest.bottom and begins_with_head(table) for table in found):
        return found  # a table of this page is above it: then it does not go on
    return [rest, *(table for table in found if table.top > rest.bottom - NEAR)]


def _around_page(frame: Frame, page: Page) -> bool:
    """A border around the page holds the page, not a table."""
    # a table as large has more boxes than three
    large = (frame.right - frame.left) * (frame.bottom - frame.top) > 0.75 * page.width * page.height
    return large and len(frame.boxes) <= 3


def _within(glyph: Glyph, frame: Frame | OpenTable | Box) -> bool:
    centre, middle = (glyph.left + glyph.right) / 2, glyph.base - glyph.size / 3
    return frame.left <= centre <= frame.right and frame.top <= middle <= frame.bottom


def _in_frame(rule: RuledLine, frame: Frame) -> bool:
    return frame.top - 3 <= rule.at <= frame.bottom + 3 and rule.start < frame.right and rule.end > frame.left


def _begins_page(frame: Frame, glyphs: Sequence[Glyph], page: Page) -> bool:
    """Is nothing but a running head above? Then a single cell may be the rest of a row of the page before."""
    return not any(EDGE_OF_PAGE * page.height < glyph.base < frame.top for glyph in glyphs)


def _ruled(frame: Frame, glyphs: Sequence[Glyph], least: int) -> PageTable | None:
    """The table in a frame, where at least that many of its cells hold text."""
    cells: list[TextCell] = []
    full, muddled = (set[int](), set[int]())  # rows printed over one another say nothing certain
    over, places = figures_over_edges(glyphs, [box.left for box in frame.boxes]), _places(glyphs, frame)
    last = max(box.row + box.row_span for box in frame.boxes)
    for box in frame.boxes:
        lines = lines_of([glyph for glyph in glyphs if _within(places.get(id(glyph), glyph), box)], 1e9)
        unsure = in_doubt([line.text for line in lines]) or any(_within(glyph, box) for glyph in over)
        cells.append(TextCell(joined(lines), box.row, box.column, box.row_span, box.column_span, unsure))
        if lines and box.row + box.row_span == last and (frame.cut or _fills(lines[-1], box)):
            full.add(box.column)
        muddled.update(
            range(box.row, box.row + box.row_span) if any(overprinted(line.glyphs) for line in lines) else ()
        )
    cells = [replace(cell, text="") if cell.row in muddled else cell for cell in cells]
    if sum(bool(cell.text) for cell in cells) < least:  # an empty frame is an ornament
        return None
    edges = sorted({box.left for box in frame.boxes})
    grid = TextGrid(tuple(cells))
    return PageTable(frame.left, frame.top, frame.right, frame.bottom, tuple(edges), grid, running=frozenset(full))


def _places(glyphs: Sequence[Glyph], frame: Frame) -> dict[int, Glyph]:
    """For the digits, by their `id`, of a figure wider than its cell: what is in the middle of it."""
    found: dict[int, Glyph] = {}
    edges = sorted({box.left for box in frame.boxes})
    for run in figures_as_drawn(glyphs):
        left, right = run[0].left, run[-1].right
        own = bisect_left(edges, (left + right) / 2)
        end = edges[own] if own < len(edges) else frame.right
        start = edges[own - 1] if own else frame.left
        if (left < start or right > end) and right - left < OVERFULL * (end - start):
            found |= dict.fromkeys(map(id, run), run[0]._replace(left=left, right=right))
    return found


def _fills(line: Line, box: Box) -> bool:
    """Does a line reach from one side of its box to the other, but for its margins?"""
    return line.left - box.left < 1.5 * line.size and box.right - line.right < 1.8 * line.size


def _from_open(table: OpenTable, ends_page: bool) -> PageTable:
    """The table; it may go on on the next page, also where some program has closed it at the end of this one."""
    edges = tuple(left for left, _ in table.columns)
    rest = table if table.open or ends_page else None
    place = table.left, table.top, table.right, table.bottom
    return PageTable(*place, edges, table.grid, rest, table.filled, ends=ends_page, follows=table.follows)

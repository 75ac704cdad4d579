"""One page → what stands on it in reading order: lines with the margins of their column, and tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from plancli.read.build.grid import Grid, GridCell
from plancli.read.pdf.cell_edges import chains, cut_at
from plancli.read.pdf.columns import GAP, OpenTable, continued, open_tables
from plancli.read.pdf.grid import Box, Frame, frames_of, straightened
from plancli.read.pdf.line_joins import joined
from plancli.read.pdf.lines import Line, lines_of, overprinted
from plancli.read.pdf.page import Glyph, Page, Rule
from plancli.read.pdf.rows import printed_rows
from plancli.read.pdf.running_heads import EDGE

ROWS_OF_PROSE = 6
CHARACTERS_OF_PROSE = 9
MOST_NARROW = 8.0  # points between two columns
MOST_STARTS = 20  # places where lines begin that are tried as the left edge of a second column


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table with its edges on the page; `columns` are the left edges of its columns."""

    left: float
    top: float
    right: float
    bottom: float
    columns: tuple[float, ...]
    grid: Grid
    unfinished: OpenTable | None = None
    running: frozenset[int] = frozenset()  # columns whose text in the last row may go on on the next page


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with the left and right margin of the column or box that it stands in; `box` is 0 outside of boxes."""

    line: Line
    left: float
    right: float
    page: int
    box: int


Item = Placed | PageTable


@dataclass(frozen=True, slots=True)
class Layout:
    page: Page
    lines: tuple[Line, ...]
    tables: tuple[PageTable, ...]
    boxes: tuple[Box, ...]


def layout(page: Page, before: OpenTable | None) -> Layout:
    """Tables first, since their text stands in no column of prose. `before` is a table that may go on here."""
    frames = [frame for frame in frames_of(page.rules) if not _around_page(frame, page)]
    ruled = [frame for frame in frames if frame.columns > 1]
    glyphs, tables = list(page.glyphs), []
    for frame in ruled:
        inside = [glyph for glyph in glyphs if _within(glyph, frame)]
        table = _ruled(frame, inside, 1 if _begins_page(frame, glyphs, page) else 2)
        if table is not None:
            tables.append(table)
            taken = set(map(id, inside))
            glyphs = [glyph for glyph in glyphs if id(glyph) not in taken]
    boxes = tuple(box for frame in frames if frame.columns == 1 for box in frame.boxes)
    loose = [rule for rule in page.rules if rule.across and not any(_in_frame(rule, frame) for frame in frames)]
    pieces = cut_at(lines_of(glyphs, GAP), chains(loose), before is not None)
    loose += [rule for rule in straightened(loose) if rule not in loose]  # drawn cell by cell
    for open_table in _without_verticals(loose, pieces, before):
        below = any(open_table.bottom < glyph.base < (1 - EDGE) * page.height for glyph in glyphs)
        tables.append(_from_open(open_table, not below))
        glyphs = [glyph for glyph in glyphs if not _within(glyph, open_table)]
    return Layout(page, tuple(lines_of(glyphs)), tuple(sorted(tables, key=lambda table: table.top)), boxes)


def _without_verticals(loose: list[Rule], lines: list[Line], before: OpenTable | None) -> list[OpenTable]:
    if len(loose) < 2 and before is None:
        return []
    rest = continued(before, loose, lines) if before is not None else None
    found = open_tables(loose, lines)
    if rest is not None and not any(table.top < rest.bottom for table in found):
        return [rest, *found]
    return found


def _around_page(frame: Frame, page: Page) -> bool:
    """A border around the page holds the page, not a table."""
    large = (frame.right - frame.left) * (frame.bottom - frame.top) > 0.75 * page.width * page.height
    return large and len(frame.boxes) <= 3


def _within(glyph: Glyph, frame: Frame | OpenTable | Box) -> bool:
    centre, middle = (glyph.left + glyph.right) / 2, glyph.base - glyph.size / 3
    return frame.left <= centre <= frame.right and frame.top <= middle <= frame.bottom


def _in_frame(rule: Rule, frame: Frame) -> bool:
    return frame.top - 3 <= rule.at <= frame.bottom + 3 and rule.start < frame.right and rule.end > frame.left


def _begins_page(frame: Frame, glyphs: Sequence[Glyph], page: Page) -> bool:
    """Does nothing but a running head stand above? Then a single cell may be the rest of a row of the page before."""
    return not any(EDGE * page.height < glyph.base < frame.top for glyph in glyphs)


def _ruled(frame: Frame, glyphs: Sequence[Glyph], least: int) -> PageTable | None:
    """The table in a frame, where at least so many of its cells hold text."""
    cells: list[GridCell] = []
    full, muddled = set[int](), set[int]()  # rows printed over one another say nothing certain
    last = max(box.row + box.row_span for box in frame.boxes)
    for box in frame.boxes:
        lines = lines_of([glyph for glyph in glyphs if _within(glyph, box)], 1e9)
        cells.append(GridCell(joined(lines), box.row, box.column, box.row_span, box.column_span))
        if lines and box.row + box.row_span == last and (frame.cut or _fills(lines[-1], box)):
            full.add(box.column)
        muddled.update(
            range(box.row, box.row + box.row_span) if any(overprinted(line.glyphs) for line in lines) else ()
        )
    cells = [replace(cell, text="") if cell.row in muddled else cell for cell in cells]
    if sum(bool(cell.text) for cell in cells) < least:
        return None
    edges = sorted({box.left for box in frame.boxes})
    grid = Grid(tuple(cells))
    return PageTable(frame.left, frame.top, frame.right, frame.bottom, tuple(edges), grid, running=frozenset(full))


def _fills(line: Line, box: Box) -> bool:
    """Does a line reach from one side of its box to the other, but for its margins?"""
    return line.left - box.left < 1.5 * line.size and box.right - line.right < 1.8 * line.size


def _from_open(table: OpenTable, ends_page: bool) -> PageTable:
    """The table; it may go on on the next page, also where some program has closed it at the end of this one."""
    edges = tuple(left for left, _ in table.columns)
    rest = table if table.open or ends_page else None
    return PageTable(table.left, table.top, table.right, table.bottom, edges, table.grid, rest, table.running)


@dataclass(frozen=True, slots=True)
class PrintArea:
    """How wide a column of print is in this document, and the middle of the gutter where there are two."""

    width: float
    gutter: float | None


def print_area(pages: Sequence[tuple[Layout, Sequence[Line]]]) -> PrintArea:
    """The print area that most lines fill.

    Short lines alone fill nothing; then the margins of the page are taken to be alike on both sides.
    """
    found: list[float] = []
    whole, gutters = 0.0, []
    usual_width = Counter(page.page.width for page, _ in pages).most_common(1)[0][0]
    for page, lines in pages:
        blocks: list[list[Line | PageTable]] = []
        _split(list(lines), blocks, None)
        gutter = _gutter(list(lines), None)
        gutters += [gutter[0]] if gutter else []
        for block in blocks:
            own = [item for item in block if isinstance(item, Line)]
            if own:
                left, right = margins(own)
                whole = max(whole, page.page.width - 2 * left) if page.page.width == usual_width else whole
                found.extend([right - left] * len(own) if len(own) >= 5 else [])
    usual = sorted(found)[len(found) * 3 // 4] if found else 0.0
    width = usual if gutters or usual > 0.55 * whole else whole
    return PrintArea(width, median(gutters) if gutters else None)


def ordered(page: Layout, lines: Sequence[Line], area: PrintArea) -> list[Item]:
    """Lines and tables of a page in reading order, column after column, each line with its margins.

    Args:
        page: the page with its tables and boxes.
        lines: the lines that are text.
        area: the print area of the document, for pages that hold few or only short lines.
    """
    blocks: list[list[Line | PageTable]] = []
    _split(sorted([*lines, *page.tables], key=_height), blocks, area.gutter)
    items: list[Item] = []
    for block in blocks:
        for number, part in _by_box(block, page.boxes):
            own = [item for item in part if isinstance(item, Line)]
            left, right = margins(own) if own else (0.0, 0.0)
            if number and len(own) < 4:
                box = page.boxes[number - 1]
                right = max(right, box.right - min(max(left - box.left, 0), 20))
            elif not number and len(blocks) == 1:
                right = max(right, left + area.width)
            for item in part:
                items.append(Placed(item, left, right, page.page.number, number) if isinstance(item, Line) else item)
    return items


def margins(lines: Sequence[Line]) -> tuple[float, float]:
    """Left and right edge of the column that these lines fill.

    The right edge is where several lines end; a comma that hangs over it or a wide caption moves no margin.
    """
    rights = sorted((line.right for line in lines), reverse=True)
    enough = max(2, len(rights) // 6)
    for place, right in enumerate(rights):
        if sum(right - other <= 3 for other in rights[place:]) >= enough:
            return min(line.left for line in lines), right
    return min(line.left for line in lines), rights[0]


def _height(item: Line | PageTable) -> tuple[float, float]:
    return (item.base if isinstance(item, Line) else item.top), item.left


def _split(items: list[Line | PageTable], blocks: list[list[Line | PageTable]], known: float | None) -> None:
    """Cut at the gutter between two columns of prose; what stands above and below both stays whole."""
    gutter = _gutter([item for item in items if isinstance(item, Line)], known)
    if gutter is None:
        blocks.append(items)
        return
    middle, top, bottom = gutter
    crossing = [item for item in items if item.left < middle < item.right and top <= _height(item)[0] <= bottom]
    if crossing:
        bottom = min(_height(item)[0] for item in crossing) - 0.1
    elif not any(item.left < middle < item.right and _height(item)[0] > bottom for item in items):
        bottom = max(_height(item)[0] for item in items)  # one column may end before the other
    inside = [item for item in items if top <= _height(item)[0] <= bottom]
    for part in (
        [item for item in items if _height(item)[0] < top],
        [item for item in inside if item.right <= middle],
        [item for item in inside if item.right > middle],
        [item for item in items if _height(item)[0] > bottom],
    ):
        if part and len(part) < len(items):
            _split(part, blocks, None)
        elif part:
            blocks.append(part)


def _gutter(lines: list[Line], known: float | None) -> tuple[float, float, float] | None:
    """The middle of the gap between two columns of prose, and the first and last baseline beside it.

    Where other pages have a gutter (`known`), one row on both sides of it is enough.
    """
    if strip := _strip(lines):
        return strip
    enough = ROWS_OF_PROSE if known is None else 1
    rows = [row for row in printed_rows(lines) if len(row) > 1]
    gaps = [(one, other) for row in rows for one, other in pairwise(row)]
    prose = [(a, b) for a, b in gaps if min(len(a.text), len(b.text)) >= CHARACTERS_OF_PROSE]
    if known is not None:
        prose = [(a, b) for a, b in gaps if a.right <= known <= b.left]
    if len(prose) < enough:
        return None
    votes = Counter(place for a, b in prose for place in range(int(a.right) + 1, int(b.left)))
    if not votes or max(votes.values()) < enough:
        return None
    best = max(votes.values())
    places = sorted(place for place, count in votes.items() if count == best)
    middle = float(places[len(places) // 2])
    beside = [base for a, b in gaps if a.right <= middle <= b.left for base in (a.base, b.base)]
    return middle, min(beside), max(beside)


def _strip(lines: list[Line]) -> tuple[float, float, float] | None:
    """A gutter beside which the lines of both columns stand on heights of their own: a strip that no line crosses."""
    starts = Counter(round(line.left) for line in lines if len(line.text) >= CHARACTERS_OF_PROSE)
    best: tuple[int, float, float, float] | None = None
    for start, count in starts.most_common(MOST_STARTS):
        if count < ROWS_OF_PROSE / 2:
            continue
        for part in _uncrossed(lines, start - 1.0):
            beside = [line.right for line in part if line.right <= start - 1.0]
            sides = len(beside), len(part) - len(beside)
            if min(sides) < ROWS_OF_PROSE or not _is_prose(part, start - 1.0) or start - max(beside) < MOST_NARROW:
                continue
            found = min(sides), (max(beside) + start) / 2, part[0].base - 0.1, part[-1].base + 0.1
            best = max(best, found) if best else found
    return best[1:] if best else None


def _uncrossed(lines: list[Line], place: float) -> list[list[Line]]:
    """Runs of lines, from top to bottom, none of which crosses `place`."""
    runs: list[list[Line]] = [[]]
    for line in lines:
        if line.left < place < line.right:
            runs.append([])
        else:
            runs[-1].append(line)
    return runs


def _is_prose(lines: list[Line], place: float) -> bool:
    """Are most lines on both sides of `place` long, as those of no list or table are?"""
    for side in ([one for one in lines if one.right <= place], [one for one in lines if one.right > place]):
        long = sum(len(line.text) >= CHARACTERS_OF_PROSE for line in side)
        if long < 0.6 * len(side):
            return False
    return True


def _by_box(block: list[Line | PageTable], boxes: Sequence[Box]) -> list[tuple[int, list[Line | PageTable]]]:
    """Runs of items within one box (专栏), counted from 1, or outside of all (0): a box has margins of its own."""
    runs: list[tuple[int, list[Line | PageTable]]] = []
    for item in block:
        number = next((index for index, box in enumerate(boxes, start=1) if _holds(box, item)), 0)
        if not runs or number != runs[-1][0]:
            runs.append((number, []))
        runs[-1][1].append(item)
    return runs


def _holds(box: Box, item: Line | PageTable) -> bool:
    return box.top <= _height(item)[0] <= box.bottom and box.left <= item.left and item.right <= box.right + 3

"""The order in which people read a page: column after column, boxes and tables in their place, with margins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from plancli.read.pdf.grid import Box
from plancli.read.pdf.gutters import Gutter, side
from plancli.read.pdf.layout import Layout, PageTable, PlacedLine, PlacedPart
from plancli.read.pdf.line_joins import SENTENCE_END
from plancli.read.pdf.lines import Line, ink_end, ink_start
from plancli.read.pdf.unruled.rows import printed_rows

ROWS_OF_PROSE = 6  # lines on each side, or two columns are a table
CHARACTERS_OF_PROSE = 9  # in a line; cells of tables are shorter
MOST_NARROW = 8.0  # points between two columns
EVEN_LINES = 4  # lines that end at the margin, or chance may have set them so
MOST_STARTS = 20  # places where lines begin that are tried as the left edge of a second column


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
    even = False
    usual_width = Counter(page.page.width for page, _ in pages).most_common(1)[0][0]
    for page, lines in pages:
        blocks: list[list[Line | PageTable]] = []
        _split(list(lines), blocks, None, page.gutters)
        gutter = _gutter(list(lines), None)
        gutters += [one.middle for one in page.gutters] or ([gutter[0]] if gutter else [])
        for block in blocks:
            own = [item for item in block if isinstance(item, Line)]
            if own:
                left, right = margins(own)
                # a page that is turned would make it too wide
                whole = max(whole, page.page.width - 2 * left) if page.page.width == usual_width else whole
                even = even or _is_even(own, right)
                found.extend([right - left] * len(own) if len(own) >= 5 and _wrapped(own, right) else [])
    usual = sorted(found)[len(found) * 3 // 4] if found else 0.0
    # the upper quartile: last lines of paragraphs are short
    # half of the page without a gutter, and ends that are not even: all lines are short, as in a poem
    width = usual if gutters or even or usual > 0.55 * whole else whole
    return PrintArea(width, median(gutters) if gutters else None)


def ordered(page: Layout, lines: Sequence[Line], area: PrintArea) -> list[PlacedPart]:
    """Lines and tables of a page in reading order, column after column, each line with its margins.

    Args:
        page: the page with its tables and boxes.
        lines: the lines that are text.
        area: the print area of the document, for pages that hold few or only short lines.
    """
    blocks: list[list[Line | PageTable]] = []
    _split(sorted([*lines, *page.tables], key=_height), blocks, area.gutter, page.gutters)
    items: list[PlacedPart] = []
    for block in blocks:
        for number, part in _by_box(block, page.boxes):
            own = [item for item in part if isinstance(item, Line)]
            left, right = margins(own) if own else (0.0, 0.0)
            if number and len(own) < 4:
                box = page.boxes[number - 1]
                # a box has the same margin on both sides
                right = max(right, box.right - min(max(left - box.left, 0), 20))
            elif not number and len(blocks) == 1:
                right = max(right, left + area.width)
            even = _is_even(own, right)
            for item in part:
                if isinstance(item, Line):
                    unsure = bool(page.unread) and any(id(glyph) in page.unread for glyph in item.glyphs)
                    items.append(PlacedLine(item, left, right, page.page.number, number, even, unsure))
                else:
                    items.append(item)
    return items


def margins(lines: Sequence[Line]) -> tuple[float, float]:
    """Left and right edge of the column that these lines fill.

    The right edge is where several lines end; a comma that hangs over it or a wide caption moves no margin.
    """
    left = min(map(ink_start, lines))
    rights = sorted(map(ink_end, lines), reverse=True)
    enough = max(2, len(rights) // 6)
    for place, right in enumerate(rights):
        if sum(right - other <= 3 for other in rights[place:]) >= enough:
            return left, right
    return left, rights[0]


def _wrapped(lines: Sequence[Line], right: float) -> list[Line]:
    """The lines that end at the right margin within a sentence: they show where it is; ends of paragraphs do not."""
    return [line for line in lines if abs(right - ink_end(line)) <= 3 and not SENTENCE_END.search(line.text)]


def _is_even(lines: Sequence[Line], right: float) -> bool:
    """Do all lines within a paragraph end at the margin? Then one that ends a sentence before it ends its paragraph."""
    wrapped = _wrapped(lines, right)
    long = [line for line in lines if right - line.right < 3 * line.size and not SENTENCE_END.search(line.text)]
    return len(wrapped) >= EVEN_LINES and len(wrapped) >= 0.8 * len(long)


def _height(item: Line | PageTable) -> tuple[float, float]:
    return (item.base if isinstance(item, Line) else item.top), item.left


def _split(
    items: list[Line | PageTable], blocks: list[list[Line | PageTable]], known: float | None, found: Sequence[Gutter]
) -> None:
    """Cut at the gutter between two columns of prose; what is above and below both stays whole."""
    gutter = _first(items, found) or _gutter([item for item in items if isinstance(item, Line)], known)
    if gutter is None:
        blocks.append(items)
        return
    middle, top, bottom = gutter
    crossing = [item for item in items if item.left < middle < item.right and top <= _height(item)[0] <= bottom]
    if crossing:
        bottom = min(_height(item)[0] for item in crossing) - 0.1  # just above what crosses the gutter
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
            _split(part, blocks, None, found)
        elif part:
            blocks.append(part)


def _first(items: Sequence[Line | PageTable], found: Sequence[Gutter]) -> Gutter | None:
    """The uppermost of the gutters of the page that has some of the items on both sides."""
    for gutter in found:
        sides = {side(gutter, item.left, item.right, _height(item)[0]) for item in items}
        if {1, 2} <= sides:
            return gutter
    return None


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
    # each gap votes for all places within it, point by point
    votes = Counter(place for a, b in prose for place in range(int(a.right) + 1, int(b.left)))
    if not votes or max(votes.values()) < enough:
        return None
    best = max(votes.values())
    places = sorted(place for place, count in votes.items() if count == best)
    middle = float(places[len(places) // 2])  # the middle of the widest agreement
    beside = [base for a, b in gaps if a.right <= middle <= b.left for base in (a.base, b.base)]
    return middle, min(beside), max(beside)


def _strip(lines: list[Line]) -> tuple[float, float, float] | None:
    """A gutter beside which the lines of both columns are on heights of their own: a strip that no line crosses."""
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
            found = (min(sides), (max(beside) + start) / 2, part[0].base - 0.1, part[-1].base + 0.1)
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
    for part in ([one for one in lines if one.right <= place], [one for one in lines if one.right > place]):
        long = sum(len(line.text) >= CHARACTERS_OF_PROSE for line in part)
        if long < 0.6 * len(part):
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

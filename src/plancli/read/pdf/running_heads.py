"""Headers, footers and page numbers: what is at the same place of several pages, and is no text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import inf

from plancli.patterns import lazy
from plancli.read.pdf.lines import Line
from plancli.read.pdf.page import RuledLine
from plancli.read.pdf.unruled.rows import printed_rows

EDGE_OF_PAGE = 0.13  # of the page's height at the top and at the bottom
DEEP = 0.18  # the same for what can only be a page number: a scanner leaves a wider margin
DEEPEST = 0.35  # the same for a figure alone that counts the pages, in one place on three of them
COUNTING = 3  # pages
SET_ALIKE = 1.5  # points between the left edges of two figures of one column
APART, MARGIN = 2.5, 4.0  # font heights from a number to the text above it, and to the left margin of that
ROWS = 4  # lines at the top and bottom that may repeat over pages
PAGE_LINE = lazy(r"[\s\-—–－·•_~～第]*(\d{1,4}|[ivxlc]{1,7})[\s\-—–－·•_~～页]*(?:[/／共\s]+\d{1,4}\s*页?)?", re.I)
MARKED = lazy(r"\s*(?:[\-—–－·•_~～]\s*\d{1,4}\s*[\-—–－·•_~～]|第\s*\d{1,4}\s*页.*|\d{1,4}\s*[/／]\s*\d{1,4})\s*")
# 甲市政府公报 2023年第12期: also on the only page of a file
ISSUE = lazy(r"[^。；：，]{0,14}[公政]报\s*\d{4}\s*年\s*第\s*\d{1,3}\s*期\s*")

DEEP_NUMBER = "\f#"  # stands for the text of such a figure
NO_NUMBER = -1_000_000

PageLines = tuple[int, float, Sequence[Line]]
EdgeLine = tuple[bool, str, int]


def without_furniture(pages: Sequence[PageLines]) -> list[list[Line]]:
    """The lines of each page that are text.

    Args:
        pages: for each page its number, its height and its lines from top to bottom. A page that is read in
            two directions comes twice.
    """
    places: dict[EdgeLine, list[int]] = {}
    for page in pages:
        for key in dict.fromkeys(key for key, _ in _edges(page)):
            places.setdefault(key, []).append(page[0])
    shifts = Counter(shift for page in pages for shift in _shifts(page))
    kept = []
    for page in pages:
        drop: set[int] = set()
        for top in (True, False):
            for key, row in _edges(page):
                if key[0] is not top:
                    continue
                counting, repeated = shifts[_shift(row, page[0])], _beside(places, key)
                deep = key[1] == DEEP_NUMBER and min(counting, len(repeated)) >= COUNTING
                number = _is_number(row, counting) or _stands_apart(row, page)
                edge = key[1] != DEEP_NUMBER and (_repeats(repeated, len(pages)) or number)
                if not deep and not edge:
                    break
                drop.update(map(id, row))
        kept.append([line for line in page[2] if id(line) not in drop])
    return kept


def without_numbers(lines: Sequence[Line], height: float, rules: Iterable[RuledLine] = ()) -> list[Line]:
    """The lines of a page but what looks like its number: no table takes it for a figure.

    Args:
        height: of the page.
        rules: of its tables; what is between the first and the last of them is not a page number.
    """
    across = [rule.at for rule in rules if rule.across]
    first, last = min(across, default=inf), max(across, default=-inf)
    rows = printed_rows(lines)
    numbers = {id(row[0]) for row in (*rows[:1], *rows[-1:]) if _may_be_number(row, height)}
    numbers -= {id(rows[-1][0])} if rows and _in_column(rows) else set()
    return [line for line in lines if id(line) not in numbers or first < line.base <= last]


def _may_be_number(row: Sequence[Line], height: float) -> bool:
    at_edge = not EDGE_OF_PAGE < row[0].base / height < 1 - EDGE_OF_PAGE
    return len(row) == 1 and at_edge and PAGE_LINE.fullmatch(row[0].text) is not None


def _in_column(rows: Sequence[Sequence[Line]]) -> bool:
    """Is the last row below figures, at their left edge? 6388. over 2 is one figure, and 2 no number of the page."""
    last = rows[-1][0]
    above = (line for row in rows[-ROWS:-1] for line in row if line.text[:1].isdigit())
    return not MARKED.fullmatch(last.text) and any(abs(line.left - last.left) < SET_ALIKE for line in above)


def _beside(places: Mapping[EdgeLine, list[int]], key: EdgeLine) -> list[int]:
    """The pages that have this in about this place: a page that was put in askew has it a little higher or lower."""
    top, text, place = key
    return [page for near in (place - 1, place, place + 1) for page in places.get((top, text, near), ())]


def _repeats(places: list[int], pages: int) -> bool:
    """On many pages, or on three in a row (running heads of a chapter, of left or of right pages)."""
    found = set(places)
    # step 2: left and right pages have heads of their own
    runs = any({place + step, place + 2 * step} <= found for place in places for step in (1, 2))
    return len(places) >= max(2, 0.4 * pages) or runs  # a head may be missing on first pages of chapters


def _edges(page: PageLines) -> Iterator[tuple[EdgeLine, list[Line]]]:
    """The outermost rows of a page with what makes them comparable: side, text without figures, place."""
    _, height, lines = page
    rows = printed_rows(lines)
    # from the edge inwards on both sides
    for top, outermost in ((True, rows[:ROWS]), (False, rows[: -ROWS - 1 : -1])):
        for row in outermost:
            edge = DEEP if MARKED.fullmatch(_text(row)) else EDGE_OF_PAGE
            if _is_near(row, top, edge * height, height):
                yield (top, re.sub(r"\d+", "#", _text(row)), round(row[0].base / 6)), row
            elif row is outermost[0] and _is_near(row, top, DEEPEST * height, height) and _shift(row, 0) >= 0:
                yield (top, DEEP_NUMBER, round(row[0].base / 6)), row


def _is_near(row: Sequence[Line], top: bool, reach: float, height: float) -> bool:
    """Is it within `reach` points of the upper or the lower edge of a page?"""
    return row[0].base < reach if top else row[0].base > height - reach


def _text(row: Sequence[Line]) -> str:
    return " ".join(line.text for line in row)


def _shifts(page: PageLines) -> set[int]:
    """How far a figure at the edge is from the page's place in the file: the same on all pages if it is its number."""
    found = (_shift(row, page[0]) for _, row in _edges(page))
    return {shift for shift in found if shift > NO_NUMBER}


def _shift(row: Sequence[Line], number: int) -> int:
    """How far the figure of this row is from the page's place in the file."""
    match = PAGE_LINE.fullmatch(_text(row))
    return int(match[1]) - number if match and match[1].isdigit() else NO_NUMBER


def _stands_apart(row: Sequence[Line], page: PageLines) -> bool:
    """Is it the number of its page, alone and away from the lines above it and from the margin where these begin?"""
    number, _, lines = page
    above = [line for line in lines if line.base < row[0].base]
    if not above or _shift(row, number) != 0:
        return False
    figure = row[0]
    far = figure.base - max(line.base for line in above) > APART * figure.size
    return far and figure.left - min(line.left for line in above) > MARGIN * figure.size


def _is_number(row: Sequence[Line], counting: int) -> bool:
    """Is it a number or an issue as pages have, or a figure that counts them, as `counting` pages do?"""
    text = _text(row)
    return bool(MARKED.fullmatch(text) or ISSUE.fullmatch(text) or counting > 1)

"""Notes at the foot of a page: lines in a smaller font, the first of which begins with the mark of the note."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from plancli.patterns import lazy
from plancli.read.pdf.layout import PlacedLine
from plancli.read.pdf.lines import Line

SMALLER = 0.93  # of the font that most of the text is printed in
LOWER = 0.45  # of the way down the print on its page
FIGURE_MARK = lazy(r"(\d{1,3})[ .．]?(?=[\u4e00-\u9fff“《])")
MARK = lazy(r"\[[\d①-⑳]{1,3}\]|[①-⑳*＊†]|\d{1,2}[ .．]?(?=[\u4e00-\u9fff“《])")


def notes_of(lines: Iterable[PlacedLine], body: float) -> frozenset[int]:
    """The `id` of each line that is part of such a note.

    Args:
        lines: of all pages, in reading order.
        body: the height in points of the font that most of them are printed in.
    """
    found: set[int] = set()
    inside = False
    before: PlacedLine | None = None
    lines = list(lines)
    height = _heights(lines)
    for placed in lines:
        small = placed.line.size < SMALLER * body and not placed.box
        beside = before is not None and before.page == placed.page and before.left == placed.left
        begins = small and bool(MARK.match(placed.line.text)) and (inside or not beside or _below(before, placed))
        begins = begins and (inside or placed.line.base > height[placed.page])
        inside = small and (begins or (inside and beside))
        found |= {id(placed.line)} if inside else set()
        before = placed
    return frozenset(found)


def marked(line: Line) -> Line:
    """The line, with the mark of a note as it is in the sentence that it belongs to: 2 本数据 is no 2本."""
    return replace(line, text=FIGURE_MARK.sub(r"[\1] ", line.text, count=1)) if FIGURE_MARK.match(line.text) else line


def _below(before: PlacedLine | None, placed: PlacedLine) -> bool:
    """Is there white above the first note, more than between two lines of its font?"""
    return before is not None and placed.line.base - before.line.base > 1.6 * placed.line.size


def _heights(lines: list[PlacedLine]) -> dict[int, float]:
    """Page → how far down a note may begin: small print further up is a heading or a caption."""
    bases: dict[int, list[float]] = {}
    for placed in lines:
        bases.setdefault(placed.page, []).append(placed.line.base)
    return {page: min(there) + LOWER * (max(there) - min(there)) for page, there in bases.items()}

"""Blanks that programs set between Chinese and figures or letters: 到 2025 年 is read as 到2025年.

pdftotext writes the quarter of a character that typesetters leave there as a blank, and many portals type it.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

from plancli.patterns import lazy
from plancli.read.plain.hard_wraps import CELLS

HAN_SIGN = r"[\u4e00-\u9fff]"
FIGURE_OR_LETTER = r"[0-9A-Za-z]"
SET_APART = lazy(rf" (?:(?<={HAN_SIGN} )(?={FIGURE_OR_LETTER})|(?<=[0-9A-Za-z%％] )(?={HAN_SIGN}))")
TOGETHER = lazy(rf"{HAN_SIGN}(?={FIGURE_OR_LETTER})|[0-9A-Za-z%％](?={HAN_SIGN})")
PROSE_MARK = lazy(r"[，。；：、]")
USUAL = 0.5  # of the places where Chinese meets a figure or letter have a blank, in a line that sets them apart
FEWEST = 3  # such places in the lines of prose; fewer show no manner of a document


def set_apart(text: str) -> Sequence[int]:
    """The offsets of these blanks, in order.

    In a line of prose that sets most of its figures apart, and in the other lines of a text whose prose does so; never
    in a row, where a blank parts two cells.

    Args:
        text: decoded.
    """
    found = array("q")
    unclear = array("q")  # in lines without a mark of prose
    apart = together = 0
    for start, end, blanks in _lines(text):
        if PROSE_MARK.search(text, start, end) is None:
            unclear.extend(blanks)
            continue
        tight = sum(1 for _ in TOGETHER.finditer(text, start, end))
        apart, together = apart + len(blanks), together + tight
        if len(blanks) >= USUAL * (len(blanks) + tight):
            found.extend(blanks)
    if unclear and apart >= max(FEWEST, USUAL * (apart + together)):
        return array("q", sorted([*found, *unclear]))
    return found


def _lines(text: str) -> Iterator[tuple[int, int, list[int]]]:
    """Each line with such blanks that is no row: its start, its end, and the blanks."""
    start = end = -1
    is_row = False
    blanks: list[int] = []
    for one in SET_APART.finditer(text):
        if one.start() > end:
            if blanks:
                yield start, end, blanks
            start = text.rfind("\n", 0, one.start()) + 1
            end = text.find("\n", one.start())
            end = len(text) if end < 0 else end
            is_row = CELLS.search(text[start:end]) is not None
            blanks = []
        if not is_row:
            blanks.append(one.start())
    if blanks:
        yield start, end, blanks

"""Which line ends does reading step over? Those inside a paragraph, put there by a margin; offsets never move.

A text is hard-wrapped where most of its lines end because the next word had no room left. Lines of equal length
that end as sentences do, lists and verse are not.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import east_asian_width

LINE = re.compile(r"[^\n]*\n")
WORD = re.compile(r"[0-9A-Za-z.,%‰/+\-]+|.")
STOP = re.compile(r"[。！？；!?;]['\"”’）)」』]*$")
CLOSING = re.compile(r"[，,、。；：！？）》%‰％](?!\s*[|0-9])")
HEADING = re.compile(
    r"[（(]?[一二三四五六七八九十百]{1,4}[)）、.．]|第[一二三四五六七八九十百0-9]{1,4}[章节条篇部编]"
    r"|[0-9]{1,3}[.．、)）](?![0-9])|[|#*•●◆■-]"
)
INDENT = ("\u3000", "  ", "\t")  # one blank alone is no indentation
CELLS = re.compile(r"[|\t]")
NARROWEST, WIDEST = 30, 240  # columns
LONGEST_WORD = 40
SLACK = 2  # a sign may hang over the margin or be moved down
CUT = 0.35  # share of lines that the margin cuts within a sentence
FEWEST = 3  # such lines
LOOK = 2_000  # lines that decide; the rest of a book is like its first pages


@dataclass(frozen=True, slots=True)
class Row:
    """A line without blanks at its end, with the offset of its line end and its size."""

    text: str
    end: int
    size: int


Measure = Callable[[str], int]


def columns(text: str) -> int:
    """Columns of a terminal or printer: a Chinese character takes two."""
    return len(text) if text.isascii() else sum(2 if east_asian_width(char) in "WFA" else 1 for char in text)


MEASURES: tuple[Measure, ...] = (columns, len)
"""How programs measure a line when they wrap."""


@dataclass(frozen=True, slots=True)
class Wrap:
    """How a text was wrapped; margin 0: not at all."""

    margin: int = 0
    measure: Measure = len
    indented: bool = False

    def joins(self, row: Row, below: Row) -> bool:
        """Did the margin cut a paragraph between these two lines?"""
        return bool(self.margin) and _is_forced(row, below, self.margin, self.measure) and self._is_inside(row, below)

    def _is_inside(self, row: Row, below: Row) -> bool:
        if HEADING.match(below.text.lstrip(" \u3000\t")):
            return False
        if self.indented:
            return not below.text.startswith(INDENT)
        return STOP.search(row.text) is None


def joins_of(text: str) -> tuple[int, ...]:
    """Offsets of the line ends in `text` that reading steps over."""
    rows, wrap, most = _rows(text, len), Wrap(), 0
    for measure in MEASURES:
        measured = _rows(text, measure)
        margin, full = _margin(measured, measure)
        if full > most:  # the measure by which more lines are full is the one it was
            rows, wrap, most = measured, Wrap(margin, measure, _indented(measured)), full
    return tuple(
        row.end
        for row, below in pairwise(rows)
        if row.text and below.text and (_goes_on(row, below) or wrap.joins(row, below))
    )


def _rows(text: str, measure: Measure) -> list[Row]:
    return [_row(found, measure) for found in LINE.finditer(text + "\n")]


def _row(found: re.Match[str], measure: Measure) -> Row:
    line = found[0].rstrip()
    return Row(line, found.end() - 1, measure(line) if len(line) <= WIDEST else WIDEST + 1)


def _goes_on(row: Row, below: Row) -> bool:
    """No line of Chinese begins with a comma: whatever cut it there was no end of a paragraph."""
    return CLOSING.match(below.text.lstrip(" \u3000")) is not None and not STOP.search(row.text)


def _margin(rows: list[Row], measure: Measure) -> tuple[int, int]:
    """The size at which the lines of a hard-wrapped text end, and how many reach it; zeros if not wrapped."""
    full = [row for row in rows[:LOOK] if row.text]
    margin = max((row.size for row in full), default=0)
    if margin > WIDEST or not any(columns(row.text) >= NARROWEST for row in full):
        return 0, 0
    forced = [row for row, below in pairwise(full) if _is_forced(row, below, margin, measure)]
    cut = [row for row in forced if not STOP.search(row.text)]
    if len(cut) < FEWEST or len(cut) < CUT * len(full):
        return 0, 0
    return margin, sum(row.size > margin - SLACK for row in cut)


def _is_forced(row: Row, below: Row, margin: int, measure: Measure) -> bool:
    """Had the first word of the next line no room left? Cells of a table are no words."""
    if CELLS.search(row.text):
        return False
    word = WORD.match(below.text.lstrip(" \u3000"))
    return word is not None and row.size + measure(word[0][:LONGEST_WORD]) > margin - SLACK


def _indented(rows: list[Row]) -> bool:
    """Are paragraphs told apart by a blank at their start?"""
    indented = sum(row.text.startswith(INDENT) for row in rows if row.text)
    return 0 < indented < len(rows) * 0.8

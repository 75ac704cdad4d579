"""Lines of all pages → paragraphs: a line that was full goes on in the next, also over columns and pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from plancli.patterns import lazy
from plancli.read.build.text_builder import Composer
from plancli.read.pdf.layout import PlacedLine
from plancli.read.pdf.line_joins import SENTENCE_END, first_word, glue, join_gap
from plancli.read.pdf.lines import CLOSING, SAME_LINE, Line
from plancli.read.pdf.prose.manner import Manner, manner_of
from plancli.read.pdf.prose.notes import marked, notes_of
from plancli.read.pdf.tables import LongTable

INDENT = 1.2  # font heights
APART = 2.6  # font heights from one paragraph to the next where there is white between them
PARAGRAPH_STEP = (
    1.15  # times the step from line to line is a step from paragraph to paragraph, where these are set apart
)
RAGGED = 4.0  # font heights before the margin that a line ends where no word may be broken
TO_SPARE = 0.1  # font heights: letters set apart have white behind the last one too
SHORT_BY = 0.7  # font heights before the margin that all lines within a paragraph reach; 。 is often set half as wide
NUMBERED_PARAGRAPH = lazy(
    r"""
    (?:
        [一二三四五六七八九十百]{1,4}、  # headings: 一、 (一) 第一章
        |[（(][一二三四五六七八九十]{1,3}[)）]
        |第[一二三四五六七八九十百\d]{1,5}[编篇章节条]
        |\d{1,2}[.．、](?!\d)  # items: 1. (1) ① —
        |[（(]\d{1,2}[)）]
        |[①-⑳]
        |专栏\s?\d  # boxes of plans
        |—
    )
    """,
    re.VERBOSE,
)
FIGURED = lazy(r"[（(]?\d|[①-⑳]")
IN_CHARGE = lazy(r"[^（()）]{4,}[）)]$")
"""（牵头单位：市科技局）, with which a task ends; 按（二）| goes on."""
UNFINISHED = lazy(r"[，、（《“〔,(]$")
MID_SENTENCE = lazy(r"[^。；！？]{6,}[，,][^。；！？：]*[\u4e00-\u9fff”》]$")  # after a comma words, and no end
ANY_MARK = lazy(r"[，。；：、！？,;:!?）)”》…]")
LEADER = lazy(r"[.…·．]{4,}\s*\d+\s*$")  # the dots of a table of contents


class NewPage:
    """A page begins with whatever is written next."""


Event = PlacedLine | LongTable | NewPage


def write(events: Sequence[Event], body: float) -> Composer:
    """The text of all pages, one paragraph a line, with the offsets of pages, paragraphs and tables.

    Args:
        events: the lines, tables and page starts in reading order.
        body: the height of the font that most of the text is printed in.
    """
    composer = Composer()
    lines = [event for event in events if isinstance(event, PlacedLine)]
    flow = _Flow(composer, manner_of(lines, body), notes_of(lines, body))
    for number, event in enumerate(events):
        if isinstance(event, NewPage):
            flow.pages += 1
        elif isinstance(event, LongTable):
            flow.table(event, number + 1 < len(events))
        else:
            flow.line(event)
    flow.finish()
    return composer


class _Flow:
    """Remembers the line before, to see whether a paragraph goes on."""

    def __init__(self, composer: Composer, manner: Manner, notes: frozenset[int]) -> None:
        self._composer = composer
        self._manner = manner
        self._notes = notes
        self._waiting: list[PlacedLine] = []
        self._before: PlacedLine | None = None
        self.pages = 0

    def finish(self) -> None:
        """What is still to be written at the end of the last page."""
        self._write_notes()
        self.start_pages()

    def start_pages(self) -> None:
        """Pages that have begun since the last text; one without text still counts."""
        for _ in range(self.pages):
            self._composer.page()
        self.pages = 0

    def table(self, table: LongTable, followed: bool) -> None:
        """A table; `followed`: more comes behind it, where its last row may go on if it ends a page or column."""
        self._write_notes()
        self._before = None
        self._composer.begin()
        self.start_pages()
        self._composer.table(table.cut if followed else table.grid, table.page, table.page_rows)

    def line(self, placed: PlacedLine) -> None:
        """The next line of text; a note at the foot of a page waits for the end of the paragraph it is printed in."""
        if id(placed.line) in self._notes:
            self._waiting.append(placed)
            return
        before = self._before
        if before is not None and self._waiting and self._breaks(before, placed):
            self._write_notes()
            before = None
        self._write(before, placed)

    def _write_notes(self) -> None:
        before = None
        for placed in self._waiting:
            begins = before is None or self._breaks(before, placed)
            self._write(before, replace(placed, line=marked(placed.line)) if begins else placed)
            before = placed
        self._waiting.clear()

    def _write(self, before: PlacedLine | None, placed: PlacedLine) -> None:
        if before is not None and _beside(before, placed):
            self._composer.write(" ")
        elif before is None or self._breaks(before, placed):
            self._composer.begin()
        elif between := glue(before.line.text, placed.line.text):
            self._composer.write(between)
        self.start_pages()
        span = self._composer.write(placed.line.text)
        self._composer.unsure += [span] if placed.unsure else []
        self._before = placed

    def _breaks(self, before: PlacedLine, placed: PlacedLine) -> bool:
        """Does `placed` begin a paragraph, rather than go on with the line before?"""
        one, other = before.line, placed.line
        if _in_other_box(before, placed):
            return True
        if _centred(before) and _centred(placed) and self._is_title(one) and _same_size(one, other):
            return before.page != placed.page or other.base - one.base > self._far(one)
        if self._is_title(one) and _same_size(one, other) and _centred(placed) and _full(before):
            return self._gap(before, placed)
        if not _same_size(one, other) or LEADER.search(one.text) or self._gap(before, placed):
            return True
        indent = other.left - placed.left > INDENT * other.size
        numbered = NUMBERED_PARAGRAPH.match(other.text)
        if self._manner.hanging and not numbered and (indent or _out_dented(before, placed)):
            return not indent
        if self._manner.indented and not indent and FIGURED.match(other.text) and _room(before) < SHORT_BY * one.size:
            return False
        if indent and (numbered or one.left - before.left <= INDENT * one.size or SENTENCE_END.search(one.text)):
            return True
        if numbered and (SENTENCE_END.search(one.text) or IN_CHARGE.search(one.text) or self._is_title(one)):
            return True
        kept_to = self._manner.indented or (self._manner.hanging and not SENTENCE_END.search(one.text))
        if kept_to and not indent and not numbered and _room(before) < RAGGED * one.size:
            return False
        if UNFINISHED.search(one.text) or other.text[0] in CLOSING:  # nothing begins with a closing sign
            return False
        if MID_SENTENCE.search(one.text) and not indent and not numbered:
            return False
        if indent and self._further(before, placed):
            return True
        if SENTENCE_END.search(one.text) and _is_heading(placed):
            return True
        if before.even and SENTENCE_END.search(one.text) and before.right - one.right > SHORT_BY * one.size:
            return True
        # there was room for what the next line begins with: the line ended because the paragraph did
        return one.right + join_gap(one, other) + first_word(other) + TO_SPARE * one.size <= before.right

    def _gap(self, before: PlacedLine, placed: PlacedLine) -> bool:
        """White space between two paragraphs of one column."""
        return before.page == placed.page and placed.line.base - before.line.base > self._far(placed.line)

    def _further(self, before: PlacedLine, placed: PlacedLine) -> bool:
        """Is a line further below than the next line of a paragraph is?"""
        step = placed.line.base - before.line.base
        return before.page == placed.page and step > PARAGRAPH_STEP * self._manner.step * placed.line.size > 0

    def _far(self, line: Line) -> float:
        return (self._manner.apart or max(APART, 1.3 * self._manner.step)) * line.size

    def _is_title(self, line: Line) -> bool:
        return line.size > 1.15 * self._manner.body  # three sizes of Chinese print (四号 to 小三) lie 7 % apart each


def _is_heading(placed: PlacedLine) -> bool:
    """A short line without a mark: the last line of a paragraph has one at its end."""
    return _room(placed) > RAGGED * placed.line.size and ANY_MARK.search(placed.line.text) is None


def _centred(placed: PlacedLine) -> bool:
    line = placed.line
    left, right = line.left - placed.left, placed.right - line.right
    return abs(left - right) < 2 * line.size and left > 0.5 * line.size


def _full(placed: PlacedLine) -> bool:
    """Does the line fill its column from margin to margin?"""
    line = placed.line
    return line.left - placed.left < 1.5 * line.size and placed.right - line.right < 1.5 * line.size


def _same_size(one: Line, other: Line) -> bool:
    # bold and plain fonts of one size differ by some per cent
    return abs(one.size - other.size) < 0.14 * max(one.size, other.size)


def _room(placed: PlacedLine) -> float:
    """How far from the right margin a line ends."""
    return placed.right - placed.line.right


def _out_dented(before: PlacedLine, placed: PlacedLine) -> bool:
    """Does a line begin at the margin of a column, below one that is indented?"""
    one, other = before.line, placed.line
    return before.left == placed.left and one.left - before.left > INDENT * one.size and other.base > one.base


def _in_other_box(before: PlacedLine, placed: PlacedLine) -> bool:
    """Another box in this column; in the next one, a box goes on in a box and text outside in text outside.

    Where a line of a box is full, and no sentence ends, it goes on although no frame is seen around the next line.
    """
    one = before.line
    if before.page == placed.page and placed.line.base >= one.base:
        return before.box != placed.box
    cut = before.box and _room(before) < first_word(placed.line) and not SENTENCE_END.search(one.text)
    return bool(before.box) != bool(placed.box) and not cut


def _beside(before: PlacedLine, placed: PlacedLine) -> bool:
    """Two pieces of one printed line."""
    one, other = before.line, placed.line
    same_line = abs(one.base - other.base) <= SAME_LINE * min(one.size, other.size) and other.left > one.right
    return same_line and (before.page, before.box) == (placed.page, placed.box)

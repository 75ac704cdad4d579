"""Which line ends does reading step over? Those inside a paragraph, put there by a margin; offsets never move.

A text is hard-wrapped where most of its lines end because the next word had no room left. Lines of equal length
that end as sentences do, lists and verse are not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from operator import attrgetter

from plancli.patterns import lazy
from plancli.read.plain.columns import columns
from plancli.read.plain.cut_figures import cuts_of
from plancli.read.plain.offsets import places_of
from plancli.read.plain.page_edges import page_edges, without_edges
from plancli.read.plain.page_numbers import page_numbers

WORD = lazy(r"[0-9A-Za-z.,%‰/+\-]+|.")
STOPS = tuple("。！？；!?;")
CLOSERS = "'\"”’）)」』"
# no line of Chinese begins with a comma: whatever cut it there was no end of a paragraph
LINE_GOES_ON = lazy(r"\n(?=[ \t\u3000]*[，,、。；：！？）》%‰％](?!\s*[|0-9]))")
# no paragraph ends with a comma: ，|建成起降点150个, in a cell of a table of documents; but items of a list may
CELL_MARKS = lazy(r"[|\t,]")
COMMAS = ("，", ",")
TEXT = attrgetter("text")
LABEL = lazy(r"[^，。：:]{2,20}[：:]")  # 社会消费品零售总额：增长6% begins a new line
LINE_IS_OPEN = lazy(r"\n(?<=[\u4e00-\u9fff0-9%％”）)]，\n)(?=[ \t\u3000]*[\u4e00-\u9fff“])")
HEADING = lazy(
    r"""
    [（(]?[一二三四五六七八九十百]{1,4}[)）、.．]  # 一、 (一)
    |第[一二三四五六七八九十百0-9]{1,4}[章节条篇部编]
    |[0-9]{1,3}[.．、)）](?![0-9])  # 1. but not 1.5
    |[|\#*•●◆■-]  # rows of tables, Markdown, bullets
    """,
    re.VERBOSE,
)
INDENT_SIGNS = ("\u3000", "  ", "\t")  # one blank alone is no indentation
CELLS = lazy(
    r"""
    [|\t \u3000]  # a set in front: `re` runs to it
    (?:
        (?<=[|\t])
        |(?<![|\t])[^ \u3000]{1,40}[ \u3000]{1,8}[<>≤≥]?[-+]?[0-9][0-9.]{0,12}[%％]?$  # 急救站点（个） 12 24
        |(?<![|\t])[ \u3000]{0,7}(?:[0-9]{4}年|[<>≤≥]?[-+]?[0-9][0-9.]{0,12}[%％]?)
            [ \u3000]{1,8}(?:[0-9]{4}年|[<>≤≥]?[-+]?[0-9][0-9.]{0,12}[%％]?)[ \u3000]{1,8}[^0-9 ]{1,8}$  # 12 24 预期性
    )
    """,
    re.VERBOSE,
)
"""A line that ends on words apart, the last of them a figure, or two figures and a word, is a row."""
NARROWEST, WIDEST = 30, 240  # columns
NARROW_LINE = 16  # columns: of lines narrower than NARROWEST, marks inside of them must show that they are prose
INNER_MARK = lazy("[，。；、].")
INNER_SHARE = 0.35  # share of lines that hold one: in prose a mark comes every ten characters
LONGEST_RUN = 40  # characters; what is longer says nothing of a margin
NEARBY = 6  # lines on each side that tell the margin of a page
PAGE_SLACK = 6  # columns: a word that found no room, a sign that hangs over
SLACK = 2  # a sign may hang over the margin or be moved down
CUT_SHARE = 0.35  # share of lines that the margin cuts within a sentence
FEWEST = 3  # such lines
OUTLIERS = 50  # one line in this many may be longer than the margin: an address, a row of a table
LOOK = 2_000  # lines that decide; the rest of a book is like its first pages


@dataclass(slots=True)
class WrappedLine:
    """A line without blanks at its end, with the offset of its line end and its size; `cells` once it was asked for."""

    text: str
    end: int
    size: int
    cells: bool | None = None

    def is_row(self) -> bool:
        """Whether it looks like cells of a table: each line is asked as the one above and as the one below."""
        if self.cells is None:
            self.cells = CELLS.search(self.text) is not None
        return self.cells

    def ends_sentence(self) -> bool:
        """Whether a stop ends it."""
        return ends_sentence(self.text)


WidthOf = Callable[[str], int]
"""The width of a line, in the columns or characters by which it was wrapped."""


MEASURES: tuple[WidthOf, ...] = (columns, len)  # How programs measure a line when they wrap.


@dataclass(frozen=True, slots=True)
class Wrap:
    """How a text was wrapped; margin 0: not at all."""

    margin: int = 0
    measure: WidthOf = len
    indented: bool = False

    def joins(self, row: WrappedLine, below: WrappedLine) -> bool:
        """Did the margin cut a paragraph between these two lines?"""
        both = row.text and below.text
        return bool(both) and self._is_cut(row, below) and self._is_inside(row, below)

    def _is_cut(self, row: WrappedLine, below: WrappedLine) -> bool:
        """No room was left; or the line is nearly full, has no stop, and what follows is no paragraph of its own."""
        if _is_forced(row, below, self.margin, self.measure):
            return True
        full = self.indented and self.margin - PAGE_SLACK <= row.size <= self.margin
        return full and not (row.ends_sentence() or row.is_row() or below.is_row())

    def _is_inside(self, row: WrappedLine, below: WrappedLine) -> bool:
        if HEADING.match(below.text.lstrip(" \u3000\t")):
            return False
        if self.indented:
            return not below.text.startswith(INDENT_SIGNS)
        return not row.ends_sentence()


def ends_sentence(line: str) -> bool:
    """Whether a stop ends `line`, quotation marks and brackets behind it or not."""
    return line.rstrip(CLOSERS).endswith(STOPS)


def joins_of(text: str) -> tuple[int, ...]:
    """Offsets of the line ends in `text` that reading steps over."""
    if edges := page_edges(text):
        short, cut = without_edges(text, edges)
        return tuple(map(places_of(cut).at, _joins_of(short)))
    return _joins_of(text)


def _joins_of(text: str) -> tuple[int, ...]:
    beyond = _reaches_beyond(text)
    wrap = Wrap() if beyond else _wrap(text)
    offsets = {found.start() for found in LINE_GOES_ON.finditer(text) if _is_open(text, found.start())}
    offsets |= {found.start() for found in LINE_IS_OPEN.finditer(text) if _is_followed(text, found.start())}
    if wrap.margin:
        offsets |= {row.end for row, below in pairwise(_rows(text, wrap.measure)) if wrap.joins(row, below)}
    elif not beyond:
        offsets |= _cut_by_pages(text)
    offsets |= cuts_of(text)
    offsets |= {end for ends in page_numbers(text) for end in ends}
    return tuple(sorted(offsets))


def _cut_by_pages(text: str) -> set[int]:
    """Offsets of the line ends in a text copied from pages of several widths: there each line has the margin of the
    lines around it. Empty where the lines do not look so."""
    rows, count, cuts = filter(TEXT, _rows(text, columns)), 1, set()
    for around, number in _each_with_others(rows):
        count += 1
        if _is_cut(around, number):
            cuts.add(around[number].end)
    return cuts if len(cuts) >= max(FEWEST, CUT_SHARE * count) else set()


def _each_with_others(rows: Iterator[WrappedLine]) -> Iterator[tuple[list[WrappedLine], int]]:
    """Each line but the last: the lines around it, and its number among them."""
    around, number = list(islice(rows, NEARBY + 1)), 0
    while number + 1 < len(around):
        yield around, number
        around.extend(islice(rows, 1))
        if number < NEARBY:
            number += 1
        else:
            del around[0]


def _is_cut(rows: list[WrappedLine], number: int) -> bool:
    """Whether a line ends within a sentence though it is as wide as the lines around it, and words follow."""
    row, below = rows[number], rows[number + 1]
    if row.ends_sentence() or below.text[:1] in INDENT_SIGNS or HEADING.match(below.text.lstrip()):
        return False
    if row.is_row() or below.is_row():
        return False
    around = [other for other in rows[max(0, number - NEARBY) : number + NEARBY + 1] if other.size <= WIDEST]
    widths = sorted(other.size for other in around)
    counts = sorted(len(other.text) for other in around)
    upper = len(around) * 3 // 4  # the upper quartile: last lines of paragraphs are short
    if not around or widths[upper] < NARROWEST:
        return False
    return abs(row.size - widths[upper]) <= PAGE_SLACK or abs(len(row.text) - counts[upper]) <= PAGE_SLACK // 3


def _is_followed(text: str, end: int) -> bool:
    """Do words follow the line that ends at `end`, neither a heading nor a row, nor one more item of a list?"""
    below = text[end + 1 : end + 1 + WIDEST].lstrip(" \u3000\t").partition("\n")[0]
    line = text[max(0, text.rfind("\n", 0, end) + 1, end - WIDEST) : end]
    if HEADING.match(below) or CELL_MARKS.search(line) or CELL_MARKS.search(below):
        return False
    return not below.endswith((*COMMAS, "、")) and not LABEL.match(below)


def _is_open(text: str, end: int) -> bool:
    """Does the line that ends at `end` hold words, and end within a sentence?"""
    line = text[max(0, text.rfind("\n", 0, end) + 1, end - LONGEST_RUN) : end].rstrip()
    return bool(line) and not ends_sentence(line)


def _wrap(text: str) -> Wrap:
    """How `text` was wrapped, judged by its first lines: the measure by which more of them are full."""
    best, most = Wrap(), 0
    rows = list(islice(_rows(text, columns), LOOK))
    for measure in MEASURES:
        if measure is len:  # of a line that is too long, `text` is cut at a character too many
            rows = [WrappedLine(row.text, row.end, len(row.text), row.cells) for row in rows]
        margin, full = _margin(rows, measure)
        if full > most:
            best, most = Wrap(margin, measure, _indented(rows)), full
    return best


def _reaches_beyond(text: str) -> bool:
    """Whether the lines are longer than any margin by the measure that counts least: most texts end here."""
    sizes = sorted(len(line) for line, _ in islice(_lines(text), LOOK) if line)
    # a few longer lines (an address, a table) do not count
    return not sizes or sizes[-1 - len(sizes) // OUTLIERS] > WIDEST


def _lines(text: str) -> Iterator[tuple[str, int]]:
    """Each line without blanks at its end, and the place of the line end itself."""
    start = 0
    while start < len(text):
        found = text.find("\n", start)
        end = len(text) if found < 0 else found
        yield text[start:end].rstrip(), end
        start = end + 1


def _rows(text: str, measure: WidthOf) -> Iterator[WrappedLine]:
    for line, end in _lines(text):
        yield _row(line, end, measure)


def _row(line: str, end: int, measure: WidthOf) -> WrappedLine:
    return WrappedLine(line[: WIDEST + 1], end, measure(line) if len(line) <= WIDEST else WIDEST + 1)


def _margin(rows: list[WrappedLine], measure: WidthOf) -> tuple[int, int]:
    """The size at which the lines of a hard-wrapped text end, and how many reach it; zeros if not wrapped."""
    full = [row for row in rows if row.text]
    sizes = sorted(row.size for row in full)
    margin = sizes[-1 - len(sizes) // OUTLIERS] if sizes else 0  # the longest line but for a few outliers
    if margin > WIDEST or not (any(columns(row.text) >= NARROWEST for row in full) or _is_narrow_prose(full)):
        return 0, 0
    forced = [row for row, below in pairwise(full) if _is_forced(row, below, margin, measure)]
    cut = [row for row in forced if not row.ends_sentence()]
    if len(cut) < FEWEST or len(cut) < CUT_SHARE * len(full):
        return 0, 0
    return margin, sum(row.size > margin - SLACK for row in cut)


def _is_narrow_prose(rows: list[WrappedLine]) -> bool:
    """Lines of a column or a telephone: prose has marks anywhere in a line, a list at the ends."""
    inner = sum(INNER_MARK.search(row.text) is not None for row in rows)
    return any(columns(row.text) >= NARROW_LINE for row in rows) and inner >= INNER_SHARE * len(rows)


def _is_forced(row: WrappedLine, below: WrappedLine, margin: int, measure: WidthOf) -> bool:
    """Had the first word of the next line no room left? Cells of a table are no words."""
    if row.size > margin + SLACK:
        return False
    word = WORD.match(below.text.lstrip(" \u3000"))
    if word is None or row.size + measure(word[0][:LONGEST_RUN]) <= margin - SLACK:
        return False
    return not row.is_row() and not below.is_row()


def _indented(rows: list[WrappedLine]) -> bool:
    """Are paragraphs told apart by a blank at their start?"""
    indented = sum(row.text.startswith(INDENT_SIGNS) for row in rows if row.text)
    return 0 < indented < len(rows) * 0.8  # where nearly every line is indented, that is the margin of the page

"""Heads and numbers of pages in a text that a program took from a PDF: it parts pages with form feeds.

What repeats at the edge of several pages is no text: reading steps over it, and over the page break itself, so
that a sentence goes on from page to page.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from plancli.lexicon.words import only_word
from plancli.patterns import lazy

FORM_FEED = "\f"
OUTERMOST = 2  # lines at the top and at the bottom of a page that may repeat
SHARE = 0.4  # of the pages; first pages of chapters have no head
PAGE_OF = lazy(r"(?:^|(?<=\s))\d{1,4}(?=\s|$)|第\s*\d{1,4}\s*页|\d{1,4}\s*[/／]\s*\d{1,4}")
ENDS_TEXT = lazy(r"[。；，、]\s*$")  # no running head ends so
NUMBER = lazy(r"[\s\-—–－·•_第]*+(\d{1,4})[\s\-—–－·•_页]*+(?:[/／共,，\s]+\d{1,4}\s*页?)?\s*")
GAP_OF_CELLS = lazy(r"\S(?:[ \t\u3000]{2,}|\s*\|\s*)(?=\S)")
FEWEST_CELLS = 3  # a running head has two or three pieces, a row of a table more
YEAR_IN_ROW = lazy(r"(?:19|20)\d\d年?\S{0,4}")
UNIT_LINE = lazy(rf"\s*[(（]?{only_word('classes', 'unit_word')}\s*[:：]")
INDENT_BLANKS = " \t\u3000"


class _EdgeLine(NamedTuple):
    start: int
    end: int
    words: str

    @property
    def key(self) -> str:
        """What is the same on each page: the words without the number of the page, and blanks."""
        return "".join(PAGE_OF.sub("#", self.words).split())


PageEdges = tuple[list[_EdgeLine], list[_EdgeLine]]  # the lines at its top and, from below, at its bottom


def page_edges(text: str) -> list[tuple[int, int]]:
    """Where reading steps over a page break with the head and the number beside it: from behind the line end of the
    last line of text to where the first line of the next page begins, its indent left.

    Args:
        text: decoded.
    """
    cuts = [found.start() for found in re.finditer(FORM_FEED, text)]
    if not cuts:
        return []
    pages = [_edges(text, start, end) for start, end in pairwise([-1, *cuts, len(text)])]
    tops, bottoms = (_unlike_text([page[side] for page in pages]) for side in (0, 1))
    found = []
    for number, cut in enumerate(cuts):
        lower, upper = pages[number][1][: bottoms[number]], pages[number + 1][0][: tops[number + 1]]
        start = lower[-1].start if lower else cut
        end = upper[-1].end if upper else cut + 1
        found.append(_widened(text, start, end))
    return [(start, end) for start, end in found if start < end]


def _edges(text: str, before: int, end: int) -> PageEdges:
    lines = _outer(text, before + 1, end, False), _outer(text, before + 1, end, True)
    return list(lines[0]), list(lines[1])


def _outer(text: str, start: int, end: int, upwards: bool) -> Iterator[_EdgeLine]:
    """The first or the last lines of a page that hold anything."""
    found = 0
    while start < end and found < OUTERMOST:
        if upwards:
            low = text.rfind("\n", start, end) + 1 or start
            line, end = _EdgeLine(low, end, text[low:end]), max(start, low - 1)
        else:
            high = text.find("\n", start, end)
            high = end if high < 0 else high
            line, start = _EdgeLine(start, high, text[start:high]), high + 1
        if line.words.strip():
            found += 1
            yield line
        elif upwards and low == start:
            return


def _unlike_text(edges: Sequence[list[_EdgeLine]]) -> list[int]:
    """For each page how many lines at this edge are not its text: they repeat, or count the pages."""
    keys = Counter(key for lines in edges for key in {line.key for line in lines})
    numbers = ((page, NUMBER.fullmatch(line.words)) for page, lines in enumerate(edges) for line in lines)
    shifts = Counter(int(match[1]) - page for page, match in numbers if match)
    return [_leading(lines, page, keys, shifts, max(2, SHARE * len(edges))) for page, lines in enumerate(edges)]


def _leading(lines: list[_EdgeLine], page: int, keys: Counter[str], shifts: Counter[int], enough: float) -> int:
    count = 0
    for line in lines:
        number = NUMBER.fullmatch(line.words)
        if number:
            furniture = shifts[int(number[1]) - page] > 1
        else:
            cells, ends = len(GAP_OF_CELLS.findall(line.words)), ENDS_TEXT.search(line.words)
            furniture = keys[line.key] >= enough and cells < FEWEST_CELLS and not ends and not _of_table(line.words)
        if not furniture:
            break
        count += 1
    return count


def _of_table(words: str) -> bool:
    """Whether a line belongs to the table below it: its unit, or its head with years (指标 2020年 2025年) or bars."""
    years = [word for word in words.split()[1:] if YEAR_IN_ROW.fullmatch(word)]
    return bool(UNIT_LINE.match(words)) or len(years) > 1 or "|" in words


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """The white lines on both sides of it, too; the line end above stays, and the indent of the line below."""
    while start > 0 and text[start - 1].isspace():
        start -= 1
    while end < len(text) and text[end].isspace():
        end += 1
    while end > 0 and text[end - 1] in INDENT_BLANKS:
        end -= 1
    return (start + 1 if text[start : start + 1] in ("\n", "\r") else start), end


def without_edges(text: str, edges: Sequence[tuple[int, int]]) -> tuple[str, array[int]]:
    """`text` without `edges`, and the offsets that are gone."""
    gone = array("q", (at for start, end in edges for at in range(start, end)))
    kept = pairwise([0, *(at for edge in edges for at in edge), len(text)])
    return "".join(text[start:end] for number, (start, end) in enumerate(kept) if number % 2 == 0), gone

"""Whether the end of a line or page may have cut a figure in two: 达到5|2%, 二十|三个, 3|百家.

Where it surely did, reading joins the lines (`read.plain`); what may be one figure or two is a question for a person.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from plancli.lexicon.words import either
from plancli.model import Document, Span
from plancli.patterns import lazy

FIGURE_DIGITS = "0123456789０１２３４５６７８９"
NUMERALS = "〇零一二三四五六七八九十百千万亿"
POWERS = "百千万亿"
PERCENT = "%％‰"
GOING_ON = ".．:：~～"
SIGNS = ",，—－-"
BLANKS = " \t\r\n\u3000"
LINE_END = r"""
    [ \t\r\u3000]* \n
    (?: [ \t\u3000]* (?: [-—–][ ]? | 第[ ]? )? [0-9]{1,4} (?: [ ]?[-—–页] )? [ \t\r\u3000]* \n )?  # page
    [ \t\u3000]*
"""
BEHIND = lazy(LINE_END, re.VERBOSE)
BEFORE = lazy(rf"(?P<last>[{FIGURE_DIGITS}{NUMERALS}])[.．,，]?{LINE_END}$", re.VERBOSE)
SIGN_BEHIND = lazy(
    rf"""
    [.．,] {LINE_END} (?=[0-9])  # 100,|200个项目
    |(?: ， {LINE_END} | {LINE_END} [,，] ) (?=[0-9]{{3}}(?![0-9]))
    |(?<=[{FIGURE_DIGITS}{PERCENT}]) {LINE_END} [—－-] (?=[0-9]+(?![0-9A-Za-z]))  # 70%|-80%以上的村, but not |-5G
    """,
    re.VERBOSE,
)
SIGN_BEFORE = lazy(rf"[0-9]{LINE_END}[,，]$|[0-9][{PERCENT}]?{LINE_END}[—－-]$", re.VERBOSE)
AFTER_PAGE = lazy(rf"{either('wraps', 'before_value')}[ \t\r]*\n[ \t\u3000]*[0-9]{{1,4}}[ \t\r\u3000]*\n[ \t\u3000]*$")
"""达到|30|3所: 30 may be the number of a page."""
ALONE = lazy(r"(?:^|\n)[ \t\u3000]*(?:[-—–第（(][ ]?)?$")
"""In front of a number on a line of its own: that of a page or an item, or a cell."""
PAGE = lazy(r"[ \t\r\u3000]*(?:[-—–页][ \t\r]*)?\n")
OPENS = lazy(
    r"""
    (?:1[89]|20)[0-9]{2}[ ]?年
    |[0-9]{1,3}[.．、)）](?![0-9])  # the number of an item
    |[一二三四五六七八九十]{1,3}[、.．是要]  # 一是
    """,
    re.VERBOSE,
)
"""What opens a line of its own."""
LOOK = 40  # characters on each side


def may_be_cut(document: Document, span: Span) -> bool:
    """Whether the figure at `span` may be part of a longer one that a line end cut, or the number of a page; not where
    reading joined it."""
    text, start, end = document.text, span.start, span.end
    while end > start + 1 and text[end - 1] in BLANKS:
        end -= 1
    page = PAGE.match(text, end)
    if page and _is_alone(text, start):
        return not _is_joined(document, page.start(), page.end())
    return _goes_on(document, start, end) or _began(document, start)


def _goes_on(document: Document, start: int, end: int) -> bool:
    text = document.text
    last, sign = text[end - 1], SIGN_BEHIND.match(text, end, end + LOOK)
    found = sign or BEHIND.match(text, end, end + LOOK)
    if found is None or _is_joined(document, found.start(), found.end()) or OPENS.match(text, found.end()):
        return False
    first = text[found.end() : found.end() + 1]
    return bool(first) and (sign is not None or _one_figure(last, first)) and not _is_alone(text, start)


def _began(document: Document, start: int) -> bool:
    text = document.text
    if start == 0 or text[start - 1] not in f"{BLANKS}{SIGNS}" or OPENS.match(text, start):
        return False
    if AFTER_PAGE.search(text, max(0, start - LOOK), start):
        return not _is_joined(document, text.rindex("\n", 0, start), start)
    sign = SIGN_BEFORE.search(text, max(0, start - LOOK), start)
    found = sign or BEFORE.search(text, max(0, start - LOOK), start)
    if found is None or _is_joined(document, found.start(), start):
        return False
    figure = found.start()
    while figure > 0 and text[figure - 1] in f"{FIGURE_DIGITS}.．":
        figure -= 1
    return (sign is not None or _one_figure(found["last"], text[start])) and not _is_alone(text, figure)


def _one_figure(last: str, first: str) -> bool:
    """Whether a line that ends on `last` and one that begins with `first` may share a figure."""
    if last in FIGURE_DIGITS:
        return first in FIGURE_DIGITS or first in f"{POWERS}{PERCENT}{GOING_ON}"
    return last in NUMERALS and first in f"{NUMERALS}{PERCENT}"


def _is_alone(text: str, figure: int) -> bool:
    return ALONE.search(text, max(0, figure - LOOK), figure) is not None


def _is_joined(document: Document, start: int, end: int) -> bool:
    place = bisect_left(document.joins, start)
    return place < len(document.joins) and document.joins[place] < end

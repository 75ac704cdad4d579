"""Headings of Chinese official documents, and the sections under them.

The order of the numbering styles is the official one (GB/T 9704: 一、 （一） 1. （1）), with 篇, 章, 节 above it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from plancli.lexicon.words import either, only_word, pattern
from plancli.model import Section, Span
from plancli.native import each_gap
from plancli.patterns import lazy
from plancli.segment.held_sections import HeldSections

ONES = "[一二三四五六七八九]"
NUMERAL = f"(?:(?:{ONES}百零?)?(?:{ONES}?十{ONES}?|{ONES})|{ONES}百)"  # 五一 in 五一、端午 is no number.
STYLES: tuple[tuple[int, str], ...] = (
    (1, rf"第(?:{NUMERAL}|[0-9]{{1,2}})[篇编部]分?"),
    (2, rf"第(?:{NUMERAL}|[0-9]{{1,2}})章"),
    (3, rf"第(?:{NUMERAL}|[0-9]{{1,2}})节"),
    (4, rf"{NUMERAL}、"),
    (5, rf"\({NUMERAL}\)、?"),
    (6, r"[0-9]{1,2}(?:[.、](?![0-9])|\.[0-9]{1,2} (?=[一-鿿]{2,12} *(?:\n|$))(?![万亿千百]))"),  # 1. and 1.2 建设目标
    (7, r"\([0-9]{1,2}\)"),
    (8, r"专栏 ?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"),
)
LEVELS = {f"s{level}": level for level, _ in STYLES}
NUMBERED = lazy(rf" *#* *\** *(?:{'|'.join(f'(?P<s{level}>{style})' for level, style in STYLES)})")
# A match is the number of the heading: one that were empty would have to be tried at every character.
INLINE = lazy(
    rf"""
    (?<=[。;:!?)”]) [ ]*                              # behind a stop
    (?P<stopped>
        {NUMERAL}、 (?=(?:20[0-9]{{2}}[ ]?年)?[一-鿿“])  # 二、2025年…
        | [1-9][0-9]?\.(?![0-9])(?=[一-鿿“])           # 2.…
    )
    | (?<=[一-鿿。;:!?)”]) [ ]* (?P<bracketed> \({NUMERAL}\) ) (?=[一-鿿“])   # (一)…, also without a stop
    | (?<=[一-鿿]) (?P<bare> [1-9]\.(?![0-9]) ) (?=[一-鿿“])                 # 要求1.加强…: one digit only
    """,
    re.VERBOSE,
)
# Headings so common that they are known without a stop behind them, as in text saved as one line.
KNOWN = pattern("structure", "known_headings")
PLAIN_LEVEL = 9  # of a heading without a number, below all numbered ones
PART_LEVEL = 1  # of 第一部分 and annexes
# Headings of the parts of a report that numbers nothing above （一）: 2024年工作回顾, 2025年:乘势而上开新局.
PART = lazy(
    rf"""
    (?: {either("classes", "this_year")}年 | {either("classes", "eras")}[一五]年
        | [^。;]{{0,6}}[12][0-9]{{3}}[ ]?年 )
    (?:
        .{{0,16}} {either("structure", "report_parts")} (?:{only_word("classes", "proposing")})? $  # 2024年工作回顾
        | : .{{2,24}} $                                              # 2025年:乘势而上开新局
    )
    """,
    re.VERBOSE,
)
ANNEX = lazy(rf"附件$|附件?[0-9一二三四五六七八九]?:|.{{0,14}}名词{either('classes', 'glosses')}$")
LARGE = 1_000_000  # characters of a text whose sections are held as numbers
LONGEST_TITLE = 40  # characters: what follows in the same line is text
SHORTEST_TITLE = 4
WIDE = lazy("(?<=[一-鿿]) {2,}(?=[一-鿿(])")
LONG_LINE = 600  # characters: only in a text saved as few lines headings are looked for inside
TITLE_END = lazy(r"[。;:,!?|\n]")
YEARS = r"[12][0-9]{3}[ ]?年(?:[至—-][12][0-9]{3}[ ]?年)?"
NO_STOP = "[^。;:,、!?|0-9·…]"
ANNEXED = "附件?[0-9一二三四五六七八九]?:"
UNNUMBERED = lazy(
    rf"""
    [12][0-9]{{3}}[ ]?年 : [^。;:,!?|]{{2,24}} $                     # 2025年:乘势而上
    | (?: {ANNEXED} )? (?: {NO_STOP}{{0,6}} {YEARS} )? {NO_STOP}{{2,24}} $  # short, without a stop; a year may lead
    """,
    re.VERBOSE,
)


def sections(text: str) -> Sequence[Section]:
    """The sections of a folded text, in order, covering it from the first character to the last."""
    found: list[Section] = []
    heads = [(0, 0, ""), *_with_parts([head for head in _headings(text) if head[0] > 0 or head[2]])]
    if len(text) > LARGE:
        return HeldSections(text, heads)
    open_titles: list[tuple[int, str]] = []
    for number, (start, level, title) in enumerate(heads):
        end = heads[number + 1][0] if number + 1 < len(heads) else len(text)
        open_titles = [(above, name) for above, name in open_titles if above < level] + [(level, title)]
        path = " / ".join(name for _, name in open_titles if name)
        found.append(Section(Span(start, end), title, level, path))
    return found


def _with_parts(heads: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The headings, those of parts and annexes raised above all numbers; one part alone is a title, not a part."""
    parts = [start for start, level, title in heads if level == PLAIN_LEVEL and PART.match(title)]
    raised = set(parts if len(parts) > 1 else ())
    raised.update(start for start, level, title in heads if level == PLAIN_LEVEL and ANNEX.match(title))
    return [(start, PART_LEVEL if start in raised else level, title) for start, level, title in heads]


def section_at(found: Sequence[Section], starts: list[int], at: int) -> Section:
    """The section that holds the place `at`; `starts` are the starts of `found`."""
    return found[max(bisect_right(starts, at) - 1, 0)]


def _headings(text: str) -> Iterator[tuple[int, int, str]]:
    for first, last in each_gap(text, "\n"):
        for start, end in _pieces(text, first, last):
            if (head := _heading(text, start, end)) is not None:
                yield head


def _pieces(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    """A document saved as one line holds its headings inside: such a line is looked at in pieces."""
    if end - start < LONG_LINE:
        return [(start, end)]
    cuts = [start, *(found.start(found.lastgroup or 0) for found in INLINE.finditer(text, start, end)), end]
    return pairwise(cuts)


def _heading(text: str, start: int, end: int) -> tuple[int, int, str] | None:
    if numbered := NUMBERED.match(text, start, min(end, start + 24)):
        return start, LEVELS[numbered.lastgroup or "s8"], _title(text, start, end, numbered.end())
    if end - start <= 36 and (line := text[start:end].strip()) and UNNUMBERED.match(line):
        return start, PLAIN_LEVEL, line
    return None


def _title(text: str, start: int, end: int, name_start: int) -> str:
    """The words of a heading: up to the first stop; of a heading glued to its text, the first words."""
    if known := KNOWN.match(text, name_start, end):
        return text[start : known.end()].strip(" #*")
    stop = TITLE_END.search(text, name_start, min(end, name_start + LONGEST_TITLE))
    until = stop.start() if stop else min(end, name_start + LONGEST_TITLE)
    wide = WIDE.search(text, name_start + SHORTEST_TITLE, until)  # 一、完成情况  去年…: the text goes on behind a gap
    return text[start : wide.start() if wide else until].strip(" #*")

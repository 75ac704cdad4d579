"""A text as it reads, without page breaks, line ends inside paragraphs and blanks beside figures, and the way back."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from heapq import merge

from plancli.lexicon import units
from plancli.model import Document, Span, Table
from plancli.patterns import lazy
from plancli.read.plain.offsets import Places, places_of
from plancli.read.plain.page_edges import page_edges, without_edges
from plancli.read.plain.page_numbers import page_numbers
from plancli.read.plain.pieces import put_together
from plancli.read.plain.spaced_figures import set_apart

NOTE_MARK = lazy(r"\[(?<=[\u4e00-\u9fff0-9%％）)”，。；、]\[)\d{1,3}\](?=[\u4e00-\u9fff0-9（“，。；、])")
"""The mark of a note inside a sentence: 58%，[7]为1.2万户."""
TIMES = lazy("[年月日]")  # [7]年末: a note, and a time behind it


def unwrap(document: Document) -> tuple[Document, Places]:
    """`document` without its joins, page breaks with what is printed beside them, and blanks that only set figures
    apart, every offset in it moved along, and the way back: the document itself where nothing goes."""
    gone = array("q", sorted(_gone(document)))
    places = places_of(gone)
    if not document.joins and not gone:
        return document, places
    flat = replace(
        document,
        text=_without(document.text, gone, document.joins),
        joins=(),
        pages=tuple(map(places.there, document.pages)),
        paragraphs=tuple(map(places.there, document.paragraphs)),
        tables=tuple(_moved(table, places) for table in document.tables),
    )
    return flat, places


def _gone(document: Document) -> set[int]:
    """The offsets of what is stepped over: page breaks, line ends, blanks."""
    text, joins = document.text, document.joins
    edges = page_edges(text)
    if not edges:
        return {*_stepped_over(text, joins), *_set_beside(text)}
    short, cut = without_edges(text, edges)
    places = places_of(cut)
    inside = {*_stepped_over(short, tuple(map(places.there, joins))), *_set_beside(short)}
    return {*cut, *map(places.at, inside)}


def _set_beside(text: str) -> set[int]:
    """The offsets of blanks that set figures apart, and of the marks of notes."""
    marks = (found.span() for found in NOTE_MARK.finditer(text) if not _is_figure(text, *found.span()))
    return {*set_apart(text), *(at for start, end in marks for at in range(start, end))}


def _is_figure(text: str, start: int, end: int) -> bool:
    """累计达到[60]万人: brackets before a unit or a multiplier hold a sum over the years of a plan, and mark no note.

    A figure in front, 1.2万[9]个, has the unit already.
    """
    before = text[start - 1]
    if before.isdecimal() or before in units.MULTIPLIERS or TIMES.match(text, end):
        return False
    return text.startswith(tuple(units.MULTIPLIERS), end) or units.longest_at(text, end) != ""


def _without(text: str, gone: Sequence[int], joins: tuple[int, ...]) -> str:
    """`text` without the characters at `gone`; a line end among `joins` that stays is a blank."""
    blanks = sorted(set(joins).difference(gone))
    return put_together(
        _parts(text, merge(((at, "") for at in gone), ((at, " ") for at in blanks if text[at] == "\n")))
    )


def _parts(text: str, changes: Iterable[tuple[int, str]]) -> Iterator[str]:
    """`text` cut at `changes`, with what replaces each character there."""
    last = 0
    for at, other in changes:
        yield text[last:at] + other
        last = at + 1
    yield text[last:]


def _stepped_over(text: str, joins: tuple[int, ...]) -> Iterator[int]:
    """The line ends, the blanks around them, and the carriage return before them; a blank stays between Latin words.
    The number of a page goes with the line ends around it."""
    if not joins:
        return
    for at in joins:
        before, behind = at - 1, at + 1
        while before >= 0 and text[before] in " \t\r\u3000":
            before -= 1
        while behind < len(text) and text[behind] in " \t\u3000":
            behind += 1
        latin = before >= 0 and behind < len(text) and _is_latin(text[before]) and _is_latin(text[behind])
        yield from range(before + 1 + latin, behind)
    inside = set(joins)
    for start, end in page_numbers(text):
        if start in inside and end in inside:
            yield from range(start, end + 1)


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _moved(table: Table, places: Places) -> Table:
    cells = tuple(replace(cell, span=_there(cell.span, places)) for cell in table.cells)
    return replace(table, span=_there(table.span, places), cells=cells)


def _there(span: Span, places: Places) -> Span:
    return Span(places.there(span.start), places.there(span.end))

"""A hard-wrapped text as it reads, without the line ends inside paragraphs, and the way back to its offsets."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import merge

from plancli.model import Document, Span, Table
from plancli.read.plain.page_numbers import page_numbers
from plancli.read.plain.pieces import put_together


@dataclass(frozen=True, slots=True)
class Places:
    """Where the characters of an unwrapped text are in the wrapped one. `gone`: offsets left out, in order; `above`:
    where in the unwrapped text each of them is missing."""

    gone: Sequence[int]
    above: Sequence[int]

    def at(self, offset: int) -> int:
        """The place in the wrapped text of a character of the unwrapped one."""
        return offset + bisect_right(self.above, offset)

    def back(self, span: Span) -> Span:
        """The place of `span` in the wrapped text: from its first character to behind its last."""
        start = self.at(span.start)
        return Span(start, start if span.start >= span.end else self.at(span.end - 1) + 1)

    def there(self, offset: int) -> int:
        """Where a place of the wrapped text ends up in the unwrapped one."""
        return offset - bisect_left(self.gone, offset)


def unwrap(document: Document) -> tuple[Document, Places]:
    """`document` without its joins, every offset in it moved along, and the way back."""
    gone = array("q", sorted(set(_stepped_over(document.text, document.joins))))
    # the number of characters that are gone before each place
    places = Places(gone, array("q", (at - number for number, at in enumerate(gone))))
    flat = replace(
        document,
        text=_without(document.text, gone, document.joins),
        joins=(),
        pages=tuple(map(places.there, document.pages)),
        paragraphs=tuple(map(places.there, document.paragraphs)),
        tables=tuple(_moved(table, places) for table in document.tables),
    )
    return flat, places


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

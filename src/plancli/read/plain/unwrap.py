"""A hard-wrapped text as it reads, without the line ends inside paragraphs, and the way back to its offsets."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from plancli.model import Document, Span, Table
from plancli.read.plain.page_numbers import page_numbers


@dataclass(frozen=True, slots=True)
class Places:
    """Where the characters of an unwrapped text stand in the wrapped one. `gone`: offsets left out, in order."""

    gone: tuple[int, ...]
    kept: tuple[int, ...]

    def back(self, span: Span) -> Span:
        """The place of `span` in the wrapped text: from its first character to behind its last."""
        if span.start >= span.end:
            start = self.kept[span.start] if span.start < len(self.kept) else span.start + len(self.gone)
            return Span(start, start)
        return Span(self.kept[span.start], self.kept[span.end - 1] + 1)

    def there(self, offset: int) -> int:
        """Where a place of the wrapped text ends up in the unwrapped one."""
        return offset - bisect_left(self.gone, offset)


def unwrap(document: Document) -> tuple[Document, Places]:
    """`document` without its joins, every offset in it moved along, and the way back."""
    text = document.text
    gone = tuple(sorted(set(_stepped_over(text, document.joins))))
    left_out, ends = set(gone), set(document.joins)
    kept = tuple(at for at in range(len(text)) if at not in left_out)
    places = Places(gone, kept)
    flat = replace(
        document,
        text="".join(" " if text[at] == "\n" and at in ends else text[at] for at in kept),
        joins=(),
        pages=tuple(map(places.there, document.pages)),
        paragraphs=tuple(map(places.there, document.paragraphs)),
        tables=tuple(_moved(table, places) for table in document.tables),
    )
    return flat, places


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

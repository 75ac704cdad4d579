"""The sections of a large text, held as numbers: its headings, as objects, would take as much memory as the text."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

from plancli.model import Section, Span
from plancli.segment.held import Held

HeadingAt = tuple[int, int, str]  # where a heading begins, its level, its words


class HeldSections(Held[Section]):
    """Sections of `text` under `heads`, which are in order and begin with that of the whole."""

    def __init__(self, text: str, heads: Iterable[HeadingAt]) -> None:
        self._text = text
        self._starts, self._levels, self._above = array("q"), array("b"), array("q")
        self._titles, self._lengths = array("q"), array("q")
        open_heads: list[int] = []
        for number, (start, level, title) in enumerate(heads):
            while open_heads and self._levels[open_heads[-1]] >= level:
                open_heads.pop()
            self._above.append(open_heads[-1] if open_heads else -1)
            self._starts.append(start)
            self._levels.append(level)
            self._titles.append(text.index(title, start))
            self._lengths.append(len(title))
            open_heads.append(number)

    def __len__(self) -> int:
        return len(self._starts)

    def made(self, number: int) -> Section:
        last = number + 1 == len(self._starts)
        span = Span(self._starts[number], len(self._text) if last else self._starts[number + 1])
        names = []
        above = number
        while above >= 0:
            names.append(self._title(above))
            above = self._above[above]
        return Section(span, names[0], self._levels[number], " / ".join(name for name in reversed(names) if name))

    def _title(self, number: int) -> str:
        start = self._titles[number]
        return self._text[start : start + self._lengths[number]]

"""Where in the text of a document the figures are that OCR is not sure of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from plancli.model import Span
from plancli.read.pdf.page import Page, Unsure

COMPOSED_BETWEEN = r"[\s|]*"  # what composing a text puts between characters that are printed side by side


def unsure_spans(text: str, starts: Sequence[int], pages: Sequence[Page]) -> tuple[Span, ...]:
    """The unsure figures of all `pages` in `text`, whose pages begin at `starts` (offsets in code points)."""
    ends = dict(enumerate(pairwise([*starts, len(text)]), 1))
    found = {
        (at.start, at.end) for page in pages for one in page.unsure for at in _places(text, *ends[page.number], one)
    }
    return tuple(Span(start, end) for start, end in sorted(found))


def _places(text: str, start: int, end: int, one: Unsure) -> Iterator[Span]:
    """Where a page has this figure between the characters of its line, or else wherever it has this figure."""
    alone = rf"(?<![\d.])({re.escape(one.figure)})(?!\d|\.\d)"
    for pattern in (_spread(one.before) + alone + _spread(one.after), alone):
        found = [Span(*match.span(1)) for match in re.compile(pattern).finditer(text, start, end)]
        if found:
            yield from found
            return


def _spread(part: str) -> str:
    """A pattern of these characters, blanks and ends of cells allowed between and around them."""
    return "".join(f"{COMPOSED_BETWEEN}{re.escape(char)}" for char in part) + COMPOSED_BETWEEN

"""Figures that a blank or brackets take apart: 1 200亩, 表1 200亩, [60]万人. What is meant a person must say."""

from __future__ import annotations

from plancli.model import Document, Span
from plancli.numerals.figures import IN_THREES
from plancli.patterns import lazy
from plancli.segment.fold import fold

BEHIND_FIGURE = lazy(r"\d $")
# 12  500人: with a unit, for in a row of cells a figure stands alone
BEHIND_BLANKS = lazy(r"\d[ \t]{2,3}$")
THREE = lazy(r"\d{3}(?![\d,]).*[^\d.]")
BRACKETS = ("[", "【", "〔")
SEEN_BEFORE = 4  # characters before a figure


def may_be_apart(document: Document, span: Span) -> bool:
    """Whether the figure at `span` has blanks in it, is in brackets, or may be the end of a longer one: 1 |200亩."""
    own = fold(document.text[span.start : span.end])
    before = fold(document.text[max(0, span.start - SEEN_BEFORE) : span.start])
    if own.startswith(BRACKETS) or IN_THREES.match(own) or BEHIND_FIGURE.search(before):
        return True
    return BEHIND_BLANKS.search(before) is not None and THREE.match(own) is not None

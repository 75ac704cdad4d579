"""Where in the original file a span is: page and paragraph, counted from 1."""

from __future__ import annotations

from bisect import bisect_right

from plancli.model import Document


def page_of(document: Document, at: int) -> int | None:
    """The page that holds `at`, where the format has pages."""
    return bisect_right(document.pages, at) or None if document.pages else None


def paragraph_of(document: Document, at: int) -> int | None:
    """The paragraph that holds `at`, where the format has paragraphs."""
    return bisect_right(document.paragraphs, at) or None if document.paragraphs else None

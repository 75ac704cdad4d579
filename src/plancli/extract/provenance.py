"""Where in the original file a span is: page and paragraph, counted from 1."""

from __future__ import annotations

from bisect import bisect_right

from plancli.model import Document, Span


def page_of(document: Document, at: int) -> int | None:
    """The page that holds `at`, where the format has pages."""
    return bisect_right(document.pages, at) or None if document.pages else None


def paragraph_of(document: Document, at: int) -> int | None:
    """The paragraph that holds `at`, where the format has paragraphs."""
    return bisect_right(document.paragraphs, at) or None if document.paragraphs else None


RecordStart = tuple[str, str | None, str | None, Span, str, Span, str]
"""What a record begins with behind its id: doc, region, region_code, span, text, quote and quote_text."""


def placed(document: Document, span: Span, quote: Span) -> RecordStart:
    """Where a record is from, as the fields of `Target` have it, in their order.

    Args:
        span: of the figure, or of the words of a target without one, in the decoded text.
        quote: what is quoted around it, in the same text.
    """
    head, text = document.head, document.text
    said, around = text[span.start : span.end], text[quote.start : quote.end]
    return document.id, head.region, head.region_code, span, said, quote, around

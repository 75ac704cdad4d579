"""Is a record in its text where it says, with its quote around it?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from plancli.terms import Record

Difference = dict[str, Any]
AROUND = 40  # characters shown on each side of a place that differs


def unlike_text(record: Record, text: str) -> Iterator[Difference]:
    """What differs between `record` and the words of its document: `text`, `start`, `end` and `quote` are looked at."""
    start, end = record.get("start"), record.get("end")
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start <= end:
        yield difference(record, "no place", f"{start}–{end}", "")
        return
    if end > len(text):
        yield difference(record, "behind the end of the text", f"{start}–{end}", f"{len(text)} characters")
        return
    if text[start:end] != record.get("text"):
        yield difference(record, _moved(record, text), record.get("text"), text[start:end])
    quote = str(record.get("quote") or "")
    if not quote:
        yield difference(record, "no quote", "", text[max(0, start - AROUND) : end + AROUND])
    elif not _is_around(quote, text, start, end):
        yield difference(record, "quote differs", quote, text[max(0, start - AROUND) : end + AROUND])


def _moved(record: Record, text: str) -> str:
    """Where the quote is now, if it occurs exactly once."""
    quote = str(record.get("quote") or "")
    if quote and text.count(quote) == 1:
        return f"quantity differs, its quote is at {text.find(quote)}"
    return "quantity differs"


def _is_around(quote: str, text: str, start: int, end: int) -> bool:
    """Is the quote around the quantity? Line ends count as blanks: spreadsheets change them."""
    # Wherever the quote begins, it must reach over the quantity.
    first, last = max(0, end - len(quote)), start + len(quote)
    if text.find(quote, first, last) >= 0:
        return True
    # Only a quote with line ends, or blanks at its edges, can have been changed by a spreadsheet.
    if not quote.split() or (quote == quote.strip() and "\n" not in quote and "\r" not in quote):
        return False
    window = text[max(0, first - len(quote)) : last + len(quote)]
    return " ".join(quote.split()) in " ".join(window.split())


def difference(record: Record, what: str, said: Any, found: Any) -> Difference:
    """One row of the list, with the keys of `columns.DIFFERENCE`.

    Args:
        what: what differs: an attribute, or what is wrong with the record as a whole.
        said: what the record says; None for nothing.
        found: what plancli finds there now; None for nothing.
    """
    return {
        "doc": record.get("doc"),
        "id": record.get("id"),
        "start": record.get("start"),
        "what": what,
        "record": "" if said is None else str(said),
        "found": "" if found is None else str(found),
    }

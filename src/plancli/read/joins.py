"""Which characters does reading step over? Line ends inside a hard-wrapped paragraph; offsets never move."""

from __future__ import annotations


def joins_of(text: str) -> tuple[int, ...]:
    """Offsets of the characters in `text` that reading steps over."""
    return ()

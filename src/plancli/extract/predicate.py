"""Whether a new predicate begins at a place: behind a figure it ends the noun, or shows that there is none."""

from __future__ import annotations

from plancli.lexicon import load
from plancli.lexicon.words import phrases

TAILS = phrases("nouns", "tails")
SHORT_TAILS: dict[str, list[str]] = load.table("nouns")["short_tails"]["not_before"]


def starts_predicate(text: str, start: int, end: int) -> bool:
    """Whether a new predicate begins at `start`: 入选…, 居全国… (but not 居民…)."""
    if start >= end or text.startswith(TAILS, start, end):
        return True
    kept = SHORT_TAILS.get(text[start])
    return kept is not None and not text.startswith(tuple(kept), start + 1)

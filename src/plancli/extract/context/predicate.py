"""Whether a new predicate begins at a place: behind a figure it ends the noun, or shows that there is none."""

from __future__ import annotations

from plancli.lexicon import load
from plancli.lexicon.words import pattern

TAILS = pattern("nouns", "tails")
SUFFIXES = "型性式化率类"
SHORT_TAILS: dict[str, list[str]] = load.table("nouns")["short_tails"]["not_before"]


def starts_predicate(text: str, start: int, end: int) -> bool:
    """Whether a new predicate begins at `start`: 入选…, 居全国… (but not 居民…, nor 引领型…: a suffix makes a noun)."""
    if start >= end:
        return True
    if tail := TAILS.match(text, start, end):
        return text[tail.end() : tail.end() + 1] not in SUFFIXES or tail.end() >= end
    kept = SHORT_TAILS.get(text[start])
    return kept is not None and not text.startswith(tuple(kept), start + 1)

"""Two names in one word: 城乡居民收入分别增长5%、6% speaks of 城镇 and of 农村."""

from __future__ import annotations

from plancli.lexicon.load import table

PAIRS: dict[str, list[str]] = table("nouns")["pairs"]["names"]


def nth_of_pair(name: str, position: int, count: int) -> str | None:
    """The name at `position` (from 0) of the two that one word of `name` holds; None where it holds none.

    `城乡居民收入`, 0, 2 → `城镇居民收入`.
    """
    if count != 2 or position > 1:
        return None
    word = next((word for word in PAIRS if word in name), None)
    return None if word is None else name.replace(word, PAIRS[word][position], 1)

"""Several names in one word: 城乡居民收入分别增长5%、6% speaks of 城镇 and of 农村, 三次产业 of three sectors."""

from __future__ import annotations

from plancli.lexicon.load import table

FUSED: dict[str, list[str]] = dict(
    sorted(table("nouns")["pairs"]["names"].items(), key=lambda entry: -len(entry[0])),
)
PAIR = 2


def nth_of_fused(name: str, position: int, count: int) -> str | None:
    """The name at `position` (from 0) of the `count` that one word of `name` holds; None where it holds not so many.

    `城乡居民收入`, 0, 2 → `城镇居民收入`; `一二三产增加值`, 2, 3 → `三产增加值`.
    """
    word = next((word for word, parts in FUSED.items() if len(parts) == count and word in name), None)
    return None if word is None or position >= count else name.replace(word, FUSED[word][position], 1)

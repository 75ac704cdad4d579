"""What the lexicon says of an indicator id: names, topic, and its place in the order a reader would choose."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from plancli.lexicon import load

LAST = 10_000


class Name(NamedTuple):
    """An indicator as people read it; `order` is its place in the lexicon, which begins with the headlines."""

    zh: str
    en: str
    topic: str
    order: int


UNKNOWN = Name("", "", "", LAST)


def entry(indicator_id: str | None) -> Name:
    """The entry of `indicator_id`; what the lexicon does not know has no name, and comes last."""
    return _entries().get(indicator_id or "", UNKNOWN)


@cache
def _entries() -> dict[str, Name]:
    try:
        table = load.table("indicators")
    except FileNotFoundError:
        return {}
    return {
        key: Name(one["name_zh"], one["name_en"], one["topic"], order) for order, (key, one) in enumerate(table.items())
    }

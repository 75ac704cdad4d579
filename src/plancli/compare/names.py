"""What the lexicon says of an indicator id: names, topic, and its place in the order a reader would choose."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from plancli.lexicon import indicators, load

LAST = 10_000


class Name(NamedTuple):
    """An indicator as people read it; `order` is its place in the lexicon, which begins with the headlines."""

    zh: str
    en: str
    topic: str
    order: int


UNKNOWN = Name("", "", "", LAST)
_own: dict[str, Name] = {}


def entry(indicator_id: str | None) -> Name:
    """The entry of `indicator_id`; what the lexicon does not know has no name, and comes last."""
    return _own.get(indicator_id or "") or _entries().get(indicator_id or "", UNKNOWN)


def extend(entries: Iterable[indicators.Entry]) -> None:
    """Know the user's own indicators too; those that ship with plancli keep their place in the order."""
    first = len(_entries())
    for number, one in enumerate(entries):
        if one.id not in _entries():
            _own[one.id] = Name(one.name_zh, one.name_en, one.topic, first + number)


def topic(name: str, lang: str) -> str:
    """A topic of the lexicon in words: jobs → 就业."""
    return str(load.table("compare")["topic_zh"].get(name, name)) if lang == "zh" else name


def word(column: str, value: str, lang: str) -> str:
    """A word of a row as people read it: raised → 提高, province → 省级, growth → 增长."""
    table = load.table("compare")
    if column == "kind":
        return str(table[f"kind_{lang}"].get(value, value))
    if lang != "zh":
        return value
    words = table["word_zh"].get("level" if column.endswith("level") else column, {})
    return str(words.get(value, value))


@cache
def _entries() -> dict[str, Name]:
    listed = indicators.entries()
    return {one.id: Name(one.name_zh, one.name_en, one.topic, order) for order, one in enumerate(listed)}

"""What the lexicon says of an indicator id: names, topic, and its place in the order a reader would choose."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from plancli.lexicon import indicators, load, regions
from plancli.lexicon.scope import remembered

LAST = 10_000  # behind every indicator of the lexicon


class Name(NamedTuple):
    """An indicator as people read it; `order` is its place in the lexicon, which begins with the headlines."""

    zh: str
    en: str
    topic: str
    order: int
    kinds: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()


UNKNOWN = Name("", "", "", LAST)  # an entry like any other: tables need not ask whether an id is known


def entry(indicator_id: str | None) -> Name:
    """The entry of `indicator_id`; what the lexicon does not know has no name, and comes last."""
    return _entries().get(indicator_id or "", UNKNOWN)


def kinds(indicator_id: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The kinds and unit dimensions that an indicator allows, the usual one first; empty for a phrase."""
    known = entry(indicator_id)
    return known.kinds, known.dimensions


def headline_rank(indicator_id: str | None) -> int | None:
    """The place of `indicator_id` among the headline indicators of work reports; None for all others."""
    return _headlines().get(indicator_id or "")


def topic(name: str, lang: str) -> str:
    """A topic of the lexicon in words: jobs → 就业.

    Args:
        name: key of the topic.
    """
    return str(load.table("compare")["topic_zh"].get(name, name)) if lang == "zh" else name


def word(column: str, value: str, lang: str) -> str:
    """A word of a row as people read it: raised → 提高, province → 省级, growth → 增长.

    Args:
        column: name of the column that it is in.
        value: as the column holds it; one that no list knows stays.
    """
    table = load.table("compare")
    if column == "kind":
        return str(table[f"kind_{lang}"].get(value, value))
    if lang != "zh":
        return value
    # level, upper_level, lower_level: one list of words for all three
    words = table["word_zh"].get("level" if column.endswith("level") else column, {})
    return str(words.get(value, value))


def english(row: Mapping[str, Any]) -> dict[str, str]:
    """What a row of any table says of regions and its indicator, in English where the lexicon has a name."""
    found = {
        name: regions.name_in(row.get(code), str(row[name]), "en")
        for name, code in (("region", "region_code"), ("upper", "upper_code"), ("lower", "lower_code"))
        if row.get(name)
    }
    name = entry(row.get("indicator_id")).en
    return found | ({"indicator": name} if name and "indicator" in row else {})


@remembered
def _entries() -> dict[str, Name]:
    """The entries that ship with plancli, which keep their places, then the user's own."""
    own = indicators.OWN.get()
    listed = {one.id: one for one in (*(own.entries.values() if own else ()), *indicators.entries())}
    order = {one.id: number for number, one in enumerate(indicators.entries())}
    # behind all that ship: a table with the user's own rows keeps the order of the one without
    new = [name for name in listed if name not in order]
    order |= {name: number for number, name in enumerate(new, len(order))}
    return {name: _name(one, order[name]) for name, one in listed.items()}


def _name(one: indicators.Entry, order: int) -> Name:
    return Name(one.name_zh, one.name_en, one.topic, order, one.kinds, one.dimensions)


@cache
def _headlines() -> dict[str, int]:
    return {name: place for place, name in enumerate(load.table("compare")["headline"]["indicators"])}

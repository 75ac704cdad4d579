"""The headline indicators (headline.toml), and which one a name means regardless of kind and unit."""

from __future__ import annotations

from functools import cache

from plancli.lexicon import load
from plancli.lexicon.indicators import Entry, index, lookup
from plancli.lexicon.scope import remembered


@cache
def ids() -> tuple[str, ...]:
    """The ids of section 5 of the contract, in its order."""
    return tuple(load.table("headline")["ids"])


@cache
def in_words() -> tuple[str, ...]:
    """The headline indicators, and those that are a target in words only."""
    return (*ids(), *load.table("headline")["in_words"])


@cache
def _claims() -> tuple[tuple[str, str], ...]:
    """Every pair of kind and unit dimension of which a headline indicator can be."""
    entries = [index().entries[name] for name in in_words()]
    return tuple(dict.fromkeys((entry.kinds[0], entry.dimensions[0]) for entry in entries))


@remembered
def named(name: str) -> Entry | None:
    """The headline indicator that `name` means where no figure says its kind and unit: 居民收入 → income_growth."""
    # 居民收入 without a figure is growth in one place and a level in another: the first that a headline indicator
    # allows
    for kind, dimension in _claims():
        found = lookup(name, kind, dimension)
        if found and found[0].id in in_words():
            return found[0]
    return None

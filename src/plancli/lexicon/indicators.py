"""The indicator lexicon (indicators.toml): which indicator a name means, or none. Never by likeness of strings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from itertools import product
from typing import Any

from plancli.lexicon import load, regions, units
from plancli.lexicon.scope import Scope, remembered
from plancli.native import Starts
from plancli.patterns import lazy

FOLD = "fold"
BRACKETS = lazy(r"[（(〔\[][^（()）〔〕\[\]]*[)）〕\]]")
MARKS = lazy(r"[\s“”\"‘’'《》「」·]")
MULTIPLIER = lazy(r"^[十百千万亿]+")  # 新增就业50万: a bare multiplier counts heads.
EITHER = "/"


@dataclass(frozen=True, slots=True)
class Entry:
    """One indicator. `words` are its names, `every` groups of words of which a name must hold one each, `none` words
    it must not hold; `kinds` and `dimensions` what can be said of it."""

    id: str
    name_zh: str
    name_en: str
    topic: str
    dimensions: tuple[str, ...]
    kinds: tuple[str, ...]
    words: tuple[str, ...] = ()
    every: tuple[tuple[str, ...], ...] = ()
    none: tuple[str, ...] = ()
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    flow: bool | None = None
    where: str = "plancli"

    def allows(self, kind: str, dimension: str, flow: bool | None = None) -> bool:
        """Whether a statement of this kind, unit dimension and flow can be about the indicator."""
        fits = kind in self.kinds and dimension in self.dimensions
        return fits and (self.flow is None or flow is None or self.flow == flow)


def entry(name: str, part: Mapping[str, Any], base: Mapping[str, Any], where: str = "plancli") -> Entry:
    """The entry that a table of a lexicon file describes; `base` is the table that its `of` names, or empty.

    Args:
        part: the table of the entry itself; what it says goes before `base`.
        where: who defined it, for messages: `plancli` or a file of the user.
    """
    every = part.get("all", base.get("all", ()))
    return Entry(
        id=name,
        name_zh=part["name_zh"],
        name_en=part["name_en"],
        topic=part["topic"],
        dimensions=tuple(part["dimensions"]),
        kinds=tuple(part["kinds"]),
        words=(part["name_zh"], *base.get("words", ()), *part.get("words", ())),
        every=tuple(tuple(word.split(EITHER)) for word in every),
        none=(*base.get("none", ()), *part.get("none", ())),
        yes=tuple(part.get("yes", ())),
        no=tuple(part.get("no", ())),
        flow=part.get("flow"),
        where=where,
    )


@cache
def entries() -> tuple[Entry, ...]:
    """Every entry that ships with plancli, in the order of the file."""
    table = load.table("indicators")
    parts = {name: part for name, part in table.items() if name != FOLD}
    return tuple(entry(name, part, parts.get(part.get("of", ""), {})) for name, part in parts.items())


@cache
def _fold() -> Mapping[str, Any]:
    table: Mapping[str, Any] = load.table("indicators")[FOLD]
    places = [entry["word"] for entry in load.table("compare")["prefix"]]
    return {
        "before": tuple(
            sorted((*places, *table["before"]), key=len, reverse=True)
        ),  # longest first: 浙江省 before 浙江
        "after": tuple(sorted(table["after"], key=len, reverse=True)),
        "same": tuple(map(tuple, table["same"])),
        "scope": tuple(table["scope"]),
    }


OTHERWISE: re.Pattern[str] = lazy(lambda: "|".join(re.escape(written) for written, _ in _fold()["same"]))
"""What is written in another way than names are compared in."""


@lru_cache(maxsize=2048)
def spelling(name: str) -> str:
    """A name in the one spelling that all are compared in: no marks or brackets, 规模以上 as 规上."""
    # （含个体）and quotes are set by one office and left out by another
    bare = name if name.isalnum() else MARKS.sub("", BRACKETS.sub("", name))
    if OTHERWISE.search(bare):
        for written, meant in _fold()["same"]:
            bare = bare.replace(written, meant)
    return bare


@remembered
def forms(name: str) -> tuple[str, ...]:
    """The forms in which a name is looked up, from as written to barest: 全省城镇新增就业人数 … 城镇新增就业."""
    fronts = list(_fronts(spelling(name)))
    found = fronts + [end for front in fronts for end in _ends(front)]
    return tuple(dict.fromkeys(form for form in found if form))


def _fronts(name: str) -> Iterator[str]:
    """`name`, then without 全省, 年均, 浙江省 … before it, one after the other."""
    while name:
        yield name
        if name.startswith(_fold()["before"]):
            name = next(name.removeprefix(word) for word in _fold()["before"] if name.startswith(word))
        else:
            name = _without_region(name)


def _without_region(name: str) -> str:
    region = regions.name_at(name, 0)
    return name[region.end :].removeprefix("的") if region else ""


def _ends(name: str) -> Iterator[str]:
    """`name` without 总量, 增速, 数量 … behind it, one after the other."""
    while name.endswith(_fold()["after"]):
        name = next(name.removesuffix(word) for word in _fold()["after"] if name.endswith(word))
        yield name


@remembered
def dimension_of(unit: str) -> str:
    """The dimension of a unit: 家, 万家 → count, 件/万人 → count / count, % → ratio; empty if unknown."""
    if not MULTIPLIER.sub("", unit):
        return "count"
    # 千瓦时 is a unit with its 千; only of what no list holds the multiplier is taken off
    if (found := units.lookup(unit) or units.lookup(MULTIPLIER.sub("", unit))) is not None:
        return found.dimension
    over, slash, under = unit.replace("每", "/", 1).partition("/")  # 微克每立方米 is 微克/立方米
    parts = (dimension_of(over), dimension_of(under)) if slash else ("",)
    return " / ".join(parts) if all(parts) else ""


class Match(Enum):
    """How a name was found to mean an entry."""

    NAME = "it is a name of the entry, once folded"
    WORDS = "it holds all the words that the entry asks for, and none that it forbids"


class Index:
    """Entries compiled for looking up. A word that two entries claim for the same kind of statement gets no id."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = {entry.id: entry for entry in entries}
        self.names: dict[str, list[Entry]] = defaultdict(list)
        self.starts: dict[str, list[tuple[Entry, tuple[str, ...], tuple[str, ...]]]] = defaultdict(list)
        for found in self.entries.values():
            for word in dict.fromkeys(map(spelling, found.words)):
                self.names[word].append(found)
            for words in product(*found.every) if found.every else ():
                # by the first two characters of the first word: a name is looked up by its pairs, not against every
                # entry
                self.starts[words[0][:2]].append((found, words, _others(found)))
        self._begins: Any = Starts([pair for pair in self.starts if len(pair) == 2] or ["??"])
        self._looked_up = remembered(self._look_up)  # forms of a name depend on the places that are known

    def lookup(self, name: str, kind: str, dimension: str, flow: bool | None = None) -> tuple[Entry, Match] | None:
        """The entry that `name` means for a statement of this kind and unit dimension, and how it was found.

        Args:
            name: the indicator as a statement names it.
            kind: level, growth, decrease, share, multiple or rank.
            dimension: of the unit, as in units.toml; `dimension_of` gives it.
            flow: whether only what is newly added is counted; None if that does not matter.
        """
        return self._looked_up(name, kind, dimension, flow)

    def _look_up(self, name: str, kind: str, dimension: str, flow: bool | None) -> tuple[Entry, Match] | None:
        # the fullest form first: 城镇新增就业 must not be found as 就业
        for form in forms(name):
            fitting = [found for found in self.names.get(form, ()) if found.allows(kind, dimension, flow)]
            if fitting:
                # two entries fit equally well: no id is better than one of them by chance
                return (fitting[0], Match.NAME) if len(fitting) == 1 else None
        fitting = [found for found in self._holding(spelling(name)) if found.allows(kind, dimension, flow)]
        return (fitting[0], Match.WORDS) if len(fitting) == 1 else None

    def _holding(self, name: str) -> list[Entry]:
        """Entries all of whose required words are in `name`, with no word in it that makes it another indicator."""
        # where there is none of them, as in most names, one look tells
        pairs = dict.fromkeys(name[at : at + 2] for at in self._begins.places(name))
        found = {
            entry.id: entry
            for pair in pairs
            for entry, words, others in self.starts.get(pair, ())
            if all(word in name for word in words) and not any(word in name for word in others)
        }
        return list(found.values())


def _others(entry: Entry) -> tuple[str, ...]:
    """The words that make a name another indicator than `entry`: its own list, and scopes that it does not have."""
    own = "".join((*entry.words, *(word for group in entry.every for word in group)))
    return (*entry.none, *(word for word in _fold()["scope"] if word not in own))


@cache
def index() -> Index:
    """The index of the lexicon that ships with plancli."""
    return Index(entries())


def lookup(name: str, kind: str, dimension: str, flow: bool | None = None) -> tuple[Entry, Match] | None:
    """See `Index.lookup`; for the lexicon that ships with plancli.

    Args:
        name: of the indicator as the text has it, folded.
        kind: a value of `model.Kind`.
        dimension: of its unit, as in `units.toml`.
        flow: whether only what is new is counted; None where that is not known.
    """
    return index().lookup(name, kind, dimension, flow)


def _none() -> Index | None:
    return None


# The user's own indicators, where there are any: they are asked first.
OWN: Scope[Index | None] = Scope("own_indicators", _none)

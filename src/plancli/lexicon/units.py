"""Units and classifiers (units.toml): what they are worth, and the longest one that stands at a place."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from plancli.lexicon.load import table, text

MULTIPLIERS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
CLASSIFIERS = "classifiers"
DIGIT_CLASSIFIERS = "digit_classifiers"
SPOKEN_CLASSIFIERS = "spoken_classifiers"
COUNT = "count"
NOT_BEFORE = "not_before"
UNLESS = "not_before_unless"


@dataclass(frozen=True, slots=True)
class UnitEntry:
    """One unit: `factor` times its `base`.

    `chinese` is false where only digits may stand before it (15省), `spoken` where that holds in short phrases,
    too; `near` are words of which one must stand close by (6000G带宽, but 5G基站); `prefix` stand before a
    number ($15).
    """

    name: str
    base: str
    factor: Fraction
    dimension: str
    write: tuple[str, ...]
    examples: tuple[tuple[str, str], ...] = ()
    chinese: bool = True
    spoken: bool = True
    near: tuple[str, ...] = ()
    prefix: tuple[str, ...] = ()


@cache
def entries() -> tuple[UnitEntry, ...]:
    """Every unit and classifier, in the order of units.toml."""
    lists = table("units")
    counted = (CLASSIFIERS, DIGIT_CLASSIFIERS, SPOKEN_CLASSIFIERS)
    measured = [
        UnitEntry(
            name,
            part["base"],
            Fraction(part["factor"]),
            part["dimension"],
            tuple(part["write"]),
            tuple(part["examples"].items()),
            not part.get("digits_only", False),
            True,
            tuple(part.get("near", ())),
            tuple(part.get("prefix", ())),
        )
        for name, part in lists.items()
        if name not in (*counted, NOT_BEFORE, UNLESS)
    ]
    counting = [_classifier(word, example, group) for group in counted for word, example in lists[group].items()]
    return (*measured, *_currencies(), *counting, *_own)


def _currencies() -> list[UnitEntry]:
    """The currencies of currencies.csv; in documents they count behind digits and long numerals only."""
    return [
        UnitEntry(
            row["base"],
            row["base"],
            Fraction(1),
            f"money ({row['base']})",
            tuple(row["write"].split("|")),
            ((f"5{row['write'].split('|')[0]}", f"5 {row['base']}"),),
            chinese=False,
            prefix=tuple(filter(None, row["prefix"].split("|"))),
        )
        for row in csv.DictReader(text("currencies.csv").splitlines())
    ]


_own: tuple[UnitEntry, ...] = ()


def extend(own: tuple[UnitEntry, ...]) -> None:
    """Make the user's own units known, in place of those made known before; to be called before anything is read."""
    global _own
    if own != _own:
        _own = own
        for compiled in (entries, spellings, _index):
            compiled.cache_clear()


def _classifier(word: str, example: str, group: str) -> UnitEntry:
    chinese, spoken = group == CLASSIFIERS, group != DIGIT_CLASSIFIERS
    return UnitEntry(word, word, Fraction(1), COUNT, (word,), ((example, ""),), chinese, spoken)


@cache
def spellings() -> dict[str, UnitEntry]:
    """Spelling → unit, without multipliers; a spelling stands under one unit only (a test proves it)."""
    return {word: entry for entry in entries() for word in entry.write}


def lookup(unit: str) -> UnitEntry | None:
    """The entry of a spelling without multiplier (`公里`, `个`), or None."""
    return spellings().get(unit)


def lengths(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """First character → lengths of the words that begin so, longest first: what a longest match has to try."""
    found: dict[str, set[int]] = {}
    for word in words:
        found.setdefault(word[0], set()).add(len(word))
    return {first: tuple(sorted(sizes, reverse=True)) for first, sizes in found.items()}


@cache
def _index() -> dict[str, tuple[int, ...]]:
    return lengths(spellings())


@cache
def _not_before() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Unit → the words that it begins no unit before, and longer words before which it does all the same."""
    lists = table("units")
    return {word: (tuple(rest), tuple(lists[UNLESS].get(word, ()))) for word, rest in lists[NOT_BEFORE].items()}


def longest_at(text: str, start: int) -> str:
    """The longest spelling of a unit at `start`, or an empty string; 升 in 升至 is none (`not_before`)."""
    known = spellings()
    for size in _index().get(text[start : start + 1], ()):
        if (word := text[start : start + size]) in known:
            guards = _not_before().get(word)
            end = start + size
            guarded = guards and text.startswith(guards[0], end) and not text.startswith(guards[1], end)
            return "" if guarded else word
    return ""

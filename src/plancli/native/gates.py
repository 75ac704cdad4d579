"""What every match of a pattern must have: what it begins and ends with, how long it is, what it cannot do without.

Nearly all questions that rules ask of a text have the answer no, and half a microsecond is spent on each before `re`
looks at a character. `scan.Gate` asks for what `gate` found in the pattern, and hands on to `re` only what may match.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

Ranges = tuple[tuple[int, int], ...]
"""Code points below 0x10000, from first to last; in order, apart from each other. Others pass every gate."""
Way = tuple[int, int, int, int, int, Ranges, Ranges, Ranges, Ranges, Ranges, Ranges, Ranges, Ranges]
"""How a match may go: how many characters there are at least, with what it looks ahead to at its end; how many it has
at most, without and with that; how many of a row it begins with, at least and at most; then sets: its first four
characters, its last, characters of which it needs one, those of the row, and those right behind all of the row."""
GateParts = tuple[bool, bool, tuple[Way, ...]]
"""Whether a match begins where the text does, and ends where the search does; what is true of all, then its ways."""
ALL: Ranges = ((0, 0xFFFF),)
ENDLESS = 1 << 30
HEADS = 4  # characters at the beginning of a match that are told one by one
MOST_NEEDED = 64  # characters of a set that is worth looking for in the whole stretch
UNREAD = re.IGNORECASE | re.LOCALE
EMPTY = ("AT", "ASSERT", "ASSERT_NOT")  # parts that take no character


@dataclass(frozen=True, slots=True)
class Passage:
    """What is known of all texts that a part of a pattern matches. Ranges may overlap until they are `merged`.

    `heads` and `last` are the characters that may be at these places, of texts that are so long; `needed` are
    characters of which each text has one; empty for what is not known.
    """

    least: int = 0
    most: int = 0
    heads: tuple[Ranges, ...] = ((),) * HEADS
    last: Ranges = ()
    needed: Ranges = ()


@dataclass(frozen=True, slots=True)
class Begun:
    """The row of characters of one kind that all texts of a pattern begin with (digits, mostly), and what may be behind
    the last of it; no ranges for what is not known."""

    least: int = 0
    most: int = 0
    signs: Ranges = ()
    behind: Ranges = ()


NO_ROW = Begun()
NOTHING = Passage()
UNKNOWN = Passage(0, ENDLESS, (ALL,) * HEADS, ALL)


def gate(pattern: str, flags: int, apart: bool = False) -> GateParts | None:
    """What `scan.Gate` is made of; None for a pattern of which nothing is known, or that can match nothing at all.

    Args:
        pattern: that `re` compiles.
        flags: those of `re`.
        apart: whether each alternative is told apart, of a pattern with few.
    """
    parsed = import_module("re._parser").parse(pattern, flags)
    flags = parsed.state.flags
    passages, signs = Passages(flags), list(parsed)
    if flags & UNREAD or passages.of(signs).least == 0:
        return None
    lines = flags & re.MULTILINE
    # in texts of several lines, these two hold at the ends of each
    anchored = _is(signs[0], "AT", "AT_BEGINNING_STRING") or (not lines and _is(signs[0], "AT", "AT_BEGINNING"))
    ended = _is(signs[-1], "AT", "AT_END_STRING") or (not lines and _is(signs[-1], "AT", "AT_END"))
    each = alternatives(signs)
    ways = [passages.with_ahead(one) for one in each]
    whole, seen = either([way for way, _ in ways]), either([seen for _, seen in ways])
    told = [_way(*way, passages.row(one)) for way, one in zip(ways, each, strict=True)]
    first = _way(whole, seen, passages.row(signs))
    return anchored, ended, (first, *told) if apart and len(ways) > 1 else (first,)


def alternatives(parts: list[tuple[Any, Any]]) -> list[list[tuple[Any, Any]]]:
    """The parts of each alternative of a pattern; of one without alternatives, its own.

    Args:
        parts: of the pattern, as `re` reads it.
    """
    if not parts:
        return [parts]
    before, name, given = parts[:-1], str(parts[-1][0]), parts[-1][1]
    if name == "SUBPATTERN" and not (given[1] or given[2]):
        return alternatives([*before, *given[3]])
    if name == "BRANCH":
        return [found for one in given[1] for found in alternatives([*before, *one])]
    return [parts]


def _way(passage: Passage, seen: Passage, row: Begun) -> Way:
    needed = merged(seen.needed)
    heads = [merged(found) for found in (*seen.heads, passage.last)]
    first, second, third, fourth, last = [() if found == ALL else found for found in heads]
    needed = needed if _size(needed) <= MOST_NEEDED else ()
    sizes = seen.least, passage.most, seen.most, row.least, row.most
    return *sizes, first, second, third, fourth, last, needed, row.signs, row.behind


class Passages:
    """Reads what `re` makes of the text of a pattern with these `flags`, before it compiles it."""

    def __init__(self, flags: int) -> None:
        self._flags = flags

    def of(self, parts: Iterable[tuple[Any, Any]]) -> Passage:
        """What is known of parts that follow one another."""
        found = Passage()
        for name, given in parts:
            looked_back = str(name) == "ASSERT" and given[0] < 0
            found = both(found, self.of(given[1])) if looked_back else behind(found, self._part(str(name), given))
        return found

    def with_ahead(self, parts: list[tuple[Any, Any]]) -> tuple[Passage, Passage]:
        """What is known of parts that follow one another, and of these with what they look ahead to at their end."""
        found, ahead = self.of(parts), NOTHING
        for name, given in reversed(parts):
            if str(name) == "ASSERT" and given[0] > 0:
                ahead = self.of(given[1])
                break
            if str(name) != "ASSERT_NOT":
                break
        return found, behind(found, ahead)

    def row(self, parts: list[tuple[Any, Any]]) -> Begun:
        """The row that texts of parts that follow one another begin with."""
        at = next((at for at, (name, _) in enumerate(parts) if str(name) not in EMPTY), -1)
        name, given = str(parts[at][0]), parts[at][1]
        if name == "SUBPATTERN" and not (given[1] or given[2]):
            return self.row([*given[3], *parts[at + 1 :]])
        if not name.endswith("_REPEAT") or (what := self.of(given[2])).least != 1 or what.most != 1:
            return NO_ROW
        signs, seen = merged(what.heads[0]), self.with_ahead(parts[at + 1 :])[1]
        behind = merged(seen.heads[0]) if seen.least > 0 else ()
        # else `re` may take less than all of the row
        apart = signs != ALL and not common(signs, behind)
        return Begun(int(given[0]), min(int(given[1]), ENDLESS), signs, behind if apart else ()) if apart else NO_ROW

    def _part(self, name: str, given: Any) -> Passage:
        read = getattr(self, f"_{name.lower()}", None)
        return UNKNOWN if read is None else read(given)

    def _literal(self, given: int) -> Passage:
        return _one(((given, given),))

    def _not_literal(self, given: int) -> Passage:
        return _one(others(((given, given),)))

    def _any(self, given: None) -> Passage:
        return _one(ALL if self._flags & re.DOTALL else others(((10, 10),)))

    def _in(self, given: Sequence[tuple[Any, Any]]) -> Passage:
        return _one(self._set(given))

    def _set(self, given: Sequence[tuple[Any, Any]]) -> Ranges:
        found: list[tuple[int, int]] = []
        for name, value in given:
            if str(name) == "LITERAL":
                found.append((value, value))
            elif str(name) == "RANGE":
                found.append(value)
            elif str(name) == "CATEGORY":
                kind = _category(str(value)) if not self._flags & re.ASCII else ()
                if not kind:  # letters: too many to tell apart
                    return ALL
                found += kind
        return others(found) if str(given[0][0]) == "NEGATE" else tuple(found)

    def _branch(self, given: Any) -> Passage:
        return either([self.of(one) for one in given[1]])

    def _subpattern(self, given: Any) -> Passage:
        return UNKNOWN if given[1] or given[2] else self.of(given[3])

    def _atomic_group(self, given: Any) -> Passage:
        return self.of(given)

    def _max_repeat(self, given: Any) -> Passage:
        least, most, what = int(given[0]), int(given[1]), self.of(given[2])
        found = NOTHING
        for _ in range(min(least, HEADS)):
            found = behind(found, what)
        for _ in range(min(most - least, HEADS)):
            found = behind(found, either([what, NOTHING]))
        length = least * what.least, min(most * what.most, ENDLESS)
        return Passage(*length, found.heads, found.last, found.needed)

    _min_repeat = _possessive_repeat = _max_repeat

    def _assert(self, given: Any) -> Passage:
        return NOTHING

    _at = _assert_not = _assert


def _one(ranges: Iterable[tuple[int, int]]) -> Passage:
    found = tuple(ranges)
    return Passage(1, 1, (found, *NOTHING.heads[1:]), found, found)


def behind(one: Passage, other: Passage) -> Passage:
    """What is known of each text of `one` with each of `other` behind it."""
    heads = list(one.heads)
    for shift in range(one.least, min(one.most + 1, HEADS)):
        for at in range(shift, HEADS):
            heads[at] += other.heads[at - shift]
    last = other.last + one.last if other.least == 0 else other.last
    # the smaller a set, the fewer texts have one of it
    needed = min((found for found in (one.needed, other.needed) if found), key=_size, default=())
    return Passage(one.least + other.least, min(one.most + other.most, ENDLESS), tuple(heads), last, needed)


def both(one: Passage, other: Passage) -> Passage:
    """What is known of each text of `one` that ends like one of `other`, which is looked back at from there."""
    place, last = one.least - 1, common(one.last, other.last)
    if not 0 <= place == one.most - 1 or other.least == 0 or not last:
        return one
    heads = [last if at == place else head for at, head in enumerate(one.heads)]
    return Passage(one.least, one.most, tuple(heads), last, last if one.most == 1 else one.needed)


def common(one: Iterable[tuple[int, int]], other: Iterable[tuple[int, int]]) -> Ranges:
    """The characters that both have, as far as they are below 0x10000.

    Args:
        one: ranges in any order; `other` as well.
    """
    return others((*others(one), *others(other)))


def either(passages: Sequence[Passage]) -> Passage:
    """What is known of the texts of all of `passages`."""
    all_need = all(one.needed for one in passages)
    return Passage(
        min(one.least for one in passages),
        max(one.most for one in passages),
        tuple(merged(pair for one in passages for pair in one.heads[at]) for at in range(HEADS)),
        merged(pair for one in passages for pair in one.last),
        merged(pair for one in passages for pair in one.needed) if all_need else (),
    )


def merged(ranges: Iterable[tuple[int, int]]) -> Ranges:
    """The same characters in as few ranges as possible, in order."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if start > 0xFFFF:
            break
        end = min(end, 0xFFFF)
        if found and start <= found[-1][1] + 1:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return tuple(found)


def others(ranges: Iterable[tuple[int, int]]) -> Ranges:
    """All characters but these.

    Args:
        ranges: in any order.
    """
    found, free = [], 0
    for start, end in merged(ranges):
        if free < start:
            found.append((free, start - 1))
        free = end + 1
    return (*found, (free, 0xFFFF)) if free <= 0xFFFF else tuple(found)


def _size(ranges: Ranges) -> int:
    return sum(end - start + 1 for start, end in merged(ranges))


@cache
def _category(name: str) -> Ranges:
    """Digits and blanks, as Python knows them, and all but them; empty for another category."""
    signs = map(chr, range(0x10000))
    for kind, holds in (("DIGIT", str.isdecimal), ("SPACE", str.isspace)):
        if name.endswith(kind):
            found = merged((ord(sign), ord(sign)) for sign in signs if holds(sign))
            return others(found) if "NOT_" in name else found
    return ()


def _is(part: tuple[Any, Any], name: str, value: str) -> bool:
    return str(part[0]) == name and str(part[1]) == value

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
GateParts = tuple[int, int, bool, bool, Ranges, Ranges, Ranges, Ranges]
"""Least and most characters, whether it begins where the text does and ends where the search does; then sets, of which
an empty one asks for nothing: the first character, the second, the last, and one that every match needs."""
ALL: Ranges = ((0, 0xFFFF),)
ENDLESS = 1 << 30
COPIES = 3  # of what is repeated: the first two places need no more
MOST_NEEDED = 64  # characters of a set that is worth looking for in the whole stretch
UNREAD = re.IGNORECASE | re.LOCALE


@dataclass(frozen=True, slots=True)
class Passage:
    """What is known of all texts that a part of a pattern matches. Ranges may overlap until they are `merged`.

    `first`, `second` and `last` are the characters that may be at these places, of texts that are so long; `needed`
    are characters of which each text, or what the pattern looks ahead to, has one; empty for what is not known.
    """

    least: int = 0
    most: int = 0
    first: Ranges = ()
    second: Ranges = ()
    last: Ranges = ()
    needed: Ranges = ()


UNKNOWN = Passage(0, ENDLESS, ALL, ALL, ALL)


def gate(pattern: str, flags: int) -> GateParts | None:
    """What `scan.Gate` is made of; None for a pattern of which nothing is known, or that can match nothing at all.

    Args:
        pattern: that `re` compiles.
        flags: those of `re`.
    """
    parsed = import_module("re._parser").parse(pattern, flags)
    flags = parsed.state.flags
    shape = Passages(flags).of(parsed)
    if shape.least == 0 or flags & UNREAD:
        return None
    signs = list(parsed)
    lines = flags & re.MULTILINE
    # in texts of several lines, these two hold at the ends of each
    anchored = _is(signs[0], "AT", "AT_BEGINNING_STRING") or (not lines and _is(signs[0], "AT", "AT_BEGINNING"))
    ended = _is(signs[-1], "AT", "AT_END_STRING") or (not lines and _is(signs[-1], "AT", "AT_END"))
    sets = [merged(found) for found in (shape.first, shape.second, shape.last)]
    needed = merged(shape.needed) if _size(shape.needed) <= MOST_NEEDED else ()
    asked = [() if found == ALL else found for found in sets]
    return shape.least, shape.most, anchored, ended, asked[0], asked[1], asked[2], needed


class Passages:
    """Reads what `re` makes of the text of a pattern, before it compiles it.

    Args:
        flags: those of the pattern.
    """

    def __init__(self, flags: int) -> None:
        self._flags = flags

    def of(self, parts: Iterable[tuple[Any, Any]]) -> Passage:
        """What is known of parts that follow one another."""
        found = Passage()
        for name, given in parts:
            found = behind(found, self._part(str(name), given))
        return found

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
        found = Passage()
        for _ in range(min(least, COPIES)):
            found = behind(found, what)
        for _ in range(min(most - least, COPIES)):
            found = behind(found, either([what, Passage()]))
        length = least * what.least, min(most * what.most, ENDLESS)
        return Passage(*length, found.first, found.second, found.last, found.needed)

    _min_repeat = _possessive_repeat = _max_repeat

    def _assert(self, given: Any) -> Passage:
        direction, what = given
        # what is looked back to may lie before the place where the search begins
        return Passage(needed=self.of(what).needed) if direction > 0 else Passage()

    def _assert_not(self, given: Any) -> Passage:
        return Passage()

    _at = _assert_not


def _one(ranges: Iterable[tuple[int, int]]) -> Passage:
    found = tuple(ranges)
    return Passage(1, 1, found, (), found, found)


def behind(one: Passage, other: Passage) -> Passage:
    """What is known of each text of `one` with each of `other` behind it."""
    first, second, last = one.first, one.second, other.last
    if one.least == 0:
        first, second = first + other.first, second + other.second
    if one.least <= 1 <= one.most:
        second += other.first
    if other.least == 0:
        last += one.last
    # the smaller a set, the fewer texts have one of it
    needed = min((found for found in (one.needed, other.needed) if found), key=_size, default=())
    return Passage(one.least + other.least, min(one.most + other.most, ENDLESS), first, second, last, needed)


def either(shapes: Sequence[Passage]) -> Passage:
    """What is known of the texts of all of `shapes`."""
    all_need = all(shape.needed for shape in shapes)
    return Passage(
        min(shape.least for shape in shapes),
        max(shape.most for shape in shapes),
        merged(pair for shape in shapes for pair in shape.first),
        merged(pair for shape in shapes for pair in shape.second),
        merged(pair for shape in shapes for pair in shape.last),
        merged(pair for shape in shapes for pair in shape.needed) if all_need else (),
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

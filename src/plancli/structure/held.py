"""The sentences of a large document as numbers: each is made again when it is asked for.

A book has a million of them, and as objects they would take more memory than its text.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from plancli.model import Period, Section
from plancli.segment.held import Held
from plancli.segment.held_periods import starts_of
from plancli.structure.units import Unit

Triple = tuple[float, float, float]
LARGE = 1_000_000  # Characters of a document whose sentences are held as numbers.
HEADING, ALONE, LEADS = 1, 2, 4


class HeldUnits(Held[Unit]):
    """Units, held by their places and marks."""

    def __init__(self, units: Iterable[Unit], outline: Sequence[Section], periods: Sequence[Period]) -> None:
        self._outline, self._periods = outline, periods
        self._places = starts_of(periods)
        self._starts, self._ends, self._sections = array("q"), array("q"), array("l")
        self._marks = bytearray()
        for unit in units:
            self._starts.append(unit.start)
            self._ends.append(unit.end)
            self._sections.append(unit.section)
            self._marks.append(HEADING * (unit.heading is not None) | ALONE * unit.alone | LEADS * unit.leads)

    def __len__(self) -> int:
        return len(self._starts)

    def made(self, number: int) -> Unit:
        start, end, section = self._starts[number], self._ends[number], self._sections[number]
        marks, places = self._marks[number], self._places
        inside = self._periods[bisect_left(places, start) : bisect_left(places, end)]
        heading = self._outline[section] if marks & HEADING else None
        return Unit(start, end, section, heading, bool(marks & ALONE), bool(marks & LEADS), inside)


class HeldScores:
    """Three numbers for each of many sentences."""

    def __init__(self) -> None:
        self._numbers = array("d")

    def append(self, three: Triple) -> None:
        self._numbers.extend(three)

    def __len__(self) -> int:
        return len(self._numbers) // 3

    def __getitem__(self, number: int) -> Triple:
        first, second, third = self._numbers[3 * number : 3 * number + 3]
        return first, second, third

    def __setitem__(self, number: int, three: Triple) -> None:
        self._numbers[3 * number : 3 * number + 3] = array("d", three)

    def __iter__(self) -> Iterator[Triple]:
        numbers = iter(self._numbers)
        return zip(numbers, numbers, numbers, strict=True)

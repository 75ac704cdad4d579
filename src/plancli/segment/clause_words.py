"""Where words begin in the clauses that rules ask about: jieba's way (`best_path`), with a dictionary of plancli's.

It holds the words of jieba's that policy texts use, and terms counted from such texts (`tools/build_terms.py`).
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from plancli import native
from plancli.kept import kept
from plancli.lexicon import load
from plancli.patterns import lazy
from plancli.segment import best_path
from plancli.segment.best_path import BEGINS, UNKNOWN

TERMS = "segmentation.txt"
MARKS = ",;:。!?\n|"
MARK = lazy(f"[{MARKS}]")  # What ends a clause.
WIDEST_WORDS = 400  # A clause longer than this is cut in pieces: no clause of a sane text is longer.
LARGE = 1_000_000  # characters of a text whose marks are held as numbers of eight bytes


class ClauseWords:
    """Where clauses and words begin in a text; a clause is cut when it is first asked about, and only once."""

    __slots__ = ("_ends", "_marks", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._marks = bytearray(len(text) + 1)
        self._marks[len(text)] = BEGINS
        self._ends: Sequence[int] | None = None

    def begins(self, at: int) -> bool:
        """Whether a word begins (and the word before it ends) at `at`."""
        mark = self._marks[at]
        if mark == UNKNOWN:
            self._cut(at)
            mark = self._marks[at]
        return mark == BEGINS

    def spans(self, start: int, end: int) -> bool:
        """Whether `start` to `end` is one word or several whole words."""
        return self.begins(start) and self.begins(end)

    def ends(self) -> Sequence[int]:
        """The places of all marks that end a clause, looked for once: every figure asks for those around it."""
        if self._ends is None:
            # an array creates a number each time it is asked, and takes a fourth of the memory
            large = len(self.text) > LARGE
            self._ends = array("q", _ends(self.text)) if large else native.places(self.text, MARKS)
        return self._ends

    def behind_last(self, marks: str, floor: int, at: int) -> int:
        """The place behind the last of `marks`, which end clauses, between `floor` and `at`; `floor` where there is
        none."""
        ends, text = self.ends(), self.text
        for number in range(bisect_left(ends, at) - 1, -1, -1):
            place = ends[number]
            if place < floor:
                break
            if text[place] in marks:
                return place + 1
        return floor

    def next_end(self, at: int, ceiling: int) -> int:
        """Where the clause ends that goes on at `at`; `ceiling` where that comes first."""
        ends = self.ends()
        number = bisect_left(ends, at)
        return min(ends[number], ceiling) if number < len(ends) else ceiling

    def take_over(self, other: ClauseWords, shift: int) -> None:
        """Keep what `other` has found in its text, of which this one begins at `shift`."""
        first, last = max(shift, 0), min(len(other.text), shift + len(self.text))
        if first < last:
            self._marks[first - shift : last - shift] = other._marks[first:last]

    def _cut(self, at: int) -> None:
        text, marks = self.text, self._marks
        start = self.behind_last(MARKS, max(0, at - WIDEST_WORDS), at)
        end = self.next_end(start, min(at + WIDEST_WORDS, len(text)))
        if end <= at:
            marks[at] = BEGINS
            return
        _dictionary().mark(text, start, end, marks)
        marks[end] = marks[end] or BEGINS


def _ends(text: str) -> Iterator[int]:
    """The places of marks, one by one."""
    for found in MARK.finditer(text):
        yield found.start()


def frequencies() -> dict[str, int]:
    """How often plancli's words occur, and every beginning of a word with 0."""
    fields = load.text(TERMS).split()
    return dict(zip(fields[::2], map(int, fields[1::2]), strict=True))


def by_first(frequencies: Mapping[str, int]) -> tuple[int, dict[str, str]]:
    """What a `Dictionary` is made of.

    Args:
        frequencies: how often each word occurs; 0 for what is only the beginning of words.
    """
    lines: defaultdict[str, list[str]] = defaultdict(list)
    for word, count in frequencies.items():
        lines[word[0]].append(f"{word} {count}")
    return sum(frequencies.values()), {sign: " ".join(words) for sign, words in lines.items()}


Dictionary = native.fastest("Dictionary", best_path.Dictionary)


@cache
def _dictionary() -> Any:
    return Dictionary(*kept("clause-words", load.sources(TERMS, code=__file__), lambda: by_first(frequencies())))

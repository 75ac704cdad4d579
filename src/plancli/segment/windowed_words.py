"""Where words begin in a large text: a window goes along with the places that are asked about."""

from __future__ import annotations

from plancli.segment.clause_words import ClauseWords

LARGE = 1_000_000  # characters of a text that is looked at through a window
WINDOW = 4_000_000
EDGE = 10_000  # characters at the ends of a window that are not reported: a clause may continue behind them


def words_of(text: str) -> ClauseWords:
    """The clauses and words of a folded text."""
    return WindowedWords(text) if len(text) > LARGE else ClauseWords(text)


class WindowedWords(ClauseWords):
    """The same answers, from a window on the text: marks of all its places would take as much memory as the text."""

    __slots__ = ("_base", "_window")

    def __init__(self, text: str) -> None:
        self.text = text
        self._base = 0
        self._window = ClauseWords(text[:WINDOW])

    def begins(self, at: int) -> bool:
        """Whether a word begins (and the word before it ends) at `at`."""
        return self._window.begins(self._inside(at))

    def behind_last(self, marks: str, floor: int, at: int) -> int:
        """The place behind the last of `marks` between `floor` and `at`; `floor` where there is none."""
        place = self._inside(at)
        lowest = max(floor - self._base, 0)
        found = self._window.behind_last(marks, lowest, place)
        return floor if found == lowest else found + self._base

    def next_end(self, at: int, ceiling: int) -> int:
        """Where the clause ends that goes on at `at`; `ceiling` where that comes first."""
        place = self._inside(at)
        return self._window.next_end(place, ceiling - self._base) + self._base

    def _inside(self, at: int) -> int:
        """The place of `at` in the window, which is moved where it is too near to an end of it."""
        place, length = at - self._base, len(self._window.text)
        near_start = place < EDGE and self._base > 0
        if near_start or (place > length - EDGE and self._base + length < len(self.text)):
            self._move(min(max(at - WINDOW // 2, 0), max(len(self.text) - WINDOW, 0)))
        return at - self._base

    def _move(self, base: int) -> None:
        """Begin the window at `base`; what has been found in it stays found."""
        before, self._window = self._window, ClauseWords(self.text[base : base + WINDOW])
        self._window.take_over(before, base - self._base)
        self._base = base

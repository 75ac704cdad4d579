"""Where words begin in the clauses that rules ask about: jieba's way (`best_path`), with a dictionary of plancli's.

It holds the words of jieba's that policy texts use, and terms counted from such texts (`tools/build_terms.py`).
"""

from __future__ import annotations

import re
from functools import cache
from itertools import repeat

from plancli.lexicon import load
from plancli.segment.best_path import RUN, weights_of, word_starts

CLAUSE = re.compile(r"[^,;:。!?\n|]+")
WIDEST = 400  # A clause longer than this is cut in pieces: no clause of a sane text is longer.
UNKNOWN, INSIDE, BEGINS = 0, 1, 2
ONE_EACH = bytes([BEGINS]) * WIDEST * 2


class ClauseWords:
    """Where words begin in a text; a clause is cut when it is first asked about, and only once."""

    __slots__ = ("_marks", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._marks = bytearray(len(text) + 1)
        self._marks[len(text)] = BEGINS

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

    def _cut(self, at: int) -> None:
        found = CLAUSE.match(self.text, self._clause_start(at), at + WIDEST)
        if found is None or found.end() <= at:
            self._marks[at] = BEGINS
            return
        marks, text, (start, end) = self._marks, self.text, found.span()
        marks[start:end] = ONE_EACH[: end - start]
        weights, unknown = _weights()
        for run in RUN.finditer(text, start, end):
            place = run.start()
            marks[place : run.end()] = bytes(run.end() - place)
            for word in word_starts(run.group(), weights, unknown):
                marks[place + word] = BEGINS
        marks[start:end] = marks[start:end].replace(b"\0", b"\1")
        marks[end] = marks[end] or BEGINS

    def _clause_start(self, at: int) -> int:
        floor = max(0, at - WIDEST)
        return max(map(self.text.rfind, ",;:。!?\n|", repeat(floor), repeat(at))) + 1 or floor


def frequencies() -> dict[str, int]:
    """How often plancli's words occur, and every beginning of a word with 0."""
    fields = load.text("segmentation.txt").split()
    return dict(zip(fields[::2], map(int, fields[1::2]), strict=True))


@cache
def _weights() -> tuple[dict[str, float], float]:
    return weights_of(frequencies())

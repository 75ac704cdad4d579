"""Two readings of one line held against each other: which word is one, and which figures are in doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache

from plancli.lexicon import load

FIGURE = re.compile(r"\d[\d.,]*")
HAN = re.compile(r"[一-鿿]+")
LONGEST_WORD = 4


def corrected(first: str, second: str) -> str:
    """The first reading; where the second has another character that alone makes a word there, that one: 千焰 → 千兆.

    The length never changes, so that every character keeps its place.
    """
    letters = list(first)
    for at, other in _swaps(first, second):
        before = "".join(letters)
        after = before[:at] + other + before[at + 1 :]
        if not _in_word(before, at) and _in_word(after, at):
            letters[at] = other
    return "".join(letters)


def _swaps(first: str, second: str) -> Iterator[tuple[int, str]]:
    """The places of the first reading at which the second has another Chinese character."""
    for kind, start, end, low, high in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if kind == "replace" and end - start == high - low:
            for at in range(start, end):
                other = second[low + at - start]
                if HAN.fullmatch(first[at]) and HAN.fullmatch(other):
                    yield at, other


def _in_word(text: str, at: int) -> bool:
    """Whether a word of two to four characters covers this place."""
    known = _words()
    for size in range(2, LONGEST_WORD + 1):  # a single character is a word nearly always, and proves nothing
        for start in range(max(0, at - size + 1), at + 1):
            if text[start : start + size] in known:
                return True
    return False


@cache
def _words() -> frozenset[str]:
    """The words of the dictionary that clauses are cut with."""
    return frozenset(word for word in load.text("segmentation.txt").split()[::2] if len(word) > 1)


def two_ways(first: str, second: str) -> list[str]:
    """The figures of the first reading that the second has otherwise: 3000 or 5000."""
    one, other = FIGURE.findall(first), FIGURE.findall(second)
    if len(one) == len(other):
        return [f"{a} or {b}" for a, b in zip(one, other, strict=True) if a != b]
    return [figure for figure in one if figure not in other]

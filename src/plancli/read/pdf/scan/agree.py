"""Two readings of one line held against each other: which word is one."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache

from plancli.lexicon import load
from plancli.patterns import lazy

HAN_RUN = lazy(r"[一-鿿]+")
DASH_READ_AS_ONE = lazy(r"(?<=\d{4})[一-](?=\d{4})|(?<=\d年)[一-](?=\d{4})")
STOP = lazy(r"(?<=%)[oO0]$")
LONGEST_WORD = 4


def signs(text: str) -> str:
    """The text of a line with signs that are printed alike told apart by where they are; its length stays.

    一 between two figures is a dash (2021—2025年), o behind % at the end a full stop, a straight quotation mark opens
    or closes as there is one open.
    """
    letters = list(STOP.sub("。", DASH_READ_AS_ONE.sub("—", text)))
    is_open = False
    for at, letter in enumerate(letters):
        if letter == '"':
            letters[at] = "”" if is_open else "“"
        is_open = letters[at] == "“" or (is_open and letters[at] != "”")
    return "".join(letters)


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


def passed_over(first: str, second: str) -> list[tuple[int, str]]:
    """The places of the first reading at which the second has one Chinese character more that alone makes a word there:
    千宽带 and 千兆宽带.
    """
    found = []
    for kind, start, end, low, high in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        more = second[low:high]
        if kind == "insert" and len(more) == 1 and HAN_RUN.fullmatch(more) and start == end:
            after = first[:start] + more + first[start:]
            if _in_word(after, start) and not _around(first, start):
                found.append((start, more))
    return found


def _around(text: str, at: int) -> list[str]:
    """The words that begin before a place and end behind it."""
    spans = ((start, end) for start in range(max(0, at - 3), at) for end in range(at + 1, at + 4) if end - start <= 4)
    return [text[start:end] for start, end in spans if text[start:end] in _words()]


def _swaps(first: str, second: str) -> Iterator[tuple[int, str]]:
    """The places of the first reading at which the second has another Chinese character."""
    for kind, start, end, low, high in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if kind == "replace" and end - start == high - low:
            for at in range(start, end):
                other = second[low + at - start]
                if HAN_RUN.fullmatch(first[at]) and HAN_RUN.fullmatch(other):
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

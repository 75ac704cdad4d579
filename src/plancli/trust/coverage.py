"""For each headline indicator, whether a document gives a figure, words, nothing, or words that gave no record."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from sys import intern
from typing import NamedTuple

from plancli.lexicon import headline, load
from plancli.lexicon.indicators import index
from plancli.model import Span, Status, Target
from plancli.native import Finder
from plancli.read.plain.pieces import bounds
from plancli.segment.fold import fold
from plancli.structure.part import Part

FIGURE, WORDS, ABSENT, UNREAD = "figure", "words", "absent", "unread"
PROMISING = ("goals", "tasks")
SHORTEST = 4  # characters: shorter names of indicators are words of other things
BEFORE = 8  # characters in front of a name that are looked at


def coverage(text: str, targets: Iterable[Target], parts: Sequence[Part]) -> dict[str, str]:
    """The state of each headline indicator in a document.

    Args:
        text: the document's text.
        targets: its records of every status, normalised.
        parts: what it consists of.
    """
    told = Told()
    for target in targets:
        told.add(target)
    return told.coverage(text, parts)


class Told:
    """What the records of a document tell of headline indicators. Few numbers are kept of each, no record: a large
    document has hundreds of thousands."""

    def __init__(self) -> None:
        self._figures: set[str | None] = set()
        self._words: set[str | None] = set()
        self._starts, self._ends = array("q"), array("q")
        self._ids: list[str] = []

    def add(self, target: Target) -> None:
        """Take a record, normalised, of whatever status."""
        name = target.indicator_id
        if target.status is Status.TARGET:
            if target.amount:
                self._figures.add(name)
            if target.stated:
                self._words.add(name)
        # the others tell nothing of a headline indicator, nor of a part of one
        if name is not None and name.startswith(headline.ids()):
            self._starts.append(target.quote.start)
            self._ends.append(target.quote.end)
            self._ids.append(intern(name))

    def coverage(self, text: str, parts: Sequence[Part]) -> dict[str, str]:
        """The state of each headline indicator; one that is named only in parts that promise nothing is absent, and so
        is one of which only a part is said (农村居民人均可支配收入 is no 居民收入)."""
        figures, words, quoted = self._figures, self._words, self._quoted()
        known = figures | words
        named = {name for name, span in mentions(text, parts) if name not in known and not quoted.holds(name, span)}
        states = dict.fromkeys(headline.ids(), ABSENT)
        for state, names in ((UNREAD, named), (WORDS, words), (FIGURE, figures)):  # the last one counts most
            states |= {name: state for name in states if name in names}
        return states

    def _quoted(self) -> _Quoted:
        order = sorted(range(len(self._ids)), key=self._starts.__getitem__)
        starts, ends = (array("q", map(numbers.__getitem__, order)) for numbers in (self._starts, self._ends))
        return _Quoted(starts, ends, [self._ids[number] for number in order])


def mentions(text: str, parts: Sequence[Part]) -> Iterator[tuple[str, Span]]:
    """Where a headline indicator is named in a part that promises: its id, and the place of the name.

    Args:
        text: decoded text of the document.
    """
    for part in parts:
        if part.role not in PROMISING:
            continue
        for start, end in bounds(text, "。", part.span.start, part.span.end):
            begin = max(start - BEFORE, 0)
            for found in _names().finditer(fold(text[begin:end]), start - begin):
                for name in _ids()[found.group()]:
                    yield name, Span(found.start() + begin, found.end() + begin)


class _Quoted(NamedTuple):
    """The quotes of records, in order, and the indicators of these."""

    starts: array[int]
    ends: array[int]
    ids: list[str]

    def holds(self, name: str, span: Span) -> bool:
        """Whether an indicator is named in a sentence that gave records of its parts (城乡居民收入分别增长5%、7%)."""
        last = bisect_right(self.starts, span.start)
        first = bisect_left(self.starts, self.starts[last - 1], 0, last) if last else 0
        parts = f"{name}_"
        return any(self.ends[at] >= span.end and self.ids[at].startswith(parts) for at in range(first, last))


@cache
def _ids() -> dict[str, tuple[str, ...]]:
    """The words by which a headline indicator is looked for, each with the ids that it may mean."""
    found: dict[str, list[str]] = {}
    extra = load.table("headline")["names"]
    for name in headline.ids():
        words = [word for word in index().entries[name].words if len(word) >= SHORTEST]
        for word in (*words, *extra.get(name, ())):
            found.setdefault(fold(word), []).append(name)
    return {word: tuple(dict.fromkeys(names)) for word, names in found.items()}


@cache
def _names() -> Finder:
    """Longest first: 城镇居民人均可支配收入 is no 居民人均可支配收入. 人均 and 单位 before a name make it another.

    `re` runs to the first characters in one go; only where a second one follows, all else is looked at.
    """
    behind: dict[str, list[str]] = {}
    for word in sorted(_ids(), key=lambda word: (-len(word), word)):
        behind.setdefault(word[0], []).append(re.escape(word[1:]))
    # A set of first characters in front lets `re` run through the text; the look-behind then picks the names.
    names = "|".join(f"(?<={re.escape(first)})(?:{'|'.join(rests)})" for first, rests in behind.items())
    firsts, seconds = ("".join(sorted({re.escape(word[at]) for word in _ids()})) for at in (0, 1))
    found = re.compile(rf"[{firsts}](?=[{seconds}])(?<![人单].)(?<!人均.)(?<!单位.)(?<!万元.)(?<!占.)(?:{names})")
    return Finder(found, _ids())

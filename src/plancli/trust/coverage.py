"""For each headline indicator, whether a document gives a figure, words, nothing, or words that gave no record."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

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


def coverage(text: str, targets: Sequence[Target], parts: Sequence[Part]) -> dict[str, str]:
    """The state of each headline indicator in a document.

    Args:
        text: the document's text.
        targets: its records of every status, normalised.
        parts: what it consists of; an indicator named only in parts that promise nothing is absent, and so is one of
            which only a part is said (农村居民人均可支配收入 is no 居民收入).
    """
    goals = [target for target in targets if target.status is Status.TARGET]
    figures = {target.indicator_id for target in goals if target.amount}
    words = {target.indicator_id for target in goals if target.stated}
    known, told = figures | words, _Told(targets)
    named = {name for name, span in mentions(text, parts) if name not in known and not told(name, span)}
    states = {}
    for name in headline.ids():
        states[name] = FIGURE if name in figures else WORDS if name in words else UNREAD if name in named else ABSENT
    return states


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


def counts(target: Target) -> bool:
    """Whether a record tells of a headline indicator, or of a part of one: the others do not change what is covered."""
    return target.indicator_id is not None and target.indicator_id.startswith(headline.ids())


class _Told:
    """Whether an indicator is named in a sentence that gave records of its parts (城乡居民收入分别增长5%、7%)."""

    def __init__(self, targets: Sequence[Target]) -> None:
        self._quoted: dict[int, list[Target]] = {}
        for target in targets:
            if target.indicator_id:
                self._quoted.setdefault(target.quote.start, []).append(target)
        self._starts = sorted(self._quoted)

    def __call__(self, name: str, span: Span) -> bool:
        at = bisect_right(self._starts, span.start) - 1
        quoted = [one for one in self._quoted[self._starts[at]] if span.end <= one.quote.end] if at >= 0 else []
        return any(str(one.indicator_id).startswith(f"{name}_") for one in quoted)


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

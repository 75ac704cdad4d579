"""Passes over every character of a text: in C where that has been compiled (`hatch_build.py`), else in Python.

`scan` is the module of C. For each of its classes and functions there is one of Python that gives the same: `Starts`,
`Lazy`, `places`, `gaps` and `ending` in `plain`, `Folding` in `segment.fold`, `Dictionary` in `segment.best_path`,
`Cues` in `structure.cues`, `Template` in `export.target_lines`, `Widths` in `read.plain.columns`; for `Gate` it is
the pattern of `re` behind it (`gates`), for `FirstOf` one with all of them between bars.
tests/test_native.py and tests/test_gates.py compare them. PLANCLI_NATIVE=no leaves C out, and so does a checkout whose
files of C are others than those that were compiled.
"""

from __future__ import annotations

import bisect
import os
import re
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from itertools import chain
from pathlib import Path
from sys import maxsize
from types import ModuleType
from typing import Any
from zlib import crc32

from plancli.native import plain


def _scan() -> ModuleType | None:
    """The module of C, where it was compiled."""
    if os.environ.get("PLANCLI_NATIVE") == "no":
        return None
    try:
        # by its name: where there is none, nothing that checks types or imports should miss it
        found = import_module("plancli.native.scan")
    except ImportError:
        return None
    return found if _written() in (None, getattr(found, "WRITTEN", None)) else None


def _written() -> int | None:
    """A stamp of the C files beside this one; None where there are none, as in an installed package."""
    paths = sorted(Path(__file__).parent.glob("*.[ch]"))
    return crc32(b"".join(path.read_bytes() for path in paths)) if paths else None


SCAN = _scan()


def fastest(name: str, otherwise: Any) -> Any:
    """What `scan` has under `name`, else `otherwise`, which gives the same.

    Args:
        name: of a class or function of C.
    """
    return getattr(SCAN, name, otherwise)


Lazy: Any = fastest("Lazy", plain.Lazy)
Starts: Any = fastest("Starts", plain.Starts)
places: Any = fastest("places", plain.places)
gaps: Any = fastest("gaps", plain.gaps)
ending: Callable[..., str] = fastest("ending", plain.ending)
# what compiled modules (`hatch_build.py`) call in place of `startswith` and `endswith` of a text
begins_with: Any = fastest("begins_with", str.startswith)
ends_with: Any = fastest("ends_with", str.endswith)
bisect_left: Any = fastest("bisect_left", bisect.bisect_left)
bisect_right: Any = fastest("bisect_right", bisect.bisect_right)


STRETCH = 1_000_000  # characters looked at together: all places of a large text would take more memory than the text


def each_place(text: str, signs: str, start: int = 0, end: int = maxsize) -> Iterator[int]:
    """As `places`, one by one, of what is between `start` and `end`.

    Args:
        text: of which a stretch is looked at together.
        signs: single characters.
        start: offset where to look.
        end: offset behind the last character that is looked at.
    """
    end = min(end, len(text))
    if start == 0 and end == len(text) <= STRETCH:
        return iter(places(text, signs))
    return _each_place(text, signs, start, end)


def _each_place(text: str, signs: str, start: int, end: int) -> Iterator[int]:
    for begin in range(start, end, STRETCH):
        for place in places(text[begin : min(begin + STRETCH, end)], signs):
            yield begin + place


def each_gap(text: str, signs: str) -> Iterator[tuple[int, int]]:
    """Where `text` runs on without any of `signs`, start and end of each, as `[^…]+` finds it: its lines, mostly.

    Args:
        signs: single characters.
    """
    return iter(gaps(text, signs, 1)) if len(text) <= STRETCH else _each_gap(text, signs)


def _each_gap(text: str, signs: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for place in chain(each_place(text, signs), (len(text),)):
        if begin < place:
            yield begin, place
        begin = place + 1


class Finder:
    """A pattern whose matches all begin with one of some texts: where C is compiled, it is tried there alone.

    Args:
        pattern: of which no match is empty.
        texts: what a match may begin with, or what makes these, called at the first search: words, of which two
            characters count. A match that begins otherwise may not be found.
    """

    def __init__(self, pattern: re.Pattern[str], texts: Iterable[str] | Callable[[], Iterable[str]]) -> None:
        self.pattern, self.texts = pattern, texts
        self._starts: Any = None

    def finditer(self, text: str, start: int = 0, end: int = maxsize) -> Iterator[re.Match[str]]:
        """As `finditer` of the pattern."""
        return self.pattern.finditer(text, start, end) if SCAN is None else self._each(text, start, end)

    def _each(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        if self._starts is None:
            self._starts = Starts(self.texts() if callable(self.texts) else self.texts)
        match, behind = self.pattern.match, start
        for at in self._starts.places(text, start, end):
            # matches never overlap, so what begins inside of one is passed
            if at >= behind and (found := match(text, at, end)) is not None:
                behind = found.end()
                yield found


class Finders:
    """Several finders of one text: where C is compiled, the places at which any may begin are looked for at once.

    Args:
        finders: whose matches may overlap those of another.
    """

    def __init__(self, *finders: Finder) -> None:
        self.finders = finders
        self._begins: Begins | None = None

    def finditer(self, text: str) -> Iterator[tuple[int, re.Match[str]]]:
        """The matches of each, with its number; of those that begin together, that of the first finder comes first.

        Args:
            text: all of it is looked through.
        """
        return self._one_by_one(text) if SCAN is None else self._each(text)

    def _one_by_one(self, text: str) -> Iterator[tuple[int, re.Match[str]]]:
        for number, finder in enumerate(self.finders):
            for found in finder.finditer(text):
                yield number, found

    def _each(self, text: str) -> Iterator[tuple[int, re.Match[str]]]:
        if self._begins is None:
            self._begins = Begins(self.finders)
        begins, behind = self._begins, [0] * len(self.finders)
        for at in begins.starts.places(text):
            # one finder's matches never overlap, those of two may
            for number in begins[text[at : at + 2]]:
                found = self.finders[number].pattern.match(text, at) if at >= behind[number] else None
                if found is not None:
                    behind[number] = found.end()
                    yield number, found


class Begins(dict[str, tuple[int, ...]]):
    """By two characters of a text, the numbers of the finders that may find something there.

    Args:
        finders: in the order of their numbers.
    """

    def __init__(self, finders: Iterable[Finder]) -> None:
        super().__init__()
        given = [finder.texts() if callable(finder.texts) else finder.texts for finder in finders]
        self._texts = [tuple({text[:2] for text in texts}) for texts in given]
        self.starts = Starts([text for texts in self._texts for text in texts])

    def __missing__(self, pair: str) -> tuple[int, ...]:
        # a text of one character begins every pair with that character
        found = tuple([number for number, texts in enumerate(self._texts) if pair.startswith(texts)])
        self[pair] = found
        return found

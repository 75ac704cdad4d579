"""Words of a text, by jieba: the only module that knows it.

`words` cuts a whole text with jieba's own dictionary. `ClauseWords` cuts the clauses that rules ask about, in jieba's
way (`best_path`), with a small dictionary of plancli's: the words of jieba's that policy texts use, and terms counted
from such texts (`tools/build_terms.py`). jieba keeps its own dictionary as `marshal` data in the shared temporary
folder, where anybody can put another one. Here that cache lies in a private folder, under the hash of the dictionary,
and only its owner may write there; the small dictionary needs none.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
import stat
import sys
from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.resources import files
from itertools import repeat
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

from platformdirs import user_cache_path

from plancli.lexicon import load
from plancli.segment.best_path import RUN, word_starts

Cutter = Callable[[str], list[str]]

DASH = re.compile("(-)")
CLAUSE = re.compile(r"[^,;:。!?\n|]+")
WIDEST = 400
"""A clause longer than this is cut in pieces: no clause of a sane text is longer."""
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
        frequencies, logarithm = _small_dictionary()
        for run in RUN.finditer(text, start, end):
            place = run.start()
            marks[place : run.end()] = bytes(run.end() - place)
            for word in word_starts(run.group(), frequencies, logarithm):
                marks[place + word] = BEGINS
        marks[start:end] = marks[start:end].replace(b"\0", b"\1")
        marks[end] = marks[end] or BEGINS

    def _clause_start(self, at: int) -> int:
        floor = max(0, at - WIDEST)
        return max(map(self.text.rfind, ",;:。!?\n|", repeat(floor), repeat(at))) + 1 or floor


@cache
def _small_dictionary() -> tuple[dict[str, int], float]:
    """The frequencies of plancli's words, every beginning of a word as 0, and the logarithm of their sum."""
    fields = load.text("segmentation.txt").split()
    frequencies = dict(zip(fields[::2], map(int, fields[1::2]), strict=True))
    return frequencies, log(sum(frequencies.values()))


def words(text: str) -> list[str]:
    """The words of `text`, in order; joined they are `text`. rjieba does it where it is installed (extra `fast`)."""
    return _cutter()(text)


def dictionary_hash() -> str:
    """SHA-256 of the dictionary that the words come from."""
    data = (files("jieba") / "dict.txt").read_bytes()
    return hashlib.sha256(data).hexdigest()


@cache
def _cutter() -> Cutter:
    try:
        import rjieba
    except ImportError:
        return _jieba()
    return lambda text: [piece for word in rjieba.cut(text) for piece in _pieces(word)]


def _pieces(word: str) -> list[str]:
    """The one difference between the two: rjieba keeps `5G-A` and `2021-2025` whole, jieba does not."""
    return [piece for piece in DASH.split(word) if piece]


class _LateModel(ModuleType):
    """Stands for jieba's model of unknown words, which takes longer to load than all the rest, until it is used."""

    def __getattr__(self, name: str) -> Any:
        if name not in ("cut", "add_force_split"):
            raise AttributeError(name)
        del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


@cache
def _jieba_module() -> Any:
    """jieba, without what costs most of its start: its model of unknown words, and `pkg_resources`, which it can do
    without."""
    if "jieba" not in sys.modules:
        absent = "pkg_resources" not in sys.modules
        sys.modules["jieba.finalseg"] = _LateModel("jieba.finalseg")
        if absent:
            sys.modules["pkg_resources"] = None  # type: ignore[assignment]
        try:
            import jieba
        finally:
            if absent:
                del sys.modules["pkg_resources"]
        jieba.default_logger.setLevel(logging.CRITICAL)  # a cache that cannot be written costs time, no message
    return sys.modules["jieba"]


def _jieba() -> Cutter:
    tokenizer = _jieba_module().Tokenizer()
    with TemporaryDirectory(prefix="plancli-", ignore_cleanup_errors=True) as temporary:
        tokenizer.tmp_dir = str(_private_folder() or temporary)
        tokenizer.cache_file = f"jieba-{dictionary_hash()[:16]}.cache"
        tokenizer.initialize()
    return tokenizer.lcut  # type: ignore[no-any-return]


def _private_folder() -> Path | None:
    """The cache folder of this user; None where there is none that only this user can write to."""
    folder = user_cache_path("plancli", appauthor=False)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.stat()
    except OSError:
        return None
    strangers = status.st_mode & (stat.S_IWGRP | stat.S_IWOTH) or status.st_uid != _user()
    return None if strangers or not os.access(folder, os.W_OK) else folder


def _user() -> int:
    return os.getuid() if hasattr(os, "getuid") else 0  # elsewhere, folders of a user are the user's alone

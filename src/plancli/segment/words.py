"""Words of a text, by jieba: the only module that knows it.

The clauses that rules ask about are cut by `clause_words`, with a small dictionary of plancli's. jieba keeps its own
dictionary as `marshal` data in the shared temporary folder, where anybody can put another one. Here that cache is in
a private folder, under the hash of the dictionary, and only its owner may write there; the small one needs none.
"""

from __future__ import annotations

import hashlib
import logging
import sys
from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.resources import files
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

from plancli.kept import private_folder
from plancli.patterns import lazy

Cutter = Callable[[str], list[str]]
"""Cuts a sentence into words that together are the sentence, as `jieba.lcut` does."""

DASH = lazy("(-)")


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
        tokenizer.tmp_dir = str(private_folder() or temporary)
        tokenizer.cache_file = f"jieba-{dictionary_hash()[:16]}.cache"
        tokenizer.initialize()
    return tokenizer.lcut  # type: ignore[no-any-return]

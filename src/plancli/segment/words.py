"""Words of a text, by jieba: the only module that knows it.

jieba keeps its dictionary as `marshal` data in the shared temporary folder, where anybody can put another one. Here
the cache lies in a private folder, under the hash of the dictionary, and only its owner may write there.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
import stat
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from platformdirs import user_cache_path

Cutter = Callable[[str], list[str]]

DASH = re.compile("(-)")


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


def _jieba() -> Cutter:
    import jieba

    jieba.default_logger.setLevel(logging.CRITICAL)  # a cache that cannot be written costs time, no message
    tokenizer = jieba.Tokenizer()
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

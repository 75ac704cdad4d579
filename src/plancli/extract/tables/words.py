"""The words of tables.toml: what the head of a column, a row or a cell says."""

from __future__ import annotations

from functools import cache, lru_cache

from plancli.lexicon.load import table
from plancli.patterns import lazy

BLANK = lazy(r"\s+")


@lru_cache(maxsize=1024)
def says(text: str, group: str) -> bool:
    """Does a folded head or cell say what `group` of tables.toml stands for?

    Args:
        text: folded.
    """
    words, whole = _group(group)
    plain = BLANK.sub("", text)
    return plain in words if whole else any(word in plain for word in words)


def starts(text: str, group: str) -> str:
    """The longest word of `group` that `text` begins with, or an empty string."""
    words, _ = _group(group)
    return next((word for word in words if text.startswith(word)), "")


def ends(text: str, group: str) -> str:
    """The longest word of `group` that `text` ends with, or an empty string."""
    words, _ = _group(group)
    return next((word for word in words if text.endswith(word)), "")


@cache
def _group(name: str) -> tuple[tuple[str, ...], bool]:
    entry = table("tables")[name]
    return tuple(sorted(entry["words"], key=lambda word: (-len(word), word))), bool(entry.get("whole"))

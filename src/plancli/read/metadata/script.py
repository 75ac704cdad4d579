"""Texts in traditional script: read as if they were in simplified script, quoted as they are."""

from __future__ import annotations

import re
from functools import cache

from plancli.lexicon.load import simplified
from plancli.patterns import lazy

SEARCHED_HEAD = 3000  # characters at the head of a text that tell its script
TRADITIONAL = lazy(lambda: f"[{re.escape(''.join(simplified()))}]")


def in_simplified(text: str) -> str:
    """The text with simplified characters, one for one, where its first characters show traditional ones.

    Args:
        text: decoded.
    """
    return text.translate(_table()) if TRADITIONAL.search(text, 0, SEARCHED_HEAD) else text


def as_written(words: str | None, text: str, plain: str) -> str | None:
    """Words of the simplified text as its original has them; blanks inside of them may have been left out.

    Args:
        words: found in `plain`.
        text: the original.
        plain: the same in simplified script.
    """
    if not words or plain == text:
        return words
    solid = "".join(words.split())
    original, read = ("".join(one[:SEARCHED_HEAD].split()) for one in (text, plain))
    at = read.find(solid)
    return original[at : at + len(solid)] if at >= 0 else words


@cache
def _table() -> dict[int, str]:
    return str.maketrans(simplified())

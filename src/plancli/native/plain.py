"""What `scan` has in C and no other module needs in Python."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import chain, pairwise
from sys import maxsize
from typing import Any

LOOKS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")
"""The methods of a pattern that look for something."""


class Starts:
    """The characters that some texts begin with, one or two of each: a thousand names as alternatives would be tried
    at each character.

    Args:
        texts: at least one; none is empty.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        begins = {text[:2] for text in texts}
        self._alone = frozenset(begin for begin in begins if len(begin) == 1)
        self._pairs = frozenset(begins) - self._alone
        sets = [re.escape("".join(sorted({begin[at] for begin in self._pairs}))) for at in (0, 1)]
        # sets, for `re` to run through a text
        pairs = [f"[{sets[0]}](?=[{sets[1]}])"] if self._pairs else []
        alone = [f"[{re.escape(''.join(sorted(self._alone)))}]"] if self._alone else []
        self._begins = re.compile("|".join([*alone, *pairs]))

    def places(self, text: str, start: int = 0, end: int = maxsize) -> list[int]:
        """The offsets in `text`, in order, at which one of the texts may begin: its first two characters are there.

        Args:
            start: offset where to look.
            end: offset behind the last character that is looked at.
        """
        alone, pairs = self._alone, self._pairs
        begins = (found.start() for found in self._begins.finditer(text, start, end))
        return [at for at in begins if text[at] in alone or text[at : at + 2] in pairs]


def places(text: str, signs: str) -> list[int]:
    """The offsets in `text`, in order, of every character that is one of `signs`."""
    # escaped, since a set of a pattern has signs of its own: ], ^, -
    return [found.start() for found in re.finditer(f"[{re.escape(signs)}]", text)]


def ending(text: str, words: tuple[str, ...], start: int = 0, end: int = maxsize) -> str:
    """The first of `words` that `text` ends with; empty for none, which a single look at all of them shows.

    Args:
        start: offset where the word may begin.
        end: offset behind the last character that counts.
    """
    if not text.endswith(words, start, end):
        return ""
    return next(word for word in words if text.endswith(word, start, end))


def gaps(text: str, signs: str, least: int) -> list[tuple[int, int]]:
    """Where `text` runs on without any of `signs`, for at least that many characters (1 or more): start and end."""
    # one by one: a large text has millions of signs
    stops = chain((found.start() for found in re.finditer(f"[{re.escape(signs)}]", text)), (len(text),))
    return [(before + 1, end) for before, end in pairwise(chain((-1,), stops)) if end - before > max(least, 1)]


class Lazy:
    """The methods of a pattern, for a class whose `gated` makes it at the first call of one of them.

    They become attributes, so that a later call costs nearly what it costs with a pattern of `re`.
    """


def _first(method: str) -> Callable[..., Any]:
    """What a method of the class does: ask for the pattern, keep all methods, answer.

    What is kept in a pattern comes before what its class has. A `__getattr__` would do the same, and cost a tenth of a
    microsecond at each call, also of what is kept.
    """

    def call(self: Any, *arguments: Any, **named: Any) -> Any:
        pattern = self.gated()
        vars(self).update((name, getattr(pattern, name)) for name in LOOKS)
        return getattr(pattern, method)(*arguments, **named)

    return call


for _method in LOOKS:
    setattr(Lazy, _method, _first(_method))

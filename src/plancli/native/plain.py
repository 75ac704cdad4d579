"""What `scan` has in C and no other module needs in Python."""

from __future__ import annotations

import re
from collections.abc import Iterable


class Pairs:
    """Some pairs of characters, to be looked for: a thousand names as alternatives would be tried at each character."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._pairs = frozenset(texts)
        first, second = (re.escape("".join(sorted({pair[at] for pair in self._pairs}))) for at in (0, 1))
        # two sets, for `re` to run through a text
        self._begins = re.compile(f"[{first}](?=[{second}])")

    def places(self, text: str) -> list[int]:
        """The offsets in `text`, in order, at which one of the pairs begins."""
        pairs = self._pairs
        begins = (found.start() for found in self._begins.finditer(text))
        return [at for at in begins if text[at : at + 2] in pairs]


def places(text: str, signs: str) -> list[int]:
    """The offsets in `text`, in order, of every character that is one of `signs`."""
    # escaped, since a set of a pattern has signs of its own: ], ^, -
    return [found.start() for found in re.finditer(f"[{re.escape(signs)}]", text)]

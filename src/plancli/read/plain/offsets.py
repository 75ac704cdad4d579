"""The way back from a text from which characters were left out to the text that holds them."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from plancli.model import Span


@dataclass(frozen=True, slots=True)
class Places:
    """Where the characters of an unwrapped text are in the wrapped one. `gone`: offsets left out, in order; `above`:
    where in the unwrapped text each of them is missing."""

    gone: Sequence[int]
    above: Sequence[int]

    def at(self, offset: int) -> int:
        """The place in the wrapped text of a character of the unwrapped one."""
        return offset + bisect_right(self.above, offset)

    def back(self, span: Span) -> Span:
        """The place of `span` in the wrapped text: from its first character to behind its last."""
        start = self.at(span.start)
        return Span(start, start if span.start >= span.end else self.at(span.end - 1) + 1)

    def there(self, offset: int) -> int:
        """Where a place of the wrapped text ends up in the unwrapped one."""
        return offset - bisect_left(self.gone, offset)


def places_of(gone: Sequence[int]) -> Places:
    """The way back.

    Args:
        gone: offsets of what was left out, in order.
    """
    # the number of characters that are gone before each place
    return Places(gone, array("q", (at - number for number, at in enumerate(gone))))

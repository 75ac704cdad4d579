"""What the readers of one kind of number have in common: the place decides which of them is asked."""

from __future__ import annotations

from typing import Protocol

from plancli.model import Quantity, RejectedNumber


class NumberReader(Protocol):
    """A function that reads one kind of number: a share, a rank, a figure with its unit."""

    def __call__(self, text: str, start: int) -> Quantity | RejectedNumber | None:
        """The number that begins at `start`; a `RejectedNumber` where one does that counts nothing; else None.

        Args:
            text: after `segment.fold`; spans of what is found are offsets into it.
            start: where the first character of the number is.
        """

"""How many columns of a terminal or printer a text takes."""

from __future__ import annotations

from collections.abc import Callable
from unicodedata import east_asian_width

from plancli.native import fastest


def width(char: str) -> int:
    """Columns of one character."""
    return 2 if east_asian_width(char) in "WFA" else 1


class Widths(dict[str, int]):
    """The columns of each character met so far: three times as fast as to ask for each again.

    Args:
        asked: gives those of one.
    """

    def __init__(self, asked: Callable[[str], int]) -> None:
        super().__init__()
        self._asked = asked

    def __missing__(self, char: str) -> int:
        found = self[char] = self._asked(char)
        return found

    def of(self, text: str) -> int:
        """The sum of the widths of all characters."""
        return sum(map(self.__getitem__, text))


WIDTHS = fastest("Widths", Widths)(width)


def columns(text: str) -> int:
    """Columns of a terminal or printer: a Chinese character takes two.

    Args:
        text: one line.
    """
    columns: int = len(text) if text.isascii() else WIDTHS.of(text)
    return columns

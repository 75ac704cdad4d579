"""One PDF page as geometry: glyphs, ruling lines and pictures, in points, y growing downwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Glyph(NamedTuple):
    """A character with its left and right edge, its baseline and the height of its font."""

    char: str
    left: float
    right: float
    base: float
    size: float


class RuledLine(NamedTuple):
    """A ruling line: `across` is horizontal; `at` is its y (or x), from `start` to `end`."""

    across: bool
    at: float
    start: float
    end: float


class Picture(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float


class Unsure(NamedTuple):
    """A figure that OCR is not sure of, what is around it in its line, and what else it could be (empty: not known)."""

    figure: str
    before: str
    after: str
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as its reader turns it; `left_out` says which characters are not among `glyphs`, and why.

    `unsure` are figures that OCR is not sure of.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[RuledLine, ...]
    pictures: tuple[Picture, ...]
    unmapped: int
    turned: int = 0
    left_out: tuple[str, ...] = ()
    unsure: tuple[Unsure, ...] = ()

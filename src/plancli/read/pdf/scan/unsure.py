"""Figures that OCR is not sure of: two readings differ, or the model itself doubts a character."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import normalize

from plancli.patterns import lazy
from plancli.read.pdf.page import Unsure

FIGURE = lazy(r"\d(?:[\d.,]*\d)?")
SIGN = lazy(r"[%％‰]?")  # 30% that is read as 390: its sign is part of what must be seen
CONTEXT = 3  # characters on each side that tell one figure of a page from another like it


def two_ways(first: str, second: str) -> list[Unsure]:
    """The figures of the first reading of a line that the second has otherwise: 3000 or 5000."""
    one, other = list(FIGURE.finditer(first)), FIGURE.findall(second)
    if len(one) == len(other):
        pairs = zip(one, other, strict=True)
        return [_unsure(first, found, instead) for found, instead in pairs if _plain(found[0]) != _plain(instead)]
    known = set(map(_plain, other))
    return [_unsure(first, found) for found in one if _plain(found[0]) not in known]


def _plain(figure: str) -> str:
    """Figures as wide as Chinese characters are the same figures."""
    return normalize("NFKC", figure)


def doubted(text: str, sure: Sequence[float], least: float) -> list[Unsure]:
    """The figures of a line `text` with a character of which the model is less than `least` sure."""
    found = []
    for figure in FIGURE.finditer(text):
        sign = SIGN.match(text, figure.end())
        if min(sure[figure.start() : sign.end() if sign else figure.end()]) < least:
            found.append(_unsure(text, figure))
    return found


def _unsure(text: str, figure: re.Match[str], instead: str = "") -> Unsure:
    start, end = figure.span()
    return Unsure(figure[0], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT], instead)

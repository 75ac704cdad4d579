"""The text objects of a page, made ready so that pdfium gives the characters of all of them.

pdfium judges a text object by its ink. Without the font (not embedded, not installed) there is none, and it leaves
out an object of one character, and one that says the same as an object shortly before it, at nearly the same place
as far as it can tell: equal lines, equal cells one below the other. Such an object gets an outline, so that it has
room of its own, and is moved aside, so that it is never taken for another.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterable
from typing import Any, NamedTuple

from plancli.read.pdf.pdfium.matrix import IDENTITY, Matrix
from plancli.read.pdf.pdfium.objects import Drawn, own_bounds, own_matrix

ASIDE = 10_000.0  # points beside the page, where an object is read apart from others
NEIGHBOURS = 8  # pdfium holds a text object against the five before it


class Text(NamedTuple):
    """A text object: what its forms do to it, where it is within them, the height of its font on the page.

    `aside` says how far it was moved along its own y, `mode` is the rendering mode it had before.
    """

    item: Any
    forms: Matrix
    position: tuple[float, float]
    size: float
    aside: float
    mode: int


NOWHERE = Text(None, IDENTITY, (math.inf, math.inf), 0.0, 0.0, 0)


def texts_of(items: Iterable[Drawn]) -> dict[int, Text]:
    """The text objects by their address; those without ink are moved until `put_back`."""
    import pypdfium2.raw as raw

    texts: dict[int, Text] = {}
    for item, kind, matrix in items:
        if kind != raw.FPDF_PAGEOBJ_TEXT:
            continue
        own, mode, aside = own_matrix(item), 0, 0.0
        if _without_ink(item):
            mode, aside = raw.FPDFTextObj_GetTextRenderMode(item), ASIDE * (1 + len(texts) % NEIGHBOURS)
            raw.FPDFTextObj_SetTextRenderMode(item, raw.FPDF_TEXTRENDERMODE_STROKE)
            raw.FPDFPageObj_SetStrokeWidth(item, 1.0)
            raw.FPDFPageObj_Transform(item, 1, 0, 0, 1, 0, aside)
        size = _font_size(item, own if matrix == IDENTITY else matrix.after(own))
        texts[address(item)] = Text(item, matrix, (own.e, own.f + aside), size, aside, mode)
    return texts


def put_back(texts: dict[int, Text]) -> None:
    """Undo what `texts_of` did, for callers that draw the page."""
    import pypdfium2.raw as raw

    for text in texts.values():
        if text.aside:
            raw.FPDFTextObj_SetTextRenderMode(text.item, text.mode)
            raw.FPDFPageObj_Transform(text.item, 1, 0, 0, 1, 0, -text.aside)


def address(item: Any) -> int:
    """What identifies an object of pdfium.

    Args:
        item: a raw page object of pdfium.
    """
    return ctypes.cast(item, ctypes.c_void_p).value or 0


def _without_ink(item: Any) -> bool:
    left, bottom, right, top = own_bounds(item)
    return left >= right or bottom >= top


def _font_size(item: Any, matrix: Matrix) -> float:
    import pypdfium2.raw as raw

    size = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(item, size)
    return abs(size.value) * math.hypot(matrix.c, matrix.d)

"""A page of pypdfium2 → its geometry."""

from __future__ import annotations

from typing import Any

from plancli.read.pdf.page import Page
from plancli.read.pdf.pdfium.drawings import drawings
from plancli.read.pdf.pdfium.glyphs import UNMAPPED, glyphs
from plancli.read.pdf.pdfium.matrix import Matrix
from plancli.read.pdf.pdfium.objects import objects


def page(number: int, handle: Any) -> Page:
    """The geometry of one page of pypdfium2, as a reader sees it (rotated by /Rotate, cut by the crop box)."""
    left, bottom, right, top = _visible(handle)
    turned = handle.get_rotation()
    view = {
        90: Matrix(0, 1, 1, 0, -bottom, -left),
        180: Matrix(-1, 0, 0, 1, right, -bottom),
        270: Matrix(0, -1, -1, 0, top, right),
    }.get(turned, Matrix(1, 0, 0, -1, -left, top))
    width, height = (right - left, top - bottom) if turned in (0, 180) else (top - bottom, right - left)
    items = list(objects(handle.raw, view))
    rules, pictures = drawings(items)
    everything = list(glyphs(handle, items, view, turned))
    mapped = tuple(glyph for glyph in everything if glyph.char != UNMAPPED)
    return Page(number, width, height, mapped, tuple(rules), tuple(pictures), len(everything) - len(mapped))


def _visible(handle: Any) -> tuple[float, float, float, float]:
    import pypdfium2.raw as raw

    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(handle.raw, box)
    return box.left, box.bottom, box.right, box.top

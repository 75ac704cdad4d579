"""Every object of a page, forms opened."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

from plancli.read.pdf.pdfium.matrix import Matrix

MOST_OBJECTS = 50_000  # of one page; maps have more, and no text in them
DEEPEST_FORM = 8  # forms within forms


class Drawn(NamedTuple):
    """An object of the page; `matrix` takes its own coordinates to those of the page as a reader sees it."""

    item: Any
    kind: int
    matrix: Matrix


def objects(page_handle: Any, view: Matrix) -> Iterator[Drawn]:
    """The objects of a page in the order they are drawn in, those of its forms in their place."""
    import pypdfium2.raw as raw

    count = min(raw.FPDFPage_CountObjects(page_handle), MOST_OBJECTS)
    # a stack: reversed, so that the first comes off first
    waiting = [(raw.FPDFPage_GetObject(page_handle, index), view, 0) for index in reversed(range(count))]
    seen = 0
    while waiting and seen < MOST_OBJECTS:
        item, matrix, depth = waiting.pop()
        seen += 1
        kind = raw.FPDFPageObj_GetType(item)
        if kind != raw.FPDF_PAGEOBJ_FORM:
            yield Drawn(item, kind, matrix)
        elif depth < DEEPEST_FORM:
            inner = matrix.after(own_matrix(item))
            size = min(raw.FPDFFormObj_CountObjects(item), MOST_OBJECTS)
            waiting.extend(
                (raw.FPDFFormObj_GetObject(item, index), inner, depth + 1) for index in reversed(range(size))
            )


def own_matrix(item: Any) -> Matrix:
    """The transformation that the object itself brings: of a form, a path or a text.

    Args:
        item: a raw page object of pdfium.
    """
    import pypdfium2.raw as raw

    own = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, own):
        return Matrix()
    return Matrix(own.a, own.b, own.c, own.d, own.e, own.f)


def own_bounds(item: Any) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of the object in its own coordinates.

    Args:
        item: a raw page object of pdfium.
    """
    import pypdfium2.raw as raw

    box = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(item, *box)
    left, bottom, right, top = (value.value for value in box)
    return left, bottom, right, top


def bounds(item: Any, matrix: Matrix) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the object on the page, y growing downwards.

    Args:
        item: a raw page object of pdfium; `matrix` takes it to the page.
    """
    left, bottom, right, top = own_bounds(item)
    (x0, y0), (x1, y1) = matrix.point(left, bottom), matrix.point(right, top)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

"""Ruling lines and pictures of a page."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from plancli.read.pdf.page import Picture, RuledLine
from plancli.read.pdf.pdfium.matrix import Matrix
from plancli.read.pdf.pdfium.objects import MOST_OBJECTS, Drawn, bounds, own_matrix

THIN = 3.0  # points: a thinner box is a rule
SHORT_RULE = 5.0  # points: a shorter one is a dash or part of a character
SMALLEST_CELL = 9.0  # points: no cell with text in it is smaller


def drawings(items: Iterable[Drawn]) -> tuple[list[RuledLine], list[Picture]]:
    """The ruling lines and the pictures among the objects of a page."""
    import pypdfium2.raw as raw

    rules: list[RuledLine] = []
    pictures: list[Picture] = []
    for item, kind, matrix in items:
        if kind == raw.FPDF_PAGEOBJ_PATH:
            rules.extend(_rules(raw, item, matrix))
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            pictures.append(Picture(*bounds(item, matrix)))
    return rules, pictures


def _rules(raw: Any, item: Any, matrix: Matrix) -> Iterator[RuledLine]:
    """The ruling lines of one path: strokes along an axis, and filled bars thin enough to be a line."""
    left, top, right, bottom = bounds(item, matrix)
    if max(right - left, bottom - top) < SHORT_RULE:
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, fill, stroke)
    if not (fill.value or stroke.value) or _white(raw, item, bool(stroke.value)):
        return
    if min(right - left, bottom - top) <= THIN:  # many programs draw a line as a filled bar
        yield _bar(left, top, right, bottom)
    elif min(right - left, bottom - top) >= SMALLEST_CELL:  # smaller ones are letters drawn as outlines
        yield from _sides(raw, item, matrix.after(own_matrix(item)), bool(stroke.value))


def _white(raw: Any, item: Any, stroke: bool) -> bool:
    colour = [ctypes.c_uint() for _ in range(4)]
    (raw.FPDFPageObj_GetStrokeColor if stroke else raw.FPDFPageObj_GetFillColor)(item, *colour)
    # white on white, or transparent: invisible
    return all(part.value > 250 for part in colour[:3]) or colour[3].value == 0


def _bar(left: float, top: float, right: float, bottom: float) -> RuledLine:
    if right - left >= bottom - top:
        return RuledLine(True, (top + bottom) / 2, left, right)
    return RuledLine(False, (left + right) / 2, top, bottom)


def _sides(raw: Any, item: Any, matrix: Matrix, stroke: bool) -> Iterator[RuledLine]:
    """The lines of a path of several parts: its strokes, or its thin bars where it is only filled."""
    for points in _parts(raw, item, matrix):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = min(xs), min(ys), max(xs), max(ys)
        if min(box[2] - box[0], box[3] - box[1]) <= THIN and max(box[2] - box[0], box[3] - box[1]) >= SHORT_RULE:
            yield _bar(*box)
        elif stroke:
            for (x0, y0), (x1, y1) in pairwise(points):
                if min(abs(x1 - x0), abs(y1 - y0)) < 1 and max(abs(x1 - x0), abs(y1 - y0)) >= SHORT_RULE:
                    yield _bar(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _parts(raw: Any, item: Any, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    """The points of each part of a path that is made of straight lines."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for index in range(min(raw.FPDFPath_CountSegments(item), MOST_OBJECTS)):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points
            points = []
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        points.append(matrix.point(x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment) and len(points) > 1:
            points.append(points[0])
    if len(points) > 1:
        yield points

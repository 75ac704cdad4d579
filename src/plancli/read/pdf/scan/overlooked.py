"""Ink in which the model that finds lines has found none: a figure alone in a cell is too little for it."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Any

from plancli.read.pdf.scan.picture import INK, Extent

LOW, HIGH = 0.45, 1.3  # of the usual height of a line, which has white around its ink, is that of a figure
FEW_FIGURES = 4.0  # heights; what is longer the model has seen
OF_A_ONE = 0.12  # heights: a 1
SAME_NUMBER = 0.5  # of the usual height between two figures of one number
AROUND = 0.3  # of its height is white around a box
MOST = 200  # on a page: more is a picture


def overlooked(grey: Any, boxes: Sequence[Extent]) -> list[Extent]:
    """Where ink as large as a few figures is in none of the boxes: left, top, right, bottom, in pixels.

    Args:
        grey: the page without its ruling lines.
        boxes: of the lines that were found.
    """
    import cv2
    import numpy

    if not boxes:
        return []
    usual = median(box.bottom - box.top for box in boxes)
    ink = (grey < INK).astype(numpy.uint8)
    for box in boxes:
        ink[box.top : box.bottom, box.left : box.right] = 0
    joined = cv2.dilate(ink, numpy.ones((1, max(1, int(SAME_NUMBER * usual))), numpy.uint8))
    _, _, parts, _ = cv2.connectedComponentsWithStats(joined)
    spread = int(SAME_NUMBER * usual)
    found = [
        Extent(left + spread // 2, top, left + wide - spread // 2, top + high)
        for left, top, wide, high, _ in parts[1:].tolist()
        if LOW * usual <= high <= HIGH * usual and OF_A_ONE * high <= wide - spread <= FEW_FIGURES * high
    ]
    return [_with_margin(box, ink.shape) for box in found] if len(found) <= MOST else []


def _with_margin(box: Extent, shape: tuple[int, int]) -> Extent:
    margin = int(AROUND * (box.bottom - box.top))
    left, top = max(0, box.left - margin), max(0, box.top - margin)
    return Extent(left, top, min(shape[1], box.right + margin), min(shape[0], box.bottom + margin))

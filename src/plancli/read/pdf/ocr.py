"""Scanned pages and pictures of tables, read by rapidocr, or by tesseract where that is not installed.

A page is drawn in grey and set upright, its long dark lines are taken as ruling lines, the rest is read line by line;
what comes back is a page like any other: tables, columns, paragraphs are found by the same code.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from plancli.errors import MissingExtra
from plancli.model import Options
from plancli.read.pdf.lines import rows_of
from plancli.read.pdf.page import Glyph, Page, Picture, RuledLine
from plancli.read.pdf.scan import engines
from plancli.read.pdf.scan.engines import engine
from plancli.read.pdf.scan.layer import otherwise
from plancli.read.pdf.scan.picture import Grey, upright
from plancli.read.pdf.scan.ruling import ruling, three_rules

SCALE_OF_SCANS = 300 / 72  # points to pixels: both engines read letters of this size best
LARGEST_PAGE = 40_000_000  # pixels of one page
BAND = 20.0  # points; text of the layer is looked up by the bands of the page that it is in
ROUND_GLYPH = 1.0
FEWEST_FAINT = 2  # one is a speck that looks like a letter


def available() -> bool:
    """Is there an engine that reads Chinese?"""
    return engine() is not None


def check(name: str) -> None:
    """Say what is missing before the first page.

    Args:
        name: of the file that wants OCR, for messages.

    Raises:
        MissingExtra: neither rapidocr nor tesseract with its Chinese.
    """
    if not available():
        raise MissingExtra("OCR needs an extra", name, "pip install 'plancli[ocr]'")


def recognised(drawn: Page, handle: Any, picture: Picture | None, options: Options) -> Page:
    """The page with the text and the ruling lines of a picture on it, or of the whole page.

    Args:
        drawn: the page as its text layer has it.
        handle: the page of pypdfium2.
        picture: the part to read; None for the whole page.
        options: for the time limit.

    Raises:
        subprocess.CalledProcessError: tesseract died, or said nothing.
        subprocess.TimeoutExpired: tesseract takes too long.
    """
    area = picture or Picture(0.0, 0.0, drawn.width, drawn.height)
    grey = upright(_grey(handle, drawn, area).bleached())
    across, down = ruling(grey)
    if not down:
        across = three_rules(across)  # underlines are no table
    read, unsure, faint = engines.read(grey, across, down, options.seconds)
    scale = grey.width / (area.right - area.left)
    shifted = [_moved(glyph, area, scale) for glyph in read]
    rules = [_placed(rule, area, scale) for rule in (*across, *down)]
    fresh = missing(shifted, drawn.glyphs)
    told = (*drawn.unsure, *(unsure if fresh else ()), *otherwise(shifted, drawn.glyphs))
    lines = (*drawn.rules, *(rules if fresh else ()))
    left = (f"{faint} characters in lines too faint for OCR left out",) if faint >= FEWEST_FAINT else ()
    return replace(drawn, glyphs=(*drawn.glyphs, *fresh), rules=lines, unsure=told, left_out=(*drawn.left_out, *left))


def missing(read: Sequence[Glyph], known: Sequence[Glyph]) -> list[Glyph]:
    """What OCR has `read` where the text layer holds nothing; a line of which it holds half is left to the layer."""
    rows: dict[int, list[Glyph]] = {}
    for glyph in known:
        if glyph.char != " ":
            for row in range(int((glyph.base - glyph.size) // BAND), int(glyph.base // BAND) + 1):
                rows.setdefault(row, []).append(glyph)
    found: list[Glyph] = []
    for line in rows_of(read):
        fresh = [glyph for glyph in line if not _is_known(glyph, rows)]
        found += fresh if 2 * len(fresh) > len(line) or not known else _in_gaps(fresh, line)
    return found


def _is_known(glyph: Glyph, rows: dict[int, list[Glyph]]) -> bool:
    x, y = (glyph.left + glyph.right) / 2, glyph.base - glyph.size / 2
    return any(_covers(other, x, y) for other in rows.get(int(y // BAND), ()))


def _covers(glyph: Glyph, x: float, y: float) -> bool:
    above, below = glyph.base - 1.2 * glyph.size, glyph.base + 0.2 * glyph.size
    return glyph.left - ROUND_GLYPH <= x <= glyph.right + ROUND_GLYPH and above <= y <= below


def _in_gaps(fresh: list[Glyph], line: Sequence[Glyph]) -> list[Glyph]:
    """Of a line that the layer mostly holds, the runs of two and more: single ones are a matter of boxes."""
    own = {id(glyph) for glyph in fresh}
    runs = [list(run) for is_fresh, run in groupby(line, key=lambda glyph: id(glyph) in own) if is_fresh]
    return [glyph for run in runs if len(run) > 1 for glyph in run]


def _grey(handle: Any, drawn: Page, area: Picture) -> Grey:
    # a poster would fill the memory: both sides shrink alike, which is why the root is taken
    scale = min(SCALE_OF_SCANS, (LARGEST_PAGE / max(1.0, drawn.width * drawn.height)) ** 0.5)
    # pypdfium2 crops from each edge: left, bottom, right, top
    crop = (area.left, drawn.height - area.bottom, drawn.width - area.right, area.top)
    bitmap = handle.render(scale=scale, crop=tuple(max(0.0, edge) for edge in crop), grayscale=True)
    data, stride = bytes(bitmap.buffer), bitmap.stride
    rows = (data[start : start + bitmap.width] for start in range(0, stride * bitmap.height, stride))
    return Grey(b"".join(rows), bitmap.width, bitmap.height)


def _moved(glyph: Glyph, area: Picture, scale: float) -> Glyph:
    return Glyph(
        glyph.char,
        area.left + glyph.left / scale,
        area.left + glyph.right / scale,
        area.top + glyph.base / scale,
        glyph.size / scale,
    )


def _placed(rule: RuledLine, area: Picture, scale: float) -> RuledLine:
    at, start = (area.top, area.left) if rule.across else (area.left, area.top)
    return RuledLine(rule.across, at + rule.at / scale, start + rule.start / scale, start + rule.end / scale)

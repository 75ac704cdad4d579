"""Scanned pages and pictures of tables, read by tesseract (chi_sim, which knows Latin letters too).

A page is drawn in grey, its long dark lines are taken as ruling lines, the rest is recognised; what comes back
is a page like any other, so that tables, columns and paragraphs are found by the same code.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby
from statistics import median
from typing import Any, NamedTuple

from plancli.errors import MissingExtra
from plancli.model import Options
from plancli.read.pdf.lines import rows_of
from plancli.read.pdf.page import Glyph, Page, Picture, Rule

SCALE = 300 / 72  # tesseract wants 300 dots per inch
LARGEST = 40_000_000  # pixels of one page
LANGUAGES = ("chi_sim",)
SURE = 5.0  # percent; below it tesseract sees letters in smudges
DARK = 150
SPECKS = "“”‘’\"'|!_"
BAND = 20.0  # points; text of the layer is looked up by the bands of the page that it lies in
EDGE = 1.0
LONG_ACROSS = 60.0  # points
LONG_DOWN = 14.0
MISREAD = str.maketrans("〈〉", "（）")
_BLACK = bytes(0 if level < DARK else 1 for level in range(256))


def available() -> bool:
    """Is tesseract installed with the languages we need?"""
    program = shutil.which("tesseract")
    return program is not None and set(LANGUAGES) <= _languages(program)


def check(name: str) -> None:
    """Say what is missing before the first page.

    Raises:
        MissingExtra: no tesseract, or not its Chinese.
    """
    if not available():
        raise MissingExtra("OCR needs tesseract with chi_sim", name, "install tesseract-ocr and tesseract-ocr-chi-sim")


def recognised(drawn: Page, handle: Any, picture: Picture | None, options: Options) -> Page:
    """The page with the text and the ruling lines of a picture on it, or of the whole page.

    Args:
        drawn: the page as its text layer has it.
        handle: the page of pypdfium2.
        picture: the part to read; None for the whole page.
        options: for the time limit.

    Raises:
        subprocess.TimeoutExpired: tesseract takes too long.
    """
    area = picture or Picture(0.0, 0.0, drawn.width, drawn.height)
    pixels, width, height = _grey(handle, drawn, area)
    across, down = _lines(pixels, width, height)
    if not across or not down:
        across, down = [], []  # underlines are no table
    clean = _without(pixels, width, across, down)
    words = list(_without_specks(_words(clean, width, height, options.seconds), down))
    scale = width / (area.right - area.left)
    shifted = [_moved(glyph, area, scale) for glyph in words]
    rules = [_placed(rule, area, scale) for rule in (*across, *down)]
    fresh = missing(shifted, drawn.glyphs)
    return replace(drawn, glyphs=(*drawn.glyphs, *fresh), rules=(*drawn.rules, *(rules if fresh else ())))


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
    return glyph.left - EDGE <= x <= glyph.right + EDGE and above <= y <= below


def _in_gaps(fresh: list[Glyph], line: Sequence[Glyph]) -> list[Glyph]:
    """Of a line that the layer mostly holds, the runs of two and more: single ones are a matter of boxes."""
    own = {id(glyph) for glyph in fresh}
    runs = [list(run) for is_fresh, run in groupby(line, key=lambda glyph: id(glyph) in own) if is_fresh]
    return [glyph for run in runs if len(run) > 1 for glyph in run]


def _grey(handle: Any, drawn: Page, area: Picture) -> tuple[bytes, int, int]:
    scale = min(SCALE, (LARGEST / max(1.0, drawn.width * drawn.height)) ** 0.5)
    crop = (area.left, drawn.height - area.bottom, drawn.width - area.right, area.top)
    bitmap = handle.render(scale=scale, crop=tuple(max(0.0, edge) for edge in crop), grayscale=True)
    data, stride = bytes(bitmap.buffer), bitmap.stride
    rows = (data[start : start + bitmap.width] for start in range(0, stride * bitmap.height, stride))
    return b"".join(rows), bitmap.width, bitmap.height


def _lines(pixels: bytes, width: int, height: int) -> tuple[list[Rule], list[Rule]]:
    """Long dark runs along the rows and the columns of the picture, in pixels."""
    flat = pixels.translate(_BLACK)
    rows = [flat[start : start + width] for start in range(0, width * height, width)]
    columns = [flat[start::width] for start in range(width)]
    across = _runs(rows, int(LONG_ACROSS * SCALE), True)
    down = _runs(columns, int(LONG_DOWN * SCALE), False) if len(across) >= 3 else []
    return across, [rule for rule in down if any(_meet(rule, other) for other in across)]


def _meet(down: Rule, across: Rule) -> bool:
    """Lines of a table meet; the strokes of a large character meet no line."""
    near = 2 * SCALE
    beside = across.start - near <= down.at <= across.end + near
    return beside and down.start - near <= across.at <= down.end + near


def _runs(lines: Sequence[bytes], least: int, across: bool) -> list[Rule]:
    needle = bytes(least)
    found: list[Rule] = []
    for at, line in enumerate(lines):
        start = line.find(needle)
        while start >= 0:
            end = line.find(1, start)
            end = len(line) if end < 0 else end
            found.append(Rule(across, float(at), float(start), float(end)))
            start = line.find(needle, end)
    return _thin(found)


def _thin(rules: list[Rule]) -> list[Rule]:
    """A line of several pixels counts once; a dark area is no line."""
    groups: list[list[Rule]] = []
    for rule in rules:
        for group in reversed(groups[-60:]):
            last = group[-1]
            if rule.at - last.at <= 2 and rule.start < last.end and rule.end > last.start:
                group.append(rule)
                break
        else:
            groups.append([rule])
    lines = [group for group in groups if group[-1].at - group[0].at <= 12]
    return [
        Rule(one[0].across, (one[0].at + one[-1].at) / 2, min(r.start for r in one), max(r.end for r in one))
        for one in lines
    ]


def _without(pixels: bytes, width: int, across: Sequence[Rule], down: Sequence[Rule]) -> bytes:
    """The picture with its ruling lines painted white: tesseract reads them as letters."""
    canvas = bytearray(pixels)
    for rule in across:
        for row in range(max(0, int(rule.at) - 4), min(len(canvas) // width, int(rule.at) + 5)):
            start = row * width
            canvas[start + int(rule.start) : start + int(rule.end)] = b"\xff" * (int(rule.end) - int(rule.start))
    for rule in down:
        for column in range(max(0, int(rule.at) - 4), min(width, int(rule.at) + 5)):
            start, end = int(rule.start) * width + column, int(rule.end) * width + column
            canvas[start:end:width] = b"\xff" * len(range(start, min(end, len(canvas)), width))
    return bytes(canvas)


def _words(pixels: bytes, width: int, height: int, seconds: float) -> list[Glyph]:
    """Characters in pixels, spread evenly over the box of their word."""
    picture = f"P5 {width} {height} 255\n".encode() + pixels
    command = ["tesseract", "stdin", "stdout", "-l", "+".join(LANGUAGES), "--psm", "6", "--dpi", "300", "tsv"]
    # one thread: pages are read side by side, and tesseract is slower with more
    environment = os.environ | {"OMP_THREAD_LIMIT": "1"}
    answer = subprocess.run(command, input=picture, capture_output=True, timeout=seconds, check=False, env=environment)
    lines: dict[tuple[str, ...], list[_Word]] = {}
    for row in answer.stdout.decode("utf-8", "replace").splitlines()[1:]:
        parts = row.split("\t")
        if len(parts) == 12 and parts[0] == "5" and float(parts[10]) >= SURE and parts[11].strip():
            left, top, wide, high = map(float, parts[6:10])
            word = _Word(parts[11].strip(), left, left + wide, top + high, high)
            lines.setdefault(tuple(parts[2:5]), []).append(word)
    return [glyph for words in lines.values() for glyph in _spread(words)]


def _without_specks(glyphs: Sequence[Glyph], down: Sequence[Rule]) -> Iterator[Glyph]:
    """What is left of a line beside a cell is read as a quotation mark, the second half of % as a figure: 99%6。"""
    for index, glyph in enumerate(glyphs):
        before = glyphs[index - 1].char if index else ""
        after = glyphs[index + 1].char if index + 1 < len(glyphs) else ""
        half = before == "%" and glyph.char.isdigit() and not (after.isdigit() or after in ".%")
        if not half and not (glyph.char in SPECKS and any(_beside(glyph, rule) for rule in down)):
            yield glyph


def _beside(glyph: Glyph, rule: Rule) -> bool:
    near = min(abs(glyph.left - rule.at), abs(glyph.right - rule.at)) < glyph.size
    return near and rule.start <= glyph.base <= rule.end + glyph.size


class _Word(NamedTuple):
    text: str
    left: float
    right: float
    bottom: float
    height: float


def _spread(words: Sequence[_Word]) -> Iterator[Glyph]:
    """The characters of one line on one baseline, each word's evenly over its box."""
    base, size = median(word.bottom for word in words), median(word.height for word in words)
    edge = 0.0
    for word in words:
        left = max(word.left, edge)  # boxes overlap; the order of the words is right
        edge = max(word.right, left + 1.0)
        step = (edge - left) / len(word.text)
        for index, char in enumerate(word.text.translate(MISREAD)):
            yield Glyph(char, left + index * step, left + (index + 1) * step, base, max(size, 1.0))


def _moved(glyph: Glyph, area: Picture, scale: float) -> Glyph:
    return Glyph(
        glyph.char,
        area.left + glyph.left / scale,
        area.left + glyph.right / scale,
        area.top + glyph.base / scale,
        glyph.size / scale,
    )


def _placed(rule: Rule, area: Picture, scale: float) -> Rule:
    at, start = (area.top, area.left) if rule.across else (area.left, area.top)
    return Rule(rule.across, at + rule.at / scale, start + rule.start / scale, start + rule.end / scale)


@cache
def _languages(program: str) -> frozenset[str]:
    answer = subprocess.run([program, "--list-langs"], capture_output=True, timeout=20, check=False)
    return frozenset(answer.stdout.decode("utf-8", "replace").split())

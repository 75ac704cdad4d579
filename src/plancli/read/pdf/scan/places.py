"""Lines that a model has read → glyphs: each around the middle that the model gives, in a size that lines share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import mean, median

from plancli.patterns import lazy
from plancli.read.pdf.page import Glyph
from plancli.read.pdf.scan.rapid import ScanLine

HAN = lazy(r"[㐀-䶿一-鿿]")
LATIN = lazy(r"[A-Za-z0-9]")
LATIN_HEIGHT = 0.75  # of the height of a font is ink: figures and capitals
HAN_HEIGHT = 0.92  # the same of Chinese characters
PAIRS = 6  # this many Chinese characters side by side show the size by the room that they take
ALIKE_SIZES = 0.14  # a size as near to the usual one is the usual one, measured less well


def glyphs(lines: Sequence[ScanLine]) -> list[Glyph]:
    """The characters of all lines, in pixels; lines of nearly the usual size have that size."""
    sizes = [_size(line) for line in lines]
    each = [size for line, size in zip(lines, sizes, strict=True) for _ in line.text]
    usual = median(each) if each else 1.0
    alike = [usual if abs(size - usual) < ALIKE_SIZES * usual else size for size in sizes]
    return [glyph for line, size in zip(lines, alike, strict=True) for glyph in _glyphs(line, size)]


def _size(line: ScanLine) -> float:
    """The height of the font: the room that Chinese characters take, or what their ink says."""
    places = pairwise(zip(line.text, line.middles, strict=True))
    rooms = [right - left for (one, left), (other, right) in places if HAN.match(one) and HAN.match(other)]
    if len(rooms) >= PAIRS:
        return mean(rooms)
    return (line.bottom - line.top) / (HAN_HEIGHT if HAN.search(line.text) else LATIN_HEIGHT)


def _glyphs(line: ScanLine, size: float) -> Iterator[Glyph]:
    """Each character reaches as far as its room, its neighbours and, at the ends of the line, its ink."""
    end = len(line.text) - 1
    for at, char in enumerate(line.text):
        left, right = room = _room(line, at, size)
        left = _ink(line, *room)[0] if at == 0 else left
        right = _ink(line, *room)[1] if at == end else right
        if _is_latin(line, at) and line.blanks[at]:
            yield Glyph(" ", left, left, line.bottom, size)
        yield Glyph(char, left, right, line.bottom, size)


def _room(line: ScanLine, at: int, size: float) -> tuple[float, float]:
    """Letters and figures of one word touch, whatever their widths; others have the width of their kind."""
    middle = line.middles[at]
    half = size / 4 if line.text[at].isascii() else size / 2
    left, right = middle - half, middle + half
    if at > 0:
        edge = (line.middles[at - 1] + middle) / 2
        left = edge if _is_latin(line, at) and not line.blanks[at] else max(left, edge)
    if at + 1 < len(line.text):
        edge = (middle + line.middles[at + 1]) / 2
        right = edge if _is_latin(line, at + 1) and not line.blanks[at + 1] else min(right, edge)
    return left, right


def _is_latin(line: ScanLine, at: int) -> bool:
    """Are this character and the one before it letters or figures?"""
    return at > 0 and bool(LATIN.match(line.text[at - 1]) and LATIN.match(line.text[at]))


def _ink(line: ScanLine, left: float, right: float) -> tuple[float, float]:
    """The edges of the ink in a room; dust beside it does not count."""
    inside = [(start, end) for start, end in line.ink if end > left and start < right]
    return (max(left, inside[0][0]), min(right, inside[-1][1])) if inside else (left, right)

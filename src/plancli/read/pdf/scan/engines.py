"""Which program reads scans: rapidocr, which is the better one, else tesseract with its Chinese."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from subprocess import SubprocessError
from typing import NamedTuple

from plancli.read.pdf.page import Glyph, RuledLine, Unsure
from plancli.read.pdf.scan import rapid, tesseract
from plancli.read.pdf.scan.mends import mended
from plancli.read.pdf.scan.picture import Grey
from plancli.read.pdf.scan.places import glyphs
from plancli.read.pdf.scan.rapid import ScanLine
from plancli.read.pdf.scan.ruling import without
from plancli.read.pdf.scan.specks import without_specks
from plancli.read.pdf.scan.strips import Strip, strips
from plancli.read.pdf.scan.unsure import doubted, two_ways

# How sure the model is of the least sure character of a figure: on scans from 90 to 300 dots per inch no figure above
# LEAST_SURE was wrong, and one in fifty of a good scan is below it.
LEAST_SURE = 0.99
# Below it a second engine is asked. It is not asked of all: it is wrong itself in one figure of twelve.
CHECKED = 0.999


class Recognised(NamedTuple):
    """What an engine has read in a picture, in its pixels, of which figures it is not sure, and how many characters
    it saw in lines that it cannot read.
    """

    glyphs: list[Glyph]
    unsure: list[Unsure]
    faint: int = 0


def engine() -> str | None:
    """The name of the engine that reads, None where there is none."""
    if rapid.available():
        return rapid.NAME
    return tesseract.NAME if tesseract.program() else None


def read(picture: Grey, across: Sequence[RuledLine], down: Sequence[RuledLine], seconds: float) -> Recognised:
    """The text of a picture with its ruling lines.

    Raises:
        subprocess.CalledProcessError: tesseract died, or said nothing.
        subprocess.TimeoutExpired: tesseract takes longer than `seconds`.
    """
    clean = without(picture, across, down)
    if engine() == rapid.NAME:
        seen, faint = rapid.lines(picture, clean)  # it distinguishes ruling lines from letters
        lines = [mended(line) for line in seen]
        return Recognised(glyphs(lines), _unsure(lines, clean, seconds), faint)
    words, unsure = tesseract.recognise(clean, strips(clean, down), seconds)
    return Recognised(list(without_specks(words, down)), unsure)


def _unsure(lines: Sequence[ScanLine], clean: Grey, seconds: float) -> list[Unsure]:
    """Figures of which the model is not sure, and those of which it is nearly sure and tesseract reads otherwise."""
    weak = [line for line in lines if doubted(line.text, line.sure, CHECKED)]
    found: list[Unsure] = []
    for line, other in zip(weak, _again(weak, clean, seconds), strict=True):
        own = {one[:3]: one for one in doubted(line.text, line.sure, LEAST_SURE)}
        asked = {one[:3] for one in doubted(line.text, line.sure, CHECKED)}
        otherwise = {one[:3]: one for one in two_ways(line.text, other) if other and one[:3] in asked}
        found += (own | otherwise).values()
    return found


def _again(lines: Sequence[ScanLine], clean: Grey, seconds: float) -> list[str]:
    """The same lines as tesseract reads them; empty where it is not installed, or fails: then it says nothing."""
    inked = [at for at, line in enumerate(lines) if line.ink]  # a line may be too faint to show where it is
    places = [Strip(lines[at].ink[0][0], lines[at].top, lines[at].ink[-1][1], lines[at].bottom) for at in inked]
    texts: dict[int, str] = {}
    if tesseract.program() and places:
        with suppress(SubprocessError):
            texts = tesseract.reread(clean, places, seconds)
    read = {at: texts.get(number, "") for number, at in enumerate(inked, 1)}
    return [read.get(at, "") for at in range(len(lines))]

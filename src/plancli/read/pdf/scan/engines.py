"""Which program reads scans: rapidocr, which is the better one, else tesseract with its Chinese."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from plancli.read.pdf.page import Glyph, Rule, Unsure
from plancli.read.pdf.scan import rapid, tesseract
from plancli.read.pdf.scan.picture import Grey
from plancli.read.pdf.scan.places import glyphs
from plancli.read.pdf.scan.ruling import without
from plancli.read.pdf.scan.specks import without_specks
from plancli.read.pdf.scan.strips import strips
from plancli.read.pdf.scan.unsure import doubted

LEAST = 0.9  # of a character in a figure


class Recognised(NamedTuple):
    """What an engine has read in a picture, in its pixels, and of which figures it is not sure."""

    glyphs: list[Glyph]
    unsure: list[Unsure]


def engine() -> str | None:
    """The name of the engine that reads, None where there is none."""
    if rapid.available():
        return rapid.NAME
    return tesseract.NAME if tesseract.program() else None


def read(picture: Grey, across: Sequence[Rule], down: Sequence[Rule], seconds: float) -> Recognised:
    """The text of a picture with its ruling lines.

    Raises:
        subprocess.CalledProcessError: tesseract died, or said nothing.
        subprocess.TimeoutExpired: tesseract takes longer than `seconds`.
    """
    if engine() == rapid.NAME:
        found = rapid.lines(picture)  # it tells ruling lines from letters
        return Recognised(glyphs(found), [one for line in found for one in doubted(line.text, line.sure, LEAST)])
    clean = without(picture, across, down)
    words, unsure = tesseract.recognise(clean, strips(clean, down), seconds)
    return Recognised(list(without_specks(words, down)), unsure)

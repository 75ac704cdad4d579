"""What tesseract sees in specks beside letters, taken out again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plancli.read.pdf.page import Glyph, RuledLine

SPECKS = "“”‘’\"'|!_"


def without_specks(glyphs: Sequence[Glyph], down: Sequence[RuledLine]) -> Iterator[Glyph]:
    """What is left of a line beside a cell is read as a quotation mark, the second half of % as a figure: 99%6。"""
    for index, glyph in enumerate(glyphs):
        before = glyphs[index - 1].char if index else ""
        after = glyphs[index + 1].char if index + 1 < len(glyphs) else ""
        half = before == "%" and glyph.char.isdigit() and not (after.isdigit() or after in ".%")
        if not half and not (glyph.char in SPECKS and any(_beside(glyph, rule) for rule in down)):
            yield glyph


def _beside(glyph: Glyph, rule: RuledLine) -> bool:
    near = min(abs(glyph.left - rule.at), abs(glyph.right - rule.at)) < glyph.size
    return near and rule.start <= glyph.base <= rule.end + glyph.size

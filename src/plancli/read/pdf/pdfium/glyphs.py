"""The characters of a page, one by one.

pdfium's own line breaks and blanks are left aside, since it breaks a line before a shifted comma and puts a blank
behind it; `pdf.lines` builds lines from the geometry instead.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

from plancli.read.pdf.page import Glyph
from plancli.read.pdf.pdfium.matrix import Matrix
from plancli.read.pdf.pdfium.objects import Drawn
from plancli.read.pdf.pdfium.texts import NOWHERE, Text, address, put_back, texts_of

UNMAPPED = "\ufffd"
LOST = 0.05
# Fonts that map to radicals instead of characters; NFKC has no answer for these.
RADICALS = str.maketrans(
    "⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰", "民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙"
)


class _Char(NamedTuple):
    char: str
    text: Text
    origin: tuple[float, float]
    box: tuple[float, float, float, float]


def glyphs(handle: Any, items: Iterable[Drawn], view: Matrix, turned: int) -> Iterator[Glyph]:
    """The characters of a page as pdfium gives them, `UNMAPPED` where its font says nothing of one.

    Args:
        handle: a page of pypdfium2.
        items: the objects of the page.
        view: takes the coordinates of the page to those of its reader.
        turned: by how many degrees the page is shown turned.
    """
    texts = texts_of(items)
    textpage = handle.get_textpage()
    chars = _chars(textpage.raw, texts, -turned % 360)
    for _, same in groupby(chars, key=lambda char: (char.origin, char.box)):
        yield from _placed(list(same), view)
    textpage.close()
    put_back(texts)


def _chars(text: Any, texts: dict[int, Text], upright: int) -> Iterator[_Char]:
    import pypdfium2.raw as raw

    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    for index in range(raw.FPDFText_CountChars(text)):
        char = _character(raw.FPDFText_GetUnicode(text, index))
        if not char or raw.FPDFText_IsGenerated(text, index) or _slanted(raw, text, index, upright):
            continue
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetLooseCharBox(text, index, box)
        where = texts.get(address(raw.FPDFText_GetTextObject(text, index)), NOWHERE)
        yield _Char(char, where, (x.value, y.value), (box.left, box.bottom, box.right, box.top))


def _placed(chars: list[_Char], view: Matrix) -> Iterator[Glyph]:
    """The characters that pdfium puts at one place: one, or those of an /ActualText, which share its room."""
    _, text, origin, box = chars[0]
    # pdfium leaves the characters of an /ActualText where their object stands within its form
    unplaced = math.dist(origin, text.position) < 0.01 and text.matrix != view
    matrix = text.matrix if unplaced else view
    (x0, y0), (x1, y1) = matrix.point(box[0], box[1]), matrix.point(box[2], box[3])
    shift = text.matrix.c * text.aside
    left, right, base = min(x0, x1) - shift, max(x0, x1) - shift, _base(text, matrix.point(*origin)[1])
    high = abs(y1 - y0)
    size = text.size if 0.4 * high < text.size < 2.5 * high or unplaced else high
    step = (right - left) / len(chars)
    for place, char in enumerate(chars):
        yield Glyph(char.char, left + step * place, left + step * (place + 1), base, size)


def _base(text: Text, seen: float) -> float:
    """The baseline where the text was before it was moved; what the way there and back lost is given again."""
    if not text.aside:
        return seen
    own = text.matrix.point(text.position[0], text.position[1] - text.aside)[1]
    base = seen - text.matrix.d * text.aside
    return own if abs(own - base) < LOST else base


def _slanted(raw: Any, text: Any, index: int, upright: int) -> bool:
    """A watermark runs across the page; its characters stand in no line."""
    angle = raw.FPDFText_GetCharAngle(text, index)  # in radians; below 0 where pdfium does not know
    off = abs(math.degrees(angle) - upright) % 360
    return bool(angle >= 0) and 5 < off < 355


def _character(code: int) -> str:
    if code == 2:  # pdfium's mark for a hyphen at the end of a line
        return "-"
    if code in (0, 0xFFFD, 0xFFFE, 0xFFFF) or 0xE000 <= code <= 0xF8FF or code >= 0xF0000:
        return "" if 0xF000 <= code <= 0xF0FF else UNMAPPED  # symbol fonts put bullets at U+F0xx
    char = chr(code)
    if 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF:
        return unicodedata.normalize("NFKC", char).translate(RADICALS)
    if char.isspace() or char.isprintable():
        return " " if char.isspace() else char
    return "" if unicodedata.category(char) in ("Cc", "Cf") else UNMAPPED

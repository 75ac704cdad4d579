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
from plancli.read.pdf.pdfium.matrix import IDENTITY, Matrix
from plancli.read.pdf.pdfium.objects import Drawn
from plancli.read.pdf.pdfium.texts import NOWHERE, Text, address, put_back, texts_of

UNMAPPED = "\ufffd"
LOST = 0.05  # points: nearer baselines differ by rounding
MOST_SLANT = 5.0  # degrees; a watermark runs across the page, its characters form no line
# Fonts that map to radicals instead of characters; NFKC has no answer for these.
RADICALS = str.maketrans(
    "⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰", "民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙"
)


class Char(NamedTuple):
    """A character of the page in pdfium's coordinates; `turn` says by how many degrees it is turned to the right.

    None where it runs aslant.
    """

    char: str
    text: Text
    origin: tuple[float, float]
    box: tuple[float, float, float, float]
    turn: int | None


def characters(handle: Any, items: Iterable[Drawn]) -> list[Char]:
    """The characters of a page of pypdfium2 that hold ink or part words, `UNMAPPED` where a font says nothing of one.

    Args:
        handle: the page.
        items: its objects.
    """
    texts = texts_of(items)
    textpage = handle.get_textpage()
    chars = list(_chars(textpage.raw, texts))
    textpage.close()
    put_back(texts)
    return chars


def _chars(text: Any, texts: dict[int, Text]) -> Iterator[Char]:
    import pypdfium2.raw as raw

    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    for index in range(raw.FPDFText_CountChars(text)):
        char = _character(raw.FPDFText_GetUnicode(text, index))
        if not char or raw.FPDFText_IsGenerated(text, index):  # blanks and line ends that pdfium makes up itself
            continue
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetLooseCharBox(text, index, box)
        where = texts.get(address(raw.FPDFText_GetTextObject(text, index)), NOWHERE)
        turn = _turn(raw.FPDFText_GetCharAngle(text, index))
        yield Char(char, where, (x.value, y.value), (box.left, box.bottom, box.right, box.top), turn)


def _turn(angle: float) -> int | None:
    degrees = math.degrees(max(angle, 0.0))  # in radians; below 0 where pdfium does not know
    straight = round(degrees / 90) * 90
    return straight % 360 if abs(degrees - straight) <= MOST_SLANT else None


def placed(chars: Iterable[Char], view: Matrix) -> Iterator[Glyph]:
    """The characters as glyphs, in the coordinates that `view` leads to."""
    for _, same in groupby(chars, key=lambda char: (char.origin, char.box)):
        yield from _in_one_place(list(same), view)


def _in_one_place(chars: list[Char], view: Matrix) -> Iterator[Glyph]:
    """The characters that pdfium puts at one place: one, or those of an /ActualText, which share its room."""
    _, text, origin, box, _ = chars[0]
    # pdfium leaves the characters of an /ActualText where their object is within its form
    placed_by_form = text.forms != IDENTITY
    full = view.after(text.forms) if placed_by_form else view
    # pdfium gave the place within the form, not on the page
    unplaced = placed_by_form and math.dist(origin, text.position) < 0.01
    matrix = full if unplaced else view
    (x0, y0), (x1, y1) = matrix.point(box[0], box[1]), matrix.point(box[2], box[3])
    shift = full.c * text.aside
    left, right = min(x0, x1) - shift, max(x0, x1) - shift
    base = _base(text, full, matrix.point(*origin)[1])
    size = text.size if unplaced else _size(text.size, abs(y1 - y0), right - left)
    step = (right - left) / len(chars)
    for place, char in enumerate(chars):
        yield Glyph(char.char, left + step * place, left + step * (place + 1), base, size)


def _size(font: float, high: float, wide: float) -> float:
    """The height of the font; where the font gives none (fonts drawn by the file itself), that of the box."""
    flat = wide > 0.3 * font  # 一 in the box of its ink
    return font if 0.4 * high < font and (font < 2.5 * high or flat) else high


def _base(text: Text, full: Matrix, seen: float) -> float:
    """The baseline where the text was before it was moved; what the way there and back lost is given again."""
    if not text.aside:
        return seen
    own = full.point(text.position[0], text.position[1] - text.aside)[1]
    base = seen - full.d * text.aside
    return own if abs(own - base) < LOST else base


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
    # a control character is what pdfium makes of the number of a glyph that no table maps
    return "" if unicodedata.category(char) == "Cf" else UNMAPPED

"""Full width → half width and traditional → simplified, one code point for one: offsets stay what they are."""

import re

from plancli.lexicon.load import simplified
from plancli.native import fastest
from plancli.patterns import lazy
from plancli.read.plain.pieces import put_together

FULL = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: 0x20,  # ideographic space
    0x00A0: 0x20,  # no-break space
    0x2002: 0x20,
    0x2003: 0x20,
    0x2009: 0x20,
    0x202F: 0x20,
    0x200B: 0x20,  # zero-width space and its kin split numbers on web pages
    0x200C: 0x20,
    0x200D: 0x20,
    0x2060: 0x20,
    0xFEFF: 0x20,
    0x00AD: 0x20,  # soft hyphen
    0x2236: 0x3A,  # ratio sign
    0x2212: 0x2D,  # minus sign
    0xFE6A: 0x25,
    0x0009: 0x20,
    # quotation marks of traditional texts
    ord("「"): ord("“"),
    ord("」"): ord("”"),
    ord("『"): ord("‘"),
    ord("』"): ord("’"),
}
# 30萬8千個: read as 8千, the figure would be wrong; and the words around it are those of the lexicon
SIMPLIFIED = simplified()
SIGNS = {chr(full): chr(half) for full, half in FULL.items()} | SIMPLIFIED
# `re` runs over what stays as it is; `str.translate` looks every character up, and takes four times as long.
FOLDED = lazy(f"[{re.escape(''.join(SIGNS))}]")
COMMON = "，；：（）？"  # Nine of ten such signs in a text; `str.replace` is faster still.


class Folding:
    """Characters that are put for others, one for one.

    Args:
        signs: each character with the one that is put for it; both below U+10000.
    """

    def __init__(self, signs: dict[str, str]) -> None:
        self._signs = signs
        self._half = lambda found: signs[found[0]]

    def fold(self, text: str) -> str:
        """`text` with the other characters."""
        for sign in COMMON:
            text = text.replace(sign, self._signs[sign])
        return FOLDED.sub(self._half, text)


FOLDING = fastest("Folding", Folding)(SIGNS)
# Characters folded at once: `re` holds all pieces between signs, which are several times as large as the text.
PIECE = 1_000_000


def fold(text: str) -> str:
    """`text` with full-width letters, digits and signs as half-width ones; the length never changes."""
    if len(text) > PIECE:
        return put_together(fold(text[at : at + PIECE]) for at in range(0, len(text), PIECE))
    folded: str = FOLDING.fold(text)
    return folded

"""How common are the characters of a text? What a wrong decoding gives is rare ones."""

from __future__ import annotations

from functools import cache

from plancli.lexicon.load import text as data_file

LEVEL_ONE = 0.7  # in the first level of GB 2312 or Big5, which national standards fix as the common characters
KNOWN = 0.2  # a character of the second level of GB 2312 is evidence for a text, but weak
# dashes and quotes, CJK signs, circled numbers, full-width signs, numbers in brackets
SIGNS = ((0x2010, 0x2040), (0x3000, 0x3020), (0x2460, 0x2474), (0xFF01, 0xFF5F), (0x3220, 0x322A))


def commonness(text: str) -> float:
    """Average over all characters but ASCII and spaces, from -1 (no text) to 1; 1 for a text of ASCII alone."""
    weights = [_weight(char) for char in text if char > "\x7f" and not char.isspace()]
    # control characters are evidence against any text
    weights += [-1.0] * sum(1 for char in text if char < " " and not char.isspace())
    return sum(weights) / len(weights) if weights else 1.0


@cache
def _commonest() -> frozenset[str]:
    lines = data_file("character_frequency.txt").splitlines()
    return frozenset("".join(line for line in lines if not line.startswith("#")))


@cache
def _weight(char: str) -> float:
    code = ord(char)
    if char in _commonest() or any(low <= code < high for low, high in SIGNS):
        return 1.0
    if not char.isprintable():
        return -1.0
    if 0x4E00 <= code < 0xA000:  # the block of common ideographs
        return LEVEL_ONE if _in_first_level(char) else KNOWN
    return 0.0


def _in_first_level(char: str) -> bool:
    simplified = char.encode("gb2312", "ignore")
    traditional = char.encode("big5", "ignore")
    return b"\xb0" <= simplified[:1] <= b"\xd7" or b"\xa4" <= traditional[:1] <= b"\xc6"

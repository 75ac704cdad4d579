"""How the end of one printed line and the start of the next become one text again."""

from __future__ import annotations

from collections.abc import Iterable

from plancli.read.pdf_lines import CLOSING, OPENING, Line


def joined(lines: Iterable[Line]) -> str:
    """Lines of one paragraph or cell as one text."""
    text = ""
    for line in lines:
        text += glue(text, line.text) + line.text
    return text


def glue(before: str, after: str) -> str:
    """What stands between two joined lines: a blank between Latin words, else nothing."""
    if not before or not after:
        return ""
    one, other = before[-1], after[0]
    words = one.isascii() and other.isascii() and one.isalnum() and other.isalnum()
    return " " if words and not (one.isdigit() and other.isdigit()) else ""


def first_word(line: Line) -> float:
    """The width of what had to stay together at the start of a line: a figure or word, closing signs behind it."""
    glyphs = line.glyphs
    end = 1
    while end < len(glyphs) and (
        (_solid(glyphs[end - 1].char) and _solid(glyphs[end].char))
        or glyphs[end].char in CLOSING
        or glyphs[end - 1].char in OPENING
    ):
        end += 1
    return glyphs[end - 1].right - glyphs[0].left


def _solid(char: str) -> bool:
    """Figures and Latin words are not broken over lines, nor are a dash of two parts and an ellipsis."""
    return (char.isascii() and (char.isalnum() or char in ".%-/+")) or char in "—…．％"

"""How the end of one printed line and the start of the next become one text again."""

from __future__ import annotations

from collections.abc import Iterable

from plancli.patterns import lazy
from plancli.read.pdf.lines import CLOSING, OPENERS, Line

SENTENCE_END = lazy(r"[。！？；：!?;:]”?$")  # a sentence, or the head of a list, may end here
HOLDING = "“”‘’/+"  # some programs end no line on either side of these
PERCENTS = "%％‰"
INK_SLACK = 0.05  # font heights that the ink of a sign may be away from the edge of its box


def joined(lines: Iterable[Line]) -> str:
    """Lines of one paragraph or cell as one text."""
    text = ""
    for line in lines:
        text += glue(text, line.text) + line.text
    return text


def glue(before: str, after: str) -> str:
    """What is put between two joined lines: a blank between Latin words, else nothing.

    Args:
        before: the first line; may be empty.
        after: the line that it is joined with.
    """
    if not before or not after:
        return ""
    one, other = before[-1], after[0]
    # between Chinese characters no blank is printed
    words = one.isascii() and other.isascii() and one.isalnum() and other.isalnum()
    return " " if words and not (one.isdigit() and other.isdigit()) else ""


def first_word(line: Line) -> float:
    """The width of what had to stay together at the start of a line: a figure or word, closing signs behind it.

    A full-width sign takes the whole width of its font, however little ink there is in it.
    """
    glyphs = line.glyphs
    end = 1
    while end < len(glyphs) and (_together(glyphs[end - 1].char, glyphs[end].char) or _in_list(line, end)):
        end += 1
    wide = sum(not glyph.char.isascii() for glyph in glyphs[:end])
    full = wide * line.size if wide == end else 0.0
    return max(glyphs[end - 1].right - glyphs[0].left, full - INK_SLACK * line.size)


def join_gap(one: Line, other: Line) -> float:
    """The space that programs set between Chinese and Latin characters of one line: a quarter of the font."""
    before, after = one.glyphs[-1].char, other.glyphs[0].char
    mixed = before.isalnum() and after.isalnum() and before.isascii() != after.isascii()
    return 0.25 * other.size if mixed else 0.0


def _in_list(line: Line, at: int) -> bool:
    """18.5%、160.6%: some programs end no line in a list of figures."""
    before, mark, after = (glyph.char for glyph in line.glyphs[at - 2 : at + 1]) if at > 1 else ("", "", "")
    return mark == "、" and (before.isdigit() or before in tuple(PERCENTS)) and after.isdigit()


def _together(one: str, other: str) -> bool:
    """No line ends between these: in a word or figure, before a closing or behind an opening sign, beside quotes."""
    figures = one in ",:;" and other.isascii() and other.isalnum()
    return figures or (_solid(one) and _solid(other)) or other in CLOSING + HOLDING or one in OPENERS + HOLDING


def _solid(char: str) -> bool:
    """Figures and Latin words are not broken over lines, nor are a dash of two parts and an ellipsis."""
    return (char.isascii() and (char.isalnum() or char in ".%-/+")) or char in "—…．％"

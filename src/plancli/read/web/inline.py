"""Running text inside one block of a web page: blanks as browsers show them, numbers never split by markup."""

from __future__ import annotations

from dataclasses import dataclass

from plancli.patterns import lazy

# a soft hyphen or a zero-width character is layout: it shows nothing and must not split a number
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
HTML_BLANKS = lazy(r"[ \t\r\n\f]+")
CJK = "\u3000-\u303f\u3400-\u9fff\uff00-\uff60"
WRAPPED = lazy(rf"(?<=[{CJK}])[ \t]*[\r\n][ \t\r\n\f]*(?=[{CJK}])")
# a no-break space inside a number; 2022&nbsp;2023 are two of them
SPLIT_NUMBER = lazy(r"(?<=[0-9.,])\xa0+(?=[0-9.,])(?!(?:19|20)[0-9]{2}(?![0-9]))")
# a number cut by a line end, which only layout puts there: 2.|6万, 2|.6万, 2|6万个; its unit below: 2.6|万个
NUMBER_END = lazy(r"[0-9]{1,3}(?:[.][0-9]+)?")
CUT_FIGURE = lazy(r"(?<=[0-9])\n(?=[0-9.%％‰\u4e00-\u9fff])|(?<=[0-9][.])\n(?=[0-9])")
LONGEST_UNIT = 4  # characters that are looked up


@dataclass(frozen=True, slots=True)
class TextRun:
    """Text between two block boundaries; line ends in it come from `<br>`. `linked` counts characters in links."""

    text: str
    linked: int


class Inline:
    """Takes text and inline tags in order, gives units."""

    MODES = frozenset({"a", "pre", "sup", "td", "th"})

    def __init__(self) -> None:
        self.units: list[TextRun] = []
        self._parts: list[str] = []
        self._linked = 0
        self._open = dict.fromkeys(self.MODES, 0)
        self._raised: list[int] = []

    def open(self, tag: str) -> None:
        """An element begins inside which text means something else."""
        self._open[tag] += 1
        if tag == "sup":
            self._raised.append(len(self._parts))

    def close(self, tag: str) -> None:
        """That element ends."""
        self._open[tag] -= 1
        if tag == "sup" and self._raised:
            start = self._raised.pop()
            if start <= len(self._parts):
                inner = "".join(self._parts[start:])
                self._parts[start:] = [raised(inner.strip(), "".join(self._parts[:start])[-1:])]

    def text(self, text: str) -> None:
        """A text node."""
        text = text.translate(INVISIBLE)
        if not self._open["pre"]:
            text = HTML_BLANKS.sub(" ", WRAPPED.sub("", text))
        if self._open["a"]:
            self._linked += len(text.strip())
        if text:
            self._parts.append(text)

    def line_end(self) -> None:
        """`<br>`"""
        self._parts.append("\n")

    def flush(self) -> None:
        """A block begins or ends: what was gathered is a unit."""
        text = "".join(self._parts)
        self._parts.clear()
        self._raised.clear()
        linked, self._linked = self._linked, 0
        text = shown(text, in_cell=bool(self._open["td"] or self._open["th"]))
        if text:
            self.units.append(TextRun(text, linked))


def shown(text: str, in_cell: bool = False) -> str:
    """`text` as a reader sees it: lines without blanks around them, numbers whole.

    In a cell two lines are two figures, and are left apart.
    """
    if "\n" not in text:
        return _tidy(text)
    text = "\n".join(line for line in map(_tidy, text.split("\n")) if line)
    return text if in_cell else CUT_FIGURE.sub(lambda cut: "" if _is_cut(text, cut.start()) else "\n", text)


def _is_cut(text: str, at: int) -> bool:
    """Does a number go on behind the line end at `at`, or is its unit there?"""
    behind = text[at + 1 : at + 12]  # a figure and a unit are no longer
    digits = NUMBER_END.match(behind)
    if behind.startswith(".") or text[at - 1] == ".":  # 2|.6 and 2.|6
        return True
    return _begins_with_unit(behind[digits.end() :] if digits else behind)


def _begins_with_unit(text: str) -> bool:
    from plancli.lexicon.units import MULTIPLIERS, lookup

    text = text.lstrip("".join(MULTIPLIERS))
    return any(lookup(text[:size]) for size in range(LONGEST_UNIT, 0, -1) if len(text) >= size)


def raised(inner: str, before: str) -> str:
    """Superscript `inner` behind the character `before`: m2 stays m2, 10 to the 8th is no 108, a note is a note."""
    if not inner.isdigit() or (before.isascii() and before.isalpha()):  # m² keeps its 2; a letter is no exponent
        return inner
    return f"^{inner}" if before.isdigit() else f"[{inner}]"


def _tidy(line: str) -> str:
    line = SPLIT_NUMBER.sub("", line).replace("\xa0", " ")  # 12&nbsp;000 is one number; elsewhere nbsp is a blank
    return HTML_BLANKS.sub(" ", line).strip(" \t\r\f\u3000")

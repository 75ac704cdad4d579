"""The text of a Word paragraph: runs, what was inserted, and no more what was deleted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from plancli.read.office.numbering import VAL, W
from plancli.read.web.inline import INVISIBLE, raised, shown

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
OFF = ("0", "false", "off", "none")
# the Symbol font keeps its signs in a private area: code → what is seen
# of the font Symbol, which Word writes as U+F0xx
SYMBOLS = {0x25: "%", 0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB7: "·", 0xD7: "·", 0xBB: "≈"}


@dataclass(slots=True)
class RunText:
    """What came up beside the text: boxes to be written behind the paragraph, notes for the end, remarks."""

    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    revisions: bool = False
    hidden: bool = False
    struck: bool = False
    unread: int = 0

    def pass_over(self, element: etree._Element) -> None:
        """Count the text of an element that is not read: properties hold none, what is damaged does."""
        self.unread += sum(len((text.text or "").strip()) for text in element.iter(W + "t"))


def text_of(paragraph: etree._Element, found: RunText) -> str:
    """The text of `paragraph` as Word shows it with all changes accepted; `found` takes everything else in it."""
    parts: list[str] = []
    _children(paragraph, parts, found)
    return shown("".join(parts).translate(INVISIBLE))


def _children(element: etree._Element, parts: list[str], found: RunText) -> None:
    for child in element:
        handle = HANDLERS.get(child.tag)
        if handle is not None:
            handle(child, parts, found)
        else:
            found.pass_over(child)


def _run(run: etree._Element, parts: list[str], found: RunText) -> None:
    properties = run.find(W + "rPr")
    if properties is None:
        _children(run, parts, found)
    elif _is_on(properties.find(W + "vanish")):
        found.hidden = True
    elif _is_on(properties.find(W + "strike")) or _is_on(properties.find(W + "dstrike")):
        found.struck = True
    elif _value(properties.find(W + "vertAlign")) == "superscript":
        inner: list[str] = []
        _children(run, inner, found)
        parts.append(raised("".join(inner).strip(), "".join(parts)[-1:]))  # m² is m2, but 10⁸ must not become 108
    else:
        _children(run, parts, found)


def _is_on(switch: etree._Element | None) -> bool:
    return switch is not None and switch.get(VAL, "true") not in OFF


def _value(element: etree._Element | None) -> str:
    return "" if element is None else str(element.get(VAL, ""))


def _text(element: etree._Element, parts: list[str], found: RunText) -> None:
    parts.append(element.text or "")


def _inserted(element: etree._Element, parts: list[str], found: RunText) -> None:
    found.revisions = True
    _children(element, parts, found)


def _deleted(element: etree._Element, parts: list[str], found: RunText) -> None:
    found.revisions = True


def _break(element: etree._Element, parts: list[str], found: RunText) -> None:
    parts.append("\n")


def _symbol(element: etree._Element, parts: list[str], found: RunText) -> None:
    written = element.get(W + "char", "")
    # int() would take signs, blanks and underscores too
    if 0 < len(written) <= 6 and all(sign in "0123456789abcdefABCDEF" for sign in written):
        code = int(written, 16)
        parts.append(SYMBOLS.get(code & 0xFF, "") if 0xF000 <= code <= 0xF0FF else chr(min(code, 0xFFFD)))


def _note(element: etree._Element, parts: list[str], found: RunText) -> None:
    kind = "footnote" if element.tag == W + "footnoteReference" else "endnote"
    found.notes.append((kind, element.get(W + "id", "")))


def _alternatives(element: etree._Element, parts: list[str], found: RunText) -> None:
    """The same drawing twice, for new and for old versions of Word: one of them is read."""
    choices = element.findall(MC + "Choice") or element.findall(MC + "Fallback")
    for choice in choices[:1]:
        _children(choice, parts, found)


def _drawing(element: etree._Element, parts: list[str], found: RunText) -> None:
    """Text boxes wherever they are in a drawing, each once."""
    waiting = [element]
    while waiting:
        for child in waiting.pop():
            if child.tag == W + "txbxContent":
                found.boxes.append(child)
            elif child.tag == MC + "AlternateContent":
                waiting += child.findall(MC + "Choice")[:1] or child.findall(MC + "Fallback")[:1]
            else:
                waiting.append(child)


def _sound(element: etree._Element, parts: list[str], found: RunText) -> None:
    """How a word is read aloud is printed over it, and left out."""


def _constant(text: str) -> Handler:
    return lambda element, parts, found: parts.append(text)


def _fraction(element: etree._Element, parts: list[str], found: RunText) -> None:
    """A fraction of a formula: 1/2, never 12."""
    _joined(element, "/", parts, found)


def _power(element: etree._Element, parts: list[str], found: RunText) -> None:
    _joined(element, "^", parts, found)


def _joined(element: etree._Element, sign: str, parts: list[str], found: RunText) -> None:
    for number, child in enumerate(one for one in element if HANDLERS.get(one.tag) is not None):
        parts.append(sign if number else "")
        _children(child, parts, found)


Handler = Callable[[etree._Element, list[str], RunText], None]
"""Takes an element, the list of texts that it appends its own to, and the reader of runs, for what is inside it."""
OPENED_RUNS = "hyperlink smartTag sdt sdtContent fldSimple customXml dir bdo ruby rubyBase".split()
FORMULA = "oMath oMathPara r num den e sup sub fName sSub sSubSup d rad nary func".split()
HANDLERS: dict[object, Handler] = {
    **dict.fromkeys((W + tag for tag in OPENED_RUNS), _children),
    **dict.fromkeys((M + tag for tag in FORMULA), _children),
    W + "r": _run,
    W + "t": _text,
    M + "t": _text,
    M + "f": _fraction,
    M + "sSup": _power,
    W + "rt": _sound,
    W + "tab": _constant(" "),
    W + "ptab": _constant(" "),
    W + "br": _break,
    W + "cr": _break,
    W + "noBreakHyphen": _constant("-"),
    W + "sym": _symbol,
    W + "ins": _inserted,
    W + "moveTo": _inserted,
    W + "del": _deleted,
    W + "moveFrom": _deleted,
    W + "footnoteReference": _note,
    W + "endnoteReference": _note,
    MC + "AlternateContent": _alternatives,
    W + "drawing": _drawing,
    W + "pict": _drawing,
    W + "object": _drawing,
}

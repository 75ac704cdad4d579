"""A web page as light Python elements, and its text as units: what is between two block boundaries.

Everything walks with explicit stacks: a page of 10,000 nested elements is a page like any other. Of a large page only a
piece is parsed at a time: what a parser makes of it takes many times its size.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from plancli.patterns import lazy
from plancli.read.web.inline import Inline, TextRun
from plancli.read.web.windows import Piece, pieces

SKIPPED = frozenset(
    "script style noscript template head iframe object embed svg math button select textarea input audio video"
    " canvas map rt rp".split()
)
BLOCKS = frozenset(
    "html body address article aside blockquote center dd details dialog div dl dt fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre section summary table caption tbody td tfoot th"
    " thead tr ul ucapcontent".split()
)
STRUCK = frozenset({"del", "s", "strike"})  # no longer in force, though browsers still show it
LEFT_OUT = SKIPPED | STRUCK
HIDDEN = lazy(r"display\s*:\s*none", re.IGNORECASE)


KEPT = ("id", "class", "rowspan", "colspan")  # attributes that are asked for later
NO_ATTRIBUTES: Mapping[str, str | None] = {}
EMBEDDING = "iframe, embed, object, frame, canvas"
TITLES = ("h1", "title")


@dataclass(slots=True, eq=False)
class Element:
    """One element; its units are `units[first:last]` of the page, its inner elements are `children`."""

    tag: str
    parent: Element | None
    attributes: Mapping[str, str | None]
    children: list[Element] = field(default_factory=list)
    first: int = 0
    last: int = 0

    def elements(self, *tags: str) -> list[Element]:
        """The child elements with one of `tags`."""
        return [child for child in self.children if child.tag in tags]


# Stands for each inline element that holds no block: only its place among others counts. And for what they have inside.
INLINE = Element("", None, NO_ATTRIBUTES)
NO_CHILDREN: list[Element] = []


@dataclass(slots=True)
class WebPage:
    """A parsed page: its elements in order of reading but for inline ones, the units of its text, and those elements
    that were `wanted`. `metas` are its meta tags with their contents, `titles` the texts of its first h1 and title."""

    body: Element
    elements: list[Element] = field(default_factory=list)
    units: list[TextRun] = field(default_factory=list)
    wanted: list[Element] = field(default_factory=list)
    metas: list[tuple[str, str]] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    embeds: bool = False
    strikes: bool = False


@dataclass(frozen=True, slots=True)
class Selectors:
    """CSS selectors: of elements to leave out with all they hold, and of those to be found again."""

    dropped: str = ""
    wanted: str = ""


class _PieceError(Exception):
    """A piece was read otherwise than its place in the page says."""


def page_of(source: str, selectors: Selectors, hidden: bool = False) -> WebPage:
    """Parse `source`.

    Args:
        source: the page's markup; malformed markup is repaired as browsers do.
        selectors: of elements to leave out and to find.
        hidden: keep what the page hides (display: none).
    """
    try:
        return _PageReading(selectors, hidden).of(pieces(source))
    except _PieceError:
        return _PageReading(selectors, hidden).of([Piece(source, (), ())])


class _PageReading:
    """Reads the pieces of a page, one behind the other. `_open` are the elements that go on in the next piece, from the
    body inwards; None stands for one that is left out."""

    def __init__(self, selectors: Selectors, hidden: bool) -> None:
        self._selectors, self._hidden = selectors, hidden
        self._inline = Inline()
        self._page = WebPage(Element("body", None, NO_ATTRIBUTES), units=self._inline.units)
        self._open: list[Element | None] = [self._page.body]
        self._count = 0
        self._gone: set[int] = set()
        self._wanted: dict[int, Element | None] = {}
        self._going_on: dict[int, Element | None] = {}
        self._left_open: dict[int, Element | None] = {}

    def of(self, parts: Iterable[Piece]) -> WebPage:
        """The page.

        Raises:
            _PieceError: the parser repairs a piece otherwise.
        """
        self._enter(self._page.body, opens=False)
        for part in parts:
            self._piece(part)
        self._leave(self._page.body, opens=False, wanted=True)
        return self._page

    def _piece(self, piece: Piece) -> None:
        parser = LexborHTMLParser(piece.source)
        _note(self._page, parser)
        dropped, wanted = self._selectors.dropped, self._selectors.wanted
        self._gone = {node.mem_id for node in parser.css(dropped)} if dropped else set()
        self._wanted = dict.fromkeys(node.mem_id for node in parser.css(wanted)) if wanted else {}
        root = parser.body
        if root is None:
            return
        starts, ends = _chain(root, piece.open, first=True), _chain(root, piece.left_open, first=False)
        self._going_on = dict(zip(starts, self._open[1:], strict=True))
        self._left_open = dict.fromkeys(ends)
        if root.mem_id in self._wanted and not self._page.wanted:
            self._wanted[root.mem_id] = self._page.body
        self._walk(root.first_child)
        self._open = [self._page.body, *self._left_open.values()]
        # those that go on from an earlier piece were found there
        self._page.wanted += [one for one in self._wanted.values() if one is not None]

    def _walk(self, node: LexborNode | None) -> None:
        inside: list[tuple[LexborNode, Element, bool]] = []
        parent = self._page.body
        while node is not None or inside:
            if node is None:
                node, element, opens = inside.pop()
                parent = element.parent or self._page.body
                if node.mem_id in self._left_open:
                    self._left_open[node.mem_id] = element
                else:
                    self._leave(element, opens, node.mem_id in self._wanted)
            elif node.is_text_node:
                self._inline.text(node.text_content or "")
            elif node.is_element_node and (found := self._element(node, parent)):
                inside.append((node, *found))
                parent, node = found[0], node.first_child
                continue
            node = node.next

    def _element(self, node: LexborNode, parent: Element) -> tuple[Element, bool] | None:
        """The element that `node` is, and whether text means something else in it; None for one that is left out."""
        if node.tag in LEFT_OUT or node.mem_id in self._gone:
            return None
        if node.mem_id in self._going_on:
            known = self._going_on[node.mem_id]
            return None if known is None else (known, False)
        attributes = node.attributes
        if not self._hidden and _is_hidden(attributes):
            return None
        kept = {name: attributes[name] for name in KEPT if name in attributes} if attributes else NO_ATTRIBUTES
        element = Element(str(node.tag), parent, kept or NO_ATTRIBUTES)
        parent.children.append(element)
        if node.mem_id in self._wanted:
            self._wanted[node.mem_id] = element
        opens = _opens(element.tag, attributes)
        self._enter(element, opens)
        return element, opens

    def _enter(self, element: Element, opens: bool) -> None:
        if element.tag in BLOCKS:
            self._inline.flush()
        if element.tag == "br":
            self._inline.line_end()
        elif opens:
            self._inline.open(element.tag)
        element.first = self._here()
        self._page.elements.append(element)

    def _leave(self, element: Element, opens: bool, wanted: bool) -> None:
        if opens:
            self._inline.close(element.tag)
        if element.tag in BLOCKS:
            self._inline.flush()
        elif element is self._page.elements[-1] and element.parent is not None and not wanted:
            self._page.elements.pop()  # what is in it went before: no block
            element.parent.children[-1] = INLINE
        element.last = self._here()
        if not element.children:
            element.children = NO_CHILDREN

    def _here(self) -> int:
        """How many units there are so far: one object for all that begins and ends here."""
        if self._count != len(self._inline.units):
            self._count = len(self._inline.units)
        return self._count


def _chain(root: LexborNode, names: Sequence[str], first: bool) -> list[int]:
    """The numbers of the elements in one another with which a piece begins, or ends.

    Raises:
        _PieceError: others are there.
    """
    found, node = [], root
    for name in names:
        child = node.first_child if first else node.last_child
        if child is None or child.tag != name:
            raise _PieceError
        found.append(child.mem_id)
        node = child
    return found


def _note(page: WebPage, parser: LexborHTMLParser) -> None:
    """What is asked of a page beside its text."""
    page.embeds = page.embeds or parser.css_first(EMBEDDING) is not None
    struck = parser.css_first(", ".join(sorted(STRUCK)))
    page.strikes = page.strikes or (struck is not None and struck.text().strip() != "")
    for node in parser.css("meta[name]"):
        page.metas.append((node.attributes.get("name") or "", node.attributes.get("content") or ""))
    for tag in TITLES:
        title = parser.css_first(tag) if tag not in page.titles else None
        if title is not None:
            page.titles[tag] = title.text()


def _is_hidden(attributes: Mapping[str, str | None]) -> bool:
    style = attributes.get("style")
    return "hidden" in attributes or (style is not None and HIDDEN.search(style) is not None)


def _opens(tag: str, attributes: Mapping[str, str | None]) -> bool:
    """Does text mean something else in here? Anchors that lead nowhere else are no links: headings are often such."""
    if tag == "a":
        address = attributes.get("href")
        return bool(address) and not str(address).startswith("#")
    return tag in Inline.MODES

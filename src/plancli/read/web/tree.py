"""A web page as light Python elements, and its text as units: what is between two block boundaries.

Everything walks with explicit stacks: a page of 10,000 nested elements is a page like any other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from plancli.patterns import lazy
from plancli.read.web.inline import Inline, TextRun

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


@dataclass(slots=True, eq=False)
class Element:
    """One element; its units are `units[first:last]` of the page, its inner text and elements are `children`."""

    tag: str
    parent: Element | None
    attributes: dict[str, str | None]
    children: list[Element | str] = field(default_factory=list)
    first: int = 0
    last: int = 0

    def elements(self, *tags: str) -> list[Element]:
        """The child elements with one of `tags`."""
        return [child for child in self.children if isinstance(child, Element) and child.tag in tags]


@dataclass(frozen=True, slots=True)
class WebPage:
    """A parsed page: its elements in order of reading, and the units of its text."""

    body: Element
    elements: list[Element]
    units: list[TextRun]
    by_node: dict[int, Element]
    parser: LexborHTMLParser

    def matching(self, selector: str) -> list[Element]:
        """The elements that a CSS selector finds."""
        found = (self.by_node.get(node.mem_id) for node in self.parser.css(selector))
        return [element for element in found if element is not None]


def page_of(source: str, dropped: str = "", hidden: bool = False) -> WebPage:
    """Parse `source`.

    Args:
        source: the page's markup; malformed markup is repaired as browsers do.
        dropped: CSS selector of elements to leave out, with all they hold.
        hidden: keep what the page hides (display: none).
    """
    parser = LexborHTMLParser(source)
    gone = {node.mem_id for node in parser.css(dropped)} if dropped else set()
    body = Element("body", None, {})
    by_node: dict[int, Element] = {}
    root = parser.body
    if root is not None:
        by_node[root.mem_id] = body
        _grow(root.first_child, body, by_node, gone, hidden)
    elements, units = _units(body)
    return WebPage(body, elements, units, by_node, parser)


def _grow(start: LexborNode | None, body: Element, by_node: dict[int, Element], gone: set[int], hidden: bool) -> None:
    waiting = [(start, body)]
    while waiting:
        node, parent = waiting.pop()
        while node is not None:
            if node.is_text_node:
                parent.children.append(node.text_content or "")
            elif node.is_element_node and node.tag not in LEFT_OUT and node.mem_id not in gone:
                attributes = node.attributes
                if hidden or not _is_hidden(attributes):
                    element = by_node[node.mem_id] = Element(str(node.tag), parent, attributes)
                    parent.children.append(element)
                    waiting.append((node.first_child, element))
            node = node.next


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    style = attributes.get("style")
    return "hidden" in attributes or (style is not None and HIDDEN.search(style) is not None)


def _units(body: Element) -> tuple[list[Element], list[TextRun]]:
    """All elements in reading order, and the units of text; each element learns its range of units."""
    elements: list[Element] = []
    inline = Inline()
    waiting: list[tuple[Element | str, bool]] = [(body, False)]
    while waiting:
        item, leaving = waiting.pop()
        if isinstance(item, str):
            inline.text(item)
        elif leaving:
            _leave(item, inline)
        else:
            elements.append(item)
            _enter(item, inline)
            waiting.append((item, True))  # comes off the stack when its children are done
            waiting.extend((child, False) for child in reversed(item.children))
    return elements, inline.units


def _enter(element: Element, inline: Inline) -> None:
    if element.tag in BLOCKS:
        inline.flush()
    if element.tag == "br":
        inline.line_end()
    elif _is_mode(element):
        inline.open(element.tag)
    element.first = len(inline.units)


def _leave(element: Element, inline: Inline) -> None:
    if _is_mode(element):
        inline.close(element.tag)
    if element.tag in BLOCKS:
        inline.flush()
    element.last = len(inline.units)


def _is_mode(element: Element) -> bool:
    """Does text mean something else in here? Anchors that lead nowhere else are no links: headings are often such."""
    if element.tag == "a":
        address = element.attributes.get("href")
        return bool(address) and not str(address).startswith("#")
    return element.tag in Inline.MODES

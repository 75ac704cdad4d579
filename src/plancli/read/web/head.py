"""What a page says of its document beside the text: the head table (索引号, 发文字号, 成文日期 …), its meta tags."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plancli.patterns import lazy
from plancli.read.metadata.fields import bare, labels
from plancli.read.metadata.titles import genre_of
from plancli.read.web.tree import TITLES, Element, WebPage

BLANK = lazy(r"[\s\u3000]+")
PAIR = lazy(r"^[\[【]?(?P<label>[^:：]{2,14}?)[\]】]?[:：](?P<value>.*)$", re.DOTALL)
TITLE_PARTS = lazy(r"[_|]|\s[-—–]+\s|--+")  # 规划名称_某市人民政府
LONGEST_VALUE = 300  # characters of a value
NEAR, SHORTEST, LONGEST_TITLE = 15, 8, 90  # units above the article; characters of a title
META = (("ArticleTitle", "标题"), ("PubDate", "发布日期"), ("ContentSource", "来源"), ("SiteName", "网站名称"))


def head_of_page(page: WebPage, begin: int = 0) -> dict[str, str]:
    """Label → value, labels without blanks and colon; the first mention of a label counts.

    Args:
        page: the page.
        begin: its unit with which the article begins; a title may be right above it.
    """
    found: dict[str, str] = {}
    for label, value in (*_pairs(page), *_meta(page), *_titles(page), *_above(page, begin)):
        if value:
            found.setdefault(label, value)  # pages repeat their head at the foot
    return found


def _pairs(page: WebPage) -> Iterator[tuple[str, str]]:
    """`label：value` in one line, or a label alone in its element and the value in the next one."""
    for unit in page.units:
        if len(unit.text) <= LONGEST_VALUE:
            yield from _in_lines(unit.text)
    for element in page.elements:
        if element.last - element.first == 1 and len(page.units[element.first].text) <= LONGEST_VALUE:
            label, value = _split(page.units[element.first].text)
            if value is None and label in labels():
                yield label, _value(_text_behind(element, page))


def _in_lines(text: str) -> Iterator[tuple[str, str]]:
    for line in text.split("\n"):
        label, value = _split(line)
        if value and label in labels():
            yield label, value


def _text_behind(element: Element, page: WebPage) -> str:
    """The text of the next element with the same parent."""
    beside = element.parent.children if element.parent else []
    at = beside.index(element) + 1 if element in beside else len(beside)
    return " ".join(unit.text for one in beside[at : at + 1] for unit in page.units[one.first : one.last])


def _split(line: str) -> tuple[str, str | None]:
    """索 引 号：000014349 → 索引号, 000014349; None where nothing follows the label."""
    found = PAIR.match(line)
    if found is None:
        return bare(line), None
    return bare(found["label"]), found["value"].strip() or None


def _value(text: str) -> str:
    """The text behind a label, unless it is a label itself: then the value is empty."""
    return "" if _split(text)[0] in labels() or len(text) > LONGEST_VALUE else text.strip()


def _meta(page: WebPage) -> Iterator[tuple[str, str]]:
    for name, content in page.metas:
        for wanted, label in META:
            if name.lower() == wanted.lower():
                yield label, content.strip()


def _titles(page: WebPage) -> Iterator[tuple[str, str]]:
    """A headline that is the title of a document; others name the site or the column of the page."""
    for tag in TITLES:
        for part in TITLE_PARTS.split(page.titles.get(tag, "")):
            title = BLANK.sub(" ", part).strip()
            if genre_of(title):
                yield "标题", title


def _above(page: WebPage, begin: int) -> Iterator[tuple[str, str]]:
    """The last text above the article that is the title of a document: no link, neither menu nor path."""
    # the nearest one is the title; above it is the site
    for unit in reversed(page.units[max(0, begin - NEAR) : begin]):
        title = BLANK.sub(" ", unit.text).strip()
        if not unit.linked and SHORTEST <= len(title) <= LONGEST_TITLE and genre_of(title):
            yield "标题", title
            return

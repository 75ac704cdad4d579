"""Web pages: the article without navigation, its tables, and the metadata in the head of the page."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, takewhile

from plancli.errors import InputError
from plancli.lexicon.load import table
from plancli.model import Document, Failure, Options
from plancli.patterns import lazy
from plancli.read.build.cell_spans import RawCell, grid_of_spans, is_layout
from plancli.read.build.text_builder import Composer
from plancli.read.plain.encoding import decode
from plancli.read.plain.hard_wraps import joins_of
from plancli.read.web.article import Article, find, is_button, is_imprint, is_link, is_menu, weigh, words
from plancli.read.web.head import head_of_page
from plancli.read.web.inline import TextRun
from plancli.read.web.tree import Element, Selectors, WebPage, page_of

CHARSET = lazy(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
ANY_DIGIT = lazy(r"[0-9０-９]")
WHOLE_NUMBER = lazy(r"\s*([0-9]{1,9})\s*$")
FEW_PERCENT = 0.03  # less than this outside the article is its title in the head of the page, and the like
STRUCK_OUT = "struck-out text left out"
MENU = 5  # times as much text in links as in sentences: a page of navigation
MOST_ELEMENTS = 30_000  # elements; parsing them costs their number squared, and no page has a thousandth of it
NESTING = lazy(r"<(/?)(?:div|span|font|section|article|center|blockquote|ul|ol|b|i|em|strong)\b", re.IGNORECASE)
FEW_CHINESE = 100  # Chinese characters; a policy text beside a menu has more


def read_bytes(data: bytes, name: str, options: Options) -> Iterator[Document | Failure]:
    """The one document of a web page.

    Raises:
        InputError: no policy text on it (navigation, a viewer, an error page), or not decodable.
    """
    charset = CHARSET.search(data[:4096])  # HTML wants it in the first 1,024 bytes; sites are late
    declared = charset[1].decode("ascii") if charset else ""
    found = decode(data, name, options.encoding, declared)
    if _depth(found.text) > MOST_ELEMENTS:
        raise InputError("nested too deep", name, f"more than {MOST_ELEMENTS:,} elements in one another")
    page, article, warnings = _page(found.text)
    encoding, warnings = found.encoding, (*found.warnings, *warnings)
    del found  # of a large page each step takes as much again as its text
    _check(page, article, name)
    composer = Composer()
    for first, last in article.ranges:
        _compose(page, first, last, composer, whole=not article.found_by.startswith("text"))
    columns = tuple(head_of_page(page, article.ranges[0][0]).items())
    warnings = (*warnings, *_left_out(article), *_struck(page))
    text, paragraphs, tables = composer.text, composer.paragraphs, composer.tables
    del page, composer
    yield Document(
        id="",
        text=text,
        encoding=encoding,
        paragraphs=tuple(paragraphs),
        joins=joins_of(text),
        tables=tuple(tables),
        warnings=warnings,
        found_by=article.found_by,
        columns=columns,
    )


def _depth(source: str) -> int:
    """How deep elements that close nothing by themselves are in one another, at most."""
    deepest = depth = 0
    if source.count("<") > MOST_ELEMENTS:
        for found in NESTING.finditer(source):
            depth = max(depth - 1, 0) if found[1] else depth + 1  # more ends than beginnings do not dig a hole
            deepest = max(deepest, depth)
    return deepest


def _page(source: str) -> tuple[WebPage, Article, tuple[str, ...]]:
    """The page without its furniture; with it, and with what is hidden, where nothing else is there."""
    furniture, container = (", ".join(one["selector"] for one in table("pages")[n]) for n in ("furniture", "container"))
    for dropped, hidden, warnings in ((furniture, False, ()), ("", True, ("the page hides its text",))):
        page = page_of(source, Selectors(dropped, container), hidden)
        article = find(page)
        if article.found_by != "whole_page":
            return page, article, warnings
    page = page_of(source, Selectors(furniture, container))
    return page, find(page), ()


def _check(page: WebPage, article: Article, name: str) -> None:
    """Refuse what holds no policy text.

    Raises:
        InputError: the page is a menu, a viewer or an error message.
    """
    text = [unit for first, last in article.ranges for unit in page.units[first:last]]
    weight, linked = article.held, sum(unit.linked for unit in page.units)
    says_so = any(word in unit.text for unit in text for word in words("stub"))
    states = any(weigh(unit) and ANY_DIGIT.search(unit.text) for unit in text)
    if weight < FEW_CHINESE and ((page.embeds and not states) or says_so or linked > MENU * max(weight, 10)):
        hint = "save the file that the page shows" if page.embeds else "save the page of the document itself"
        raise InputError("no policy text", name, hint)
    if not any(_is_kept(unit, whole=False) for unit in text):
        raise InputError("no policy text", name, "save the page of the document itself")


def _left_out(article: Article) -> tuple[str, ...]:
    if article.left_out < max(FEW_CHINESE, FEW_PERCENT * article.held):  # the title above the article, and the like
        return ()
    return (f"{article.left_out} characters of text outside the article ({article.found_by}) left out",)


def _struck(page: WebPage) -> tuple[str, ...]:
    return (STRUCK_OUT,) if page.strikes else ()


def _is_kept(unit: TextRun, whole: bool) -> bool:
    if is_button(unit.text) or is_menu(unit.text) or (is_imprint(unit.text) and not whole):
        return False
    return whole or not is_link(unit)


def _compose(page: WebPage, first: int, last: int, composer: Composer, whole: bool) -> None:
    """Write `units[first:last]`: paragraphs line by line, tables of data as tables."""
    at = first
    start = bisect_left(page.elements, first, key=lambda element: element.first)
    for element in takewhile(lambda element: element.first < last, islice(page.elements, start, None)):
        if element.tag != "table" or element.first < at or element.last > last:
            continue
        inner = _inner_tables(element)
        rows = _data_rows(element, page.units, inner)
        if rows:
            _paragraphs(page.units[at : element.first], composer, whole)
            for caption in element.elements("caption"):
                _paragraphs(page.units[caption.first : caption.last], composer, whole=True)
            composer.table(grid_of_spans(rows))
            for table in inner:
                _compose(page, table.first, table.last, composer, whole)
            at = element.last
    _paragraphs(page.units[at:last], composer, whole)


def _paragraphs(units: Iterable[TextRun], composer: Composer, whole: bool) -> None:
    for unit in units:
        if _is_kept(unit, whole):
            for line in unit.text.split("\n"):
                if not is_menu(line):
                    composer.begin()
                    composer.write(line)


def _data_rows(element: Element, units: list[TextRun], inner: Sequence[Element]) -> list[list[RawCell]] | None:
    """The rows of a table of data without the tables in its cells; None for a table that only serves the layout or
    repeats the head of the page.
    """
    rows = [row.elements("td", "th") for part in _parts(element) for row in part.elements("tr")]
    held = {index for table in inner for index in range(table.first, table.last)}
    read = [[_raw(cell, units, held) for cell in row] for row in rows]
    several = [row for row in read if sum(bool(cell.text) for cell in row) > 1] if inner else read
    if sum(len(row) > 1 for row in several) < 2 or is_layout([len(cell.text) for row in read for cell in row]):
        return None
    if inner and not any(ANY_DIGIT.search(cell.text) for row in several for cell in row):
        return None  # menus beside the tables of the page
    return read


def _parts(element: Element) -> list[Element]:
    return [element, *element.elements("thead", "tbody", "tfoot")]


def _inner_tables(element: Element) -> list[Element]:
    """The tables within a table, but for those within these, in reading order."""
    found: list[Element] = []
    waiting = element.children[::-1]
    while waiting:
        child = waiting.pop()
        if child.tag == "table":
            found.append(child)
        else:
            waiting.extend(reversed(child.children))
    return found


def _raw(cell: Element, units: list[TextRun], held: set[int]) -> RawCell:
    text = " ".join(units[index].text for index in range(cell.first, cell.last) if index not in held)
    return RawCell(text, _span(cell.attributes.get("rowspan")), _span(cell.attributes.get("colspan")))


def _span(written: str | None) -> int:
    found = WHOLE_NUMBER.match(written or "")
    return max(int(found[1]), 1) if found else 1

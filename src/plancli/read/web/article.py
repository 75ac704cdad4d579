"""Where on a page is the policy text? A known container, else the block that holds the sentences."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from plancli.lexicon.load import table
from plancli.patterns import lazy
from plancli.read.web.inline import TextRun
from plancli.read.web.tree import Element, WebPage

SENTENCE = lazy(r"[。；！？;]")
BETWEEN_BUTTONS = lazy(r"[\s\W]+")
BAR = lazy(r"[\s\xa0]*[|｜│丨][\s\xa0]*")
LONGEST_ENTRY = 10  # characters of an entry of a menu
# a cell that is a figure with its sign, brackets and unit
FIGURE_CELL = lazy(r"[<>≥≤〔\[]?[-+]?[0-9０-９][0-9０-９.,%％〕\]]*.{0,2}$")
FEWEST_CELLS, FEWEST_FIGURES = 6, 3  # of a table of figures
LONG_BLOCK = 15  # Chinese characters; a block of this many is text, not a button
ENOUGH_TEXT = 0.6  # share of the page's text that a known container must hold
NEARLY_ALL = 0.97  # of the text: the innermost block with this much is the article
CLIMB = 200  # characters that may be around the article: its title, its date


@dataclass(frozen=True, slots=True)
class Article:
    """Ranges of units that are the text, how they were found, and how much they hold and leave out (characters)."""

    ranges: tuple[tuple[int, int], ...]
    found_by: str
    held: int = 0
    left_out: int = 0


def weigh(unit: TextRun) -> int:
    """How much running text a unit holds: 0 for links, buttons and the imprint of the site."""
    chinese = len(unit.text) - len(unit.text.encode("ascii", "ignore"))  # fast, and near enough
    if is_link(unit) or is_imprint(unit.text):
        return 0
    # a menu has short pieces without a stop
    return chinese if chinese >= LONG_BLOCK or (chinese >= 4 and SENTENCE.search(unit.text)) else 0


def is_link(unit: TextRun) -> bool:
    """A menu entry, not a sentence that happens to be linked."""
    return unit.linked * 2 > len(unit.text) and not SENTENCE.search(unit.text)


def is_imprint(text: str) -> bool:
    """版权所有, 网站标识码 … without a sentence in it

    Args:
        text: of one block of the page.
    """
    return len(text) < 300 and not SENTENCE.search(text) and any(word in text for word in words("imprint"))


def is_button(text: str) -> bool:
    """打印 关闭窗口: nothing but words of the page's own buttons.

    Args:
        text: of one block of the page.
    """
    if len(text) > 40:  # no row of buttons is as long
        return False
    parts = [part for part in BETWEEN_BUTTONS.split(text) if part]
    return bool(parts) and all(part in words("button") for part in parts)


def is_menu(text: str) -> bool:
    """首页｜新闻｜政务公开: short words between bars, two of which are known from menus.

    Args:
        text: one line of the page.
    """
    parts = [part for part in BAR.split(text.strip()) if part]
    if len(parts) < 2 or max(map(len, parts)) > LONGEST_ENTRY:
        return False
    return sum(part in words("menu") or part in words("button") for part in parts) > 1


@cache
def words(name: str) -> frozenset[str]:
    """The words under `name` in the lexicon's `pages.toml`."""
    return frozenset(table("pages")[name]["words"])


def find(page: WebPage) -> Article:
    """The article of `page`; `found_by` is whole_page where nothing distinguishes text from menus."""
    weights = _running_sum(page)
    total = weights[-1]
    best = _best_container(page, weights)
    if best is not None and _weight(best, weights) >= ENOUGH_TEXT * total and total:
        ranges = _with_siblings(page, best, weights)
        held = sum(weights[last] - weights[first] for first, last in ranges)
        return Article(ranges, f"container {_name(best)}", held, total - held)
    if not total:
        return Article(((page.body.first, page.body.last),), "whole_page")
    root = _climb(_densest(page, weights), page)
    held = _weight(root, weights)
    return Article(((root.first, root.last),), "text_density", held, total - held)


def _running_sum(page: WebPage) -> Sequence[int]:
    """How much text comes before each unit; the cells of a table of figures count as text, short as they are."""
    weights = array("q", map(weigh, page.units))
    for table_element in page.elements:
        if table_element.tag == "table" and _holds_figures(table_element, page.units):
            for at in range(table_element.first, table_element.last):
                weights[at] = max(weights[at], len(page.units[at].text))
    return array("q", accumulate(weights, initial=0))  # the weight of any range is then one subtraction


def _holds_figures(element: Element, units: Sequence[TextRun]) -> bool:
    """指标, 单位 and figures in cells; no list of links with their dates, no table for the layout."""
    cells = units[element.first : element.last]
    if len(cells) < FEWEST_CELLS or 2 * sum(map(is_link, cells)) > len(cells):
        return False
    figures = sum(FIGURE_CELL.match(unit.text) is not None for unit in cells)
    return figures >= FEWEST_FIGURES and 5 * figures >= len(cells)


def _weight(element: Element, weights: Sequence[int]) -> int:
    return weights[element.last] - weights[element.first]


def _best_container(page: WebPage, weights: Sequence[int]) -> Element | None:
    """The heaviest known container, or one inside it that holds nearly as much."""
    best: Element | None = None
    for element in page.wanted:
        if best is None or _weight(element, weights) > _weight(best, weights):
            best = element
    if best is None:
        return None
    inside = [one for one in page.wanted if best.first <= one.first and one.last <= best.last]
    enough = [one for one in inside if _weight(one, weights) >= NEARLY_ALL * _weight(best, weights)]
    return min(enough, key=lambda one: one.last - one.first)  # the tightest: menus are left outside


def _with_siblings(page: WebPage, best: Element, weights: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """`best` and the other containers beside it that hold text: some pages cut the article in pieces."""
    ranges = [(best.first, best.last)]
    for other in page.wanted:
        apart = all(other.last <= first or last <= other.first for first, last in ranges)
        if apart and _same_place(other, best) and _weight(other, weights):
            ranges.append((other.first, other.last))
    return tuple(sorted(ranges))


def _same_place(one: Element, other: Element) -> bool:
    keys = ("class", "id")
    return one.tag == other.tag and any(
        one.attributes.get(key) and one.attributes.get(key) == other.attributes.get(key) for key in keys
    )


def _name(element: Element) -> str:
    name, style = element.attributes.get("id"), element.attributes.get("class")
    return f"#{name}" if name else f".{style.split()[0]}" if style and style.split() else element.tag


def _densest(page: WebPage, weights: Sequence[int]) -> Element:
    """The innermost element that still holds nearly all of the text."""
    root, total = page.body, weights[-1]
    while True:
        for child in root.children:
            if _weight(child, weights) >= NEARLY_ALL * total:
                root = child
                break
        else:
            return root


def _climb(root: Element, page: WebPage) -> Element:
    """Outwards, as long as there is only little around and none of it is a menu: a title, a date, a signature."""
    units = page.units
    while root.parent is not None:
        around = units[root.parent.first : root.first] + units[root.last : root.parent.last]
        menu = any(is_link(unit) or is_imprint(unit.text) or is_button(unit.text) for unit in around)
        if menu or sum(len(unit.text) for unit in around) > CLIMB:
            break
        root = root.parent
    return root

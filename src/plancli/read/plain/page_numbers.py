"""The number of a page on a line of its own, in the middle of a sentence: 120个以|5|上 reads 120个以上."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plancli.lexicon.words import either
from plancli.patterns import lazy
from plancli.read.plain.cut_halves import are_halves, ends_a_clause

NUMBER_ALONE = lazy(
    r"""
    (?m)^[ \t\u3000]*+
    (?: [-—–][ \t]*+ | 第[ ]?+ )? ([1-9][0-9]{0,3})
    (?: [ ]?+页(?:[,，]?[ ]?+共[ ]?+[0-9]{1,4}[ ]?+页)?+ | [ ]?+/[ ]?+[0-9]{1,4} )?+  # 第 5 页, 5 / 20
    [ \t\r\u3000]*+ (?:[-—–][ \t\r\u3000]*+)?$
    """,
    re.VERBOSE,
)
ENDED = lazy(r"[。！？；：!?;:|\t][”’）)」』]*$")
BEGINS = lazy(
    r"[（(]?[一二三四五六七八九十]{1,4}[)）、.．]|第[一二三四五六七八九十0-9]{1,4}[章节条篇]|[0-9]{1,3}[.．、](?![0-9])|[|#*•●◆■-]"
)
PROSE = lazy("[，。；,;]")
CUT_WORDS = lazy(
    rf"{either('wraps', 'before_value')}\n(?!(?:1[89]|20)[0-9]{{2}}[ ]?年)(?=[0-9]+(?:[.,][0-9]+)*[ ]?[一-鿿%％‰])"
)
DRESSED = lazy(r"页|[-—–][ \t]*[0-9]+[ \t]*[-—–]")
"""No value is written as a page is: 第 5 页, - 5 -."""
SHORTEST = 15  # Characters of a line that a margin may have cut.


def page_numbers(text: str) -> Iterator[tuple[int, int]]:
    """For each number of a page inside a sentence, where the line end in front of it and the one behind it are.

    A number alone on a line may be a cell of a table. It is that of a page where it cuts a figure off, or where it has
    a neighbour (4 or 6 beside 5) and cuts a word off or is between two lines of prose.

    Args:
        text: decoded.
    """
    found = list(NUMBER_ALONE.finditer(text))
    numbers = [int(line[1]) for line in found]
    for place, line in enumerate(found):
        start, end = line.start() - 1, line.end()
        if start <= 0 or end >= len(text) - 1 or text[end] != "\n":
            continue
        above = text[text.rfind("\n", 0, start) + 1 : start].rstrip()
        below = text[end + 1 : (text.find("\n", end + 1) + 1 or len(text) + 1) - 1].lstrip()
        # its neighbours among the lines with a number alone
        beside = {numbers[place] - 1, numbers[place] + 1} & {*numbers[max(place - 1, 0) : place + 2]}
        if _is_cut(above, below, bool(beside), DRESSED.search(line[0]) is not None):
            yield start, end


def _is_cut(above: str, below: str, counted: bool, dressed: bool) -> bool:
    if above and are_halves(above, below[:SHORTEST]):
        return True
    if not above or not below or ENDED.search(above) or BEGINS.match(below):
        return False
    # 达到|30|3所: without other pages, 30 may be the value
    if (counted or dressed or ends_a_clause(below)) and CUT_WORDS.search(f"{above[-SHORTEST:]}\n{below[:SHORTEST]}"):
        return True
    return counted and len(above) >= SHORTEST and PROSE.search(above) is not None and "|" not in below

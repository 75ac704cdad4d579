"""Item numbers glued to the figure of their item: 1.3个社区 at the head of a line is item 1 about 3个."""

from __future__ import annotations

import re

from plancli.lexicon import units
from plancli.lexicon.words import reach
from plancli.model import Quantity, RejectedNumber, Span
from plancli.patterns import lazy

ITEM_NUMBER = lazy(r"(?P<number>\d{1,2})\.(?=[1-9])")
LINE_HEAD = lazy(r"(?:^|\n) *$")
INDENT = 8  # characters of indentation before an item number
REACH_OF_ITEM = reach("item")


def glued(text: str, found: Quantity) -> RejectedNumber | None:
    """The item number that a figure at the head of a line begins with: nothing counts 1.3个, and 2.6公里 is a figure
    unless the items 1 or 3 are near.

    Args:
        text: folded text that `found` was read in.
    """
    start = found.span.start
    match = ITEM_NUMBER.match(text, start) if "." in text[start : start + 3] else None
    if match is None or not LINE_HEAD.search(text, max(0, start - INDENT), start):
        return None
    entry = units.lookup(found.written.unit)
    counts = entry is not None and entry.dimension == units.COUNT
    # 1.3个 can only be an item number, since nothing counts tenths of a thing; 2.6公里 is a length until there is an
    # item 1 or 3
    if not counts and not _has_neighbour(text, start, int(match["number"])):
        return None
    return RejectedNumber(Span(*match.span()), match.group(), "item_number")


def _has_neighbour(text: str, start: int, number: int) -> bool:
    before = text[max(0, start - REACH_OF_ITEM) : start]
    behind = text[start : start + REACH_OF_ITEM]
    return bool(re.search(rf"(?:^|\n) *{number - 1}[.．、]", before) or re.search(rf"\n *{number + 1}[.．、]", behind))

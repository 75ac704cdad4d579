"""What a share is a share of, between a comparator and its figure: 不低于|建设用地总量的|30%."""

from __future__ import annotations

import re
from functools import cache

from plancli.extract.context.mention import Consumed, Mention
from plancli.kept_patterns import compiled
from plancli.lexicon import load
from plancli.lexicon.words import Group, phrases, reach
from plancli.model import Quantity, Span
from plancli.patterns import lazy

SHARES_AND_MULTIPLES = phrases("classes", "shares") + phrases("classes", "multiples")
REACH_OF_BASE = reach("base_noun")
EXTREMES = phrases("classes", "extremes")  # 最高按…的30%: these bound a figure, they compare with nothing.


BASE_NOUN = lazy(r"(?!年)[^,;:。、!?\n|%()]{2,24}的")
TO_A_LEVEL = ("state", "plain")
ARRIVES = lazy("[到至在]$")
TIME_ALONE = lazy(r"[^的]{0,6}年度?的")
"""达到|2020年的|3倍: a year, which is stepped over, and no noun"""


@cache
def _pattern() -> re.Pattern[str]:
    # 超 or 过 alone begins too many names (超高清, 过渡期): here only words of two characters or more
    words = sorted((word for word in _words() if len(word) > 1), key=lambda word: (-len(word), word))
    return compiled("|".join(words))


@cache
def _words() -> dict[str, Group]:
    bounds = ("at_least", "more_than", "at_most", "less_than", "plain")
    table = load.table("comparators")
    reached = {word: Group("state") for word in load.table("predicates")["state"]["words"]}
    words = {row["word"]: Group(name, table[name]["comparator"]) for name in bounds for row in table[name]["before"]}
    return {word: group for word, group in reached.items() if ARRIVES.search(word)} | {
        word: group for word, group in words.items() if "一" <= word[0] <= "鿿" and not word.startswith(EXTREMES)
    }


def bound_over_base(text: str, left: int, quantity: Quantity) -> Consumed | None:
    """The comparator in front of the base noun of a share, or None where the figure has no base noun.

    Args:
        text: folded text of the document.
        left: where the piece of the quantity begins; the comparator is searched no further in front.
    """
    start = quantity.span.start
    if not text.endswith("的", left, start) or not quantity.written.unit.endswith(SHARES_AND_MULTIPLES):
        return None
    words = list(_pattern().finditer(text, max(left, start - REACH_OF_BASE), start))
    if not words or not BASE_NOUN.fullmatch(text, words[-1].end(), start):
        return None
    word = words[-1]
    group = _words()[word.group()]
    # 力争达到|全省平均水平的|90%: of what nothing tells
    if group.name in TO_A_LEVEL and (word.start() <= left or TIME_ALONE.fullmatch(text, word.end(), start)):
        return None
    return Consumed(Span(*word.span()), word.group(), group)


def in_base(mention: Mention, at: int) -> bool:
    """Whether `at` is within the base noun: 上年度 in 不低于上年度收入的55% dates what the figure is compared with."""
    over = mention.consumed[0] if mention.consumed else None
    start = mention.quantity.span.start
    return over is not None and over.span.end <= at < start and mention.text.endswith("的", over.span.end, start)

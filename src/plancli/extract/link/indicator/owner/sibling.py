"""A measure that goes with the one before it: 一般公共预算收入9亿元,|支出|12亿元 are of the same budget."""

from __future__ import annotations

from collections.abc import Iterator

from plancli.extract.context.mention import Mention
from plancli.extract.link.indicator.antecedent import antecedent
from plancli.extract.link.linked import Before, Noun, Origin
from plancli.lexicon.load import table
from plancli.lexicon.words import phrases
from plancli.native import ending

SHORTEST_OWNER = 2  # characters of an owner
MEASURES = phrases("nouns", "measures")
SIBLINGS: tuple[tuple[str, ...], ...] = tuple(tuple(group) for group in table("nouns")["siblings"]["groups"])


def of_sibling(mention: Mention, before: Before, noun: Noun) -> Noun | None:
    """市级一般公共预算收入612亿元,|支出|640亿元, 城区昼间达标率95%,|夜间达标率|83%: of the two one owner is said."""
    previous = antecedent(before) if noun.origin is Origin.FRONT and mention.same_sentence else None
    if previous is None or previous.noun is None or previous is not before[-1]:
        return None
    name = previous.noun.phrase
    for other in _others(noun.phrase):
        owner = name.removesuffix(other)
        # 可支配收入 is a term as a whole: nobody has 可支配支出
        if owner != name and len(owner) >= SHORTEST_OWNER and len(ending(name, MEASURES)) <= len(other):
            return Noun(owner + noun.phrase, noun.span, "of_sibling", noun.origin, noun.flow, owner + noun.phrase)
    return None


def _others(name: str) -> Iterator[str]:
    """收入总量 of 支出总量: the name with another measure of its group where it has one."""
    for group in SIBLINGS:
        own = next((word for word in group if name.startswith(word)), "")
        if own:
            yield from (word + name.removeprefix(own) for word in group if word != own)

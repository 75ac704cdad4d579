"""What more is earned: 农民|增收|2000元, 户均|增收|800元. Who earns it alone measures nothing."""

from __future__ import annotations

from plancli.extract.context.mention import Mention
from plancli.extract.link.linked import Before, Noun, Origin
from plancli.lexicon.words import either, only_word, phrases
from plancli.patterns import lazy

EARNS = only_word("classes", "earning_more")
MEASURES = phrases("nouns", "measures")
OF_YEAR = "年"
# 户|均年|增收: its end was taken for an adverb
PER_EACH = lazy(rf"(?P<each>{either('classes', 'measures_each')}){OF_YEAR}?")
LONGEST_EACH = 4  # characters


def of_earning(mention: Mention, _: Before, noun: Noun) -> Noun | None:
    """带动农户户均|增收|2600元: whose income grows is named with its growing."""
    earns = next((word for word in mention.consumed if word.word == EARNS), None)
    if earns is None or noun.origin is not Origin.FRONT or noun.phrase.endswith(MEASURES):
        return None
    name = noun.phrase.removesuffix(OF_YEAR)
    start = max(noun.span.start, earns.span.start - LONGEST_EACH)
    ends = (PER_EACH.fullmatch(mention.text, at, earns.span.start) for at in range(start, earns.span.start))
    if each := next((found["each"] for found in ends if found), ""):
        name = name if name.endswith(each) else name.removesuffix(each[:-1]) + each
    return Noun(name + EARNS, noun.span, "of_earning", noun.origin, noun.flow, noun.head)

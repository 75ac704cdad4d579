"""The place that a document is about, at the head of a name: 梓安市|耕地保有量, in the plan of 梓安市."""

from __future__ import annotations

from plancli.extract.context.mention import Mention
from plancli.lexicon.words import phrases
from plancli.patterns import lazy

PLACE = lazy(r"(?P<place>[一-鿿]{2,6}?[省市县区州盟旗])(?=[^级属内外域辖区、]..)")
MEASURE_ENDS = (*phrases("nouns", "measures"), *phrases("classes", "rates"))


def without_own_place(mention: Mention, phrase: str) -> str:
    """A measure without the place that its document has in the title; which place it is says the column of regions.

    Things keep it: 梓安市第一医院 is no other hospital's name.

    Args:
        phrase: a name, folded.
    """
    found = PLACE.match(phrase) if phrase.endswith(MEASURE_ENDS) else None
    return phrase[found.end() :] if found and found["place"] in mention.part.inner.title else phrase

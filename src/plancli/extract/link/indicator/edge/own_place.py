"""The place that a document is about, at the head of a name: 梓安市|耕地保有量, in the plan of 梓安市."""

from __future__ import annotations

from plancli.extract.context.mention import Mention
from plancli.lexicon.words import either, phrases
from plancli.patterns import lazy

PLACE_END = lazy(rf"(?<=..){either('classes', 'region_signs')}(?=[^级属内外域辖区、]..)")
LONGEST_OWN_PLACE = 24  # characters of a place with those that it lies in
MEASURE_ENDS = (*phrases("nouns", "measures"), *phrases("classes", "rates"))


def without_own_place(mention: Mention, phrase: str) -> str:
    """A measure without the region of its document as the title says it; the column of regions says which it is.

    Things keep it (梓安市第一医院 is no other hospital's name), and no other words of a title are a place, though they
    end like one: 中心城区, 工业园区.

    Args:
        phrase: a name, folded.
    """
    region = mention.context.document.head.region
    if not region or not phrase.endswith(MEASURE_ENDS):
        return phrase
    title = mention.part.inner.title or ""
    ends = (found.end() for found in PLACE_END.finditer(phrase, 0, LONGEST_OWN_PLACE))
    own = next((end for end in ends if _is_region(phrase[:end], region) and phrase[:end] in title), 0)
    return phrase[own:]


def _is_region(place: str, region: str) -> bool:
    """湖南省湘潭市 for 湘潭市, and short names as well: 恩施州 for 恩施土家族苗族自治州."""
    return place.endswith(region) or (place[-1] == region[-1] and region.startswith(place[:-1]))

"""What a zone has: behind 高新区产值500亿元, 税收收入 in the same sentence is the zone's, not the region's."""

from __future__ import annotations

from plancli.extract.context.mention import Mention
from plancli.extract.link.linked import Before, Linked, Noun, Origin
from plancli.lexicon.words import either, pattern, phrases
from plancli.patterns import lazy

NAMED = f"(?:[^、的和与及等]|及以上){{0,12}}?{either('classes', 'zones_end')}区?"  # 省级及以上园区
ZONE = lazy(rf"(?P<zone>{NAMED})(?P<measure>[^、]{{2,}})")
OF_ZONES = frozenset(phrases("nouns", "of_zones"))
ZONE_MEASURES = (*phrases("nouns", "measures"), *OF_ZONES)
OF_REGION = lazy(either("nouns", "region_noise"))
NAMES_REGION = lazy(rf"(?<!占)(?:{OF_REGION.pattern})")  # of 占全市比重 the whole is the region
# 生产总值, 居民收入, 粮食产量: what a zone shares with no row
REGIONAL = pattern("classes", "regional_measures")
ENDS_SUBJECT = lazy("[;:。]")


def of_zone(mention: Mention, before: Before, noun: Noun) -> Noun | None:
    """高新区工业总产值突破500亿元,|税收收入|增长8%: a zone is spoken of until another one, or the region, is named."""
    previous = before[-1] if before and mention.same_sentence else None
    if previous is not None and noun.origin is Origin.ROW:
        owner = _zone_of_row(mention, previous, noun)
        return Noun(owner + noun.phrase, noun.span, "of_zone", noun.origin, noun.flow, noun.head) if owner else None
    if previous is None or previous.noun is None or noun.origin not in (Origin.FRONT, Origin.BEHIND):
        return None
    zone = ZONE.match(previous.noun.phrase)
    # 3个港区规划调整获批, behind its figure, is no subject that goes on
    goes_on = previous.noun.origin is not Origin.BEHIND and mention.left <= previous.mention.right + 1
    if zone is None or not goes_on or noun.phrase not in OF_ZONES or not zone["measure"].endswith(ZONE_MEASURES):
        return None
    # the zone is spoken of from the beginning: 全县生产总值300亿元,园区产值占比70%,税收收入… is of the county
    low, figure = mention.sentence.start, mention.quantity.span.start
    own = (one.noun for one in before if one.mention.sentence.start == low)
    others = any(one is None or not one.phrase.startswith(zone["zone"]) for one in own)
    if others or OF_REGION.search(mention.text, low, figure):
        return None
    if ENDS_SUBJECT.search(mention.text, previous.mention.behind, figure):
        return None
    name = zone["zone"] + noun.phrase
    return Noun(name, noun.span, "of_zone", noun.origin, noun.flow, name)


def _zone_of_row(mention: Mention, previous: Linked, noun: Noun) -> str:
    """省级园区 of 省级园区总收入、|亩均税收|分别增长15%、9%: the first name of a row says whose all of it are."""
    first = previous.noun if mention.listed else None
    zone = ZONE.match(first.phrase) if first is not None and first.origin is Origin.ROW else None
    if zone is None or not (zone["measure"].endswith(ZONE_MEASURES) and noun.phrase.endswith(ZONE_MEASURES)):
        return ""
    if noun.phrase.startswith(zone["zone"]) or REGIONAL.search(noun.phrase) or ZONE.match(noun.phrase):
        return ""
    if NAMES_REGION.search(mention.text, mention.sentence.start, mention.quantity.span.start):
        return ""
    return zone["zone"]


def of_all(first: Mention, name: str) -> str:
    """规上工业产值 of 经开区规上工业产值 where the next row begins with 全市: what is said of the region is no zone's.

    Args:
        first: the first figure of the row.
        name: as the row before dealt it out, folded.
    """
    zone = ZONE.match(name)
    said = zone and OF_REGION.search(first.text, first.left, first.before_end)
    return zone["measure"] if zone and said else name

"""Whose figure it is: the document's region, unless the statement names another place as the owner of its indicator.

A place inside a name (武汉城市圈), behind a preposition (在武汉建设…) or in a comparison (居全国第一) owns nothing.
"""

from __future__ import annotations

from plancli.lexicon.indicators import Index, forms, index
from plancli.lexicon.regions import (
    NATION,
    Region,
    RegionMention,
    ancestors,
    by_code,
    by_name,
    candidates,
    find_names,
    name_at,
)
from plancli.lexicon.words import phrases
from plancli.model import Answer, Document, Span, Target

FIELD = "region"
OPENING = ("“", "《", "（", "(")
SHORT_NAME = 2  # characters: 东区, 城区 are no name by which a place is known everywhere
OWNER_WINDOW = 12  # the longest name of a place that comes right before an indicator
# Before a place: it is a location, a partner or a yardstick, or one of several; not the owner.
NO_OWNER = ("、", *phrases("classes", "no_owner_before"))


def home(document: Document) -> Region | None:
    """The document's own region: by its code, or by its name where it is an area or a group, which have no code."""
    head = document.head
    if head.region_code:
        return by_code(head.region_code, head.horizon_year) or by_code(head.region_code)
    return by_name(head.region) if head.region else None


def told_as(found: Answer) -> tuple[str | None, str | None, Answer]:
    """Name, code, and the answer with the name as its value, of an answer that holds a region."""
    place: Region | None = found.value
    name, code = (place.name, place.code or None) if place else (None, None)
    return name, code, Answer(name, found.rule, found.span)


def answer(target: Target, source: Document, own: Region | None, named: bool, extra: Index | None = None) -> Answer:
    """The region of one target, and the rule that decided it.

    Args:
        target: the record; `own` is the region of its `source` (`home`).
        named: whether the lexicon knows the indicator: only then what comes before it is an owner and no part of a
            longer name.
        extra: the user's own indicators.
    """
    if target.table is not None and (said := dict(target.answers).get(FIELD)) is not None:
        return at_head_of_column(said, own, source.head.horizon_year)
    found = _owner(target, source, own, extra) if named else None
    if found is None or (own is not None and found.value is not None and found.value.name == own.name):
        return document(own) if own else unknown()
    return found


def at_head_of_column(said: Answer, own: Region | None, on: int | None) -> Answer:
    """The place that the head of a column names, `said` as it is written: 全市 is the document's `own` or one above it,
    西湖区 one that is known, and any other is what it is called, without a code; `on` is the year of names that count.
    """
    name = str(said.value)
    if name.startswith("全"):
        place = next((one for one in _with_ancestors(own) if one.name.endswith(name[1:])), own)
    else:
        place = _beside(name, own, on) or Region("", name, name, "", "", 0, None, "")
    return Answer(place, said.rule, said.span)


def _beside(name: str, own: Region | None, on: int | None) -> Region | None:
    """The one place of this name inside of `own`; elsewhere one that a name alone is enough to tell."""
    found = candidates(name, own.code, on) if own and own.code else ()
    if not found:
        # 东区 of a city that the lexicon does not divide is no 东区 of another one
        told = (one for one in candidates(name, on=on) if own is None or one.level in ("nation", "province", "city"))
        found = tuple(told) if len(name) > SHORT_NAME else ()
    return found[0] if len(found) == 1 else None


def _with_ancestors(own: Region | None) -> list[Region]:
    """A region and those above it, nearest first."""
    above = [by_code(code) for code in ancestors(own)] if own else []
    return [region for region in (own, *above) if region is not None]


def document(own: Region) -> Answer:
    """The region of the document, its `own`."""
    return Answer(own, "document")


def unknown() -> Answer:
    """The document names no region of its own."""
    return Answer(None, "unknown")


def _owner(target: Target, source: Document, home: Region | None, extra: Index | None) -> Answer | None:
    """The first rule that finds an owner: the first word of the indicator itself, or the word right in front of it."""
    on = source.head.horizon_year
    return _first_of_indicator(target, home, on, extra) or place_in_front(target, source, home, on)


def _first_of_indicator(target: Target, home: Region | None, on: int | None, extra: Index | None) -> Answer | None:
    """武汉地区生产总值, 全国城镇调查失业率: a place before a name that the lexicon knows without it."""
    mention = name_at(target.indicator, 0, on)
    # the place alone measures nothing
    if mention is None or mention.end == len(target.indicator) or _part_of_name(mention.name, target.indicator, extra):
        return None
    place = _one(mention, home)
    return place_before_indicator(place) if place else ambiguous_place()


def place_before_indicator(place: Region) -> Answer:
    """武汉地区生产总值: a `place` before a name that the lexicon knows without it."""
    return Answer(place, "place_before_indicator")


def ambiguous_place() -> Answer:
    """A name that several places have owns nothing."""
    return Answer(None, "ambiguous_place")


def _part_of_name(place: str, indicator: str, extra: Index | None) -> bool:
    """全国重点实验室 is a name of its own: its 全国 is no place."""
    names = [form for form in forms(indicator) if form.startswith(place)]
    return any(known is not None and form in known.names for known in (extra, index()) for form in names)


def place_in_front(target: Target, source: Document, home: Region | None, on: int | None) -> Answer | None:
    """我国数字经济核心产业增加值…, 全国粮食产量…: a place that ends where the indicator begins, and owns it; `on` is
    the year whose names of places count."""
    at = source.text.rfind(target.indicator, target.quote.start, target.span.start)
    if at < 0:
        return None
    start = max(target.quote.start, at - OWNER_WINDOW)  # right in front, within the sentence
    before = source.text[start:at].removesuffix("的")
    mention = next((mention for mention in find_names(before, on) if mention.end == len(before)), None)
    if mention is None or (mention.start and before[mention.start - 1] in NO_OWNER):
        return None
    place = _one(mention, home)
    if place is None or _within_name(source.text, start + mention.start):
        return None
    return Answer(place, "place_in_front", Span(start + mention.start, start + mention.end))


def _within_name(text: str, start: int) -> bool:
    """Whether the place is inside quotation marks or a title that opened right before it."""
    return text[max(0, start - 1) : start] in OPENING


def _one(mention: RegionMention, home: Region | None) -> Region | None:
    """The one place meant: the only bearer of the name, the document's own, or the only one inside that."""
    if len(mention.regions) == 1:
        return mention.regions[0]
    if home in mention.regions:
        return home
    inside = [region for region in mention.regions if home and home.code in ancestors(region)]
    return inside[0] if len(inside) == 1 and home and home.code != NATION else None

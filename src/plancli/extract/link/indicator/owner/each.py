"""Figures that hold for each: 每个县(市)培育|主导产业链1-3个."""

from __future__ import annotations

import re

from plancli.extract.context.mention import Mention
from plancli.extract.context.money import is_money
from plancli.extract.context.period_scope import OF_WHICH
from plancli.extract.link.indicator.counted import NO_CLASSIFIERS
from plancli.extract.link.indicator.lead import lead_at, strip_front
from plancli.extract.link.indicator.tidy import tidy
from plancli.extract.link.linked import Before, Noun, Origin
from plancli.lexicon.words import either, predicates
from plancli.patterns import lazy
from plancli.segment.clauses import CLAUSE_MARKS

FEW = 5  # of 1家以上 for each county; 300家以上 may be the sum
EVERY = "每"
ALL = "各"
SHORTEST = 2  # characters of what each has
# 每个旗县市(区)|至少办好, 各县区|打造: places, and what has a place; 各类, 各项 sum up kinds.
EACH = lazy(
    rf"""
    (?: (?P<every> 每 (?: [个座所家户] | (?=[县市乡镇村校]) )) | 各 )
    [一-鿿]{{0,6}}? {either("classes", "each_place")}+
    (?: 的[市县] )?  # 每个设区的市
    (?: \( [^()]{{1,8}} \) )?
    (?: 、[一-鿿]{{0,6}} {either("classes", "each_place")}+ )?  # 各县区、市管园区
    """,
    re.VERBOSE,
)


def of_each(mention: Mention, before: Before, noun: Noun) -> Noun | None:
    """每个县(市)至少培育|2条产业链: the number is not that of all together."""
    text, words, figure = mention.text, mention.context.words, mention.quantity.span.start
    unit = mention.quantity.written.unit
    if mention.quantity.form != "number" or unit in NO_CLASSIFIERS or is_money(unit):
        return None
    clause = words.behind_last(CLAUSE_MARKS, mention.sentence.start, figure)
    if text.find(EVERY, clause, figure) < 0 and text.find(ALL, clause, figure) < 0:
        whole = _part_of(mention, before) if noun.origin in (Origin.FRONT, Origin.BEHIND) else ""
        return Noun(whole + noun.phrase, noun.span, "of_each", noun.origin, noun.flow, noun.phrase) if whole else None
    found = next(reversed(list(EACH.finditer(text, clause, figure))), None)
    if found is None or not words.spans(*found.span()):
        return None
    stripped = strip_front(mention.context, found.end(), max(found.end(), mention.before_end))
    led = stripped.words or lead_at(mention.context, found.end(), figure)
    if not led and not predicates().starting(text, found.end(), figure):
        return None
    # 各县区新增就业3万人 may be the sum: a range holds for each, and so does 1家以上
    written = mention.quantity.written
    few = mention.comparator_behind is not None and written.value <= FEW and len(unit) == 1
    if found["every"] is None and written.value_max is None and not few:
        return None
    if noun.origin not in (Origin.FRONT, Origin.BEHIND):
        return None
    # 社区食堂|每个街道|建成2个: where each has some is behind what it has
    phrase, flow = noun.phrase.removesuffix(found.group()) or noun.phrase, noun.flow
    place = found.group().removeprefix(ALL)
    if phrase.startswith((found.group(), place)):  # 每个县|培育|龙头企业, 各|乡镇打造示范村
        phrase, flow = tidy(text[stripped.start : mention.before_end]), flow or stripped.flow
        if not stripped.words or len(phrase) < SHORTEST or not noun.phrase.endswith(phrase):
            return None
    return Noun(found.group() + phrase, noun.span, "of_each", noun.origin, flow, phrase)


def _part_of(mention: Mention, before: Before) -> str:
    """每个载体 of 每个载体新落地项目50个,其中10亿元以上项目|5个: what holds for each holds for a part of it."""
    own = (one for one in reversed(before) if one.mention.quantity.written.unit == mention.quantity.written.unit)
    whole = next(own, None) if mention.same_sentence else None
    noun = whole.noun if whole is not None else None
    if whole is None or noun is None or not noun.phrase.endswith(noun.head) or noun.phrase == noun.head:
        return ""
    between = mention.text[whole.mention.behind : mention.left + len(OF_WHICH)]
    each = EACH.fullmatch(noun.phrase.removesuffix(noun.head))
    return each.group() if each is not None and (OF_WHICH in between or mention.listed) else ""

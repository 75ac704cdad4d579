"""Figures that hold for each: 每个县(市)培育|主导产业链1-3个."""

from __future__ import annotations

import re

from plancli.extract.context.mention import Mention
from plancli.extract.context.money import is_money
from plancli.extract.link.indicator.counted import NO_CLASSIFIERS
from plancli.extract.link.indicator.lead import lead_at
from plancli.extract.link.linked import Before, Noun, Origin
from plancli.lexicon.words import either, predicates
from plancli.patterns import lazy
from plancli.segment.clauses import CLAUSE_MARKS

# 每个旗县市(区)|至少办好, 各县区|打造: places, and what has a place; 各类, 各项 sum up kinds.
EACH = lazy(
    rf"""
    (?: (?P<every> 每 (?: [个座所家] | (?=[县市乡镇村校]) )) | 各 )
    [一-鿿]{{0,6}}? {either("classes", "each_place")}+
    (?: 的[市县] )?  # 每个设区的市
    (?: \( [^()]{{1,8}} \) )?
    """,
    re.VERBOSE,
)


def of_each(mention: Mention, _: Before, noun: Noun) -> Noun | None:
    """每个县(市)至少培育|2条产业链: the number is not that of all together."""
    text, words, figure = mention.text, mention.context.words, mention.quantity.span.start
    unit = mention.quantity.written.unit
    if mention.quantity.form != "number" or unit in NO_CLASSIFIERS or is_money(unit):
        return None
    clause = words.behind_last(CLAUSE_MARKS, mention.sentence.start, figure)
    if text.find("每", clause, figure) < 0 and text.find("各", clause, figure) < 0:
        return None
    found = next(reversed(list(EACH.finditer(text, clause, figure))), None)
    if found is None or not words.spans(*found.span()):
        return None
    if not lead_at(mention.context, found.end(), figure) and not predicates().starting(text, found.end(), figure):
        return None
    # 各县区新增就业3万人 may be the sum: a range holds for each
    if found["every"] is None and mention.quantity.written.value_max is None:
        return None
    if noun.origin not in (Origin.FRONT, Origin.BEHIND) or noun.phrase.startswith(found.group()):
        return None
    return Noun(found.group() + noun.phrase, noun.span, "of_each", noun.origin, noun.flow, noun.phrase)

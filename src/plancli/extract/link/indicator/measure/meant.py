"""Whom or where what was named before is for: 其中|面向新市民|500套 of homes, 每个村|不少于3名 of those trained."""

from __future__ import annotations

from plancli.extract.context.mention import Mention
from plancli.extract.context.period_scope import OF_WHICH
from plancli.extract.link.indicator.antecedent import antecedent
from plancli.extract.link.indicator.behind_figure import counts_things
from plancli.extract.link.indicator.owner.each import EACH
from plancli.extract.link.indicator.owner.topic import of_clause_before
from plancli.extract.link.linked import Before, Noun, Origin
from plancli.lexicon.words import phrases

MEANT_FOR = phrases("classes", "meant_for")
OF = "的"


def of_those_meant(mention: Mention, before: Before, noun: Noun) -> Noun | None:
    """保障性租赁住房800套,其中|面向新市民|500套: a part told by whom it is for is one of what was counted."""
    if noun.origin is not Origin.FRONT or not noun.phrase.startswith(MEANT_FOR) or OF in noun.phrase:
        return None
    whole = antecedent(before) if mention.same_sentence and counts_things(mention) else None
    if whole is None or whole.noun is None or whole.mention.quantity.written.unit != mention.quantity.written.unit:
        return None
    if not mention.listed and not mention.text.startswith(OF_WHICH, mention.left):
        return None
    head = whole.noun.head.rpartition(OF)[2]
    if head.startswith(MEANT_FOR):
        return None
    return Noun(noun.phrase + OF + head, noun.span, "of_those_meant", noun.origin, noun.flow, whole.noun.head)


def for_each_place(mention: Mention, _: Before, noun: Noun) -> Noun | None:
    """培育“法律明白人”,|每个行政村|不少于3名: what each place has is named in the clause before."""
    if noun.origin is not Origin.FRONT or not counts_things(mention) or EACH.fullmatch(noun.phrase) is None:
        return None
    thing = of_clause_before(mention)
    name = noun.phrase + thing
    return Noun(name, noun.span, "for_each_place", noun.origin, noun.flow, thing) if thing else None

"""Whose a general noun is: the topic's, the park's that the sentence is about, that of what is in front of it."""

from __future__ import annotations

from collections.abc import Callable

from plancli.extract.context.mention import Mention
from plancli.extract.context.money import is_money
from plancli.extract.link.indicator import phrase as cut
from plancli.extract.link.indicator.counted import NO_CLASSIFIERS
from plancli.extract.link.indicator.owner.covered import of_covering
from plancli.extract.link.indicator.owner.deed import disposal, of_deed, of_lawmaking
from plancli.extract.link.indicator.owner.doer import of_doer
from plancli.extract.link.indicator.owner.each import of_each
from plancli.extract.link.indicator.owner.echo import of_echo
from plancli.extract.link.indicator.owner.examples import of_examples
from plancli.extract.link.indicator.owner.issued import of_issued
from plancli.extract.link.indicator.owner.place import of_place
from plancli.extract.link.indicator.owner.settlement import of_settlement
from plancli.extract.link.indicator.owner.sibling import of_sibling
from plancli.extract.link.indicator.owner.spending import of_spending
from plancli.extract.link.indicator.owner.title import of_title
from plancli.extract.link.indicator.owner.topic import (
    LONGEST,
    SHORTEST,
    announced,
    joined,
    lacks_owner,
    of_clause_before,
    says_more,
)
from plancli.extract.link.indicator.owner.whole import of_whole
from plancli.extract.link.indicator.owner.zone import of_zone
from plancli.extract.link.indicator.shared_name import BARE_NAMES
from plancli.extract.link.linked import Before, Noun, Origin
from plancli.lexicon.words import either, phrases, prenominal_words
from plancli.patterns import lazy

OwnerRule = Callable[[Mention, Before, Noun], Noun | None]
"""Takes the mention, what was found before it, and what it measures; returns that with its owner, or None where the
text names none, or the name itself does."""
UNCOUNTED = NO_CLASSIFIERS | {"年"}
OWN_ALL = phrases("classes", "parks_end")
PLACES = phrases("classes", "named_by_region")
LISTED = lazy("[、和及等的各每]")
OTHER_PLACE = lazy(rf"[^的、]{{0,6}}?(?:{either('classes', 'zones_end')}|{either('classes', 'parts_of_region')})")


def of_announced(mention: Mention, _: Before, noun: Noun) -> Noun | None:
    """经开区要加快建设,力争|规上企业达到20家: what a park or a group of firms shall have is not the region's."""
    if noun.origin not in (Origin.FRONT, Origin.BEHIND) or mention.quantity.form == "rank":
        return None
    topic = announced(mention)
    if not topic or topic[-1] not in OWN_ALL or noun.phrase.startswith(topic[:SHORTEST]):
        return None
    if OTHER_PLACE.match(noun.phrase):  # 高新区加快建设,|滨江经开区引进企业30家
        return None
    name = topic + noun.phrase
    return Noun(name, noun.span, "of_announced", noun.origin, noun.flow, name)


def of_front(mention: Mention, _: Before, noun: Noun) -> Noun | None:
    """加强省级产业集群|4个|核心区建设: a general noun behind its figure takes the name right in front of it."""
    if noun.origin is not Origin.BEHIND or mention.consumed or not _lacks_owner(mention, noun):
        return None
    if LISTED.search(mention.text, mention.left, mention.quantity.span.start):
        return None
    front, _stripped = cut.before(mention.context, mention.left, mention.before_end)
    verb = prenominal_words().ending(front, 0, len(front))
    # 5个|点位36项|任务: two characters name what was counted before rather than an owner
    if not SHORTEST < len(front) <= LONGEST or front[-1] in PLACES or (verb and verb[1].verb) or says_more(front):
        return None
    name = joined(front, noun.phrase)
    return Noun(name, noun.span, "of_front", noun.origin, noun.flow, name)


def of_topic(mention: Mention, _: Before, noun: Noun) -> Noun | None:
    """实施“绿韵”创建行动,建成20个|示范片区: a general noun takes the topic of the clause before."""
    bare = noun.origin is Origin.ROW and noun.phrase in BARE_NAMES  # 力争产值、出口分别增长
    if not bare and (noun.origin not in (Origin.FRONT, Origin.BEHIND) or not _lacks_owner(mention, noun)):
        return None
    topic = of_clause_before(mention)
    if not topic:
        return None
    name = joined(topic, noun.phrase)
    deed = "" if bare else disposal(mention, noun)  # 整治印染行业,|关停|企业20家
    name = name if deed in topic else deed + name
    return Noun(name, noun.span, "of_topic", noun.origin, noun.flow, name)


def _lacks_owner(mention: Mention, noun: Noun) -> bool:
    unit = mention.quantity.written.unit
    counted = mention.quantity.form == "number" and unit not in UNCOUNTED and not is_money(unit)
    return counted and lacks_owner(noun.phrase)


RULES: tuple[OwnerRule, ...] = (
    of_whole,
    of_each,
    of_place,
    of_sibling,
    of_settlement,
    of_zone,
    of_spending,
    of_announced,
    of_doer,
    of_issued,
    of_covering,
    of_front,
    of_topic,
    of_examples,
    of_lawmaking,
    of_echo,
    of_deed,
    of_title,
)

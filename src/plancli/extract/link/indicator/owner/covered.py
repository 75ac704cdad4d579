"""What covers the things counted: 推动物业服务覆盖300个|老旧小区, “三变”改革覆盖92%的|村."""

from __future__ import annotations

from plancli.extract.context.mention import Mention
from plancli.extract.link.indicator import phrase as cut
from plancli.extract.link.indicator.noun_end import behind
from plancli.extract.link.linked import Before, Noun, Origin
from plancli.lexicon.words import phrases
from plancli.native import ending

COVERS = phrases("classes", "covers")
SHORTEST, LONGEST = 3, 14  # characters of what covers


def of_covering(mention: Mention, _: Before, noun: Noun) -> Noun | None:
    """物业服务覆盖300个|老旧小区: of the things alone the figure would say how many there are."""
    text, figure = mention.text, mention.quantity.span.start
    if mention.before_end != figure or noun.origin not in (Origin.FRONT, Origin.BEHIND):
        return None
    covers = ending(text, COVERS, mention.left, figure)
    if not covers:
        return None
    things = noun.phrase if noun.origin is Origin.BEHIND else behind(mention.context, mention.behind, mention.right)
    if not things:
        return None
    what, _stripped = cut.before(mention.context, mention.left, mention.before_end - len(covers))
    if not SHORTEST <= len(what) <= LONGEST or what.endswith(COVERS):
        return None
    return Noun(what + covers + things, noun.span, "of_covering", noun.origin, noun.flow, noun.head)

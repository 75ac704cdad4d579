"""Whether rates of a list are those of villages or towns: 农村自来水普及率90%、|生活污水治理率|77%."""

from __future__ import annotations

from plancli.extract.context.mention import Mention
from plancli.extract.link.linked import Before, Noun, Origin
from plancli.lexicon.words import pattern, phrases
from plancli.patterns import lazy

RATE = "率"
SETTLEMENT = lazy(rf"(?:{pattern('classes', 'settlements').pattern})(?:\([^()]{{1,8}}\))?")
# Forests and jobs are those of the whole region, whatever was named before them.
UTILITIES = phrases("classes", "utilities")


def of_settlement(mention: Mention, before: Before, noun: Noun) -> Noun | None:
    """农村自来水普及率90%、|生活污水治理率|77%: of what each settlement has, a list names the settlements once."""
    previous = before[-1].noun if before and mention.listed and mention.same_sentence else None
    if previous is None or noun.origin not in (Origin.FRONT, Origin.ROW) or not noun.phrase.endswith(RATE):
        return None
    settlement = SETTLEMENT.match(previous.phrase)
    if settlement is None or not (previous.phrase.endswith(RATE) and noun.phrase.startswith(UTILITIES)):
        return None
    if not previous.phrase.startswith(UTILITIES, settlement.end()):  # 城镇化率, 农村公路列养率
        return None
    name = settlement.group() + noun.phrase
    return Noun(name, noun.span, "of_settlement", noun.origin, noun.flow, name)

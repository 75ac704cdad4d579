"""Where something is measured, said once for a list of rates: 农村供电可靠率达99%、|自来水普及率达90%."""

from __future__ import annotations

from plancli.extract.context.mention import Mention
from plancli.extract.link.linked import Before, Noun, Origin
from plancli.lexicon.words import either, phrases
from plancli.patterns import lazy

PLACE = lazy(rf"{either('classes', 'settlements')}(?!以上|[及和、])")
OF_A_PLACE = lazy("[农乡城县镇村市]")
RATE = "率"
SHARES = phrases("classes", "shares")
SIGN = 1  # characters between two items of a list


def of_place(mention: Mention, before: Before, noun: Noun) -> Noun | None:
    """农村供电可靠率达99%、|自来水普及率达90%: two rates of one list are of one kind of place."""
    if not noun.phrase.endswith(RATE) or noun.origin is not Origin.FRONT or not mention.same_sentence:
        return None
    previous = before[-1] if before and mention.quantity.written.unit in SHARES else None
    if previous is None or previous.noun is None or not previous.noun.phrase.endswith(RATE):
        return None
    if OF_A_PLACE.search(noun.phrase):
        return None
    place = PLACE.match(previous.noun.phrase)
    if place is None or noun.span.start - previous.mention.behind > SIGN:
        return None
    name = place.group() + noun.phrase
    return Noun(name, noun.span, "of_place", noun.origin, noun.flow, name)

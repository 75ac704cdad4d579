"""What is measured of a place that the figure has alone in front of it: 防洪标准达到50年,县级城市达到|20年."""

from __future__ import annotations

from plancli.extract.context.mention import Mention
from plancli.extract.link.indicator.antecedent import antecedent
from plancli.extract.link.indicator.behind_figure import counts_things
from plancli.extract.link.linked import Before, Noun, Origin
from plancli.lexicon.units import bare
from plancli.lexicon.words import either, only_word
from plancli.patterns import lazy
from plancli.segment.clause_words import ClauseWords

REGION_END = lazy(f"{either('classes', 'bracketed_places')}|{either('classes', 'region_signs')}")
PLACE = lazy(rf"[^、的]{{0,6}}(?:{REGION_END.pattern})|{either('nouns', 'territory')}")
SOME_PLACES = lazy("[各每两二三四五六七八九十]")
TOWNS, COUNTRY = only_word("classes", "cities"), only_word("classes", "countryside")
SHORTEST = 2  # characters of a measure


def of_place(mention: Mention, before: Before, noun: Noun) -> Noun | None:
    """充电站312座,西部五镇只有|27座: of a place alone, what was measured right before it."""
    if noun.origin is not Origin.FRONT or noun.flow or not mention.consumed or not is_place(noun.phrase):
        return None
    # 示范区达到20个: the places may themselves be counted, unless it is said how many or which there are
    if counts_things(mention) and not SOME_PLACES.search(noun.phrase):
        return None
    previous = antecedent(before) if mention.same_sentence and mention.quantity.form == "number" else None
    if previous is None or previous.noun is None or is_place(previous.noun.phrase):
        return None
    if bare(previous.mention.quantity.written.unit) != bare(mention.quantity.written.unit):
        return None
    # of 县城污水处理率, which another place took up before, only what was taken up
    phrase, head = previous.noun.phrase, previous.noun.head
    measured = head if phrase.endswith(head) else phrase.removeprefix(head)
    name = noun.phrase + behind_place(measured.removeprefix(TOWNS).removeprefix(COUNTRY))
    return Noun(name, noun.span, "of_place", noun.origin, noun.flow, noun.phrase)


def is_place(name: str) -> bool:
    """Whether a name is that of a place or of places and nothing else: 江北区, 西部五镇, 县级城市.

    Args:
        name: folded.
    """
    return PLACE.fullmatch(name) is not None


def behind_place(name: str) -> str:
    """防洪标准 of 中心城区防洪标准: a name without the place at its front; whole where none is there.

    Args:
        name: folded.
    """
    words = ClauseWords(name)
    ends = [found.end() for found in REGION_END.finditer(name, 0, len(name) - SHORTEST) if words.begins(found.end())]
    return name[ends[-1] :] if ends else name

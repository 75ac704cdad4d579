"""How many parts a text or a system consists of."""

from __future__ import annotations

import re

from plancli.extract.context.clause_places import piece_start
from plancli.extract.context.making import made
from plancli.extract.context.mention import Mention
from plancli.extract.link.linked import Named, Role, StatusAnswer
from plancli.lexicon.words import either, pattern, phrases, reach
from plancli.model import Span, Status
from plancli.patterns import lazy

COMPOSED = pattern("conditions", "composed")
COMPONENTS = lazy(
    rf"""
    (?:(?:共|和|、)?[0-9一二三四五六七八九十]+\ ?[个大项条类])?\ ?  # 4类|共25项|指标
    {either("classes", "main")}?
    (?:[^,;。:、0-9的]{{2,12}}的)?                              # 10项|体现本地特色的|指标
    (?:{pattern("conditions", "components").pattern})
    """,
    re.VERBOSE,
)
COMPOSES = lazy(f"[^,;。]{{1,14}}?{either('classes', 'made_up')}")
UNITS = frozenset(phrases("classes", "parts"))
UNITS_OF_TEXT = phrases("classes", "units_of_text")
COMPONENT_ENDS = " ,;:。!?、)(”构组"
REACH_OF_LISTING = reach("listing")


def composition(mention: Mention, named: Named) -> StatusAnswer | None:
    """指标体系分为4类25项指标, 由8个方面65项指标构成: of what the plan or the system consists."""
    if mention.quantity.written.unit not in UNITS or (mention.part.looks_back and not _of_text(mention)):
        return None
    text, start = mention.text, mention.quantity.span.start
    previous = named.previous
    if previous is not None and mention.same_sentence and previous.mention.behind == start:
        before = previous.status
        if before is not None and before.role is Role.COMPOSES:
            return before  # 共六章|32条
    # 分为 must be near: between it and the figure there may be the names of the parts, and no other verb
    verb = COMPOSED.search(text, max(piece_start(mention), start - REACH_OF_LISTING), start)
    if verb is not None and mention.quantity.written.unit in UNITS_OF_TEXT and _of_text(mention):
        return StatusAnswer(Status.OTHER, "composition", Span(*verb.span()))
    found = COMPONENTS.match(text, mention.behind)
    if found is None or not (
        text[found.end() : found.end() + 1] in COMPONENT_ENDS or mention.next_start == found.end()
    ):
        return None
    # 制定4类25项指标: something to be made, not a description of what exists
    if verb is None or made(mention, verb.end()):
        return None
    return StatusAnswer(Status.OTHER, "composition", Span(*verb.span()), role=Role.COMPOSES)


def composed_of(mention: Mention, named: Named) -> StatusAnswer | None:
    """由24颗卫星组成的星座, 由5个部分、21个子类构成: of how many parts something consists is said by the way."""
    before = named.previous.status if named.previous and mention.same_sentence else None
    goes_on = before is not None and before.value == Status.OTHER and before.role in (Role.ASIDE, Role.COMPOSES)
    if not goes_on and not mention.text.endswith("由", mention.left, mention.quantity.span.start):
        return None
    found = COMPOSES.match(mention.text, mention.behind, mention.sentence.end)
    return StatusAnswer(Status.OTHER, "composed_of", Span(*found.span()), role=Role.ASIDE) if found else None


def _of_text(mention: Mention) -> bool:
    """《方案》共5章28条: the text that is spoken of comes first."""
    start = mention.quantity.span.start
    return mention.text.rfind("》", piece_start(mention), start) >= 0

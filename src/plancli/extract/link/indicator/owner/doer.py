"""Who has what is counted behind a figure, where this is no region: “新芽计划”引进200家|企业 are those of the plan."""

from __future__ import annotations

from plancli.extract.context.mention import Mention
from plancli.extract.link.indicator.lead import lead_at
from plancli.extract.link.linked import Before, Noun, Origin
from plancli.lexicon.words import either, phrases
from plancli.patterns import lazy
from plancli.segment.clauses import CLAUSE_MARKS

DOER_ENDS = phrases("classes", "doers_end")
DO = phrases("classes", "doers_do")
DID = lazy(rf"{either('classes', 'done_so_far')}*{either('classes', 'doers_do')}$")
DOER = lazy("[^,;:。、0-9的]{3,24}")
NOBODY_KNOWN = lazy("[全我本各]")  # 全区, 各园区
TELLS_HOW = lazy("[依通在由]")  # 依托, 通过: not who does it


def of_doer(mention: Mention, _: Before, noun: Noun) -> Noun | None:
    """“新芽计划”累计引进200家|企业, 示范区新推出18项|制度成果: a park, a plan has them, not the region."""
    text, words, figure = mention.text, mention.context.words, mention.quantity.span.start
    if noun.origin is not Origin.BEHIND or not text.endswith(DO, mention.left, figure):
        return None
    start = words.behind_last(CLAUSE_MARKS, mention.sentence.start, figure)
    verb = DID.search(text, start, figure)
    if verb is None or not text.endswith(DOER_ENDS, start, verb.start()) or not words.begins(verb.start()):
        return None
    if DOER.fullmatch(text, start, verb.start()) is None or NOBODY_KNOWN.match(text, start):
        return None
    if TELLS_HOW.match(text, start) or lead_at(mention.context, start, verb.start()):
        return None  # 支持|平台引进30家: who does it is not said
    name = text[start : verb.start()] + noun.phrase
    return Noun(name, noun.span, "of_doer", noun.origin, noun.flow, name)

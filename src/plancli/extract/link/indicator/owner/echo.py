"""What a measure takes up that was said right before: 游客投诉当日受理,|投诉办结率|95% is that of 游客投诉."""

from __future__ import annotations

from plancli.extract.context.mention import Mention
from plancli.extract.link.indicator import phrase as cut
from plancli.extract.link.indicator.noun_end import behind
from plancli.extract.link.indicator.owner.topic import says_more
from plancli.extract.link.linked import Before, Noun, Origin
from plancli.lexicon.words import either, pattern
from plancli.patterns import lazy
from plancli.segment.clauses import CLAUSE_MARKS, line_start

ECHOED_SIZE = 2  # characters of what is taken up
LEAST, MOST = 2, 14  # characters of an owner
# 清偿|率, 投诉|办结率, 审批|时限: what is done, and a measure that any deed has.
MEASURED_DEED = lazy(
    rf"(?:{pattern('nouns', 'disposals').pattern}|{pattern('nouns', 'activities').pattern}|{either('nouns', 'echoed')})"
    rf"(?:\([^()]*\))?{either('nouns', 'deed_rates')}"
)
OBJECT_END = lazy(r"[0-9,;。、:约超近]|$")


def of_echo(mention: Mention, _: Before, noun: Noun) -> Noun | None:
    """游客投诉…,|投诉办结率|95%; 消失文物316处,|消失率|2.1%: a measure is of what the same word was said of before."""
    name, text = noun.phrase, mention.text
    if noun.origin is not Origin.FRONT or MEASURED_DEED.fullmatch(name) is None:
        return None
    said, words = name[:ECHOED_SIZE], mention.context.words
    start = noun.span.start
    if not text.startswith(name, start) or not words.begins(start):
        return None
    floor = line_start(text, start)
    at = text.rfind(said, floor, start)
    while at >= 0:
        if words.begins(at) and (owner := _owner(mention, at, start)):
            name = owner + name
            return Noun(name, noun.span, "of_echo", noun.origin, noun.flow, name)
        at = text.rfind(said, floor, at)
    return None


def _owner(mention: Mention, at: int, end: int) -> str:
    """What a word is said of: in front of it in its clause, else behind it; empty where neither names anything."""
    context, text = mention.context, mention.text
    front, _ = cut.before(context, context.words.behind_last(CLAUSE_MARKS, line_start(text, at), at), at)
    if _told(front):
        return front
    stop = OBJECT_END.search(text, at + ECHOED_SIZE, end)
    thing = behind(context, at + ECHOED_SIZE, stop.start()) if stop else ""
    return thing if _told(thing) else ""


def _told(owner: str) -> bool:
    return LEAST <= len(owner) <= MOST and "的" not in owner and "、" not in owner and not says_more(owner)

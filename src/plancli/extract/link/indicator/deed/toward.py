"""What is done for counted people or in counted places: 为3万名|群众|提供就业服务, 在30个|村|实施改造工程."""

from __future__ import annotations

import re

from plancli.extract.context.mention import Mention
from plancli.extract.link.indicator.behind_figure import counts_things
from plancli.extract.link.indicator.lead import STRONG
from plancli.extract.link.indicator.noun_end import behind
from plancli.extract.link.indicator.phrase import LOOSE_ENDS
from plancli.extract.link.indicator.tidy import tidy
from plancli.extract.link.linked import Before, Noun, Origin
from plancli.lexicon.words import either, pattern, prenominal_words
from plancli.patterns import lazy
from plancli.segment.clause_words import ClauseWords

# 为|全市|超|3万名
TOWARD = lazy(
    rf"(?P<toward>{either('classes', 'toward')}){either('nouns', 'region_noise')}?{either('classes', 'near_figure')}?$"
)
DONE_FOR = lazy(rf"(?:{pattern('nouns', 'done_for').pattern})了?")
SHORTEST, LONGEST = 2, 60  # characters of what is done
NEW_SIGN = "新"


def done_for(mention: Mention, before: Before, noun: Noun) -> Noun | None:
    """为3万名|群众提供就业服务: the service is measured, in people that it is done for."""
    if noun.origin is Origin.FRONT:
        name = head = _given(mention, before)
    elif noun.origin is Origin.BEHIND and _toward(mention):
        head, name = _served(mention)
    else:
        return None
    return Noun(name, noun.span, "done_for", noun.origin, noun.flow, head) if name else None


def _toward(mention: Mention) -> bool:
    """Whether those are counted that something is done for."""
    if not counts_things(mention):
        return False
    toward = TOWARD.search(mention.text, mention.left, mention.quantity.span.start)
    return toward is not None and mention.context.words.spans(*toward.span("toward"))


def _deed(mention: Mention, start: int, end: int) -> re.Match[str] | None:
    words = mention.context.words
    found = DONE_FOR.finditer(mention.text, start + 1, end)
    return next((one for one in found if words.spans(*one.span())), None)


def _given(mention: Mention, before: Before) -> str:
    """为800家企业提供|贷款31亿元: what is given has a figure of its own."""
    previous = before[-1].mention if before else None
    if previous is None or not previous.behind <= mention.left <= previous.right or not _toward(previous):
        return ""
    verb = _deed(mention, mention.left, mention.before_end)
    name = tidy(mention.text[verb.end() : mention.before_end]) if verb else ""
    return name if len(name) >= SHORTEST else ""


def _served(mention: Mention) -> tuple[str, str]:
    """Those that something is done for, and their name with what is done; both empty where nothing is."""
    text, end = mention.text, mention.right
    verb = _deed(mention, mention.behind, end)
    if verb is None:
        return "", ""
    after, things = verb.end(), _without_manner(tidy(text[mention.behind : verb.start()]))
    deed = (
        behind(mention.context, after, end).removesuffix("不")
        if text[end : end + 1].isdigit()
        else tidy(text[after:end])
    )
    if not things or not SHORTEST <= len(deed) <= LONGEST or STRONG.match(deed):
        return "", ""
    return things, things + deed


def _without_manner(things: str) -> str:
    """村民|免费, 乡镇|分类: how it is done is said between those that it is done for and the verb."""
    words, end = ClauseWords(things), len(things.removesuffix(NEW_SIGN))
    while end > 1:
        how = prenominal_words().ending(things, 1, end)
        if how is not None and not how[1].verb and words.begins(end - len(how[0])):
            end -= len(how[0])
        elif loose := LOOSE_ENDS.search(things, 1, end):
            end = loose.start()
        else:
            break
    return things[:end]

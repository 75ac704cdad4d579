"""What comes of something for others: 救助资金9亿元,惠及|困难群众3万人 counts neither people nor money as such."""

from __future__ import annotations

from plancli.extract.context.mention import Mention
from plancli.extract.link.indicator import phrase as cut
from plancli.extract.link.indicator.antecedent import subject
from plancli.extract.link.indicator.behind_figure import counts_things
from plancli.extract.link.indicator.tidy import tidy
from plancli.extract.link.linked import Before, Noun, Origin
from plancli.lexicon.words import only_word, phrases

BENEFITS = phrases("nouns", "benefits")
SUPPORTED = frozenset(phrases("nouns", "generic"))
SUPPORT = only_word("classes", "supporting")
SHORTEST = 2


def of_benefit(mention: Mention, before: Before, noun: Noun) -> Noun | None:
    """救助资金9亿元,惠及|困难群众3万人: of whom how many have a benefit of it."""
    if not counts_things(mention):
        return None
    verb = _verb(mention, noun)
    if verb is None:
        return None
    start, end = verb
    things = noun.phrase if noun.origin is Origin.BEHIND else tidy(mention.text[end : mention.before_end])
    source = cut.before(mention.context, mention.left, start)[0] or subject(mention, before)
    if len(source) < SHORTEST and not things:
        return None
    name = (source if len(source) >= SHORTEST else "") + mention.text[start:end] + things
    return Noun(name, noun.span, "of_benefit", noun.origin, noun.flow, things or source)


def _verb(mention: Mention, noun: Noun) -> tuple[int, int] | None:
    """Where the verb is that leads from what helps to whom it helps."""
    text, left, figure = mention.text, mention.left, mention.quantity.span.start
    for word in BENEFITS:
        at = text.rfind(word, left, figure)
        if at >= 0 and mention.context.words.spans(at, at + len(word)):
            return at, at + len(word)
    # 专项资金3亿元、支持|项目5个: by what they are supported, where nothing else says which they are
    if noun.phrase in SUPPORTED and noun.origin is Origin.FRONT and text.startswith(SUPPORT, left):
        return left, left + len(SUPPORT)
    return None

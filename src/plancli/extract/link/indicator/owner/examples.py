"""Examples of what is counted by a general noun: 推进光伏支架、储能电池等45个|项目."""

from __future__ import annotations

from plancli.extract.context.mention import Mention
from plancli.extract.link.indicator import phrase as cut
from plancli.extract.link.indicator.counted import BUILT
from plancli.extract.link.linked import Before, Noun, Origin
from plancli.lexicon.words import phrases

SUCH_AS, NEXT_EXAMPLE = "等", "、"
PROJECTS = phrases("classes", "undertakings")
SHORTEST, LONGEST = 2, 30  # characters of all examples; of more the first is enough


def of_examples(mention: Mention, _: Before, noun: Noun) -> Noun | None:
    """光伏支架、储能电池等45个|项目建设: where nothing sums up which they are, the examples say it."""
    kind, figure = noun.phrase.removesuffix(BUILT), mention.quantity.span.start
    if noun.origin is not Origin.BEHIND or not mention.text.endswith(SUCH_AS, mention.left, figure):
        return None
    # 重点项目, 续建项目 say which they are
    if kind not in PROJECTS:
        return None
    told, _stripped = cut.before(mention.context, mention.left, figure - len(SUCH_AS))
    if len(told) > LONGEST:
        told = told.partition(NEXT_EXAMPLE)[0]
    if not SHORTEST <= len(told) <= LONGEST:
        return None
    return Noun(told + SUCH_AS + kind, noun.span, "of_examples", noun.origin, noun.flow, noun.head)

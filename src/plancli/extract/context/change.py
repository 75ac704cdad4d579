"""由A增至B: whether a figure is where a change starts."""

from __future__ import annotations

import re

from plancli.extract.context.mention import Consumed
from plancli.lexicon.words import phrases, reach
from plancli.model import Span

UP_TO = phrases("status", "reached")
BETWEEN = re.compile("^(?:以上|以下|左右|[ 的、,])*")
FROM_AFAR = re.compile("[由从自][^,;。、]{1,14}$")
FAR = reach("change")
FROM = phrases("predicates", "from")
BEHIND = 24  # characters: 提高到 follows soon


def starts_change(text: str, consumed: tuple[Consumed, ...], front: Span, behind: Span) -> bool:
    """Whether a figure is the A of 从A提高到B.

    Args:
        text: of the document.
        consumed: the predicate words in front of the figure.
        front: from where its piece of the clause begins to the figure.
        behind: from what follows the figure to the next figure.
    """
    near = any(word.word in FROM for word in consumed)
    if not near and not FROM_AFAR.search(text, max(front.start, front.end - FAR), front.end):
        return False
    following = text[behind.start : min(behind.end, behind.start + BEHIND)]
    return BETWEEN.sub("", following, count=1).startswith(UP_TO)

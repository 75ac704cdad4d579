"""由A增至B: whether a figure is where a change starts."""

from __future__ import annotations

from plancli.extract.context.mention import Consumed
from plancli.lexicon.words import either, phrases, reach
from plancli.model import Span
from plancli.patterns import lazy

UP_TO = phrases("status", "reached")
LEADING_FILLERS = lazy(f"^(?:{either('classes', 'bounds_behind')}|[ 的、,])*")
FROM_AFAR = lazy("[由从自][^,;。、]{1,14}$")
REACH_OF_CHANGE = reach("change")
FROM = frozenset(phrases("predicates", "from"))
ROW_OF_FIGURES = lazy("(?:[、和与] ?[0-9][0-9.,]*[^0-9、和与,;。提增]{1,4})+")  # 从209元|、280元提高到
FROM_ROW = lazy("[由从][^,;。到至]{1,30}[、和与] ?$")
ROW = 40  # characters: a row of two or three figures
REACH_BEHIND = 24  # characters: 提高到 follows soon


def starts_change(text: str, consumed: tuple[Consumed, ...], front: Span, behind: Span) -> bool:
    """Whether a figure is the A of 从A提高到B.

    Args:
        text: of the document.
        consumed: the predicate words in front of the figure.
        front: from where its piece of the clause begins to the figure.
        behind: from what follows the figure to the next figure.
    """
    near = any(word.word in FROM for word in consumed)
    bare = not text[front.start : front.end].strip()
    if bare and FROM_ROW.search(text, max(front.start - ROW, 0), front.start):
        near = True  # 从209元、|280元提高到
    if not near and not FROM_AFAR.search(text, max(front.start, front.end - REACH_OF_CHANGE), front.end):
        return False
    following = text[behind.start : min(behind.end, behind.start + REACH_BEHIND)]
    if LEADING_FILLERS.sub("", following, count=1).startswith(UP_TO):
        return True
    row = ROW_OF_FIGURES.match(text, behind.start, behind.start + ROW)
    return row is not None and text.startswith(UP_TO, row.end())

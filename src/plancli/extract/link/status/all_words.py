"""What all the words of a sentence say of its figure, where no word alone decides: promise, achievement or neither.

`status_words.txt` has three weights for each fact, in hundredths of natural logarithms: how much it says for a target,
an actual value, and neither. `tools/train_statuses.py` makes it of texts in which people said what each figure is.
Weights are whole numbers: every machine adds them up alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from plancli.extract.context.mention import Mention
from plancli.extract.link.linked import Named, StatusAnswer
from plancli.extract.link.status.facts import facts
from plancli.lexicon import load
from plancli.model import Status

STATUSES = (Status.TARGET, Status.ACTUAL, Status.OTHER)
BIAS = "bias"
MARGIN = 70  # hundredths by which another status must be more likely: below, the rules are right as often
UNCERTAIN = "part_uncertain"
Odds = tuple[int, int, int]


def more_likely(mention: Mention, named: Named, answer: StatusAnswer) -> Status | None:
    """The status that the words of the sentence make more likely by far than that of `answer`; None where none is.

    Args:
        named: what the figure measures.
        answer: of a rule that may be outweighed.
    """
    phrase = named.noun.phrase if named.noun else ""
    return likelier(of_facts(facts(mention, phrase, answer), weights()), answer.value)


def likelier(odds: Odds, status: Status) -> Status | None:
    """The best status by these odds, where it is better than `status` by the margin.

    Args:
        odds: of each of `STATUSES`, in hundredths of natural logarithms.
        status: which holds otherwise.
    """
    best = max(range(len(STATUSES)), key=odds.__getitem__)
    return STATUSES[best] if odds[best] - odds[STATUSES.index(status)] >= MARGIN else None


def of_facts(known: tuple[str, ...], table: Mapping[str, Odds]) -> Odds:
    """How likely each of `STATUSES` is, in hundredths of natural logarithms, up to a constant.

    Args:
        known: facts, as `facts` gives them.
        table: the weights of facts, and of BIAS.
    """
    target, actual, other = table[BIAS]
    for fact in known:
        if (said := table.get(fact)) is not None:
            target, actual, other = target + said[0], actual + said[1], other + said[2]
    return target, actual, other


@cache
def weights() -> dict[str, Odds]:
    """The weights that come with plancli, read once, when the first sentence is looked at."""
    rows = (line.split(" ", 3) for line in load.text("status_words.txt").splitlines())
    return {fact: (int(target), int(actual), int(other)) for target, actual, other, fact in rows}

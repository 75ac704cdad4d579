"""A rule answers or says nothing; an ordered tuple of rules is asked until one answers.

A rule takes the mention, and what earlier stages found; one that looks at words alone leaves the second out (`_`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from plancli.extract.context.mention import Mention
from plancli.extract.link.linked import ComparatorAnswer, Judged, Named, StatusAnswer
from plancli.model import Answer

AnswerType = TypeVar("AnswerType", bound=Answer)
Known = TypeVar("Known")
Rule = Callable[[Mention, Named], Answer | None]
"""Takes the mention (its clause, words and quantity; every offset is one of the folded text) and what naming has found
of it: noun, indicator, kind. Returns the value with the rule's name and the place of the words that decided it, or
None, and then the next rule is asked. A rule raises nothing."""
ComparatorRule = Callable[[Mention, Named], ComparatorAnswer | None]
"""A `Rule` that says how the figure bounds its indicator."""
StatusRule = Callable[[Mention, Named], StatusAnswer | None]
"""A `Rule` that says whether the figure is a target, an achievement or neither."""
YearRule = Callable[[Mention, Judged], Answer | None]
"""As `Rule`, asked last: it is also handed the comparator, unit and status that were found."""


def first_answer(
    rules: tuple[Callable[[Mention, Known], AnswerType | None], ...], mention: Mention, known: Known
) -> AnswerType:
    """The answer of the first rule that has one. The last rule of every tuple always answers.

    Args:
        rules: asked in this order.
        known: what earlier stages found, as each of the rules takes it.

    Raises:
        LookupError: none answered: the tuple lacks a rule for all that is left.
    """
    for rule in rules:
        if (answer := rule(mention, known)) is not None:
            return answer
    raise LookupError(f"no rule answered: {rules[-1].__name__} must")

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
ComparatorRule = Callable[[Mention, Named], ComparatorAnswer | None]
StatusRule = Callable[[Mention, Named], StatusAnswer | None]
YearRule = Callable[[Mention, Judged], Answer | None]


def first_answer(
    rules: tuple[Callable[[Mention, Known], AnswerType | None], ...], mention: Mention, known: Known
) -> AnswerType:
    """The answer of the first rule that has one. The last rule of every tuple always answers."""
    for rule in rules:
        if (answer := rule(mention, known)) is not None:
            return answer
    raise LookupError(f"no rule answered: {rules[-1].__name__} must")

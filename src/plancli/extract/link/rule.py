"""A rule answers or says nothing; an ordered tuple of rules is asked until one answers."""

from __future__ import annotations

from collections.abc import Callable

from plancli.extract.context.mention import Mention
from plancli.model import Answer

Rule = Callable[[Mention], Answer | None]


def first_answer(rules: tuple[Rule, ...], mention: Mention) -> Answer:
    """The answer of the first rule that has one. The last rule of every tuple always answers."""
    for rule in rules:
        if (answer := rule(mention)) is not None:
            return answer
    raise LookupError(f"no rule answered: {rules[-1].__name__} must")

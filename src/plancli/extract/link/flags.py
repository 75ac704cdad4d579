"""Whether a figure counts only what is new, and whether it is per year."""

from __future__ import annotations

import re

from plancli.extract.context.mention import Mention
from plancli.lexicon.words import pattern
from plancli.model import Answer, Span

ANNUAL = pattern("predicates", "annual")
NEW = re.compile(f"(?<![创更革])(?:{pattern('predicates', 'new').pattern})")
"""新发展, but not the 新 of 创新发展."""


def flow(mention: Mention) -> Answer:
    """新增, 新建, 净增: in the verb, in the words before the noun, or in the verb of the list."""
    if mention.noun is not None and mention.noun.flow:
        return Answer(True, "verb_of_new", mention.noun.span)
    if found := NEW.search(mention.text, mention.left, mention.quantity.span.start):
        return Answer(True, "word_of_new", Span(*found.span()))
    return Answer(False, "stock")


def annual(mention: Mention) -> Answer:
    """年均增长11%, 每年培训1000人次."""
    for word in mention.consumed:
        if word.group.annual:
            return Answer(True, "annual_word", word.span)
    if found := ANNUAL.search(mention.text, mention.left, mention.quantity.span.start):
        return Answer(True, "annual_word", Span(*found.span()))
    previous = mention.previous
    if previous is not None and mention.noun is not None and mention.noun.rule == "shared_names" and mention.listed:
        return previous.answers.get("annual", Answer(False, "not_annual"))
    return Answer(False, "not_annual")

"""Whether a figure counts only what is new, and whether it is per year."""

from __future__ import annotations

import re

from plancli.extract.context.mention import Mention
from plancli.extract.link.linked import Linked, Named, Origin
from plancli.lexicon.words import pattern, phrases
from plancli.model import Answer, Kind, Span

RATIOS = phrases("classes", "shares")
ANNUAL = pattern("predicates", "annual")
NEW = re.compile(f"(?<![创更革])(?:{pattern('predicates', 'new').pattern})")  # 新发展, but not the 新 of 创新发展.


def flow(mention: Mention, named: Named, kind: Kind) -> Answer:
    """新增, 新建, 净增: in the verb, in the words before the noun, or in the verb of the list."""
    if mention.quantity.written.unit in RATIOS and kind == Kind.SHARE:
        return Answer(False, "stock")
    if named.noun is not None and named.noun.flow:
        return Answer(True, "verb_of_new", named.noun.span)
    if mention.quantity.written.unit in RATIOS:
        return Answer(False, "stock")
    if carried := _carried(mention, named.previous):
        return carried
    if found := NEW.search(mention.text, mention.left, mention.quantity.span.start):
        return Answer(True, "word_of_new", Span(*found.span()))
    return Answer(False, "stock")


def annual(mention: Mention, named: Named) -> Answer:
    """年均增长11%, 每年培训1000人次."""
    for word in mention.consumed:
        if word.group.annual:
            return Answer(True, "annual_word", word.span)
    if found := ANNUAL.search(mention.text, mention.left, mention.quantity.span.start):
        return Answer(True, "annual_word", Span(*found.span()))
    previous = named.previous
    shared = named.noun is not None and named.noun.origin is Origin.ROW
    if previous is None or not mention.listed or not (shared or (mention.same_sentence and _each_year(previous))):
        return Answer(False, "not_annual")
    return previous.annual or Answer(False, "not_annual")


def _each_year(previous: Linked) -> bool:
    """每年培训100人和|30人: the word governs a list, as 年均 in 年均浓度 does not."""
    found = previous.annual
    if found is None or not found.value or found.span is None:
        return False
    return previous.mention.text.startswith(phrases("classes", "each_year"), found.span.start)


def _carried(mention: Mention, previous: Linked | None) -> Answer | None:
    """分别新增10、8家: the figures of a row have one verb."""
    if previous is None or not mention.listed:
        return None
    return previous.flow if previous.mention.quantity.span.end + 1 == mention.quantity.span.start else None

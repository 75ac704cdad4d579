"""Whether a figure counts only what is new, and whether it is per year."""

from __future__ import annotations

from plancli.extract.context.mention import Mention
from plancli.extract.link.linked import Linked, Named, Origin
from plancli.lexicon.words import either, pattern, phrases
from plancli.model import Answer, Kind, Span
from plancli.patterns import lazy

SHARES = phrases("classes", "shares")
ANNUAL = pattern("predicates", "annual")
ROW_MARKS = frozenset(phrases("classes", "list_signs"))
WORD_OF_NEW = pattern("predicates", "new")
NEW = lazy(f"(?<![创更革])(?:{WORD_OF_NEW.pattern})")  # 新发展, but not the 新 of 创新发展.
YEAR_SIGN = "年"
NEW_IN_TURN = lazy(f"{either('classes', 'respectively')}?(?:{pattern('predicates', 'new').pattern})")


def flow(mention: Mention, named: Named, kind: Kind) -> Answer:
    """新增, 新建, 净增: in the verb, in the words before the noun, or in the verb of the list.

    Args:
        kind: as found for the mention; a share counts nothing new unless its verb says so.
    """
    ratio = mention.quantity.written.unit in SHARES
    # 新建小区充电桩覆盖率: 新 is part of the name, and the share does not cover new things alone
    if ratio and kind == Kind.SHARE:
        return stock()
    if found := verb_of_new(named):
        return found
    return stock() if ratio else _carried(mention, named.previous) or word_of_new(mention) or stock()


def verb_of_new(named: Named) -> Answer | None:
    """新增, 新建: the verb counts only what is new."""
    noun = named.noun
    return Answer(True, "verb_of_new", noun.span) if noun is not None and noun.flow else None


def _carried(mention: Mention, previous: Linked | None) -> Answer | None:
    """分别新增10、8家: the figures of a row have one verb."""
    if previous is None or not mention.listed:
        return None
    # only with a single mark in between; further apart the next figure may count what there is
    return previous.flow if previous.mention.quantity.span.end + 1 == mention.quantity.span.start else None


def word_of_new(mention: Mention) -> Answer | None:
    """新建设的3条线路: a word of new in front of the figure."""
    text, end = mention.text, mention.quantity.span.start
    found = WORD_OF_NEW.search(text, mention.left, end)
    # what must not come before is asked of what was found: `re` runs to the first characters of words, but to nothing
    while found and NEW.match(text, found.start(), end) is None:
        found = WORD_OF_NEW.search(text, found.start() + 1, end)
    return Answer(True, "word_of_new", Span(*found.span())) if found else None


def stock() -> Answer:
    """Nothing says that only what is new counts."""
    return Answer(False, "stock")


def annual(mention: Mention, named: Named) -> Answer:
    """年均增长11%, 每年培训1000人次."""
    return annual_word(mention) or _shared(mention, named) or not_annual()


def annual_word(mention: Mention) -> Answer | None:
    """年均, 每年: per year, or a yearly average."""
    for word in mention.consumed:
        if word.group.annual:
            return Answer(True, "annual_word", word.span)
    found = ANNUAL.search(mention.text, mention.left, mention.quantity.span.start)
    while found and _of_a_year(mention.text, found.start()):
        found = ANNUAL.search(mention.text, found.end(), mention.quantity.span.start)
    return Answer(True, "annual_word", Span(*found.span())) if found else None


def _of_a_year(text: str, at: int) -> bool:
    """到2025|年人均: what begins at `at` is the sign of a year, and says nothing of an average."""
    return text[max(0, at - 4) : at].isdecimal() and text.startswith(YEAR_SIGN, at)


def _shared(mention: Mention, named: Named) -> Answer | None:
    """每年培训100人和|30人: what the figure before says, where its words govern a list."""
    previous = named.previous
    if previous is None or not (mention.listed or mention.same_sentence):
        return None
    row = named.noun is not None and named.noun.origin is Origin.ROW
    if mention.listed and (row or _bare_row(mention, previous)):
        return previous.annual
    governed = mention.same_sentence and _each_year(previous) and (mention.listed or _bare_clause(mention, previous))
    return previous.annual if governed else None


def _bare_row(mention: Mention, previous: Linked) -> bool:
    """年均增长5.3%、|7.7%: nothing but a mark comes between two figures of one unit."""
    between = mention.text[previous.mention.behind : mention.quantity.span.start]
    return between in ROW_MARKS and mention.quantity.written.unit == previous.mention.quantity.written.unit


def _each_year(previous: Linked) -> bool:
    """每年培训100人和|30人, 年均新增5万人、|1万人: the word governs a list, as 年均 in 年均浓度 does not."""
    found, text = previous.annual, previous.mention.text
    if found is None or not found.value or found.span is None:
        return False
    return text.startswith(phrases("classes", "each_year"), found.span.start) or bool(
        NEW_IN_TURN.match(text, found.span.end)
    )


def _bare_clause(mention: Mention, previous: Linked) -> bool:
    """每年培育工厂8家以上,|40家以上车间: the next clause begins with its figure; a verb may be done once."""
    text, left = mention.text, mention.left
    if mention.own_period or mention.quantity.written.unit in SHARES or text[left - 1 : left] != ",":
        return False
    if mention.says("state", "growth", "decrease", "rank") or text.find(",", previous.mention.behind, left - 1) >= 0:
        return False
    return left == mention.quantity.span.start


def not_annual() -> Answer:
    """No word says so."""
    return Answer(False, "not_annual")

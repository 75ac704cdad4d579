"""Words of grammar at the edges of a name: 上岗率|必须, 服务半径|逐步, 但|设备利用率.

A name neither begins nor ends with an adverb, a preposition, a conjunction or a modal verb. Which words those are is
taken from the classes of jieba's dictionary (tools/build_grammar.py), so that words no rule lists are cut as well.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from plancli.extract.context.mention import DocumentContext
from plancli.lexicon import load
from plancli.lexicon.words import phrases
from plancli.patterns import lazy

CONJUNCTION = "conjunction"
POSITION = "position"
JOINS = phrases("classes", "list_signs")  # 和, 及: they join things, not clauses
TIME_TAKEN = lazy("[一两二三四五六七八九十][年季月周](?:内|间)?$")  # 外墙改造三年|完成2万栋
FOR_EACH_OF = phrases("classes", "measures_each")
SHORTEST = 2  # characters of a name in front of a word of position
LONGEST_WORD = 4  # characters of a word of grammar
LOOSE_SIGNS = frozenset(("的", " ", *phrases("classes", "left_behind")))  # tidying takes these away from any name


def noun_end(context: DocumentContext, start: int, end: int) -> int:
    """Where the noun ends that grammar follows up to `end`; `start` where nothing but grammar is there."""
    last = end
    while start < end:
        at = _grammar_to(context, start, end) or _period_to(context, start, end)
        if at and context.text[at:end] not in LOOSE_SIGNS:
            end = last = at
        elif context.text[end - 1] in LOOSE_SIGNS:
            end -= 1  # 由现在|的: another word of grammar may be in front of it
        else:
            break
    return last


def joined_on(context: DocumentContext, at: int, end: int) -> int:
    """Where a conjunction ends that a clause begins with: 但|设备利用率; 0 where none does.

    Args:
        at: where the clause begins, or goes on behind what was stepped over.
    """
    if context.text[at] not in _beginnings():
        return 0
    after = at + 1
    while after < end and not context.words.begins(after):
        after += 1
    word = context.text[at:after]
    found = words().get(word) == CONJUNCTION and word not in JOINS
    return after if found and after < end and context.words.begins(at) else 0


def _grammar_to(context: DocumentContext, start: int, end: int) -> int:
    """Where a word of grammar, or a time that something takes, begins that ends at `end`; 0 where none does."""
    text, begins = context.text, context.words.begins
    # 补助标准|户均|3500元: for whom a figure is says more than how
    if text[end - 1] not in _endings() or not begins(end) or text.endswith(FOR_EACH_OF, start, end):
        return 0
    if (lasting := TIME_TAKEN.search(text, max(start, end - LONGEST_WORD), end)) and begins(lasting.start()):
        return lasting.start()
    known = words()
    ends_here = (at for at in range(end - 1, max(start, end - LONGEST_WORD) - 1, -1) if text[at:end] in known)
    # 两级指标|中; 完中 is a kind of school
    named = (at for at in ends_here if known[text[at:end]] != POSITION or _told(text, start, at))
    return next((at for at in named if begins(at)), 0)


def _period_to(context: DocumentContext, start: int, end: int) -> int:
    """Where a time phrase begins that ends at `end`, behind a name; 0 where none does."""
    number = bisect_left(context.period_ends, end)
    if number == len(context.period_ends) or context.period_ends[number] != end:
        return 0
    at = context.period_starts[number]
    return at if at > start else 0


def _told(text: str, start: int, at: int) -> bool:
    """Whether a name is in front of a word of position: 90|后, 完|中 are names themselves."""
    return at - start >= SHORTEST and not text[at - 1].isdigit()


@cache
def words() -> dict[str, str]:
    """Words of grammar, and which of them are conjunctions."""
    fields = load.text("grammar_words.txt").split()
    return dict(zip(fields[::2], fields[1::2], strict=True))


@cache
def _endings() -> frozenset[str]:
    return frozenset(word[-1] for word in words()) | {*"年季月周内间"}


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(word[0] for word, kind in words().items() if kind == CONJUNCTION)

"""Whether a new predicate begins at a place: behind a figure it ends the noun, or shows that there is none."""

from __future__ import annotations

from plancli.lexicon.words import either, pattern, phrases, predicates
from plancli.patterns import lazy
from plancli.segment.clause_words import ClauseWords

TAILS = pattern("nouns", "tails")
ADJECTIVE_ENDS = ("", *phrases("classes", "adjective_ends"))
# 2家|上市公司并购, 30户|入驻企业: such a verb right in front of those that it is said of says which they are.
ATTRIBUTIVE = lazy(rf"{either('classes', 'attributive')}{either('classes', 'so_told')}")
SHORT_TAILS = frozenset(phrases("nouns", "short_tails"))
ARRIVALS = phrases("classes", "arrival")


def starts_predicate(words: ClauseWords, start: int, end: int) -> bool:
    """Whether a new predicate begins at `start`: 入选…, 居全国… (but not 居民…, nor 引领型…: a suffix makes a noun).

    Args:
        end: where the clause ends; a predicate cannot go on behind it.
    """
    text = words.text
    if start >= end:
        return True
    if ATTRIBUTIVE.match(text, start, end):
        return False
    if tail := TAILS.match(text, start, end):
        return text[tail.end() : tail.end() + 1] not in ADJECTIVE_ENDS or tail.end() >= end
    verb = predicates().starting(text, start, end)  # 120种|扩充到480种
    if verb is not None and len(verb[0]) > 1 and verb[0][-1] in ARRIVALS and text[start + len(verb[0]) : end] == "":
        return True
    # one character decides (居, 达, 占), so it must begin a word: not in 居民, 达标
    return text[start] in SHORT_TAILS and words.begins(start + 1)

"""The item of a list that a figure belongs to, where an item before it says its own in words: 改革不断深化、|GDP."""

from __future__ import annotations

from plancli.extract.link.indicator.owner.topic import lacks_owner
from plancli.lexicon.indicators import forms, index
from plancli.lexicon.words import only_word, pattern, phrases
from plancli.patterns import lazy
from plancli.segment.clause_words import ClauseWords

ENDINGS = phrases("nouns", "settled")
EXAMPLED = "等"
SHORTEST_KIND = 4  # characters
# Of devices and places examples say which are meant.
EXAMPLED_KINDS = (*phrases("nouns", "bare_undertakings"), only_word("classes", "firms"))
SETTLED = lazy(f"(?:{pattern('nouns', 'settled').pattern})、")


def own_item(phrase: str, covers: bool = False) -> str:
    """`phrase` behind its last 、, where what comes before is a statement in words and what remains a known name.

    `居民收入增长与经济增长同步、粮食产量` → `粮食产量`; `产业提升、平台建设项目` stays whole. What is covered
    wholly (`covers`) need not be known: `大班额清零、营养餐` → `营养餐`.
    """
    front, mark, name = phrase.rpartition("、")
    settled = bool(mark) and front.endswith(ENDINGS)
    return name if settled and (covers or any(form in index().names for form in forms(name))) else phrase


def behind_settled(joint: str) -> str:
    """What follows the last item of a list that says its target in words; all of it where there is none.

    Args:
        joint: a joint name (A、B、C), folded.
    """
    ends = [found.end() for found in SETTLED.finditer(joint)]
    return joint[ends[-1] :] if ends else joint


def without_examples(phrase: str) -> str:
    """示范园二期、物流港等|重大产业项目: a class that has a name of its own needs none of its examples.

    Args:
        phrase: a name, folded.
    """
    front, _, kind = phrase.rpartition(EXAMPLED)
    told = len(kind) >= SHORTEST_KIND and front and kind.endswith(EXAMPLED_KINDS) and not lacks_owner(kind)
    return kind if told and ClauseWords(phrase).spans(len(front), len(front) + 1) else phrase

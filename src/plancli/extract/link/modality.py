"""How hard a promise is: 约束性, 预期性, 确保, 力争."""

from __future__ import annotations

from bisect import bisect_left
from re import Pattern

from plancli.extract.context.mention import Mention
from plancli.extract.link.linked import Named
from plancli.extract.link.rule import Rule
from plancli.lexicon.words import pattern, phrases, reach
from plancli.model import Answer, Modality, Span

STRIVE = pattern("status", "strive")
ENSURE = pattern("status", "ensure")
PROMISE_OPENERS = phrases("status", "strive") + phrases("status", "ensure")
REACH_OF_PROMISE = reach("promise")


def word_of_strive(mention: Mention, _: Named) -> Answer | None:
    """力争15%, 努力, 争取: in the clause of the figure or at the head of its sentence."""
    if span := _said(STRIVE, "strive", mention):
        return Answer(Modality.STRIVE, "word_of_strive", span)
    return None


def word_of_ensure(mention: Mention, _: Named) -> Answer | None:
    """确保到年底建成5万个: in the clause of the figure or at the head of its sentence."""
    if span := _said(ENSURE, "ensure", mention):
        return Answer(Modality.ENSURE, "word_of_ensure", span)
    return None


def _said(words: Pattern[str], group: str, mention: Mention) -> Span | None:
    if word := mention.says(group):
        return word.span
    found = words.search(mention.text, _reach(mention), mention.quantity.span.start)
    return Span(*found.span()) if found else None


def word_of_binding(mention: Mention, _: Named) -> Answer | None:
    """约束性指标…: the head of the sentence says what its figures are, over semicolons too."""
    span = _declared(mention, Modality.BINDING)
    return Answer(Modality.BINDING, "word_of_binding", span) if span else None


def word_of_expected(mention: Mention, _: Named) -> Answer | None:
    """主要预期目标为…: the head of the sentence says what its figures are, over semicolons too."""
    span = _declared(mention, Modality.EXPECTED)
    return Answer(Modality.EXPECTED, "word_of_expected", span) if span else None


def _declared(mention: Mention, asked: Modality) -> Span | None:
    """The last words in front of the figure that declare what targets are, if they declare what is `asked`."""
    at, stated = mention.quantity.span.start, mention.context.stated
    number = bisect_left(stated, (at,)) - 1
    if number < 0 or at - stated[number][0] > REACH_OF_PROMISE:
        return None
    start, end, modality = stated[number]
    # the declaration opens a sentence and governs it; the next sentence is no longer part of it
    if modality != asked or any(stop in mention.text[end:at] for stop in "。\n"):
        return None
    return Span(start, end)


def unstated(mention: Mention, _: Named) -> Answer | None:
    """Stated plainly."""
    return Answer(None, "unstated")


def _reach(mention: Mention) -> int:
    """The clause of the figure; a word at the head of the sentence reaches over its lists of figures."""
    head = mention.text[mention.sentence.start : mention.sentence.start + 8]
    opens = head.lstrip("“—- ").startswith(PROMISE_OPENERS)
    # behind a semicolon another clause begins, with a verb of its own: 确保…;建成…
    if opens and ";" not in mention.text[mention.sentence.start : mention.quantity.span.start]:
        return mention.sentence.start
    return mention.left


RULES: tuple[Rule, ...] = (word_of_strive, word_of_ensure, word_of_binding, word_of_expected, unstated)

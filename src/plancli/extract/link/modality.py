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
OPENERS = phrases("status", "strive") + phrases("status", "ensure")
FARTHEST = reach("promise")


def _word(pattern: Pattern[str], modality: Modality, mention: Mention) -> Answer | None:
    found = pattern.search(mention.text, _reach(mention), mention.quantity.span.start)
    return Answer(modality, f"word_of_{modality}", Span(*found.span())) if found else None


def strive(mention: Mention, _: Named) -> Answer | None:
    """力争15%: in the clause of the figure or at the head of its sentence."""
    if word := mention.says("strive"):
        return Answer(Modality.STRIVE, "word_of_strive", word.span)
    return _word(STRIVE, Modality.STRIVE, mention)


def ensure(mention: Mention, _: Named) -> Answer | None:
    """确保到年底建成5万个."""
    if word := mention.says("ensure"):
        return Answer(Modality.ENSURE, "word_of_ensure", word.span)
    return _word(ENSURE, Modality.ENSURE, mention)


def declared(mention: Mention, _: Named) -> Answer | None:
    """主要预期目标为…, 约束性指标…: the head of the sentence says what its figures are, over semicolons too."""
    at, stated = mention.quantity.span.start, mention.context.stated
    number = bisect_left(stated, (at,)) - 1
    if number < 0 or at - stated[number][0] > FARTHEST:
        return None
    start, end, modality = stated[number]
    if any(stop in mention.text[end:at] for stop in "。\n"):
        return None
    return Answer(Modality(modality), f"word_of_{modality}", Span(start, end))


def unstated(mention: Mention, _: Named) -> Answer | None:
    """Stated plainly."""
    return Answer(None, "unstated")


def _reach(mention: Mention) -> int:
    """The clause of the figure; a word at the head of the sentence reaches over its lists of figures."""
    head = mention.text[mention.sentence.start : mention.sentence.start + 8]
    opens = head.lstrip("“—- ").startswith(OPENERS)
    if opens and ";" not in mention.text[mention.sentence.start : mention.quantity.span.start]:
        return mention.sentence.start
    return mention.left


RULES: tuple[Rule, ...] = (strive, ensure, declared, unstated)

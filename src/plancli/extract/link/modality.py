"""How hard a promise is: 约束性, 预期性, 确保, 力争."""

from __future__ import annotations

import re

from plancli.extract.link.rule import Rule
from plancli.extract.scene import Mention
from plancli.model import Answer, Modality, Span

STRIVE = re.compile("力争|争取|努力|力求")
ENSURE = re.compile("确保|必保")
BINDING = re.compile("约束性")
FARTHEST = 600
EXPECTED = re.compile("预期性|预期目标")


def _word(pattern: re.Pattern[str], modality: Modality, mention: Mention, start: int) -> Answer | None:
    found = pattern.search(mention.text, start, mention.quantity.span.start)
    return Answer(modality, f"word_of_{modality}", Span(*found.span())) if found else None


def strive(mention: Mention) -> Answer | None:
    """力争15%: in the clause of the figure or at the head of its sentence."""
    return _word(STRIVE, Modality.STRIVE, mention, _reach(mention))


def ensure(mention: Mention) -> Answer | None:
    """确保到年底建成5万个."""
    return _word(ENSURE, Modality.ENSURE, mention, _reach(mention))


def binding(mention: Mention) -> Answer | None:
    """约束性指标."""
    return _word(BINDING, Modality.BINDING, mention, _full_sentence(mention))


def expected(mention: Mention) -> Answer | None:
    """主要预期目标为…: the sentence says what its figures are."""
    return _word(EXPECTED, Modality.EXPECTED, mention, _full_sentence(mention))


def unstated(mention: Mention) -> Answer | None:
    """Stated plainly."""
    return Answer(None, "unstated")


def _full_sentence(mention: Mention) -> int:
    """Where the sentence begins behind its full stop: items set off by semicolons share what their head says."""
    at = mention.quantity.span.start
    return max(mention.text.rfind(stop, max(0, at - FARTHEST), at) + 1 for stop in "。\n") or mention.sentence.start


def _reach(mention: Mention) -> int:
    """The clause of the figure; a word at the head of the sentence reaches over its lists of figures."""
    head = mention.text[mention.sentence.start : mention.sentence.start + 8]
    opens = head.lstrip("“—- ").startswith(("力争", "确保", "争取", "努力"))
    if opens and ";" not in mention.text[mention.sentence.start : mention.quantity.span.start]:
        return mention.sentence.start
    return mention.left


RULES: tuple[Rule, ...] = (binding, strive, ensure, expected, unstated)

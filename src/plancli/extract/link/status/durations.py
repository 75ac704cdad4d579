"""How long and how often: times that are a condition, and frequencies inside names."""

from __future__ import annotations

from plancli.extract.context.making import made
from plancli.extract.context.mention import Mention
from plancli.extract.link.linked import Named, Origin, Role, StatusAnswer
from plancli.lexicon.words import pattern, phrases
from plancli.model import Span, Status
from plancli.patterns import lazy

FREQUENCY = lazy("每[日天周月]$")
DURATIONS = frozenset(phrases("status", "durations"))
TIMES_MEASURED = phrases("status", "times")
STREAKS = frozenset(phrases("status", "streaks"))
LONG = ("年",)
ON_AVERAGE = pattern("classes", "average")
ALL_DAY = "24小时"
SHORT_OF_TIME = phrases("status", "short")
CUT_OR_RAISED = ("growth", "decrease", "state", "plain", "more_than", "less_than", "at_most", "at_least")


def frequency_in_name(mention: Mention, _: Named) -> StatusAnswer | None:
    """每日两次|刷牙率达到45%: how often, in front of the name of what is measured behind."""
    text, quantity = mention.text, mention.quantity
    goes_on = mention.behind < mention.right and mention.next_start < mention.sentence.end
    if quantity.written.unit != "次" or not goes_on:
        return None
    found = FREQUENCY.search(text, mention.left, quantity.span.start)
    if found is None or made(mention):
        return None
    return StatusAnswer(Status.OTHER, "frequency_in_name", Span(*found.span()), role=Role.ASIDE)


def duration(mention: Mention, named: Named) -> StatusAnswer | None:
    """在5个工作日内办结, 3岁以下: a time or an age that is a condition, unless something is cut or raised to it."""
    unit = mention.quantity.written.unit
    if unit not in DURATIONS:
        return None
    told_of = mention.part.looks_back and mention.says("more_than") is not None
    told_of = told_of and not ON_AVERAGE.search(mention.text, mention.left, mention.quantity.span.start)
    if told_of and unit in LONG and named.noun is not None and not named.noun.phrase.endswith(TIMES_MEASURED):
        return StatusAnswer(Status.OTHER, "duration", mention.quantity.span, role=Role.ASIDE)  # 建成后空置超过|1年
    noun = None if _lasting(mention) or mention.part.role == "rules" else named.noun
    if (
        noun
        and noun.origin is not Origin.BEHIND
        and (mention.says(*CUT_OR_RAISED) or noun.phrase.endswith(TIMES_MEASURED))
    ):
        return None
    return StatusAnswer(Status.OTHER, "duration", mention.quantity.span, role=Role.ASIDE)


def _lasting(mention: Mention) -> bool:
    """24小时|开放, 连续54个月, 极不平凡的五年: the word right before the figure says that it is only a duration."""
    if mention.text.endswith(SHORT_OF_TIME, mention.left, mention.quantity.span.start):
        return True
    all_day = mention.quantity.text.replace(" ", "") == ALL_DAY
    if all_day and mention.behind < mention.right and mention.comparator_behind is None:
        return True
    return bool(mention.consumed) and mention.consumed[0].word in STREAKS

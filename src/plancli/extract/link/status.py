"""Promise, achievement, or neither."""

from __future__ import annotations

from plancli.extract.context.base_noun import in_base
from plancli.extract.context.clause_bounds import behind_last
from plancli.extract.context.mention import Mention
from plancli.extract.link import status_other
from plancli.extract.link.rule import Rule
from plancli.extract.link.year import anaphoric, starts_a_change, year_of
from plancli.lexicon.words import pattern
from plancli.model import Answer, Period, Span, Status

CLAUSE_MARKS = ",;:。!?\n"
PAST = pattern("status", "past")
FUTURE = pattern("status", "future")
MAKING = pattern("status", "making")
PLANNED = 4
"""Of an undated text the years that its goals may name one by one: a plan runs for five."""
STANDS_AT = ("截至", "截止")


def start_of_change(mention: Mention) -> Answer | None:
    """由A增至B: A was so before."""
    return Answer(Status.ACTUAL, "start_of_change") if starts_a_change(mention) else None


def glossary(mention: Mention) -> Answer | None:
    """名词解释: an annex defines what the text has named; its figures are parts of definitions."""
    explains = mention.context.moods[mention.section] == "glossary"
    return Answer(Status.OTHER, "glossary") if explains else None


def review_of_report(mention: Mention) -> Answer | None:
    """一、2025年工作回顾: the part of a report that looks back achieves, whatever it says of efforts."""
    if mention.context.genre != "report" or mention.context.moods[mention.section] != "actual":
        return None
    period = mention.own_period or mention.period
    if period is not None and not anaphoric(period) and _to_come(mention, period):
        return None
    return Answer(Status.ACTUAL, "review_of_report")


def promise_word(mention: Mention) -> Answer | None:
    """力争, 确保: the word stands in the clause of the figure."""
    if word := mention.says("strive", "ensure"):
        return Answer(Status.TARGET, "promise_word", word.span)
    start = mention.quantity.span.start
    if found := FUTURE.search(mention.text, _clause_start(mention), start):
        return Answer(Status.TARGET, "promise_word", Span(*found.span()))
    return None


def clause_in_past(mention: Mention) -> Answer | None:
    """2020年新建2.6万个, 同比增长5%: a year gone by, or a word of what is already so, in the clause."""
    if mention.own_period is not None and _past(mention, mention.own_period):
        return Answer(Status.ACTUAL, "clause_in_past", mention.own_period.span)
    for found in PAST.finditer(mention.text, _clause_start(mention), mention.quantity.span.start):
        if not _dates_another(mention, found.start()) and not in_base(mention, found.start()):
            return Answer(Status.ACTUAL, "clause_in_past", Span(*found.span()))
    return None


def _dates_another(mention: Mention, at: int) -> bool:
    """由去年的71%提高到今年的80%: 去年 dates A. 满意率达到98%,比上年提高2个百分点: what is promised is compared."""
    previous, base = mention.previous, mention.base_period
    if previous is None or not mention.same_sentence:
        return False
    if starts_a_change(previous) and previous.before_end <= at < previous.quantity.span.start:
        return True
    promised = "status" in previous.answers and previous.answers["status"].value == Status.TARGET
    compared = base is not None and base.span.start <= at < base.span.end
    return compared and promised and mention.noun is not None and mention.noun.rule == "same_as_before"


def clause_in_future(mention: Mention) -> Answer | None:
    """到2025年达到3000万个: a year to come in the clause."""
    if mention.own_period is not None and _to_come(mention, mention.own_period):
        return Answer(Status.TARGET, "clause_in_future", mention.own_period.span)
    return None


def sentence_period(mention: Mention) -> Answer | None:
    """到2025年,…; 2020年,…: the period that governs the clause."""
    if mention.period is None:
        return None
    if _to_come(mention, mention.period):
        return Answer(Status.TARGET, "sentence_period", mention.period.span)
    if _past(mention, mention.period):
        return Answer(Status.ACTUAL, "sentence_period", mention.period.span)
    return None


def section_mood(mention: Mention) -> Answer | None:
    """一、2025年工作回顾; 二、发展目标: the heading above says what the section is for."""
    mood = mention.context.moods[mention.section]
    return Answer(Status(mood), "section_mood") if mood in ("actual", "target") else None


def genre(mention: Mention) -> Answer | None:
    """A plan promises; rules set conditions; a text that is neither and sets no deadline promises what it makes."""
    context = mention.context
    if context.genre == "rules":
        return Answer(Status.OTHER, "genre")
    if context.genre or context.last_deadline is not None:
        return Answer(Status.TARGET, "genre")
    made = MAKING.search(mention.text, _clause_start(mention), mention.quantity.span.start)
    return Answer(Status.TARGET if made else Status.OTHER, "genre")


def _clause_start(mention: Mention) -> int:
    return behind_last(mention.text, CLAUSE_MARKS, mention.sentence.start, mention.left - mention.listed)


def _past(mention: Mention, period: Period) -> bool:
    year, now = year_of(mention.context, period), mention.context.now
    if year is None:
        return False
    if now is None:
        last = mention.context.last_deadline
        promises = mention.context.moods[mention.section] == "target"
        return last is not None and year < last - (PLANNED if promises else 1) and period.role != "deadline"
    return year < now or _stands(period, year == now)


def _stands(period: Period, this_year: bool) -> bool:
    """截至2022年6月 is past, and so is a month of the document's own year that no 到 makes a deadline."""
    return period.text.startswith(STANDS_AT) or (this_year and "月" in period.text and period.role != "deadline")


def _to_come(mention: Mention, period: Period) -> bool:
    year, now = year_of(mention.context, period), mention.context.now
    if year is None or anaphoric(period) or _stands(period, year == now):
        return False
    last = mention.context.last_deadline
    return year >= now if now is not None else last is not None and year >= last


RULES: tuple[Rule, ...] = (
    glossary,
    start_of_change,
    *status_other.RULES,
    review_of_report,
    promise_word,
    clause_in_past,
    clause_in_future,
    sentence_period,
    section_mood,
    genre,
)

"""The year that a value is for, and the year it is compared with."""

from __future__ import annotations

import re

from plancli.extract.context.mention import DocumentContext, Mention
from plancli.extract.link.rule import Rule
from plancli.lexicon.words import phrases
from plancli.model import Answer, Period

REACHED = phrases("status", "reached")
BETWEEN = re.compile("^(?:以上|左右|[ 的、,])*")
FROM = phrases("predicates", "from")
SINCE = "以来"


def year_of(context: DocumentContext, period: Period) -> int | None:
    """The year a period names; one that is relative counts from the document's own year.

    The year of a report is the first of its 三年内: a report of 2024 means 2026; what it tells of “十四五”以来 ends
    with the year before.
    """
    if period.offset is not None:
        within = period.offset > 1 and context.genre == "report"
        return None if context.now is None else context.now + period.offset - within
    if period.text.endswith(SINCE) and period.year and context.genre == "report" and context.now:
        return min(period.year, context.now - 1)
    return period.year


def start_of_change(mention: Mention) -> Answer | None:
    """由A增至B: A is of the base year, if the text names it."""
    if not starts_a_change(mention):
        return None
    year = year_of(mention.context, mention.own_period) if mention.own_period else None
    if mention.own_period is not None and mention.own_period.span.start < mention.left:
        year = None
    return Answer(year, "start_of_change", mention.own_period.span if year is not None and mention.own_period else None)


def starts_a_change(mention: Mention) -> bool:
    """Whether the figure is the A of 从A提高到B."""
    if not any(word.word in FROM for word in mention.consumed):
        return False
    following = mention.text[mention.behind : min(mention.next_start, mention.behind + 24)]
    return BETWEEN.sub("", following, count=1).startswith(REACHED)


def season(mention: Mention) -> Answer | None:
    """全年, 年底: a part of the year that the section is about, which in a review is not this year."""
    period = mention.own_period or mention.period
    if period is None or not anaphoric(period):
        return None
    return mention.context.years[mention.section]


def anaphoric(period: Period) -> bool:
    """Whether a period takes its year from what is being talked about: 全年, 年底, 上半年."""
    return period.offset == 0 and not period.text.lstrip("到至截").startswith(("今", "本", "当"))


def clause_period(mention: Mention) -> Answer | None:
    """力争2020年建成5万个: the phrase stands in the clause of the figure."""
    if mention.own_period is None:
        return None
    year = year_of(mention.context, mention.own_period)
    return Answer(year, "clause_period", mention.own_period.span) if year is not None else None


def sentence_period(mention: Mention) -> Answer | None:
    """到2025年,…;…: the phrase governs the sentence, and those after it in the paragraph."""
    if mention.period is None:
        return None
    year = year_of(mention.context, mention.period)
    return Answer(year, "sentence_period", mention.period.span) if year is not None else None


def section_heading(mention: Mention) -> Answer | None:
    """二、2026年工作安排: the heading dates the section."""
    return mention.context.years[mention.section]


RULES: tuple[Rule, ...] = (start_of_change, season, clause_period, sentence_period, section_heading)


def dated(mention: Mention) -> Answer | None:
    """The year that the text gives, before status is known."""
    for rule in RULES:
        if (answer := rule(mention)) is not None:
            return answer
    return None


def defaulted(mention: Mention, status: str) -> Answer:
    """The year where no phrase gives one: a target has the horizon of its document, an achievement of a report
    the year before it, any other none."""
    context = mention.context
    if status == "target" and context.horizon is not None:
        return Answer(context.horizon, "document_horizon")
    if status == "actual" and context.genre == "report" and context.now is not None:
        return Answer(context.now - 1, "year_before_report")
    return Answer(None, "undated")


def base_year(mention: Mention) -> Answer | None:
    """较2017年翻番: the year compared with."""
    if mention.base_period is None:
        return None
    year = year_of(mention.context, mention.base_period)
    return Answer(year, "compared_with", mention.base_period.span) if year is not None else None

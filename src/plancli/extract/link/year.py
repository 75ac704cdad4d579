"""The year that a value is for, and the year it is compared with."""

from __future__ import annotations

from dataclasses import replace

from plancli.extract.context.mention import Mention
from plancli.extract.find.periods import SINCE
from plancli.extract.link.linked import Judged, Role
from plancli.extract.link.rule import YearRule, first_answer
from plancli.extract.link.year_behind import year_behind
from plancli.extract.link.years_in_row import one_of_several
from plancli.lexicon.words import either, only_word, pattern, phrases
from plancli.model import Answer, Period, Status
from plancli.patterns import lazy
from plancli.structure.part import AHEAD, Inner, Part, part_at

ONE_YEAR = phrases("classes", "one_year")
EACH_YEAR = only_word("classes", "every_year")
COMING = "下"  # 下一年度
YEAR_BEFORE = lazy("上一?年")
END_OF_PLAN = only_word("classes", "plan_end")
NTH = lazy(f"[到至]?第.{{1,2}}年|{only_word('classes', 'first_year')}")
"""Of a plan: its first year is 首年 and 第一年."""
COUNTED_FROM_NOW = lazy(f"[内后]$|时间$|左右$|{either('classes', 'from_now')}")
STANDS_AT = phrases("classes", "as_of")
LOOKING_BACK = ("report", "bulletin")
REVIEWING = (*LOOKING_BACK, "plan")
"""Genres whose retrospect may have a year of its own: 2023年工作总结和2024年工作打算 as well."""
LEADS_TO = "".join((*phrases("classes", "arrival"), *phrases("classes", "as_of")))
RELEASED = ("news", "other")
CARRYING = ("plan", "letter", "notice")
FARTHEST_TIME = 400  # characters
DATED = (*AHEAD, "retrospect")
NEAR_NOW = (-1, 0, 1)
"""今年, 明年: counted from the year of the text, not to the end of a plan."""


WHOLE_YEAR = pattern("classes", "whole_year")


def year_of(part: Part, period: Period) -> int | None:
    """The year a period names; one that is relative counts from the own year of the document that holds `part`.

    三年内 counts the first year of a plan or report (a report of 2024, a plan from 2024: 2026), elsewhere from the year
    of issue. 今年 in a review is the year reviewed, and what it reports of “十四五”以来 ends with it.
    """
    inner = part.inner
    if period.offset is not None:
        reviewed = period.offset == 0 or (inner.genre == "bulletin" and period.text.endswith(ONE_YEAR))
        if inner.genre == "bulletin" and part.role in AHEAD and inner.written and (inner.now or 0) < inner.written:
            return inner.written + period.offset  # 年底前, in a circular of 2026 on 2025
        # 今年 and 一年来 in the review of a report mean the year that it looks back on, not the year it is read in
        if reviewed and part.looks_back and part.year is not None and inner.genre in REVIEWING:
            return part.year
        if period.offset == 0 and part.looks_back and inner.genre == "plan" and WHOLE_YEAR.match(period.text):
            return None  # 全年粮食产量66万吨, in what a plan looks back on: not of its own year
        if period.text.startswith(COMING) and inner.genre in ("plan", "report"):
            return inner.now  # 2024年总结和2025年打算: behind the year reviewed comes the plan's own
        # 第三年 counts from the first year of the plan; without a plan's period the start is unknown
        if NTH.match(period.text):
            return inner.first + max(period.offset, 1) - 1 if inner.first else None
        first = inner.now if inner.genre == "report" else inner.first
        if inner.horizon and inner.genre == "plan" and _one_more(inner, period):
            return inner.horizon  # 两年内, in a plan of 2022 up to 2023
        if first and period.offset > 1 and COUNTED_FROM_NOW.search(period.text):
            return first + period.offset - 1
        return None if inner.now is None else inner.now + period.offset
    if period.year is None and period.text.endswith(END_OF_PLAN):
        return inner.horizon
    if period.text.endswith(SINCE) and period.year and inner.now:
        # dated by the year in which it begins, for a report at most the last one: the current year is not over
        return min(period.year, inner.now - (inner.genre == "report"))
    return period.year


def _one_more(inner: Inner, period: Period) -> bool:
    """Whether so many years from that of the plan end a year behind its last."""
    years = period.offset or 0
    return (
        years > 1 and COUNTED_FROM_NOW.search(period.text) is not None and (inner.now or 0) + years - 1 == inner.horizon
    )


def start_of_change(mention: Mention, _: Judged) -> Answer | None:
    """由A增至B: A is the value of the base year, if the text names it."""
    if not mention.starts_change:
        return None
    year = year_of(mention.part, mention.own_period) if mention.own_period else None
    period = mention.own_period
    if period is not None and (period.span.start < mention.left or _of_arrival(mention, period)):
        year = None  # 到2027年由900辆提升到1600辆: a deadline belongs to B
    return Answer(year, "start_of_change", mention.own_period.span if year is not None and mention.own_period else None)


def _of_arrival(mention: Mention, period: Period) -> bool:
    """A deadline; but 由“十三五”末的|402亿元 dates A."""
    behind = mention.text[period.span.end : mention.quantity.span.start]
    return period.role == "deadline" and behind.strip() != "的"


def _of_section(mention: Mention, judged: Judged) -> bool:
    """全年, 年底: a part of the year that the section is about, which in a review is not this year."""
    period = mention.own_period or mention.period
    return period is not None and anaphoric(period) and section_heading(mention, judged) is not None


def anaphoric(period: Period) -> bool:
    """Whether a period takes its year from what is being talked about: 全年, 年底, 上半年."""
    return period.offset == 0 and not period.text.lstrip(LEADS_TO).startswith(phrases("classes", "this_year"))


def clause_period(mention: Mention, judged: Judged) -> Answer | None:
    """力争2020年建成5万个: the phrase is in the clause of the figure."""
    if mention.own_period is None or _of_section(mention, judged):
        return None
    each = EACH_YEAR in mention.text[mention.own_period.span.end : mention.quantity.span.start]
    lasts = _to_the_end(mention, judged, mention.own_period) if each else None
    year = lasts or year_of(mention.part, mention.own_period)
    return Answer(year, "clause_period", mention.own_period.span) if year is not None else None


def _to_the_end(mention: Mention, judged: Judged, period: Period) -> int | None:
    """2023年起每年新增25个, in a plan for 2022 to 2026: what begins in a year goes on until the last."""
    horizon = mention.part.inner.horizon
    begins = period.text.endswith("起") and horizon is not None and (period.year or horizon) < horizon
    return horizon if begins and judged.status == Status.TARGET else None


def sentence_period(mention: Mention, judged: Judged) -> Answer | None:
    """到2025年,…;…: the phrase governs the sentence, and those after it in the paragraph."""
    if mention.period is None or _not_yet(mention, judged, mention.period) or _of_section(mention, judged):
        return None
    year = _to_the_end(mention, judged, mention.period) or year_of(mention.part, mention.period)
    return Answer(year, "sentence_period", mention.period.span) if year is not None else None


def _not_yet(mention: Mention, judged: Judged, period: Period) -> bool:
    """到2026年,引进200人。目前有2.1万人: what is so already has not the year of what is promised beside it."""
    year, now = year_of(mention.part, period), mention.part.inner.now
    if judged.status == Status.TARGET and mention.part.genre == "bulletin" and not mention.part.inner.unfinished:
        return year == now and now is not None and period.span.end <= mention.sentence.start  # the year reviewed
    if judged.status == Status.TARGET and year is not None and now is not None and year < now:
        return True  # 去年交付3100套。计划供应1200亩; 2020年共有协会36个,再培育20个
    if judged.status != Status.ACTUAL or year is None or period.role == "base" or period.text.startswith(STANDS_AT):
        return False
    return year > now if now is not None else period.role == "deadline" and not mention.part.looks_back


def stage_without_year(mention: Mention, _: Judged) -> Answer | None:
    """到2025年,…。远期,建成20个: a stage that has no year of its own has none of another."""
    period = mention.own_period or mention.period
    if period is None or period.role != "stage" or period.year is not None:
        return None
    return Answer(None, "stage_without_year", period.span)


def this_year_unknown(mention: Mention, _: Judged) -> Answer | None:
    """今年新建45个, in undated news of a plan to 2030: this year is unknown, and it is not the last one of the plan."""
    period = mention.own_period or mention.period
    if period is None or period.offset not in NEAR_NOW or period.role == "annual" or anaphoric(period):
        return None  # 全年, 年底: of the year that is talked about
    inner = mention.part.inner
    if year_of(mention.part, period) is not None or (inner.period is None and f"{inner.horizon}年" in inner.title):
        return None  # 今年, in a call of which the title says 2026年度
    return Answer(None, "this_year_unknown", period.span)


def section_heading(mention: Mention, judged: Judged) -> Answer | None:
    """二、2026年工作安排: the heading dates the section, where it looks in the same direction as the part."""
    context, part = mention.context, mention.part
    year, now = context.years[mention.section], part.inner.now
    promised = judged.status == Status.TARGET
    if year is not None and part.genre == "bulletin" and promised and year.value <= (now or year.value):
        return None
    if year is not None and part.genre == "plan" and part.looks_back and not promised and year.value == now:
        return None  # what a plan of 2025 looks back on is not of 2025
    if year is not None and part.genre == "news" and judged.status == Status.ACTUAL and year.value > (now or 0):
        return None  # 目前保有1.9万架, below 到2027年建成千个智慧农场
    if year is None or year.span is None or part.genre != "report" or part.role not in DATED:
        return year
    if part.role in AHEAD and judged.status == Status.ACTUAL:
        return None  # 全区已有20个口岸, among the tasks of 2025, is not of 2025
    named_in = part_at(context.parts, context.part_starts, year.span.start)
    if part.looks_back != named_in.looks_back or (now is not None and part.looks_back != (year.value < now)):
        return None
    return year


def document_horizon(mention: Mention, judged: Judged) -> Answer | None:
    """A target without a date has the last year of its document's period."""
    part = mention.part
    over = part.genre == "bulletin" and not part.inner.unfinished
    if judged.status != Status.TARGET or over or part.inner.horizon is None:
        return None  # what a report of 2022 says of the next steps is not of 2022
    return Answer(part.inner.horizon, "document_horizon")


def year_reviewed(mention: Mention, judged: Judged) -> Answer | None:
    """An achievement without a date, in a retrospect, belongs to the year reviewed; so does an aim that a report on
    progress names (年度任务120公里)."""
    part = mention.part
    if judged.role is Role.AIMS and part.genre == "bulletin" and part.inner.now is not None:
        return Answer(part.inner.now, "year_reviewed")
    if judged.status != Status.ACTUAL:
        return None
    if part.looks_back and part.year is not None:
        return Answer(part.year, "year_reviewed")
    if part.genre == "report" and part.inner.now is not None:
        return Answer(part.inner.now - 1, "year_reviewed")
    return None


def year_of_release(mention: Mention, judged: Judged) -> Answer | None:
    """累计签发电子证照9472张, in news of December 2021: what is true on the day of a dated text."""
    part, inner = mention.part, mention.part.inner
    telling = part.looks_back or judged.role is Role.TELLS
    if judged.status != Status.ACTUAL or inner.genre not in RELEASED or not telling or inner.last is not None:
        return None
    return Answer(inner.now, "year_of_release") if inner.now is not None and not inner.from_file else None


def carried_on(mention: Mention, judged: Judged) -> Answer | None:
    """2020年,总产值1.1万亿元。⏎国家级基地550家: what a plan looks back on goes on in the year that it began with."""
    part, earlier = mention.part, mention.earlier
    if judged.status != Status.ACTUAL or not part.looks_back or part.genre not in CARRYING or earlier is None:
        return None
    year, now = year_of(part, earlier), part.inner.now
    if (
        year is None
        or (now is not None and year > now)
        or mention.quantity.span.start - earlier.span.end > FARTHEST_TIME
    ):
        return None
    return Answer(year, "carried_on", earlier.span)


def undated(mention: Mention, _: Judged) -> Answer | None:
    """Nothing dates it: the year is null."""
    return Answer(None, "undated")


# From the nearest words to the farthest: clause, sentence and paragraph, heading, document. Only what no words date
# takes a year from its status, and says so by the name of the rule.
RULES: tuple[YearRule, ...] = (
    start_of_change,
    one_of_several,
    year_behind,
    clause_period,
    sentence_period,
    stage_without_year,
    section_heading,
    this_year_unknown,
    document_horizon,
    year_reviewed,
    year_of_release,
    carried_on,
    undated,
)


def of(mention: Mention, judged: Judged) -> Answer:
    """The year of a figure: as the text gives it, else what its status makes likely."""
    return doubted(mention, first_answer(RULES, mention, judged))


def doubted(mention: Mention, answer: Answer) -> Answer:
    """A year that rests on the name of the file alone says so."""
    if not mention.part.inner.from_file or answer.value is None:
        return answer
    period = mention.own_period or mention.period
    written = period is not None and period.offset is None and answer.span == period.span
    return answer if written else replace(answer, doubt="year_from_file")


def compared_with(mention: Mention, dated: Answer) -> Answer | None:
    """较2017年翻番: the year compared with, which is never that of the figure itself.

    Args:
        dated: the year of the figure; 上年 is the one before, where words give it.
    """
    period = mention.base_period
    if period is None:
        return None
    year = year_of(mention.part, period)
    before = dated.value - 1 if isinstance(dated.value, int) else None
    told = dated.span is not None or mention.part.looks_back
    if before is not None and period.offset == -1 and told and (YEAR_BEFORE.search(period.text) or year == dated.value):
        year = before
    if year is None or year == dated.value:
        return None
    return Answer(year, "compared_with", period.span)

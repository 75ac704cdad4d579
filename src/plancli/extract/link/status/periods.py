"""What the period says: a year gone by, a year to come."""

from __future__ import annotations

import re

from plancli.extract.context.base_noun import in_base
from plancli.extract.context.clause_places import clause_start
from plancli.extract.context.mention import Mention
from plancli.extract.context.period_scope import opens_step
from plancli.extract.find.periods import SINCE
from plancli.extract.link.linked import Named, Origin, Role, StatusAnswer
from plancli.extract.link.year import anaphoric, year_of
from plancli.extract.link.year_behind import past_behind
from plancli.lexicon.words import either, only_word, pattern, phrases
from plancli.model import Period, Span, Status
from plancli.patterns import lazy
from plancli.structure.part import AHEAD

ONLY = phrases("classes", "only")
PAST_OR_SHORT = lazy(f"{pattern('status', 'past').pattern}|{pattern('status', 'short').pattern}")
YEARS_PLANNED = 4  # Of an undated text the years that its goals may name one by one: a plan runs for five.
STANDS_AT = phrases("classes", "as_of")
MONTHS_GONE = lazy("前[0-9一二三四五六七八九十]{1,2}个月")
MONTHS_COUNTED = lazy("年1[^0-9]+(?P<last>[0-9]+)月")
OTHER_MONTHS = lazy("[0-9]月")
FUTURE = pattern("status", "future")
AT_THE_END = "年末"
HOLIDAY = lazy(f'[“"]?{either("classes", "holidays")}')
BESIDE_LAST_YEAR = only_word("classes", "on_year")
AHEAD_OF_ALL = phrases("classes", "to_come")
YARDSTICK = lazy(f"(?:{either('classes', 'than')}|{either('classes', 'passes')})$")
"""优良率不低于|上年,且达到88%"""
WEAK = pattern("status", "past_among_goals")
MODIFIES = lazy(r"[^,;。]的[^,;。的]{0,12}$")
LOOKING_BACK = ("report", "bulletin")


def clause_in_past(mention: Mention, named: Named) -> StatusAnswer | None:
    """2020年新建2.6万个, 已建成3万个: a year gone by, or a word of what is already so, about the clause."""
    if mention.own_period is not None and past(mention, mention.own_period):
        return StatusAnswer(Status.ACTUAL, "clause_in_past", mention.own_period.span, role=Role.TELLS)
    start = mention.quantity.span.start
    opened = _of_sentence(mention)
    if opened is not None and _months_gone(mention, opened):
        return StatusAnswer(Status.ACTUAL, "clause_in_past", opened.span, role=Role.TELLS)
    if _only_so_much(mention):
        # 人均仅|310立方米
        return StatusAnswer(Status.ACTUAL, "clause_in_past", Span(start - 1, start), role=Role.TELLS)
    for found in PAST_OR_SHORT.finditer(mention.text, clause_start(mention), start):
        if not _dates_another(mention, named, found.start()) and not _about_another(mention, found):
            return StatusAnswer(Status.ACTUAL, "clause_in_past", Span(*found.span()), role=Role.TELLS)
    return None


def _only_so_much(mention: Mention) -> bool:
    """人均仅|310立方米: as little as there is, but for a time to come or among goals it is what is aimed at."""
    if mention.part.role in ("rules", "goals"):
        return False
    period = mention.own_period or mention.period
    ahead = period is not None and to_come(mention, period)
    return not ahead and mention.text.endswith(ONLY, mention.left, mention.quantity.span.start)


def _about_another(mention: Mention, found: re.Match[str]) -> bool:
    """收入首次突破50亿元的企业8家: the word modifies a noun; 不低于上年度的80%: it names a yardstick. Among goals
    and tasks 比上年 and 同比 compare, and 迈上 says where to."""
    between = mention.text[found.end() : mention.quantity.span.start]
    yardstick = YARDSTICK.search(mention.text, mention.left, found.start()) is not None
    if yardstick or in_base(mention, found.start()) or MODIFIES.search(between):
        return True
    part, own = mention.part, mention.own_period or _of_sentence(mention)
    ahead = (
        (part.role in AHEAD and (not part.doubtful or (part.genre == "plan" and part.title != "")))
        or part.role == "goals"
        or (own is not None and to_come(mention, own))
    )
    return ahead and WEAK.fullmatch(found.group()) is not None


def _of_sentence(mention: Mention) -> Period | None:
    """力争到2025年底,总量位居全国第二: the period that opened the sentence."""
    period = mention.period
    return period if period is not None and period.span.start >= mention.sentence.start else None


def _dates_another(mention: Mention, named: Named, at: int) -> bool:
    """由去年的71%提高到今年的80%: 去年 dates A. 满意率达到98%,比上年提高2个百分点: what is promised is compared."""
    previous, base = named.previous, mention.base_period
    if previous is None or not mention.same_sentence:
        return False
    one = previous.mention
    if one.starts_change and one.before_end <= at < one.quantity.span.start:
        return True
    promised = previous.status is not None and previous.status.value == Status.TARGET
    compared = base is not None and base.span.start <= at < base.span.end
    return compared and promised and named.noun is not None and named.noun.origin is Origin.PREVIOUS


def past_year_behind(mention: Mention, _: Named) -> StatusAnswer | None:
    """普及率98%(2020年),2025年达到99%: the year in brackets behind the figure is past."""
    span = past_behind(mention)
    return StatusAnswer(Status.ACTUAL, "past_year_behind", span) if span else None


def clause_in_future(mention: Mention, _: Named) -> StatusAnswer | None:
    """到2025年达到3000万个: a year to come in the clause."""
    if mention.own_period is not None and to_come(mention, mention.own_period):
        return StatusAnswer(Status.TARGET, "clause_in_future", mention.own_period.span, role=Role.DUE)
    return None


def sentence_period(mention: Mention, _: Named) -> StatusAnswer | None:
    """到2025年,…; 2020年,…: the period that governs the clause."""
    if mention.period is None:
        return None
    if to_come(mention, mention.period):
        return StatusAnswer(Status.TARGET, "sentence_period", mention.period.span, role=Role.DUE)
    if past(mention, mention.period):
        return StatusAnswer(Status.ACTUAL, "sentence_period", mention.period.span)
    return None


def dated_ahead(mention: Mention, answer: StatusAnswer) -> bool:
    """到2024年,户数超过去年的1.2倍: among goals and tasks a deadline that its sentence names decides alone."""
    if answer.role is not Role.DUE or answer.value != Status.TARGET:
        return False
    period = mention.own_period or mention.period
    if period is None or period.role != "deadline" or period.year is None or period.offset is not None:
        return False
    return mention.part.role in AHEAD and period.span.start >= mention.sentence.start


def past(mention: Mention, period: Period) -> bool:
    """Whether a period is over, for the part that the mention is in: before the document was written."""
    year, part = year_of(mention.part, period), mention.part
    now = part.inner.now
    if period.text.endswith(SINCE) or _months_gone(mention, period) or _holiday(mention, period):
        return True
    if year is None and period.text.startswith(STANDS_AT):
        return True
    if year is None:
        return period.offset is not None and period.offset < 0
    if part.looks_back and part.year is not None and part.genre in LOOKING_BACK:
        return year <= part.year
    if now is None:
        last = part.inner.last
        if part.role in AHEAD and opens_step(mention.text, period):
            return False  # (一)启动阶段(2024年6月—12月), in a plan to 2030
        if part.genre == "news" and period.role == "point" and last is not None and year < last:
            return FUTURE.search(mention.text, mention.sentence.start, mention.quantity.span.start) is None
        earlier = YEARS_PLANNED if part.role in AHEAD else 1
        if part.inner.due is not None and year >= part.inner.due:
            return False  # “十四五”时期, in an undated plan that says 到2025年 and 到2030年
        return last is not None and year < last - earlier
    return year < now or _stands(period, year == now)


def _months_gone(mention: Mention, period: Period) -> bool:
    """前三个月; 今年1—11月,新增就业900人: who counts from January has counted, but for a plan, and for a text that is
    known to be older than the last of these months."""
    text, start = mention.text, mention.quantity.span.start
    if MONTHS_GONE.match(period.text):
        return True
    counted = MONTHS_COUNTED.search(period.text)
    if counted is None or any(words.search(text, period.span.end, start) for words in (FUTURE, OTHER_MONTHS)):
        return False
    issued = mention.context.document.head.issued
    return int(issued[5:7]) > int(counted["last"]) if issued else mention.part.genre != "plan"


def _holiday(mention: Mention, period: Period) -> bool:
    """今年春节假期,销售额同比增长9%: who compares a holiday of this year has seen it."""
    if period.offset != 0 or HOLIDAY.match(mention.text, period.span.end) is None:
        return False
    return BESIDE_LAST_YEAR in mention.text[period.span.end : mention.quantity.span.start]


def _stands(period: Period, this_year: bool) -> bool:
    """截至2022年6月 and 2018年末 are past, and so is a month of the document's own year that no 到 makes a deadline."""
    if period.role == "point" and period.text.endswith(AT_THE_END):
        return True
    return period.text.startswith(STANDS_AT) or (this_year and "月" in period.text and period.role != "deadline")


def ahead_of_all(period: Period) -> bool:
    """明年, 未来三年: to come whatever the year of the text is."""
    return period.offset is not None and period.offset > 0 and period.text.startswith(AHEAD_OF_ALL)


def _due_this_year(period: Period) -> bool:
    """6月底前, 年底前: due, in a text whose year is not known."""
    return period.offset == 0 and period.role == "deadline"


def to_come(mention: Mention, period: Period) -> bool:
    """Whether a period is still to come for the part that the mention is in; neither is said of some."""
    part = mention.part
    year, now = year_of(part, period), part.inner.now
    if year is None and (ahead_of_all(period) or (part.doubtful and _due_this_year(period))):
        return True
    if year is None or anaphoric(period) or period.text.endswith(SINCE) or _stands(period, year == now):
        return False
    if _holiday(mention, period):
        return False
    if part.looks_back and part.year is not None and part.genre in LOOKING_BACK:
        return year > part.year
    if year == now and period.role == "point" and part.role not in AHEAD:
        return False
    last = part.inner.last
    return year >= now if now is not None else last is not None and year >= last

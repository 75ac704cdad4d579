"""Promise, achievement, or neither."""

from __future__ import annotations

import re

from plancli.extract.link.rule import Rule
from plancli.extract.link.year import anaphoric, starts_a_change, year_of
from plancli.extract.scene import Mention
from plancli.lexicon import load
from plancli.lexicon.words import phrases
from plancli.model import Answer, Period, Span, Status

CLAUSE_MARKS = ",;:。!?\n"
PAST = re.compile("|".join(map(re.escape, phrases("status", "past"))))
FUTURE = re.compile("力争|确保|争取(?!到?[^,]{0,8}资金)|预期目标|目标为|目标是|计划(?=[建新培引完投实])|拟(?=[建投开引完新])|将(?=[建新开完实达引培推打投力努])|要(?=[建新开完实达引培])|再(?=[建新增开培完引改创打])")
SUBSIDY = re.compile("|".join(map(re.escape, phrases("status", "subsidy"))))
SUBSIDY_BEHIND = phrases("status", "subsidy_behind")
ENUMERATED = phrases("nouns", "enumerated")
ENUMERATED_UNITS = frozenset(load.table("nouns")["enumerated"]["units"])
TIMES = ("寿命", "时间", "时长", "年限", "天数", "年龄", "期限", "周期", "时限", "时效")
ENDS = ",;:。!?、)”的\n"
DURATIONS = frozenset(("天", "小时", "分钟", "秒", "毫秒", "年", "个月", "工作日", "日", "周", "岁", "周岁", "周年", "月", "个工作日", "季度", "个季度", "届", "学年"))


def condition_of_money(mention: Mention) -> Answer | None:
    """给予最高50万元奖励: an amount paid on a condition."""
    if not mention.quantity.written.unit.endswith("元") and mention.setting.genre != "rules":
        return None
    text = mention.text
    if text.startswith(SUBSIDY_BEHIND, mention.behind):
        return Answer(Status.OTHER, "condition_of_money", Span(mention.behind, mention.behind + 2))
    if found := SUBSIDY.search(text, max(mention.left, mention.quantity.span.start - 16), mention.quantity.span.start):
        if found.group() in ("给予", "一次性", "每人", "每户", "每家", "最高不超过", "单个项目") or mention.setting.genre == "rules":
            return Answer(Status.OTHER, "condition_of_money", Span(*found.span()))
    return None


def threshold(mention: Mention) -> Answer | None:
    """投资10亿元以上项目100个: a figure that only says which things are counted."""
    word = mention.comparator_behind
    previous = mention.previous
    if word and previous and previous.quantity.span.end == mention.quantity.span.start:
        return Answer(Status.OTHER, "threshold", word.span)
    if mention.next_start >= mention.sentence.end or mention.says("growth", "decrease", "state"):
        return None
    between = mention.text[mention.behind : mention.next_start]
    if word is None or word.group.name not in ("at_least", "at_most") or not 1 < len(between) < 24:
        return None
    if any(mark in between for mark in ",;。、") or between[0] in " ":
        return None
    unit = mention.quantity.written.unit
    if unit.endswith("元") or unit in DURATIONS or between.startswith("的"):
        return Answer(Status.OTHER, "threshold", word.span)
    return None


def enumeration(mention: Mention) -> Answer | None:
    """三大任务, 五个方面: an article counts what it is about to list."""
    text, unit = mention.text, mention.quantity.written.unit
    if unit.endswith("大") and len(unit) <= 2:
        return Answer(Status.OTHER, "enumeration", mention.quantity.span)
    if unit in ("方面", "领域", "环节", "条线", "维度"):
        return Answer(Status.OTHER, "enumeration", mention.quantity.span)
    if unit not in ENUMERATED_UNITS or mention.quantity.written.value > 30:
        return None
    for word in ENUMERATED:
        end = mention.behind + len(word)
        if text.startswith(word, mention.behind) and text[end : end + 1] in ENDS:
            return Answer(Status.OTHER, "enumeration", Span(mention.behind, end))
    return None


def duration(mention: Mention) -> Answer | None:
    """在5个工作日内办结, 3岁以下: a time or an age that is a condition, unless something is cut or raised to it."""
    unit = mention.quantity.written.unit
    if unit not in DURATIONS:
        return None
    streak = any(word.word in ("连续", "连年") for word in mention.consumed)
    if mention.noun and mention.noun.rule != "noun_behind" and not streak:
        if mention.says("growth", "decrease", "state", "plain", "more_than", "less_than", "at_most", "at_least") or mention.noun.phrase.endswith(TIMES):
            return None
    return Answer(Status.OTHER, "duration", mention.quantity.span)


def start_of_change(mention: Mention) -> Answer | None:
    """由A增至B: A was so before."""
    return Answer(Status.ACTUAL, "start_of_change") if starts_a_change(mention) else None


def review_of_report(mention: Mention) -> Answer | None:
    """一、2025年工作回顾: the part of a report that looks back achieves, whatever it says of efforts."""
    if mention.setting.genre != "report" or mention.setting.moods[mention.section] != "actual":
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
    if found := PAST.search(mention.text, _clause_start(mention), mention.quantity.span.start):
        return Answer(Status.ACTUAL, "clause_in_past", Span(*found.span()))
    return None


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
    mood = mention.setting.moods[mention.section]
    return Answer(Status(mood), "section_mood") if mood in ("actual", "target") else None


def genre(mention: Mention) -> Answer | None:
    """A plan promises; rules set conditions; a report without headings promises what it does not date back."""
    value = Status.OTHER if mention.setting.genre == "rules" else Status.TARGET
    return Answer(value, "genre")


def _clause_start(mention: Mention) -> int:
    floor = mention.sentence.start
    return max(floor, *(mention.text.rfind(mark, floor, mention.left - 1 if mention.listed else mention.left) + 1 for mark in CLAUSE_MARKS))


def _past(mention: Mention, period: Period) -> bool:
    year, now = year_of(mention.setting, period), mention.setting.now
    if year is None:
        return False
    if now is None:
        horizon = mention.setting.horizon
        return horizon is not None and year < horizon - 1 and period.role != "deadline"
    return year < now or (period.role == "point" and period.text.startswith(("截至", "截止")))


def _to_come(mention: Mention, period: Period) -> bool:
    year, now = year_of(mention.setting, period), mention.setting.now
    if year is None or anaphoric(period):
        return False
    return year >= now if now is not None else year >= (mention.setting.horizon or year)


RULES: tuple[Rule, ...] = (
    condition_of_money,
    start_of_change,
    threshold,
    enumeration,
    duration,
    review_of_report,
    promise_word,
    clause_in_past,
    clause_in_future,
    sentence_period,
    section_mood,
    genre,
)

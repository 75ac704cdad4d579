"""Figures that are neither promised nor achieved: conditions, thresholds, enumerations, durations."""

from __future__ import annotations

import re

from plancli.extract.context.clause_bounds import OVER, qualifies
from plancli.extract.context.making import made
from plancli.extract.context.mention import Mention
from plancli.extract.link.linked import Named, Origin, Role, StatusAnswer
from plancli.extract.link.rule import StatusRule
from plancli.lexicon import load
from plancli.lexicon.words import pattern, phrases, reach
from plancli.model import Span, Status

SUBSIDY = pattern("status", "subsidy")
SUBSIDY_SURE = frozenset(phrases("status", "subsidy_sure"))
PROMISED = pattern("status", "promised")
SUBSIDY_BEHIND = phrases("status", "subsidy_behind")
ENUMERATED = phrases("nouns", "enumerated")
FRAMES = phrases("nouns", "frames")
ENUMERATED_UNITS = frozenset(load.table("nouns")["enumerated"]["units"])
COUNTED_ALONE = frozenset(phrases("classes", "counted_alone"))
# 5个方面20个标准, 三个领域明确了任务: what is counted so is no thing to be made, whatever follows.
FIELDS = phrases("classes", "fields")
GIVES = pattern("classes", "gives")
PAID_SHARE = re.compile(
    rf"(?:的?(?:比例|标准))?(?:再|另)?(?:{GIVES.pattern})[^,。;]{{0,10}}(?:{pattern('classes', 'aid').pattern})"
)
TO_WHOM = re.compile("[ “]*(?:对|给|凡|按)")
AMOUNT_OF_AID = re.compile(rf"(?:{pattern('classes', 'aid').pattern})(?:最高|不超过|约|标准为)?$")
FREQUENCY = re.compile("每[日天周月]$")
PAYS = re.compile(f"(?:{GIVES.pattern})$")
ABSTRACT = phrases("nouns", "abstract")
MOST_LISTED = 30  # articles list few things; 围绕200条 is no frame
DURATIONS = frozenset(phrases("status", "durations"))
TIMES = phrases("status", "times")
STREAKS = frozenset(phrases("status", "streaks"))
SHORT_OF_TIME = phrases("status", "short")
REACHING = ("growth", "decrease", "state", "plain", "more_than", "less_than", "at_most", "at_least")
ENDS = " ,;:。!?、)”的\n"
USED = pattern("nouns", "made_use_of")
SMALL = re.compile("[两二三四五六七八九十]")
IN_HEADING = ("(共", "(")  # 推广的举措(共23项)
CONDITION = pattern("status", "condition")
DUTY = "应当"
PAST = pattern("status", "past")
CALL = pattern("structure", "title_call")
BINDING = ("standard", "law")  # 应确保误差不大于0.2 in a standard is a demand on whoever applies it
FIELD = re.compile(rf"(?:在|{pattern('predicates', 'rank').pattern})(?:{pattern('predicates', 'place').pattern})$")
RANK_SIGNS = phrases("classes", "rank_signs")
SHORT = 3  # characters: 项目, 条款; longer nouns are things of their own
SUBSIDY_REACH = reach("subsidy")
MONEY = phrases("classes", "money_units")
CLASS_REACH = reach("class")


def condition_of_money(mention: Mention, named: Named) -> StatusAnswer | None:
    """给予最高50万元奖励: an amount paid on a condition."""
    text = mention.text
    if paid := _paid(mention):
        return StatusAnswer(Status.OTHER, "condition_of_money", Span(*paid.span()))
    if not mention.quantity.written.unit.endswith("元") and mention.part.role != "rules":
        return None
    behind = next((word for word in SUBSIDY_BEHIND if text.startswith(word, mention.behind)), "")
    if behind:
        return StatusAnswer(Status.OTHER, "condition_of_money", Span(mention.behind, mention.behind + len(behind)))
    start = mention.quantity.span.start
    if mention.part.role != "rules" and (paid := _paid_to(mention)):
        return StatusAnswer(Status.OTHER, "condition_of_money", Span(*paid.span()))
    found = SUBSIDY.search(text, max(mention.left, start - SUBSIDY_REACH), start)
    if found is not None and _for_each(mention, named, found):
        return None
    if found is None or (found.group() not in SUBSIDY_SURE and mention.part.role != "rules"):
        return None
    return StatusAnswer(Status.OTHER, "condition_of_money", Span(*found.span()))


def _paid(mention: Mention) -> re.Match[str] | None:
    """按10%|给予后补助; 按支出给予|3%奖励; 按每个学位4000元|给予奖补: a share or an amount that is paid."""
    unit = mention.quantity.written.unit
    behind = PAID_SHARE.match(mention.text, mention.behind) if unit.endswith(("%", "元")) else None
    if unit != "%":
        return behind
    return behind or PAYS.search(mention.text, mention.left, mention.before_end)


def _paid_to(mention: Mention) -> re.Match[str] | None:
    """对年培训300人次以上的机构奖励|5万元: paid to those whom the clause opens with."""
    begin, start = _piece_start(mention), mention.quantity.span.start
    if TO_WHOM.match(mention.text, begin, start) is None or "每" in mention.text[begin:start]:
        return None
    return AMOUNT_OF_AID.search(mention.text, mention.left, start)


def _for_each(mention: Mention, named: Named, found: re.Match[str]) -> bool:
    """低保标准达到每人每月780元: for whom a level is said, next to a word of reaching, is no condition; nor is a
    standard that has a bound of its own (每人每天补助标准不低于5元)."""
    word = mention.says("per_person")
    inside = word is not None and word.span.start <= found.start() < word.span.end
    standard = mention.part.role != "rules" and named.noun is not None and named.noun.phrase.endswith("标准")
    return (inside or standard) and mention.says("state", "plain", "at_least", "more_than") is not None


def threshold(mention: Mention, named: Named) -> StatusAnswer | None:
    """投资10亿元以上项目100个, 23个50亿元以上: a figure that only says which things are counted."""
    word, previous, span = mention.comparator_behind, named.previous, mention.quantity.span
    if word and previous and previous.mention.quantity.span.end == span.start:
        return StatusAnswer(Status.OTHER, "threshold", word.span, role=Role.ASIDE)
    if mention.next_start < mention.sentence.end and qualifies(mention.context.words, mention, mention.next_start):
        return StatusAnswer(Status.OTHER, "threshold", word.span if word else span, role=Role.ASIDE)
    return None


def class_of_counted(mention: Mention, named: Named) -> StatusAnswer | None:
    """30个产值过50亿园区: the amount names the class of what was counted right before."""
    previous, text = named.previous.mention if named.previous else None, mention.text
    if previous is None or not mention.same_sentence or not mention.quantity.written.unit.endswith(MONEY):
        return None
    if previous.quantity.written.unit.endswith(MONEY):
        return None
    if mention.behind >= mention.right and not text.startswith("、", mention.behind):
        return None
    between = text[previous.behind : mention.quantity.span.start]
    if len(between) > CLASS_REACH or not between.endswith(OVER) or any(mark in between for mark in ",;。、"):
        return None
    return StatusAnswer(Status.OTHER, "class_of_counted", mention.quantity.span, role=Role.ASIDE)


def field_of_rank(mention: Mention, _: Named) -> StatusAnswer | None:
    """在全省16个市中位列第4: among how many a place is held says nothing of them."""
    text, end = mention.text, mention.next_start
    if mention.quantity.form == "rank":
        return None
    between = text[mention.behind : end]
    if len(between) > CLASS_REACH or text[end : end + 1] not in RANK_SIGNS or any(mark in between for mark in ",;。、"):
        return None
    span = mention.quantity.span
    return StatusAnswer(Status.OTHER, "field_of_rank", span, role=Role.FIELD) if field_start(mention) else None


def field_start(mention: Mention) -> int:
    """Where the words begin that lead to the field of a rank (位居|全省16个市第4); 0 where there are none."""
    found = FIELD.search(mention.text, mention.left, mention.quantity.span.start)
    return found.start() if found else 0


def enumeration(mention: Mention, _: Named) -> StatusAnswer | None:
    """三大任务, 五个方面: an article counts what it is about to list."""
    text, unit = mention.text, mention.quantity.written.unit
    if unit.endswith("大") and len(unit) <= 2:
        return StatusAnswer(Status.OTHER, "enumeration", mention.quantity.span, role=Role.ASIDE)
    opened = text.endswith(IN_HEADING, max(mention.left - 1, 0), mention.quantity.span.start)
    if (opened and text.startswith(")", mention.behind)) or unit in COUNTED_ALONE or _heads_a_list(mention):
        return StatusAnswer(Status.OTHER, "enumeration", mention.quantity.span, role=Role.ASIDE)
    if unit not in ENUMERATED_UNITS or mention.quantity.written.value > MOST_LISTED:
        return None
    if not text.startswith(ENUMERATED, mention.behind):
        return None
    for word in ENUMERATED:
        end = mention.behind + len(word)
        if text.startswith(word, mention.behind) and (
            text[end : end + 1] in ENDS or word in FIELDS or _framed(mention)
        ):
            return StatusAnswer(Status.OTHER, "enumeration", Span(mention.behind, end), role=Role.ASIDE)
    return None


def _heads_a_list(mention: Mention) -> bool:
    """文化惠民方面6项:…; 实现五项功能:…: what a colon is about to list, unless it is made."""
    text, start = mention.text, mention.quantity.span.start
    if mention.quantity.written.unit not in ENUMERATED_UNITS:
        return False
    if text.startswith((":", "。", "\n"), mention.behind):
        return text.endswith(FIELDS, mention.left, start)
    small = SMALL.fullmatch(mention.quantity.written_value) is not None
    return small and text.startswith(":", mention.right) and not made(mention)


def _framed(mention: Mention) -> bool:
    """围绕五个方面|发力: a preposition right before the figure makes a frame of what it counts."""
    return mention.text.endswith(FRAMES, mention.left, mention.quantity.span.start)


def frequency_in_name(mention: Mention, _: Named) -> StatusAnswer | None:
    """每日两次|刷牙率达到45%: how often, in front of the name of what is measured behind."""
    text, quantity = mention.text, mention.quantity
    goes_on = mention.behind < mention.right and mention.next_start < mention.sentence.end
    found = FREQUENCY.search(text, mention.left, quantity.span.start)
    if found is None or not goes_on or quantity.written.unit != "次" or made(mention):
        return None
    return StatusAnswer(Status.OTHER, "frequency_in_name", Span(*found.span()), role=Role.ASIDE)


def slogan(mention: Mention, named: Named) -> StatusAnswer | None:
    """用好两个市场; “五个必须”: a small number in characters counts what a slogan sums up, unless it is made."""
    quantity = mention.quantity
    if quantity.written.unit not in ENUMERATED_UNITS or not SMALL.fullmatch(quantity.written_value):
        return None
    if named.noun is None or named.noun.origin is not Origin.BEHIND or not _summed_up(mention, named.noun.phrase):
        return None
    return None if made(mention) else StatusAnswer(Status.OTHER, "slogan", quantity.span, role=Role.ASIDE)


def _summed_up(mention: Mention, phrase: str) -> bool:
    """两个市场; 两个根本性转变; 三个“一号工程”; 发挥两个园区平台优势: short, of no thing, in quotes, or only used."""
    text, start = mention.text, mention.quantity.span.start
    used = USED.search(text, mention.left, start) is not None
    return len(phrase) <= SHORT or phrase.endswith(ABSTRACT) or text.startswith("“", mention.behind) or used


def duration(mention: Mention, named: Named) -> StatusAnswer | None:
    """在5个工作日内办结, 3岁以下: a time or an age that is a condition, unless something is cut or raised to it."""
    unit = mention.quantity.written.unit
    if unit not in DURATIONS:
        return None
    noun = None if _lasting(mention) or mention.part.role == "rules" else named.noun
    if noun and noun.origin is not Origin.BEHIND and (mention.says(*REACHING) or noun.phrase.endswith(TIMES)):
        return None
    return StatusAnswer(Status.OTHER, "duration", mention.quantity.span, role=Role.ASIDE)


def _lasting(mention: Mention) -> bool:
    """连续54个月, 极不平凡的五年: the word right before the figure says that it only tells how long."""
    if mention.text.endswith(SHORT_OF_TIME, mention.left, mention.quantity.span.start):
        return True
    return bool(mention.consumed) and mention.consumed[0].word in STREAKS


def condition_of_rules(mention: Mention, _: Named) -> StatusAnswer | None:
    """年度接待500人次以上的,给予奖励: a set of rules states conditions, unless it promises in so many words."""
    if mention.part.role != "rules" or is_task(mention):
        return None
    start = mention.quantity.span.start
    part = mention.part
    demands = part.genre in BINDING or (part.genre == "other" and not part.doubtful and part.inner.last is None)
    told = PROMISED.search(mention.text, mention.sentence.start, start) and not demands
    if told or _due(mention):
        return None
    if mention.part.doubtful and (PAST.search(mention.text, mention.sentence.start, start) or _gone(mention)):
        return None
    return StatusAnswer(Status.OTHER, "condition_of_rules")


def is_task(mention: Mention) -> bool:
    """推动打造20个以上示范场景, in a sentence that neither pays nor sets a condition: measures hold tasks too."""
    text, sentence, part = mention.text, mention.sentence, mention.part
    if (
        part.genre in ("notice", "letter", "law", "standard")
        or CALL.search(part.inner.title)
        or CONDITION.search(text, sentence.start, sentence.end)
    ):
        return False
    if SUBSIDY.search(text, sentence.start, sentence.end) or SMALL.fullmatch(mention.quantity.written_value):
        return False
    return made(mention, _piece_start(mention))


def _piece_start(mention: Mention) -> int:
    return mention.context.words.behind_last(",;:", mention.sentence.start, mention.quantity.span.start)


def _due(mention: Mention) -> bool:
    """到2025年,新培育经纪人1000人, in a sentence that pays for nothing: rules promise as well."""
    period, text, sentence = mention.own_period or mention.period, mention.text, mention.sentence
    if period is None or period.role != "deadline" or "月" in period.text:
        return False
    if mention.part.genre == "notice" and period.offset is not None:
        return False  # 三年内完成投资30亿元以上 is what a call asks of those who apply
    makes = made(mention, max(period.span.end, sentence.start))
    held = period.offset is None and mention.says("state", "plain", "growth", "decrease") is not None
    level = held or (mention.part.genre == "plan" and period.offset is None)  # 到2030年,链上企业150家
    said = makes or (level and not _conditioned(text, sentence))
    return said and not SUBSIDY.search(text, sentence.start, sentence.end)


def _conditioned(text: str, sentence: Span) -> bool:
    """Whether a sentence of rules sets a condition; 应当, with a deadline, sets a duty."""
    return any(found.group() != DUTY for found in CONDITION.finditer(text, sentence.start, sentence.end))


def _gone(mention: Mention) -> bool:
    """1996年,发生38次: a year before the document's own."""
    period, now = mention.own_period or mention.period, mention.part.inner.now
    return period is not None and now is not None and period.year is not None and period.year < now


RULES: tuple[StatusRule, ...] = (
    condition_of_money,
    threshold,
    class_of_counted,
    field_of_rank,
    enumeration,
    slogan,
    frequency_in_name,
    duration,
    condition_of_rules,
)

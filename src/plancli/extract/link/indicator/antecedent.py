"""The subject that a clause leaves out: of the figure before, or of the clause before."""

from __future__ import annotations

import re

from plancli.extract.context.mention import Mention
from plancli.extract.context.money import is_money
from plancli.extract.link.indicator import phrase as cut
from plancli.extract.link.indicator.inner import without_yardstick
from plancli.extract.link.indicator.shared_name import OWNED, SHARE
from plancli.extract.link.indicator.tidy import tidy
from plancli.extract.link.linked import Before, Linked, Origin, Role
from plancli.lexicon import units
from plancli.lexicon.words import either, only_word, pattern, phrases, prenominal_words, reach
from plancli.patterns import lazy
from plancli.segment.clause_words import ClauseWords
from plancli.segment.clauses import CLAUSE_MARKS, line_start

DIGIT = lazy("[0-9]")
SHORTEST = 2
SUMS_PLANNED = phrases("nouns", "planned_sums")
TITLE_OF_ITEM = lazy(
    r"[ \u3000—-]*(?:[一二三四五六七八九十]{1,3}、)?(?P<title>(?:\d{1,2}[.、])?[^,;。:!?0-9\n]{2,20})[。:]"
)
# 完成100公里|农村公路改造: how much was done of it before; 30户以上, 110千伏 and 15分钟 say which.
FIGURE_IN_FRONT = lazy("[0-9][0-9.]*[十百千万亿]*[多余]?")
SAYS_WHICH = lazy("[以之级及的、]")
AMOUNTS = ("count", "length", "area", "money")
TURN = pattern("nouns", "turns")
RATIO_SIGNS = ("%", "‰")
RATIO_BEFORE = lazy(r"[0-9][%‰]$")
# 增长5%,达到3万亿元: a clause that ends with a rate names no subject.
BARE_FIGURE = lazy("[0-9][0-9.]*[十百千万亿]*[一-鿿]{0,3}")
PASSING = (Role.FIELD, Role.SIZES, Role.ASIDE)
FARTHEST_BACK = -8  # Seven mentions are looked at.
REACH_BACK = reach("antecedent")
LONGEST_SUBJECT = reach("subject")
CLAUSES = reach("clauses")
REACH_OF_CLAUSE_END = reach("clause_end")
GROWING = phrases("classes", "growing")
DEED_LENGTH = 2  # characters: 交付 of 交付率
SO_FAR = only_word("classes", "cumulative")
OF_REGION = lazy(either("nouns", "region_noise"))
TRIPS = phrases("classes", "trips")
# 4000人重伤,直接经济损失: people own no sum
SHARES = phrases("classes", "shares")
NO_THINGS = ("", "人", *phrases("classes", "shares"), *phrases("classes", "multiples"))
MEASURES = phrases("nouns", "measures")
# 推动|肉牛产业|提质增效: a topic, without what is done about it.
TOPIC = lazy(
    rf"""
    (?:.*(?:{pattern("nouns", "strong").pattern}))?
    (?P<topic>[^等、]{{2,}}?{either("classes", "topics")})
    (?:{either("classes", "topic_deeds")})*
    """,
    re.VERBOSE,
)
FUNDS = phrases("classes", "funds")
FOUNDED_BY = lazy(f"[^的]{{1,8}}?{only_word('classes', 'founds')}(?=.{{2}})")
"""区财政设立|专项资金: who founds what is measured."""
GROUNDS = phrases("classes", "body_openers")
UNMEASURED = lazy(f"^一批|(?:{pattern('nouns', 'unmeasured').pattern})$")


def antecedent(before: Before) -> Linked | None:
    """The last mention whose indicator a later clause may take up: no enumeration, threshold or duration."""
    # nearest first; further back a sentence has moved on, and a wrong subject is worse than none
    for one in before[:FARTHEST_BACK:-1]:
        if one.noun is not None and one.status is not None and one.status.role not in PASSING:
            return one
    return None


def close(mention: Mention, previous: Mention) -> bool:
    """Whether a figure is near enough to take up the indicator of `previous`: in its sentence, or right behind it."""
    return mention.same_sentence or mention.quantity.span.start - previous.quantity.span.end < REACH_BACK


def head_before(mention: Mention, before: Before) -> str:
    """The head noun of the figure before, for a bare attribute (其中市级); empty where none is near."""
    previous = antecedent(before)
    return previous.noun.head if previous and previous.noun and close(mention, previous.mention) else ""


def subject(mention: Mention, before: Before, of_coverage: bool = False) -> str:
    """The subject of a bare measure: of the figure before in this sentence, else of the clause before.

    Args:
        of_coverage: a mechanism has no output, but it can cover an area.
    """
    between = clause_subject(mention, of_coverage)
    previous = antecedent(before)
    if previous is None or previous.noun is None or previous.mention.sentence.start != mention.sentence.start:
        return between
    low = previous.mention.behind
    clause = mention.context.words.behind_last(CLAUSE_MARKS, low, max(mention.left - 1, low)) > low
    # 项目45个、企业20家,营业收入…: only a rate or a rank is said of all together
    told = mention.quantity.form == "rank" or mention.quantity.written.unit in SHARES
    return between if clause and between else (told and _all_of_list(mention, before)) or previous.noun.head


def sum_before(before: Before, head: str, measure: str) -> str:
    """产业项目投资 of 产业项目投资615亿元,|占固定资产投资比重: the sum has the share, not what it is spent on.

    Args:
        head: what the measure is of otherwise.
        measure: only of a share a sum is the subject.
    """
    previous = antecedent(before) if measure.startswith(SHARE) else None
    noun = previous.noun if previous is not None and is_money(previous.mention.quantity.written.unit) else None
    return noun.phrase if noun is not None and noun.head == head else head


def _all_of_list(mention: Mention, before: Before) -> str:
    """幼儿园、小学 of 幼儿园7所、小学3所,|新增学位: behind a comma a measure is shared by all that a list counted."""
    if mention.listed or not before:
        return ""
    unit, heads = before[-1].mention.quantity.written.unit, list[str]()
    for one in before[:FARTHEST_BACK:-1]:
        if one.noun is None or one.noun.origin not in (Origin.FRONT, Origin.BEHIND):
            return ""
        same = one.mention.quantity.form == "number" and one.mention.quantity.written.unit == unit
        if not same or unit in NO_THINGS or is_money(unit):
            return ""
        heads.insert(0, one.noun.head)
        if not one.mention.listed:
            break
    joint = "、".join(heads)
    return joint if len(heads) > 1 and len(joint) <= LONGEST_SUBJECT else ""


def owner(mention: Mention, before: Before, measure: str, start: int) -> str:
    """What a general measure belongs to: what was counted right before it, else the topic of the clause before.

    Args:
        measure: a word of the role `nouns.owned`.
        start: where it begins; what is behind a verb in the middle of a clause has its owner in front of that verb.
    """
    said = mention.text[mention.left : start]
    # 新增酒店2家,|全市|床位9万张: whose it is is said
    if "、" in said or OF_REGION.search(said):
        return ""
    previous = antecedent(before)
    if previous is not None and mention.same_sentence:
        low = previous.mention.behind
        if mention.context.words.behind_last(CLAUSE_MARKS, low, max(mention.left - 1, low)) <= low:
            thing = _without_deed(_counted(previous), measure)
            return (thing and _all_of_list(mention, before)) or thing
    topic = clause_subject(mention)
    # 农村污水治理,治理率: what is done to a thing is part of both
    if (rest := topic.removesuffix(measure[:DEED_LENGTH])) != topic:
        return rest if len(rest) >= SHORTEST else ""
    found = TOPIC.fullmatch(topic)
    return found["topic"] if found else ""


def _counted(previous: Linked) -> str:
    """项目 of 项目50个, and of 项目到位资金9亿元; empty for another measure."""
    unit, noun = previous.mention.quantity.written.unit, previous.noun
    if noun is None:
        return ""
    if noun.origin is Origin.SUBJECT:
        return next((noun.head.removesuffix(word) for word in OWNED if noun.head.endswith(word)), "")
    things = previous.mention.quantity.form == "number" and not is_money(unit) and not _no_things(unit)
    # 收入过百亿元的企业5家,产业规模…: a class defined by a size owns no measure of all
    return noun.head if things and not noun.head.endswith(MEASURES) and "的" not in noun.head else ""


def _no_things(unit: str) -> bool:
    """Whether a unit counts people, shares, or how often something happens: 万人, %, 艘次."""
    base = units.bare(unit)
    return base in NO_THINGS or base.endswith(TRIPS)


def _without_deed(thing: str, measure: str) -> str:
    """保交楼 of 保交楼交付 for 交付率; empty where another deed was counted (投诉件交办)."""
    deed = measure[:DEED_LENGTH]
    thing = thing.removeprefix(deed).removesuffix(deed).removesuffix(SO_FAR)
    verb = prenominal_words().ending(thing, 1, len(thing))
    return "" if len(thing) < SHORTEST or (verb and verb[1].verb and not verb[1].noun) else thing


def clause_subject(mention: Mention, any_subject: bool = False) -> str:
    """What the clause before this one is about, of 2 to 40 characters: 核心产业|持续壮大,占比…; else empty.

    A mechanism, a service or 一批重点项目 has no output: then it is the clause before that (做强木业产业).

    Args:
        any_subject: take a mechanism as well.
    """
    words, end, first = mention.context.words, mention.left - 1, ""
    for _ in range(CLAUSES):
        if end <= mention.sentence.start:
            break
        start = words.behind_last(CLAUSE_MARKS, max(mention.sentence.start, end - REACH_OF_CLAUSE_END), end)
        phrase = _subject_of(mention, start, end)
        first = first or phrase
        if BARE_FIGURE.fullmatch(phrase):  # 2023年改造60公里 names nothing, what is before it does
            end = start - 1
            continue
        # 一批项目, 环境 can be no subject of a measure: the clause before may have one
        if any_subject or not phrase or not UNMEASURED.search(phrase):
            return phrase
        end = start - 1
    return "" if UNMEASURED.search(first) else first


def sentence_subject(mention: Mention) -> str:
    """完成燃气管道改造任务。2023年改造|60公里: the task of the sentence before."""
    text, end = mention.text, mention.sentence.start
    line = line_start(text, end)
    start = mention.context.words.behind_last(CLAUSE_MARKS, max(line, end - REACH_OF_CLAUSE_END), end - 1)
    if not mention.first or end <= line or mention.left > end + SHORTEST or DIGIT.search(text, start, end):
        return ""
    phrase = _subject_of(mention, start, end - 1)
    return next((phrase.removesuffix(word) for word in SUMS_PLANNED if phrase.endswith(word)), "")


def item_title(mention: Mention) -> str:
    """What the first words of a paragraph name, where they are a sentence or a label: 1.农村公路改造。"""
    start = line_start(mention.text, mention.quantity.span.start)
    found = TITLE_OF_ITEM.match(mention.text, start, mention.left)
    return cut.before(mention.context, *found.span("title"))[0] if found else ""


def _subject_of(mention: Mention, start: int, end: int) -> str:
    # 增速从5|%提高到8%: a figure that the clause bounds cut names nothing
    if mention.text.startswith(RATIO_SIGNS, end) and mention.text[end - 1 : end].isdigit():
        return ""
    phrase, _ = cut.before(mention.context, start, end)
    if phrase.startswith(GROUNDS):
        return ""  # 按照规划,将新建|12万亩: by what it is done
    phrase = _without_figure(without_yardstick(phrase) or phrase)
    if turn := _turn(phrase):
        phrase = tidy(phrase[: turn.start()])
    founded = FOUNDED_BY.match(phrase) if phrase.endswith(FUNDS) else None
    if founded is not None:
        phrase = phrase[founded.end() :]
    if phrase.endswith(GROWING):
        phrase = phrase.removesuffix(only_word("classes", "developing"))
    # what is longer is a sentence whose verb was not known; no name at all is better than it
    return phrase if 2 <= len(phrase) <= LONGEST_SUBJECT and not RATIO_BEFORE.search(phrase) else ""


def _without_figure(phrase: str) -> str:
    found = FIGURE_IN_FRONT.match(phrase)
    unit = units.longest_at(phrase, found.end()) if found else ""
    entry = units.lookup(unit)
    if found is None or entry is None or entry.dimension not in AMOUNTS:
        return phrase
    end = found.end() + len(unit)
    return phrase if SAYS_WHICH.match(phrase, end) else phrase[end:]


def _turn(phrase: str) -> re.Match[str] | None:
    """对经济增长的贡献|显著增强: a word of change in front of 的 is part of the subject."""
    words = ClauseWords(phrase)
    found = (one for one in TURN.finditer(phrase, 2) if not phrase.startswith("的", one.end()))
    return next((one for one in found if words.begins(one.start())), None)


def clause_between(mention: Mention, previous: Mention) -> str:
    """The subject of a whole clause between two figures: 进出口总值|创历史新高,达到5379亿元."""
    end = mention.left - 1
    start = mention.context.words.behind_last(CLAUSE_MARKS, max(previous.behind, end - REACH_OF_CLAUSE_END), end)
    if start <= previous.behind or end - start < 4:
        return ""
    phrase, stripped = cut.before(mention.context, start, end)
    turn = TURN.search(phrase, 2)
    return without_yardstick(tidy(phrase[: turn.start()])) if turn and not stripped.verb else ""

"""What is the case already, or was before: words for what exists, and counts up to now."""

from __future__ import annotations

import re

from plancli.extract.context.clause_places import clause_start
from plancli.extract.context.making import made
from plancli.extract.context.mention import Mention
from plancli.extract.find.periods import SINCE
from plancli.extract.link.linked import Named, Role, StatusAnswer
from plancli.extract.link.status.periods import ahead_of_all, to_come
from plancli.lexicon.words import either, only_word, pattern, phrases
from plancli.model import Span, Status
from plancli.patterns import lazy
from plancli.segment.clauses import line_start
from plancli.structure.part import AHEAD

FUTURE = pattern("status", "future")
PROMISED = pattern("status", "promised")
THERE_IS = lazy(rf"(?<![到要达仍])((?<!只)有|[共还]有){either('classes', 'near_figure')}?$")
STILL_THERE = "还有"
STAGE_COMES = lazy(f"{either('nouns', 'come_so_far')}$")
LACKS = pattern("nouns", "lacks")
EACH_YEAR_HERE = lazy(
    f"[ ]*(我{either('classes', 'region_signs')})[^,;。要将今0-9]{{0,20}}"
    f"{only_word('classes', 'every_year')}[^,;。要将今0-9]{{0,12}}"
)
DEMANDED = pattern("classes", "demanded")
LOOKING_BACK = ("report", "bulletin")
FEATURES = phrases("nouns", "features")
DIMENSIONS_OF_WORKS = phrases("nouns", "dimensions")
TELLING_GENRES = ("news", "other", "letter")
HEADED = 6  # characters: 全镇, 我县, a bullet
BY_NOW = lazy(
    rf"""
    [ ]*(?:答:|据[一-鿿]{{1,3}},)?                                            # 据介绍,
    (?:
        {either("classes", "as_of")} | {either("classes", "by_now")}(?=[,已共全我])  # 截至, 目前, 目前全市
        | [^,;。:\n]{{2,8}}{SINCE}(?=[,\ 全各我])                                # 入汛以来
    )
    """,
    re.VERBOSE,
)
TURNS_AHEAD = lazy(rf"[,;](?:{either('classes', 'to_come')})")
REACH_OF_OPENING = 120  # characters
SHARE_OF = "占"
IN_ALL = lazy(
    f"(?<!公)({only_word('classes', 'in_all_there_are')})(?!{only_word('classes', 'owned_together')})"
    "[^,;。:、0-9]{1,12}$"
)
WHAT_IS = lazy("[现共](?:[已共]?有|辖)")
STATIVE = (Role.TELLS, Role.STANDS)


def start_of_change(mention: Mention, _: Named) -> StatusAnswer | None:
    """由A增至B: A was so before."""
    return StatusAnswer(Status.ACTUAL, "start_of_change", role=Role.BEGINS) if mention.starts_change else None


def review_of_report(mention: Mention, _: Named) -> StatusAnswer | None:
    """一、2025年工作回顾; a bulletin: what a report says in looking back is achieved, whatever it says of efforts."""
    part = mention.part
    if not part.looks_back or part.genre not in LOOKING_BACK:
        return None
    period = mention.own_period or mention.period
    if period is not None and (period.offset is None or ahead_of_all(period)) and to_come(mention, period):
        return None
    if part.genre == "bulletin" and PROMISED.search(mention.text, clause_start(mention), mention.quantity.span.start):
        return None  # 下半年,力争全年收入完成122亿元
    if part.doubtful and FUTURE.search(mention.text, mention.sentence.start, mention.quantity.span.start):
        return None  # 今年,申市将新建…: the part is a close call, the sentence is not
    return StatusAnswer(Status.ACTUAL, "review_of_report")


def stands_so(mention: Mention, named: Named) -> StatusAnswer | None:
    """广州有66万名在园幼儿: what there is, also among tasks, unless each is to have it or it is to be made sure."""
    start = mention.quantity.span.start
    before = named.previous.status if named.previous and mention.listed and mention.same_sentence else None
    if before is not None and before.role is Role.STANDS:
        return before
    if (listed := _goes_on_behind_attribute(mention, named)) is not None:
        return listed
    here = _each_year_here(mention)
    if here is not None and mention.part.role in AHEAD:
        return StatusAnswer(Status.ACTUAL, "stands_so", Span(*here.span(1)), role=Role.STANDS)
    found = _there_is(mention) or _in_all(mention)
    if found is None or mention.part.role not in AHEAD or DEMANDED.search(mention.text, clause_start(mention), start):
        return None
    return StatusAnswer(Status.ACTUAL, "stands_so", Span(*found.span(1)), role=Role.STANDS)


def _there_is(mention: Mention) -> re.Match[str] | None:
    """全县有|农户5200户; in 设有, 保有, 国有 the character is part of another word."""
    found = THERE_IS.search(mention.text, mention.left, mention.quantity.span.start)
    if found is None or not mention.context.words.begins(found.start(1)):
        return None
    return None if found[1] == STILL_THERE and _to_be_done(mention) else found


def _to_be_done(mention: Mention) -> bool:
    """年内还有|30个|项目开工: a stage that they will come to; 还有30个项目未开工 tells what is so."""
    come = STAGE_COMES.search(mention.text, mention.behind, mention.right)
    return come is not None and not LACKS.search(mention.text, mention.behind, come.start())


def _in_all(mention: Mention) -> re.Match[str] | None:
    """全镇共有农户5200户: the thing counted comes between."""
    period = mention.own_period or mention.period
    if made(mention) or mention.consumed or (period is not None and to_come(mention, period)):
        return None
    start = mention.quantity.span.start
    found = IN_ALL.search(mention.text, mention.left, start)
    return found if found and not FUTURE.search(mention.text, mention.sentence.start, start) else None


def _goes_on_behind_attribute(mention: Mention, named: Named) -> StatusAnswer | None:
    """有66万名儿童、|规模居全国第一的|165万名大学生: a list of what there is goes on behind an attribute."""
    start = mention.quantity.span.start
    if not mention.text.endswith("的", mention.left, start) or not mention.same_sentence:
        return None
    for before in reversed(named.before):
        if mention.context.words.behind_last(",;:。", before.mention.quantity.span.end, start) > (
            before.mention.quantity.span.end
        ):
            return None
        if before.status is not None and before.status.role is Role.STANDS:
            return before.status
    return None


def _each_year_here(mention: Mention) -> re.Match[str] | None:
    """我区每年接待游客近3亿人次: what a sentence about the place itself says of every year, unless promised."""
    start = mention.quantity.span.start
    found = EACH_YEAR_HERE.fullmatch(mention.text, mention.sentence.start, start)
    if found is None or made(mention):
        return None
    promised = PROMISED.search(mention.text, mention.sentence.start, start)
    return None if promised or FUTURE.search(mention.text, mention.sentence.start, start) else found


def described(mention: Mention, named: Named) -> StatusAnswer | None:
    """茶园总面积1.2万亩,年内改造2000亩; 大桥全长2.6公里: how large a place, a stock or a work is that a sentence begins
    with, where nothing is made of it."""
    noun, part = named.noun, mention.part
    if part.role != "tasks" or noun is None or mention.consumed or mention.comparator_behind:
        return None
    front = mention.text[mention.sentence.start : mention.left].replace(" ", "")
    if mention.own_period or made(mention) or len(front) > HEADED:
        return None
    of_place = noun.phrase.endswith(FEATURES) or (
        mention.text.endswith(FEATURES, mention.left, mention.before_end)  # 辖区面积 is named 面积
        and not mention.text.startswith("的", mention.behind)
    )
    if not of_place and not (part.genre in TELLING_GENRES and noun.phrase.endswith(DIMENSIONS_OF_WORKS)):
        return None
    return StatusAnswer(Status.ACTUAL, "described", mention.quantity.span, doubt="part_uncertain", role=Role.TELLS)


def by_now(mention: Mention, _: Named) -> StatusAnswer | None:
    """截至3月底,已完成85公里;完成投资2亿元; 目前,全省企业1.6万家; 入汛以来,降雨412毫米: what a sentence counts up to
    a day, until something is to be done."""
    text, start = mention.text, mention.quantity.span.start
    line = line_start(text, start)
    begin = max(text.rfind("。", line, start) + 1, line)
    # bounded: a paragraph that begins with 截至3月底 has moved on to plans after some hundred characters
    opened = BY_NOW.match(text, begin) if start - begin < REACH_OF_OPENING else None
    if opened is None or mention.own_period is not None or FUTURE.search(text, opened.end(), start):
        return None
    if TURNS_AHEAD.search(text, opened.end(), start):
        return None  # 改革开放以来,…,未来建设学校50所
    return StatusAnswer(Status.ACTUAL, "by_now", Span(*opened.span()), role=Role.TELLS)


def _lists_what_is(mention: Mention, before: Mention) -> bool:
    """学校现有教学班48个,学生2300人: no verb comes between, and nothing else dates the figure."""
    if mention.own_period is not None or mention.consumed or mention.comparator_behind is not None:
        return False
    start = mention.quantity.span.start
    return WHAT_IS.search(mention.text, mention.sentence.start, before.quantity.span.start) is not None and not (
        FUTURE.search(mention.text, before.behind, start) or made(mention, before.behind)
    )


def still_so(mention: Mention, named: Named) -> StatusAnswer | None:
    """全市现有养老机构126家,床位1.8万张: what a sentence that says what exists continues, unless its part
    is clear."""
    previous = named.previous
    clause = clause_start(mention)
    if previous is None or not mention.same_sentence or previous.status is None:
        return None
    of_it = previous.status.value == Status.ACTUAL and mention.text.startswith(SHARE_OF, clause)
    # where it is sure what the part is for, its role decides; this rule is for parts of mixed kinds
    if not mention.part.doubtful and not of_it and not _lists_what_is(mention, previous.mention):
        return None  # 流失面积860平方公里,占国土面积的41%
    if mention.part.role in AHEAD and made(mention, clause):
        return None  # 现有合作社30家,新增示范社2家
    if mention.part.role in AHEAD and mention.says("state") is not None and mention.part.inner.now is not None:
        return None  # 现有特种设备3万台,定检率达到99%
    before, span = previous.status, previous.mention.quantity.span
    if before.value != Status.ACTUAL or before.role not in STATIVE:
        return None
    return StatusAnswer(Status.ACTUAL, "still_so", span, doubt="part_uncertain", role=Role.TELLS)

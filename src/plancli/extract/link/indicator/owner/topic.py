"""What a sentence is about, without what is done about it: 服务业 of 实施服务业提升攻坚行动, 经开区 of 经开区要…."""

from __future__ import annotations

import re
from functools import lru_cache

from plancli.extract.context.mention import Mention
from plancli.extract.link.indicator import phrase as cut
from plancli.extract.link.indicator.lead import STRONG, lead_at
from plancli.lexicon.words import either, pattern, phrases, prenominal_words
from plancli.native import ending
from plancli.patterns import lazy
from plancli.segment.clause_words import ClauseWords
from plancli.segment.clauses import CLAUSE_MARKS

SAID_OF_REGION = lazy(rf"(?:{either('nouns', 'region_noise')}|{either('stated', 'places')})的?$")
CLAUSES_BACK = 2  # what is before them has been replaced by another topic
LONGEST = 18  # characters of a topic
SHORTEST = 2
UNOWNED = phrases("nouns", "unowned")
LIGHT = phrases("nouns", "light")
NOBODY = frozenset((*phrases("nouns", "generic"), *UNOWNED))
NOT_A_TOPIC = lazy(rf"(?:{pattern('nouns', 'unmeasured').pattern}|{either('classes', 'no_topics')})$|[动划程]”$")
DONE_ABOUT = (*phrases("nouns", "activities"), *phrases("classes", "topic_deeds"), *phrases("nouns", "planned_sums"))
SUCH_AS = "等"
FOCUS = lazy(either("classes", "focuses"))
HOW_MANY = lazy(r"[一二两三四五六七八九十百千0-9]+[大年项个]?$")
# 建设核医疗产业园、激光产业园: a list of parks is one topic
PARK = f"[^、和及的0-9]{{2,14}}{either('classes', 'parks_end')}(?![园区])"
PARKS = lazy(f"{PARK}(?:[、和及与]{PARK}){{1,3}}(?![、和及与])")
SLOGAN = lazy(r"(?<=..)“[^“”]{1,8}”$")
# A figure names a thing of its own, a bracket or 的 a part of the topic; 一批项目 belongs to no one.
NO_TOPIC = lazy(rf"[0-9、和的(]|^{either('classes', 'vague_starts')}")
SHALL = "要"
TOPIC_ENDS = phrases("classes", "topics_end")
SENTENCE_MARKS = "。;"
ANNOUNCED = lazy(r" *(?P<topic>[一-鿿“”()、—]{2,21})")
ACTOR = lazy(
    rf"""
    [ ]* (?! [各每全本我] | {pattern("nouns", "turns").pattern} )
    (?P<topic> [一-鿿]{{1,16}}? (?: {either("classes", "actors_end")} | {either("classes", "zones_end")} ) )
    (?! [一-鿿]?[园区链] )  # 产业|园, 开发区|北区
    """,
    re.VERBOSE,
)
LONGEST_ACTOR = 22  # characters
NO_VERB = (SUCH_AS, *phrases("classes", "list_signs"))
FARTHEST = 600  # characters from the sentence that announces a topic
# 全市, 我县, 各部门, 二是…负责: from there on something else acts.
OTHER_ACTOR = lazy(rf"{either('nouns', 'region_noise')}|{either('classes', 'other_actors')}|[一二三四五六七八九十]是")


def announced(mention: Mention) -> str:
    """The topic of this sentence, or of one before it in its paragraph, that begins with 经开区要…; else empty."""
    text, figure = mention.text, mention.quantity.span.start
    end, floor = figure, max(0, figure - FARTHEST)
    floor = max(text.rfind("\n", floor, end) + 1, floor)
    # every name of a document asks this: one character is looked for before any pattern
    while (end := text.rfind(SHALL, floor, end)) > floor:
        if text[end - 1] in TOPIC_ENDS and mention.context.words.spans(end, end + 1):
            start = max(floor, *(text.rfind(mark, floor, end) + 1 for mark in SENTENCE_MARKS))
            if found := ANNOUNCED.fullmatch(text, start, end):
                return "" if OTHER_ACTOR.search(text, end, figure) else found["topic"]
    return _actor(mention)


def _actor(mention: Mention) -> str:
    """新能源产业|重点发展储能装备, …, 实现产值60亿元: what a sentence begins with and its first verb is said of; else
    empty."""
    context, start, end = mention.context, mention.sentence.start, mention.left
    begins, over = _actor_at(context.text[start : start + LONGEST_ACTOR])
    at, topic = start + over, context.text[start + begins : start + over]
    if not topic or at >= end - 1 or not context.words.begins(at) or context.text.startswith(NO_VERB, at):
        return ""
    word, verb = prenominal_words().starting(context.text, at, end) or ("", None)
    says = verb is not None and not verb.noun and context.words.begins(at + len(word))
    told = says and not (says_more(topic) or lead_at(context, start + begins, at))
    told = told and not OTHER_ACTOR.search(context.text, start, mention.quantity.span.start)
    return topic if told else ""


@lru_cache(maxsize=64)  # every name of a sentence asks
def _actor_at(head: str) -> tuple[int, int]:
    """Where in the first characters of a sentence what it is about begins and ends; (0, 0) where that is unknown."""
    found = ACTOR.match(head)
    return found.span("topic") if found else (0, 0)


def of_clause_before(mention: Mention) -> str:
    """The topic of a clause before this one in its sentence; empty where there is none."""
    words = mention.context.words
    # from where its clause begins: a later item of a list has the topic of the first
    end = words.behind_last(CLAUSE_MARKS, mention.sentence.start, mention.left) - 1
    for _ in range(CLAUSES_BACK):
        if end <= mention.sentence.start:
            break
        start = words.behind_last(CLAUSE_MARKS, mention.sentence.start, end)
        if topic := _topic(mention, start, end):
            return topic
        end = start - 1
    return ""


def _topic(mention: Mention, start: int, end: int) -> str:
    phrase, stripped = cut.before(mention.context, start, end)
    parks = PARKS.match(phrase) if stripped.verb else None
    if parks and not says_more(parks.group()):
        return parks.group()
    if not stripped.verb or not phrase or NO_TOPIC.search(phrase):
        return ""
    topic = without_deed(phrase)
    listed = mention.text.endswith(SUCH_AS, mention.left, mention.quantity.span.start) and topic == phrase
    # of a list of examples (甲、乙等|16个项目) the clause before is the topic only where it says so
    if (listed and not topic.endswith(UNOWNED)) or SUCH_AS in topic:
        topic = topic if FOCUS.match(mention.text, start, end) else ""
    told = SHORTEST <= len(topic) <= LONGEST and topic not in NOBODY and not NOT_A_TOPIC.search(topic)
    return topic if told and not says_more(topic) and not lacks_owner(topic) else ""


def of_region(mention: Mention, name: str) -> bool:
    """全市|规模以上企业达到500家: whether a name in front of its figure is said of all of a region, so of no field.

    Args:
        name: as it was cut out of the clause.
    """
    said = mention.text[mention.left : mention.before_end]
    at = said.rfind(name)
    # of the name itself nothing is asked: 东部 of 东部地区生产总值 is whose it is
    return at > 0 and SAID_OF_REGION.search(said, 0, at) is not None


def says_more(topic: str) -> bool:
    """存量资产|扩大|有效投资: a verb inside says what is done, and such words name no topic.

    Args:
        topic: folded words.
    """
    words = ClauseWords(topic)
    if any(words.spans(*found.span()) for found in STRONG.finditer(topic, 1)):
        return True
    for at in range(SHORTEST, len(topic) - SHORTEST):
        word, lead = prenominal_words().starting(topic, at, len(topic)) or ("", None)
        deed = lead is not None and lead.verb and not lead.noun and not lead.stays_before
        if deed and len(word) > 1 and words.spans(at, at + len(word)):
            return True
    return False


def without_deed(phrase: str) -> str:
    """服务业 of 服务业提升攻坚行动: a topic without what is done about it.

    Args:
        phrase: the object of a clause, folded.
    """
    words = ClauseWords(phrase)
    end = len(phrase)
    while (shorter := _deed_start(words, end)) >= SHORTEST:
        end = shorter
    return phrase[:end]


def _deed_start(words: ClauseWords, end: int) -> int:
    """Where the last word of what is done begins, in front of `end`; 0 where a topic ends there."""
    text = words.text
    slogan = SLOGAN.search(text, 0, end)
    deed = slogan.group() if slogan else _deed(text, end)
    verb = None if deed else prenominal_words().ending(text, SHORTEST, end)
    start = end - (len(deed) or (len(verb[0]) if verb and verb[1].verb else end))
    if not words.begins(start) and not slogan:
        return 0
    many = HOW_MANY.search(text, 0, start) if deed else None
    return many.start() if many else start


def _deed(text: str, end: int) -> str:
    return ending(text, DONE_ABOUT, 0, end)


def lacks_owner(name: str) -> bool:
    """Whether a name is a general noun with nothing but light words in front of it: 重点项目, 市级平台.

    Args:
        name: a name, folded.
    """
    if not (head := ending(name, UNOWNED)):
        return False
    rest = name.removesuffix(head)
    while rest and (light := ending(rest, LIGHT)):
        rest = rest.removesuffix(light)
    return not rest


def joined(topic: str, name: str) -> str:
    """基础设施重点项目 for 基础设施项目 and 重点项目: what both end with is said once.

    Args:
        topic: whose it is.
        name: a general noun.
    """
    shared = next((word for word in UNOWNED if name.endswith(word) and topic.endswith(word)), "")
    rest = topic.removesuffix(shared)
    begun = next((word for word in LIGHT if rest.endswith(word) and name.startswith(word)), "")
    rest = rest.removesuffix(begun)
    return (rest if len(rest) >= SHORTEST else topic) + name

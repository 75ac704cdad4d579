"""What counted things attain or do, which says what is measured: 3个集群|入选省级名录, 20项经验|在全国推广."""

from __future__ import annotations

from plancli.extract.context.mention import DocumentContext, Mention
from plancli.extract.context.predicate import starts_predicate
from plancli.extract.link.indicator.behind_figure import ATTAINMENTS, LONGEST_PREDICATE, counts_things
from plancli.extract.link.indicator.lead import MEASURE_HEADS, STRONG, period_inside, strip_front, verb_at
from plancli.extract.link.indicator.list_tail import first_of_list, last_span
from plancli.extract.link.indicator.noun_end import behind
from plancli.extract.link.indicator.tidy import tidy
from plancli.extract.link.linked import Before
from plancli.lexicon.words import either, pattern, phrases
from plancli.patterns import lazy

DOES = phrases("nouns", "does")
GAINED = pattern("nouns", "gains")
COME_OF_IT = lazy(rf"{either('nouns', 'outcomes')}$")
# 完成年度任务, 完成投资计划: this says how the work went, not which things are counted.
SUM_DONE = lazy(rf"{either('nouns', 'invested')}|{either('nouns', 'planned_sums')}(?!”)")
MANNERS = lazy(rf"(?:{pattern('nouns', 'loose_ends').pattern}|均)")
SERVED = phrases("classes", "served")  # 为3万名群众|开展服务: they do not do it.
# 在全国推广, 向社区开放: words that lead somewhere, and that a noun ends before
WAYS = {*phrases("classes", "toward"), *phrases("classes", "arrival")} & {*phrases("nouns", "cuts")}
VAGUE_WAY = lazy(f"{either('nouns', 'vague_ways')}|{either('nouns', 'region_noise')}")
OF_KIND = "的"
FRONT_OF = "前"
AMONG_ALL = lazy("[0-9.]+ ?[%‰位名]")
SHORTEST = 2
SHORTEST_WAY = 5  # characters: 在全国推广


def attained(mention: Mention, before: Before, noun: str) -> str:
    """6个项目入选省重大创新工程: what is counted is 入选省重大创新工程的项目.

    Args:
        noun: the noun right behind the figure.
    """
    text, end = mention.text, mention.right
    start = mention.behind + len(noun)
    if start >= end:
        deed = _of_list(mention, before)
        return noun + deed if deed else ""
    if text[start] == "均":
        start += 1
    if among := AMONG_ALL.match(text, end):  # 进入全球前|1%
        end = among.end() if text[end - 1] == FRONT_OF else end
    served = mention.quantity.written.unit == "%" or text.endswith(SERVED, mention.left, mention.quantity.span.start)
    deeds = ATTAINMENTS if served else (*ATTAINMENTS, *DOES)
    if not text.startswith(deeds, start, end) or not 4 <= end - start <= LONGEST_PREDICATE:
        return ""
    return f"{tidy(text[start:end])}的{noun}"


def gained(mention: Mention, before: Before, noun: str) -> str:
    """3名选手|获评全国技术能手: what counted things attain belongs to the name; how they attain it does not.

    Args:
        noun: the noun behind the figure, which has a name of its own.
    """
    text, end = mention.text, mention.right
    start = text.find(noun, mention.behind, end) + len(noun)
    if start < max(len(noun), mention.behind) or not counts_things(mention):
        return noun
    if start >= end:
        return noun + _of_list(mention, before)
    # a figure follows (实现|全覆盖, 达到|26家): the words lead to it; 退休的医师|到基层坐诊: a modifier says enough
    if text[end : end + 1].isalnum() or (text[start] in WAYS and OF_KIND in noun):
        return noun
    return noun + _deed(mention.context, start, end)


def _of_list(mention: Mention, before: Before) -> str:
    """8个园区、18家企业|入选全省名单: what the last of a list attains, all of it do."""
    last = last_span(mention) if counts_things(mention) else None
    if last is None:
        return ""
    # 建成8个园区、18家企业入选: what has a verb of its own attains nothing else
    first = first_of_list(mention, before)
    if strip_front(first.context, first.left, first.quantity.span.start).words:
        return ""
    start, end = last
    noun = behind(mention.context, start, end)
    at = mention.text.find(noun, start, end)
    if not noun or at < 0:
        return ""
    # 10名个人|获…表彰: what no noun ends before is in the noun
    found = next((one for one in GAINED.finditer(mention.text, at + SHORTEST, end)), None)
    return _deed(mention.context, min(at + len(noun), found.start()) if found else at + len(noun), end)


def _deed(context: DocumentContext, start: int, end: int) -> str:
    """The predicate between `start` and `end`, without how it is done; empty where it says nothing of the things."""
    text, words = context.text, context.words
    while (
        not COME_OF_IT.match(text, start, end) and (how := MANNERS.match(text, start, end)) and words.spans(*how.span())
    ):
        start = how.end()
    if COME_OF_IT.match(text, start, end) or _way(context, start, end):
        return tidy(text[start:end])
    verb = GAINED.match(text, start, end)
    if verb is None or not words.spans(*verb.span()) or STRONG.match(text, verb.end(), end):
        return ""
    end = _first_deed_end(context, verb.end(), end)
    told = 4 <= end - start <= LONGEST_PREDICATE and not SUM_DONE.search(text, verb.end(), end)
    return tidy(text[start:end]) if told else ""


def _way(context: DocumentContext, start: int, end: int) -> bool:
    """Whether things get somewhere: 在全国推广, 向社区开放, 到县级医院工作; 在年内开工 says when."""
    if not SHORTEST_WAY <= end - start <= LONGEST_PREDICATE or context.text[start] not in WAYS:
        return False
    if (
        "、" in context.text[start:end]
        or VAGUE_WAY.match(context.text, start + 1)
        or period_inside(context, start, end)
    ):
        return False
    return context.words.spans(start, start + 1)


def _first_deed_end(context: DocumentContext, start: int, end: int) -> int:
    """Where a predicate ends in front of a second one: 实现全程网办、|不见面审批, 获评五星、|数量居首."""
    text, at = context.text, context.text.find("、", start, end)
    while at >= 0:
        follows = text[at + 1]
        if follows.isdigit() or follows in "不无" or starts_predicate(context.words, at + 1, end):
            return at
        if verb_at(context, at + 1, end) or MEASURE_HEADS.match(text, at + 1, end):
            return at
        at = text.find("、", at + 1, end)
    return end

"""The noun behind a figure, which says what is counted: 开放200个以上|政府数据集."""

from __future__ import annotations

import re

from plancli.extract.context.mention import Mention
from plancli.extract.link.indicator.antecedent import REACH_BACK
from plancli.extract.link.indicator.behind_figure import (
    acts,
    chosen,
    counts_things,
    modified,
    of_named,
)
from plancli.extract.link.indicator.deed.gained import attained, gained
from plancli.extract.link.indicator.lead import Stripped, strip_front
from plancli.extract.link.indicator.list_tail import shared_tail
from plancli.extract.link.indicator.noun_end import behind
from plancli.extract.link.indicator.shared_name import measure_of, same_class
from plancli.extract.link.indicator.tidy import tidy
from plancli.extract.link.linked import Before, Noun, Origin
from plancli.lexicon import load
from plancli.lexicon.units import bare
from plancli.lexicon.words import either, guarded, only_word, pattern, phrases, prenominal_words
from plancli.model import Span
from plancli.patterns import backwards, lazy
from plancli.segment.clause_words import ClauseWords

CLASS_BY_AMOUNT = lazy(
    rf"""
    年?{either("classes", "sorting_amounts")}?  # the amount by which things are sorted
    (?:
        [过超][0-9.十百千万亿]+元?  # 过亿元, not 超市
        |[0-9.十百千万亿]*(?:美?元|{either("classes", "class_units")})?(?:级|以上)  # 百亿级
        |[省市县区]级(?:以上)?  # or the level that named them
        |国家级
    )
    """,
    re.VERBOSE,
)
END_OF_AMOUNT = lazy("[过超0-9.十百千万亿元级上]")  # What such a class ends with; few other names do.
CLASSED_BY_AMOUNT = lazy("[^,;。的]{0,16}[过超][0-9十百千万亿.]+元?(?:以上)?的[^的]{2,}$")
AHEAD = lazy(r"[^,。;\n]{0,40}?(?:级以上|级|[过超][0-9十百千万亿]+元?)(?=[一-鿿]{2})(?!、)")
AGREES: dict[str, tuple[str, ...]] = {
    unit: tuple(row["word"] for row in guarded("nouns", "agrees") if unit in row["classifiers"])
    for unit in load.table("nouns")["agrees"]["classifiers"]
}
SORTED = either("classes", "sorting_amounts")
SORTED_BY = lazy(rf"{SORTED}$")
AMOUNT = rf"{SORTED}?[过超]? ?[0-9][0-9.]* ?[十百千万亿]*{either('classes', 'class_units')}?(?:以上|级)"
# 10亿元以上、1个50亿元以上|制造业项目
ROW_OF_AMOUNTS = lazy(rf" ?(?P<amount>{AMOUNT})(?:、[0-9]+ ?[个家户]{AMOUNT})*(?:的)?(?=[一-鿿])")
# 5座|110千伏变电站, 3个|万头牧场
SIZE_OF_CLASS = lazy(
    rf"""
    [ ]?
    (?P<amount>
        [0-9][0-9.]*[ ]?[百千万亿]*
        (?:{either("classes", "class_units")}|{either("nouns", "sizes")}|{either("nouns", "voltages")})
        | [百千万]+[头只亩人吨]
    )
    (?=[一-鿿])
    """,
    re.VERBOSE,
)
ANAPHORS = frozenset(phrases("nouns", "anaphors"))
GENERIC = frozenset(phrases("nouns", "generic"))
COVERS = phrases("classes", "covers")
MEASURES = phrases("nouns", "measures")
RESPECTIVELY = pattern("classes", "respectively")
# What measures themselves are counted by: 9项|民生支出, 3类|收入
MEASURES_COUNTED = frozenset((*phrases("classes", "kind_units"), *phrases("classes", "task_units")))
THING_HEADS = pattern("nouns", "generic")
SPENT_ON = lazy(rf"(?:\d{{4}}年|年度?|{either('nouns', 'invested')})*")  # 项目|年度投资|完成率
SHORTEST_HEAD = 2  # characters of a general noun that is a word of its own
NO_CLASSIFIERS = frozenset(("", *phrases("classes", "shares"), *phrases("classes", "multiples")))
BUILT = only_word("classes", "built")
TASK = lazy(f"(?<=...)(?<!的)(?<!{pattern('nouns', 'kinds_of_task').pattern})(?:{pattern('nouns', 'tasks').pattern})$")
TASK_UNITS = frozenset(phrases("classes", "task_units"))
ABILITIES = phrases("nouns", "abilities")
QUOTE_ENDS = "”"
THINGS_END = tuple({*phrases("nouns", "generic"), *phrases("nouns", "bound_heads"), *phrases("nouns", "places_served")})
ABLE = f"{either('nouns', 'of_abilities')}*{either('nouns', 'abilities')}"
ABILITY = lazy(f"(?<=..)(?P<join>[和及与、]?)的?{ABLE}(?:{BUILT})?$")
SHORTEST_THING = 3  # characters
STOP = lazy(r"[,。;、\n]")
# 储能60万千瓦|目标: what sums a list up names none of its figures.
SUMS_UP = lazy(rf"(?:的|等)?(?:{pattern('nouns', 'summed').pattern})[ ,。;]?$")
# 与2025年达到50%|的要求差距较大: how far from it things are is no name either.
SHORT_OF = lazy(rf"的(?:{pattern('nouns', 'no_things').pattern})[还仍尚]?(?:[有存相]|差)")
COLUMN_GAP = lazy(r"[ ]{2,}(?=[^\s])")


def noun_behind(mention: Mention, before: Before) -> Noun | None:
    """开放200个以上|政府数据集: nothing but a verb comes before the figure, or a counted noun right behind it."""
    # looked at first: the class is written as a second figure, and would otherwise close the piece of the first
    classed = _classed_ahead(mention)
    short_of = bool(before) and SHORT_OF.match(mention.text, mention.behind, mention.right) is not None
    if not classed and (short_of or _closes(mention)):
        return None
    front = strip_front(mention.context, mention.left, mention.before_end)
    if classed:
        flow, span = flow_of(mention, before, front.flow), Span(mention.behind, mention.behind)
        return Noun(classed, span, "noun_behind", Origin.BEHIND, flow, classed)
    if _tied(mention, front):
        return None
    phrase = modified(mention, front) or behind(mention.context, mention.behind, mention.right)
    phrase = phrase or chosen(mention, front)
    # 千亿级 alone names nothing: the noun is behind the last class of the list
    if is_class_by_amount(phrase):
        phrase += _head_ahead(mention)
    if phrase.partition("(")[0].removesuffix(BUILT) in GENERIC:
        phrase = attained(mention, before, phrase) or of_named(mention, front, phrase) or phrase
    phrase = _thing(mention, acts(mention, front, shared_tail(mention, before, phrase)))
    if (len(phrase) < 2 and phrase not in GENERIC) or phrase in ANAPHORS:
        return None
    span = Span(max(mention.text.find(phrase[:2], mention.behind), mention.behind), mention.right)
    name = phrase if phrase in GENERIC else gained(mention, before, phrase)
    return Noun(name, span, "noun_behind", Origin.BEHIND, flow_of(mention, before, front.flow), phrase)


def is_class_by_amount(phrase: str) -> bool:
    """Whether a name only says how large what is counted is: 亿元以上, 百亿级, 省级.

    Args:
        phrase: folded.
    """
    ended = END_OF_AMOUNT.match(phrase, max(len(phrase) - 1, 0)) is not None
    return ended and CLASS_BY_AMOUNT.fullmatch(phrase) is not None


def _thing(mention: Mention, phrase: str) -> str:
    """推进13个|国家医学中心建设: centres are counted, not their building; 泵站改造建设 is one activity."""
    phrase = _without_ability(mention, _measured(mention, _without_task(mention, phrase)))
    thing = phrase.removesuffix(BUILT).removesuffix("的")
    if thing == phrase or len(thing) < SHORTEST_THING or "和" in thing or not counts_things(mention):
        return phrase
    last = prenominal_words().ending(thing, 1, len(thing))
    return phrase if last is not None and last[1].verb else thing


def _without_task(mention: Mention, phrase: str) -> str:
    """完成51个|村自来水入户任务: what is to be done is counted; 10项|重点任务 are tasks."""
    unit = mention.quantity.written.unit
    if not unit or unit in TASK_UNITS or (task := TASK.search(phrase)) is None:
        return phrase
    return phrase[: task.start()]


def _without_ability(mention: Mention, phrase: str) -> str:
    """9个|国家医疗中心服务功能, 300个|村卫生室能力: those that have an ability are counted, not what they can do."""
    if not phrase.removesuffix(BUILT).endswith(ABILITIES):  # nearly always
        return phrase
    if mention.quantity.written.unit in TASK_UNITS or not counts_things(mention):
        return phrase
    found = ABILITY.search(phrase)
    # 医疗技术和服务能力: of two things an ability is one
    told = found is not None and not found["join"] and ClauseWords(phrase).begins(found.start())
    told = told and found is not None and phrase[: found.start()].rstrip(QUOTE_ENDS).endswith(THINGS_END)
    return phrase[: found.start()] if found and told else phrase


def _measured(mention: Mention, phrase: str) -> str:
    """2户|企业|产值突破50亿元: what is measured by the next figure is counted by this one; 9项|民生支出 are counted."""
    followed = mention.right == mention.next_start < len(mention.text)
    measure = measure_of(phrase) if followed and phrase not in MEASURES else ""
    if not measure or mention.quantity.written.unit in MEASURES_COUNTED or not counts_things(mention):
        return phrase
    if RESPECTIVELY.search(mention.text, mention.behind, mention.right):  # the figures behind are of this name
        return phrase
    return _last_head(phrase.removesuffix(measure)) or phrase


def _last_head(things: str) -> str:
    """省重点项目 of 省重点项目投资: up to the last general noun if only spending is behind it; else empty."""
    words = ClauseWords(things)
    for found in backwards(THING_HEADS, things, 0, len(things)):
        whole = len(found.group()) >= SHORTEST_HEAD or not words.begins(found.start())
        if whole and words.begins(found.end()):
            return things[: found.end()] if SPENT_ON.fullmatch(things, found.end()) else ""
    return ""


def _head_ahead(mention: Mention) -> str:
    """3个万亿级和7个千亿级|产业集群: the noun that all classes of a list share follows the last."""
    text, end = mention.text, min(len(mention.text), mention.right + REACH_BACK)
    found = AHEAD.match(text, mention.right, end)
    if found is None:
        return ""
    stop = STOP.search(text, found.end(), end)
    return behind(mention.context, found.end(), stop.start() if stop else end)


def _closes(mention: Mention) -> bool:
    """Whether the figure closes its clause piece, so that what it measures must come before it."""
    quantity = mention.quantity
    if quantity.form in ("coverage", "doubling", "rank"):
        return True
    if mention.behind >= mention.right or mention.starts_change or _ends_column(mention) or _summed_up(mention):
        return True
    return quantity.written.unit in NO_CLASSIFIERS and mention.says("growth", "decrease") is not None


def _summed_up(mention: Mention) -> bool:
    """储能60万千瓦|目标: what was named in front is to be reached; 落实3项|任务 counts tasks."""
    if SUMS_UP.fullmatch(mention.text, mention.behind, mention.right) is None:
        return False
    empty = strip_front(mention.context, mention.left, mention.before_end).start >= mention.before_end
    return not empty and mention.quantity.written.unit not in TASK_UNITS


def _ends_column(mention: Mention) -> bool:
    """公共桩 新建1400个  |换电站 4座: columns that blanks part; the next is of another thing."""
    return COLUMN_GAP.match(mention.text, mention.behind) is not None and mention.before_end > mention.left


def _tied(mention: Mention, front: Stripped) -> bool:
    """Whether the words in front of the figure tie it to a noun before it."""
    quantity, text = mention.quantity, mention.text
    empty = front.start >= mention.before_end
    # a share refers to the noun in front of it, unless 的 leads on to the noun behind
    if quantity.written.unit in NO_CLASSIFIERS and not empty:
        return text[mention.behind] != "的" or text.endswith(COVERS, mention.left, mention.before_end)
    if empty:
        return False
    return _predicate(mention) is not None or text.endswith(
        AGREES.get(bare(quantity.written.unit), ()), mention.left, mention.before_end
    )


def _predicate(mention: Mention) -> object | None:
    """A word that ties the figure to the noun before it: 达到, 增长, 居."""
    return mention.says("growth", "decrease", "state", "rank", "plain")


def _classed_ahead(mention: Mention) -> str:
    """引进23个|50亿元以上制造业项目, 5座|110千伏变电站: the class behind a count, and the noun of its list."""
    text, end = mention.text, min(len(mention.text), mention.sentence.end, mention.behind + REACH_BACK)
    found = ROW_OF_AMOUNTS.match(text, mention.behind, end) or SIZE_OF_CLASS.match(text, mention.behind, end)
    if found is None:
        return ""
    stop = STOP.search(text, found.end(), end)
    head = behind(mention.context, found.end(), stop.start() if stop else end)
    return tidy(found["amount"]) + head if len(head) > 1 else ""


def flow_of(mention: Mention, before: Before, found: bool, verb: bool = False) -> bool:
    """A list goes on under the verb of its first item: 新增A45家、B397家.

    Args:
        found: what the words before the noun say.
        verb: whether the item has a verb of its own; then the list's says nothing of it.
    """
    previous = before[-1].noun if before else None
    if found or verb or previous is None:
        return found
    return mention.listed and mention.same_sentence and previous.flow


def counted_class(head: str) -> str:
    """项目 of 投资或产值超百亿元的项目: what is sorted by amounts.

    Args:
        head: a name, folded.
    """
    return head.rpartition("的")[2] or head if CLASSED_BY_AMOUNT.match(head) else CLASS_BY_AMOUNT.sub("", head, count=1)


def class_of_before(mention: Mention, before: Before) -> str:
    """亿元以上项目60个,其中10亿元以上|20个: an amount alone sorts what was counted before; empty where it does not.

    Args:
        mention: a count.
    """
    last = before[-1].mention if before and mention.same_sentence else None
    bound = last.comparator_behind if last is not None else None
    if last is None or bound is None or last.quantity.written.unit in NO_CLASSIFIERS or counts_things(last):
        return ""
    if not counts_things(mention) or mention.text[bound.span.end : mention.quantity.span.start].strip():
        return ""
    alike = (one for one in reversed(before) if one.mention.sentence.start == mention.sentence.start)
    unit = mention.quantity.written.unit
    head = next((one.noun.head for one in alike if one.noun and one.mention.quantity.written.unit == unit), "")
    start = last.quantity.span.start
    measure = SORTED_BY.search(mention.text, last.left, start)  # 其中|产值|50亿元以上3家
    phrase = tidy(mention.text[measure.start() if measure else start : bound.span.end]) + counted_class(head)
    return (same_class(phrase, head) or phrase) if head else ""

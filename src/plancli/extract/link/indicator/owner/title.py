"""What a whole plan is about, as its title says: 低空经济 of 云岭市低空经济发展三年行动方案."""

from __future__ import annotations

from functools import lru_cache

from plancli.extract.context.mention import Mention
from plancli.extract.link.indicator.owner.topic import (
    LONGEST,
    NOT_A_TOPIC,
    joined,
    lacks_owner,
    of_region,
    says_more,
    without_deed,
)
from plancli.extract.link.linked import Before, Noun, Origin
from plancli.lexicon.words import either, only_word, pattern, prenominal_words
from plancli.patterns import lazy
from plancli.segment.clause_words import ClauseWords
from plancli.segment.clauses import line_start

GENRE = "plan"
SHORTEST_FIELD = 3  # characters of a topic: 养老, 供水 are no more than part of one
CITED = lazy("《(?P<title>[^《》]+)》")
IN_BRACKETS_OF_TITLE = lazy(r"[(（][^()（）]*[)）]")
ABOUT = only_word("classes", "about")
REGION = lazy(
    rf"(?:[一-鿿]{{2,8}}?{either('classes', 'region_signs')}"
    rf"|{either('nouns', 'region_noise')}|{either('stated', 'places')})"
)
SPAN = lazy(
    rf"“?十[一二三四五六]五”?{either('head', 'plan_tails')}?"
    r"|[0-9]{4}(?:[—–-]{1,2}[0-9]{4})?年度?"
    r"|第?[一二三四五六七八九十两]+[年期]"
)
REGION_SIGN = lazy(either("classes", "region_signs"))
FRAME = lazy(rf"(?:[的与]?{either('classes', 'plan_manners')}*{either('classes', 'plan_kinds')})+$")
TWO_FIELDS = lazy("[、和与及“”—0-9的]")
BROAD = lazy(rf"{either('classes', 'broad_fields')}$")
# 产业规模, 规模以上企业营业收入, 示范县: words that are said of any field.
ANY_FIELD = lazy(rf"(?:{pattern('nouns', 'of_any_field').pattern})+")
INDUSTRY = lazy(rf"(?:{either('classes', 'industry_signs')})+$")
OF_INDUSTRY = lazy(f"全?{either('classes', 'industry_signs')}")
CHAIN = "链"
# 养殖产业, but not 全产业链
OTHER_FIELD = lazy(rf"(?!全)[一-鿿]{either('classes', 'topics')}")


def of_title(mention: Mention, _: Before, noun: Noun) -> Noun | None:
    """低空经济发展行动计划: 产业规模达到|120亿元 is that of the field, where nothing nearer says whose it is."""
    name, inner = noun.phrase, mention.part.inner
    if inner.genre != GENRE or noun.origin not in (Origin.FRONT, Origin.BEHIND) or not ANY_FIELD.fullmatch(name):
        return None
    if of_region(mention, name):
        return None
    topic = topic_of(inner.title or mention.context.document.head.title or "")
    # 产业园 and 园区产值: it says already whose it is
    if not topic or topic[:2] in name or topic[-1] == name[0] or _of_other(mention, topic):
        return None
    name = joined(INDUSTRY.sub("", topic) if OF_INDUSTRY.match(name) else topic.removesuffix(CHAIN), name)
    return Noun(name, noun.span, "of_title", noun.origin, noun.flow, name)


def _of_other(mention: Mention, topic: str) -> bool:
    """Whether the line, or the heading of a section that is not on the whole, names another field."""
    text, figure = mention.text, mention.quantity.span.start
    heading = mention.context.sections[mention.section].title
    for words in (text[line_start(text, figure) : figure], heading):
        if OTHER_FIELD.search(words.replace(topic, "")):
            return True
    return False


@lru_cache(maxsize=64)
def topic_of(title: str) -> str:
    """The one field that a title names; empty where it names several, or one as broad as a government.

    Args:
        title: of a plan.
    """
    cited = CITED.search(title)
    title = IN_BRACKETS_OF_TITLE.sub("", cited["title"] if cited else title).rpartition(ABOUT)[2]
    title = FRAME.sub("", SPAN.sub("", FRAME.sub("", title)))
    topic = without_deed(_without_front(_without_region(title)))
    told = SHORTEST_FIELD <= len(topic) <= LONGEST and not (TWO_FIELDS.search(topic) or BROAD.search(topic))
    told = told and not REGION_SIGN.search(topic)  # 甲市软件产业: a place that was not told apart
    return topic if told and not NOT_A_TOPIC.search(topic) and not says_more(topic) and not lacks_owner(topic) else ""


def _without_region(title: str) -> str:
    region = REGION.match(title)
    return title[region.end() :] if region and ClauseWords(title).begins(region.end()) else title


def _without_front(title: str) -> str:
    """冷链物流 of 加快推进冷链物流."""
    words, at = ClauseWords(title), 0
    while at < len(title):
        over = (at + len(word) for word, _ in prenominal_words().all_starting(title, at, len(title)))
        end = next((end for end in over if words.begins(end)), at)
        if end == at:
            break
        at = end
    return title[at:]

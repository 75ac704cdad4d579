"""Figures inside names, titles, frames and sayings: what a text takes as given, it neither promises nor reports."""

from __future__ import annotations

import re
from functools import cache

from plancli.extract.context.mention import Mention
from plancli.extract.link.indicator import phrase as cut
from plancli.extract.link.rule import Rule
from plancli.lexicon import load
from plancli.lexicon.regions import name_at
from plancli.lexicon.words import pattern, phrases
from plancli.model import Answer, Span, Status

FRAMES = phrases("nouns", "given")
SIZED = pattern("nouns", "sized")
SIZES = frozenset(phrases("nouns", "sizes"))
VOLTAGES = frozenset(phrases("nouns", "voltages"))
MAKING = pattern("status", "making")
NUMERAL = re.compile("[两三四五六七八九十百千万]+")
CLASSES = re.compile("[两二三四五六七八九十]大?(?:类|方面|领域|环节|板块|维度)$")
PLACES = "省市区县旗州盟乡镇"
END = " ,;:。!?、)”\n"
COUNTED = re.compile(r"[^,;。]{0,60}?等 ?[0-9]+[多余]?(?:个|项|座|家|条)")
LIST_REACH = 60
TITLE_REACH = 60
ARTICLES = phrases("nouns", "articles")
SAYING = 2


def in_title(mention: Mention) -> Answer | None:
    """《千名护林员进山工作方案》: what the name of a document holds."""
    text, start = mention.text, mention.quantity.span.start
    opened = text.rfind("《", max(mention.sentence.start, start - TITLE_REACH), start)
    if opened < 0 or text.find("》", opened, start) >= 0 or text.find("》", start, start + TITLE_REACH) < 0:
        return None
    return Answer(Status.OTHER, "in_title", mention.quantity.span)


def place_name(mention: Mention) -> Answer | None:
    """三台县, 六枝特区: a place whose name begins like a count."""
    text, start = mention.text, mention.quantity.span.start
    if not NUMERAL.match(text, start):
        return None
    found = name_at(text, start)
    if found is None or text[found.end - 1] not in PLACES:
        return None
    return Answer(Status.OTHER, "place_name", Span(start, found.end))


def size_in_name(mention: Mention) -> Answer | None:
    """110千伏城南变电站, 安平30万吨铝箔等12个项目: how large a single thing is belongs to its name."""
    unit = mention.quantity.written.unit
    if mention.comparator_behind is not None or mention.quantity.form != "number" or mention.behind >= mention.right:
        return None
    if unit in VOLTAGES or (unit.lstrip("百万亿") in SIZES and (_listed_things(mention) or _single_thing(mention))):
        return Answer(Status.OTHER, "size_in_name", Span(mention.quantity.span.start, mention.right))
    return None


def _listed_things(mention: Mention) -> bool:
    """安平30万吨铝箔、华光5GW电池等|12个项目: the figure behind counts the things that are listed."""
    stop = min(mention.sentence.end, mention.behind + LIST_REACH)
    return COUNTED.match(mention.text, mention.behind, stop) is not None and not _made(mention)


def _single_thing(mention: Mention) -> bool:
    """加快推进东港30万吨炼化项目: a name stands in front of the size, and what is sized behind it."""
    text, left = mention.text, mention.left
    stripped = cut.strip_front(mention.context, left, mention.before_end)
    named = mention.before_end - stripped.start >= 2 and not mention.consumed
    return named and not _made(mention) and SIZED.search(text, mention.behind, mention.right) is not None


def _made(mention: Mention) -> bool:
    return MAKING.search(mention.text, mention.left, mention.quantity.span.start) is not None


def given_set(mention: Mention) -> Answer | None:
    """围绕25条产业链, 三大类18项指标: how many things the text deals with, not how many there shall be."""
    text, start = mention.text, mention.quantity.span.start
    if text.endswith(FRAMES, mention.left, start) and mention.behind < mention.right and not mention.consumed:
        return Answer(Status.OTHER, "given_set", mention.quantity.span)
    found = CLASSES.search(text, max(mention.sentence.start, start - 4), start)
    if mention.noun is None or not mention.noun.phrase.endswith(ARTICLES):
        return None
    return Answer(Status.OTHER, "given_set", Span(found.start(), mention.quantity.span.end)) if found else None


def place_in_order(mention: Mention) -> Answer | None:
    """列第一位者为牵头部门: an order of persons or departments."""
    ordered = mention.quantity.form == "rank" and mention.text.startswith(("者", "的为", "的单位"), mention.behind)
    return Answer(Status.OTHER, "place_in_order", mention.quantity.span) if ordered else None


def saying(mention: Mention) -> Answer | None:
    """坚持三元协同、三位一体: four characters that sum something up."""
    quantity, text = mention.quantity, mention.text
    span, end = quantity.span, mention.behind + SAYING
    if span.end - span.start != SAYING or not NUMERAL.match(text, span.start) or mention.behind != span.end:
        return None
    closed = text[end : end + 1] in END or end >= len(text)
    whole = end <= mention.right and text[mention.behind : end].isalpha() and closed
    if not whole or quantity.written.unit in _classifiers():
        return None
    return Answer(Status.OTHER, "saying", Span(span.start, end))


@cache
def _classifiers() -> frozenset[str]:
    return frozenset(load.table("nouns")["enumerated"]["units"]) | set("家所座户名人台处件套辆只棵间")


def touched(mention: Mention) -> Answer | None:
    """涉及17家企业: whom something touches is no aim."""
    found = mention.text.endswith(phrases("nouns", "touched"), mention.left, mention.quantity.span.start)
    return Answer(Status.OTHER, "touched", mention.quantity.span) if found else None


RULES: tuple[Rule, ...] = (in_title, place_name, size_in_name, given_set, place_in_order, saying, touched)

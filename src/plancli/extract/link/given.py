"""Figures inside names and frames: what a text takes as given, it neither promises nor reports."""

from __future__ import annotations

import re

from plancli.extract.context.making import made
from plancli.extract.context.mention import Mention
from plancli.extract.link.indicator.lead import strip_front
from plancli.extract.link.linked import Named, Role, StatusAnswer
from plancli.extract.link.rule import StatusRule
from plancli.lexicon.words import either, pattern, phrases, reach
from plancli.model import Span, Status

FRAMES = phrases("nouns", "given")
SIZED = pattern("nouns", "sized")
SIZES = frozenset(phrases("nouns", "sizes"))
VOLTAGES = frozenset(phrases("nouns", "voltages"))
CARRIED_OUT = pattern("nouns", "carried_out")
FRAMED_CLAUSE = re.compile(rf"[ “]*(?P<frame>{pattern('nouns', 'given').pattern})[^,;。:]{{2,40}}[的等]")
CLASSES = re.compile(f"[两二三四五六七八九十]大?{either('classes', 'given_fields')}$")
COUNTED = re.compile(r"[^,;。]{0,60}?等 ?(?:[0-9]+ ?[多余]? ?(?:个|项|座|家|条)|[^,;。0-9]{0,6}项目)")
EXAMPLE = re.compile("[^,;。、等]{2,12}等[^,;。0-9]{0,6}项目(?![0-9])")
LIST_REACH = reach("listed")
ARTICLES = phrases("nouns", "articles")
TAKEN = re.compile(f"以[^,;。:]{{2,60}}为{either('classes', 'taken_as')}")
# 实现4%的目标并不容易: an aim that is spoken of was set elsewhere.
AIMED = re.compile("的(?:增长|增速)?目标(?=[一-鿿])")
# 规划确定的22项指标中,19项达到预期: of how many parts of a plan the rest speaks.
AMONG = re.compile(rf"(?:主要|约束性|预期性)?(?:{pattern('conditions', 'components').pattern})(?:当)?中[,有]")
BANDS = ("Hz", "kHz", "MHz", "GHz")
BAND = phrases("classes", "bands")
FEATURES = phrases("nouns", "features")
WORKS = phrases("nouns", "dimensions")
TELLING = ("news", "other", "letter")
HEADED = 6  # characters: 全镇, 我县, a bullet
YEARLY = "年产"
PROGRESS = phrases("nouns", "progress")  # 加快|60万吨乙烯项目建设
GIVEN_BY = re.compile(f"(?:{pattern('nouns', 'given_by').pattern})的$")
PIECES = phrases("classes", "pieces")
LISTED = phrases("classes", "listed")


def size_in_name(mention: Mention, _: Named) -> StatusAnswer | None:
    """110千伏城南变电站, 安平30万吨铝箔等12个项目: how large a single thing is belongs to its name."""
    unit = mention.quantity.written.unit
    if mention.comparator_behind is not None or mention.quantity.form != "number" or mention.behind >= mention.right:
        return None
    if unit in BANDS and mention.text.startswith(BAND, mention.behind):
        return StatusAnswer(Status.OTHER, "size_in_name", mention.quantity.span)
    if unit in VOLTAGES or (unit.lstrip("百万亿") in SIZES and (_listed_things(mention) or _single_thing(mention))):
        return StatusAnswer(Status.OTHER, "size_in_name", Span(mention.quantity.span.start, mention.right))
    return None


def _listed_things(mention: Mention) -> bool:
    """安平30万吨铝箔、华光5GW电池等|12个项目: the figure behind counts the things that are listed; 建成投产安平
    30万吨铝箔等项目 names one."""
    stop = min(mention.sentence.end, mention.behind + LIST_REACH)
    if _named_before(mention) and EXAMPLE.match(mention.text, mention.behind, stop):
        return True
    return COUNTED.match(mention.text, mention.behind, stop) is not None and not made(mention)


def _single_thing(mention: Mention) -> bool:
    """加快推进东港30万吨炼化项目; 重点是…、六万吨乙烯裂解炉: a name, or a thing of the same list, comes before the
    size, and what is sized follows it."""
    text, start = mention.text, mention.quantity.span.start
    named = _named_before(mention) or text.endswith(LISTED, 0, start) or text.endswith(PROGRESS, mention.left, start)
    makes = made(mention) and not text.endswith(YEARLY, 0, start)
    return named and not makes and SIZED.search(text, mention.behind, mention.right) is not None


def _named_before(mention: Mention) -> bool:
    stripped = strip_front(mention.context, mention.left, mention.before_end)
    return mention.before_end - stripped.start >= 2 and not mention.consumed


def given_set(mention: Mention, named: Named) -> StatusAnswer | None:
    """围绕25条产业链, 三大类18项指标: how many things the text deals with, not how many there shall be."""
    text, start = mention.text, mention.quantity.span.start
    framed = text.endswith(FRAMES, mention.left, start) and mention.behind < mention.right and not mention.consumed
    if (
        framed
        or AIMED.match(text, mention.behind)
        or AMONG.match(text, mention.behind)
        or _framed_clause(mention, named)
        or _carried_out(mention, named)
        or _taken_as(mention)
        or (mention.quantity.written.unit in PIECES and GIVEN_BY.search(text, mention.left, start))
    ):
        return StatusAnswer(Status.OTHER, "given_set", mention.quantity.span, role=Role.GIVEN)
    if named.noun is None or not named.noun.phrase.endswith(ARTICLES):
        return None
    found = CLASSES.search(text, max(mention.sentence.start, start - 4), start)
    if found is None:
        return None
    span = Span(found.start(), mention.quantity.span.end)
    return StatusAnswer(Status.OTHER, "given_set", span, role=Role.GIVEN)


def _framed_clause(mention: Mention, named: Named) -> bool:
    """针对首批准入的|30种兽药和5种饲料, 聚焦制药、养老等|10个集群30条链: a frame opens it, and nothing is made."""
    if named.noun is None or made(mention):
        return False
    previous = named.previous
    given = previous is not None and previous.status is not None and previous.status.role is Role.GIVEN
    if previous is not None and given and (mention.listed or _right_behind(mention, named)):
        return _framed_clause(previous.mention, Named(previous.noun, named.before[:-1]))
    framed = FRAMED_CLAUSE.fullmatch(mention.text, mention.left, mention.quantity.span.start)
    return framed is not None and mention.context.words.begins(framed.end("frame"))  # 沿江高铁 is no 沿


def _right_behind(mention: Mention, named: Named) -> bool:
    """10个集群|30条链: nothing but the noun of the figure before is between."""
    previous = named.previous
    if previous is None or previous.noun is None or not mention.same_sentence:
        return False
    return mention.text[previous.mention.behind : mention.quantity.span.start] == previous.noun.phrase


def _carried_out(mention: Mention, named: Named) -> bool:
    """落实稳外贸36条措施: of articles that are there already, how many there are is no aim."""
    text, start = mention.text, mention.quantity.span.start
    if mention.quantity.written.unit not in PIECES:
        return False
    articles = named.noun is not None and named.noun.phrase.endswith(ARTICLES)
    articles = articles or text.endswith(ARTICLES, mention.behind, mention.right)
    return articles and CARRIED_OUT.search(text, _clause(mention), start) is not None


def _taken_as(mention: Mention) -> bool:
    """以25万吨铜杆、32万吨综合利用项目为龙头: what something is led by is there already."""
    opened = TAKEN.match(mention.text, _clause(mention), mention.sentence.end)
    return opened is not None and opened.end() > mention.quantity.span.start


def _clause(mention: Mention) -> int:
    return mention.context.words.behind_last(",;:。", mention.sentence.start, mention.quantity.span.start)


def described(mention: Mention, named: Named) -> StatusAnswer | None:
    """茶园总面积1.2万亩,年内改造2000亩; 大桥全长2.6公里: how large a place, a stock or a work is that a sentence begins
    with, where nothing is made of it."""
    noun, part = named.noun, mention.part
    if part.role != "tasks" or noun is None or mention.consumed or mention.comparator_behind:
        return None
    if mention.own_period or made(mention) or mention.left > mention.sentence.start + HEADED:
        return None
    of_place = noun.phrase.endswith(FEATURES) or (
        mention.text.endswith(FEATURES, mention.left, mention.before_end)  # 辖区面积 is named 面积
        and not mention.text.startswith("的", mention.behind)
    )
    if not of_place and not (part.genre in TELLING and noun.phrase.endswith(WORKS)):
        return None
    return StatusAnswer(Status.ACTUAL, "described", mention.quantity.span, doubt="part_uncertain", role=Role.TELLS)


def ordered(mention: Mention, _: Named) -> StatusAnswer | None:
    """排在前两位的县区: a rank that modifies a noun says which ones are meant."""
    modifies = mention.quantity.form == "rank" and mention.text.startswith("的", mention.behind)
    return StatusAnswer(Status.OTHER, "ordered", mention.quantity.span) if modifies else None


def touched(mention: Mention, _: Named) -> StatusAnswer | None:
    """涉及17家企业: whom something touches is no aim."""
    found = mention.text.endswith(phrases("nouns", "touched"), mention.left, mention.quantity.span.start)
    return StatusAnswer(Status.OTHER, "touched", mention.quantity.span) if found else None


RULES: tuple[StatusRule, ...] = (size_in_name, given_set, described, ordered, touched)

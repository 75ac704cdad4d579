"""How many things the text deals with, which it takes as given and neither promises nor reports."""

from __future__ import annotations

import re

from plancli.extract.context.clause_places import piece_start
from plancli.extract.context.making import made
from plancli.extract.context.mention import Mention
from plancli.extract.context.money import is_money
from plancli.extract.link.linked import Named, Role, StatusAnswer
from plancli.extract.link.status.promises import SET_BY_PLAN
from plancli.lexicon.words import either, only_word, pattern, phrases
from plancli.model import Span, Status
from plancli.patterns import lazy
from plancli.structure.part import AHEAD

GIVEN_FRAMES = phrases("nouns", "given")
CARRIED_OUT = pattern("nouns", "carried_out")
FRAMED_CLAUSE = lazy(rf"[ “]*(?P<frame>{pattern('nouns', 'given').pattern})[^,;。:]{{2,40}}[的等]")
CLASSES = lazy(f"[两二三四五六七八九十]大?{either('classes', 'given_fields')}$")
ARTICLES = phrases("nouns", "articles")
TAKEN_BY = "以"
TAKEN = lazy(f"以[^,;。:]{{2,60}}为{either('classes', 'taken_as')}")
# 实现4%的目标并不容易: an aim that is spoken of was set elsewhere.
AIMED = lazy(f"的(?:{either('classes', 'aimed_change')})?{only_word('classes', 'aim_word')}(?=[一-鿿])")
NORM_OF_OTHERS = lazy(f"的[国省部][家级颁定][^,;。、]{{0,4}}{only_word('classes', 'paid_standard')}(?=[,;。)]|$)")
"""超过85%|的国家标准: a norm that others set."""
# 规划确定的22项指标中,19项达到预期: how many parts of a plan the rest is about.
AMONG_COMPONENTS = lazy(
    rf"{either('classes', 'indicator_sorts')}?(?:{pattern('conditions', 'components').pattern})(?:当)?中[,有]"
)
GIVEN_BY = lazy(f"(?:{pattern('nouns', 'given_by').pattern})的$")
ONE_OF = lazy(rf"[^,;。:、!?\n]{{0,18}}?(?<!分){either('classes', 'one_among')}")
PIECES = phrases("classes", "pieces")
MADE_USE_OF = pattern("nouns", "made_use_of")
ABILITIES = phrases("nouns", "abilities")
USED_THINGS = phrases("classes", "things_units")
TELLING_WHICH = phrases("nouns", "telling_which")
OVERALL = lazy(f"{either('classes', 'totals')}|{only_word('classes', 'whole_chain')}")
RATES = phrases("classes", "rates")
MEASURE_NAMES = f"(?:{pattern('nouns', 'measures').pattern}|{'|'.join(RATES)})"
BEARER = lazy(
    rf"""
    (?P<bearer>[^,;。:、0-9]{{2,24}}?)(?P<measure>{MEASURE_NAMES})
    (?:、[^,;。:、0-9]{{1,8}}{MEASURE_NAMES})?      # 办结率、满意率
    [均都再已]?(?:{only_word("classes", "on_year")})?{either("nouns", "reached_by")}[到至]?$
    """,
    re.VERBOSE,
)
# 29项重点任务取得积极成果: progress in words does not say that this many are done
GOT_SOMEWHERE = lazy(f"[^,;。:、0-9]{{0,10}}?{either('nouns', 'undertaken')}{only_word('classes', 'getting')}")
PACED = lazy(f"[^,;。:、0-9]{{1,20}}?增[速幅](?:{either('classes', 'than')}|{only_word('classes', 'ahead_of_others')})")
APPOINTS = lazy(f"{either('classes', 'appoints')}$")
THOSE_IN_CHARGE = lazy(f"[^,;。:、0-9]{{0,6}}?{either('classes', 'persons_in_charge')}")
PEOPLE = lazy(rf"[^,;。:、的0-9]{{0,6}}?{either('nouns', 'bodies')}")
COUNTING = frozenset(("件", *phrases("classes", "set_units")))
CROWD_SIGNS = frozenset("万亿")


def given_set(mention: Mention, named: Named) -> StatusAnswer | None:
    """围绕25条产业链, 三大类18项指标: how many things the text deals with, not how many there shall be."""
    text, start = mention.text, mention.quantity.span.start
    framed = (
        text.endswith(GIVEN_FRAMES, mention.left, start) and mention.behind < mention.right and not mention.consumed
    )
    if (
        framed
        or _aim_spoken_of(mention)
        or AMONG_COMPONENTS.match(text, mention.behind)
        or NORM_OF_OTHERS.match(text, mention.behind)
        or _ability(mention)
        or _framed_clause(mention, named)
        or _carried_out(mention, named)
        or _taken_as(mention)
        or _bearer(mention)
        or _people(mention)
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


def one_of(mention: Mention, _: Named) -> StatusAnswer | None:
    """成为全国7个先导区之一, 12个候选项目: one of them is meant, or some are yet to be chosen."""
    found = ONE_OF.match(mention.text, mention.behind)
    if found is None or mention.quantity.form != "number":
        return None
    return StatusAnswer(Status.OTHER, "one_of", Span(*found.span()), role=Role.ASIDE)


def appointed(mention: Mention, named: Named) -> StatusAnswer | None:
    """各单位要明确1名分管领导和|1名联络员: whom each of them names to be in charge is no aim."""
    text, start = mention.text, mention.quantity.span.start
    if mention.part.looks_back:
        return None
    before = named.previous.status if named.previous and mention.listed and mention.same_sentence else None
    if before is not None and before.role is Role.APPOINTS:
        return before
    found = APPOINTS.search(text, mention.left, start)
    period = mention.own_period or mention.period
    due = period is not None and period.role == "deadline"  # 到2026年,每个村落实|1名联络员
    if found is None or due or THOSE_IN_CHARGE.match(text, mention.behind) is None:
        return None
    return StatusAnswer(Status.OTHER, "appointed", Span(*found.span()), role=Role.APPOINTS)


def _framed_clause(mention: Mention, named: Named) -> bool:
    """针对首批准入的|30种兽药和5种饲料, 聚焦制药、养老等|10个集群30条链: a frame opens it, and nothing is made."""
    if named.noun is None:
        return False
    previous = named.previous
    given = previous is not None and previous.status is not None and previous.status.role is Role.GIVEN
    if previous is not None and given and (mention.listed or _right_behind(mention, named)):
        return not made(mention) and _framed_clause(previous.mention, Named(previous.noun, named.before[:-1]))
    framed = FRAMED_CLAUSE.fullmatch(mention.text, mention.left, mention.quantity.span.start)
    if framed is None or made(mention):
        return False
    return mention.context.words.begins(framed.end("frame"))  # 沿江高铁 is no 沿


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
    return articles and CARRIED_OUT.search(text, piece_start(mention), start) is not None


def _taken_as(mention: Mention) -> bool:
    """以25万吨铜杆、32万吨综合利用项目为龙头: what something is led by is there already."""
    start = mention.quantity.span.start
    at = mention.text.rfind(TAKEN_BY, piece_start(mention), start)
    opened = TAKEN.match(mention.text, at, mention.sentence.end) if at >= 0 else None
    return opened is not None and opened.end() > start


def _bearer(mention: Mention) -> bool:
    """乳肉薯绒等7条产业链产值突破7000亿元, 214项工作完成率达98.6%: whose measure the figure behind is. Without a
    word that says which ones, 3家企业产值突破10亿元 counts those that got there."""
    text, start = mention.text, mention.quantity.span.start
    if mention.quantity.form != "number" or mention.quantity.written.unit[-1:] in "%元" or made(mention):
        return False
    if GOT_SOMEWHERE.match(text, mention.behind, mention.right):
        return True
    # in a review 57个县增速快于全省 says how many were faster
    if mention.part.role in AHEAD and PACED.match(text, mention.behind, mention.right):
        return True
    if mention.next_start >= mention.sentence.end or mention.quantity.written.unit[-1:] not in COUNTING:
        return False
    found = BEARER.match(text, mention.behind, mention.next_start)
    if found is None:
        return False
    told = text.endswith(TELLING_WHICH, mention.left, start) or OVERALL.search(found["bearer"]) is not None
    return told or found["measure"].endswith(RATES)


def _aim_spoken_of(mention: Mention) -> bool:
    """实现4%|的目标并不容易; but in what looks back 规划确定的60%|的目标 is quoted."""
    quoted = mention.part.looks_back and SET_BY_PLAN.search(
        mention.text, mention.sentence.start, mention.quantity.span.start
    )
    return AIMED.match(mention.text, mention.behind) is not None and not quoted


def _ability(mention: Mention) -> bool:
    """发挥|300人|专家队伍作用: of what is made use of, how much there is is no aim."""
    unit = mention.quantity.written.unit
    if mention.consumed or mention.comparator_behind is not None or made(mention):
        return False
    if not (is_money(unit) or unit in USED_THINGS):
        return False  # 落实200万千瓦|调峰能力
    able = mention.text.endswith(ABILITIES, mention.behind, mention.right)
    return able and MADE_USE_OF.search(mention.text, mention.left, mention.quantity.span.start) is not None


def _people(mention: Mention) -> bool:
    """汇聚8500万江苏人民的力量: those who live in a place are no figure of a plan."""
    unit = mention.quantity.written.unit
    if mention.quantity.form != "number" or unit[:1] not in CROWD_SIGNS or made(mention):
        return False
    return PEOPLE.match(mention.text, mention.behind) is not None


def touched(mention: Mention, _: Named) -> StatusAnswer | None:
    """涉及17家企业: whom something touches is no aim."""
    found = mention.text.endswith(phrases("nouns", "touched"), mention.left, mention.quantity.span.start)
    return StatusAnswer(Status.OTHER, "touched", mention.quantity.span) if found else None

"""Where in its clause a name may begin: behind what is done, by whom, for whom, with what result."""

from __future__ import annotations

from bisect import bisect_left

from plancli.extract.context.mention import DocumentContext
from plancli.extract.link.indicator.lead import NOUN_SUFFIXES, STRONG, lead_at
from plancli.lexicon.words import either, pattern, phrases
from plancli.patterns import backwards, lazy

DECIDED = pattern("nouns", "decided")
MIDDLE = pattern("nouns", "middle")
PREDICATE = pattern("nouns", "new_predicates")
STAGE = lazy(f"新?{either('nouns', 'come_so_far')}")
DISPOSES = lazy("[将把]")
INTO = pattern("nouns", "into")
TOWARDS = pattern("nouns", "towards")
ACTORS = phrases("nouns", "actors")
CAUSES = pattern("nouns", "causes")
# 汛期到来前|消除隐患点: how the clause ends that says when.
WHEN = lazy(f"之[前后]|[前后]|{either('classes', 'meanwhile')}")
SAYS = phrases("conditions", "says")
LONGEST_SAYING = 8  # characters: 行动方案要求
AT = "在"
NAMES_NOTHING = frozenset((*phrases("nouns", "generic"), *phrases("nouns", "unowned")))
SHORTEST = 2


def name_start(context: DocumentContext, start: int, end: int) -> int:
    """The first place between `start` and `end` where the noun that ends at `end` may begin."""
    start = _behind_when(context, _behind_said(context, start, end), end)
    start = _disposed(context, _decided(context, _new_predicate(context.text, start, end), end), end)
    return _turned_into(context, _said_of(context, _caused(context, _given_to(context, start, end), end), end), end)


def _behind_said(context: DocumentContext, start: int, end: int) -> int:
    """方案要求到2025年|夜间达标率: who demands what, up to the time in front of the name, is no part of it."""
    number = bisect_left(context.period_starts, start)
    at = context.period_starts[number] if number < len(context.period_starts) else end
    if not start < at < min(end, start + LONGEST_SAYING) or not context.text.endswith(SAYS, start, at):
        return start
    after = context.period_ends[number]
    return after if end - after >= SHORTEST else start


def _behind_when(context: DocumentContext, start: int, end: int) -> int:
    """汛期到来前|消除隐患点, 在开学前|补充教师: when something is done comes before its verb; 灾后恢复 is a name."""
    text, words = context.text, context.words
    if WHEN.search(text, start + SHORTEST, end - SHORTEST) is None:  # nearly always, and cheaper to ask
        return start
    for found in WHEN.finditer(text, start + SHORTEST, end - SHORTEST):
        told = text.find(AT, start, found.start()) >= 0 or not words.begins(found.start() - 1)
        if told and words.spans(*found.span()) and (verb := lead_at(context, found.end(), end)) and verb[1].verb:
            left = end - found.end() - len(verb[0])
            return found.end() if left >= SHORTEST and not verb[1].noun else start
    return start


def _new_predicate(text: str, start: int, end: int) -> int:
    """深入实施更新行动、|完成投资220亿元: a verb behind 、 begins a new predicate."""
    at = text.rfind("、", start, end)
    while at >= start:
        verb = PREDICATE.match(text, at + 1, end)
        bare = STAGE.fullmatch(text, max(start, text.rfind("、", start, at) + 1), at)  # 签约|、开工、投产项目
        if verb and not bare and not NOUN_SUFFIXES.match(text, verb.end(), end):  # 开工|率
            return at + 1
        at = text.rfind("、", start, at)
    return start


def _decided(context: DocumentContext, start: int, end: int) -> int:
    """集团已|建成车间35个: who did or will do it is stepped over, if a name is left behind the verb."""
    text, words = context.text, context.words
    if text[end - 1] == "的":
        return start
    for found in backwards(DECIDED, text, start, end):
        at = found.end()
        done = lead_at(context, at, end)
        told = done and (STRONG.match(text, at, end) or (found.start() > start and words.spans(*found.span())))
        # 已投运的|充电站: the verb says which
        told = told and not (done and text.startswith("的", at + len(done[0])))
        # 城市功能|再|提升项目: a general noun alone does not say what is counted
        if done and told and end - at >= SHORTEST * 2 and text[at + len(done[0]) : end] not in NAMES_NOTHING:
            return at
    return start


def _disposed(context: DocumentContext, start: int, end: int) -> int:
    """引导机构逐步将|平均担保费率|降至1%: what is done to comes behind 将 or 把."""
    for found in backwards(DISPOSES, context.text, start + 1, end - 1):
        if context.words.spans(*found.span()):
            return found.end()
    return start


def _given_to(context: DocumentContext, start: int, end: int) -> int:
    """向非农产业转移|农业劳动力: whom or where something is given to comes before its verb."""
    if (found_word := TOWARDS.match(context.text, start, end)) is None or not context.words.begins(found_word.end()):
        return start
    for at in range(start + 3, end - SHORTEST * 2 + 1):
        if context.words.begins(at) and (found := lead_at(context, at, end)) and found[1].verb:
            after = at + len(found[0])
            return after if end - after >= SHORTEST else start
    return start


def _caused(context: DocumentContext, start: int, end: int) -> int:
    """引导金融机构发放|涉农贷款: those who are made to do it are not part of what is counted."""
    found = CAUSES.match(context.text, start, end)
    if found is None or not context.words.begins(found.end()):
        return start
    for at in range(found.end() + SHORTEST, end - SHORTEST * 2 + 1):
        if context.words.begins(at) and (verb := lead_at(context, at, end)) and verb[1].verb:
            after = at + len(verb[0])
            acts = context.text.endswith(ACTORS, found.end(), at) and not verb[1].noun
            return after if acts and end - after >= SHORTEST else start
    return start


def _said_of(context: DocumentContext, start: int, end: int) -> int:
    """开发区力争|规上工业总产值, 该县现有|苹果面积: whose it is comes before these."""
    for found in backwards(MIDDLE, context.text, start + SHORTEST, end - 1):
        if context.words.spans(*found.span()) and end - found.end() >= SHORTEST:
            return found.end()
    return start


def _turned_into(context: DocumentContext, start: int, end: int) -> int:
    """竣工项目转化为|规上企业: what becomes of a thing is counted."""
    found = INTO.search(context.text, start, end - 1)
    return found.end() if found and context.words.spans(*found.span()) else start

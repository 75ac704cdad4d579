"""Cut an indicator out of the words around a figure: without verb, region noise, time and quotes that do not close."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from plancli.extract.context.clause_bounds import NEXT_ITEM
from plancli.extract.context.conjunctions import joins
from plancli.extract.context.mention import DocumentContext
from plancli.extract.link.indicator.tidy import tidy
from plancli.lexicon.words import Lead, pattern, phrases, prenominal_words, reach

SUFFIXES = pattern("nouns", "suffixes")
PREPOSITIONS = phrases("nouns", "prepositions")
STRONG = pattern("nouns", "strong")
DECIDED = re.compile(rf"(?:{pattern('nouns', 'decided').pattern})(?={STRONG.pattern})")
# 粮食产量连续五年|稳定在40万吨: how long something lasts is no part of its name.
STREAK = re.compile(r"连续[0-9一二两三四五六七八九十]{1,3}(?:年|个月|个季度|届|次)$")
PREDICATE = pattern("nouns", "new_predicates")
MEASURE_HEADS = pattern("nouns", "measure_heads")
LOOSE_ENDS = re.compile(f"(?:{pattern('nouns', 'loose_ends').pattern})$")
RATES = phrases("classes", "rates")
BARE_HEADS = frozenset(phrases("nouns", "bare_heads"))
HEADS: dict[str, tuple[re.Pattern[str], ...]] = {
    "": (),
    "measures": (MEASURE_HEADS,),
    "heads": (MEASURE_HEADS, pattern("nouns", "bound_heads")),
}
LONGEST = reach("name")
FRAMED = reach("framed")
EXAMPLES = reach("examples")
# The sign of a list item: (1)新建幼儿园, 2.改造小区, ③.
ITEM = re.compile(
    r"""
    [—“ ]*
    (?:
        [(（](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]
        |\d{1,2}[.．、)）](?!\d)
        |[①-⒛❶-❿➀-➓•●○■□◆◇★☆▪]
    )\s*
    """,
    re.VERBOSE,
)
ORDINAL = re.compile(
    r"[—“ ]*(?:[一二三四五六七八九十]{1,2}(?:是|$)|[0-9一二两三四五六七八九十]{1,2}年(?:内|来|间)?(?![一-鿿]{0,2}级))"
)
DISPOSES = re.compile("[将把]")
NEW_BUILD = re.compile(r"新[改扩续迁()、]{0,7}建")  # 新建, 新改建, 新(改、扩)建, 新改续扩建: all count what is new.
MANNER = re.compile(rf"[一-鿿]{{2}}化(?={STRONG.pattern})")
NEW = "新"
INTO = pattern("nouns", "into")
TOWARDS = "向"
SHORTEST = 2
# Of these verbs the object comes before: 新开工120个, 年底前完成21个.
NEWLY = re.compile("新|年内|全年|[^,;。]{1,4}前")
STAGES = re.compile(f"(?:新?(?:{pattern('nouns', 'stages').pattern}))+")  # 落地开工50个 counts projects named before.
# 老楼加装电梯|开工90部: how far things have come is no part of their name.
LAST_STAGE = re.compile(f"(?<=[^、和及与][^、和及与])(?:{LOOSE_ENDS.pattern[:-1]})?{STAGES.pattern}$")
GERUND = 4  # 植树造林659万亩: verbs alone, as long as this, are the name of an activity.


class Stripped:
    """A phrase without the verbs and adverbs in front: where it begins, and what was stripped."""

    __slots__ = ("flow", "start", "verb", "words")

    def __init__(self, start: int, verb: bool, flow: bool, words: int) -> None:
        self.start, self.verb, self.flow, self.words = start, verb, flow, words


def strip_front(context: DocumentContext, start: int, end: int) -> Stripped:
    """Step over quotes, periods, adverbs and verbs that come before a noun between `start` and `end`."""
    text, at = context.text, start
    for sign in (ITEM, NEXT_ITEM, ORDINAL):
        found_sign = sign.match(text, at, end)
        at = found_sign.end() if found_sign else at
    verb = flow = False
    words = 0
    named = end
    while at < end:
        if (over := _period_end(context, at)) and over <= end:
            at = over
        elif over := _newly(context, at, end):
            at, verb, flow, words, named = over, True, True, words + 1, end
        elif found := lead_at(context, at, end):
            named = at if found[1].noun else end
            at += len(found[0])
            verb, flow = verb or found[1].verb, flow or found[1].flow
            words += found[1].verb
        elif over := _manner(context, at, end):
            at = over
        elif text[at] in " —-·?*,:的)" or joins(context.words, at):
            at += 1
        else:
            break
    return Stripped(named if at >= end else at, verb, flow, words)


def _manner(context: DocumentContext, at: int, end: int) -> int:
    """Where an adverb ends that a verb follows: 精细化|实施, 规模化|开展; 0 where there is none."""
    found = MANNER.match(context.text, at, end)
    return found.end() if found and context.words.spans(*found.span()) else 0


def _newly(context: DocumentContext, at: int, end: int) -> int:
    """Where 新 and a verb end (新认证, 新(改)建); 0 where there is none, where a suffix makes a noun of it (新建类),
    and in front of a rate, which is one of what is new (新建项目开工率)."""
    text = context.text
    if text[at] != NEW or text.endswith(RATES, at, end):
        return 0
    built = NEW_BUILD.match(text, at, end)
    if built and context.words.begins(built.end()) and not SUFFIXES.match(text, built.end(), end):
        return built.end()
    found = lead_at(context, at + 1, end)
    return at + 1 + len(found[0]) if found and found[1].verb and not found[1].noun else 0


def lead_at(context: DocumentContext, at: int, end: int) -> tuple[str, Lead] | None:
    """The longest word at `at` that may come before a noun; it ends where a word ends: 新增|设施果园."""
    for word, lead in prenominal_words().all_starting(context.text, at, end):
        after = at + len(word)
        if _period_starts_inside(context, at, after):
            continue
        if after == end or context.words.begins(after) or _period_end(context, after):
            return None if after < end and _belongs(context, word, lead, after, end) else (word, lead)
    return None


def verb_at(context: DocumentContext, at: int, end: int) -> bool:
    """Whether a verb in front of its object begins at `at`: 建成|养老驿站."""
    found = lead_at(context, at, end)
    return found is not None and found[1].verb and at + len(found[0]) < end


def _belongs(context: DocumentContext, word: str, lead: Lead, after: int, end: int) -> bool:
    """Whether a word is part of the noun that goes on at `after`: 服务|平台 and 使用|面积 are names, and 补贴|性培训
    holds no verb: a suffix makes a noun of any."""
    text = context.text
    if text.startswith(lead.not_before, after, end) or (end - after == 1 and lead.verb and text[after].isalpha()):
        return True
    if (
        lead.verb
        and len(word) > 1
        and (suffix := SUFFIXES.match(text, after, end))
        and context.words.begins(suffix.end())
    ):
        return True
    if joins(context.words, after) and lead.verb:
        return lead_at(context, after + 1, end) is None
    if (lead.flow or lead.stays_before in ("measures", "heads")) and text.endswith(RATES, after, end):
        return True
    if lead.stays_before == "heads" and _compound(context, after, end):
        return True
    if lead.stays_before == "nouns":
        return not _goes_on(context, after, end)
    if any(
        (head := group.match(text, after, end)) and context.words.begins(head.end())
        for group in HEADS[lead.stays_before]
    ):
        return True
    return lead.stays_before == "heads" and text[after:end] in BARE_HEADS


def _compound(context: DocumentContext, at: int, end: int) -> bool:
    """Whether a second verb that belongs to the noun follows: 服务|认证证书."""
    for word, lead in prenominal_words().all_starting(context.text, at, end):
        after = at + len(word)
        if lead.stays_before == "heads" and after < end and context.words.begins(after):
            return _belongs(context, word, lead, after, end)
    return False


def _goes_on(context: DocumentContext, at: int, end: int) -> bool:
    """Whether a verb or a mark follows an adverb: 高标准|建设, but 高标准|农田."""
    return context.text[at] in " ,、:“" or lead_at(context, at, end) is not None


def _period_starts_inside(context: DocumentContext, at: int, end: int) -> bool:
    """争取|到2025年建成: 到 is no part of the verb."""
    number = bisect_right(context.period_starts, at)
    return number < len(context.period_starts) and context.period_starts[number] < end


def _period_end(context: DocumentContext, at: int) -> int:
    number = bisect_left(context.period_starts, at)
    if number < len(context.period_starts) and context.period_starts[number] == at:
        return context.period_ends[number]
    return 0


def before(context: DocumentContext, start: int, end: int) -> tuple[str, Stripped]:
    """The noun that ends at `end`; of a long clause, only what follows its last strong verb."""
    text = context.text
    start = _disposed(context, _decided(context, _new_predicate(text, start, end), end), end)
    start = _turned_into(context, _given_to(context, start, end), end)
    stripped = strip_front(context, start, end)
    if end - stripped.start > LONGEST or (end - stripped.start > FRAMED and text.startswith(PREPOSITIONS, start, end)):
        for found in reversed(list(STRONG.finditer(text, stripped.start, end))):
            if end - found.end() >= 3 and text[found.end()] not in "、和及与":
                inner = strip_front(context, found.start(), end)
                if inner.start == found.start():
                    continue
                stripped = Stripped(inner.start, True, inner.flow or stripped.flow, inner.words)
                break
    if STAGES.fullmatch(text, stripped.start, end):
        return "", stripped
    gerund = stripped.start >= end and stripped.words > 1 and end - start >= GERUND
    if gerund and not NEWLY.match(text, start, end) and not STAGES.fullmatch(text, start, end):
        return tidy(text[start:end]), stripped
    phrase = _after_examples(STREAK.sub("", tidy(text[stripped.start : end])))
    return LAST_STAGE.sub("", phrase) or phrase, stripped


def _new_predicate(text: str, start: int, end: int) -> int:
    """深入实施更新行动、|完成投资220亿元: a verb behind 、 begins a new predicate."""
    at = text.rfind("、", start, end)
    while at >= start:
        if PREDICATE.match(text, at + 1, end):
            return at + 1
        at = text.rfind("、", start, at)
    return start


def _decided(context: DocumentContext, start: int, end: int) -> int:
    """集团已|建成车间35个: who did or will do it is stepped over, if a name is left behind the verb."""
    for found in reversed(list(DECIDED.finditer(context.text, start, end))):
        if context.text[end - 1] != "的" and lead_at(context, found.end(), end) and end - found.end() > GERUND:
            return found.end()
    return start


def _disposed(context: DocumentContext, start: int, end: int) -> int:
    """引导机构逐步将|平均担保费率|降至1%: what is done to comes behind 将 or 把."""
    for found in reversed(list(DISPOSES.finditer(context.text, start + 1, end - 1))):
        if context.words.spans(*found.span()):
            return found.end()
    return start


def _given_to(context: DocumentContext, start: int, end: int) -> int:
    """向非农产业转移|农业劳动力: whom or where something is given to comes before its verb."""
    if not context.text.startswith(TOWARDS, start, end):
        return start
    for at in range(start + 3, end - GERUND + 1):
        if context.words.begins(at) and (found := lead_at(context, at, end)) and found[1].verb:
            after = at + len(found[0])
            return after if end - after >= SHORTEST and not found[1].stays_before else start
    return start


def _turned_into(context: DocumentContext, start: int, end: int) -> int:
    """竣工项目转化为|规上企业: what becomes of a thing is counted."""
    found = INTO.search(context.text, start, end - 1)
    return found.end() if found and context.words.spans(*found.span()) else start


def _after_examples(phrase: str) -> str:
    """甲会、乙会、丙会等|重大活动: of a long list of examples only the class that they are examples of."""
    at = phrase.rfind("等")
    if len(phrase) > EXAMPLES and 0 < at < len(phrase) - 2 and "、" in phrase[:at]:
        return phrase[at + 1 :]
    return phrase

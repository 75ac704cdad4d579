"""What precedes a name without belonging to it: item numbers, times, adverbs and verbs (建成|养老驿站)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from plancli.extract.context.clause_bounds import NEXT_ITEM
from plancli.extract.context.conjunctions import joins
from plancli.extract.context.mention import DocumentContext
from plancli.extract.find.periods import OF_MONTH
from plancli.extract.link.indicator.edge.grammar import joined_on
from plancli.lexicon.words import Lead, either, only_word, pattern, phrases, prenominal_words
from plancli.patterns import lazy

NOUN_SUFFIXES = pattern("nouns", "suffixes")
STRONG = pattern("nouns", "strong")
MEASURE_HEADS = pattern("nouns", "measure_heads")
RATES = phrases("classes", "rates")
BARE_HEADS = frozenset(phrases("nouns", "bare_heads"))
STAYING_HEADS: dict[str, tuple[re.Pattern[str], ...]] = {
    "": (),
    "measures": (MEASURE_HEADS,),
    "heads": (MEASURE_HEADS, pattern("nouns", "bound_heads")),
}
# What the signs below begin with: nearly every phrase begins with none of it, but with a character of Chinese.
SIGNS_OF_ORDER = "一二两三四五六七八九十第"
SIGN_BEGINS = lazy(r"[—“ (（【第\d①-⒛❶-❿➀-➓•●○■□◆◇★☆▪一二三四五六七八九十两]")
# The sign of a list item: (1)新建幼儿园, 2.改造小区, ③; its label: 【智能制造】新型学徒.
ITEM_SIGN = lazy(
    r"""
    [—“ ]*
    (?:
        [(（](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]
        |\d{1,2}[.．、)）](?!\d)
        |[①-⒛❶-❿➀-➓•●○■□◆◇★☆▪]
        |【[^】\n]{1,20}】
    )\s*
    """,
    re.VERBOSE,
)
ITEM_OF_ITEM = lazy(r"\d{1,2}(?:\.\d{1,2}){1,3} ?(?=[一-鿿]|$)")
"""1.1 |到2024年, at the head of a line"""
INDENT_OF_ITEM = 8  # characters
ARTICLE_OF_LAW = lazy(r"第[一二三四五六七八九十百零\d]{1,7}[条款][ \u3000]+")
"""第二十条 |屠宰记录保存期限: an article of a law, not of what it says."""
ORDINAL = lazy(
    r"[—“ ]*(?:[一二三四五六七八九十]{1,2}(?:是|$)"
    rf"|[0-9一二两三四五六七八九十]{{1,2}}年{either('classes', 'span_ends')}?(?![一-鿿]{{0,2}}级))"
)
# 1—11月|规上工业能耗, 今年|10月底|小区改造; but 6月|龄儿童
MONTHS = lazy(rf"(?:\d{{1,2}}月?[—–~至到-])?(?=\d){OF_MONTH.pattern}前?(?!{either('classes', 'month_words')}|\d)")
# 新建, 新改建, 新(改、扩)建, 新改续扩建: all count what is new.
NEW_BUILD = lazy(r"新[改扩续迁()、]{0,7}建")
MADE_SO = "化"
MANNER = lazy(rf"[一-鿿]{{2}}化(?={STRONG.pattern})")
MAY = frozenset(phrases("nouns", "may"))
ATTAINED = frozenset(phrases("nouns", "attainments"))
# 新增劳动力平均受教育年限, 新建数据中心PUE: an average of what is new counts nothing new.
AVERAGE = lazy(rf"{only_word('classes', 'average')}|[人亩户]均|[A-Za-z]\)?$")
NEWNESS = "新"
TELLS_DONE = "了"  # 打造|了|夜市聚集区
WITH = "与"


@dataclass(slots=True)
class Stripped:
    """A phrase without the verbs and adverbs in front: where it begins, and what was stripped.

    `deed` is where the last verb begins; `start` where none was stripped.
    """

    start: int
    verb: bool
    flow: bool
    words: int
    deed: int


def strip_front(context: DocumentContext, start: int, end: int) -> Stripped:
    """Step over quotes, periods, adverbs and verbs that come before a noun between `start` and `end`."""
    text, at = context.text, _over_signs(context.text, start, end)
    verb = flow = False
    words, deed, after, joined = 0, end, -1, -1
    named = end
    while at < end:
        # a time before a verb: its characters (到, 年) would otherwise be read as words
        if (over := period_end(context, at)) and over <= end:
            at = over
        elif (months := MONTHS.match(text, at, end)) and months.end() < end:
            at = months.end()
        elif over := _newly(context, at, end):
            deed = deed if at == joined else at
            at, verb, flow, words, named = _over_brackets(text, over, end - 1), True, True, words + 1, end
            after = at
        elif (found := lead_at(context, at, end)) and not _modifies(context, found[0], at, end):
            named = at if found[1].noun else end
            deed = at if found[1].verb and at != joined else deed
            at = _over_brackets(text, at + len(found[0]), end)
            verb, flow = verb or found[1].verb, flow or found[1].flow
            words += found[1].verb
            after = at if found[1].verb else -1
        elif over := _manner(context, at, end) or (not words and joined_on(context, at, end)):
            at = over
        elif (
            text[at] in " —-·?*,:的)"
            or (text[at] == TELLS_DONE and at == after)
            or (joins(context.words, at) and not _shared_with(context, at, end))
        ):
            at += 1
            joined = at if at - 1 == after else -1  # 稳定和带动|就业: two verbs of one object
        else:
            break
    # nothing is left: the last word that can also be a noun was no verb then (投资|30亿元)
    start = named if at >= end else at
    return Stripped(start, verb, flow, words, min(deed, start))


def _over_signs(text: str, at: int, end: int) -> int:
    """Behind (1), 2. and 一是: before any word is asked, for they hide the verb that would be stepped over."""
    if _may_be_sign(text[at : at + 1]) and SIGN_BEGINS.match(text, at, end):
        if text[max(0, at - INDENT_OF_ITEM) : at].rstrip(" \u3000").endswith("\n") and (
            item := ITEM_OF_ITEM.match(text, at, end)
        ):
            at = item.end()
        for sign in (ITEM_SIGN, NEXT_ITEM, ORDINAL, ARTICLE_OF_LAW):
            found = sign.match(text, at, end)
            at = found.end() if found else at
    return at


def _may_be_sign(first: str) -> bool:
    return not "\u4e00" <= first <= "\u9fff" or first in SIGNS_OF_ORDER


def _modifies(context: DocumentContext, word: str, at: int, end: int) -> bool:
    """打造|可复制的样板, 认定|获得标志的农场: what can be done with a thing, or it attained, is part of its name."""
    told = word in MAY or (word in ATTAINED and context.text[at - 1 : at].isalpha())
    return told and context.text.find("的", at + len(word), end - 1) > 0


def _shared_with(context: DocumentContext, at: int, end: int) -> bool:
    """与东盟贸易占比: 与 names a partner here and joins no second thing."""
    text = context.text
    return text[at] == WITH and (text.endswith(RATES, at, end) or text.find("的", at, end) > 0)


def _manner(context: DocumentContext, at: int, end: int) -> int:
    """Where an adverb ends that a verb follows: 精细化|实施, 规模化|开展; 0 where there is none."""
    if not context.text.startswith(MADE_SO, at + 2):
        return 0
    found = MANNER.match(context.text, at, end)
    return found.end() if found and context.words.spans(*found.span()) else 0


def _over_brackets(text: str, at: int, end: int) -> int:
    """Where brackets end that begin at `at`, right behind a verb: 新建(含改造)|道路; `at` where none do."""
    closing = text.find(")", at, end) if text[at : at + 1] == "(" else -1
    return closing + 1 if closing > at else at


def _newly(context: DocumentContext, at: int, end: int) -> int:
    """Where 新 and a verb end (新认证, 新(改)建); 0 where there is none, where a suffix makes a noun of it (新建类),
    and in front of a rate, which is one of what is new (新建项目开工率)."""
    text = context.text
    if text[at] != NEWNESS or text.endswith(RATES, at, end) or AVERAGE.search(text, at, end):
        return 0
    built = NEW_BUILD.match(text, at, end)
    if built and context.words.begins(built.end()) and not NOUN_SUFFIXES.match(text, built.end(), end):
        return built.end()
    found = lead_at(context, at + 1, end)
    return at + 1 + len(found[0]) if found and found[1].verb and not found[1].noun else 0


def lead_at(context: DocumentContext, at: int, end: int) -> tuple[str, Lead] | None:
    """The longest word at `at` that may come before a noun; it ends where a word ends: 新增|设施果园."""
    for word, lead in prenominal_words().all_starting(context.text, at, end):
        after = at + len(word)
        if _period_starts_inside(context, at, after):
            continue
        # 发展 in 发展中国家: the word must end where a word of the sentence does
        if after == end or context.words.begins(after) or period_end(context, after):
            return None if after < end and _belongs(context, word, lead, after, end) else (word, lead)
    return None


def verb_at(context: DocumentContext, at: int, end: int) -> bool:
    """Whether a verb in front of its object begins at `at`: 建成|养老驿站.

    Args:
        end: where the phrase ends; a verb with nothing behind it has no object.
    """
    found = lead_at(context, at, end)
    return found is not None and found[1].verb and at + len(found[0]) < end


def _belongs(context: DocumentContext, word: str, lead: Lead, after: int, end: int) -> bool:
    """Whether a word is part of the noun that goes on at `after`: 服务|平台 and 使用|面积 are names, and 补贴|性培训
    holds no verb: a suffix makes a noun of any."""
    text = context.text
    after = _over_brackets(text, after, end)  # 上市(过会)企业
    if text.startswith(lead.not_before, after, end) or (end - after == 1 and lead.verb and text[after].isalpha()):
        return True
    if (
        lead.verb
        and len(word) > 1
        and (suffix := NOUN_SUFFIXES.match(text, after, end))
        and context.words.begins(suffix.end())
    ):
        return True
    if lead.flow and AVERAGE.search(text, after, end):
        return True
    if len(word) == 1 and lead.verb and _single_signs(context, after, end):
        return True
    if joins(context.words, after) and lead.verb:
        if text[after] == WITH and text.find("的", after, end) > 0:  # 培育|与农户联结的合作社
            return False
        return lead_at(context, after + 1, end) is None
    if (lead.flow or lead.stays_before in ("measures", "heads")) and text.endswith(RATES, after, end):
        return True
    if lead.stays_before == "heads" and _compound(context, after, end):
        return True
    if lead.stays_before == "nouns":
        return not _goes_on(context, after, end)
    if any(
        (head := group.match(text, after, end)) and context.words.begins(head.end())
        for group in STAYING_HEADS[lead.stays_before]
    ):
        return True
    return lead.stays_before == "heads" and text[after:end] in BARE_HEADS


def _single_signs(context: DocumentContext, at: int, end: int) -> bool:
    """Whether words of one character follow: 育|繁|推一体化企业 is a name."""
    words, text = context.words, context.text
    return at + 2 < end and words.spans(at, at + 1) and words.begins(at + 2) and text[at : at + 2].isalpha()


def _compound(context: DocumentContext, at: int, end: int) -> bool:
    """Whether a second verb that belongs to the noun follows: 服务|认证证书."""
    for word, lead in prenominal_words().all_starting(context.text, at, end):
        after = at + len(word)
        if lead.stays_before == "heads" and after < end:
            if context.words.begins(after):
                return _belongs(context, word, lead, after, end)
            # 挂牌|上市企业: a verb and a head in one word are a noun
            heads = (head for head in BARE_HEADS if context.text.startswith(head, after, end))
            return any(context.words.spans(at, after + len(head)) for head in heads)
    return False


def _goes_on(context: DocumentContext, at: int, end: int) -> bool:
    """Whether a verb or a mark follows an adverb: 高标准|建设, but 高标准|农田."""
    return context.text[at] in " ,、:“" or lead_at(context, at, end) is not None


def _period_starts_inside(context: DocumentContext, at: int, end: int) -> bool:
    """争取|到2025年建成: 到 is no part of the verb."""
    number = bisect_right(context.period_starts, at)
    return number < len(context.period_starts) and context.period_starts[number] < end


def period_inside(context: DocumentContext, start: int, end: int) -> bool:
    """Whether a time phrase begins in `start` to `end`, offsets of the text: 在|年内|开工."""
    number = bisect_left(context.period_starts, start)
    return number < len(context.period_starts) and context.period_starts[number] < end


def period_end(context: DocumentContext, at: int) -> int:
    """Where the time phrase ends that begins at `at`; 0 where none does."""
    number = bisect_left(context.period_starts, at)
    if number < len(context.period_starts) and context.period_starts[number] == at:
        return context.period_ends[number]
    return 0

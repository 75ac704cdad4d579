"""The noun that begins behind a figure: where it ends, before a verb, before the next thing, without adverbs."""

from __future__ import annotations

from bisect import bisect_left

from plancli.extract.context.mention import DocumentContext
from plancli.extract.context.predicate import starts_predicate
from plancli.extract.link.indicator.lead import NOUN_SUFFIXES, TELLS_DONE, lead_at, verb_at
from plancli.extract.link.indicator.name_start import SHORTEST
from plancli.extract.link.indicator.phrase import CLOSING, LOOSE_ENDS, OPENING, STREAK
from plancli.extract.link.indicator.tidy import tidy
from plancli.lexicon.words import either, pattern, phrases, predicates, prenominal_words
from plancli.native import ending
from plancli.patterns import lazy
from plancli.segment.clause_words import ClauseWords

CUTS = pattern("nouns", "cuts")
CHANGING = ("growth", "decrease", "state", "more_than")
# 建设智能工厂600个、充电桩3万个|等任务目标: what a list is summed up as is no part of its last name.
SUMMED = lazy(f"等(?:{pattern('nouns', 'summed').pattern})$")
ORDER = "(?:第[0-9一二三四五六七八九十]+[小中医院]|[一二三四五六]期)"
# 6个进出城通道|和12号线, 10所幼儿园|和第五中学: what has a number of its own is the next thing.
NEXT_COUNTED = lazy(rf"[和及与](?=[0-9]|[^,;、和]{{0,8}}{ORDER})")
# 抽查的48户|企业|中: of them something is said next.
COUNTED_NEXT = lazy(",? ?[0-9一二两三四五六七八九十]")
OF_THESE = lazy("[之其]?中有?$")
OF = "的"
AFTER = "后"
GROWS = "增"
AVERAGES = phrases("classes", "measures_each")
COMPLEMENT = lazy(either("classes", "complements"))  # 装|上|了
MUSTS = frozenset(phrases("classes", "musts"))  # 3个园区|要|建立机制
TIME_END = lazy("[前底末内]")
INVESTED_IN = phrases("classes", "undertakings")
ALSO_NOUNS = frozenset(phrases("nouns", "adverbs_and_nouns"))


def behind(context: DocumentContext, start: int, end: int) -> str:
    """The noun that begins at `start`: up to a strong verb, without what joins it to the next.

    Args:
        end: where the clause ends.
    """
    text, words = context.text, context.words
    while start < end and text[start] in " 的)":
        start += 1
    if starts_predicate(words, start, end):
        return ""
    end = _how_done(context, start, _next_deed(context, start, _done(words, start, _time(context, start, end))))
    if listed := NEXT_COUNTED.search(text, start + 1, end):
        end = listed.start()
    # 28个|规划实施的项目: what is done with them says which they are
    strong = (
        found for found in CUTS.finditer(text, start + 1, end) if text.find(OF, found.end(), end - 1) != found.end()
    )
    cuts = (_cut_at(words, *found.span()) for found in strong)
    end = _firm_end(words, start, next((place for place in cuts if place > start), end))
    among = OF_THESE.search(text, start + 1, end) if COUNTED_NEXT.match(text, end) else None  # 5所|完中
    # 9个县中有2个, 县中11个, but 完中,5所职中
    told = among and (text[end : end + 1] != "," or among.end() - start > SHORTEST)
    if among and told and words.begins(among.start()):
        end = among.start()
    elif text.startswith(AFTER, end - 1) and text.startswith(",", end) and words.spans(end - 1, end):
        end -= 1  # 票决出10项|实事项目|后,抓好实施
    return STREAK.sub("", SUMMED.sub("", tidy(text[start:end])))


def _next_deed(context: DocumentContext, start: int, end: int) -> int:
    """24项关键技术攻关、|积极争创重点实验室: an adverb and a verb behind 、 begin what is done next."""
    at = context.text.find("、", start + SHORTEST, end)
    while at >= 0:
        # 13次洪水、|为近年最多; but 优势突出、成长性好的|产业
        if starts_predicate(context.words, at + 1, end) and context.text.find(OF, at, end) < 0:
            return at
        how = lead_at(context, at + 1, end)
        if how is not None and not (how[1].verb or how[1].stays_before) and verb_at(context, at + 1 + len(how[0]), end):
            return at
        at = context.text.find("、", at + 1, end)
    return end


def _time(context: DocumentContext, start: int, end: int) -> int:
    """188个重点项目|4月15日前|开工, 首批12个|3月底前|上线: a time behind a noun is part of what is said of it."""
    number = bisect_left(context.period_starts, start)
    begin = context.period_starts[number] if number < len(context.period_starts) else end
    if start < begin < start + SHORTEST or begin >= end:
        return end
    after = context.period_ends[number]
    if begin == start and context.text.find(OF, after, end) >= 0:
        return end  # 20个|2000年前建成的老旧小区
    return begin if TIME_END.search(context.text, after - 1, after + 1) else end


def _done(words: ClauseWords, start: int, end: int) -> int:
    """46万群众|远离了危险: the verb that 了 is behind says what they did."""
    at = words.text.find(TELLS_DONE, start + SHORTEST, end)
    if at < 0 or not words.spans(at, at + 1):
        return end
    verb = at - 1
    while not words.begins(verb) or COMPLEMENT.fullmatch(words.text, verb, at):
        verb -= 1
    return verb if verb >= start + SHORTEST else end


def _how_done(context: DocumentContext, start: int, end: int) -> int:
    """20家企业|平稳|运营, 30户企业|加速|释放产能: how something is done, and the verb, begin what is said of a noun;
    but 统筹|推进重大项目 names the projects."""
    text, words = context.text, context.words
    if text.endswith(INVESTED_IN, start, end) and not text[end : end + 1].isdigit():
        return end
    for at in range(start + SHORTEST, end - SHORTEST * 2 + 1):
        how = lead_at(context, at, end) if words.begins(at) else None
        if how is None or how[1].verb or how[0] in ALSO_NOUNS or (len(how[0]) < SHORTEST and how[0] not in MUSTS):
            continue
        after = at + len(how[0])
        # 高质量|办结 ends the clause; 高质量|发展|措施 is a name
        done = _only_verb(context, after, end) or (not how[1].stays_before and verb_at(context, after, end))
        if done and text.rfind(OPENING, start, at) <= text.rfind(CLOSING, start, at):
            return at
    return end


def _only_verb(context: DocumentContext, start: int, end: int) -> bool:
    """Whether one verb is all that is between two places."""
    found = prenominal_words().starting(context.text, start, end)
    return found is not None and found[1].verb and start + len(found[0]) == end


def _firm_end(words: ClauseWords, start: int, end: int) -> int:
    """A noun without the adverbs at its end, and in front of the next figure without predicate words, too: 项目|全面,
    标准|平均提高5%."""
    text = words.text
    figure = text[end : end + 1].isalnum()
    while end - start > SHORTEST:
        found = predicates().ending(text, start + SHORTEST, end) if figure else None
        if loose := LOOSE_ENDS.search(text, start + SHORTEST, end):
            end = loose.start()
        elif each := ending(text, AVERAGES, start + SHORTEST, end):  # 300户困难户|人均|增收2000元
            end -= len(each)
        elif found and found[1].name in CHANGING and words.begins(end - len(found[0])):
            end -= len(found[0])
        else:
            break
    return end


def _cut_at(words: ClauseWords, start: int, end: int) -> int:
    """Where a noun ends before a verb: at the beginning of the word that holds it (新|获批); 0 where a longer word
    (平均) or a suffix (完成|率) makes another word of it."""
    # one character is a verb only as a word of its own: not 获 in 获得感
    if end - start == 1 and not words.spans(start, end):
        return 0
    if words.text[start - 1 : end] in AVERAGES and words.begins(start - 1):  # 5000户农户|户均增收
        return start - 1
    if GROWS in words.text[start:end] and not words.begins(end):  # 新增 in 工业新|增长点
        return 0
    suffix = NOUN_SUFFIXES.match(words.text, end)
    # the suffix ends its word: 完成|率, but 全部|化解
    if suffix and end - start > 1 and words.begins(suffix.end()):
        return 0
    while not words.begins(start):
        start -= 1
    return start

"""Cut an indicator out of the words around a figure: without verb, region noise, time and quotes that do not close."""

from __future__ import annotations

import re
from bisect import bisect_left

from plancli.extract.context.conjunctions import joins
from plancli.extract.context.mention import DocumentContext
from plancli.extract.context.predicate import starts_predicate
from plancli.lexicon.words import Lead, pattern, phrases, prenominal_words

BLANK = " —-·?*#“”‘’\"'"
EDGE_FRONT = " ,、;:。|)）—-·?*的"
EDGE_BACK = " ,、;:。|(（—-·的和及与等约近在将已共以并“‘"
SPACES = re.compile(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])")
CUTS = pattern("nouns", "cuts")
SUFFIXES = pattern("nouns", "suffixes")
PREPOSITIONS = phrases("nouns", "prepositions")
NOISE = pattern("nouns", "region_noise")
STRONG = pattern("nouns", "strong")
DECIDED = re.compile(rf"(?:{pattern('nouns', 'decided').pattern})(?={STRONG.pattern})")
STREAK = re.compile(r"连续[0-9一二两三四五六七八九十]{1,3}(?:年|个月|个季度|届|次)$")
"""粮食产量连续五年|稳定在40万吨: how long something lasts is no part of its name."""
PREDICATE = pattern("nouns", "new_predicates")
LONGEST = 30
FRAMED = 7
"""Behind a preposition a phrase longer than this holds the verb of its clause: 围绕新材料领域建成|中试基地."""
EXAMPLES = 20
ITEM = re.compile(
    r"[—“ ]*(?:[(（](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|\d{1,2}[.．、)）](?!\d)|[①-⒛❶-❿➀-➓•●○■□◆◇★☆▪])\s*"
)
"""The sign of a list item: (1)新建幼儿园, 2.改造小区, ③."""
ORDINAL = re.compile(
    r"[—“ ]*(?:[一二三四五六七八九十]{1,2}(?:是|$)|[0-9一二两三四五六七八九十]{1,2}年(?:内|来|间)?(?![一-鿿]{0,2}级))"
)
GERUND = 4
"""植树造林659万亩: verbs alone, as long as this, are the name of an activity."""


class Stripped:
    """A phrase without the verbs and adverbs in front: where it begins, and what was stripped."""

    __slots__ = ("flow", "start", "verb", "words")

    def __init__(self, start: int, verb: bool, flow: bool, words: int) -> None:
        self.start, self.verb, self.flow, self.words = start, verb, flow, words


def strip_front(context: DocumentContext, start: int, end: int) -> Stripped:
    """Step over quotes, periods, adverbs and verbs that stand in front of a noun between `start` and `end`."""
    text, at = context.text, start
    for sign in (ITEM, ORDINAL):
        found_sign = sign.match(text, at, end)
        at = found_sign.end() if found_sign else at
    verb = flow = False
    words = 0
    named = end
    while at < end:
        if (over := _period_end(context, at)) and over <= end:
            at = over
        elif found := _lead(context, at, end):
            named = at if found[1].noun else end
            at += len(found[0])
            verb, flow = verb or found[1].verb, flow or found[1].flow
            words += found[1].verb
        elif text[at] in " —-·?*,:的)" or joins(text, at):
            at += 1
        else:
            break
    return Stripped(named if at >= end else at, verb, flow, words)


def _lead(context: DocumentContext, at: int, end: int) -> tuple[str, Lead] | None:
    """The longest word at `at` that may stand in front of a noun; it ends where a word ends: 新增|设施果园."""
    for word, lead in prenominal_words().all_starting(context.text, at, end):
        if context.words.begins(at + len(word)) or at + len(word) == end:
            return None if _kept(context.text, at, word, lead.not_before, end) else (word, lead)
    return None


def _kept(text: str, at: int, word: str, not_before: tuple[str, ...], end: int) -> bool:
    """服务 is a verb in 服务企业 and part of a noun in 服务贸易: the list says before which words it stays, and
    补贴 in 补贴性培训 is none: a suffix makes a noun of any verb."""
    after = at + len(word)
    if text.startswith(not_before, after, end):
        return True
    return len(word) > 1 and SUFFIXES.match(text, after, end) is not None


def _period_end(context: DocumentContext, at: int) -> int:
    number = bisect_left(context.period_starts, at)
    if number < len(context.period_starts) and context.period_starts[number] == at:
        return context.period_ends[number]
    return 0


def before(context: DocumentContext, start: int, end: int) -> tuple[str, Stripped]:
    """The noun that ends at `end`; of a long clause, only what stands behind its last strong verb."""
    text = context.text
    start = _decided(context, _new_predicate(text, start, end), end)
    stripped = strip_front(context, start, end)
    if end - stripped.start > LONGEST or (end - stripped.start > FRAMED and text.startswith(PREPOSITIONS, start, end)):
        for found in reversed(list(STRONG.finditer(text, stripped.start, end))):
            if end - found.end() >= 3 and text[found.end()] not in "、和及与":
                inner = strip_front(context, found.start(), end)
                if inner.start == found.start():
                    continue
                stripped = Stripped(inner.start, True, inner.flow or stripped.flow, inner.words)
                break
    if stripped.start >= end and stripped.words > 1 and end - start >= GERUND:
        return tidy(text[start:end]), stripped
    return _after_examples(STREAK.sub("", tidy(text[stripped.start : end]))), stripped


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
        if _lead(context, found.end(), end) and end - found.end() > GERUND:
            return found.end()
    return start


def _after_examples(phrase: str) -> str:
    """甲会、乙会、丙会等|重大活动: of a long list of examples only the class that they are examples of."""
    at = phrase.rfind("等")
    if len(phrase) > EXAMPLES and 0 < at < len(phrase) - 2 and "、" in phrase[:at]:
        return phrase[at + 1 :]
    return phrase


def behind(text: str, start: int, end: int) -> str:
    """The noun that begins at `start`: up to a strong verb, without what joins it to the next."""
    while start < end and text[start] in " 的)":
        start += 1
    if starts_predicate(text, start, end):
        return ""
    found = CUTS.search(text, start + 1, end)
    return tidy(text[start : found.start() if found else end])


def tidy(phrase: str) -> str:
    """A phrase without loose marks at its edges, without blanks, and with quotes and brackets in pairs."""
    phrase = phrase.replace("\n", "").strip(BLANK.replace("“", "").replace("”", "").replace("‘", "").replace("’", ""))
    phrase = phrase.lstrip(EDGE_FRONT).rstrip(EDGE_BACK)
    phrase = SPACES.sub("", phrase)
    for opening, closing in ("“”", "()", "《》", "‘’"):
        if phrase.count(opening) != phrase.count(closing):
            phrase = (
                phrase.replace(opening, "").replace(closing, "")
                if opening in "“‘"
                else _balanced(phrase, opening, closing)
            )
    noise = NOISE.match(phrase)
    return phrase[noise.end() :].lstrip("的") if noise and len(phrase) > noise.end() + 1 else phrase


def _balanced(phrase: str, opening: str, closing: str) -> str:
    if closing in phrase and opening not in phrase:
        return phrase.rsplit(closing, 1)[1] or phrase.replace(closing, "")
    if opening in phrase and closing not in phrase:
        return phrase.split(opening, 1)[0] or phrase.replace(opening, "")
    return phrase

"""What is done to things that exist: of them alone the figure would say another measure, 拆除|违章建筑, 供应|电煤."""

from __future__ import annotations

from plancli.extract.context.mention import Mention
from plancli.extract.link.indicator.counted import NO_CLASSIFIERS
from plancli.extract.link.indicator.lead import NEWNESS
from plancli.extract.link.indicator.owner.topic import says_more
from plancli.extract.link.linked import Before, Noun, Origin
from plancli.lexicon.words import either, pattern, phrases, prenominal_words
from plancli.patterns import backwards, lazy

DISPOSAL = lazy(rf"(?:{pattern('nouns', 'disposals').pattern})$")
MEASURES = phrases("nouns", "measures")
NEW_TOO = lazy(rf"(?:新[建改扩增]{{0,2}}|{either('nouns', 'done_together')})[和与及或、]?$")
LONGEST_DISPOSAL = 4  # characters of such a verb
# 制定修改废止政府规章, 提请人大常委会审议法规草案: one chain of verbs, of which a name holds all or none.
LAWMAKING = pattern("classes", "lawmaking")
LAW_VERBS = phrases("classes", "lawmaking")
LONGEST_CHAIN = 8  # characters of its verbs in front of a name


def of_deed(mention: Mention, before: Before, noun: Noun) -> Noun | None:
    """拆除|违章建筑20万平方米, 治理|30个村: how much is dealt with is not how much there is."""
    if noun.origin not in (Origin.FRONT, Origin.BEHIND):
        return None
    # 压减|煤炭消费: the column `kind` says it
    if mention.says("growth", "decrease") is not None:
        return None
    deed = disposal(mention, noun) or (
        "" if _deed_end(mention, noun) > mention.left else _of_list(mention, before, noun.phrase)
    )
    # 腾退空间、人防工程|新增停车位: another verb behind it has the thing that is counted
    if not deed or deed in noun.phrase or ("、" in noun.phrase and says_more(noun.phrase)):
        return None
    return Noun(deed + noun.phrase, noun.span, "of_deed", noun.origin, noun.flow, noun.phrase)


def disposal(mention: Mention, noun: Noun) -> str:
    """关停 in front of 企业20家: what is done to what is counted; empty where nothing is."""
    end = _deed_end(mention, noun)
    return _deed(mention, end) if end > mention.left else ""


def _deed_end(mention: Mention, noun: Noun) -> int:
    return noun.span.start if noun.origin is Origin.FRONT else mention.before_end


def of_lawmaking(mention: Mention, _: Before, noun: Noun) -> Noun | None:
    """制定|修改废止政府规章, 提请|人大常委会审议法规草案: the name begins in the middle of what is done to laws."""
    start = noun.span.start
    # asked of every name: what comes right before it is sooner seen than what it holds
    if noun.origin is not Origin.FRONT or not mention.text.endswith(LAW_VERBS, mention.left, start):
        return None
    if not LAWMAKING.search(noun.phrase):
        return None
    first = _chain_start(mention, start)
    if first == start or not mention.text.startswith(noun.phrase, start):
        return None
    name = mention.text[first:start] + noun.phrase
    return Noun(name, noun.span, "of_lawmaking", noun.origin, noun.flow, noun.phrase)


def _chain_start(mention: Mention, end: int) -> int:
    """Where the verbs of making laws begin that end at `end`; `end` where there are none."""
    words, floor, start = mention.context.words, max(mention.left, end - LONGEST_CHAIN), end
    for found in backwards(LAWMAKING, mention.text, floor, end):
        if found.end() != start or not words.begins(found.start()):
            break
        start = found.start()
    return start


def _deed(mention: Mention, end: int) -> str:
    found = DISPOSAL.search(mention.text, max(mention.left, end - LONGEST_DISPOSAL), end)
    if found is None or not mention.context.words.spans(*found.span()):
        return ""
    # 新建和|改造管网: what is new and what is improved are counted together
    together = NEW_TOO.search(mention.text, max(mention.left, found.start() - LONGEST_DISPOSAL), found.start())
    return "" if together else found.group()


def _of_list(mention: Mention, before: Before, name: str) -> str:
    """改造供水管网80公里、|燃气管网60公里: what is done to the first thing of a list is done to all things of it."""
    # 改造茶园2万亩,|新植坚果1.5万亩: what is new is not improved
    if mention.quantity.written.unit in NO_CLASSIFIERS or name.endswith(MEASURES) or name[0] == NEWNESS:
        return ""
    # 打通断头路5条,|背街小巷改造|20条: it says itself what is done
    own = prenominal_words().ending(name, 1, len(name))
    if own is not None and own[1].verb and not own[1].noun:
        return ""
    previous = before[-1] if before and mention.same_sentence else None
    # 改造管网80公里,道路60公里: a comma parts items of one list where they are counted alike
    if previous is None or not (mention.listed or _counted_alike(mention, previous.mention)):
        return ""
    noun = previous.noun
    deed = noun.phrase.removesuffix(noun.head) if noun is not None else ""
    return deed if deed and DISPOSAL.fullmatch(deed) else ""


def _counted_alike(mention: Mention, previous: Mention) -> bool:
    unit = mention.quantity.written.unit
    return previous.behind + 1 >= mention.left and previous.quantity.written.unit == unit

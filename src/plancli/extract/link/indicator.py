"""What is measured: the noun behind the figure, before it, or the one that an earlier clause left standing."""

from __future__ import annotations

import re
from collections.abc import Callable

from plancli.extract.link import noun as cut
from plancli.extract.link.share import nth_name
from plancli.extract.scene import Mention, Noun
from plancli.lexicon.words import phrases
from plancli.model import Span

NounRule = Callable[[Mention], Noun | None]
NEEDS_HEAD = frozenset(phrases("nouns", "needs_head"))
RELATIVE = frozenset(phrases("nouns", "relative"))
RELATIVE_IN_LIST = frozenset(phrases("nouns", "relative_in_list"))
TERRITORY = frozenset(phrases("nouns", "territory"))
PASSING = ("enumeration", "threshold", "duration")
RATIOS = ("%", "％", "‰", "百分点", "个百分点", "倍", "成", "")
TURN = re.compile(
    "持续|不断|进一步|显著|明显|稳步|大幅|深入|更加|得到|取得|蓬勃|快速|加快|逐步|基本|全面|成效|位居|跃居|成为|达到|突破|增长|实现"
    "|建成|完成|跻身|入选|获批|居|保持|提速|提质|壮大|增强|优化|提升"
)
CLAUSE_MARKS = ",;:。!?\n"
FARTHEST = 60


def noun_behind(mention: Mention) -> Noun | None:
    """开放200个以上|政府数据集: nothing but a verb stands before the figure, or a counted noun right behind it."""
    if _is_before(mention):
        return None
    phrase = cut.behind(mention.text, mention.behind, mention.right)
    if phrase.endswith(("级", "级以上")):
        phrase += _head_ahead(mention)
    if len(phrase) == 1 and phrase in PLACES:
        phrase = cut.tidy(mention.text[mention.behind : mention.right])
    if len(phrase) < 2:
        return None
    stripped = cut.strip_front(mention.setting, mention.left, mention.before_end)
    start = mention.text.find(phrase[:2], mention.behind)
    return Noun(phrase, Span(max(start, mention.behind), mention.right), "noun_behind", _flow(mention, stripped.flow), phrase)


PLACES = "区县市州镇乡村省国校院"
"""11个县被认定为…: what the places are counted for stands in their predicate."""
AHEAD = re.compile(r"[^,。;\n]{0,40}?级(?:以上)?([一-鿿]{2,10})(?=[,。;、\n])")


def _head_ahead(mention: Mention) -> str:
    """3个万亿级和7个千亿级|产业集群: the noun that all classes of a list share stands behind the last."""
    found = AHEAD.match(mention.text, mention.right, min(len(mention.text), mention.right + FARTHEST))
    return found.group(1) if found else ""


def _is_before(mention: Mention) -> bool:
    """Whether the figure closes its clause piece, so that what it measures must stand before it."""
    quantity, text = mention.quantity, mention.text
    if quantity.form in ("coverage", "doubling", "rank"):
        return True
    following = text[mention.behind : mention.behind + 1]
    if mention.behind >= mention.right or following in "":
        return True
    ratio = quantity.written.unit in RATIOS
    if ratio and mention.says("growth", "decrease"):
        return True
    stripped = cut.strip_front(mention.setting, mention.left, mention.before_end)
    empty = stripped.start >= mention.before_end
    if ratio and not empty:
        return following != "的"
    return not empty and _predicate(mention) is not None


def _predicate(mention: Mention) -> object | None:
    """A word that ties the figure to the noun before it: 达到, 增长, 居 (完成, 实现, 有 do so only with a noun before)."""
    return mention.says("growth", "decrease", "state", "rank", "plain")


def shared_names(mention: Mention) -> Noun | None:
    """城镇和农村居民收入分别增长4.3%、5.5%: the first figure belongs to the first name."""
    first, position = _first_of_distribution(mention)
    if first is None:
        return None
    end, tail = _names_end(first)
    joint, stripped = cut.before(mention.setting, first.left, end)
    if len(joint) < 2 and first.previous is not None and first.same_sentence and first.previous.noun:
        joint = first.previous.noun.phrase
    name = nth_name(joint, position, first.run)
    if name is None:
        return None
    return Noun(name + tail, Span(stripped.start, first.before_end), "shared_names", stripped.flow, name)


def _names_end(first: Mention) -> tuple[int, str]:
    """Where the names in front of 分别 end, and the measure that stands behind it: A、B分别发放贷款|671亿元."""
    at = first.text.rfind("分别", first.left, first.before_end)
    if at < 0:
        return first.before_end, ""
    tail, _ = cut.before(first.setting, at + 2, first.before_end)
    return at, tail if tail in RELATIVE else ""


def _first_of_distribution(mention: Mention) -> tuple[Mention | None, int]:
    position, at = 0, mention
    while at is not None and position < 12:
        if _distributes(at):
            return at, position
        if not at.listed or at.previous is None or not _bare(at):
            return None, 0
        at, position = at.previous, position + 1
    return None, 0


def _distributes(mention: Mention) -> bool:
    if any(word.word.startswith(("分别", "分列", "分居")) for word in mention.consumed):
        return True
    text = mention.text
    if text.find("分别", mention.left, mention.before_end) > mention.left:
        return True
    return mention.run > 1 and any(mark in text[mention.left : mention.before_end] for mark in "、和与及")


def _bare(mention: Mention) -> bool:
    return cut.strip_front(mention.setting, mention.left, mention.before_end).start >= mention.before_end


def noun_before(mention: Mention) -> Noun | None:
    """终端连接数|达到3000万个: the noun in front of the predicate words."""
    phrase, stripped = cut.before(mention.setting, mention.left, mention.before_end)
    if len(phrase) < 2 or (mention.quantity.form == "rank" and phrase.endswith(("中", "里", "内"))):
        return None
    span = Span(stripped.start, mention.before_end)
    flow = _flow(mention, stripped.flow, stripped.verb)
    if phrase in NEEDS_HEAD and (head := _head(mention)):
        return Noun(phrase + head.removeprefix(phrase), span, "attribute_with_head", flow, head)
    if _is_relative(mention, phrase) and (head := _subject(mention)):
        return Noun(head + phrase, span, "measure_with_subject", flow, head)
    if mention.quantity.form == "coverage" and phrase in TERRITORY and (head := _subject(mention)):
        return Noun(f"{head}{phrase}覆盖", span, "territory_with_subject", flow, head)
    return Noun(phrase, span, "noun_before", flow, phrase)


def _is_relative(mention: Mention, phrase: str) -> bool:
    """占比, 规模 say nothing alone; 投资, 收入 only in a list; a rank held 在…中 is of the subject before."""
    if phrase in RELATIVE or phrase.startswith("占"):
        return True
    return phrase in RELATIVE_IN_LIST and mention.listed


def _flow(mention: Mention, found: bool, verb: bool = False) -> bool:
    """A list goes on under the verb of its first item: 新增A45家、B397家."""
    if found or verb or mention.previous is None or mention.previous.noun is None:
        return found
    return mention.listed and mention.same_sentence and mention.previous.noun.flow


def elided(mention: Mention) -> Noun | None:
    """增长13%,力争15%: the figure takes up the indicator of the figure before it."""
    previous = _antecedent(mention)
    if previous is None or previous.noun is None or not _close(mention, previous):
        return None
    noun = previous.noun
    phrase = noun.head if mention.quantity.form == "rank" else noun.phrase
    return Noun(phrase, noun.span, "same_as_before", noun.flow and mention.listed, noun.head)


def _antecedent(mention: Mention) -> Mention | None:
    """The last mention whose indicator a later clause may take up: no enumeration, threshold or duration."""
    at, steps = mention.previous, 0
    while at is not None and steps < 6 and (at.noun is None or at.answers["status"].rule in PASSING):
        at, steps = at.previous, steps + 1
    return at


def clause_before(mention: Mention) -> Noun | None:
    """建成产业集群,达到1.3万亿元: the subject stands in the clause before."""
    subject = _clause_subject(mention)
    return Noun(subject, Span(mention.left, mention.left), "clause_before", False, subject) if subject else None


def _close(mention: Mention, previous: Mention) -> bool:
    return mention.same_sentence or mention.quantity.span.start - previous.quantity.span.end < FARTHEST


def _head(mention: Mention) -> str:
    previous = _antecedent(mention)
    return previous.noun.head if previous and previous.noun and _close(mention, previous) else ""


def _subject(mention: Mention) -> str:
    """The subject of a bare measure: of the figure before in this sentence, else of the clause before."""
    between = _clause_subject(mention)
    previous = _antecedent(mention)
    if previous is not None and previous.noun is not None and previous.sentence.start == mention.sentence.start:
        comma = max(mention.text.rfind(mark, previous.behind, max(mention.left - 1, previous.behind)) for mark in CLAUSE_MARKS)
        return between if comma >= 0 and between else previous.noun.head
    return between


def _clause_subject(mention: Mention) -> str:
    text, end = mention.text, mention.left - 1
    if end <= mention.sentence.start:
        return ""
    start = max(mention.sentence.start, *(text.rfind(mark, mention.sentence.start, end) + 1 for mark in CLAUSE_MARKS))
    phrase, stripped = cut.before(mention.setting, start, end)
    if turn := TURN.search(phrase, 2):
        phrase = cut.tidy(phrase[: turn.start()])
    return phrase if 2 <= len(phrase) <= 40 else ""


RULES: tuple[NounRule, ...] = (shared_names, noun_behind, noun_before, elided, clause_before)


def indicator(mention: Mention) -> Noun | None:
    """The indicator of a mention, or None where the text names none."""
    for rule in RULES:
        if (found := rule(mention)) is not None:
            return found
    return None

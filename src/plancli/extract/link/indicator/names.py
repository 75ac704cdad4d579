"""Names that share a row of figures: 城镇和农村居民收入分别增长4.3%、5.5%."""

from __future__ import annotations

from plancli.extract.context.conjunctions import joined
from plancli.extract.context.mention import Mention, Noun
from plancli.extract.link.indicator import phrase as cut
from plancli.extract.link.indicator.antecedent import clause_subject
from plancli.extract.link.indicator.fused_pairs import PAIR, nth_of_fused
from plancli.extract.link.indicator.list_item import behind_settled
from plancli.extract.link.indicator.shared_name import names_in, nth_name
from plancli.lexicon.words import phrases, reach
from plancli.model import Span

RELATIVE = frozenset(phrases("nouns", "relative"))
PART_OF = "占"
LONGEST_ROW = reach("row_of_names")


def shared_names(mention: Mention) -> Noun | None:
    """城镇和农村居民收入分别增长4.3%、5.5%: the first figure belongs to the first name."""
    first, position = _first_of_distribution(mention)
    if first is None:
        return _paired(mention)
    end, tail = _names_end(first)
    joint, stripped = cut.before(mention.context, first.left, end)
    if len(joint) < 2 and first.previous is not None and first.same_sentence and first.previous.noun:
        joint = first.previous.noun.phrase
    name = _nth(joint, position, first.run) or _of_clause_before(first, joint, position)
    if name is None:
        return None
    return Noun(name + tail, Span(stripped.start, first.before_end), "shared_names", stripped.flow, name)


def _of_clause_before(first: Mention, measure: str, position: int) -> str | None:
    """外资、外贸进出口额,占全市比重分别达|70%、80%: the names stand in the clause before their measure."""
    if measure not in RELATIVE and not measure.startswith(PART_OF):
        return None
    names = names_in(clause_subject(first))
    return names[position] + measure if len(names) == first.run else None


def _paired(mention: Mention) -> Noun | None:
    """光伏、氢能企业分别达到4家、6家,实现产值15亿元、|28亿元: the second list pairs its values with the first."""
    before = mention.previous.noun if mention.previous else None
    if mention.run < PAIR and (before is None or before.rule != "paired_list" or not mention.listed):
        return None
    position, first = 0, mention
    while first.listed and first.previous is not None and _bare(first) and position < LONGEST_ROW:
        first, position = first.previous, position + 1
    measure, _ = cut.before(first.context, first.left, first.before_end)
    if first.run < PAIR or position >= first.run or measure not in RELATIVE:
        return None
    at = first.previous
    for _ in range(first.run - 1 - position):
        at = at.previous if at is not None else None
    if at is None or at.noun is None or at.noun.rule != "shared_names" or at.sentence.start != first.sentence.start:
        return None
    return Noun(at.noun.head + measure, at.noun.span, "paired_list", False, at.noun.head)


def _nth(joint: str, position: int, count: int) -> str | None:
    """一、二、三产 is one word of three names, though it looks like a list; 进出口 in a list of two is one name."""
    items = _own_items(joint, count)
    listed, fused = nth_name(items, position, count), nth_of_fused(items, position, count)
    return fused or listed if count > PAIR else listed or fused


def _own_items(joint: str, count: int) -> str:
    """改革深化、|城乡居民收入: without an item that says its target in words, if enough names remain."""
    rest = behind_settled(joint)
    enough = len(names_in(rest)) >= count or nth_of_fused(rest, 0, count) is not None
    return rest if enough else joint


def _names_end(first: Mention) -> tuple[int, str]:
    """Where the names in front of 分别 end, and the measure that follows it: A、B分别发放贷款|671亿元."""
    at = first.text.rfind("分别", first.left, first.before_end)
    if at < 0:
        return first.before_end, ""
    tail, _ = cut.before(first.context, at + 2, first.before_end)
    return at, tail if tail in RELATIVE else ""


def _first_of_distribution(mention: Mention) -> tuple[Mention | None, int]:
    position, at = 0, mention
    while at is not None and position < LONGEST_ROW:
        if _distributes(at):
            return at, position
        if not at.listed or at.previous is None or not _bare(at):
            return None, 0
        at, position = at.previous, position + 1
    return None, 0


def _distributes(mention: Mention) -> bool:
    if any(word.word.startswith(phrases("classes", "respectively")) for word in mention.consumed):
        return True
    text = mention.text
    if text.find("分别", mention.left, mention.before_end) > mention.left:
        return True
    return mention.run > 1 and bool(joined(mention.context.words, mention.left, mention.before_end))


def _bare(mention: Mention) -> bool:
    """Whether nothing but verbs stands before the figure; asked of it by each figure behind it in its row."""
    if mention.bare is None:
        mention.bare = _only_verbs(mention)
    return mention.bare


def _only_verbs(mention: Mention) -> bool:
    return cut.strip_front(mention.context, mention.left, mention.before_end).start >= mention.before_end

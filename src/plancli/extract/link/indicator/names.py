"""Names that share a row of figures: 城镇和农村居民收入分别增长4.3%、5.5%."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import islice, takewhile

from plancli.extract.context.conjunctions import joined
from plancli.extract.context.mention import Mention
from plancli.extract.link.indicator import phrase as cut
from plancli.extract.link.indicator.antecedent import RATIO_SIGNS, clause_subject
from plancli.extract.link.indicator.invested import INVESTED
from plancli.extract.link.indicator.lead import strip_front
from plancli.extract.link.indicator.list_item import PAIR, RELATIVE, all_before_row, nth_item, nth_of_fused
from plancli.extract.link.indicator.owner.zone import of_all
from plancli.extract.link.indicator.shared_name import SHARE, measure_of, names_in, without_measure
from plancli.extract.link.indicator.tidy import tidy
from plancli.extract.link.linked import Before, Noun, Origin
from plancli.lexicon.words import only_word, pattern, phrases, reach
from plancli.model import Span
from plancli.native import ending
from plancli.patterns import lazy

CHANGES_RANKED = phrases("nouns", "ranked_changes")
RESPECTIVELY = pattern("classes", "respectively")
AIM_WORD = only_word("classes", "aim_word")
ALL_OF_THEM = "均"
TOWN_AND_COUNTRY = "城乡"
BUILT = only_word("classes", "built")
SHORTEST_PLANNED = 3  # characters: 新建、改造管网 are two verbs
LONGEST_ROW = reach("row_of_names")
# 分别完成|投资计划
PLAN_DONE = lazy(rf"(?:{'|'.join((*INVESTED, BUILT))})?(?:{pattern('nouns', 'planned_sums').pattern})的?$")
SUMMING = frozenset(phrases("nouns", "summed"))
OF_ONE_THING = (Origin.PREVIOUS, Origin.SUBJECT)
"""Of 外送电量9亿度,占全国16% both figures are of one thing."""


def shared_names(mention: Mention, before: Before) -> Noun | None:
    """城镇和农村居民收入分别增长4.3%、5.5%: the first figure belongs to the first name."""
    position, first = _first_of_row(_row(mention, before))
    if first is None:
        return None
    end, tail = _names_end(first)
    joint, stripped = cut.before(first.context, _behind_time(first, end), end)
    joint = joint.removesuffix(AIM_WORD)  # 吞吐量目标|依次为
    if len(joint) < 2 and len(before) > position and first.same_sentence and (noun := before[-1 - position].noun):
        joint = noun.phrase
    span = Span(stripped.start, first.before_end)
    if stripped.start >= end and not tail:
        named = _named_before(first, before, position) or _each_before(first, before, position)
        if named:
            return Noun(of_all(first, named.phrase), span, "shared_names", Origin.ROW, stripped.flow, named.head)
    name = nth_item(joint, position, first.run) or _of_clause_before(first, before, joint, position)
    name = (
        name
        or _of_summed(first, joint, before[: len(before) - position], position)
        or _planned(first, before, tail, position)
        or (None if joint else all_before_row(first, position))
    )
    # 生产总值、零售总额增速分别居全省第二、第三: both ranks belong to a change
    change = ending(joint, CHANGES_RANKED) if first.quantity.form == "rank" else ""
    if name is not None and change and not name.endswith(change):
        name += change
    if name is None:
        return None
    # 水利、交通建设分别完成投资: both are built
    if tail and joint.endswith(BUILT) and not name.endswith(BUILT):
        name += BUILT
    return Noun(name + tail, span, "shared_names", Origin.ROW, stripped.flow, name)


def _named_before(first: Mention, before: Before, position: int) -> Noun | None:
    """A、B分别为5亿元、6亿元,同比分别增长|3%、4%: a row without names uses those that the row before dealt out."""
    count = first.run
    if count < PAIR or len(before) < count + position:
        return None
    start, noun = before[-count - position].mention, before[-count].noun
    same = start.run == count and start.sentence.start == first.sentence.start
    return noun if same and noun is not None and noun.origin is Origin.ROW else None


def _each_before(first: Mention, before: Before, position: int) -> Noun | None:
    """外资9亿元、外贸40亿元,分别居全省|第三、第五: a row without names takes those of the figures before it, each with
    a name of its own; in 游客300万人次,旅游收入20亿元,分别增长5%、6% it is 分别 that says they are two."""
    count = first.run
    if count < PAIR or len(before) < count + position or position >= count:
        return None
    own = before[len(before) - count - position : len(before) - position]
    same = all(one.noun is not None and one.mention.sentence.start == first.sentence.start for one in own)
    # a list of exactly that many, and nothing between it and the row
    listed = [one.mention.listed for one in own] == [False] + [True] * (count - 1)
    listed = listed or (
        _deals_out_changes(first) and all(one.noun and one.noun.origin not in OF_ONE_THING for one in own)
    )
    return own[position].noun if same and listed and first.left <= own[-1].mention.right + 1 else None


def _deals_out_changes(first: Mention) -> bool:
    """分别增长5%、6%; in 2030年、2035年分别达到70%、75% and 分别比2019年和2023年增长 it is times that are dealt out."""
    changed = first.says("growth", "decrease") is not None or first.quantity.form == "rank"
    # 分别是2019年的113%和118%
    changed = changed or (first.base_period is not None and first.quantity.written.unit in RATIO_SIGNS)
    times = joined(first.context.words, first.left, first.before_end)
    return changed and not times and _distributes(first)


def _first_of_row(row: Iterable[Mention]) -> tuple[int, Mention | None]:
    """The figure of a list that names in front are dealt out from, and how many there are from it to this one."""
    for position, one in enumerate(islice(row, LONGEST_ROW)):
        if _distributes(one):
            return position, one
    return 0, None


def _behind_time(first: Mention, end: int) -> int:
    """三大港区2025年|煤炭、粮食吞吐量: the names of a row are behind the time they share."""
    context, left = first.context, first.left
    number = bisect_right(context.period_ends, end) - 1
    if number < 0 or not left < context.period_ends[number] < end:
        return left
    listed = joined(context.words, left, context.period_starts[number])
    return left if listed else context.period_ends[number]


def _row(mention: Mention, before: Before) -> Iterator[Mention]:
    """The figures of a list, this one first, back to one that has words of its own in front, or begins the list."""
    yield mention
    for one in before[: -LONGEST_ROW - 1 : -1]:
        if not mention.listed or not _bare(mention):
            return
        mention = one.mention
        yield mention


def _bare(mention: Mention) -> bool:
    """Whether nothing but verbs comes before the figure."""
    return strip_front(mention.context, mention.left, mention.before_end).start >= mention.before_end


def _planned(first: Mention, before: Before, tail: str, position: int) -> str | None:
    """新增就业、新增发放贷款分别完成年计划的|113%、256%: a plan has what is done in it; 3个县、4个市项目分别完成."""
    end, unit = _names_end(first)[0], first.quantity.written.unit
    plan = PLAN_DONE.search(first.text, end, first.before_end) if unit in RATIO_SIGNS else None
    if plan is None or not 0 <= position < first.run:
        return None
    names, plan_of = names_in(tidy(first.text[first.left : end])), "" if tail else plan.group()
    if len(names) == first.run and all(len(name) >= SHORTEST_PLANNED for name in names):
        return names[position] + plan_of
    counted = before[len(before) - first.run - position : len(before) - position]
    behind = [one.noun.phrase for one in counted if one.noun is not None and one.noun.origin is Origin.BEHIND]
    together = counted and counted[-1].mention.right >= first.left - 1 and counted[-1].mention.listed
    if not together or len(behind) != first.run:
        return None
    measure = measure_of(behind[-1])  # 3个县、4个|市项目投资
    return behind[position].removesuffix(measure) + measure + plan_of


def _of_clause_before(first: Mention, before: Before, measure: str, position: int) -> str | None:
    """外资、外贸进出口额,占全市比重分别达|70%、80%: in the clause before, where a row may have dealt them out."""
    if measure not in RELATIVE and not measure.startswith(SHARE):
        return None
    if (named := _named_before(first, before, position)) is not None:
        return without_measure(named.head, measure) + measure
    names = names_in(clause_subject(first))
    return names[position] + measure if len(names) == first.run else None


def _of_summed(first: Mention, measure: str, before: Before, position: int) -> str | None:
    """白酒、食品、建材|三大|产业产值分别达到3亿元…: the names are in front of a number that sums them up."""
    summed = before[-1].mention if before else None
    if summed is None or summed.quantity.written.value != first.run:
        return None
    # 招商2次,签约额分别为; 下降2%的能耗分别为: what sums names up is a count, right in front of what they share
    if summed.quantity.written.unit in RATIO_SIGNS or first.text[summed.behind : first.left].strip():
        return None
    names = names_in(cut.before(summed.context, summed.left, summed.before_end)[0])
    if len(names) != first.run:
        return None
    name = names[position]
    # 两项|指标 names nothing, 红星水库|水库库容 says one word twice
    said = next((size for size in range(len(measure), 0, -1) if name.endswith(measure[:size])), 0)
    return name if measure in SUMMING else name + measure[said:]


def row_reached(mention: Mention, before: Before) -> Noun | None:
    """A、B标准分别从209元、280元提高到|217元、290元: the second row uses the names of the first."""
    row = list(takewhile(lambda one: not one.starts_change, _row(mention, before)))
    run = row[-1].run if row else 0
    if run < PAIR or len(row) > run or len(before) < len(row) - 1 + run:
        return None
    first = before[-run]
    if first.noun is None or not first.mention.starts_change or not before[-len(row)].mention.starts_change:
        return None
    return Noun(first.noun.phrase, first.noun.span, "row_reached", Origin.ROW, first.noun.flow, first.noun.head)


def row_taken_up(mention: Mention, before: Before) -> Noun | None:
    """A、B产值分别达到30亿元、20亿元,增长|12%和15%: a row without names of its own uses those of the row before."""
    row = list(_row(mention, before))
    first = row[-1]
    if first.run < PAIR or not _bare(first) or _first_of_row(row)[1] is not None:
        return None
    named = _named_before(first, before, len(row) - 1) or _each_before(first, before, len(row) - 1)
    if named is None or not _goes_on(first, before[-first.run].mention):
        return None
    return Noun(named.phrase, named.span, "row_taken_up", Origin.ROW, False, named.head)


def _goes_on(first: Mention, before: Mention) -> bool:
    """Whether a row says more of the same things: a word of reaching or changing leads to it, or it is in their unit;
    in 产量3万吨、产值5亿元,带动|4万户、16万茶农 it does not."""
    unit = first.quantity.written.unit
    same = unit in RATIO_SIGNS or unit == before.quantity.written.unit
    return same or bool(first.consumed) or first.quantity.form != "number"


def all_before(mention: Mention, before: Before) -> Noun | None:
    """外送煤8万吨、外送电9亿度,均居全区|第二: of all that is counted in the list right before it."""
    together = any(word.word.startswith(ALL_OF_THEM) for word in mention.consumed)
    if not together or mention.listed or not before or mention.left > before[-1].mention.right + 1:
        return None
    own = before[_list_start(before) :]
    nouns = [one.noun for one in own if one.noun is not None and one.noun.origin not in OF_ONE_THING]
    if len(nouns) < max(PAIR, len(own)) or own[0].mention.sentence.start != mention.sentence.start:
        return None
    if not _bare(mention):
        return None
    name = "、".join(noun.phrase for noun in nouns)
    return Noun(name, nouns[0].span, "all_before", Origin.PREVIOUS, False, name)


def _list_start(before: Before) -> int:
    """The number of the figure that the list of the last figure begins with."""
    at = len(before) - 1
    while at > 0 and before[at].mention.listed:
        at -= 1
    return at


def paired_list(mention: Mention, before: Before) -> Noun | None:
    """光伏、氢能企业分别达到4家、6家,实现产值15亿元、|28亿元: the second list pairs its values with the first."""
    noun = before[-1].noun if before else None
    if mention.run < PAIR and (noun is None or noun.origin is not Origin.PAIRED or not mention.listed):
        return None
    row = list(_row(mention, before))
    if _first_of_row(row)[1] is not None:
        return None
    first, position = row[-1], len(row) - 1
    measure, _ = cut.before(first.context, first.left, first.before_end)
    if first.run < PAIR or position >= first.run or measure not in RELATIVE:
        return None
    if first.run > len(before):
        return None
    at = before[-first.run]
    if at.noun is None or at.noun.origin is not Origin.ROW or at.mention.sentence.start != first.sentence.start:
        return None
    return Noun(
        without_measure(at.noun.head, measure) + measure,
        at.noun.span,
        "paired_list",
        Origin.PAIRED,
        False,
        at.noun.head,
    )


def _names_end(first: Mention) -> tuple[int, str]:
    """Where the names in front of 分别 end, and the measure that follows it: A、B分别发放贷款|671亿元."""
    word = _respectively(first)
    if word is None:
        return first.before_end, ""
    tail, stripped = cut.before(first.context, word.end(), first.before_end)
    return word.start(), tail if tail in RELATIVE or stripped.verb else ""


def _respectively(first: Mention) -> re.Match[str] | None:
    """The last 分别 or 依次 between the names and their figures."""
    found = None
    at = first.left + 1
    while (word := RESPECTIVELY.search(first.text, at, first.before_end)) is not None:
        found, at = word, word.end()
    return found


def _distributes(mention: Mention) -> bool:
    if any(word.word.startswith(phrases("classes", "respectively")) for word in mention.consumed):
        return True
    if _respectively(mention) is not None:
        return True
    front = mention.text[mention.left : mention.before_end]
    # 城乡|低保标准提高到740元和485元: one word names the two
    rates = any(sign in mention.quantity.written.unit for sign in "元%")
    two = nth_of_fused(front, 0, mention.run) if rates and TOWN_AND_COUNTRY in front else None
    return mention.run > 1 and bool(two or joined(mention.context.words, mention.left, mention.before_end))

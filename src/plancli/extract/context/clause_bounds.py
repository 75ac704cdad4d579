"""Where the clause piece of a figure begins and ends."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice, pairwise

from plancli.extract.context.conjunctions import JOINT, joins, last_joint
from plancli.extract.context.making import MAKING
from plancli.extract.context.mention import Mention
from plancli.extract.context.money import is_money
from plancli.extract.context.predicate import starts_predicate
from plancli.lexicon.words import either, pattern, phrases, predicates, reach
from plancli.model import Quantity
from plancli.patterns import lazy
from plancli.segment.clause_words import MARK, MARKS, ClauseWords

QUALIFYING = phrases("classes", "qualifying")
QUALIFIED = reach("qualified")
OVER = phrases("classes", "over")  # 30个产值过50亿园区: the amount is part of the name, so the name goes on behind it.
CLASSED = phrases("nouns", "generic")
LONGEST_CLASS = reach("class_name")
LEADS_TO_CROWD = ("", *phrases("classes", "reaching"))
RESPECTIVELY = pattern("classes", "respectively")
SORTING = 10**8  # from here on an amount without a unit is one of money
AGES = tuple("岁龄")
METRES = tuple("米里")  # 公里
AROUND = ("内", *phrases("classes", "within_reach"))
AIMS = ("strive", "ensure")
SET_UNITS = frozenset(phrases("classes", "set_units"))
RATES = phrases("classes", "rates")
MEASURES_AND_RATES = (*phrases("nouns", "measures"), *RATES)
SHORT_TIMES = frozenset(phrases("classes", "short_times"))
# 2户企业产值突破50亿元: how many do so is what is said.
FIRM_UNITS = "家户"
# 投入9亿元|新改扩建学校76所: the amount is spent, the schools are counted.
BUILDS = lazy("新[改扩续迁、]{0,4}建")
TOTAL = pattern("classes", "totals")
COMPARED_WITH = lazy("[比较][^,;。:、(]{2,8}$")
LONG_SEPARATORS = phrases("classes", "separators")
LONGEST_BRACKET = reach("bracketed")
# 其中超50亿元|5个: signs and words that lead to an amount and name nothing
OPENS_CLASS = ",、 " + "".join(phrases("classes", "opens_class"))
BRACKETS_BELONG = ("", *phrases("classes", "bracketed_places"))
MOST_IN_ROW = 12  # figures
# A number of the next item glued to what is before it: 3541万元|2.2本项目新增就业, 12亿元|1.2建成厂房.
NEXT_ITEM = lazy(rf"\d{{1,2}}\.\d{{1,2}} ?(?=本|[到至][12][0-9]{{3}}年|{MAKING.pattern})")
BARE_SIZES = frozenset("万亿")
LEVEL_SIGNS = "".join(phrases("classes", "level_signs"))
OF_LEVELS = lazy(f"(?<![(])[{LEVEL_SIGNS}]、[{LEVEL_SIGNS}]")
OF_PAIR = lazy("[^、,和与及]{2,6}[和与及][^、,和与及]{2,6}的")  # 9个国家和地区的|55个港口
BARE_BETWEEN = lazy(rf"{either('classes', 'bounds_behind')}?[、和与及]{either('classes', 'near_figure')}?")


def row(text: str, quantities: Iterable[Quantity]) -> int:
    """How many figures follow one another from the first on, with nothing but 、 or 和 between them.

    Args:
        text: folded text; `quantities` are in its order.
    """
    number = 1
    for one, other in pairwise(islice(quantities, MOST_IN_ROW)):
        end, start = one.span.end, other.span.start
        if start - end > 5 or not BARE_BETWEEN.fullmatch(text, end, start) or _sorted_by(text, one, other):
            break
        number += 1
    return number


def _sorted_by(text: str, one: Quantity, other: Quantity) -> bool:
    """项目7个、超|50亿元的4个: an amount that is exceeded, behind a count, says which things are counted next."""
    money = (is_money(one.written.unit), is_money(other.written.unit))
    return money == (False, True) and text.endswith(OVER, one.span.end, other.span.start)


def left_edge(words: ClauseWords, floor: int, start: int, previous: Mention | None) -> tuple[int, bool]:
    """Where the piece of a quantity begins, and whether it continues a list of the quantity before it.

    Args:
        floor: where to stop: the sentence begins there, or reach ends.
        start: of the quantity, as all offsets in the folded text.
        previous: the mention before in the same paragraph; None for its first.
    """
    text = words.text
    left = words.behind_last(MARKS, floor, start)
    opened = text.rfind("(", left, start)
    # the figure is inside brackets that are still open: what comes before them is another clause
    if opened >= 0 and text.find(")", opened, start) < 0:
        left = opened + 1
    elif opened < 0 and (closed := text.rfind(")", left, start)) >= 0 and text.rfind("(", floor, left) >= 0:
        left = _left_of_brackets(words, floor, left, closed)
    # a mark separates it from the figure before: nothing is shared
    if previous is None or previous.behind <= left:
        return left, False
    low = previous.behind
    if qualifies(words, previous, start):
        return previous.left, previous.listed
    for long in LONG_SEPARATORS:
        if text.startswith(long, low):
            return low + len(long), True
    if joins(words, low):
        return low + 1, True
    last = _last_break(words, low, start)
    if last > low and RESPECTIVELY.search(text, last, start):
        return low, False  # 三大港区|煤炭、粮食吞吐量分别为: the names of a row are together
    return (last + 1, True) if last > low else (low, True)


def qualifies(words: ClauseWords, previous: Mention, start: int) -> bool:
    """Whether the figure before only says which things are meant: 收入50万元以上的|行政村占比达68%, 超200亿元|县2个,
    千人|托位数4.78个.

    Args:
        start: of the figure that follows `previous`.
    """
    text, quantity = words.text, previous.quantity
    word = previous.comparator_behind
    between = text[previous.behind : start]
    if _bare_class(words, previous, between) or _counts_measured(previous, between) or _classed(previous, between):
        return True
    if not 1 <= len(between) < QUALIFIED or previous.says("growth", "decrease", "state"):
        return False
    if (
        any(mark in between for mark in "、,;。(")
        or JOINT.fullmatch(between)
        or starts_predicate(words, previous.behind, start)
        or BUILDS.match(between)
        or (word is None and MAKING.match(between))  # 投资5亿元|实施改造项目3个
    ):
        return False
    # 产值超百亿|产业链3条: an amount that large needs no unit to sort things
    sorts = quantity.written.unit == "" and quantity.written.value >= SORTING
    aged = quantity.written.value_max is not None and quantity.written.unit.endswith(AGES)  # 6-35月龄|儿童
    # 人数超过30人的|矿山减少到5座: a modifier, whatever it is measured in
    shares = quantity.written.unit.endswith(("%", "成"))  # 80%以上的|村达标
    modifies = between.startswith("的") and not shares and last_joint(words, previous.behind, start) < 0
    if not (quantity.written.unit.endswith(QUALIFYING) or sorts or aged or modifies):
        return False
    bounded = word is not None and word.group.name in ("at_least", "at_most")
    named = len(between) <= LONGEST_CLASS and between.removesuffix("各").endswith(CLASSED)
    return named or aged or bounded or previous.says("more_than") is not None or text[quantity.span.start - 1] in "过超"


def _counts_measured(previous: Mention, between: str) -> bool:
    """六种|有色金属产量达到, 30户以上|自然村通路比例达到: these are not made, but measured."""
    if previous.quantity.form != "number" or previous.says(*AIMS) or not 1 < len(between) < QUALIFIED:
        return False
    unit, listed = previous.quantity.written.unit, "、" in between
    timed = unit in SHORT_TIMES  # 24小时晴雨、气温预报准确率
    if MARK.search(between) or (listed and not timed):
        return False
    lead = previous.text[previous.left : previous.before_end].strip(" ")
    near = unit.endswith(METRES) and between.startswith(AROUND)  # 公交与轨道|50米内换乘比例
    if not near and not _leads_to_measured(previous, lead, timed):
        return False
    name = between.rstrip()
    # 15分钟|便民生活圈覆盖率|90%, with no word of reaching: a time has no rate of its own
    if (near or timed) and not listed and name.endswith(RATES):
        return True
    while found := predicates().ending(name, 0, len(name)):
        if unit in FIRM_UNITS and found[1].name == "more_than" and not TOTAL.search(between):
            return False
        name = name.removesuffix(found[0])
    return len(name) < len(between.rstrip()) and COMPARED_WITH.sub("", name).endswith(MEASURES_AND_RATES)


def _leads_to_measured(previous: Mention, lead: str, timed: bool) -> bool:
    """Whether what is in front of a number may go on over it: nothing, or the first of two names (乡镇通公路、|30户以上
    自然村通路比例); in front of a time what is measured (响应率)."""
    if timed:
        return not lead.strip("、,") or lead.strip("、,").endswith(MEASURES_AND_RATES)
    listed = lead.endswith("、") and previous.comparator_behind is not None
    return previous.quantity.written.unit in SET_UNITS and (listed or not lead.strip("、,"))


def _bare_class(words: ClauseWords, previous: Mention, between: str) -> bool:
    """其中超50亿元|5个, 过10亿元|达到25家: an amount exceeded of which nothing is said counts things named before."""
    over = previous.says("more_than") or words.text[previous.quantity.span.start - 1] in "过超"
    front = words.text[previous.left : previous.before_end].strip(OPENS_CLASS)
    return bool(over) and between in LEADS_TO_CROWD and not front and is_money(previous.quantity.written.unit)


def _classed(previous: Mention, between: str) -> bool:
    """50亿|企业达到|4家: an amount without a unit in front of a general noun says which are counted."""
    quantity, name = previous.quantity, between.rstrip()
    if quantity.form != "number" or quantity.written.unit not in BARE_SIZES:
        return False
    while found := predicates().ending(name, 0, len(name)):
        name = name.removesuffix(found[0])
    return name in CLASSED and not previous.text[previous.left : previous.before_end].strip("、, ")


def _left_of_brackets(words: ClauseWords, floor: int, left: int, closed: int) -> int:
    """A comma inside brackets bounds nothing: 义务教育(小学,初中)巩固率."""
    text = words.text
    opened = text.rfind("(", floor, left)
    if text.find(")", opened, left) >= 0:
        return left
    return words.behind_last(MARKS, floor, opened)


def _with_brackets(text: str, behind: int, right: int, ceiling: int) -> int:
    """A short bracket inside a noun belongs to it, 75%的|乡镇(街道)建成…, 县(市、区); any other ends the piece."""
    closing = text.find(")", behind, ceiling)
    opening = text.find("(", behind, right)
    if opening < 0 or (0 <= closing < opening):
        return closing if 0 <= closing < right else right
    inner = behind < opening < closing <= opening + LONGEST_BRACKET
    if not inner or (closing + 1 >= right and text[opening - 1 : opening] not in BRACKETS_BELONG):
        return opening
    after = [found for mark in ",;:。!?\n|(" if (found := text.find(mark, closing + 1, ceiling)) >= 0]
    return min(after, default=ceiling)


def clause_start(words: ClauseWords, left: int, floor: int, listed: bool) -> int:
    """Where the whole clause begins, behind the last comma, for a piece that is in a list.

    Args:
        left: where the piece begins.
        floor: where the sentence begins.
        listed: whether the piece goes on with a list; else its own beginning is that of the clause.
    """
    if not listed:
        return left
    return words.behind_last(",;:", floor, left)


def _last_break(words: ClauseWords, start: int, end: int) -> int:
    """The last word that joins two things between two places, -1 where none does: 14个国、省|考核断面 are one thing."""
    last = last_joint(words, start, end)
    while last > start and OF_LEVELS.match(words.text, last - 1) and words.begins(last - 1):
        last = last_joint(words, start, last)
    return last


def right_edge(words: ClauseWords, behind: int, ceiling: int, following: int) -> int:
    """Where the piece of a quantity ends: at a mark, or where the piece of the next quantity begins.

    Args:
        behind: where the quantity and its comparator end.
        ceiling: where to stop: the sentence ends there, or reach.
        following: start of the next quantity, or the length of the text.
    """
    text = words.text
    if joins(words, behind) or text.startswith(LONG_SEPARATORS, behind) or NEXT_ITEM.match(text, behind, ceiling):
        return behind
    right = _with_brackets(text, behind, words.next_end(behind, ceiling), ceiling)
    if following < right and text.endswith(OVER, behind, following):
        comma = text.find("、", following, right)
        return comma if comma >= 0 and text[comma + 1 : comma + 2].isdigit() else right
    if following < right and not OF_PAIR.fullmatch(text, behind, following):
        last = _last_break(words, behind, following)
        return last if last >= behind else following
    return min(right, following)

"""Which things are meant: an amount or a bound that names the class of the things counted, made or mentioned."""

from __future__ import annotations

from plancli.extract.context.clause_bounds import OVER, qualifies
from plancli.extract.context.making import made
from plancli.extract.context.mention import Mention
from plancli.extract.context.money import MONEY, is_money
from plancli.extract.context.predicate import starts_predicate
from plancli.extract.link.indicator.behind_figure import RATIOS, has_holders
from plancli.extract.link.indicator.lead import strip_front
from plancli.extract.link.indicator.tidy import tidy
from plancli.extract.link.linked import Linked, Named, Role, StatusAnswer
from plancli.lexicon.units import bare
from plancli.lexicon.words import either, pattern, phrases, predicates, reach
from plancli.model import Status
from plancli.patterns import lazy

CLASS_REACH = reach("class")
HAS_CLASSES = phrases("nouns", "generic") + phrases("conditions", "classes")
STRICT_BOUNDS = ("at_least", "more_than", "at_most", "less_than")
MOVES = ("growth", "decrease", "state", "new", "strive", "ensure", "rank", "annual")
SUMS = phrases("classes", "sums")
CLASS_UNITS = (*phrases("classes", "class_units"), "%")
RATES = phrases("classes", "rates")
COUNTED = (*phrases("classes", "things_units"), "%")
SEVERAL = phrases("conditions", "several")
SORTING_AMOUNTS = pattern("classes", "sorting_amounts").pattern
SEVERAL_BY = lazy(f"(?:{pattern('conditions', 'several').pattern})年?(?:{SORTING_AMOUNTS})$")  # 一批营业收入|过500亿
MEASURED_CLASS = (*MONEY, *CLASS_UNITS[:-1], *phrases("nouns", "sizes"), *phrases("nouns", "voltages"))
CLASSES_OF_PEOPLE = phrases("conditions", "groups")
BARE_AMOUNT = lazy("万?亿")
CLASS_COUNTED = lazy(rf"(?:{'|'.join(HAS_CLASSES)})(?:{either('classes', 'has_reached')}|[0-9])")
ROUND = lazy("[百千万亿]+")  # 3个|万头|牧场
YARDSTICKS = SUMS + phrases("nouns", "measures")
YARDSTICK_BEFORE = 6  # characters: 固定资产投资
PASSES = either("classes", "passes")
REACHING = "[^,;。:、0-9的]{2,12}?"
# 企业产值|突破, 村集体经济|突破: a sum (累计, 总) is not what each of them has
FEW_REACHING = lazy(rf"(?:{either('nouns', 'generic')})(?!.*{either('classes', 'totals')}){REACHING}{PASSES}")
SHARE_REACHING = lazy(rf"的?[^,;。:、0-9]{{0,6}}(?:{either('nouns', 'generic')}){REACHING}(?:达到?|{PASSES})")
SORTED_UNITS = phrases("classes", "sorted_units")
KIND_UNITS = phrases("classes", "kind_units")
HEADS_COUNTED = phrases("classes", "per_heads")
# 小区|居民 are counted themselves
HOUSED = lazy(
    rf"的?[^,;。:、0-9的]{{0,6}}?(?P<place>{pattern('classes', 'housed').pattern})"
    rf"(?!{either('classes', 'inhabitants')})"
)
COUNTED_BY_HOUSE = phrases("classes", "firms")
NEXT_COUNT = lazy(f"[0-9一二三四五六七八九十百]+ ?(?:[余多]|以上)?{either('classes', 'counting')}")
BESIDE_NAME = '“”" ' + "".join(phrases("classes", "leads_to_quotes"))
THERE_ARE = lazy("[还仅只共]?有$")
NOT_IN_NAME = lazy("[,;。:、!?和与及]")
SHORT_NAME = 8  # characters: 创新药
LONGEST_CLASS_NAME = reach("named")
NEXT_CLASS = lazy("、[过超]?[0-9一二三四五六七八九十百千万亿]")  # 一批超百亿、|超千亿产业链
CLASS_ENDS = " ,;:。!?、)”和及\n"


def threshold(mention: Mention, named: Named) -> StatusAnswer | None:
    """投资10亿元以上项目100个, 23个50亿元以上: a figure that only says which things are counted."""
    word, previous, span = mention.comparator_behind, named.previous, mention.quantity.span
    if word and previous and previous.mention.quantity.span.end == span.start:
        return StatusAnswer(Status.OTHER, "threshold", word.span, role=Role.ASIDE)
    if word and is_money(mention.quantity.written.unit) and NEXT_COUNT.match(mention.text, mention.behind):
        return StatusAnswer(Status.OTHER, "threshold", word.span, role=Role.ASIDE)  # 其中10亿元以上|8个
    if _group(mention) or _bare_class(mention) or _housed(mention):
        return StatusAnswer(Status.OTHER, "threshold", span, role=Role.ASIDE)
    if mention.next_start < mention.sentence.end and qualifies(mention.context.words, mention, mention.next_start):
        return StatusAnswer(Status.OTHER, "threshold", word.span if word else span, role=Role.ASIDE)
    return None


def _group(mention: Mention) -> bool:
    """年可支配收入10—50万元|群体比例提高2个百分点: the amount says whom the figure that follows describes."""
    if not is_money(mention.quantity.written.unit) or mention.next_start >= mention.sentence.end:
        return False
    return mention.text.startswith(CLASSES_OF_PEOPLE, mention.behind)


def _housed(mention: Mention) -> bool:
    """300户以上的|村庄, 100人以上的|企业: how large each is; but 2户以上企业, 500人以上小区居民 are counted."""
    unit, word = bare(mention.quantity.written.unit), mention.comparator_behind
    if word is None or is_money(unit) or unit not in HEADS_COUNTED or word.group.name not in STRICT_BOUNDS:
        return False
    found = HOUSED.match(mention.text, mention.behind, mention.right)
    if found is None or not mention.context.words.begins(found.end()):
        return False
    return not (unit in SORTED_UNITS and found["place"] in COUNTED_BY_HOUSE)


def _bare_class(mention: Mention) -> bool:
    """50亿|企业达到4家: without 元 and a name in front, an amount is the name of a class."""
    if BARE_AMOUNT.fullmatch(mention.quantity.written.unit) is None or mention.consumed or _named(mention):
        return False
    return CLASS_COUNTED.match(mention.text, mention.behind) is not None


def class_of_counted(mention: Mention, named: Named) -> StatusAnswer | None:
    """30个产值过50亿园区, 3个万头牧场: the amount names the class of what was counted right before."""
    previous, text = named.previous.mention if named.previous else None, mention.text
    if previous is None or not mention.same_sentence or mention.quantity.form != "number":
        return None
    if _in_name(mention, named.previous):
        return StatusAnswer(Status.OTHER, "class_of_counted", mention.quantity.span, role=Role.ASIDE)
    # two amounts side by side are two figures (投资10亿元、产值50亿元), no count and its class
    measured = mention.quantity.written.unit.endswith(MEASURED_CLASS) or ROUND.fullmatch(mention.quantity.written_value)
    if is_money(previous.quantity.written.unit) or not measured:
        return None
    between = text[previous.behind : mention.quantity.span.start]
    if _sized(mention, between) or _exceeded(mention, between) or _got_there(mention, named, between):
        return StatusAnswer(Status.OTHER, "class_of_counted", mention.quantity.span, role=Role.ASIDE)
    return None


def _in_name(mention: Mention, previous: Linked | None) -> bool:
    """75%以上的村年收入达到|50万元: an amount that the name of the share before it holds."""
    if previous is None or previous.noun is None or previous.mention.quantity.written.unit not in RATIOS:
        return False
    if not has_holders(previous.noun.phrase):
        return False
    span = mention.quantity.span
    next_to_it = previous.mention.next_start == span.start
    return next_to_it and previous.noun.phrase.endswith(tidy(mention.text[span.start : span.end]))


def _exceeded(mention: Mention, between: str) -> bool:
    """30个|产值过|50亿园区: the name of the class follows, and only what is measured comes before."""
    if mention.behind >= mention.right and not mention.text.startswith("、", mention.behind):
        return False
    money = is_money(mention.quantity.written.unit)
    over = between.endswith(OVER) and len(between) <= CLASS_REACH and not any(mark in between for mark in ",;。、")
    return money and over


def _got_there(mention: Mention, named: Named, between: str) -> bool:
    """2户|企业产值突破|50亿元, 75%以上|行政村集体收入达到|50万元: how far those got that are counted."""
    previous = named.previous
    if previous is None or previous.status is None or previous.status.value == Status.OTHER:
        return False
    if not is_money(mention.quantity.written.unit) or mention.behind < mention.right:
        return False
    counted = previous.mention.quantity.written.unit
    if counted == "%":
        of_them = between.startswith("的") or previous.mention.comparator_behind is not None
        return of_them and SHARE_REACHING.fullmatch(between) is not None
    return counted in SORTED_UNITS and FEW_REACHING.fullmatch(between) is not None


def _sized(mention: Mention, between: str) -> bool:
    """3个|万头牧场, 5座|110千伏变电站, 1个|投资|5000万元以上农产品加工项目: a measure right behind the count, with
    the thing behind it."""
    if mention.behind >= mention.right or mention.text[mention.behind] in CLASS_ENDS:
        return False
    name = between.removesuffix("在").strip()
    while found := predicates().ending(name, 0, len(name)):
        name = name.removesuffix(found[0])
    if name and not (bounded(mention) and name.endswith(YARDSTICKS) and len(name) <= YARDSTICK_BEFORE):
        return False
    follows = mention.text.startswith("的", mention.behind)
    return follows or not starts_predicate(mention.context.words, mention.behind, mention.right)


def kinds_of_counted(mention: Mention, _: Named) -> StatusAnswer | None:
    """十大类|182个项目, 两批|21件, 1类|创新药14个: of how many kinds the things are that are counted right behind."""
    if mention.quantity.written.unit[-1:] not in KIND_UNITS or mention.next_start >= mention.sentence.end:
        return None
    between = mention.text[mention.behind : mention.next_start]
    counted = NEXT_COUNT.match(mention.text, mention.next_start) is not None
    if not counted or len(between) > SHORT_NAME or NOT_IN_NAME.search(between):
        return None
    return StatusAnswer(Status.OTHER, "kinds_of_counted", mention.quantity.span, role=Role.ASIDE)


def class_of_next(mention: Mention, _: Named) -> StatusAnswer | None:
    """年加工能力10万吨以上|食品企业2家, 超十亿|“土特产”全产业链10条: the bound sorts what is counted behind."""
    text, unit = mention.text, mention.quantity.written.unit
    sorted_by_it = text.startswith("的", mention.behind)
    over = sorted_by_it or text[mention.quantity.span.start - 1] in "过超"
    if mention.next_start >= mention.sentence.end or not (over or mention.comparator_behind) or not bounded(mention):
        return None
    if mention.says("growth", "decrease", "state", "rank"):
        return None
    if not unit.endswith((*"万亿", *CLASS_UNITS[:-1])) and (
        bare(unit) not in HEADS_COUNTED or mention.comparator_behind is None
    ):
        return None
    between = text[mention.behind : mention.next_start].removeprefix("的")
    between = THERE_ARE.sub("", between) if sorted_by_it else between
    if not (1 if sorted_by_it else 2) <= len(between) <= LONGEST_CLASS_NAME + SHORT_NAME or NOT_IN_NAME.search(between):
        return None
    if starts_predicate(mention.context.words, mention.behind, mention.right):
        return None
    # 56人以上|大班额|12个: no name of two figures comes between the two
    sorted_by_it = sorted_by_it or mention.comparator_behind is not None
    sorts = between.endswith(HAS_CLASSES) or (sorted_by_it and len(between) <= SHORT_NAME)
    if not sorts or NEXT_COUNT.match(text, mention.next_start) is None:
        return None
    return StatusAnswer(Status.OTHER, "class_of_next", mention.quantity.span, role=Role.ASIDE)


def bounded_class(mention: Mention, _: Named) -> StatusAnswer | None:
    """5万亩以上的|灌区, 收益10万元以下|行政村, 总投资4亿元的|水厂: a bound that says which are meant."""
    unit, front = mention.quantity.written.unit, mention.text[mention.left : mention.before_end]
    if mention.quantity.form != "number" or not unit.endswith(CLASS_UNITS + COUNTED):
        return None
    summed = unit.endswith("元") and front.endswith(SUMS)
    if (not summed and not bounded(mention)) or moves(mention):
        return None
    if summed:
        of_it = mention.text.startswith("的", mention.behind) and mention.behind + 2 < mention.right
        named = of_it or (mention.comparator_behind is not None and _class_behind(mention))
    elif unit.endswith(CLASS_UNITS[:-1]):
        named = _class_behind(mention) and (not _named(mention) or measured(mention))
    else:
        named = mention.text.startswith("的", mention.behind) and measured(mention) and _class_behind(mention)
    return StatusAnswer(Status.OTHER, "bounded_class", mention.quantity.span) if named else None


def _class_behind(mention: Mention) -> bool:
    """Whether a short name of things that come in classes (企业, 项目, 灌区) follows, with or without 的."""
    text, start = mention.text, mention.behind
    if text.startswith("的", start):
        start += 1
    elif mention.comparator_behind is None or starts_predicate(mention.context.words, start, mention.right):
        return False
    ends = range(start + 2, min(start + LONGEST_CLASS_NAME, mention.right) + 1)
    return any(text.endswith(HAS_CLASSES, start, end) for end in ends)


def bounded(mention: Mention) -> bool:
    """Whether a word of bounds goes with the figure of a mention, in front of it or behind it."""
    word = mention.comparator_behind
    return (word is not None and word.group.name in STRICT_BOUNDS) or mention.says(*STRICT_BOUNDS) is not None


def moves(mention: Mention) -> bool:
    """Whether something is made, grows or reaches the figure: it is no mere size."""
    return mention.says(*MOVES) is not None or made(mention)


def measured(mention: Mention) -> bool:
    """Whether in front of the figure is what it measures (年收入, 职工), as a name and not as a deed."""
    front = _named(mention)
    return len(front) >= 2 and (mention.quantity.written.unit != "%" or front.endswith(RATES))


def _named(mention: Mention) -> str:
    stripped = strip_front(mention.context, mention.left, mention.before_end)
    return mention.text[stripped.start : mention.before_end].strip(BESIDE_NAME)


def class_of_several(mention: Mention, named: Named) -> StatusAnswer | None:
    """开工一批10亿元以上工业项目: of several things that are not counted, an amount says which."""
    text, quantity, behind = mention.text, mention.quantity, mention.behind
    several = text.endswith(SEVERAL, mention.left, mention.before_end)
    thing = behind < mention.right and text[behind] not in CLASS_ENDS.replace("”", "")
    if SEVERAL_BY.search(text, mention.left, mention.before_end) and is_money(quantity.written.unit):
        return StatusAnswer(Status.OTHER, "class_of_several", quantity.span, role=Role.ASIDE)
    # 一批 counts nothing, so that an amount behind it can only sort the things
    sorts = quantity.written.unit.endswith(CLASS_UNITS[:-1])
    listed = NEXT_CLASS.match(text, behind) is not None and (sorts or not quantity.written.unit)
    fits = several and ((thing and sorts) or listed)
    return StatusAnswer(Status.OTHER, "class_of_several", quantity.span, role=Role.ASIDE) if fits else None


def class_made(mention: Mention, named: Named) -> StatusAnswer | None:
    """打造|200亿元园区, 培育50亿元企业: an amount between a verb and what has classes is the name of a class."""
    text, quantity, behind = mention.text, mention.quantity, mention.behind
    if quantity.form != "number" or not quantity.written.unit.endswith("元") or mention.comparator_behind is not None:
        return None
    end = next(
        (
            at
            for at in range(behind + 2, min(behind + LONGEST_CLASS_NAME, mention.right) + 1)
            if text[at : at + 1] in CLASS_ENDS
        ),
        0,
    )
    if not end or not text.endswith(HAS_CLASSES, behind, end) or text.startswith("的", behind) or _named(mention):
        return None
    before = named.previous.status if named.previous and mention.listed else None
    # 培育50亿元企业3家、|100亿元企业1家: the verb is only at the first of the list
    makes = mention.before_end > mention.left or (before is not None and before.role is Role.CLASSES)
    return StatusAnswer(Status.OTHER, "class_made", quantity.span, role=Role.CLASSES) if makes else None

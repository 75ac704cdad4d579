"""How large a single thing is: a size that belongs to its name, or that says which things are meant."""

from __future__ import annotations

from plancli.extract.context.making import MAKING, made
from plancli.extract.context.mention import Mention
from plancli.extract.context.predicate import starts_predicate
from plancli.extract.link.indicator.antecedent import item_title
from plancli.extract.link.indicator.lead import strip_front
from plancli.extract.link.linked import Named, Role, StatusAnswer
from plancli.lexicon.words import either, only_word, pattern, phrases, reach
from plancli.model import Span, Status
from plancli.patterns import lazy
from plancli.structure.part import AHEAD

SIZED = pattern("nouns", "sized")
SIZES = frozenset(phrases("nouns", "sizes"))
VOLTAGES = frozenset(phrases("nouns", "voltages"))
LIST_COUNTED = lazy(
    rf"[^,;。]{{0,60}}?等 ?(?:[0-9]+ ?[多余]? ?{either('classes', 'listed_units')}|[^,;。0-9]{{0,6}}项目)"
)
EXAMPLE = lazy("[^,;。、等]{2,12}等[^,;。0-9]{0,6}项目(?![0-9])")
LIST_REACH = reach("listed")
FIRST = lazy(f"首{either('classes', 'first_of')}|{either('classes', 'largest')}")  # 研制的首台F级|50兆瓦|重型燃气轮机
WORK = lazy(rf"(?:{SIZED.pattern}|园)(?:[一二三四]期)?$")
SIZES_OF_WORK = frozenset(phrases("nouns", "sizes_of_work"))
APPROXIMATE = ("about",)
TEN_THOUSAND_MU = "万亩"  # what is planted, and no single work
BANDS = ("Hz", "kHz", "MHz", "GHz")
BAND = phrases("classes", "bands")
YEARLY_OUTPUT = only_word("classes", "yearly_output")
OF_CAPACITY = only_word("classes", "capacity") + "的"
SPEED = only_word("classes", "speeds")
PROGRESS = phrases("nouns", "progress")  # 加快|60万吨乙烯项目建设
METRES = tuple("米里")  # 公里
WITHIN_REACH = lazy(f"(?:{either('classes', 'service_radius')})*覆盖[率面人]")
LONGEST_OWNER = 8  # characters
NO_OWNER = lazy(f"等$|[,;。、和与及]|(?:{SIZED.pattern})$")
MEASURES = phrases("nouns", "measures")
UNDERTAKING = lazy(
    f"[^,;。:、0-9的]{{2,12}}?{either('classes', 'undertakings')}(?:[,;。、建投]|{either('nouns', 'come_so_far')})"
)
IN_A_LIST = phrases("classes", "listed")
SIZE_OF_EACH = lazy(f"单{either('classes', 'of_one')}[^,;。]{{0,4}}{either('classes', 'sizes_of_one')}在?$")
SIZE = lazy(f"(?:{pattern('nouns', 'size_measures').pattern})$")
THING = lazy(f"的(?!{pattern('nouns', 'no_things').pattern})[一-鿿]{{2}}")
TECHNICAL = phrases("nouns", "technical")
HAN = lazy("的?[一-鿿]{2}")
UNPHYSICAL = phrases("classes", "unphysical")
PHYSICAL = tuple(unit for unit in phrases("classes", "class_units") if unit not in UNPHYSICAL) + phrases(
    "nouns", "sizes"
)


EQUAL_TO = lazy(f"(?:{pattern('status', 'equal_to').pattern})[^,;。:、的]{{0,4}}$")
COMPARED_BY = frozenset((*phrases("classes", "shares"), *phrases("classes", "multiples")))


def equivalent(mention: Mention, _: Named) -> StatusAnswer | None:
    """新增绿地300公顷,相当于|420个足球场: how much that is, in other things; 相当于生产总值的|2.5% is a measure."""
    if mention.quantity.written.unit in COMPARED_BY:
        return None
    found = EQUAL_TO.search(mention.text, mention.sentence.start, mention.quantity.span.start)
    return StatusAnswer(Status.OTHER, "equivalent", Span(*found.span()), role=Role.ASIDE) if found else None


def size_in_name(mention: Mention, _: Named) -> StatusAnswer | None:
    """110千伏城南变电站, 安平30万吨铝箔等12个项目: how large a single thing is belongs to its name."""
    unit = mention.quantity.written.unit
    if mention.comparator_behind is not None or mention.quantity.form != "number" or mention.behind >= mention.right:
        return None
    if unit in BANDS and mention.text.startswith(BAND, mention.behind):
        return StatusAnswer(Status.OTHER, "size_in_name", mention.quantity.span)
    if unit in VOLTAGES or (unit.lstrip("百万亿") in SIZES and (_listed_things(mention) or _single_thing(mention))):
        return StatusAnswer(Status.OTHER, "size_in_name", Span(mention.quantity.span.start, mention.right))
    return None


def _listed_things(mention: Mention) -> bool:
    """安平30万吨铝箔、华光5GW电池等|12个项目: the figure behind counts the things that are listed; 建成投产安平
    30万吨铝箔等项目 names one."""
    stop = min(mention.sentence.end, mention.behind + LIST_REACH)
    if _named_before(mention) and EXAMPLE.match(mention.text, mention.behind, stop):
        return True
    return LIST_COUNTED.match(mention.text, mention.behind, stop) is not None and not made(mention)


def _single_thing(mention: Mention) -> bool:
    """加快推进东港30万吨炼化项目; 重点是…、六万吨乙烯裂解炉: a name, or a thing of the same list, comes before the
    size, and what is sized follows it; 50万吨乙醇项目建成投产 begins with it."""
    text, start = mention.text, mention.quantity.span.start
    named = (
        FIRST.search(text, mention.left, start) is not None
        or _named_before(mention)
        or text.endswith(IN_A_LIST, 0, start)
        or text.endswith(PROGRESS, mention.left, start)
        or (mention.left == start and UNDERTAKING.match(text, mention.behind) is not None)
    )
    makes = made(mention) and not text.endswith(YEARLY_OUTPUT, 0, start) and not _owned(mention)
    return named and not makes and SIZED.search(text, mention.behind, mention.right) is not None


def _owned(mention: Mention) -> bool:
    """建成东港|30万千瓦热电项目: between the verb and the size is the name of the owner or place, no measure."""
    text, start = mention.text, mention.quantity.span.start
    verb = None
    for found in MAKING.finditer(text, mention.left, start):
        verb = found
    name = text[verb.end() : start] if verb is not None else ""
    if not 2 <= len(name) <= LONGEST_OWNER or NO_OWNER.search(name) or name.endswith(MEASURES):
        return False
    return UNDERTAKING.match(text, mention.behind) is not None


def _named_before(mention: Mention) -> bool:
    stripped = strip_front(mention.context, mention.left, mention.before_end)
    return mention.before_end - stripped.start >= 2 and not mention.consumed


def size_of_each(mention: Mention, named: Named) -> StatusAnswer | None:
    """采用单机容量在30万千瓦以上的机组: how large each one is says which are meant."""
    if _how_fast_or_far(mention):
        return StatusAnswer(Status.OTHER, "size_of_each", mention.quantity.span, role=Role.ASIDE)
    single = mention.text.find("单", mention.left, mention.before_end) >= 0 and mention.behind < mention.right
    if not single or SIZE_OF_EACH.search(mention.text, mention.left, mention.before_end) is None:
        return None
    told = mention.text.startswith("的", mention.behind) or SIZED.search(mention.text, mention.behind, mention.right)
    return StatusAnswer(Status.OTHER, "size_of_each", mention.quantity.span, role=Role.ASIDE) if told else None


def _how_fast_or_far(mention: Mention) -> bool:
    """时速120公里路段占比, 50米|内换乘比例, 500米|覆盖率: a speed or a radius says which of them are measured."""
    text, behind = mention.text, mention.behind
    if not mention.quantity.written.unit.endswith(METRES):
        return False
    fast = text.endswith(SPEED, mention.left, mention.quantity.span.start) and behind < mention.right
    covers = WITHIN_REACH.match(text, behind) is not None
    return fast or covers or (text.startswith("内", behind) and mention.context.words.begins(behind + 1))


def size_of_thing(mention: Mention, named: Named) -> StatusAnswer | None:
    """规划面积36平方公里的新城, 厚度0.02毫米超薄不锈钢: how large a thing is that the clause is about."""
    yearly = mention.text.endswith(YEARLY_OUTPUT, mention.left, mention.quantity.span.start)
    if yearly and mention.text.startswith(OF_CAPACITY, mention.behind):
        return StatusAnswer(Status.OTHER, "size_of_thing", mention.quantity.span, role=Role.ASIDE)
    if _sorted_by_dimension(mention):
        return StatusAnswer(Status.OTHER, "size_of_thing", mention.quantity.span, role=Role.ASIDE)
    if not mention.text.startswith("的", mention.behind) or not mention.quantity.written.unit.endswith(PHYSICAL):
        return None
    thing = THING.match(mention.text, mention.behind, mention.right)
    size = SIZE.search(mention.text, mention.left, mention.before_end)
    fits = thing is not None and size is not None
    return StatusAnswer(Status.OTHER, "size_of_thing", mention.quantity.span, role=Role.ASIDE) if fits else None


def size_of_work(mention: Mention, named: Named) -> StatusAnswer | None:
    """开工建设环城高速北段,全长|52公里、概算|68亿元: how large the one work is that the clause before names; of several
    that are counted (学校5所,总建筑面积8万平方米) it is a sum."""
    bounded = mention.comparator_behind is not None or any(w.group.name not in APPROXIMATE for w in mention.consumed)
    if bounded or mention.own_period is not None:
        return None
    if mention.quantity.written.unit == TEN_THOUSAND_MU:
        return None
    before = named.previous.status if named.previous and mention.same_sentence else None
    begin, bracketed = mention.left, mention.text.startswith("(", mention.left - 1)
    others = before is not None and before.role is not Role.SIZES and not bracketed
    if mention.text[begin : mention.before_end].strip() not in SIZES_OF_WORK or others:
        return None
    if begin == mention.sentence.start:
        title = item_title(mention)  # 一、城北污水处理厂扩建工程。|总投资|4.2亿元
        of_work = WORK.search(title) is not None
    else:
        of_work = before is not None or mention.part.role in AHEAD
    return StatusAnswer(Status.OTHER, "size_of_work", mention.quantity.span, role=Role.SIZES) if of_work else None


def _sorted_by_dimension(mention: Mention) -> bool:
    """厚度0.02毫米|超薄不锈钢: a dimension and its figure, without a verb, before the thing that has it."""
    text, behind, quantity = mention.text, mention.behind, mention.quantity
    if mention.consumed or behind >= mention.right or quantity.form != "number" or quantity.written.unit == "%":
        return False
    if quantity.written.unit.endswith("里") and made(mention):
        return False  # 新增绿道长度50公里城市绿道
    named = text.endswith(TECHNICAL, mention.left, mention.before_end) and HAN.match(text, behind) is not None
    return named and not starts_predicate(mention.context.words, behind, mention.right)

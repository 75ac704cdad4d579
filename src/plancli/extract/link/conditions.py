"""Conditions and norms: figures that say of whom a rule is for, what is paid, how things have to be, what is asked."""

from __future__ import annotations

import re

from plancli.extract.context.making import made
from plancli.extract.context.mention import Mention
from plancli.extract.context.predicate import starts_predicate
from plancli.extract.link.indicator.lead import strip_front
from plancli.extract.link.linked import Named, Role, StatusAnswer
from plancli.extract.link.rule import StatusRule
from plancli.lexicon.words import pattern, phrases, reach
from plancli.model import Span, Status

PREDICATES = phrases("conditions", "reached")
CLASSED = phrases("nouns", "generic") + phrases("conditions", "classes")
OUTCOME = re.compile(rf"[^,;。:!?\n]{{0,30}}的,[^,;。\n]{{0,12}}?(?:{pattern('conditions', 'outcome').pattern})")
AT_ONCE = re.compile(rf"的(?:{pattern('conditions', 'outcome').pattern})")
FOR_WHOM = re.compile(r"(?:^|[;。\n]) ?对[^;。\n]{2,90}$")
PAID = f"{pattern('classes', 'gives').pattern}|{pattern('classes', 'aid').pattern}"
# 对首次突破|10亿元、5亿元的法人企业,分别给予
RECEIVES = re.compile(rf"[^;。\n]{{0,60}}?的[^,;。\n]{{0,12}},?[^,;。\n]{{0,8}}?(?:{PAID})")
# 收入50万元以上的|村优先纳入试点, 得分低于60分的|区,由市政府约谈
TREATED = re.compile(rf"的[一-鿿]{{1,6}}?,?(?:{pattern('conditions', 'outcome').pattern})")
# 每村|补助, 户均|补助, 单项|资助
PER_RECEIVER = re.compile(
    rf"(?:每[一-鿿]{{1,4}}|[户亩]均|单[个项户])(?:{pattern('conditions', 'per_receiver').pattern})$"
)
NORM = pattern("conditions", "norm")
# Words of engineers: 误差应不大于3厘米. Plans write 不低于, 不超过.
MEASURED = re.compile("(?:应|应当|不应|不得)(?:不)?(?:大于|小于)$")
FOR_EACH = re.compile("每[一-鿿]{1,8}$")
SCORES = phrases("conditions", "scores")
GRADING = re.compile("分[^,;。]{0,4}为[优良中差合不]")
"""90分以上为优秀,80分至89分为良好"""
APPLICANTS = pattern("conditions", "applicants")
GRADED = phrases("classes", "graded")
ASKED = re.compile(rf"(?<![的该此条号])(?:{pattern('conditions', 'asks').pattern}),")
WRITTEN_TO = re.compile(rf"[您你][^,;。]{{0,8}}(?:{pattern('conditions', 'asks').pattern}|提出)[^;。]*$")
OUR_VIEW = re.compile("的(?:建议|意见|提案),|[,;]我[们市县区省局委部厅]")
BOUNDS = ("at_least", "more_than", "at_most", "less_than")
MOVES = ("growth", "decrease", "state", "new", "strive", "ensure", "rank", "annual")
SUMS = phrases("classes", "sums")
MEASURES = (*phrases("classes", "class_units"), "%")
RATES = phrases("classes", "rates")
COUNTED = (*phrases("classes", "things_units"), "%")
SIZE_OF_EACH = re.compile("单[机户体个笔项台套次][^,;。]{0,4}(?:容量|规模|金额|额|能力|面积|产能)在?$")
SIZED = pattern("nouns", "sized")
SIZE = re.compile(f"(?:{pattern('nouns', 'size_measures').pattern})$")
THING = re.compile(f"的(?!{pattern('nouns', 'no_things').pattern})[一-鿿]{{2}}")
PHYSICAL = tuple(unit for unit in phrases("classes", "class_units") if unit not in "元分岁") + phrases("nouns", "sizes")
SEVERAL = phrases("conditions", "several")
AMOUNTS = pattern("classes", "sorting_amounts").pattern
SEVERAL_BY = re.compile(f"(?:{pattern('conditions', 'several').pattern})年?(?:{AMOUNTS})$")  # 一批营业收入|过500亿
MONEY_UNITS = phrases("classes", "money_units")
NORMATIVE = ("standard", "law", "rules", "letter", "notice")
NAMED = reach("named")
ENDS = " ,;:。!?、)”和及\n"
NEAR = reach("near")


def bounded_class(mention: Mention, _: Named) -> StatusAnswer | None:
    """5万亩以上的|灌区, 收益10万元以下|行政村, 总投资4亿元的|水厂: a bound that tells which are meant."""
    unit, front = mention.quantity.written.unit, mention.text[mention.left : mention.before_end]
    if mention.quantity.form != "number" or not unit.endswith(MEASURES + COUNTED) or _moves(mention):
        return None
    summed = unit.endswith("元") and front.endswith(SUMS)
    if not summed and not _bounded(mention):
        return None
    if summed:
        named = mention.text.startswith("的", mention.behind) and mention.behind + 2 < mention.right
    elif unit.endswith(MEASURES[:-1]):
        named = _class_behind(mention) and (not _named(mention) or _measured(mention))
    else:
        named = mention.text.startswith("的", mention.behind) and _measured(mention) and _class_behind(mention)
    return StatusAnswer(Status.OTHER, "bounded_class", mention.quantity.span) if named else None


def _class_behind(mention: Mention) -> bool:
    """Whether a short name of what has classes (企业, 项目, 灌区) follows, with or without 的."""
    text, start = mention.text, mention.behind
    if text.startswith("的", start):
        start += 1
    elif mention.comparator_behind is None or starts_predicate(mention.context.words, start, mention.right):
        return False
    if text.startswith(PREDICATES, start):
        return False
    ends = range(start + 2, min(start + NAMED, mention.right) + 1)
    return any(text.endswith(CLASSED, start, end) for end in ends)


def _bounded(mention: Mention) -> bool:
    word = mention.comparator_behind
    return (word is not None and word.group.name in BOUNDS) or mention.says(*BOUNDS) is not None


def _moves(mention: Mention) -> bool:
    """Whether something is made, grows or reaches the figure: it is no mere size."""
    return mention.says(*MOVES) is not None or made(mention)


def _measured(mention: Mention) -> bool:
    """Whether in front of the figure is what it measures (年收入, 职工), as a name and not as a deed."""
    front = _named(mention)
    return len(front) >= 2 and (mention.quantity.written.unit != "%" or front.endswith(RATES))


def _named(mention: Mention) -> str:
    stripped = strip_front(mention.context, mention.left, mention.before_end)
    return mention.text[stripped.start : mention.before_end].strip('“”"对将把和及 ')


def class_of_several(mention: Mention, named: Named) -> StatusAnswer | None:
    """开工一批10亿元以上工业项目: of several things that are not counted, an amount tells which."""
    text, quantity, behind = mention.text, mention.quantity, mention.behind
    several = text.endswith(SEVERAL, mention.left, mention.before_end)
    thing = behind < mention.right and text[behind] not in ENDS.replace("”", "")
    if SEVERAL_BY.search(text, mention.left, mention.before_end) and quantity.written.unit.endswith(MONEY_UNITS):
        return StatusAnswer(Status.OTHER, "class_of_several", quantity.span, role=Role.ASIDE)
    fits = several and thing and quantity.written.unit.endswith(MEASURES[:-1])
    return StatusAnswer(Status.OTHER, "class_of_several", quantity.span, role=Role.ASIDE) if fits else None


def size_of_each(mention: Mention, named: Named) -> StatusAnswer | None:
    """采用单机容量在30万千瓦以上的机组: how large each one is says which are meant."""
    single = mention.text.find("单", mention.left, mention.before_end) >= 0 and mention.behind < mention.right
    if not single or SIZE_OF_EACH.search(mention.text, mention.left, mention.before_end) is None:
        return None
    told = mention.text.startswith("的", mention.behind) or SIZED.search(mention.text, mention.behind, mention.right)
    return StatusAnswer(Status.OTHER, "size_of_each", mention.quantity.span, role=Role.ASIDE) if told else None


def size_of_thing(mention: Mention, named: Named) -> StatusAnswer | None:
    """规划面积36平方公里的新城, 占地300亩的产业园: how large a thing is that the clause is about."""
    if not mention.text.startswith("的", mention.behind) or not mention.quantity.written.unit.endswith(PHYSICAL):
        return None
    thing = THING.match(mention.text, mention.behind, mention.right)
    size = SIZE.search(mention.text, mention.left, mention.before_end)
    fits = thing is not None and size is not None
    return StatusAnswer(Status.OTHER, "size_of_thing", mention.quantity.span, role=Role.ASIDE) if fits else None


def class_made(mention: Mention, named: Named) -> StatusAnswer | None:
    """打造|200亿元园区, 培育50亿元企业: an amount between a verb and what has classes is the name of a class."""
    text, quantity, behind = mention.text, mention.quantity, mention.behind
    if quantity.form != "number" or not quantity.written.unit.endswith("元") or mention.comparator_behind is not None:
        return None
    end = next((at for at in range(behind + 2, min(behind + NAMED, mention.right) + 1) if text[at : at + 1] in ENDS), 0)
    if not end or not text.endswith(CLASSED, behind, end) or text.startswith("的", behind) or _named(mention):
        return None
    before = named.previous.status if named.previous and mention.listed else None
    makes = mention.before_end > mention.left or (before is not None and before.role is Role.CLASSES)
    return StatusAnswer(Status.OTHER, "class_made", quantity.span, role=Role.CLASSES) if makes else None


def condition_clause(mention: Mention, _: Named) -> StatusAnswer | None:
    """投资5亿元以上的,给予…; 成活率低于85%的不予补助: whoever is so is treated so."""
    if mention.quantity.form == "rank":
        return None
    text, behind = mention.text, mention.behind
    found = AT_ONCE.match(text, behind) or OUTCOME.match(text, behind)
    if found is None and _bounded(mention) and not _moves(mention) and _measured(mention):
        found = TREATED.match(text, behind)
    if found is None and _for_whom(mention):
        found = RECEIVES.match(text, behind)
    return StatusAnswer(Status.OTHER, "condition_clause", Span(*found.span())) if found else None


def _for_whom(mention: Mention) -> bool:
    """对首次突破10亿元、5亿元的企业,分别给予…: the sentence opens with whom it is about."""
    before = mention.text[max(mention.sentence.start - 1, 0) : mention.quantity.span.start]
    return "对" in before and FOR_WHOM.search(before) is not None


def paid_to_each(mention: Mention, _: Named) -> StatusAnswer | None:
    """每村补助5万元: an amount for each receiver."""
    end = mention.before_end  # behind it only words of bounds: 每村补助|不超过5万元
    if mention.part.looks_back or not mention.quantity.written.unit.endswith("元"):
        return None
    found = PER_RECEIVER.search(mention.text, max(mention.sentence.start, end - NEAR), end)
    return StatusAnswer(Status.OTHER, "paid_to_each", Span(*found.span())) if found else None


def norm(mention: Mention, _: Named) -> StatusAnswer | None:
    """面积应不小于200平方米: what rules and standards demand of each thing; a deadline makes it a promise."""
    part, start = mention.part, mention.quantity.span.start
    if (found := MEASURED.search(mention.text, max(mention.left, start - NEAR), start)) and not mention.own_period:
        return StatusAnswer(Status.OTHER, "norm", Span(*found.span()))
    if (each := _ceiling_for_each(mention)) is not None:
        return StatusAnswer(Status.OTHER, "norm", Span(*each.span()))
    general = part.genre == "other" and part.inner.last is None
    if (part.genre not in NORMATIVE and not general) or mention.own_period or mention.period:
        return None
    found = NORM.search(mention.text, max(mention.left, start - NEAR), start)
    return StatusAnswer(Status.OTHER, "norm", Span(*found.span())) if found else None


def _ceiling_for_each(mention: Mention) -> re.Match[str] | None:
    """每班人数不超过50人, 每市限报3家: nobody aims at a ceiling for each."""
    if mention.part.looks_back or mention.part.role == "goals" or mention.quantity.written.unit not in COUNTED[:-1]:
        return None
    if mention.says("at_most") is None or mention.own_period or mention.period:
        return None
    return FOR_EACH.search(mention.text, mention.left, mention.quantity.span.start)


def score(mention: Mention, _: Named) -> StatusAnswer | None:
    """满分100分, 得分低于60分的区: points by which somebody is graded."""
    if mention.quantity.written.unit != "分":
        return None
    start = mention.quantity.span.start
    behind = mention.text.startswith(GRADED, mention.behind)
    if GRADING.search(mention.text, mention.sentence.start, mention.sentence.end):
        return StatusAnswer(Status.OTHER, "score", mention.quantity.span)
    graded = behind or mention.text.endswith(SCORES, mention.left, start)
    return StatusAnswer(Status.OTHER, "score", mention.quantity.span) if graded else None


def eligibility(mention: Mention, _: Named) -> StatusAnswer | None:
    """申请人应连续缴费24个月以上,收入不超过12万元: how those must be who apply."""
    found = APPLICANTS.match(mention.text, mention.sentence.start)
    return StatusAnswer(Status.OTHER, "eligibility", Span(*found.span())) if found else None


def asked_for(mention: Mention, _: Named) -> StatusAnswer | None:
    """某市请求,投入5亿元; 您建议每年投入5亿元: what a letter says that somebody asks for."""
    if mention.part.genre not in ("letter", "other", "notice"):
        return None
    start = mention.quantity.span.start
    found = ASKED.search(mention.text, mention.sentence.start, start)
    if found is None and mention.part.genre == "letter":
        found = WRITTEN_TO.search(mention.text, mention.sentence.start, start)
        found = None if found and OUR_VIEW.search(found.group()) else found
    return StatusAnswer(Status.OTHER, "asked_for", Span(*found.span())) if found else None


RULES: tuple[StatusRule, ...] = (
    condition_clause,
    paid_to_each,
    norm,
    score,
    eligibility,
    asked_for,
    size_of_each,
    size_of_thing,
    class_of_several,
    bounded_class,
    class_made,
)

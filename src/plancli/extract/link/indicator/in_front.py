"""The noun in front of a figure: whole, or an attribute or a measure that lacks its head, which other words have."""

from __future__ import annotations

from collections.abc import Callable

from plancli.extract.context.mention import Mention
from plancli.extract.context.money import is_money
from plancli.extract.context.period_scope import OF_WHICH
from plancli.extract.link.indicator import phrase as cut
from plancli.extract.link.indicator.antecedent import (
    RATIO_SIGNS,
    antecedent,
    clause_subject,
    head_before,
    item_title,
    owner,
    sentence_subject,
    subject,
    sum_before,
)
from plancli.extract.link.indicator.behind_figure import counts_things, deed_behind
from plancli.extract.link.indicator.counted import NO_CLASSIFIERS, counted_class, flow_of, is_class_by_amount
from plancli.extract.link.indicator.edge.own_place import without_own_place
from plancli.extract.link.indicator.inner import (
    as_share,
    is_sum,
    is_territory,
    only_predicates,
    own_statement,
    without_adjustment,
    without_adverb,
    without_field,
    without_loose_end,
    without_place,
    without_reaching,
    without_turn,
    without_yardstick,
)
from plancli.extract.link.indicator.invested import INVESTED, budgeted, counted_behind, projects_before, sum_name
from plancli.extract.link.indicator.lead import NEWNESS
from plancli.extract.link.indicator.list_item import own_item, without_examples
from plancli.extract.link.indicator.list_tail import head_ahead
from plancli.extract.link.indicator.noun_end import OF_THESE
from plancli.extract.link.indicator.owner.topic import announced, of_clause_before, of_region
from plancli.extract.link.indicator.shared_name import (
    OWNED_NAMES,
    STAGE_NAME,
    joined_measure,
    measure_of,
    of_operation,
    same_class,
    says_nothing_alone,
    without_level,
)
from plancli.extract.link.linked import Before, Linked, Noun, NounInFront, Origin, Role
from plancli.extract.link.status.ranks import field_start
from plancli.lexicon.words import either, only_word, pattern, phrases
from plancli.model import Span
from plancli.patterns import lazy

NEEDS_HEAD = frozenset(phrases("nouns", "needs_head"))
RELATIVE_IN_LIST = frozenset(phrases("nouns", "relative_in_list"))
OTHERS = phrases("classes", "others")
RANKED_CHANGES = frozenset(phrases("nouns", "ranked_changes"))
BY = "按"  # 按收入增长6%|安排支出: what is planned by is a name without 按
AS_PLANNED = lazy(rf"(?:的{either('classes', 'paces')})?(?:{pattern('nouns', 'planned').pattern})")
PLANNED_SUMS = phrases("nouns", "planned_sums")
# 200个|重点项目投资: of how many it is; 30户以上自然村通路比例 says of which.
LEADING_COUNT = lazy(r"^[0-9]+[多余]?(?:[个项家条所座]|(?=[县市区州镇街]{2}))(?=[^以之级及的、][^以之及的、]{2})")
LEVEL_BEHIND = lazy(  # 达标率|县级: the level that is behind its measure
    rf"(?P<name>.{{2,}}?(?:{pattern('classes', 'rates').pattern}))(?P<level>{pattern('nouns', 'levels').pattern})"
)
TELLING_VERBS = (*phrases("nouns", "attainments"), *phrases("nouns", "openers"), *phrases("nouns", "does"))
AMONG_FIRST = "前"
GOING_ON = only_word("classes", "going_on")
MADE = phrases("status", "making")
ANAPHORS = frozenset(phrases("nouns", "anaphors"))
ONE_SIGN = frozenset(phrases("nouns", "one_sign_products"))
SAYS_LITTLE = frozenset(phrases("nouns", "says_little"))
STAGED = frozenset(phrases("nouns", "bare_undertakings"))
STAGED_ENDS = phrases("classes", "undertakings")


FrontRule = Callable[[Mention, Before, NounInFront], Noun | None]
"""Takes the mention, what was found of figures before it in the paragraph, and the noun in front of it, as it was cut
out of its clause. Returns what is measured, or None, and then the next rule is asked."""


def in_front(mention: Mention, before: Before) -> Noun | None:
    """What the rules of this module make of the noun in front; None where there is none."""
    # 在全省16个市中|位列第4: 16 is the field, and what is ranked is named before it
    if mention.quantity.form == "rank" and before and _ranks_among(before[-1]):
        ranked = _ranked(before[-1].mention)
        return noun_before(mention, before, ranked) if ranked else None
    front = _front(mention, before)
    if front is None:
        return None
    return next(found for rule in RULES if (found := rule(mention, before, front)) is not None)


def _front(mention: Mention, before: Before) -> NounInFront | None:
    phrase, stripped = cut.before(mention.context, mention.left, mention.before_end)
    if mention.consumed:  # 储备项目|动态|保持在
        phrase = without_loose_end(phrase)
    if phrase.startswith(BY) and AS_PLANNED.match(mention.text, mention.behind, mention.right):
        phrase = phrase.removeprefix(BY)
    covers = mention.quantity.form == "coverage"
    phrase = without_adjustment(LEADING_COUNT.sub("", without_adverb(phrase)))
    phrase = without_yardstick(own_statement(without_reaching(without_place(own_item(phrase, covers)), covers)))
    # a list that goes on up to the figure: its last item is no part of the name in front
    if mention.text.startswith("、", mention.before_end - 1):
        phrase = without_turn(phrase)
    ranked = mention.quantity.form == "rank"
    phrase = without_field(phrase) if ranked else phrase
    # 学科进入全球排名|前|1%
    phrase = phrase.removesuffix(AMONG_FIRST) if mention.quantity.written.unit in RATIO_SIGNS else phrase
    if (
        (len(phrase) < 2 and phrase not in ONE_SIGN)  # 棉|12万吨, but 达|12万吨
        or phrase.isdecimal()  # 种植面积(万亩):2020年6930,2025年|6950
        or (ranked and phrase.endswith(phrases("classes", "within")))
        or _no_name(mention, before, phrase)
    ):
        return None
    phrase = without_examples(phrase) if counts_things(mention) else phrase
    phrase = as_share(phrase, mention)
    phrase = without_own_place(mention, sum_name(mention.text[mention.left : mention.before_end], phrase))
    flow = flow_of(mention, before, stripped.flow, stripped.verb)
    verb = mention.text[stripped.deed : stripped.start]
    return NounInFront(phrase, Span(stripped.start, mention.before_end), flow, verb)


def _no_name(mention: Mention, before: Before, phrase: str) -> bool:
    """Whether the words in front name nothing: 达到, 两项; 其中利用边角地建设|1200个; 教育支出45亿元,完成预算的|98%."""
    part = mention.text.startswith(OF_WHICH, mention.left) and phrase.endswith(MADE) and mention.same_sentence
    planned = phrase in PLANNED_SUMS and mention.quantity.written.unit in NO_CLASSIFIERS and _leads(mention)
    planned = planned and _named_before(mention, before)
    return (
        phrase in ANAPHORS
        or OF_THESE.fullmatch(phrase) is not None
        or only_predicates(phrase)
        or planned
        or (part and head_before(mention, before) != "")
    )


def _named_before(mention: Mention, before: Before) -> bool:
    """Whether an earlier figure or clause says what a share was planned of."""
    return antecedent(before) is not None or bool(clause_subject(mention) or sentence_subject(mention))


def _leads(mention: Mention) -> bool:
    """Whether 的 leads from the words in front to the figure: 具有海外经历的|不少于10名, 预算的|98%."""
    return "的" in mention.text[max(mention.before_end - 1, mention.left) : mention.quantity.span.start]


def title_of_item(mention: Mention, _: Before, front: NounInFront) -> Noun | None:
    """1.农村公路改造。年度任务|120公里: 任务 names nothing, the title of the item does."""
    title = item_title(mention) if front.phrase in PLANNED_SUMS else ""
    return Noun(title, front.span, "title_of_item", Origin.CLAUSE, front.flow, title) if title else None


def sum_of_budget(mention: Mention, _: Before, front: NounInFront) -> Noun | None:
    """(二)政府性基金预算。收入|6亿元,支出安排|5.8亿元: of the budget that the title of the item names."""
    name = budgeted(mention, front.phrase)
    return Noun(name, front.span, "sum_of_budget", Origin.SUBJECT, front.flow, name) if name else None


def attribute_with_head(mention: Mention, before: Before, front: NounInFront) -> Noun | None:
    """省级平台30个,其中国家级|8个, 具有海外经历的|10名: a bare attribute takes the head noun that came before it."""
    phrase, classed = front.phrase, is_class_by_amount(front.phrase)
    told = phrase.startswith(TELLING_VERBS) and _leads(mention) and mention.quantity.written.unit not in NO_CLASSIFIERS
    head = head_before(mention, before) if classed or told or phrase in NEEDS_HEAD else ""
    head = head or (head_ahead(mention) if phrase in NEEDS_HEAD else "")
    if not head:
        return None
    if told and not classed:
        phrase = f"{phrase}的{head}"
    else:
        phrase += counted_class(head) if classed else without_level(head, phrase)
        phrase = same_class(phrase, head) or phrase
    return Noun(phrase, front.span, "attribute_with_head", Origin.FRONT, front.flow, head)


def measure_of_counted(mention: Mention, _: Before, front: NounInFront) -> Noun | None:
    """年度投资30亿元的16个港航项目: the money goes to what is counted right behind it."""
    head = counted_behind(mention) if front.phrase in INVESTED else ""
    return Noun(head + front.phrase, front.span, "measure_of_counted", Origin.FRONT, front.flow, head) if head else None


def measure_of_before(mention: Mention, before: Before, front: NounInFront) -> Noun | None:
    """县城处置率达到95%,其他乡镇达到|85%: the rate is that of the figure before."""
    phrase = front.phrase
    previous = antecedent(before) if phrase.startswith(OTHERS) and mention.same_sentence else None
    noun = previous.noun if previous is not None and mention.quantity.written.unit in NO_CLASSIFIERS else None
    measure = measure_of(noun.phrase) if noun is not None else ""
    if not measure or phrase.endswith(measure):
        return None
    return Noun(phrase + measure, front.span, "measure_of_before", Origin.FRONT, front.flow, phrase)


def measure_with_subject(mention: Mention, before: Before, front: NounInFront) -> Noun | None:
    """核心产业持续壮大,占比达到|8%: a bare measure takes its subject from before."""
    phrase, name = front.phrase, ""
    relative = _is_relative(mention, phrase)
    # 全市|营业收入 is a sum of its own; 全市|占比 is that of something
    if of_region(mention, phrase) and (is_money(mention.quantity.written.unit) or not relative):
        return None
    if head := _whole_subject(mention, before, front):
        name = head + phrase
    elif relative and (head := subject(mention, before)) and not (head in RELATIVE_IN_LIST and is_sum(phrase)):
        name = joined_measure(sum_before(before, head, phrase), phrase)
    elif phrase in OWNED_NAMES and (thing := _owner(mention, before, front)):
        name = head = thing + phrase
    elif mention.same_sentence and (head := _alike_before(mention, before, front)):
        name = head
    return Noun(name, front.span, "measure_with_subject", Origin.SUBJECT, front.flow, head) if name else None


def _whole_subject(mention: Mention, before: Before, front: NounInFront) -> str:
    """The projects that money goes to, or what its sentence is about (新材料产业要…, 产值达到|9亿元)."""
    money = front.phrase in INVESTED and is_money(mention.quantity.written.unit)
    projects = projects_before(mention, before) if money else ""
    bare = not mention.listed and (front.phrase in OWNED_NAMES or _is_relative(mention, front.phrase))
    return projects or (announced(mention) if bare else "")


def _owner(mention: Mention, before: Before, front: NounInFront) -> str:
    found = owner(mention, before, front.phrase, front.span.start)
    return found or of_clause_before(mention).removesuffix(front.phrase)


def territory_with_subject(mention: Mention, before: Before, front: NounInFront) -> Noun | None:
    """5G网络…, 实现乡镇|全覆盖: a territory that is covered takes what covers it from before."""
    covered = mention.quantity.form == "coverage" and is_territory(front.phrase)
    head = subject(mention, before, of_coverage=True) if covered else ""
    name = f"{head}{front.phrase}覆盖"
    return Noun(name, front.span, "territory_with_subject", Origin.FRONT, front.flow, head) if head else None


def noun_before(mention: Mention, _: Before, front: NounInFront) -> Noun | None:
    """终端连接数|达到3000万个: the noun in front of the predicate words."""
    phrase, what = front.phrase, deed_behind(mention, front.phrase)
    if level := LEVEL_BEHIND.fullmatch(phrase):
        return Noun(level["level"] + level["name"], front.span, "noun_before", Origin.FRONT, front.flow, level["name"])
    name = phrase.removesuffix("的") + what if what else _deed(front) + phrase
    return Noun(name, front.span, "noun_before", Origin.FRONT, front.flow, phrase)


def _deed(front: NounInFront) -> str:
    """盘活|资产, 新引进|项目: the verb in front of a noun that says too little alone; empty for any other noun."""
    if front.phrase in SAYS_LITTLE or (front.verb == GOING_ON and front.phrase in STAGED):  # 续建|项目
        return front.verb
    if not front.verb.startswith(NEWNESS):
        return ""
    staged = front.phrase.endswith(STAGED_ENDS) and STAGE_NAME.fullmatch(front.verb) is not None
    return front.verb if staged or front.phrase in STAGED else ""


def _alike_before(mention: Mention, before: Before, front: NounInFront) -> str:
    """建筑垃圾利用率45%、处置率|90%: of the same thing; 收入20万元以上的村, 100万元以上的村: by one measure."""
    previous = antecedent(before)
    if previous is None or previous.noun is None:
        return ""
    operated = of_operation(front.phrase, previous.noun.phrase) if mention.listed else ""
    name = operated or same_class(front.phrase, previous.noun.phrase)
    # 新开工超亿元项目500个,|新竣工|超亿元项目300个: how far those before have come is not said of what has its own verb
    return "" if front.verb and STAGE_NAME.match(name) else name


def _ranks_among(previous: Linked) -> bool:
    return previous.status is not None and previous.status.role is Role.FIELD


def _ranked(previous: Mention) -> NounInFront | None:
    """优良率|在全省16个市中位列第4: what is ranked comes before the field, or in the clause before."""
    end = field_start(previous)
    phrase, stripped = cut.before(previous.context, previous.left, end)
    return NounInFront(phrase, Span(stripped.start, end), stripped.flow) if len(phrase) > 1 else None


def _is_relative(mention: Mention, phrase: str) -> bool:
    """占比, 规模, 增速 say nothing alone; 投资, 收入 only in a list; a rank 在…中 is that of the subject before."""
    if says_nothing_alone(phrase) or (phrase in RANKED_CHANGES and mention.quantity.form == "rank"):
        return True
    return phrase in RELATIVE_IN_LIST and mention.listed


# `noun_before` takes the words as they are, and always answers: those that put a name together come first.
RULES: tuple[FrontRule, ...] = (
    title_of_item,
    sum_of_budget,
    attribute_with_head,
    measure_of_counted,
    measure_of_before,
    measure_with_subject,
    territory_with_subject,
    noun_before,
)

"""What is measured: the noun behind the figure, before it, or the one that an earlier clause left standing."""

from __future__ import annotations

import re
from collections.abc import Callable

from plancli.extract.context.mention import Mention
from plancli.extract.link.indicator import phrase as cut
from plancli.extract.link.indicator.antecedent import (
    antecedent,
    clause_between,
    clause_subject,
    close,
    head_before,
    subject,
)
from plancli.extract.link.indicator.behind_figure import deed_behind
from plancli.extract.link.indicator.counted import CLASS, RATIOS, flow_of, noun_behind
from plancli.extract.link.indicator.inner import (
    own_statement,
    without_place,
    without_reaching,
    without_turn,
    without_yardstick,
)
from plancli.extract.link.indicator.list_item import own_item
from plancli.extract.link.indicator.names import shared_names
from plancli.extract.link.indicator.noun_end import behind
from plancli.extract.link.indicator.shared_name import measure_of, of_operation
from plancli.extract.link.linked import Before, Linked, Noun, Origin, Role
from plancli.extract.link.status_other import field_start
from plancli.lexicon.words import pattern, phrases, predicates
from plancli.model import Span

NounRule = Callable[[Mention, Before], Noun | None]
NEEDS_HEAD = frozenset(phrases("nouns", "needs_head"))
RELATIVE = frozenset(phrases("nouns", "relative"))
RELATIVE_IN_LIST = frozenset(phrases("nouns", "relative_in_list"))
COUNTED = re.compile(r"的 ?[0-9]+ ?[多余]? ?[个项家座所条处]")
INVESTED_IN = phrases("classes", "undertakings")
INVESTED = frozenset(phrases("nouns", "invested"))
OTHERS = phrases("classes", "others")
REACHING = ("state", "plain", "more_than", "at_least", "at_most", "strive", "ensure")
CHANGES = frozenset(phrases("nouns", "ranked_changes"))
CLASSED = re.compile("[^,;。的]{0,16}[过超][0-9十百千万亿.]+元?(?:以上)?的[^的]{2,}$")
BY = "按"
# 按收入增长6%|安排支出: what is planned by is a name without 按.
PLANNED = re.compile(rf"(?:的(?:速度|幅度|目标))?(?:{pattern('nouns', 'planned').pattern})")
STOP = re.compile(r"[,。;、\n]")
MEASURES = phrases("nouns", "measures")
LEVELS = phrases("nouns", "levels")
TRIMMED = phrases("nouns", "trimmed")
OUTPUTS = frozenset(phrases("nouns", "outputs"))
ANAPHORS = frozenset(phrases("nouns", "anaphors"))
TERRITORY = frozenset(phrases("nouns", "territory"))


def noun_before(mention: Mention, before: Before) -> Noun | None:
    """终端连接数|达到3000万个: the noun in front of the predicate words."""
    if mention.quantity.form == "rank" and before and _ranks_among(before[-1]):
        return _ranked(before[-1].mention)
    phrase, stripped = cut.before(mention.context, mention.left, mention.before_end)
    if phrase.startswith(BY) and PLANNED.match(mention.text, mention.behind, mention.right):
        phrase = phrase.removeprefix(BY)
    covers = mention.quantity.form == "coverage"
    phrase = without_yardstick(own_statement(without_reaching(without_place(own_item(phrase, covers)), covers)))
    if mention.text.startswith("、", mention.before_end - 1):
        phrase = without_turn(phrase)
    if (
        len(phrase) < 2
        or phrase in ANAPHORS
        or _only_predicates(phrase)
        or (mention.quantity.form == "rank" and phrase.endswith(phrases("classes", "within")))
    ):
        return None
    if phrase.endswith("占"):
        phrase += "比"
    span = Span(stripped.start, mention.before_end)
    flow = flow_of(mention, before, stripped.flow, stripped.verb)
    if CLASS.fullmatch(phrase) and (head := head_before(mention, before)):
        return Noun(phrase + _counted_class(head), span, "attribute_with_head", Origin.FRONT, flow, head)
    if phrase in INVESTED and (head := _counted_behind(mention)):
        return Noun(head + phrase, span, "measure_of_counted", Origin.FRONT, flow, head)
    if phrase in INVESTED and (head := _projects_before(mention, before)):
        return Noun(head + phrase, span, "measure_with_subject", Origin.SUBJECT, flow, head)
    if phrase in NEEDS_HEAD and (head := head_before(mention, before)):
        return Noun(phrase + _without_level(head, phrase), span, "attribute_with_head", Origin.FRONT, flow, head)
    if phrase.startswith(OTHERS) and (measure := _measure_before(mention, before)) and not phrase.endswith(measure):
        return Noun(phrase + measure, span, "measure_of_before", Origin.FRONT, flow, phrase)
    if _is_relative(mention, phrase) and (head := subject(mention, before)):
        return Noun(_without_measure(head, phrase) + phrase, span, "measure_with_subject", Origin.SUBJECT, flow, head)
    if mention.listed and (operated := _operated_before(mention, before, phrase)):
        return Noun(operated, span, "measure_with_subject", Origin.SUBJECT, flow, operated)
    if what := deed_behind(mention):
        return Noun(phrase.removesuffix("的") + what, span, "noun_before", Origin.FRONT, flow, phrase)
    if covers and phrase in TERRITORY and (head := subject(mention, before)):
        return Noun(f"{head}{phrase}覆盖", span, "territory_with_subject", Origin.FRONT, flow, head)
    return Noun(phrase, span, "noun_before", Origin.FRONT, flow, phrase)


def _only_predicates(phrase: str) -> bool:
    """达到、超过|300个: words of reaching name nothing."""
    found = (predicates().starting(part, 0, len(part)) for part in phrase.split("、"))
    reaching = [word[0] for word in found if word is not None and word[1].name in REACHING]
    return "、".join(reaching) == phrase


def _operated_before(mention: Mention, before: Before, phrase: str) -> str:
    """建筑垃圾利用率45%、处置率|90%: of the same thing."""
    previous = antecedent(before) if mention.same_sentence else None
    return of_operation(phrase, previous.noun.phrase) if previous is not None and previous.noun is not None else ""


def _measure_before(mention: Mention, before: Before) -> str:
    """县城处置率达到95%,其他乡镇达到|85%: the rate is that of the figure before."""
    previous = antecedent(before) if mention.same_sentence else None
    if previous is None or previous.noun is None or mention.quantity.written.unit not in RATIOS:
        return ""
    return measure_of(previous.noun.phrase)


def _projects_before(mention: Mention, before: Before) -> str:
    """安排重点项目245个,年度投资|885亿元: the projects that were counted right before."""
    head = head_before(mention, before) if mention.same_sentence else ""
    return head if head.endswith(INVESTED_IN) else ""


def _counted_behind(mention: Mention) -> str:
    """年度投资30亿元的|16个港航项目: what the money goes to is counted right behind it."""
    counted = COUNTED.match(mention.text, mention.behind, mention.sentence.end)
    if counted is None:
        return ""
    stop = STOP.search(mention.text, counted.end(), mention.sentence.end)
    return behind(mention.context, counted.end(), stop.start() if stop else mention.sentence.end)


def _counted_class(head: str) -> str:
    """项目 of 投资或产值超百亿元的项目: what is sorted by amounts."""
    return head.rpartition("的")[2] or head if CLASSED.match(head) else CLASS.sub("", head, count=1)


def _ranks_among(previous: Linked) -> bool:
    return previous.status is not None and previous.status.role is Role.FIELD


def _ranked(previous: Mention) -> Noun | None:
    """优良率|在全省16个市中位列第4: what is ranked comes before the field, or in the clause before."""
    end = field_start(previous)
    phrase, stripped = cut.before(previous.context, previous.left, end)
    return (
        Noun(phrase, Span(stripped.start, end), "noun_before", Origin.FRONT, stripped.flow, phrase)
        if len(phrase) > 1
        else None
    )


def _without_level(head: str, phrase: str) -> str:
    """国家级 of 省级以上平台: one level takes the place of another; other attributes only of themselves."""
    level = next((word for word in LEVELS if head.startswith(word)), "")
    return head.removeprefix(level) if phrase in LEVELS else head.removeprefix(phrase)


def _without_measure(head: str, phrase: str) -> str:
    """猕猴桃综合产值 + 出口 → 猕猴桃 + 出口: a measure takes the place of the measure of its subject."""
    if phrase not in RELATIVE_IN_LIST and phrase not in OUTPUTS:
        return head
    measure = next((word for word in MEASURES if head.endswith(word)), "")
    rest = head.removesuffix(measure)
    for word in TRIMMED:
        rest = rest.removesuffix(word)
    return rest if len(rest) > 1 else head


def _is_relative(mention: Mention, phrase: str) -> bool:
    """占比, 规模 say nothing alone; 投资, 收入 only in a list; a rank held 在…中 is of the subject before."""
    if phrase in RELATIVE or phrase.startswith("占") or (phrase in CHANGES and mention.quantity.form == "rank"):
        return True
    return phrase in RELATIVE_IN_LIST and mention.listed


def elided(mention: Mention, before: Before) -> Noun | None:
    """增长13%,力争15%: the figure takes up the indicator of the figure before it."""
    previous = antecedent(before)
    if previous is None or previous.noun is None or not close(mention, previous.mention):
        return None
    if mention.same_sentence and (between := clause_between(mention, previous.mention)):
        return Noun(between, previous.noun.span, "clause_before", Origin.CLAUSE, False, between)
    if previous.mention.sentence.start != mention.sentence.start and (own := clause_subject(mention)):
        return Noun(own, Span(mention.left, mention.left), "clause_before", Origin.CLAUSE, False, own)
    noun = previous.noun
    phrase = noun.head if mention.quantity.form == "rank" or _grows_apart(mention, previous) else noun.phrase
    return Noun(phrase, noun.span, "same_as_before", Origin.PREVIOUS, noun.flow and mention.listed, noun.head)


def _grows_apart(mention: Mention, previous: Linked) -> bool:
    """增加值占比重达到12%,年均增长13%: by so many per cent the subject grows, not its share."""
    share = previous.noun is not None and previous.noun.origin is Origin.SUBJECT
    ratio = previous.mention.quantity.written.unit == "%" == mention.quantity.written.unit
    return share and ratio and mention.says("growth", "decrease") is not None


def clause_before(mention: Mention, _: Before) -> Noun | None:
    """建成产业集群,达到1.3万亿元: the subject is in the clause before."""
    subject = clause_subject(mention)
    return (
        Noun(subject, Span(mention.left, mention.left), "clause_before", Origin.CLAUSE, False, subject)
        if subject
        else None
    )


RULES: tuple[NounRule, ...] = (shared_names, noun_behind, noun_before, elided, clause_before)


def indicator(mention: Mention, before: Before) -> Noun | None:
    """The indicator of a mention, or None where the text names none."""
    for rule in RULES:
        if (found := rule(mention, before)) is not None:
            return found
    return None

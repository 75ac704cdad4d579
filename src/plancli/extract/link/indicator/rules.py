"""What is measured: the noun behind the figure, before it, or the one that an earlier clause left standing."""

from __future__ import annotations

import re
from collections.abc import Callable

from plancli.extract.context.mention import Mention, Noun
from plancli.extract.link.indicator import phrase as cut
from plancli.extract.link.indicator.antecedent import (
    FARTHEST,
    antecedent,
    clause_between,
    clause_subject,
    close,
    head_before,
    subject,
)
from plancli.extract.link.indicator.behind_figure import acts, attained, chosen, modified, of_named
from plancli.extract.link.indicator.inner import without_place, without_reaching, without_turn
from plancli.extract.link.indicator.list_item import own_item
from plancli.extract.link.indicator.names import shared_names
from plancli.extract.link.indicator.shared_name import measure_of
from plancli.extract.link.indicator.tidy import tidy
from plancli.extract.link.status_other import field_start
from plancli.extract.link.year import starts_a_change
from plancli.lexicon import load
from plancli.lexicon.words import guarded, phrases, predicates
from plancli.model import Span

NounRule = Callable[[Mention], Noun | None]
NEEDS_HEAD = frozenset(phrases("nouns", "needs_head"))
RELATIVE = frozenset(phrases("nouns", "relative"))
RELATIVE_IN_LIST = frozenset(phrases("nouns", "relative_in_list"))
CLASS = re.compile(
    r"""
    年?(?:产值|投资|营收|营业收入|收入|税收)?  # the amount by which things are sorted
    (?:
        [过超][0-9.]*[十百千万亿]*元?  # 过亿元
        |[0-9.十百千万亿]*元?(?:级|以上)  # 百亿级
        |[省市县区]级(?:以上)?  # or the level that named them
        |国家级
    )
    """,
    re.VERBOSE,
)
AHEAD = re.compile(r"[^,。;\n]{0,40}?(?:级以上|级|[过超][0-9十百千万亿]+元?)(?=[一-鿿]{2})(?!、)")
AGREES: dict[str, tuple[str, ...]] = {
    unit: tuple(row["word"] for row in guarded("nouns", "agrees") if unit in row["classifiers"])
    for unit in load.table("nouns")["agrees"]["classifiers"]
}
AMOUNT = r"(?:投资|产值|营收)?[过超]? ?[0-9][0-9.]* ?[十百千万亿]*(?:元|吨|千瓦|平方米|亩)?(?:以上|级)"
AMOUNTS = re.compile(rf" ?(?P<amount>{AMOUNT})(?:、[0-9]+ ?[个家户]{AMOUNT})*(?:的)?(?=[一-鿿])")
"""10亿元以上、1个50亿元以上|制造业项目"""
COUNTED = re.compile(r"的 ?[0-9]+ ?[多余]? ?[个项家座所条处]")
INVESTED_IN = phrases("classes", "undertakings")
INVESTED = frozenset(phrases("nouns", "invested"))
OTHERS = phrases("classes", "others")
REACHING = ("state", "plain", "more_than", "at_least", "at_most", "strive", "ensure")
CHANGES = frozenset(phrases("nouns", "ranked_changes"))
CLASSED = re.compile("[^,;。的]{0,16}[过超][0-9十百千万亿.]+元?(?:以上)?的[^的]{2,}$")
COVERS = phrases("classes", "covers")
STOP = re.compile(r"[,。;、\n]")
MEASURES = phrases("nouns", "measures")
LEVELS = phrases("nouns", "levels")
TRIMMED = phrases("nouns", "trimmed")
OUTPUTS = frozenset(phrases("nouns", "outputs"))
ANAPHORS = frozenset(phrases("nouns", "anaphors"))
GENERIC = frozenset(phrases("nouns", "generic"))
TERRITORY = frozenset(phrases("nouns", "territory"))
RATIOS = ("", *phrases("classes", "shares"), *phrases("classes", "multiples"))


def noun_behind(mention: Mention) -> Noun | None:
    """开放200个以上|政府数据集: nothing but a verb comes before the figure, or a counted noun right behind it."""
    if classed := _classed_ahead(mention):
        flow = cut.strip_front(mention.context, mention.left, mention.before_end).flow
        return Noun(classed, Span(mention.behind, mention.behind), "noun_behind", _flow(mention, flow), classed)
    if _is_before(mention):
        return None
    phrase = modified(mention) or cut.behind(mention.context, mention.behind, mention.right) or chosen(mention)
    if CLASS.fullmatch(phrase):
        phrase += _head_ahead(mention)
    if phrase.partition("(")[0].removesuffix("建设") in GENERIC:
        phrase = attained(mention, phrase) or of_named(mention, phrase) or phrase
    phrase = acts(mention, phrase)
    if len(phrase) < 2 and phrase not in GENERIC:
        return None
    stripped = cut.strip_front(mention.context, mention.left, mention.before_end)
    start = mention.text.find(phrase[:2], mention.behind)
    return Noun(
        phrase, Span(max(start, mention.behind), mention.right), "noun_behind", _flow(mention, stripped.flow), phrase
    )


def _head_ahead(mention: Mention) -> str:
    """3个万亿级和7个千亿级|产业集群: the noun that all classes of a list share follows the last."""
    text, end = mention.text, min(len(mention.text), mention.right + FARTHEST)
    found = AHEAD.match(text, mention.right, end)
    if found is None:
        return ""
    stop = STOP.search(text, found.end(), end)
    return cut.behind(mention.context, found.end(), stop.start() if stop else end)


def _is_before(mention: Mention) -> bool:
    """Whether the figure closes its clause piece, so that what it measures must come before it."""
    quantity, text = mention.quantity, mention.text
    if quantity.form in ("coverage", "doubling", "rank"):
        return True
    if mention.behind >= mention.right or starts_a_change(mention):
        return True
    ratio = quantity.written.unit in RATIOS
    if ratio and mention.says("growth", "decrease"):
        return True
    stripped = cut.strip_front(mention.context, mention.left, mention.before_end)
    empty = stripped.start >= mention.before_end
    if ratio and not empty:
        return text[mention.behind] != "的" or text.endswith(COVERS, mention.left, mention.before_end)
    if empty:
        return False
    return _predicate(mention) is not None or text.endswith(
        AGREES.get(quantity.written.unit, ()), mention.left, mention.before_end
    )


def _predicate(mention: Mention) -> object | None:
    """A word that ties the figure to the noun before it: 达到, 增长, 居."""
    return mention.says("growth", "decrease", "state", "rank", "plain")


def noun_before(mention: Mention) -> Noun | None:
    """终端连接数|达到3000万个: the noun in front of the predicate words."""
    if mention.quantity.form == "rank" and (previous := mention.previous) is not None and _ranks_among(previous):
        return _ranked(previous)
    phrase, stripped = cut.before(mention.context, mention.left, mention.before_end)
    covers = mention.quantity.form == "coverage"
    phrase = without_reaching(without_place(own_item(phrase, covers)), covers)
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
    flow = _flow(mention, stripped.flow, stripped.verb)
    if CLASS.fullmatch(phrase) and (head := head_before(mention)):
        return Noun(phrase + _counted_class(head), span, "attribute_with_head", flow, head)
    if phrase in INVESTED and (head := _counted_behind(mention)):
        return Noun(head + phrase, span, "measure_of_counted", flow, head)
    if phrase in INVESTED and (head := _projects_before(mention)):
        return Noun(head + phrase, span, "measure_with_subject", flow, head)
    if phrase in NEEDS_HEAD and (head := head_before(mention)):
        return Noun(phrase + _without_level(head, phrase), span, "attribute_with_head", flow, head)
    if phrase.startswith(OTHERS) and (measure := _measure_before(mention)) and not phrase.endswith(measure):
        return Noun(phrase + measure, span, "measure_of_before", flow, phrase)
    if _is_relative(mention, phrase) and (head := subject(mention)):
        return Noun(_without_measure(head, phrase) + phrase, span, "measure_with_subject", flow, head)
    if covers and phrase in TERRITORY and (head := subject(mention)):
        return Noun(f"{head}{phrase}覆盖", span, "territory_with_subject", flow, head)
    return Noun(phrase, span, "noun_before", flow, phrase)


def _only_predicates(phrase: str) -> bool:
    """达到、超过|300个: words of reaching name nothing."""
    found = (predicates().starting(part, 0, len(part)) for part in phrase.split("、"))
    reaching = [word[0] for word in found if word is not None and word[1].name in REACHING]
    return "、".join(reaching) == phrase


def _measure_before(mention: Mention) -> str:
    """县城处置率达到95%,其他乡镇达到|85%: the rate is that of the figure before."""
    previous = antecedent(mention) if mention.same_sentence else None
    if previous is None or previous.noun is None or mention.quantity.written.unit not in RATIOS:
        return ""
    return measure_of(previous.noun.phrase)


def _projects_before(mention: Mention) -> str:
    """安排重点项目245个,年度投资|885亿元: the projects that were counted right before."""
    head = head_before(mention) if mention.same_sentence else ""
    return head if head.endswith(INVESTED_IN) else ""


def _counted_behind(mention: Mention) -> str:
    """年度投资30亿元的|16个港航项目: what the money goes to is counted right behind it."""
    counted = COUNTED.match(mention.text, mention.behind, mention.sentence.end)
    if counted is None:
        return ""
    stop = STOP.search(mention.text, counted.end(), mention.sentence.end)
    return cut.behind(mention.context, counted.end(), stop.start() if stop else mention.sentence.end)


def _classed_ahead(mention: Mention) -> str:
    """引进23个|50亿元以上制造业项目: the class of amounts behind a count, and the noun of all classes of its list."""
    text, end = mention.text, min(len(mention.text), mention.sentence.end, mention.behind + FARTHEST)
    found = AMOUNTS.match(text, mention.behind, end)
    if found is None:
        return ""
    stop = STOP.search(text, found.end(), end)
    head = cut.behind(mention.context, found.end(), stop.start() if stop else end)
    return tidy(found["amount"]) + head if len(head) > 1 else ""


def _counted_class(head: str) -> str:
    """项目 of 投资或产值超百亿元的项目: what is sorted by amounts."""
    return head.rpartition("的")[2] or head if CLASSED.match(head) else CLASS.sub("", head, count=1)


def _ranks_among(previous: Mention) -> bool:
    return "status" in previous.answers and previous.answers["status"].rule == "field_of_rank"


def _ranked(previous: Mention) -> Noun | None:
    """优良率|在全省16个市中位列第4: what is ranked comes before the field, or in the clause before."""
    end = field_start(previous)
    phrase, stripped = cut.before(previous.context, previous.left, end)
    return Noun(phrase, Span(stripped.start, end), "noun_before", stripped.flow, phrase) if len(phrase) > 1 else None


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


def _flow(mention: Mention, found: bool, verb: bool = False) -> bool:
    """A list goes on under the verb of its first item: 新增A45家、B397家."""
    if found or verb or mention.previous is None or mention.previous.noun is None:
        return found
    return mention.listed and mention.same_sentence and mention.previous.noun.flow


def elided(mention: Mention) -> Noun | None:
    """增长13%,力争15%: the figure takes up the indicator of the figure before it."""
    previous = antecedent(mention)
    if previous is None or previous.noun is None or not close(mention, previous):
        return None
    if mention.same_sentence and (between := clause_between(mention, previous)):
        return Noun(between, previous.noun.span, "clause_before", False, between)
    if previous.sentence.start != mention.sentence.start and (own := clause_subject(mention)):
        return Noun(own, Span(mention.left, mention.left), "clause_before", False, own)
    noun = previous.noun
    phrase = noun.head if mention.quantity.form == "rank" or _grows_apart(mention, previous) else noun.phrase
    return Noun(phrase, noun.span, "same_as_before", noun.flow and mention.listed, noun.head)


def _grows_apart(mention: Mention, previous: Mention) -> bool:
    """增加值占比重达到12%,年均增长13%: by so many per cent the subject grows, not its share."""
    share = previous.noun is not None and previous.noun.rule == "measure_with_subject"
    ratio = previous.quantity.written.unit == "%" == mention.quantity.written.unit
    return share and ratio and mention.says("growth", "decrease") is not None


def clause_before(mention: Mention) -> Noun | None:
    """建成产业集群,达到1.3万亿元: the subject is in the clause before."""
    subject = clause_subject(mention)
    return Noun(subject, Span(mention.left, mention.left), "clause_before", False, subject) if subject else None


RULES: tuple[NounRule, ...] = (shared_names, noun_behind, noun_before, elided, clause_before)


def indicator(mention: Mention) -> Noun | None:
    """The indicator of a mention, or None where the text names none."""
    for rule in RULES:
        if (found := rule(mention)) is not None:
            return found
    return None

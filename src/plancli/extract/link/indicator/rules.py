"""What is measured: the noun behind the figure, before it, or the one that an earlier clause left standing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from plancli.extract.context.mention import Mention
from plancli.extract.context.money import is_money
from plancli.extract.link.indicator import in_front
from plancli.extract.link.indicator.antecedent import (
    antecedent,
    clause_between,
    clause_subject,
    close,
    item_title,
    sentence_subject,
)
from plancli.extract.link.indicator.behind_figure import counts_things
from plancli.extract.link.indicator.counted import AGREES, NO_CLASSIFIERS, class_of_before, noun_behind
from plancli.extract.link.indicator.deed import rules as deed
from plancli.extract.link.indicator.deed.lacking import lacking, of_those
from plancli.extract.link.indicator.edge.grammar import words as grammar
from plancli.extract.link.indicator.inner import COMPLETED, without_completing, without_deed_inside
from plancli.extract.link.indicator.lead import strip_front
from plancli.extract.link.indicator.measure import rules as measure
from plancli.extract.link.indicator.names import all_before, paired_list, row_reached, row_taken_up, shared_names
from plancli.extract.link.indicator.owner import rules as owner
from plancli.extract.link.linked import Before, Linked, Noun, Origin
from plancli.lexicon.units import bare, lookup
from plancli.lexicon.words import only_word, phrases
from plancli.model import Span
from plancli.segment.clauses import line_start

NounRule = Callable[[Mention, Before], Noun | None]
"""Takes the mention and what was found of figures before it in the paragraph, nearest last; returns what is measured,
with its place in the folded text, or None where the rule finds nothing."""
MEASURES = phrases("nouns", "measures")
SHARES = phrases("classes", "shares")
RATES = phrases("classes", "rates")
PER_HEADS = phrases("classes", "per_heads")
ABOUT = only_word("classes", "about")
SHORTEST_TITLE = 4  # characters
PERSONS_SERVED = "次"  # 人次
WEIGHED = ("mass", "volume", "energy")
COUNTS_ANYTHING = phrases("classes", "things_units")
REACH_OF_UNIT = 80  # characters: further back other things are counted by the same word


def clause_before(mention: Mention, before: Before) -> Noun | None:
    """建成产业集群,达到1.3万亿元: the subject is in the clause before, where no figure is nearer."""
    if _alike(mention, before) is not None:
        return None
    previous = _near(mention, before)
    if previous is not None and previous.noun is not None:
        between = clause_between(mention, previous.mention) if mention.same_sentence else ""
        if between and not between.isdecimal():  # 获得12|金8银
            return Noun(between, previous.noun.span, "clause_before", Origin.CLAUSE, False, between)
        if previous.mention.sentence.start == mention.sentence.start:
            return None
    subject = clause_subject(mention) or sentence_subject(mention)
    if not subject or subject.isdecimal():  # 214户|763人实现脱贫
        return None
    return Noun(subject, Span(mention.left, mention.left), "clause_before", Origin.CLAUSE, False, subject)


def same_as_before(mention: Mention, before: Before) -> Noun | None:
    """增长13%,力争15%: the figure takes up the indicator of the figure before it."""
    if (alike := _alike(mention, before)) is not None:
        return Noun(alike.phrase, alike.span, "same_as_before", Origin.PREVIOUS, False, alike.head)
    previous = _near(mention, before)
    if previous is None or previous.noun is None or _of_other_kind(mention, previous):
        return None
    noun = previous.noun
    if classed := class_of_before(mention, before):
        return Noun(classed, noun.span, "same_as_before", Origin.PREVIOUS, False, classed)
    # 25个项目11个|竣工、|14个…: what the first of them do is not said of others
    part = noun.origin is Origin.BEHIND and noun.phrase.endswith("的" + noun.head)
    apart = part or mention.quantity.form == "rank" or _grows_apart(mention, previous)
    phrase = noun.head if apart else noun.phrase
    return Noun(phrase, noun.span, "same_as_before", Origin.PREVIOUS, noun.flow and mention.listed, noun.head)


def _of_other_kind(mention: Mention, previous: Linked) -> bool:
    """优良比例85%,147条|已治理水体, 产值52亿元,|带动|4.3万户: things are counted, and no share or sum of them."""
    if _weighed(mention, mention.text[mention.left : mention.before_end].strip()):
        return True
    if not counts_things(mention) or mention.says("growth", "decrease") is not None:
        return False
    unit, noun = previous.mention.quantity.written.unit, previous.noun
    if unit in SHARES:
        own = mention.text[mention.behind : mention.right].strip()
        is_made = bool(strip_front(mention.context, mention.left, mention.before_end).words)
        return (own[0].isalpha() if own else is_made) and _is_rate(previous)
    if not is_money(unit) or bare(mention.quantity.written.unit).removesuffix(PERSONS_SERVED) not in PER_HEADS:
        return False
    made = strip_front(mention.context, mention.left, mention.before_end).words
    return bool(made) and noun is not None and noun.phrase.endswith(MEASURES)


def _weighed(mention: Mention, front: str) -> bool:
    """粮食90亿斤,钛|2万吨: in front of what is weighed a word of one character is another thing, in no list."""
    written = mention.quantity.written.unit
    if len(front) != 1 or not written:
        return False
    unit = lookup(written.lstrip("万亿")) or lookup(bare(written))  # 千 of 千瓦时 is no multiplier
    return unit is not None and unit.dimension in WEIGHED and front.isalpha() and front not in grammar()


def _near(mention: Mention, before: Before) -> Linked | None:
    previous = antecedent(before)
    return previous if previous is not None and close(mention, previous.mention) else None


def _alike(mention: Mention, before: Before) -> Noun | None:
    """服务点600处,服务面积30平方米,每年改造|90处: what is counted by the same word, over another measure in between."""
    last, unit = antecedent(before), _counted_by(mention)
    if last is None or last.noun is None or mention.quantity.form != "number":
        return None
    if _counted_by(last.mention) == unit:
        return None
    if unit in NO_CLASSIFIERS:
        # 占比超过10%的44种、超过|20%: the count in between took up another thing
        taken = last.noun.origin is Origin.PREVIOUS and len(before) > 1 and before[-2].mention.quantity.written.unit
        return before[-2].noun if taken == unit else None
    made = strip_front(mention.context, mention.left, mention.before_end).words
    near = [one for one in before if one.noun is not None and _counted_by(one.mention) == unit]
    own = [one for one in near if one.mention.sentence.start == mention.sentence.start]
    changed = last.mention.quantity.written.unit in SHARES and mention.says("growth", "decrease") is not None
    # 青年人口152万人,占常住人口的28%,减少|6.3万人
    if own and (made or changed) and last.noun.phrase.endswith(MEASURES):
        return own[-1].noun
    # 示范社区8个;覆盖率达到70%。累计建成|12个: nothing else that this word counts is near, and no rate is built
    counted = unit not in COUNTS_ANYTHING or (bool(made) and _is_rate(last))
    return _first_alike(mention, near) if counts_things(mention) and counted else None


def _counted_by(mention: Mention) -> str:
    """The unit without its multiplier; 套(间) counts what 套 does."""
    return bare(mention.quantity.written.unit).partition("(")[0]


def _is_rate(one: Linked) -> bool:
    """Whether a figure is a share that its name calls one: 覆盖率."""
    return one.mention.quantity.written.unit in SHARES and one.noun is not None and one.noun.phrase.endswith(RATES)


def _first_alike(mention: Mention, near: list[Linked]) -> Noun | None:
    """公办园14所、改扩建9所,学位6300个。2011年开工|5所: what the sentence began with that counted by this word."""
    # 完工213个|1.7万户: without words of its own it is another measure of the same
    if not near or mention.quantity.span.start - mention.left < 2:
        return None
    if mention.quantity.span.start - near[-1].mention.quantity.span.end > REACH_OF_UNIT:
        return None
    sentence = near[-1].mention.sentence.start
    nouns = [one.noun for one in near if one.mention.sentence.start == sentence and one.noun is not None]
    # 医院3所,小学12所,学位6300个。改扩建5所: nobody knows of which
    return nouns[0] if len({noun.head for noun in nouns}) == 1 else None


def _grows_apart(mention: Mention, previous: Linked) -> bool:
    """增加值占比重达到12%,年均增长13%: the subject grows by that many per cent, not its share."""
    share = previous.noun is not None and previous.noun.origin is Origin.SUBJECT
    ratio = previous.mention.quantity.written.unit == "%" == mention.quantity.written.unit
    return share and ratio and mention.says("growth", "decrease") is not None


OWN: tuple[NounRule, ...] = (
    row_reached,
    shared_names,
    row_taken_up,
    paired_list,
    all_before,
    lacking,
    of_those,
    noun_behind,
)


def measure_in_title(mention: Mention, before: Before) -> Noun | None:
    """——草原综合植被盖度。2022年为|46.2%: the measure that the first words of a paragraph name, until one is named."""
    start = line_start(mention.text, mention.quantity.span.start)
    told = before[-1] if before else None
    if told is not None and told.noun is not None and told.mention.quantity.span.start >= start:
        return None
    title = item_title(mention)
    if not title.endswith(MEASURES) or len(title) < SHORTEST_TITLE:
        return None
    return Noun(title, Span(mention.left, mention.left), "measure_in_title", Origin.CLAUSE, False, title)


def in_title_of_item(mention: Mention, before: Before) -> Noun | None:
    """(二)关于砂石企业扬尘问题。关停|7家: what the title of the item calls the things that this word counts."""
    words = AGREES.get(bare(mention.quantity.written.unit), ())
    title = item_title(mention).removeprefix(ABOUT) if words and counts_things(mention) else ""
    ends = [at + len(word) for word in words if (at := title.find(word)) > 0]
    name = title[: min(ends)] if ends else ""
    span = Span(mention.left, mention.left)
    return Noun(name, span, "in_title_of_item", Origin.CLAUSE, False, name) if name else None


TAKEN_UP: tuple[NounRule, ...] = (measure_in_title, clause_before, same_as_before, in_title_of_item)
COMPLETED_BY = (*measure.RULES, *deed.RULES, *owner.RULES)
RULES = (*OWN, *in_front.RULES, *TAKEN_UP, *COMPLETED_BY)


def indicator(mention: Mention, before: Before) -> Noun | None:
    """The indicator of a mention, or None where the text names none."""
    noun = _first(OWN, mention, before) or in_front.in_front(mention, before) or _first(TAKEN_UP, mention, before)
    if noun is None:
        return None
    # 5家|企业完成转型: of what is counted behind its figure, the deed is part of the name
    if noun.origin is not Origin.BEHIND:
        noun = _without_deed(mention, noun)
    return next((owned for rule in COMPLETED_BY if (owned := rule(mention, before, noun)) is not None), noun)


def _without_deed(mention: Mention, noun: Noun) -> Noun:
    """重点项目|完成|投资, 示范区|推出|制度成果: a verb between whose it is and what it is."""
    phrase, share = noun.phrase, mention.quantity.written.unit in SHARES
    if COMPLETED in phrase:
        phrase = without_completing(phrase, share)
    if not share:
        phrase = without_deed_inside(phrase)
    return noun if phrase == noun.phrase else replace(noun, phrase=phrase)


def _first(rules: tuple[NounRule, ...], mention: Mention, before: Before) -> Noun | None:
    for rule in rules:
        if (found := rule(mention, before)) is not None:
            return found
    return None

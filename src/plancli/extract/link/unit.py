"""Units that the words around a figure complete: 每万人…20件 is 件/万人, 生产总值…9万亿 is money."""

from __future__ import annotations

from dataclasses import replace

from plancli.extract.context.mention import Mention
from plancli.extract.link.linked import Named
from plancli.extract.link.rule import Rule
from plancli.lexicon import units
from plancli.lexicon.words import either, only_word, pattern, phrases, reach
from plancli.model import Amount, Answer, Span
from plancli.numerals.per import PER_HEAD_UNITS, PER_PERSON, PER_PERSON_BEFORE, PER_SO_MANY, head
from plancli.patterns import lazy

BARE_PER = lazy(rf"({pattern('classes', 'per_multipliers').pattern})(人)()(?!{either('classes', 'no_heads')})")
PER_REACH = reach("per")
SUMS_REACH = reach("row_of_sums")
SHARES_AND_TIMES = (*phrases("classes", "shares"), "倍")
POINTS_BEHIND = lazy(r" ?(?:[、和与,] ?[0-9.]+ ?个)*[、和与,] ?[0-9.]+ ?个百分点")
MULTIPLIERS = phrases("classes", "multipliers")
MEASURE_OF_SIZE = only_word("classes", "scale")
TRILLION = "万亿"
HEADS = phrases("classes", "recipients")
SUMS_OF_MONEY = phrases("nouns", "money")

# 粮食播种面积(万亩):2020年6930,2025年|6950
UNIT_OF_LINE = lazy(r"\((?P<unit>[^()0-9\n]{1,8})\) ?:")


def in_brackets(mention: Mention, _: Named) -> Answer | None:
    """播种面积(万亩):2025年|6950: the unit is behind the name, once for all figures of the line."""
    if mention.quantity.written.unit or mention.quantity.form != "number":
        return None
    every = UNIT_OF_LINE.finditer(mention.text, mention.sentence.start, mention.quantity.span.start)
    known = [one for one in every if units.lookup(units.bare(one["unit"]))]
    return Answer(known[-1]["unit"], "in_brackets", Span(*known[-1].span("unit"))) if known else None


def per_head(mention: Mention, named: Named) -> Answer | None:
    """每万人高价值发明专利拥有量24件 → 件/万人."""
    unit = mention.quantity.written.unit
    if named.noun is None or unit not in PER_HEAD_UNITS:
        return None
    start = named.noun.span.start
    # 每万人 may be part of the name or right in front of it, where stripping took it for a lead
    found = PER_SO_MANY.search(mention.text, max(start - 6, mention.sentence.start), max(named.noun.span.end, start))
    found = found or BARE_PER.match(mention.text, start)
    if found is None:
        return None
    return Answer(f"{unit}/{head(found)}", "per_head", Span(*found.span()))


def per_measure(mention: Mention, _: Named) -> Answer | None:
    """平均浓度每立方米20微克 → 微克/立方米: the measure comes right before the figure."""
    word = mention.says("per")
    if word is None or "/" in mention.quantity.written.unit or mention.quantity.written.unit in SHARES_AND_TIMES:
        return None
    return Answer(f"{mention.quantity.written.unit}/{word.word.removeprefix('每')}", "per_measure", word.span)


def per_person(mention: Mention, _: Named) -> Answer | None:
    """每生每年10元, 按每人5元标准 → 元/生, 元/人: money for each of those who get it."""
    unit, start = mention.quantity.written.unit, mention.quantity.span.start
    # only money is handed out by head; 每人3次 has its unit in full
    if not unit.endswith("元"):
        return None
    found = PER_PERSON.search(mention.text, max(mention.left, start - PER_REACH), start)
    return Answer(f"{unit}/{found['who']}", "per_person", Span(*found.span("per"))) if found else None


def per_person_before(mention: Mention, _: Named) -> Answer | None:
    """每人每月2295元提高到|2375元: the words before the first sum of a row hold for all of it."""
    unit, start = mention.quantity.written.unit, mention.quantity.span.start
    if not unit.endswith("元"):
        return None
    found = PER_PERSON_BEFORE.search(mention.text, max(mention.sentence.start, start - SUMS_REACH), start)
    return Answer(f"{unit}/{found['who']}", "per_person_before", Span(*found.span("per"))) if found else None


def money_understood(mention: Mention, named: Named) -> Answer | None:
    """生产总值跨越8万亿、9万亿: a bare multiplier of a measure of money is yuan."""
    unit = mention.quantity.written.unit
    # 过百亿: no digit, no multiplier
    large = unit in MULTIPLIERS or (not unit and mention.quantity.text.endswith("亿"))
    if named.noun is None or not large or not named.noun.head.endswith(SUMS_OF_MONEY):
        return None
    # 产业规模 and 基金规模 are sums, as 万亿 is of anything; 用户规模3亿 and 招生规模3万 count people
    counted = named.noun.phrase.endswith(MEASURE_OF_SIZE) and unit != TRILLION
    if counted and named.noun.phrase.removesuffix(MEASURE_OF_SIZE).endswith(HEADS):
        return None
    return Answer(unit + "元", "money_understood", named.noun.span)


def shared_unit(mention: Mention, _: Named) -> Answer | None:
    """提升31.1个和26.3个百分点: the unit follows the last figure of the row."""
    if mention.quantity.written.unit != "个":
        return None
    found = POINTS_BEHIND.match(mention.text, mention.quantity.span.end)
    return Answer("个百分点", "shared_unit", Span(*found.span())) if found else None


# The first that answers: no figure is both per head and per measure. None answers for most figures, whose unit is
# whole as it is written.
RULES: tuple[Rule, ...] = (
    in_brackets,
    per_head,
    per_measure,
    per_person,
    per_person_before,
    money_understood,
    shared_unit,
)


def completed(mention: Mention, named: Named) -> Answer | None:
    """The completed unit of a mention, or None where the unit is whole as written."""
    for rule in RULES:
        if (answer := rule(mention, named)) is not None:
            return answer
    return None


def with_unit(amount: Amount, unit: Answer | None) -> Amount:
    """`amount` with the completed unit, if there is one."""
    return amount if unit is None else replace(amount, unit=unit.value)

"""What follows a figure: a noun with its modifier, a share of things and what they do, what is counted."""

from __future__ import annotations

from plancli.extract.context.mention import Mention
from plancli.extract.context.money import is_money
from plancli.extract.context.predicate import starts_predicate
from plancli.extract.link.indicator.lead import Stripped, verb_at
from plancli.extract.link.indicator.noun_end import behind
from plancli.extract.link.indicator.phrase import FOR_EACH_ONE
from plancli.extract.link.indicator.tidy import tidy
from plancli.lexicon.units import bare, lookup
from plancli.lexicon.words import either, only_word, pattern, phrases, predicates, prenominal_words, reach
from plancli.model import Quantity
from plancli.numerals import measured
from plancli.patterns import lazy

ATTAINMENTS = phrases("nouns", "attainments")
UNDERTAKINGS = frozenset(phrases("nouns", "bare_undertakings"))
SHORTEST, LONGEST_FRONT = 2, 12
QUOTED = "”"
TOLD_BY = phrases("classes", "told_by")
BY_WHOM = lazy(f"由.{{2,8}}{either('classes', 'leads')}")  # 80%的攻关项目|由企业牵头
# 考核断面100%|达到优良水体
DOES_SO = lazy(rf"(?:面积)?{either('nouns', 'outcomes')}|达到[^0-9,;。、]{{3,12}}")
BUILT = only_word("classes", "built")
LEADS_TO_AMOUNT = ("state", "plain", "more_than", "at_least")
ROUND_SUM = lazy("[百千万亿]+元?")  # 百万
RATIOS = ("%", "成")
HOLDERS = pattern("classes", "holders")
PART_OF_ALL = phrases("classes", "parts_of_all")
EACH_REACHES = phrases("nouns", "measures") + phrases("classes", "rates")
NO_DOERS = phrases("classes", "rates") + phrases("nouns", "measures")
SPENT = lazy(rf"{either('classes', 'musts')}?(?P<deed>{pattern('nouns', 'spent').pattern})")
NOUN_OPENERS = pattern("nouns", "openers")
CHANGE = pattern("nouns", "share_grows")
LONGEST_PREDICATE = reach("predicate")
LONGEST_MODIFIER = reach("modifier")


def modified(mention: Mention, front: Stripped) -> str:
    """选拔15名|在全县有影响的护理骨干: what comes before 的 modifies the noun behind it."""
    text, words = mention.text, mention.context.words
    start = _past_blanks(mention)
    opener = NOUN_OPENERS.match(text, start, mention.right)
    opens = opener is not None and words.spans(*opener.span())
    alone = only_verbs(mention, front) or _built_in_each(mention, front)
    if not (opens or starts_predicate(words, start, mention.right)) or not alone:
        return ""
    place = text.rfind("的", start + 2, mention.right)
    head = behind(mention.context, place + 1, mention.right) if place > 0 else ""
    # a head of one character is the rest of a word that the cut went through
    if len(head) < 2 or place - start > LONGEST_MODIFIER:
        return ""
    return tidy(text[start : place + 1]) + "的" + head


def _built_in_each(mention: Mention, front: Stripped) -> bool:
    """每个街道至少建成1个|具备全托功能的养老中心: whether a verb, and where each has one, are in front."""
    text, end = mention.text, mention.before_end
    verb = prenominal_words().ending(text, front.start, end) if text.startswith(FOR_EACH_ONE, front.start) else None
    return verb is not None and verb[1].verb


def only_verbs(mention: Mention, front: Stripped) -> bool:
    """Whether nothing but verbs comes before the figure (选拔储备|15名)."""
    rest = mention.text[front.start : mention.before_end]
    return not rest or prenominal_words().starting(rest, 0, len(rest)) == (rest, _lead_of(rest))


def _lead_of(word: str) -> object:
    found = prenominal_words().starting(word, 0, len(word))
    return found[1] if found else None


def _past_blanks(mention: Mention) -> int:
    start = mention.behind
    while mention.text.startswith((" ", "的"), start):
        start += 1
    return start


def acts(mention: Mention, front: Stripped, noun: str) -> str:
    """70%以上的养老院|达到二星级标准: of a share of things, what they shall do belongs to the name.

    Args:
        noun: the noun behind the figure; empty where there is none, and then nothing is added to it.
    """
    text, words, end = mention.text, mention.context.words, mention.right
    if not noun:
        return ""
    start = text.find(noun, mention.behind, end) + len(noun)
    if mention.quantity.written.unit not in RATIOS or start < len(noun):
        return noun
    if text[end : end + 1].isdigit() or end == mention.next_start < len(text):
        return noun + _reached(mention, noun, start)
    said = any(sign.isdigit() for sign in text[start:end])  # 超过3万元
    if not SHORTEST <= end - start <= LONGEST_PREDICATE or (said and not has_holders(noun)):
        return noun
    # 每个县选择|20%的集镇实施创建工程: whatever leads to the figure ends with a verb
    rest = text[front.start : mention.before_end]
    verb = prenominal_words().ending(rest, 1, len(rest))
    if not only_verbs(mention, front) and not (verb and verb[1].verb):
        return noun
    does = starts_predicate(words, start, end) or verb_at(mention.context, start, end)
    if BY_WHOM.fullmatch(text, start, end) is None and (not does or CHANGE.match(text, start, end)):
        return noun
    return noun + tidy(text[start:end])


def has_holders(name: str) -> bool:
    """Whether a name says who has what is measured, of each of whom an amount is said: 村收入, 企业产值; 财政支出 is
    that of all.

    Args:
        name: folded.
    """
    return HOLDERS.search(name) is not None


def _reached(mention: Mention, noun: str, start: int) -> str:
    """75%以上的村|年收入|达到50万元: of a share of things, the amount that each of them reaches belongs to the name; a
    figure of another thing does not."""
    text, end = mention.text, mention.right
    word = predicates().ending(text, start, end)
    led = word is not None and word[1].name in LEADS_TO_AMOUNT and len(word[0]) == end - start
    part_of_all = mention.text.endswith(PART_OF_ALL, mention.left, mention.quantity.span.start)
    if not led or part_of_all or not has_holders(noun) or not noun.endswith(EACH_REACHES):
        return ""
    amount, round_sum = measured.at(text, end), ROUND_SUM.match(text, end)
    # a sum or a rate of each: 30%的新增就业人数达到3000人 is of all together
    of_each = isinstance(amount, Quantity) and (is_money(amount.written.unit) or amount.written.unit in RATIOS)
    over = amount.span.end if isinstance(amount, Quantity) and of_each else round_sum.end() if round_sum else start
    return tidy(text[start:over])


def deed_behind(mention: Mention, things: str) -> str:
    """土地出让收益50%以上|用于农业农村, 考核断面100%|达标: what a share of something named before goes to or does.

    Args:
        things: what is named before the figure.
    """
    text, start, end = mention.text, mention.behind, mention.right
    # 财政支出|的|70%以上|用于民生
    led = any(one.word != "的" for one in mention.consumed)
    if start >= end or mention.quantity.written.unit not in RATIOS or led:
        return ""
    if BY_WHOM.fullmatch(text, start, end) or (DOES_SO.fullmatch(text, start, end) and not things.endswith(NO_DOERS)):
        return tidy(text[start:end])
    found = SPENT.match(text, start, end)
    long_enough = found is not None and 4 <= end - found.start("deed") <= LONGEST_PREDICATE
    return tidy(text[found.start("deed") : end]) if found and long_enough else ""


def chosen(mention: Mention, front: Stripped) -> str:
    """12人入选国家高层次人才: the predicate alone says what is counted."""
    text, start, end = mention.text, mention.behind, mention.right
    if not (text.startswith(ATTAINMENTS, start, end) and 5 <= end - start <= LONGEST_PREDICATE):
        return ""
    return tidy(text[start:end]) if only_verbs(mention, front) else ""


def counts_things(mention: Mention) -> bool:
    """Whether a figure says how many things there are: 3个, 5万户; no size, no share, no year."""
    quantity = mention.quantity
    written = bare(quantity.written.unit)
    unit = lookup(written) if written else None
    return quantity.form == "number" and (not written or (unit is not None and unit.dimension == "count"))


def of_named(mention: Mention, front: Stripped, noun: str) -> str:
    """“山水工程”6个|项目, 安置房8个|项目: a name in front says which things are counted.

    Args:
        noun: the noun right behind the figure.
    """
    name = tidy(mention.text[front.start : mention.before_end])
    told = mention.text[mention.quantity.span.start - 1] in TOLD_BY
    if noun in UNDERTAKINGS and SHORTEST <= len(name) <= LONGEST_FRONT and front.words and not told:
        return name + noun
    named = mention.quantity.text[0].isdigit() and mention.text.endswith(
        QUOTED, front.start, mention.quantity.span.start
    )
    return tidy(mention.text[front.start : mention.quantity.span.start]) + noun.removesuffix(BUILT) if named else ""

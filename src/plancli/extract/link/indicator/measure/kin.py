"""The measure that the name before says for the next of its kind: 规上工业增加值增长8%,其中|装备制造业|增长12%."""

from __future__ import annotations

from plancli.extract.context.mention import Mention
from plancli.extract.context.period_scope import OF_WHICH
from plancli.extract.link.indicator.shared_name import measure_of
from plancli.extract.link.linked import Before, Linked, Noun, Origin
from plancli.lexicon.words import only_word, phrases
from plancli.native import ending

SHARES = phrases("classes", "shares")
INDUSTRIES = (*phrases("classes", "branches"), *phrases("classes", "branch_ends"))
ADDED_VALUE = only_word("classes", "value_added")
OF_INDUSTRIES = (ADDED_VALUE, *phrases("classes", "measures_of_industries"))
RATES = phrases("classes", "rates")
SETTLEMENTS = phrases("classes", "town_or_country")
SHORTEST_KIN = 2  # characters that two things of one kind end with
LISTED, NEXT_CLAUSE = "、", ","


def of_kin(mention: Mention, before: Before, noun: Noun) -> Noun | None:
    """省级河流水质达标率98%、|市级河流|95%: the second of two things of one kind is measured like the first."""
    previous = before[-1] if before and mention.same_sentence else None
    if previous is None or previous.noun is None or noun.origin is not Origin.FRONT:
        return None
    units = (mention.quantity.written.unit, previous.mention.quantity.written.unit)
    if not set(units) <= set(SHARES) or "的" in noun.phrase:
        return None
    if name := _of_other_settlement(noun.phrase, previous.noun.phrase):
        return Noun(name, noun.span, "of_kin", noun.origin, noun.flow, noun.phrase)
    if measure_of(noun.phrase):
        return None
    if name := _of_part(mention, previous, noun.phrase):
        return Noun(name, noun.span, "of_kin", noun.origin, noun.flow, noun.phrase)
    link = mention.text[previous.mention.behind : mention.left + len(OF_WHICH)]
    measure = _of_industry(mention, previous.mention, noun.phrase, previous.noun.phrase, link)
    measure = measure or (_of_same_kind(noun.phrase, previous.noun.phrase) if LISTED in link else "")
    return Noun(noun.phrase + measure, noun.span, "of_kin", noun.origin, noun.flow, noun.phrase) if measure else None


def _of_industry(mention: Mention, before: Mention, name: str, measured: str, link: str) -> str:
    """增加值 of 规上工业增加值增长8%、|制造业|增长9%; empty where there is none."""
    if not name.endswith(INDUSTRIES) or not all(one.says("growth", "decrease") for one in (mention, before)):
        return ""
    measure = ending(measured, OF_INDUSTRIES)
    # 固定资产投资增长8%,|服务业增长6%: behind a comma only value added is what one says of an industry alone
    near = measure == ADDED_VALUE or LISTED in link or OF_WHICH in link
    return measure if near else ""


def _of_part(mention: Mention, before: Linked, name: str) -> str:
    """黄河流域水土保持率 for 其中|黄河流域 behind 水土保持率82%: a part has the rate of the whole."""
    noun = before.noun
    if noun is None or mention.quantity.form != "number" or not noun.phrase.endswith(RATES):
        return ""
    part = noun.head if noun.phrase != noun.head and noun.phrase.startswith(noun.head) else ""
    told = mention.text.startswith(OF_WHICH, mention.left) or (mention.listed and part)
    changed = mention.says("growth", "decrease") or before.mention.says("growth", "decrease")
    return name + noun.phrase.removeprefix(part) if told and not changed else ""


def _of_same_kind(name: str, measured: str) -> str:
    """水质达标率 of 省级河流水质达标率 for 市级河流: what follows the words that both end with."""
    for size in range(len(name) - 1, SHORTEST_KIN - 1, -1):
        at = measured.find(name[-size:])
        if at > 0 and (rest := measured[at + size :]) and measure_of(rest):
            return rest
    return ""


def _of_other_settlement(name: str, measured: str) -> str:
    """乡镇污水处理率 for 乡镇 behind 城市污水处理率: towns and villages are told apart, and measured alike."""
    own = next((one for one in SETTLEMENTS if name in (one, one + measured)), "")
    other = next((one for one in SETTLEMENTS if measured.startswith(one)), "")
    rest = measured.removeprefix(other)
    return own + rest if own and other and own != other and measure_of(rest) else ""

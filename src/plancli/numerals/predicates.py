"""Quantities without a number: 全覆盖 is 100 %, 翻番 is 2 倍, 翻两番 is 4."""

from __future__ import annotations

import re
from decimal import Decimal

from plancli.lexicon.words import either, phrases
from plancli.model import Amount, Quantity, RejectedNumber, Span
from plancli.numerals import words
from plancli.numerals.shares import value
from plancli.patterns import lazy

# 健全覆盖城乡的体系 is no 全覆盖, and 100%全覆盖 is one figure
COVERAGE = lazy(r"覆盖全部|(?<![健安完齐周%百])全[面部域员]?覆盖")
DOUBLING = lazy(r"翻了?(?:(?P<times>[一二两三四五六七八九1-9])?番|倍)|(?<![成数几双])倍增")
NAMES = phrases("classes", "doubled")
QUOTE = "”"
# 倍增|企业, 倍增|三年行动 are names; 倍增|目标, 倍增|以上, 收入倍增|和利润翻番 are meant.
MEANT = (
    ("classes", "list_signs"),
    ("classes", "arrival"),
    ("classes", "bounds_behind"),
    ("classes", "over"),
    ("classes", "aim_word"),
)
NAMED_SO = lazy(rf"(?!{'|'.join(either(*role) for role in MEANT)}|[的或并等后为左])[一-鿿]")
# 实施质量倍增、百亿突破两大行动: the names of campaigns
CAMPAIGN_WORDS = either("classes", "campaign_words")
CAMPAIGN = lazy(
    rf"”?(?:、[^,，。;；、\d]{{2,10}}){{1,6}}?等?[两二三四五六七八九十]大[^,，。;；、]{{0,6}}?{CAMPAIGN_WORDS}"
)


def coverage(text: str, start: int) -> Quantity | None:
    """实现规上企业上云全覆盖: all of a set, 100 %."""
    match = COVERAGE.match(text, start)
    if match is None or words.stands_behind("coverage_as_adverb", text, match.end()):
        return None
    return _quantity(text, match, Amount(Decimal(100), None, "%"), "coverage")


def doubling(text: str, start: int) -> Quantity | RejectedNumber | None:
    """较2017年翻番, 实现倍增; 倍增计划 is a name."""
    match = DOUBLING.match(text, start)
    if match is None:
        return None
    named = words.stands_behind("name_of_doubling", text, match.end())
    if match.group() == "翻番":
        named = named and text[match.end()] != QUOTE  # 实现产值和利润“双翻番” is meant
    else:
        named = named or NAMED_SO.match(text, match.end()) is not None
    if (named and match.group() in NAMES) or CAMPAIGN.match(text, match.end()):
        return RejectedNumber(Span(*match.span()), match.group(), "name_of_doubling")
    times = Decimal(2) ** int(value(match["times"] or "一"))
    return _quantity(text, match, Amount(times, None, "倍"), "doubling")


def _quantity(text: str, match: re.Match[str], amount: Amount, form: str) -> Quantity:
    return Quantity(Span(*match.span()), match.group(), amount, match.group(), form)

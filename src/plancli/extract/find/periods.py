"""Time expressions: 到2022年, 2025年底前, 2021—2025年, “十四五”末, 今年, 五年内, 每年, 较2017年."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from plancli.kept_patterns import compiled
from plancli.lexicon.load import table
from plancli.lexicon.words import by_word, either, only_word, phrases, right_behind
from plancli.model import Period, Span
from plancli.native import ending
from plancli.numerals import numbers
from plancli.patterns import lazy

BEFORE_FIRST_PLAN = 1955  # “十四五” is 2021 to 2025: the Nth five-year plan ends 5·N years after 1955
LOOKS_AT = right_behind("classes", "looks_at")
TRIES = right_behind("classes", "trying")
COUNT = r"(?:[\d一二两三四五六七八九]{{1,2}}[到至—~\-])?(?P<count{}>\d{{1,2}}|[一二两三四五六七八九十]{{1,2}})"
RANGE_DASH = r"(?:年?[ ]?(?:[—–~至到\-]|--|——)[ ]?)"
WRITTEN_YEAR = r"(?:1[89]|20)\d\d|[12][ ]\d[ ]\d[ ]\d|[一二][九〇○零一][〇○零一二三四五六七八九]{2}"
PLAN = r"十[一二三四五六七八九]五|[七八九]五|十五(?=[ ]?[”\"])"
NUMERALS = "一二两三四五六七八九十"
BASE_BEHIND = lazy(
    rf"""
    [^,，。;；、\n]{{0,4}}?
    (?:{either("classes", "compared")}                            # 与2020年|相比
    | 的[\d一二两三四五六七八九十]{{1,3}}(?:\.\d)?[ ]?倍 )          # 2020年|的2倍
    """,
    re.VERBOSE,
)
BASE_BEFORE = lazy("[较比与同][^,，。;；、\\n0-9的]{1,8}的$")
"""较疫情前的|2019年|增长12%: what is compared with, described first."""
MADE_BASE = "以"
SINCE = only_word("classes", "since")
AS_BASE = only_word("classes", "made_base")
CLAUSE_ENDS = (",", "，", ";", "；", "。", ":", "：", "\n")
PRICES = lazy(rf"{either('classes', 'prices')}?价(?:格|计)?")
LATER = "年后"
ORDINAL_SIGN = "第"
OF = "的"
BASE_SHARE = lazy(r"的\d{1,3}(?:\.\d+)?[ ]?%")
REGAINED = lazy(f"{only_word('classes', 'regaining')}$|[是为于]$")
"""恢复|到2019年|的112%, 分别是|2019年|的113%和118%: what is compared with."""
FIRST_SIGNS = "first"  # the first years of a span: “十五五”前三年
WORDS = {role: by_word("periods", role) for role in table("periods")}
TITLE_END = lazy(r" ?[)）]? ?》")


@dataclass(slots=True)
class PeriodMatch:
    """What the words say before their neighbours are asked."""

    end: int
    role: str
    year: int | None = None
    year_from: int | None = None
    offset: int | None = None


def find(text: str) -> list[Period]:
    """The time expressions of a folded text, as `each` finds them."""
    return list(each(text))


def each(text: str) -> Iterator[Period]:
    """The time expressions of a folded text, in order and never overlapping.

    A year inside a book title (《…(2018—2020年)》) or of a price basis (按2000年价格) is no time expression.
    """
    free = 0  # where the last expression ended
    read = _pattern().match
    for begin in _beginning().finditer(text):
        if begin.start() < free or (match := read(text, begin.start())) is None:
            continue
        # the pattern fits and the words mean no time: 2020年价, or a year that ends a title
        if (found := _read(text, match)) is None:
            continue
        start, role = _before(text, match.start(), free, found.role)
        compared = BASE_BEHIND.match(text, found.end) or BASE_BEFORE.search(text, max(free, start - 12), start)
        if (compared and role == "point") or (
            BASE_SHARE.match(text, found.end) and REGAINED.search(text, max(0, start - 2), start)
        ):
            role = "base"
        span = _as_base(text, Span(start, found.end))
        yield Period(span, text[span.start : span.end], found.year, found.year_from, found.offset, role)
        free = span.end


def _as_base(text: str, span: Span) -> Span:
    """达到|以2020年为基期|的1.25倍: the words around such a year go with it, and are no part of a name."""
    around = text.startswith(AS_BASE, span.end) and text.endswith(MADE_BASE, 0, span.start)
    return Span(span.start - len(MADE_BASE), span.end + len(AS_BASE)) if around else span


@cache
def _beginning() -> re.Pattern[str]:
    """Where an expression may begin: a set of characters, which `re` finds much faster than alternatives; then what
    must follow each: digits are a year alone or run up to 年 or 月 (or what a form has behind its number), a quote
    encloses a plan."""
    words = [*by_word("periods", "relative"), *by_word("periods", "annual"), *_forms()]
    firsts = "".join(sorted({word[0] for word in words} - {"{"}))
    seconds = "".join(sorted({word[1] for word in words} - {"{", "N"}))
    ends = "".join(sorted({*"年月", *(form[len("{N}")] for form in _forms() if form.startswith("{N}"))}))
    return compiled.gated(
        rf"""
        [\d“"{NUMERALS}{firsts}]
        (?:
            (?<=[\d{NUMERALS}]) (?=[\d{NUMERALS}〇○零\ 到至—–~\-]{{0,24}}[{ends}])  # 2|025年
            | (?<=[{NUMERALS}]) (?=[{NUMERALS}]?五)        # 十|四五
            | (?<=2) (?=0\d\d[,。;])                       # 回望2|022,
            | (?<=[“"]) (?=[ ]?[七八九十])                 # “|十四五
            | (?<=[{firsts}]) (?=[\d{NUMERALS}{seconds}])  # 今|年
        )
        """,
        re.VERBOSE,
        apart=True,
    )


@cache
def _pattern() -> re.Pattern[str]:
    """Every expression from its own first character on; the words before it (到, 较) are looked for afterwards."""
    relative = _any("relative")
    annual = _any("annual")
    counted = "|".join(
        f"(?P<form{number}>{re.escape(form).replace(re.escape('{N}'), COUNT.format(number))})"
        for number, form in enumerate(_forms())
    )
    return compiled.gated(
        rf"""
        (?P<year>{WRITTEN_YEAR}) (?:{RANGE_DASH}(?P<to>{WRITTEN_YEAR}|\d\d))? [ ]?年 (?![ ]?[份龄轻])    # 2021—2025年
            (?P<from>                                                                            # 2023年起,用三年时间
                ,?(?:起|开始),?(?:[用的]|连续)? (?P<count>\d{{1,2}}|[一二两三四五六七八九十]{{1,2}})年
                (?:{either("classes", "span_ends")}|左右)?(?:的?时间)?
            )?
        | (?P<short>
            (?<!\d)\d\d(?=年(?:{either("classes", "year_parts")}|\d{{1,2}}月))      # 25年底
            | (?<=[,;。\n]到)[2-4]\d(?=年)                                                        # 到|25年
          )年
        | (?:[“"][ ]?)? (?P<plan>{PLAN}) (?:[ ]?[”"])? [ ]?                                      # “十四五”
            (?P<suffix>{_any("five_year_plan")}|(?={either("classes", "yearly")}))                     # 期间
        | (?P<month>(?<!\d)1?\d)月 (?:[底末份]|[123]?\d[日号])? {either("classes", "deadline_ends")} (?!后)  # 6月底前
        | {LOOKS_AT} (?P<alone>20\d\d) (?=[,。;])                                                # 回望|2022,
        | {TRIES} (?P<bare>{COUNT.format("bare")}年(?=[实建完培新达]))                            # 力争, 三年, 实现
        | (?<![网线]) (?P<relative>{relative}) (?!级)                                             # 今年, but 上网去年
        | (?<!提) (?:{counted})                                                                              # 五年内
        | (?<!{either("classes", "year_words")}) (?P<annual>{annual})                          # 每年, but 历年
        """,
        re.VERBOSE,
        apart=True,
    )


def _any(role: str) -> str:
    return either("periods", role)


def _forms() -> tuple[str, ...]:
    return phrases("periods", "counted")


def _read(text: str, match: re.Match[str]) -> PeriodMatch | None:
    if match["year"]:
        return _years(text, match)
    if match["plan"]:
        return _plan(match)
    if match["short"]:
        return _with_suffix(text, match.end(), PeriodMatch(match.end(), "point", 2000 + int(match["short"])))
    if match["month"]:
        return PeriodMatch(match.end(), "deadline", offset=0)
    if word := match["relative"]:
        return _relative(text, match.end(), WORDS["relative"][word])
    if match["annual"]:
        return PeriodMatch(match.end(), "annual")
    if match["alone"]:  # 回望|2022|,
        return PeriodMatch(match.end(), "point", int(match["alone"]))
    if match["bare"]:  # 力争|三年|实现翻番
        return PeriodMatch(match.end(), "deadline", offset=int(_year(match["countbare"])))
    return _counted(match)


def _relative(text: str, end: int, entry: dict[str, Any]) -> PeriodMatch:
    """今年, 明年|3月底前, 去年|12月, 今年|1—11月: the months go with the year, but 今年10月 may be past or to come."""
    month = OF_MONTH.match(text, end)
    if entry.get("offset") == 0 and (months := MONTHS_SO_FAR.match(text, end)):
        return PeriodMatch(months.end(), entry["period"], None, None, 0)
    if month and (due := _due().match(text, month.end())):
        return PeriodMatch(due.end(), "deadline", entry.get("year"), None, entry.get("offset"))
    end = month.end() if month and entry.get("offset") else end
    return PeriodMatch(end, entry["period"], entry.get("year"), None, entry.get("offset"))


@cache
def _due() -> re.Pattern[str]:
    return compiled(rf"{either('classes', 'deadline_ends')}(?!后)")


def _years(text: str, match: re.Match[str]) -> PeriodMatch | None:
    if TITLE_END.match(text, match.end()) or PRICES.match(text, match.end()):
        return None
    year = _year(match["year"])
    if match["from"]:
        last = year + int(_year(match["count"])) - 1
        return PeriodMatch(match.end(), "deadline", last, year)
    if match["to"] is None:
        return _with_suffix(text, match.end(), PeriodMatch(match.end(), "point", year))
    last = _year(match["to"]) if len(match["to"]) > 2 else year // 100 * 100 + int(match["to"])
    # 2025—21年 would end before it begins: no span, and rather no year than a wrong one
    return PeriodMatch(match.end(), "span", last, year) if last > year else None


def _year(written: str) -> int:
    return int(numbers.arabic(written) if written[0].isdigit() else numbers.chinese(written))


def _with_suffix(text: str, end: int, found: PeriodMatch) -> PeriodMatch:
    """2025年12月底前, 2021年度, 2018年以来, 2024年7月—2025年12月: what follows the year and belongs to it."""
    month = MONTH.match(text, end)
    if month and (other := MONTHS_TO.match(text, month.end())) and _year(other["to"]) > (found.year or 0):
        return PeriodMatch(other.end(), "span", _year(other["to"]), found.year)
    end = month.end() if month else end
    suffix = _suffix().match(text, end)
    if suffix is None:
        return PeriodMatch(end, found.role, found.year)
    if suffix.group() == SINCE:
        return PeriodMatch(suffix.end(), "span", None, found.year)
    return PeriodMatch(suffix.end(), WORDS["behind"][suffix.group()]["period"] or found.role, found.year)


MONTHS_TO = lazy(rf" ?(?:[—–~至到\-]|--|——) ?(?P<to>{WRITTEN_YEAR}) ?年 ?\d{{1,2}} ?月[底末]?")
MONTH = lazy(r" ?\d{1,2} ?月(?: ?\d{1,2} ?[日号])?")
OF_MONTH = lazy(rf"{MONTH.pattern}(?:份|[上中下]旬|[底末初])?")
MONTHS_SO_FAR = lazy(r" ?1月? ?(?:[—–~至到\-]|--|——) ?(?:[4-9]|1[01]) ?月(?:份|末)?(?![)底前:])")
"""1—11月; 1—6月: and 1—6月底 are phases of a plan."""


@cache
def _suffix() -> re.Pattern[str]:
    return compiled(f"(?:{_any('behind')})(?![期景置沿])")


def _plan(match: re.Match[str]) -> PeriodMatch:
    last = BEFORE_FIRST_PLAN + 5 * int(numbers.chinese(match["plan"][:-1]))
    entry = WORDS["five_year_plan"][match["suffix"] or "期间"]  # “十四五”年均: over all its years
    if entry["at"] == "all":
        return PeriodMatch(match.end(), entry["period"], last, last - 4)
    if entry["at"].startswith(FIRST_SIGNS):
        first = last - 4
        return PeriodMatch(match.end(), entry["period"], first + int(entry["at"][len(FIRST_SIGNS) :]) - 1, first)
    return PeriodMatch(match.end(), entry["period"], last if entry["at"] == "end" else last - 4)


def _counted(match: re.Match[str]) -> PeriodMatch | None:
    for number, form in enumerate(_forms()):
        if match[f"form{number}"]:
            entry = WORDS["counted"][form]
            # 三年后 says until when only if it is said of the document's own time
            if form.endswith(LATER) and not _alone(match.string, match.start(), match.end()):
                return None
            if form.startswith(ORDINAL_SIGN) and match.string.endswith(OF, 0, match.start()):
                return None  # 今年是规划实施的|第一年
            years = int(_year(match[f"count{number}"]))
            return PeriodMatch(match.end(), entry["period"], offset=entry.get("offset", entry.get("sign", 0) * years))
    return None


def _alone(text: str, start: int, end: int) -> bool:
    """五年后,绿道总长90公里: the words are a clause of their own; 毕业三年后 counts from something else."""
    return text.startswith((",", "，"), end) and (not start or text.endswith(CLAUSE_ENDS, 0, start))


def _before(text: str, start: int, free: int, role: str) -> tuple[int, str]:
    """到, 较 and the like right before an expression belong to it and give it its role."""
    words = WORDS["before"]
    word = ending(text, phrases("periods", "before"), free, start)
    given = words[word]["period"] if word and role != "annual" else None
    if not given or (role == "span" and given != "base"):  # of a span only what is compared with it: 比“九五”期间
        return start, role
    return start - len(word), given

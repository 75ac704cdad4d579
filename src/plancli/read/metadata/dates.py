"""Years and dates in a document: 成文日期, the year of a report, the period and the horizon of a plan."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from plancli.lexicon import load
from plancli.lexicon.words import either, only_word, phrases
from plancli.model import Span
from plancli.native import places
from plancli.patterns import lazy
from plancli.read.plain.pieces import pieces

YEAR_GROUP = r"((?:19|20)\d\d)"
DATE = lazy(YEAR_GROUP + r"\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})")
CHINESE_YEAR = lazy(r"[一二][九〇○零Ｏ][〇○Ｏ零一二三四五六七八九]{2}(?=\s*[年—－～~-])")
GAPS_IN_DATES = lazy(r"[ \u3000](?:(?<=\d.)[ \u3000]*(?=[\d年月日])|(?<=[年月].)[ \u3000]*(?=\d))")
CHINESE_DATE = lazy(r"(\d\d{3}年)([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日")
CHINESE_MONTH = lazy("年[一二三四五六七八九十]")
MONTH = lazy(YEAR_GROUP + r"年(?:\d{1,2}|[一二三四五六七八九十]{1,2})月")
SPAN = lazy(YEAR_GROUP + r"\s*年?\s*[-—–－～~至―─]{1,2}\s*" + YEAR_GROUP)
# 有效期至2025年 says how long a text holds, not what it wants by then.
NOT_VALIDITY = "".join(f"(?<!{word}.)" for word in phrases("head", "validity"))
# A set of characters in front: `re` runs through a text to them ten times as fast as to alternatives.
DEADLINE = lazy(
    rf"""
    [到至12]
    (?:
        (?<=[到至]){NOT_VALIDITY} \s*(?:19|20)\d\d\s*年  # 到2022年
        |(?:(?<=1)9|(?<=2)0) \d\d\s*年(?:年?底|末)  # 2022年底
    )
    """,
    re.VERBOSE,
)
NOT_DUE = lazy(
    rf"""
    [《到至]  # a set in front: `re` runs to it
    (?: (?<=《)[^《》\n]{{1,80}}》 | (?<=[到至]){YEAR_GROUP}\s*年(?:年?[底末])?{either("classes", "runs_out")} )
    """,
    re.VERBOSE,
)
"""《2030年前行动方案》 is cited, and what runs 至2028年到期 ends by itself."""
COMPARED_WITH = lazy(rf"{only_word('classes', 'regaining')}到{YEAR_GROUP}年的(?=[0-9])")  # 112%
DATED_CHANGE = lazy(
    rf"[由从自]{YEAR_GROUP}\s*年[^。；;，,：:\n]{{0,24}}?[^0-9，,。；;\s][到至](?P<arrival>(?:19|20)\d\d)\s*年"
)
"""由2015年的38万吨增加到|2020年|的46万吨: it may be past; only where a text names no other is it what is due."""
REACH_OF_DATED_CHANGE = 40  # characters from the year in which it begins to the one in which it ends
FOUR_DIGITS = lazy(r"\d{4}")
NUMBERS = "一二三四五"  # of headings
DATED_HEADING = lazy(
    rf"""
    ^[^\n。，]{{0,14}}?{YEAR_GROUP}\s*年([^\n。，；]{{0,24}})$  # a short line with a year: 2025年工作回顾
    |[{NUMBERS}]、[^\n。，]{{0,8}}?{YEAR_GROUP}\s*年([^\n。，；]{{0,20}})  # numbered, wherever its line begins
    """,
    re.MULTILINE | re.VERBOSE,
)
PAST = lazy(either("classes", "just_past") + YEAR_GROUP + "年")
YEAR_OPENING = lazy(YEAR_GROUP + rf"年是[^\n。]{{0,40}}?(?:{either('classes', 'year_nouns')}|[，,])")
DAY_OF_CONGRESS = lazy(YEAR_GROUP + r"年\d{1,2}月\d{1,2}日[^\n。]{0,20}?在[^\n。]{2,30}?大会")
LABELLED = lazy(r"期限?[为:：]\s*" + YEAR_GROUP + r"\s*年?\s*[-—–至~]{1,2}\s*" + YEAR_GROUP)
PURPOSE = lazy(
    either("head", "purpose") + YEAR_GROUP + r"\s*年(?![前底末])[^。；\n]{2,40}?" + either("classes", "tasks_of_year")
)
OF_YEAR = re.compile(r"(20\d\d) ?年度(?!.*政府工作).*报告$")
YEAR_IN_TITLE = lazy(r"到?" + YEAR_GROUP + r"\s*年?")
PLAN = lazy(
    rf"""
    [“"‘'] \s* ([一二三四五六七八九] | 十[一二三四五六七]?) 五 \s* [”"’']  # “十四五”
    | (十[一二三四五六七]) 五 (?={either("head", "plan_tails")})          # 十四五时期
    """,
    re.VERBOSE,
)
NTH_PLAN = lazy(rf"第([一二三四五六七八九]|十[一二三四五六七]?)个五年{either('classes', 'plan_words')}")
VISION = 2035  # goals of the distant future are no plan's horizon while a nearer one is named
WIDE_DIGITS = lazy("[０-９]")
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_CHINESE = str.maketrans("〇○Ｏ零一二三四五六七八九", "0000123456789")
_ONES = {character: value for value, character in enumerate("一二三四五六七八九", 1)}


def plain_years(text: str) -> str:
    """二〇二六年 as 2026年, full-width digits as plain ones, no gaps in 2 0 0 5年. It moves offsets.

    Args:
        text: decoded.
    """
    text = GAPS_IN_DATES.sub("", _plain_digits(text))
    text = CHINESE_YEAR.sub(lambda match: match[0].translate(_CHINESE), text)
    if CHINESE_MONTH.search(text) is None:  # few texts have one, and digits are many
        return text
    return CHINESE_DATE.sub(lambda match: f"{match[1]}{_small(match[2])}月{_small(match[3])}日", text)


def _plain_digits(text: str) -> str:
    """Full-width digits as plain ones; few texts have any, and `str.translate` looks every character up."""
    return text.translate(_WIDE) if WIDE_DIGITS.search(text) else text


def _small(number: str) -> int:
    """二十七 → 27; a date holds nothing larger than 31."""
    tens, ten, ones = number.rpartition("十")
    return (_ONES.get(tens, 1) * 10 if ten else 0) + _ONES.get(ones, 0)


def iso_date(text: str) -> str | None:
    """The first date in `text` as 2021-05-24, None where there is none."""
    for match in DATE.finditer(plain_years(text)):
        year, month, day = map(int, match.groups())
        if 1 <= month <= 12 and 1 <= day <= 31:  # 2021-24-05 is no date, and neither is 2021.13
            return f"{year}-{month:02}-{day:02}"
    return None


def plan_years(text: str) -> tuple[int, int] | None:
    """“十四五”规划 and 第十四个五年规划 → (2021, 2025): the period of the five-year plan that `text` names."""
    match = NTH_PLAN.search(text) or PLAN.search(text)
    if match is None:
        return None
    ordinal = next(filter(None, match.groups()))
    # the Nth five-year plan, from the third on, ends in 1955 + 5 N
    last = 1955 + 5 * (load.table("head")["plans"]["ordinals"].index(ordinal) + 1)
    return last - 4, last


def period(title: str) -> tuple[int, int] | None:
    """The period that a title names: (2018—2022年), “十四五”; else None."""
    if (match := SPAN.search(title)) and match[1] < match[2]:
        return int(match[1]), int(match[2])
    return plan_years(title)


def labelled_period(head: str) -> tuple[int, int] | None:
    """建设期限：2020—2030年: the period that a line of the text labels as its own.

    Args:
        head: first lines of the text, years as `plain_years` writes them.
    """
    match = LABELLED.search(head)
    return (int(match[1]), int(match[2])) if match and match[1] < match[2] else None


def purposed(head: str) -> int | None:
    """为做好2022年…工作: the year that the opening of a notice says it is for.

    Args:
        head: first lines of the text, years as `plain_years` writes them.
    """
    match = PURPOSE.search(head)
    return int(match[1]) if match else None


def year_of_title(title: str) -> int | None:
    """2020年工作要点 → 2020, 到2022年 → 2022; the vision of 2035 gives way to a nearer year.

    Args:
        title: years as `plain_years` writes them.
    """
    years = [int(match[1]) for match in YEAR_IN_TITLE.finditer(title)]
    near = [year for year in years if year < VISION]  # 二〇三五年远景目标 in the title of a five-year plan
    return max(near or years, default=None)


def year_reviewed(title: str) -> int | None:
    """协会2025年度工作报告 → 2025: what is called after a 年度 reports on it; a government's report sets tasks for its
    year.

    Args:
        title: years as `plain_years` writes them.
    """
    match = OF_YEAR.search(title)
    return int(match[1]) if match else None


def report_year(head: str, text: str) -> int | None:
    """The year that a work report sets tasks for: of its meeting, of a heading on tasks, or one after that reviewed.

    Args:
        text: all of it, years as `plain_years` writes them; `head` is its beginning.
    """
    if match := DAY_OF_CONGRESS.search(head):
        return int(match[1])
    reviewed, tasks = headed(text)
    if tasks:
        return max(tasks)
    reviewed |= set(map(int, PAST.findall(text)))
    # a report reviews a year and sets tasks for the next
    return max(reviewed) + 1 if reviewed else max(map(int, YEAR_OPENING.findall(text)), default=None)


def headed(text: str) -> tuple[set[int], set[int]]:
    """The years that headings of a report review, and those that they set tasks for.

    Args:
        text: all of it, years as `plain_years` writes them.
    """
    headings = [(int(match[1] or match[3]), match[2] or match[4] or "") for match in _dated_headings(text)]
    words = load.table("head")["heading"]
    reviewed = {year for year, rest in headings if any(word in rest for word in words["review"])}
    return reviewed, {year for year, rest in headings if any(word in rest for word in words["tasks"])} - reviewed


def _dated_headings(text: str) -> Iterator[re.Match[str]]:
    """The matches of DATED_HEADING, which is tried at the beginnings of lines and at numbers alone."""
    behind = 0
    for at in sorted({0, *(end + 1 for end in places(text, "\n")), *places(text, NUMBERS)}):
        if at >= behind and (found := DATED_HEADING.match(text, at)) is not None:
            behind = found.end()
            yield found


def deadline(text: str, now: int | None = None) -> int | None:
    """The year that the text names most often as a deadline (到2022年); the later one of two named as often.

    Args:
        text: all of it.
        now: the year in which it was issued; 至2020年底 is past in a text of 2021.
    """
    years: Counter[int] = Counter()
    arrivals: Counter[int] = Counter()
    for piece in pieces(text, "。"):
        piece = NOT_DUE.sub("", COMPARED_WITH.sub("", piece))
        plain = CHINESE_YEAR.sub(lambda match: match[0].translate(_CHINESE), piece)
        years.update(map(int, FOUR_DIGITS.findall(" ".join(match[0] for match in DEADLINE.finditer(plain)))))
        arrivals.update(int(match["arrival"]) for match in DATED_CHANGE.finditer(plain))
    return _most_named(years - arrivals, now) or _most_named(years, now)


def ends_change(text: str, span: Span) -> bool:
    """由2015年的38万吨增加|到2020年|的46万吨: an undated text does not say whether that is past.

    Args:
        span: of the year with its 到, in `text`.
    """
    found = DATED_CHANGE.finditer(text, max(0, span.start - REACH_OF_DATED_CHANGE), span.end)
    return any(one.end() > span.start for one in found)


def _most_named(years: Counter[int], now: int | None) -> int | None:
    """The year named most often, but for those before `now`; of two named as often the later one."""
    due = {year: count for year, count in years.items() if now is None or year >= now}
    near = {year: count for year, count in due.items() if year < VISION} or due
    return max(near, key=lambda year: (near[year], year), default=None)

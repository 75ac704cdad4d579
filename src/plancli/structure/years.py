"""The own year of a document inside a text, and the last in which anything is due."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from plancli.lexicon.words import either, only_word, pattern, phrases
from plancli.model import Head, Period, Span
from plancli.patterns import lazy
from plancli.read.metadata import dates
from plancli.structure.units import Unit

DATE = lazy(r"(?<![至到])([12][0-9]{3}) ?年 ?[0-9]{1,2} ?月 ?[0-9]{1,2} ?日")
SIGNED = lazy(r"(?:\n|\() *([12][0-9]{3}) ?年 ?[0-9]{1,2} ?月 *\)?\s*$")
"""(2026年2月), below a text or at its end."""
INSPECTION = lazy(rf"(?:{pattern('structure', 'title_inspection').pattern}).*报告")
IN_BRACKETS = lazy(r"[(（] ?(20[0-9]{2}) ?年?度? ?[)）]$")
PUBLISHED = lazy(rf"发布{either('classes', 'date_labels')}: ?([12][0-9]{{3}})")
AIMS = f"{either('classes', 'sorts_of_aims')}?{only_word('classes', 'aim_word')}"
GOALS_OF = lazy(rf"([12][0-9]{{3}}) ?年[^。;\n]{{0,24}}?{AIMS}(?:是|为|:|{only_word('classes', 'proposing')})")
YEARLY = lazy(rf"(?<![0-9到至—-])(20[0-9]{{2}}) ?年(?!{either('classes', 'year_edges')}|[0-9])")
MONTHLY = lazy(rf"(?m)^ *\(([12][0-9]{{3}}) ?年 ?[0-9]{{1,2}} ?月{either('classes', 'said_of_month')}?\) *$")
"""(2024年5月), (2021年7月印发), on a line below the title."""
ON_PAGE = lazy(r"(?<![0-9/-])(20[0-9]{2})-[0-9]{1,2}-[0-9]{1,2}(?![0-9])")
"""来源:新华社 2018-09-26 21:07"""
SPOKEN = lazy(r"([12][0-9]{3}) ?年(?:(?:政府)?工作报告[^,。]{0,2}[指提明]|第[^,。]{1,8}[次届][^,。]{0,8}会)")
"""2026年政府工作报告指出; 2025年第9次常务会议: 今年 is that year."""
YEAR_TOLD = lazy(rf"(?<![0-9])(20[0-9]{{2}}) ?年是[^,。;\n]{{0,24}}?{either('classes', 'year_nouns')}(?=[,。;!])")
"""2023年是攻坚之年。新的一年,我们要…"""
SHORT_SPAN = 1
EDGE, HEAD_OF_PAGE = 600, 200  # characters
TAIL = 40  # characters in which a notice is signed
REACHED = phrases("classes", "as_of")
YEAR_OVER = lazy("年[底末]$")
SINCE_THEN = lazy("(?:起|开始)$")
MAY_BE_AHEAD = ("point", "deadline", "span")
MOST_SPOKEN = 2
MORE = 3
CLEAR = 1.5


def of_report(text: str, span: Span, split: Mapping[bool, Iterable[Unit]], told: int | None) -> int | None:
    """The year that a work report sets tasks for, by votes; what the head says where they are not clear.

    A year that the retrospect (`split[True]`) names as a point of time votes for the year after, one that goals and
    tasks name for itself; headings, sentences on goals, dates in the first or last lines and what the head says have
    more votes. A year wins that both sides vote for, else one with half as many votes more as the next, that the
    retrospect does not mention.

    Args:
        text: folded text of the file.
        span: of the report in it.
        told: the year that the head of the document names.
    """
    votes: Counter[int] = Counter()
    sides: dict[bool, set[int]] = {True: set(), False: set()}
    for back, pieces in split.items():
        for unit in pieces:
            for year in _points(unit):
                votes[year + back] += MORE if unit.alone else 1
                sides[back].add(year + back)
    for year in _stated(text, span):
        votes[year] += MORE
    if told is not None:
        votes[told] += MOST_SPOKEN
    ranked = [*votes.most_common(2), (0, 0), (0, 0)]
    (year, most), (_, next_most) = ranked[:2]
    agreed = year in sides[True] & sides[False] and most > next_most
    clear = most >= CLEAR * next_most and (year == told or year + 1 not in sides[True])
    return year if most >= MOST_SPOKEN and (agreed or clear) else told


def _stated(text: str, span: Span) -> list[int]:
    """The years of sentences on goals, and of dates in the first and last lines."""
    goals = [int(found[1]) for found in GOALS_OF.finditer(text, span.start, span.end)]
    edges = (text[span.start : span.start + EDGE], text[max(span.start, span.end - EDGE) : span.end])
    return goals + [int(found[1]) for edge in edges for found in DATE.finditer(edge)]


def _points(unit: Unit) -> list[int]:
    return [period.year for period in unit.periods if period.role == "point" and period.year and period.offset is None]


def most_spoken(units: Iterable[Unit]) -> int | None:
    """The year that sentences name most as a point of time, at least twice."""
    counts = Counter(year for unit in units for year in _points(unit))
    if not counts:
        return None
    year, times = max(counts.items(), key=lambda pair: (pair[1], pair[0] or 0))
    return year if times >= MOST_SPOKEN else None


def reached(units: Iterable[Unit]) -> int | None:
    """The last year that a review counts up to: 截至2023年6月."""
    found = (p.year for unit in units for p in unit.periods if p.year and p.text.startswith(REACHED))
    return max(found, default=None)


def of_other(text: str, span: Span, periods: Sequence[Period], head: Head) -> int | None:
    """The year that 今年 means in a text that is no report: of issue, of the page that published it, else the last that
    it knows to be past or begun: a full date in its first or last lines, 截至2022年, the first year of its period, at
    last the one of which it says what it is (2023年是攻坚之年).

    Args:
        span: of the document in `text`, which is folded.
    """
    if head.issued:
        return int(head.issued[:4])
    edges = (text[span.start : span.start + EDGE], text[max(span.start, span.end - EDGE) : span.end])
    if published := PUBLISHED.search(edges[0]) or ON_PAGE.search(edges[0][:HEAD_OF_PAGE]):
        return int(published[1])
    if spoken := SPOKEN.search(edges[0]):
        return int(spoken[1])
    if monthly := MONTHLY.search(edges[0]):
        return int(monthly[1])
    dated = [int(found[1]) for part in edges for found in DATE.finditer(part)]
    dated += [int(found[1]) for found in SIGNED.finditer(edges[1])]
    # who writes 截至2023年底 knows how that year ended
    reached = [
        p.year + (YEAR_OVER.search(p.text) is not None) for p in periods if p.year and p.text.startswith(REACHED)
    ]
    first = [head.period[0]] if head.period else spans([p for p in periods if p.text[0].isdigit()])[:1]
    known = [year for year in (*dated, *reached, *first) if year <= (head.horizon_year or year)]
    told = [] if known else [int(found[1]) for found in YEAR_TOLD.finditer(text, span.start, span.end)]
    return max(known or told, default=None)


def behind_review(text: str) -> int | None:
    """The year behind the one that a report begins with: 过去的2025年,我们….

    Args:
        text: of the one document, not of the file.
    """
    found = dates.PAST.search(text, 0, EDGE)
    return int(found[1]) + 1 if found else None


def in_brackets(title: str) -> int | None:
    """The year that a title ends on, in brackets: …白皮书(2025), …中期评估报告(2025年)."""
    found = IN_BRACKETS.search(title)
    return int(found[1]) if found else None


def of_inspection(title: str, text: str, written: int | None) -> int | None:
    """The year of a report on what was inspected or investigated: that in which it was written or given.

    Args:
        title: of the document; None is returned for reports of another kind.
        text: of the one document, not of the file.
    """
    if INSPECTION.search(title) is None:
        return None
    day = DATE.search(text, 0, EDGE) if written is None else None
    return int(day[1]) if day else written


def of_goals(text: str, now: int | None) -> int | None:
    """The last year that 2020年主要目标是:… names, but for the distant future and for years before `now`.

    Args:
        text: of the one document, folded.
    """
    named = (int(found[1]) for found in GOALS_OF.finditer(text))
    return max((year for year in named if (now or 0) <= year < dates.VISION), default=None)


def signed(text: str) -> bool:
    """Whether a document inside a file ends with a day of its own.

    Args:
        text: of the one document, not of the file.
    """
    return DATE.search(text, max(0, len(text) - TAIL)) is not None


def of_title(title: str) -> int | None:
    """The year of a title that names single years only, the last of two (2021年总结和2022年计划)."""
    return max((int(found[1]) for found in YEARLY.finditer(title)), default=None)


def promised(text: str, title: str, head: Head, now: int | None) -> int | None:
    """The horizon of a document, but for one that only its date of issue gives: an answer or an opinion of 2019 that
    sets no deadline does not promise for 2019.

    Args:
        text: of the one document, not of the file.
        title: of the document; a year in it is promised for.
        now: the year that 今年 means in it.
    """
    issued = int(head.issued[:4]) if head.issued else now
    if head.horizon_year != issued or "horizon_year" in head.told or head.period:
        return head.horizon_year
    return head.horizon_year if str(issued) in title or dates.deadline(text, issued) is not None else None


def most_due(text: str, now: int | None) -> int | None:
    """The deadline that a document names most.

    Args:
        text: of the one document, not of the file.
        now: the year in which it was issued; a deadline before it is over.
    """
    return dates.deadline(text, now)


def last_due(periods: Sequence[Period], horizon: int | None) -> int | None:
    """The horizon of the document; where nothing gives one, the last deadline that its text sets."""
    if horizon is not None:
        return horizon
    due = [period.year for period in periods if period.year and period.role == "deadline"]
    return max((*due, *spans(periods)[-1:]), default=None)


def of_its_own(text: str, periods: Sequence[Period]) -> list[Period]:
    """The periods that a text sets itself: not those in titles that it cites, and not when something runs out.

    Args:
        text: of the file, in which `periods` have their places.
    """
    if not periods:
        return []
    outer = Span(periods[0].span.start, min(len(text), periods[-1].span.end + TAIL))
    out = [Span(*found.span()) for found in dates.NOT_DUE.finditer(text, max(0, outer.start - TAIL), outer.end)]
    starts = [span.start for span in out]
    return [one for one in periods if not _inside(one, out, bisect_right(starts, one.span.start) - 1)]


def _inside(period: Period, spans: Sequence[Span], number: int) -> bool:
    return number >= 0 and period.span.start < spans[number].end


def only_due(periods: Sequence[Period]) -> int | None:
    """The one year for which a text sets anything: 力争通过3年努力(2024—2026年) below 目标任务; None where it names
    several deadlines or periods, or none, or a later year."""
    ahead = ("deadline", "span")
    due = {period.year for period in periods if period.year and period.role in ahead and "月" not in period.text}
    last = max((period.year for period in periods if period.year), default=None)
    return last if due == {last} else None


def most_ahead(periods: Sequence[Period], now: int | None) -> int | None:
    """The year to come that a plan names most, the later one of two, where it names none as a deadline: 2023年达到85%,
    2025年实现全覆盖; else the year in which it was issued, where it names that; None where that is unknown.

    Args:
        periods: of one document.
        now: the year in which it was issued.
    """
    if now is None:
        return None
    named = Counter(p.year for p in periods if p.year and p.year >= now and p.role in MAY_BE_AHEAD and whole_year(p))
    ahead = {year: count for year, count in named.items() if year > now} or named
    near = {year: count for year, count in ahead.items() if year < dates.VISION} or ahead
    return max(near, key=lambda year: (near[year], year), default=None)


def whole_year(period: Period) -> bool:
    """Whether a period is a year that is written out: no 今年, no month, and not from it on."""
    return period.offset is None and "月" not in period.text and SINCE_THEN.search(period.text) is None


def first_due(text: str, periods: Sequence[Period]) -> int | None:
    """The first deadline that a text sets explicitly; what ends then is not over yet.

    Args:
        text: of the file, in which `periods` have their places.
    """
    due = [p for p in periods if p.year and p.role == "deadline" and p.offset is None]
    return min((p.year for p in due if p.year and not dates.ends_change(text, p.span)), default=None)


def first_of_plan(title: str, periods: Sequence[Period]) -> int | None:
    """The first year of a plan that names no span of years: of its title, else the one from which on it is carried out.

    Args:
        title: of the plan; empty for other texts.
    """
    begun = (p.year_from if p.role == "deadline" else p.year for p in periods if _begins(p))
    return of_title(title) or next(begun, None)


def _begins(period: Period) -> bool:
    """2026年起, and 2026年起用三年时间, which is a deadline."""
    counted = period.role == "deadline" and period.year_from is not None
    begun = period.role == "point" and period.year is not None
    return counted or (begun and SINCE_THEN.search(period.text) is not None)


def spans(periods: Sequence[Period]) -> list[int]:
    """The first and last years of the spans of years that a text plans for (2013—2025年), in order."""
    long = [p for p in periods if p.role == "span" and p.year and p.year_from and p.year - p.year_from > SHORT_SPAN]
    return sorted(year for span in long for year in (span.year_from, span.year) if year is not None)


def titled(title: str) -> tuple[int | None, tuple[int, int] | None]:
    """The horizon and the period that a title names."""
    span = dates.period(title)
    return (span[1] if span else dates.year_of_title(title)), span

"""Which time phrase governs a place (guidelines, ruling 10)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from plancli.extract.context.making import MAKING
from plancli.extract.context.mention import DocumentContext
from plancli.extract.tables.heading.deadlines import Deadlines
from plancli.lexicon.words import either, only_word, pattern, phrases, reach
from plancli.model import Period, Span
from plancli.patterns import lazy
from plancli.segment.clauses import LONGEST_PARAGRAPH, line_start
from plancli.segment.held_periods import held, starts_of

STOPS = "。;\n!?:"
CLAUSE_STOPS = STOPS + ","
LASTING = "用"
AS_OF = phrases("classes", "as_of")
FORECAST = phrases("status", "forecast")
STEP = lazy(
    rf"""
    [ —\-●·◆]*(?:[(第]?[一二三四五0-9]{{1,2}}[)步、.]?(?:阶段|步)?[,:]?)?  # (一), 1., 第一步:, ——
    (?:
        第[一二三四](?:步|阶段)
        |[近中远短长]期{either("classes", "stage_aims")}?
        |(?![上下本现这])[一-鿿]{{2,8}}阶段  # 起步阶段, 总结提升阶段
    )
    [,:( ]*{either("classes", "leads_to_time")}?  # what leads to its time
    """,
    re.VERBOSE,
)
NUMBER_OF_ITEM = lazy(r"[ ]*(?:(?:[(第]?[一二三四五六七八九十0-9]{1,2}[)、.]{1,2}|[—\-])[ —\-]*)?")
DASHED_ITEM = lazy(r" *(?:——|—|--|-|●|·|◆|\* )")
ITEM_OR_DASH = lazy(r" *(?:——|—|--|-|●|·|◆|\* |[0-9]{1,2}[.、]|\([0-9]{1,2}\))")
MOST_ITEMS = reach("items_of_period")
SET_OFF = lazy(rf"\)?(?:{either('classes', 'kinds_of_data')}{either('classes', 'shows')}?)?[,:]")
"""到2025年,…; 提升行动(2025年):…; 第二阶段(2026—2028年),…"""
LEADS_IN = lazy(r"[^,;。:!?\n0-9]{1,12}:")
"""各县区2025年|实际值为:… dates what the colon leads to."""
TOLD_BEHIND = lazy(rf"{either('classes', 'finished')}[;。]")
"""标准50个,2026年底前|完成;打造基地20个: a time that is told behind what it dates."""
THEN_DONE = lazy("[^,;。0-9]{2,8};")
"""推进水厂二期建设,2023年|通水;新建管网350公里: when what comes before it is done."""
COUNTED_YEARS = lazy(f"年{either('classes', 'span_ends')}?$")
MODIFIED = 16  # characters
OF_WHICH = only_word("classes", "of_which")
OF_PARTS = lazy(rf"{OF_WHICH}(?:[12][0-9]{{3}} ?年[0-9][^,;。、]{{1,16}}[、,])*$")
"""其中|2023年, 其中2023年1330万个、|2024年"""
ROW_OF_PARTS = 80  # characters
NO_THOUSANDS = lazy("(?<![0-9]),|,(?![0-9])")
"""None that sets off thousands."""
NOWADAYS = lazy(rf"。{either('classes', 'by_now')}(?!的)|[,;]{either('classes', 'by_now')}(?!的)[^,;。]*\Z")
"""2021年编制了规划。目前有公墓12处: what there is now is not of the year in front."""
NEXT_YEAR = lazy(" ?[、和] ?[12][0-9]{3} ?年")
MODIFIER = lazy("[^,:;。]{2,20}的")
LONGEST_PERIOD = reach("period")
REACH_OF_STEP = reach("step")
MODAL_OR_ADVICE = f"(?:{pattern('structure', 'turn_modals').pattern}|{only_word('classes', 'proposing')})"
MEANS = lazy(f"{only_word('classes', 'ourselves')}{MODAL_OR_ADVICE}?[在于]?|{MODAL_OR_ADVICE}[在于]?")
"""我们计划在|2025年秋季学期前: who means to do it, and when."""
PERIOD_OPENERS = frozenset(("", *phrases("status", "openers")))


class Clock:
    """The periods of a document, asked in order of the text: which one governs a place (guidelines, ruling 10)."""

    def __init__(self, context: DocumentContext, periods: Sequence[Period], due: Deadlines | None = None) -> None:
        self.context, self.text = context, context.text
        self.due = due or Deadlines()
        self.periods = periods
        self.starts, self.ends = context.period_starts, context.period_ends
        self.leading = self._those(lambda one: one.role == "deadline" and self._leads_paragraph(one))
        self.milestones = self._those(self._opens_step)
        self.milestone_starts = starts_of(self.milestones)
        self.leading_starts = starts_of(self.leading)

    def _those(self, wanted: Callable[[Period], bool]) -> Sequence[Period]:
        return held(self.text, filter(wanted, self.periods))

    def ending(self, at: int) -> Period | None:
        """The period that ends at `at`."""
        number = bisect_left(self.ends, at)
        return self.periods[number] if number < len(self.ends) and self.ends[number] == at else None

    def own(self, left: int, at: int) -> tuple[Period | None, Period | None]:
        """The period that dates a clause piece and the one it is compared with, where it holds them."""
        own = base = None
        for number in range(bisect_right(self.starts, at - 1) - 1, -1, -1):
            period = self.periods[number]
            if period.span.end <= left:
                break
            if period.role == "base":
                base = base or period
            elif period.role != "annual" and not self._modifies(period, at):
                own = own or period
        return own, base

    def _modifies(self, period: Period, at: int) -> bool:
        """5年内关税减让显著的|2725种, 近三年获奖的企业: a span of years inside a modifier dates what is modified."""
        if period.offset is None or not COUNTED_YEARS.search(period.text):
            return False
        found = MODIFIER.match(self.text, period.span.end, at)
        return found is not None and not MAKING.match(self.text, period.span.end)

    def governing(self, paragraph: int, at: int) -> Period | None:
        """The last period before `at` in its paragraph that reaches as far as `at`."""
        full_stop = None
        later: Period | None = None
        for number in range(bisect_right(self.starts, at - 1) - 1, -1, -1):
            period = self.periods[number]
            # in a text that is one line of a hundred thousand characters a paragraph bounds nothing
            if period.span.start < paragraph or self._too_far(period.span.start, at):
                return None
            if period.role in ("base", "annual"):
                continue
            if full_stop is None:
                full_stop = max(self.text.rfind("。", paragraph, at), self.text.rfind("!", paragraph, at))
            if self._of_part_only(period, at):
                continue
            if NOWADAYS.search(self.text, period.span.end, at):
                return None
            # 2019年1万亩,2020年2万亩,2021年1万亩。改造…: a schedule is over with its sentence
            if period.span.start < full_stop and self._scheduled(period, number):
                return None
            if self.reaches(period, within_sentence=period.span.start > full_stop):
                return later if later and self._follows(period, later) else period
            if later is None and self.reaches(period, within_sentence=True):
                later = period
        return None

    def _too_far(self, start: int, at: int) -> bool:
        return at - start > LONGEST_PERIOD and self.text.find("\n", start, at) < 0

    def _scheduled(self, period: Period, number: int) -> bool:
        """2019年1万亩,2020年2万亩。: whether a sentence shares things out to years, each of which leads its clause."""
        first = self.periods[number - 1] if number else period
        years = first.year or 0, period.year or 0
        if not 0 < years[0] < years[1] or first.role != period.role or period.role not in ("point", "deadline"):
            return False
        # 2022年,税收30亿元,2023年,税收33亿元: what a comma sets off goes on to govern
        if SET_OFF.match(self.text, period.span.end):
            return False
        if self.text.find("。", first.span.start, period.span.start) >= 0:
            return False
        return all(_leads(self.text, one.span.start, CLAUSE_STOPS) for one in (first, period))

    def _of_part_only(self, period: Period, at: int) -> bool:
        """到2025年,完成2万亩,其中2021年完成6千亩;还田率达到|70%: behind the semicolon the year of the part is over, and
        where it names nothing but a figure (其中2023年1330万、2024年1440万,) behind the comma."""
        if not OF_PARTS.search(self.text, max(0, period.span.start - ROW_OF_PARTS), period.span.start):
            return False
        end = self.text.find(";", period.span.end, at)
        bare = self.text[period.span.end : period.span.end + 1].isdigit()
        return end >= 0 or (bare and NO_THOUSANDS.search(self.text, period.span.end, at) is not None)

    def _follows(self, first: Period, later: Period) -> bool:
        """去年建成180公里,今年再建220公里。改造…: where a sentence sets two times against each other, what comes
        behind the sentence belongs to the later."""
        relative = first.offset is not None and later.offset is not None and first.offset < later.offset
        return relative and self.text.find("。", first.span.start, later.span.start) < 0

    def bracketing(self, section: Span, at: int) -> Period | None:
        """到2027年,… items … 到2030年,…: what comes between two deadlines of a section belongs to the first."""
        number = bisect_right(self.leading_starts, at)
        if number in (0, len(self.leading)):
            return None
        first, second = self.leading[number - 1], self.leading[number]
        inside = section.start <= first.span.start and second.span.start < section.end
        return first if inside and (first.year or 0) < (second.year or 0) else None

    def milestone(self, section: Span, at: int) -> Period | None:
        """第一步,到2020年,…: a step governs the items and paragraphs below it until the next step or heading."""
        number = bisect_right(self.milestone_starts, at)
        if not number:
            return None
        step = self.milestones[number - 1]
        if at - step.span.start > REACH_OF_STEP:
            return None
        return step if step.span.start >= section.start or self._items_only(step.span.end, at) else None

    def _items_only(self, start: int, at: int) -> bool:
        """Whether there are only items (——, 1., (1)) between a step and a place below it."""
        lines = self.text[start:at].split("\n")[1:]
        return 0 < len(lines) <= MOST_ITEMS and all(ITEM_OR_DASH.match(line) or not line.strip() for line in lines)

    def _opens_step(self, period: Period) -> bool:
        """第一步,到2020年; 近期(2022—2025年); 到2025年 in front of items with dashes."""
        line = line_start(self.text, period.span.start)
        if period.role == "stage":
            return NUMBER_OF_ITEM.fullmatch(self.text, line, period.span.start) is not None
        if period.role not in ("deadline", "span", "point") or period.year is None:
            return False
        if opens_step(self.text, period):
            return True
        end = self.text.find("\n", period.span.end, period.span.end + LONGEST_PARAGRAPH)
        return end >= 0 and bool(DASHED_ITEM.match(self.text, end + 1)) and self._leads_paragraph(period)

    def _leads_paragraph(self, period: Period) -> bool:
        return _leads(self.text, period.span.start, "\n")

    def reaches(self, period: Period, within_sentence: bool) -> bool:
        """Whether a period governs more than its own clause: set off by a comma or leading its sentence it reaches
        through the paragraph, leading a clause only to the end of its sentence. 用三年时间 says how long one action
        lasts, 截至2020年底 what is there by then, 预计到2030年 what one expects: no other sentence is about it."""
        text, start, end = self.text, period.span.start, period.span.end
        if period.text.startswith((LASTING, *AS_OF)) and not within_sentence:
            return False
        if not within_sentence and (period.offset or 0) < 0 and MODIFIER.match(text, end, end + MODIFIED):
            return False  # 去年已交付的3100套全部办证
        if not within_sentence and text.endswith(FORECAST, 0, start) and not text.startswith(",", end):
            return False
        if not within_sentence and NEXT_YEAR.match(text, end):
            return False  # 2021年、2022年分别新开工2万套、5万套。覆盖面扩大到25%
        if TOLD_BEHIND.match(text, end) and not _leads(text, start, STOPS):
            return False
        if THEN_DONE.match(text, end) and not _leads(text, start, STOPS):
            return False
        if SET_OFF.match(text, end) or _leads(text, start, STOPS):
            return True
        return within_sentence and (_leads(text, start, CLAUSE_STOPS) or LEADS_IN.match(text, end) is not None)


def opens_step(text: str, period: Period) -> bool:
    """第一步,到|2020年; (一)启动阶段(|2024年6月: whether only the name of a step is in front of a period in its line.

    Args:
        text: folded text of the document.
    """
    return STEP.fullmatch(text, line_start(text, period.span.start), period.span.start) is not None


def _leads(text: str, at: int, stops: str) -> bool:
    """Whether only a dash, a quote or an opening word such as 力争 comes between the last of `stops` and `at`."""
    start = at
    while start > 0 and at - start < 8 and text[start - 1] not in stops:
        start -= 1
    if start and text[start - 1] not in stops:
        return False
    opening = text[start:at].strip("—-“ ·?")
    return opening in PERIOD_OPENERS or MEANS.fullmatch(opening) is not None

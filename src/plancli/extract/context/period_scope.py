"""Which time phrase governs a place (guidelines, ruling 10)."""

from __future__ import annotations

from bisect import bisect_right

from plancli.extract.context.mention import DocumentContext
from plancli.lexicon.words import phrases
from plancli.model import Period, Span

STOPS = "。;\n!?:"
LASTING = "用"
OPENERS = frozenset(("", *phrases("status", "openers")))


class Clock:
    """The periods of a document, asked in order of the text: which one governs a place (guidelines, ruling 10)."""

    def __init__(self, context: DocumentContext, periods: list[Period]) -> None:
        self.context, self.text = context, context.text
        self.periods = periods
        self.starts = [period.span.start for period in periods]
        self.ends = {period.span.end: period for period in periods}
        self.leading = [period for period in periods if period.role == "deadline" and self._leads_paragraph(period)]
        self.leading_starts = [period.span.start for period in self.leading]

    def own(self, left: int, at: int) -> tuple[Period | None, Period | None]:
        """The period that dates a clause piece and the one it is compared with, where it holds them."""
        own = base = None
        for number in range(bisect_right(self.starts, at - 1) - 1, -1, -1):
            period = self.periods[number]
            if period.span.start < left:
                break
            if period.role == "base":
                base = base or period
            elif period.role != "annual":
                own = own or period
        return own, base

    def governing(self, paragraph: int, at: int) -> Period | None:
        """The last period before `at` in its paragraph that reaches as far as `at`."""
        full_stop = None
        later: Period | None = None
        for number in range(bisect_right(self.starts, at - 1) - 1, -1, -1):
            period = self.periods[number]
            if period.span.start < paragraph:
                return None
            if period.role in ("base", "annual"):
                continue
            if full_stop is None:
                full_stop = max(self.text.rfind("。", paragraph, at), self.text.rfind("!", paragraph, at))
            if self.reaches(period, within_sentence=period.span.start > full_stop):
                return later if later and self._follows(period, later) else period
            if later is None and self.reaches(period, within_sentence=True):
                later = period
        return None

    def _follows(self, first: Period, later: Period) -> bool:
        """去年建成180公里,今年再建220公里。改造…: where a sentence sets two times against each other, what comes
        behind the sentence belongs to the later."""
        relative = first.offset is not None and later.offset is not None and first.offset < later.offset
        return relative and self.text.find("。", first.span.start, later.span.start) < 0

    def bracketing(self, section: Span, at: int) -> Period | None:
        """到2027年,… items … 到2030年,…: what stands between two deadlines of a section belongs to the first."""
        number = bisect_right(self.leading_starts, at)
        if number in (0, len(self.leading)):
            return None
        first, second = self.leading[number - 1], self.leading[number]
        inside = section.start <= first.span.start and second.span.start < section.end
        return first if inside and (first.year or 0) < (second.year or 0) else None

    def _leads_paragraph(self, period: Period) -> bool:
        return _leads(self.text, period.span.start, "\n")

    def reaches(self, period: Period, within_sentence: bool) -> bool:
        """Whether a period governs more than its own clause: set off by a comma or leading its sentence it reaches
        through the paragraph, leading a clause only to the end of its sentence. 用三年时间 says how long one action
        lasts: no other sentence is about it."""
        text, start, end = self.text, period.span.start, period.span.end
        if period.text.startswith(LASTING) and not within_sentence:
            return False
        if text.startswith((",", ":"), end) or _leads(text, start, STOPS):
            return True
        return within_sentence and _leads(text, start, STOPS + ",")


def _leads(text: str, at: int, stops: str) -> bool:
    """Whether only a dash, a quote or an opening word such as 力争 stands between the last of `stops` and `at`."""
    start = at
    while start > 0 and at - start < 8 and text[start - 1] not in stops:
        start -= 1
    if start and text[start - 1] not in stops:
        return False
    return text[start:at].strip("—-“ ·?") in OPENERS

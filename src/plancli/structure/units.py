"""The pieces of a text that have one role each: sentences, and headings among them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plancli.model import Period, Section, Span
from plancli.native import each_place
from plancli.patterns import lazy
from plancli.segment.held import numbers
from plancli.segment.held_periods import starts_of

STOPS, LINE_ENDS = "。!?", "\r\n"
CLOSERS = "”\"')"  # of folded text
CONTENTS = lazy(r"[.…·]{4,}")
LONGEST_HEADING = 60  # characters
BLANK = " \t"
FIGURE = lazy("[0-9]")
WHO_SPEAKS = lazy(r" *[一-鿿]{1,12}: *")


@dataclass(slots=True)
class Unit:
    """A sentence. `section` is the number of the section it is in; `heading` its section where it begins one, and
    `alone` whether the heading is all of it."""

    start: int
    end: int
    section: int
    heading: Section | None
    alone: bool
    leads: bool
    periods: Sequence[Period]

    def opens_with(self, period: Period, text: str) -> bool:
        """Whether it begins with a time, also behind the name of who speaks: 李静:前三季度,….

        Args:
            text: folded text of the file.
        """
        start = period.span.start
        return start == self.start or (self.leads and WHO_SPEAKS.fullmatch(text, self.start, start) is not None)


def units(text: str, span: Span, outline: Sequence[Section], periods: Sequence[Period]) -> Iterator[Unit]:
    """The units of one document inside a text, in order.

    Args:
        span: of the document in the text.
    """
    starts = numbers((section.span.start for section in outline), len(outline))
    places = starts_of(periods)
    last = -1
    for first, end in _pieces(text, span):
        start = first
        while start < end and text[start] in BLANK:
            start += 1
        while start < end and text[end - 1] in BLANK:
            end -= 1
        if start == end:
            continue
        number = bisect_right(starts, end - 1) - 1
        section = outline[number]
        begins = number != last and section.span.start >= first and bool(section.title)
        last = number
        title = section if begins and not CONTENTS.search(text, start, end) else None
        alone = title is not None and _only_heading(text, start + len(title.title), end, end - start)
        leads = start == span.start or text[first - 1] == "\n"
        inside = periods[bisect_left(places, start) : bisect_left(places, end)]
        yield Unit(start, end, number, title, alone, leads, inside)


def _pieces(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """Stretches without a stop or line end in them, each with the stop behind it and what closes that."""
    begin = span.start
    for place in each_place(text, STOPS + LINE_ENDS, span.start, span.end):
        end = place if text[place] in LINE_ENDS else place + 1
        if begin == place:  # nothing but a stop
            begin = place + 1
            continue
        while place < end < span.end and text[end] in CLOSERS:
            end += 1
        yield begin, end
        begin = max(end, place + 1)
    if begin < span.end:
        yield begin, span.end


def _only_heading(text: str, behind: int, end: int, length: int) -> bool:
    """Whether a heading is all of its sentence: short, no figure behind its first words (二、下一步,新建5000个。)."""
    if length > LONGEST_HEADING or text[end - 1] in ";:":
        return False
    return not (text[end - 1] == "。" and FIGURE.search(text, behind, end))

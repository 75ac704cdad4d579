"""The time expressions of a large text, held as numbers: as objects they would take more memory than the text."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

from plancli.model import Period, Span
from plancli.segment.held import MANY, Held

LARGE = 1_000_000  # characters of a text whose periods are held as numbers
NONE = -(2**31)  # no year and no offset is this number
ROLES = ("point", "deadline", "span", "base", "annual", "stage")


class HeldPeriods(Held[Period]):
    """Periods of `text`, in order; the words of each are those at its place."""

    def __init__(self, text: str, periods: Iterable[Period]) -> None:
        self._text = text
        self.starts, self.ends = array("q"), array("q")
        self._years, self._firsts, self._offsets, self._roles = array("i"), array("i"), array("i"), array("b")
        for period in periods:
            self.starts.append(period.span.start)
            self.ends.append(period.span.end)
            self._years.append(_number(period.year))
            self._firsts.append(_number(period.year_from))
            self._offsets.append(_number(period.offset))
            self._roles.append(ROLES.index(period.role))

    def part(self, start: int, end: int) -> HeldPeriods:
        """Those of the numbers from `start` to `end`."""
        part = HeldPeriods(self._text, ())
        for name in ("starts", "ends", "_years", "_firsts", "_offsets", "_roles"):
            setattr(part, name, getattr(self, name)[start:end])
        return part

    def __len__(self) -> int:
        return len(self.starts)

    def made(self, number: int) -> Period:
        """The period of `number`."""
        start, end = self.starts[number], self.ends[number]
        year, first, offset = (_value(numbers[number]) for numbers in (self._years, self._firsts, self._offsets))
        return Period(Span(start, end), self._text[start:end], year, first, offset, ROLES[self._roles[number]])


def held(text: str, periods: Iterable[Period]) -> Sequence[Period]:
    """`periods` of `text`, in order: as they are, or of a large text as numbers."""
    return HeldPeriods(text, periods) if len(text) > LARGE else list(periods)


def between(periods: Sequence[Period], start: int, end: int) -> Sequence[Period]:
    """`periods[start:end]`, held as numbers where there are many."""
    many = isinstance(periods, HeldPeriods) and end - start > MANY
    return periods.part(start, end) if many else periods[start:end]  # type: ignore[attr-defined]


def starts_of(periods: Sequence[Period]) -> Sequence[int]:
    """Where `periods` begin."""
    return periods.starts if isinstance(periods, HeldPeriods) else [period.span.start for period in periods]


def ends_of(periods: Sequence[Period]) -> Sequence[int]:
    """Where `periods` end, each behind its last character."""
    return periods.ends if isinstance(periods, HeldPeriods) else [period.span.end for period in periods]


def _number(value: int | None) -> int:
    return NONE if value is None else value


def _value(number: int) -> int | None:
    return None if number == NONE else number

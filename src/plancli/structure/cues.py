"""What in a sentence tells its role: words of two characters, openings of clauses, signs, and how its years lie."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from operator import concat
from typing import TypeVar

from plancli.model import Period

OPENING = re.compile(r"(?:[,;:。!?\n]|^)[^一-鿿,;:。!?\n]{0,8}([一-鿿]{2})")
SIGN = re.compile("[了已将要使]")
T = TypeVar("T")


def cues(sentence: str, periods: Iterable[Period] = (), now: int | None = None) -> set[str]:
    """The cues of one sentence: 圆满, ^推进 (a clause begins with it), |了, and @past, @ahead, @until for years.

    Args:
        sentence: its folded text.
        periods: the time expressions in it.
        now: the document's own year; without it only deadlines tell.
    """
    found: set[str] = set(map(concat, sentence, sentence[1:]))  # type: ignore[arg-type]
    found.update(cue for _, cue in marks(sentence))
    return found.union(of_years(periods, now))


def pairs_in(text: str, table: dict[str, T]) -> list[T | None]:
    """For each place of a text what `table` has for the two characters there."""
    return list(map(table.get, map(concat, text, islice(text, 1, None))))  # type: ignore[arg-type]


def marks(text: str) -> Iterator[tuple[int, str]]:
    """The openings of clauses and the signs of a text, each with its place."""
    for found in OPENING.finditer(text):
        yield found.start(1), "^" + found[1]
    for found in SIGN.finditer(text):
        yield found.start(), "|" + found[0]


def of_years(periods: Iterable[Period], now: int | None) -> Iterator[str]:
    """How the years of a sentence lie: @until a deadline, @past and @ahead of `now`."""
    for period in periods:
        if period.role == "deadline" and period.year and period.text[0] in "到至":
            yield "@until"
        elif now is not None and period.year and period.year != now and period.role != "base":
            yield "@past" if period.year < now else "@ahead"

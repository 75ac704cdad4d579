"""What in a sentence tells its role: words of two characters, those that open a clause, and how its years lie."""

from __future__ import annotations

import re
from collections.abc import Iterable
from operator import concat

from plancli.model import Period

OPENING = re.compile(r"[,;:] ?([一-鿿]{2})")
LEAD = re.compile(r"[^一-鿿]*([一-鿿]{2})")
SINGLE = frozenset("了已将要使")


def cues(sentence: str, periods: Iterable[Period] = (), now: int | None = None) -> set[str]:
    """The cues of one sentence: 圆满, ^推进 (a clause begins with it), |了, and @past, @now, @ahead, @until for years.

    Args:
        sentence: its folded text.
        periods: the time expressions in it.
        now: the document's own year; without it only deadlines tell.
    """
    found: set[str] = set(map(concat, sentence, sentence[1:]))  # type: ignore[arg-type]
    if lead := LEAD.match(sentence):
        found.add("^" + lead[1])
    found.update(["^" + words for words in OPENING.findall(sentence)])
    found.update(["|" + sign for sign in SINGLE.intersection(sentence)])
    for period in periods:
        if period.role == "deadline" and period.year and period.text[0] in "到至":
            found.add("@until")
        elif now is not None and period.year not in (None, now) and period.role != "base":
            found.add("@past" if (period.year or 0) < now else "@ahead")
    return found

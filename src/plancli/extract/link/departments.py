"""Who is to do it: （牵头单位：甲；责任单位：乙、丙） behind the items that it covers."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass

from plancli.lexicon.words import either, only_word, pattern, phrases
from plancli.model import Answer, Span
from plancli.patterns import lazy

WHOSE_DUTY = f"{either('classes', 'duties')}{either('classes', 'doers')}?"
LIST = lazy(
    rf"""
    [(\[【]
    (?={WHOSE_DUTY}[:,、])  # the role comes first
    (
        [^()\[\]【】\n]{{2,400}}
        (?:\([^()\n]{{1,40}}\)[^()\[\]【】\n]{{0,400}})*  # names with brackets of their own
    )
    [)\]】]
    """,
    re.VERBOSE,
)
ROLE = lazy(rf"{WHOSE_DUTY}:?")
# Some lists say when a task is due beside who is to do it.
TIME = lazy(rf"[,;。]? ?{only_word('classes', 'completing')}{either('classes', 'time_limits')}:[^,;]*")
BETWEEN_DEPARTMENTS = lazy(r"[、,;:]|等")
# 和 joins two names only where one ends before it: 工业和信息化局 is one.
AND = lazy(rf"(?<=(?:{pattern('nouns', 'organs').pattern}))和")
IN_CHARGE = phrases("classes", "in_charge")


@dataclass(frozen=True, slots=True)
class Assignment:
    """One list of departments, where it is, and the names, lead department first."""

    span: Span
    names: tuple[str, ...]


class Departments:
    """All assignments of a document, asked by place."""

    def __init__(self, text: str) -> None:
        # most documents have no such lists, and the pattern is slow where a text is full of brackets
        known = any(word in text for word in phrases("classes", "who_answers"))
        self.starts = array("q", (found.start() for found in LIST.finditer(text))) if known else array("q")
        self.text = text
        self._last = (-1, Assignment(Span(0, 0), ()))

    def list_behind(self, at: int, section_end: int) -> Answer | None:
        """The names in the first list behind `at` in its section: items since the one before it belong to it."""
        number = bisect_right(self.starts, at)
        # the next section has a list of its own: the text names nobody for items without one
        if number >= len(self.starts) or self.starts[number] > section_end:
            return None
        # read when it is asked for: a long plan has a list behind each sentence, and items ask for the same one
        if self._last[0] != number:
            self._last = number, _read(self.text, self.starts[number])
        assignment = self._last[1]
        return Answer(assignment.names, "list_behind", assignment.span)


def _read(text: str, start: int) -> Assignment:
    found = LIST.match(text, start)
    assert found is not None
    return Assignment(Span(*found.span()), _names(TIME.sub("", found.group(1))))


def _names(inside: str) -> tuple[str, ...]:
    """The names of a list: those under a lead role first, each once."""
    lead: list[str] = []
    others: list[str] = []
    roles = list(ROLE.finditer(inside))
    for number, role in enumerate(roles):
        end = roles[number + 1].start() if number + 1 < len(roles) else len(inside)
        listed = BETWEEN_DEPARTMENTS.split(inside[role.end() : end])
        names = [name.strip() for part in listed for name in AND.split(part)]
        # 牵头单位 may come last; in a record the lead department is always the first
        (lead if role.group().startswith(IN_CHARGE) else others).extend(name for name in names if len(name) > 1)
    return tuple(dict.fromkeys(lead + others))

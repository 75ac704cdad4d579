"""The words of find.toml, ready to ask: does one of them end right before a place, or stand in the clause before it?"""

from __future__ import annotations

import re
from functools import cache

from plancli.lexicon.load import table

CLAUSE_END = re.compile(r"[,，。;；、!?！？:：\n|]")


@cache
def _words(group: str) -> tuple[str, ...]:
    return tuple(entry["word"] for entry in table("find")[group]["before"])


def stands_before(group: str, text: str, start: int) -> bool:
    """Whether a word of `group` ends at `start`, one space apart at most."""
    if text[start - 1 : start] == " ":
        start -= 1
    return text.endswith(_words(group), 0, start)


def in_clause_before(group: str, text: str, start: int, reach: int = 14) -> bool:
    """Whether a word of `group` stands in the `reach` characters of the clause before `start`."""
    before = CLAUSE_END.split(text[max(0, start - reach) : start])[-1]
    return any(word in before for word in _words(group))

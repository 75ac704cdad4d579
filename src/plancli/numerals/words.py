"""The words of find.toml, ready to ask: does one of them end right before a place, or come in the clause before it?"""

from __future__ import annotations

from functools import cache

from plancli.lexicon.load import table
from plancli.patterns import lazy

CLAUSE_MARK = lazy(r"[,，。;；!?！？:：\n|]")


@cache
def _words(group: str, position: str = "before") -> tuple[str, ...]:
    return tuple(entry["word"] for entry in table("find")[group][position])


@cache
def idioms() -> frozenset[str]:
    """万家, 万户: a multiplier with a classifier that is an idiom rather than a figure."""
    return frozenset(table("find")["idiom"]["words"])


def stands_before(group: str, text: str, start: int) -> bool:
    """Whether a word of `group` ends at `start`, one space apart at most.

    Args:
        text: folded.
    """
    if text[start - 1 : start] == " ":
        start -= 1
    return text.endswith(_words(group), 0, start)


def in_clause_before(group: str, text: str, start: int, reach: int = 14) -> bool:
    """Whether a word of `group` is in the `reach` characters of the clause before `start`.

    Args:
        text: folded.
    """
    before = CLAUSE_MARK.split(text[max(0, start - reach) : start])[-1]
    return any(word in before for word in _words(group))


def stands_behind(group: str, text: str, end: int) -> bool:
    """Whether a word of `group` begins at `end`, one space apart at most.

    Args:
        text: folded.
    """
    if text[end : end + 1] == " ":
        end += 1
    return text.startswith(_words(group, "behind"), end)

"""The traps of traps.toml: what looks like a number and is a name, a code, a date or a slogan."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from plancli.lexicon.load import table


def match(on: str, text: str, start: int) -> re.Match[str] | None:
    """The first trap that catches the number at `start`: ask `lastgroup` for its name.

    Args:
        on: `digit` or `numeral`, what the number begins with.
    """
    return _pattern(on, text[start - 1 : start] in _guards(on)).match(text, start)


@cache
def _pattern(on: str, guarded: bool) -> re.Pattern[str]:
    """All traps as one pattern; without the guarded ones, which need a word before, it is much faster."""
    traps = table("traps").items()
    return re.compile("|".join(_group(n, t) for n, t in traps if t["on"] == on and (guarded or "behind" not in t)))


@cache
def _guards(on: str) -> frozenset[str]:
    """The last characters of the words that guarded traps need before them."""
    return frozenset(
        word[-1] for trap in table("traps").values() if trap["on"] == on for word in trap.get("behind", ())
    )


def _group(name: str, trap: dict[str, Any]) -> str:
    behind = "|".join(f"(?<={re.escape(word)})" for word in trap.get("behind", ()))
    return f"(?P<{name}>{f'(?:{behind})' if behind else ''}(?:{trap['pattern']}))"

"""The traps of traps.toml: what looks like a number and is a name, a code, a date or a slogan."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from plancli.lexicon.load import table


@cache
def pattern(on: str) -> re.Pattern[str]:
    """All traps for numbers that begin with a `digit` or a Chinese `numeral`: match at the number, ask `lastgroup`.

    A trap is tried only with one of the words of its `behind` right before the number.
    """
    return re.compile("|".join(_group(name, trap) for name, trap in table("traps").items() if trap["on"] == on))


def _group(name: str, trap: dict[str, Any]) -> str:
    behind = "|".join(f"(?<={re.escape(word)})" for word in trap.get("behind", ()))
    return f"(?P<{name}>{f'(?:{behind})' if behind else ''}(?:{trap['pattern']}))"

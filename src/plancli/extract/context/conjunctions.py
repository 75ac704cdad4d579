"""Characters that join two names (、 和 与), unless they are part of a word: 普及, 参与, 和谐."""

from __future__ import annotations

import re

from plancli.lexicon import load

SIGNS: dict[str, dict[str, list[str]]] = load.table("nouns")["joints"]["signs"]


def pattern(signs: str) -> re.Pattern[str]:
    """Those of `signs` that join, as one pattern: a sign that a longer word holds is none."""
    return re.compile("|".join(_alone(sign) for sign in signs))


def _alone(sign: str) -> str:
    guards = SIGNS.get(sign, {})
    behind = "".join(f"(?<!{re.escape(word)})" for word in guards.get("not_behind", ()))
    ahead = "|".join(map(re.escape, guards.get("not_before", ())))
    return behind + re.escape(sign) + (f"(?!{ahead})" if ahead else "")


JOINT = pattern("、和及与或暨")


def joins(text: str, at: int) -> bool:
    """Whether a joining character stands at `at`."""
    return JOINT.match(text, at) is not None


def last_joint(text: str, start: int, end: int) -> int:
    """Where the last joining character between two places stands; -1 where there is none."""
    return max((found.start() for found in JOINT.finditer(text, start, end)), default=-1)

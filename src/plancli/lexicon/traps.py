"""The traps of traps.toml: what looks like a number and is a name, a code, a date or a slogan."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from plancli.errors import InputError
from plancli.kept_patterns import compiled
from plancli.lexicon.load import table
from plancli.native import SCAN

if TYPE_CHECKING:
    import regex

    # said to be a type: a build without `regex` could not tell
    Match: TypeAlias = re.Match[str] | regex.Match[str]

HINT = "look at the text there, and report the pattern"
WINDOW = 200  # characters: no trap needs more to be told, and forty digits are one whatever follows
CERTAIN = 120  # characters: a match that ends this far before the end of the window has all that it looks ahead for
SECONDS = 5.0  # for one number; a match takes millionths. `re` could not be stopped


def match(on: str, text: str, start: int) -> Match | None:
    """The first trap that catches the number at `start`: ask `lastgroup` for its name.

    Args:
        on: `digit` or `numeral`, what the number begins with.

    Raises:
        InputError: a pattern ran out of time; its name and the place in the text are said.
    """
    guarded = text[start - 1 : start] in _guards(on)
    quick = _quick(on, guarded).match(text, start, start + WINDOW)
    if quick is None or quick.end() < start + CERTAIN:
        return quick
    try:
        return _pattern(on, guarded).match(text, start, timeout=SECONDS)  # `re` cannot be stopped, `regex` can
    except TimeoutError as error:
        raise InputError("pattern_timeout", f"trap {_slow(on, text, start)}, character {start:,}", HINT) from error


def _slow(on: str, text: str, start: int) -> str:
    """The name of the trap whose pattern runs out of time at `start`."""
    import regex

    names = [name for name, trap in table("traps").items() if trap["on"] == on]
    for name in names:
        try:
            regex.compile(_group(name, table("traps")[name])).match(text, start, timeout=SECONDS / len(names))
        except TimeoutError:
            return name
    return "unknown"


def _all(on: str, guarded: bool) -> str:
    """All traps as one pattern; without the guarded ones, which need a word before, it is much faster."""
    return "|".join(_each(on, guarded))


def _each(on: str, guarded: bool) -> list[str]:
    traps = table("traps").items()
    return [_group(n, t) for n, t in traps if t["on"] == on and (guarded or "behind" not in t)]


@cache
def _pattern(on: str, guarded: bool) -> regex.Pattern[str]:
    """The traps for `regex`, which can be stopped: for what is long."""
    import regex

    return regex.compile(_all(on, guarded))


@cache
def _quick(on: str, guarded: bool) -> re.Pattern[str]:
    """The traps for `re`, which is three times as fast: for a short stretch of text. Where C is compiled, the gate of
    each says whether `re` has to be asked about it: mostly none does."""
    if SCAN is not None:
        patterns = tuple(map(_gated, _each(on, guarded)))
        if all(isinstance(one, SCAN.Gate) for one in patterns):
            return SCAN.FirstOf(patterns)  # type: ignore[no-any-return]
    return compiled.gated(_all(on, guarded), apart=True)


@cache
def _gated(pattern: str) -> re.Pattern[str]:
    return compiled.gated(pattern)


@cache
def _guards(on: str) -> frozenset[str]:
    """The last characters of the words that guarded traps need before them."""
    return frozenset(
        # one look at a character spares the look-behinds of most places
        word[-1]
        for trap in table("traps").values()
        if trap["on"] == on
        for word in trap.get("behind", ())
    )


def _group(name: str, trap: dict[str, Any]) -> str:
    behind = "|".join(f"(?<={re.escape(word)})" for word in trap.get("behind", ()))
    return f"(?P<{name}>{f'(?:{behind})' if behind else ''}(?:{trap['pattern']}))"

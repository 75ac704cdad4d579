"""Patterns that are compiled when they are first used: a run needs half of them, and compiling all takes longer.

Write `NAME = lazy(r"…")` where a module would have `re.compile`; use it as any pattern.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, AnyStr, Generic, cast

METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


class LazyPattern(Generic[AnyStr]):
    """What `lazy` makes: a text until something is looked for, and from then on the methods of what was compiled.

    The methods become attributes, so that a call costs nearly what it costs with a pattern of `re`.
    """

    def __init__(self, text: AnyStr | Callable[[], AnyStr], flags: int) -> None:
        self._text: Any = text
        self._flags = flags

    @property
    def pattern(self) -> AnyStr:
        """The text, to be part of another pattern; nothing is compiled for it."""
        text = self._text  # read once: another thread may put the made text there meanwhile
        if callable(text):
            text = self._text = text()
        return cast("AnyStr", text)

    def compiled(self) -> re.Pattern[AnyStr]:
        """The pattern of `re`; a second call returns the same one.

        Raises:
            re.error: the text is no pattern.
        """
        return re.compile(self.pattern, self._flags)

    def __getattr__(self, name: str) -> Any:
        """What is not there yet: compile, keep the methods, answer."""
        if name.startswith("_"):  # asked by copy and pickle before there is anything to answer with
            raise AttributeError(name)
        compiled = self.compiled()
        if name in METHODS:
            vars(self).update((method, getattr(compiled, method)) for method in METHODS)
        return getattr(compiled, name)


def backwards(pattern: re.Pattern[str], text: str, start: int, end: int) -> list[re.Match[str]]:
    """The matches of `pattern`, the last first; mostly there is none, and one search says so sooner.

    Args:
        text: what is searched.
        start: offset in it where to begin.
        end: offset behind the last character that is looked at.
    """
    return [] if pattern.search(text, start, end) is None else [*pattern.finditer(text, start, end)][::-1]


def lazy(text: AnyStr | Callable[[], AnyStr], flags: int = 0) -> re.Pattern[AnyStr]:
    """As `re.compile(text, flags)`, but compiled when it is first used.

    Args:
        text: the pattern, or what makes it, called once.
        flags: those of `re`.
    """
    return cast("re.Pattern[AnyStr]", LazyPattern(text, flags))

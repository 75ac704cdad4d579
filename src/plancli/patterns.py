"""Patterns that are compiled when they are first used: a run needs half of them, and compiling all takes longer.

Write `NAME = lazy(r"…")` where a module would have `re.compile`; use it as any pattern.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, AnyStr, Generic, cast

from plancli.kept_patterns import compiled
from plancli.native import Lazy


class LazyPattern(Lazy, Generic[AnyStr]):  # type: ignore[misc]
    """What `lazy` makes: a text until something is looked for, and from then on what was compiled.

    The methods that look for something are those of `Lazy`, which asks for `gated` at the first call.
    """

    __slots__ = ("_flags", "_text")

    def __init__(self, text: AnyStr | Callable[[], AnyStr], flags: int) -> None:
        self._text: Any = text
        self._flags = flags

    def __reduce__(self) -> tuple[Any, ...]:
        """A copy looks for the same, and is compiled when it is first used."""
        return LazyPattern, (self._text, self._flags)

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
        return compiled(self.pattern, self._flags)

    def gated(self) -> re.Pattern[AnyStr]:
        """What finds the same, and says sooner that there is nothing.

        Raises:
            re.error: the text is no pattern.
        """
        return compiled.gated(self.pattern, self._flags)

    @property
    def flags(self) -> int:
        """As that of the pattern of `re`."""
        return self.compiled().flags

    @property
    def groups(self) -> int:
        """As that of the pattern of `re`."""
        return self.compiled().groups

    @property
    def groupindex(self) -> Any:
        """As that of the pattern of `re`."""
        return self.compiled().groupindex


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

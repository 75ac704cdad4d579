"""Which tables of words are in force: those of the lexicon that a stage was given, for as long as it works.

A `Lexicon` is a value that goes with its document from stage to stage. Within a stage hundreds of small functions ask
what a unit or a place is; they ask the tables in force, as numbers ask `decimal.localcontext()` for their precision.
Every thread has its own, and what was in force before is so again when the stage ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from typing import Generic, ParamSpec, TypeVar

T = TypeVar("T")
R = TypeVar("R")
P = ParamSpec("P")
KEPT = 8192  # answers of one function, over all tables


class Scope(Generic[T]):
    """One table in force. `shipped` makes the one that ships with plancli, when it is first asked for."""

    def __init__(self, name: str, shipped: Callable[[], T]) -> None:
        self._shipped = lru_cache(maxsize=1)(shipped)  # built when first asked for, once in a process
        self._current: ContextVar[T | None] = ContextVar(name, default=None)  # each thread and task has its own

    def get(self) -> T:
        """The table in force here and now."""
        return self._current.get() or self._shipped()

    @contextmanager
    def of(self, table: T | None) -> Iterator[None]:
        """Put `table`, or None for the shipped one, in force for the block, in this thread only."""
        # a context variable, no global: two threads may read with two lexicons at the same time
        before = self._current.set(table)
        try:
            yield
        finally:
            self._current.reset(before)

    def kept(self, function: Callable[P, R]) -> Callable[P, R]:
        """Remember the answers of `function`, which depend on the table in force: for each table its own."""
        return self.keeping(KEPT)(function)

    def keeping(self, most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
        """As `kept`, for `most` answers: of functions asked about every record of a large set, more than once."""

        def keep(function: Callable[P, R]) -> Callable[P, R]:
            @lru_cache(maxsize=most)
            def ask(table: T, *arguments: P.args, **named: P.kwargs) -> R:
                return function(*arguments, **named)

            @wraps(function)
            def answer(*arguments: P.args, **named: P.kwargs) -> R:
                return ask(self.get(), *arguments, **named)  # type: ignore[arg-type]

            return answer

        return keep

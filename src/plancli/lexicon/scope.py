"""Which lexicon is in force: the one that a stage was given, for as long as it works.

A `Lexicon` is a value that goes with its document from stage to stage. Within a stage hundreds of small functions ask
what a unit or a place is; they ask the tables in force, as numbers ask `decimal.localcontext()` for their precision.
Every thread has its own, and what was in force before is so again when the stage ends
(docs/decisions/lexicon-in-force.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeVar

from plancli.native import fastest

T = TypeVar("T")
R = TypeVar("R")
P = ParamSpec("P")
KEPT = 2048  # answers of one function, over all lexicons: four times as many save no time and take ten megabytes

# None: the one that ships with plancli. A context variable, no global: two threads may read with two lexicons at once.
_CURRENT: ContextVar[Any] = ContextVar("lexicon", default=None)


@contextmanager
def in_force(lexicon: Any) -> Iterator[None]:
    """Put `lexicon`, or None for the shipped one, in force for the block, in this thread only."""
    before = _CURRENT.set(lexicon)
    try:
        yield
    finally:
        _CURRENT.reset(before)


class _InForce:
    """What `Scope` is in Python.

    Args:
        current: what is in force, None for the shipped lexicon, whose table `shipped` gives.
        name: of the table.
    """

    def __init__(self, current: ContextVar[Any], name: str, shipped: Callable[[], Any]) -> None:
        self._current, self._name, self._shipped = current, name, shipped

    def get(self) -> Any:
        """The table in force here and now."""
        lexicon = self._current.get()
        return self._shipped() if lexicon is None else getattr(lexicon, self._name)


class Scope(fastest("InForce", _InForce), Generic[T]):  # type: ignore[misc]
    """One table of the lexicon in force, which `get` gives. `shipped` makes the one that ships with plancli, when it is
    first asked for.

    Args:
        name: of the table, as an attribute of `Lexicon`.
    """

    __slots__ = ("shipped",)

    def __init__(self, name: str, shipped: Callable[[], T]) -> None:
        self.shipped = lru_cache(maxsize=1)(shipped)  # built when first asked for, once in a process
        super().__init__(_CURRENT, name, self.shipped)

    if TYPE_CHECKING:

        def get(self) -> T: ...


def remembered(function: Callable[P, R]) -> Callable[P, R]:
    """Remember the answers of `function`, which depend on the lexicon in force: for each lexicon its own."""
    return remembering(KEPT)(function)


def remembering(most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """As `remembered`, for `most` answers: of functions asked about every record of a large set, more than once."""

    def keep(function: Callable[P, R]) -> Callable[P, R]:
        @lru_cache(maxsize=most)
        def ask(lexicon: Any, *arguments: P.args, **named: P.kwargs) -> R:
            return function(*arguments, **named)

        answer: Callable[P, R] = wraps(function)(fastest("Telling", _telling)(_CURRENT, ask))
        return answer

    return keep


def _telling(current: ContextVar[Any], ask: Callable[..., R]) -> Callable[..., R]:
    """`ask`, which is told first what is in force."""

    def answer(*arguments: Any, **named: Any) -> R:
        return ask(current.get(), *arguments, **named)

    return answer

"""A reader that works long on each page says after each that it goes on: the limit of time is then that of a page."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

_listener: ContextVar[Callable[[], None] | None] = ContextVar("listener", default=None)


def listen(listener: Callable[[], None] | None) -> None:
    """From now on `listener` is called at each beat, and no other; outside of the worker there is no listener."""
    _listener.set(listener)


def beat() -> None:
    """One page more is done."""
    listener = _listener.get()
    if listener is not None:
        listener()

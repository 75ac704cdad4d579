"""A progress bar on stderr, for runs that last, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

import click

from plancli.cli.messages import QUIET

if TYPE_CHECKING:
    from rich.progress import Progress

Item = TypeVar("Item")

PATIENCE = 1.0  # seconds without a bar: most runs are over by then


def watched(items: Iterable[Item], total: int, label: object) -> Iterator[Item]:
    """`items`, with a bar of `total` steps that shows `label` once the run lasts longer than a moment."""
    if not _wanted():
        yield from items
        return
    begun, bar = monotonic(), None
    try:
        for done, item in enumerate(items, 1):
            if bar is None and monotonic() - begun > PATIENCE:
                bar = _bar()
            if bar:
                # an archive may hold more documents than there are files
                bar.update(bar.task_ids[0], completed=done, total=max(total, done), label=str(label))
            yield item
    finally:
        if bar:
            bar.stop()


def _wanted() -> bool:
    context = click.get_current_context(silent=True)
    return sys.stderr is not None and sys.stderr.isatty() and not (context and context.meta.get(QUIET))


def _bar() -> Progress:
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    from plancli.cli.terminal.console import console

    columns = (BarColumn(), TextColumn("{task.fields[label]}"), TimeRemainingColumn())
    bar = Progress(*columns, console=console(sys.stderr), transient=True)
    bar.add_task("", total=None, label="")
    bar.start()
    return bar

"""Documents with their records, for commands that show or carry the texts themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plancli.cli.messages import complain, counted, say
from plancli.cli.runs import Tally, documents_in, sources_of
from plancli.model import Failure, Options

if TYPE_CHECKING:
    from plancli.export.review.texts import ReviewTask, ReviewText


def texts_of(files: tuple[str, ...], reading: Options, task: ReviewTask, tally: Tally) -> Iterator[ReviewText]:
    """Each document at and below `files` with its records of `task`, as it is read; `tally` counts.

    Records whose document is not among them are said at the end, and make `tally.code` say so.
    """
    from plancli.export.review.texts import review_text

    absent = {name: len(rows) for name, rows in task.records.items()}
    for item in documents_in(sources_of(files, reading, tally), reading):
        if isinstance(item, Failure):
            tally.fail(item)
            continue
        text = review_text(item, task)
        lost = absent.pop(item.id, len(text.records)) - len(text.records)
        if lost:
            say(f"{counted(lost, 'record', 'is')} left out · {item.id} · its file has changed: run extract again")
        tally.read += 1
        yield text
    if absent:
        what = f"{counted(sum(absent.values()), 'record', 'has')} no document here"
        complain(f"{what} · {next(iter(absent))} · give its file as well")
        tally.partial = True

"""One task after another in this process, and the one place where a failed task becomes a row."""

from __future__ import annotations

import errno
import tempfile
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from plancli.errors import PlancliError
from plancli.model import Failure


class Task(Protocol):
    """What the runners need to know of a task: where its trouble is to be reported."""

    @property
    def path(self) -> str: ...


TaskFunction = Callable[[Any], Iterator[Any]]
"""What is done with one task; yields its results in order. It may raise: `guarded` makes a row of that."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A task of which all items are known already: there is no work to do."""

    path: str
    items: tuple[Any, ...]


def guarded(work: TaskFunction, task: Task) -> Iterator[Any]:
    """What `work` yields for `task`; whatever goes wrong becomes a last item, a `Failure`.

    The only `except Exception` of plancli: a bad file must never stop the others.
    """
    try:
        yield from work(task)
    except PlancliError as error:
        yield Failure(error.where or task.path, error.what, error.hint)
    except MemoryError:
        yield Failure(task.path, "too large for the memory", "split it")
    except OSError as error:
        full = error.errno == errno.ENOSPC
        hint = f"free some space in {tempfile.gettempdir()}" if full else "check the file"
        yield Failure(task.path, (error.strerror or str(error)).lower(), hint)
    # the one place of the library that swallows: a fault of ours must not stop the other documents
    except Exception as error:
        hint = "run with --debug and report it"
        yield Failure(task.path, f"internal error: {type(error).__name__}: {error}", hint, traceback.format_exc())


def run(work: TaskFunction, tasks: Iterable[Task]) -> Iterator[Any]:
    """The items of all `tasks`, in order."""
    for task in tasks:
        yield from task.items if isinstance(task, Ready) else guarded(work, task)

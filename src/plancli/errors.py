"""What can go wrong, said in one line: what, where, what to do."""

from collections.abc import Iterator
from contextlib import contextmanager

INTERRUPTED = 130  # exit code of a run that Ctrl-C ended


class PlancliError(Exception):
    """An error that a user can act on. `str(error)` is the one line `what · where · what to do`.

    Args:
        what: the fault in a few words, e.g. `encrypted`.
        where: the file, line or value it concerns; empty where there is none.
        hint: what to do about it; empty where nothing helps.
    """

    code = 1

    def __init__(self, what: str, where: str = "", hint: str = "") -> None:
        self.what, self.where, self.hint = what, where, hint
        super().__init__(" · ".join(part for part in (what, where, hint) if part))


class InputError(PlancliError):
    """One input cannot be used; the others go on."""


class UsageError(PlancliError):
    """The call itself is wrong: an option, a column, a lexicon file of the user."""

    code = 2  # as click ends a call that it cannot parse


class OutputError(PlancliError):
    """A result cannot be written; the old file stays as it was."""


class ClusterError(OutputError):
    """The machines of a cluster cannot do the work, or not all of it: no fault of the call, which may go well later."""

    code = 3  # as where some inputs have failed: a script runs it again


class MissingExtra(InputError):  # noqa: N818  (it says what is missing, as FileNotFound would)
    """A format or function needs an optional package or system tool that is not installed."""


@contextmanager
def needing(extra: str, what: str, where: str = "") -> Iterator[None]:
    """Import within the block what only this `extra` of plancli brings.

    Raises:
        MissingExtra: it is not installed: `what` lacks it, at `where`.
    """
    try:
        yield
    except ImportError as error:
        raise MissingExtra(what, where, f"pip install 'plancli[{extra}]'") from error

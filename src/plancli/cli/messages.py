"""What a command says to the person: one line a thing, on stderr, with nothing that steers the terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

import click

from plancli.errors import UsageError

VERBOSE, QUIET, DEBUG = "verbose", "quiet", "debug"  # the options, and where the context remembers them
# Bidi overrides and isolates make a line read otherwise than it is.
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def visible(text: str) -> str:
    """`text` with control characters, bidi overrides and lone surrogates written out, e.g. `\\x1b`."""
    # nearly every line is; looking at each character is for the rest
    if text.isprintable():
        return text
    return "".join(_shown(char) for char in text)


def _shown(char: str) -> str:
    return char.encode("unicode_escape").decode() if unicodedata.category(char) in HIDDEN else char


def counted(number: int, noun: str, verb: str = "") -> str:
    """`1 figure is`, `2 figures are`: the noun, and the verb `is` or `has`, as the number wants them."""
    plural = number != 1
    words = [f"{number:,}", noun + "s" * plural, {"is": "are", "has": "have"}[verb] if plural and verb else verb]
    return " ".join(filter(None, words))


def one_line(text: str) -> str:
    """`text` on one line, harmless to a terminal."""
    return visible(" ".join(text.splitlines()) if "\n" in text else text)


def say(text: str) -> None:
    """Say `text` unless the person asked for quiet."""
    if not _meta(QUIET):
        click.echo(f"plancli: {one_line(text)}", err=True)


def detail(text: str) -> None:
    """Say `text` where the person asked for more (-v)."""
    if _meta(VERBOSE):
        say(text)


def complain(text: str) -> None:
    """Say what failed; -q does not hide it.

    Args:
        text: what, where and what to do; line ends in it become blanks.
    """
    click.echo(f"plancli: {one_line(text)}", err=True)


@contextmanager
def faults_told() -> Iterator[None]:
    """Complain of every cell of a file of records that cannot be read without guessing.

    Raises:
        UsageError: there are such; it says the last one, which goes with the exit code as every error does.
    """
    from plancli.records.load import RecordFaultsError

    try:
        yield
    except RecordFaultsError as error:
        for line in error.faults[:-1]:
            complain(line)
        raise UsageError(error.faults[-1]) from None


def trace(text: str) -> None:
    """Show the traceback of a fault of ours where the person asked for it (--debug).

    Args:
        text: lines as `traceback` formats them; empty where there are none.
    """
    if text and _meta(DEBUG):
        click.echo(text, err=True, nl=False)


def _meta(key: str) -> bool:
    context = click.get_current_context(silent=True)
    return bool(context and context.meta.get(key))

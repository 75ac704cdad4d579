"""Standard output and what it is."""

from __future__ import annotations

import io
import sys
from typing import TextIO

from plancli.errors import OutputError


def on_terminal(stream: TextIO | None) -> bool:
    """Whether a person is looking at `stream`; a program without a console has none at all."""
    return bool(stream and stream.isatty())


def stdout() -> TextIO:
    """Standard output as UTF-8 with plain line ends, whatever the locale: bytes must not depend on it.

    A terminal keeps its own encoding; what that lacks is shown as an escape.

    Raises:
        OutputError: it is closed.
    """
    if sys.stdout is None:
        raise OutputError("standard output is closed", hint="give -o FILE")
    if isinstance(sys.stdout, io.TextIOWrapper):
        encoding = sys.stdout.encoding if sys.stdout.isatty() else "utf-8"
        sys.stdout.reconfigure(encoding=encoding, newline="\n", errors="backslashreplace")
    return sys.stdout

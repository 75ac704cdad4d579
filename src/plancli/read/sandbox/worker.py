"""The process that reads risky files (`python -m plancli.read.sandbox.worker`), started by `limits` alone."""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import IO

from plancli.errors import PlancliError
from plancli.model import Options
from plancli.read.sandbox import pulse
from plancli.read.sandbox.limits import GOES_ON, receive, send
from plancli.read.sniff import reader_of

Answer = tuple[str, object]


def main() -> None:
    """Answer questions until the other side is gone."""
    questions, answers = _private_pipes()
    while True:
        try:
            format, data, name, options = receive(questions)
        except EOFError:
            return
        _limit(options)
        pulse.listen(partial(_goes_on, answers, options))
        send(answers, _answer(format, data, name, options))


def _goes_on(answers: IO[bytes], options: Options) -> None:
    """A page is done: the next one has as much time."""
    _limit(options)
    send(answers, GOES_ON)


def _private_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """The pipes under other numbers: a library that prints must not write into an answer."""
    questions, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)  # C libraries write to descriptor 1, past sys.stdout
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    return questions, answers


def _answer(format: str, data: bytes, name: str, options: Options) -> Answer:
    try:
        return "found", list(reader_of(format, name)(data, name, options))
    except PlancliError as error:
        return type(error).__name__, (error.what, error.where, error.hint)
    except MemoryError:  # the limit below makes malloc fail rather than the machine swap
        return "InputError", ("needs too much memory", name, f"more than {options.memory:,} bytes")
    except RecursionError:
        return "InputError", ("damaged file", name, "it is nested too deep")


def _limit(options: Options) -> None:
    """Limits of this file, held by the system: memory, and time on the processor since the process began."""
    try:
        import resource
    except ImportError:  # Windows: the other side still holds the limit on time
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime + options.seconds) + 2
    for kind, most in (
        (resource.RLIMIT_AS, options.memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        # nobody may raise a limit that was set for them
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (soft, hard))


if __name__ == "__main__":
    try:
        main()
    except (KeyboardInterrupt, BrokenPipeError):
        sys.exit(130)

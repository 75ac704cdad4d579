"""The process that reads risky files (`python -m plancli.read.sandbox.worker`), started by `limits` alone."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import partial
from typing import IO

from plancli.errors import PlancliError
from plancli.model import Document, Failure, Options
from plancli.read.sandbox import pulse
from plancli.read.sandbox.clock import ProcessorClock
from plancli.read.sandbox.limits import GOES_ON, SOME_FOUND, receive, send
from plancli.read.sniff import reader_of

MESSAGE = 2_000_000  # characters of texts after which another message begins
WorkerReply = tuple[str, object]


def main() -> None:
    """Answer questions until the other side is gone."""
    questions, answers = _private_pipes()
    clock = ProcessorClock(partial(send, answers, GOES_ON))
    while _serve(questions, answers, clock):
        pass


def _serve(questions: IO[bytes], answers: IO[bytes], clock: ProcessorClock) -> bool:
    """Answer one question, of which nothing is kept; whether there was one."""
    try:
        format, data, name, options = receive(questions)
    except EOFError:
        return False
    _start(clock, options)
    pulse.listen(partial(_start, clock, options))  # a page is done: the next one has as much time
    kind, found = _answer(format, data, name, options)
    clock.stop()
    *parts, rest = _parts(found) if isinstance(found, list) else [found]
    for part in parts:
        send(answers, (SOME_FOUND, part))
    send(answers, (kind, rest))
    return True


def _parts(found: list[Document | Failure]) -> Iterator[list[Document | Failure]]:
    """Runs of what was found, each of some megabytes; one empty run where nothing was."""
    part, size = list[Document | Failure](), 0
    for one in found:
        if size > MESSAGE:
            yield part
            part, size = [], 0
        part.append(one)
        size += len(one.text) if isinstance(one, Document) else 0
    yield part


def _start(clock: ProcessorClock, options: Options) -> None:
    _limit(options)
    clock.start(options.seconds)


def _private_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """The pipes under other numbers: a library that prints must not write into an answer."""
    questions, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)  # C libraries write to descriptor 1, past sys.stdout
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    return questions, answers


def _answer(format: str, data: bytes, name: str, options: Options) -> WorkerReply:
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
    # later than the clock, which says why: only for a reader that lets no other thread work
    seconds = int(used.ru_utime + used.ru_stime + options.seconds) + 5
    for kind, most in (
        (resource.RLIMIT_AS, options.memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        # a process may not raise a limit that was set for it
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (soft, hard))


if __name__ == "__main__":
    try:
        main()
    except (KeyboardInterrupt, BrokenPipeError):
        sys.exit(130)

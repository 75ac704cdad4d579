"""Risky formats are read in a process of their own, with limits on time and memory: it may die, we go on.

One worker serves file after file, so that a file costs a message and not the start of Python. It is an ordinary
subprocess, no fork of ours: it inherits no state, needs no `__main__` guard and runs inside pool workers too.
What comes back is data of plancli's own types and nothing else, whatever has happened in there.
"""

from __future__ import annotations

import atexit
import io
import os
import pickle
import signal
import struct
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Any

from plancli import errors
from plancli.errors import InputError
from plancli.model import Document, Failure, Options
from plancli.read.sandbox import folders
from plancli.read.sandbox.clock import TIME_IS_UP

# Formats whose parsers are C code or follow references in the file. The rest is plain Python with counted sizes;
# members of archives are read by the reader of their own format.
RISKY = frozenset({"pdf", "docx", "xlsx", "epub", "odt", "html", "mhtml"})

PLAIN = frozenset({"Cell", "Document", "Failure", "Head", "Options", "Span", "Table"})
LEAVE = 1.0  # seconds for a worker to end; coverage writes what it has seen then
LENGTH = struct.Struct("<Q")  # eight bytes in front of each message: its length
GOES_ON = ("goes on", None)  # a message between a question and its answer
SOME_FOUND = "some"
"""So begins a message with some of what was found: a list of all as one message would be there twice."""
WORKER = "plancli.read.sandbox.worker"
TRIES = 2  # a worker may die of what came before it
GROUPS = os.name == "posix"  # a worker leads a group of its own, so that its children can be ended with it
# codes of a worker that had no time left: its own word, and that of the system (SIGXCPU, 24 on Linux and macOS)
OVERDUE = (TIME_IS_UP, -getattr(signal, "SIGXCPU", 24))
GRACE = 5.0  # seconds to start Python, on top of the limit


class WorkerDiedError(Exception):
    """The worker is gone; its last word is the message. `late`: it was we who ended it."""

    def __init__(self, word: str, late: bool) -> None:
        super().__init__(word)
        self.late = late


@dataclass(slots=True)
class ReaderProcess:
    """A running worker process. `owner` is the process that started it: after a fork it is not ours to use."""

    process: subprocess.Popen[bytes]
    complaints: IO[bytes]
    owner: int

    def ask(self, question: object, seconds: float) -> Any:
        """The worker's answer; each time that it says it works, it has `seconds` more to say something.

        Raises:
            WorkerDiedError: it crashed, or was silent for longer than `seconds`.
        """
        late = threading.Event()
        try:
            parts: list[Any] = []
            answer = self._within(seconds, late, question)
            while answer == GOES_ON or answer[0] == SOME_FOUND:
                parts += answer[1] or ()
                answer = self._within(seconds, late)
            return (answer[0], parts + answer[1]) if parts else answer
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            self.close()
            overdue = late.is_set() or self.process.returncode in OVERDUE
            raise WorkerDiedError(self._last_word(), overdue) from error

    def _within(self, seconds: float, late: threading.Event, question: object = None) -> Any:
        """What it says next, after this question if there is one; it is ended after `seconds` of silence."""
        timer = threading.Timer(seconds, self._stop, [late])
        timer.start()
        try:
            if question is not None:
                send(self._pipe(self.process.stdin), question)
            return receive(self._pipe(self.process.stdout))
        finally:
            timer.cancel()

    def close(self) -> None:
        """End the process, whatever it is doing."""
        if self.owner == os.getpid():  # after a fork the child has the object, but not the process
            self._kill()
            self.process.wait()
            folders.remove_of(self.process.pid)

    def dismiss(self) -> None:
        """Let the process end by itself, as it does when there are no more requests; one that does not is ended."""
        if self.owner == os.getpid():
            with suppress(OSError, subprocess.TimeoutExpired):  # a pipe may be broken: then it has ended
                self._pipe(self.process.stdin).close()
                self.process.wait(LEAVE)
            self.close()

    def _stop(self, late: threading.Event) -> None:
        late.set()
        self._kill()

    def _kill(self) -> None:
        """The worker and what it has started (tesseract)."""
        if self.process.poll() is None and GROUPS:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()

    def _pipe(self, pipe: IO[bytes] | None) -> IO[bytes]:
        if pipe is None:
            raise EOFError
        return pipe

    def _last_word(self) -> str:
        self.complaints.seek(0)
        # a library may have written megabytes of warnings
        lines = self.complaints.read()[-2000:].decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else f"ended with code {self.process.returncode}"


_workers: list[ReaderProcess] = []  # none or one; a list, so that no global has to be rebound
_lock = threading.Lock()


def read_apart(format: str, data: bytes, name: str, options: Options) -> list[Document | Failure]:
    """What the reader of `format` makes of `data`, in the worker; a death is tried again once.

    Args:
        name: of the file, for messages.

    Raises:
        InputError: what the reader raised, or that it crashed or took too long.
    """
    why = ""
    with _lock:
        for _ in range(TRIES):
            try:
                kind, answer = _worker().ask((format, data, name, options), options.seconds + GRACE)
            except WorkerDiedError as death:
                if death.late:
                    hint = f"more than {options.seconds:g} seconds of the processor"
                    raise InputError("takes too long", name, hint) from death
                why = str(death)
                continue
            if kind == "found":
                found: list[Document | Failure] = answer
                return found
            raise getattr(errors, kind)(*answer)
    raise InputError("crashed", name, f"its reader died twice: {why}")


def _worker() -> ReaderProcess:
    for worker in _workers:
        if worker.owner == os.getpid() and worker.process.poll() is None:  # ours, and alive
            return worker
    _workers[:] = [_start()]
    return _workers[0]


def _start() -> ReaderProcess:
    complaints = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the worker
    # the worker must find the same plancli, wherever this one was found
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", WORKER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=complaints,
        env=environment,
        process_group=0 if GROUPS else None,
    )
    folders.sweep()
    worker = ReaderProcess(process, complaints, os.getpid())
    atexit.register(worker.dismiss)
    return worker


def send(pipe: IO[bytes], message: object) -> None:
    """Write one message, its length in front.

    Args:
        pipe: to the other process, open for bytes.
    """
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    pipe.write(LENGTH.pack(len(data)))
    pipe.write(data)
    pipe.flush()


def receive(pipe: IO[bytes]) -> Any:
    """Read one message: plain values and plancli's own types, nothing that could run code.

    Args:
        pipe: from the other process, open for bytes.

    Raises:
        EOFError: the other side is gone.
        pickle.UnpicklingError: not such a message.
    """
    head = pipe.read(LENGTH.size)
    if len(head) < LENGTH.size:
        raise EOFError
    (size,) = LENGTH.unpack(head)
    data = pipe.read(size)
    if len(data) < size:
        raise EOFError
    return _Plain(io.BytesIO(data)).load()


class _Plain(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if module == "plancli.model" and name in PLAIN:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} has no place in a message")

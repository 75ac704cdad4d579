"""A worker whose PDF reader misbehaves as its input says; for the tests of `plancli.read.sandbox.limits`."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

from plancli.errors import InputError, MissingExtra
from plancli.model import Document, Options
from plancli.read.sandbox import worker
from plancli.read.sniff import READERS


def work(seconds: float) -> None:
    """Keep the processor busy for so long."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def read_bytes(data: bytes, name: str, options: Options) -> Iterator[Document]:
    command = data.decode()
    if command == "die" or (command.startswith("/") and not Path(command).exists()):
        Path(command).touch() if command.startswith("/") else None
        os.kill(os.getpid(), signal.SIGKILL)
    if command == "hang":
        time.sleep(60)
    if command == "spin":
        work(60.0)
    if command == "share":
        for _ in range(80):  # eight seconds and more, of which one on the processor
            work(0.012)
            time.sleep(0.09)
    if command == "memory":
        bytearray(8_000_000_000)
    if command == "bug":
        raise KeyError("no such glyph")
    if command == "depth":
        read_bytes(data, name, options).__next__()
    if command == "refuse":
        raise InputError("damaged file", name, "get it again")
    if command == "extra":
        raise MissingExtra("needs the extra pdf", name)
    print("noise on standard output", flush=True)
    yield Document(id="", text=f"{command} {os.getpid()}")


if __name__ == "__main__":
    READERS["pdf"] = "bad_worker:read_bytes"
    worker.main()

"""What the tests of workers let them do; a file of its own, so that workers can import it."""

import os
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from plancli.errors import InputError
from plancli.run import processes


@dataclass(frozen=True)
class Task:
    path: str


def work(task: Task):
    """What a task's name asks for: `3` items, `fail`, `bug`, `die`, `die:FILE` (once), `kill` (whoever started it),
    `long` (two items, then minutes without one)."""
    name, _, mark = task.path.partition(":")
    if name == "die" and not (mark and Path(mark).exists()):
        yield "first"
        if mark:
            Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if name == "kill":
        os.kill(os.getppid(), signal.SIGKILL)
    if name == "fail":
        raise InputError("empty", "x.txt", "hint")
    if name == "bug":
        raise KeyError("oh")
    if name == "die":
        yield from ("first", "second")
    if name == "long":
        yield from ("first", "second")
        until = time.monotonic() + 300
        while time.monotonic() < until:
            pass
    for number in range(int(name) if name.isdigit() else 0):
        time.sleep(0.001)
        yield f"{task.path}.{number}"


if __name__ == "__main__":
    for item in processes.run(work, [Task(name) for name in sys.argv[1:]], 2):
        print(item, flush=True)

"""What holds on a busy machine too: work is measured in CPU time, and the clock only tells a hang from a wait."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

# Seconds after which something hangs. Ten busy processes a core stretch the slowest test to a tenth of it.
PATIENCE = 300
# The same for a process whose CPU time is limited, and ends by that: the clock need only tell that it sleeps for ever.
LONG_PATIENCE = 3000


@contextmanager
def cpu_at_most(seconds: float) -> Iterator[None]:
    """Fail where the block costs more CPU time than this, of this process and of its ended children."""
    before = _spent()
    yield
    assert _spent() - before < seconds


def _spent() -> float:
    now = os.times()
    return now.user + now.system + now.children_user + now.children_system


def run_python(code: str, cpu: int) -> subprocess.CompletedProcess[str]:
    """Run `code` in a fresh Python that the system kills after `cpu` seconds of CPU time."""
    return run_limited([sys.executable, "-c", code], cpu)


def run_limited(call: Sequence[str | Path], cpu: int) -> subprocess.CompletedProcess[str]:
    """Run a command that the system kills after `cpu` seconds of CPU time."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))

    return subprocess.run(call, capture_output=True, text=True, timeout=LONG_PATIENCE, preexec_fn=limit, check=False)


def interruptible() -> None:
    """For `preexec_fn`: signals reach the process, also where the tests run in the background of a script.

    A shell without job control starts such tests with SIGINT ignored, nohup with SIGHUP, and what they
    start inherits that.
    """
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def wait_until(true: Callable[[], object], seconds: float = PATIENCE) -> bool:
    """Ask again and again until `true()`; False where it is not within `seconds`."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.02)
    return bool(true())

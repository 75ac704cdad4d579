"""Timing for tools/bench.py: CPU seconds, several times, of works that take turns; whole commands with their memory."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

PLANCLI = (sys.executable, "-c", "from plancli.cli import main; main()")


@dataclass(frozen=True)
class Spread:
    """Several measurements of one thing."""

    values: tuple[float, ...]

    @property
    def middle(self) -> float:
        """The median."""
        return median(self.values)

    def said(self, digits: int = 2) -> str:
        """The median, with the least and the greatest behind it: `1.25 (1.21–1.40)`."""
        return f"{self.middle:.{digits}f} ({min(self.values):.{digits}f}–{max(self.values):.{digits}f})"


def over(above: Spread, below: Spread) -> Spread:
    """The ratios of measurements taken in turns, pair by pair."""
    return Spread(tuple(a / b for a, b in zip(above.values, below.values, strict=True)))


def in_turns(works: Mapping[str, Callable[[], Any]], times: int) -> dict[str, Spread]:
    """CPU seconds of each of `works`, one after the other, `times` times: what slows the machine slows all of them."""
    found: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(times):
        for name, work in works.items():
            gc.collect()
            begun = time.process_time()
            work()
            found[name].append(time.process_time() - begun)
    return {name: Spread(tuple(values)) for name, values in found.items()}


@dataclass(frozen=True)
class Cost:
    """What one command took: seconds on the clock and of all cores, and the most memory of one process in MB."""

    clock: float
    cpu: float
    megabytes: float


def cost(command: Sequence[str | Path]) -> Cost:
    """Run a command to its end, its workers included.

    Raises:
        RuntimeError: it failed.
    """
    begun = time.perf_counter()
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    clock = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 3, 4):
        raise RuntimeError(f"{command} ended with {process.returncode}")
    return Cost(clock, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def costs(commands: Mapping[str, Sequence[str | Path]], times: int) -> dict[str, list[Cost]]:
    """The costs of several commands that take turns."""
    found: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(times):
        for name, command in commands.items():
            found[name].append(cost(command))
    return found


@contextmanager
def as_installed() -> Iterator[None]:
    """Commands of the block find bytecode, as pip makes it where it installs, whatever a checkout allows to write."""
    before = dict(os.environ)
    with TemporaryDirectory(prefix="plancli-bytecode-") as folder:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = folder
        text = Path(folder, "first.txt")
        text.write_text("到2027年,建成5G基站3000个以上。", "utf-8")
        for options in ((), ("-o", Path(folder, "first.xlsx"))):
            cost([*PLANCLI, "extract", text, *options])
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)


def cpu(of: list[Cost]) -> Spread:
    """CPU seconds."""
    return Spread(tuple(one.cpu for one in of))


def clock(of: list[Cost]) -> Spread:
    """Seconds on the clock."""
    return Spread(tuple(one.clock for one in of))


def busy() -> float:
    """How many processes wanted a core in the last minute, for each core."""
    return os.getloadavg()[0] / (os.cpu_count() or 1)

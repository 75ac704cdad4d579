"""Mutated inputs through every reader, in children with limits: `python -m fuzz [--minutes M] [--seed S] [--tables]`.

Each input has a number; the seed and the number make it again: `python -m fuzz --seed S --only N [--tables]`.
"""

from __future__ import annotations

import argparse
import os
import selectors
import subprocess
import sys
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MEMORY = 3_000_000_000  # bytes of address space of a child
CPU = 30  # seconds on the processor for one input
WAIT = 240  # seconds on the clock, on a busy machine
BATCH = 400  # inputs a child takes before a fresh one does: what leaks is no matter
SHOWN = 40


@dataclass
class Tally:
    """What became of the inputs so far; `findings` by what went wrong, with the number of the first input."""

    outcomes: Counter[str] = field(default_factory=Counter)
    findings: dict[str, list[int]] = field(default_factory=dict)

    def add(self, number: int, outcome: str) -> None:
        if outcome.startswith("! "):
            self.findings.setdefault(outcome[2:], []).append(number)
        self.outcomes["finding" if outcome.startswith("! ") else outcome] += 1


def main() -> int:
    """Run until the time is over or the inputs are through; 1 where something was found."""
    options = _options()
    if options.child is not None:
        return _child(options.child, options.count, options.seed, options.tables)
    if options.only is not None:
        return _one(options)
    tally = Tally()
    until = time.monotonic() + options.minutes * 60
    number = options.start
    while number < options.start + options.count and time.monotonic() < until:
        batch = min(BATCH, options.start + options.count - number)
        number = _batch(options, (number, batch), until, tally)
    _report(options, number - options.start, tally)
    return 1 if tally.findings else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--count", type=int, default=20_000, help="inputs at most")
    parser.add_argument("--seed", default=time.strftime("%Y-%m-%d"), help="default: the day, so that each day is new")
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--only", type=int, help="this input alone, with its traceback")
    parser.add_argument("--save", type=Path, help="with --only: write the input here")
    parser.add_argument("--tables", action="store_true", help="records, lexicons, expressions in place of documents")
    parser.add_argument("--child", type=int, help=argparse.SUPPRESS)
    return parser.parse_args()


def _batch(options: argparse.Namespace, numbers: tuple[int, int], until: float, tally: Tally) -> int:
    """Give a child a range of numbers; where it dies or hangs, note the input it was at. Returns the next number."""
    start, count = numbers
    call = [sys.executable, "-m", "fuzz", "--seed", options.seed, "--child", str(start), "--count", str(count)]
    call += ["--tables"] if options.tables else []
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "tools"), "PYTHONDONTWRITEBYTECODE": "1"}
    child = subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment)
    number, outcome = start, ""
    for number, outcome in _lines(child, until):
        tally.add(number, outcome)
        number += 1
    over = time.monotonic() >= until
    child.kill()
    code = child.wait()
    if number < start + count and not over and outcome != "over":
        tally.add(number, f"! the process ended with {code} (hang, crash or no memory)")
        return number + 1
    return number


def _lines(child: subprocess.Popen[str], until: float) -> Iterator[tuple[int, str]]:
    """What a child says of each input, until it ends, hangs or the time is over."""
    assert child.stdout is not None
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdout, selectors.EVENT_READ)
        while time.monotonic() < until and selector.select(WAIT):
            line = child.stdout.readline()
            if not line:
                return
            number, outcome = line.rstrip("\n").split(" ", 1)
            yield int(number), outcome


def _work(tables: bool) -> Callable[[int, str], str]:
    warnings.simplefilter("ignore")
    if tables:
        from fuzz.tables import table

        return table
    from fuzz.checks import document

    return document


def _child(start: int, count: int, seed: str, tables: bool) -> int:
    """Say of each number what became of it; a line each."""
    import resource
    import signal

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    out = os.fdopen(os.dup(1), "w", buffering=1)
    work = _work(tables)
    for number in range(start, start + count):
        signal.setitimer(signal.ITIMER_PROF, CPU)  # its signal ends this process, whatever it is in
        try:
            outcome = work(number, seed)
        except Exception as error:
            outcome = f"! {_said(error)}"
        signal.setitimer(signal.ITIMER_PROF, 0)
        out.write(f"{number} {outcome}\n")
    return 0


def _said(error: Exception) -> str:
    """The error and the last place in plancli that it came from, in one line."""
    places = [frame for frame in traceback.extract_tb(error.__traceback__) if "/plancli/" in frame.filename]
    place = f"{Path(places[-1].filename).name}:{places[-1].lineno} {places[-1].name}" if places else ""
    text = " ".join(str(error).split())[:160]
    return f"{type(error).__name__} at {place}: {text}".encode("ascii", "backslashreplace").decode()


def _one(options: argparse.Namespace) -> int:
    if options.save and not options.tables:
        from fuzz.checks import document_of

        data, name, ways, _ = document_of(options.only, options.seed)
        options.save.write_bytes(data)
        print(f"{name}: {ways}")
    print(_work(options.tables)(options.only, options.seed))
    return 0


def _report(options: argparse.Namespace, done: int, tally: Tally) -> None:
    kind = "records, lexicons, expressions" if options.tables else "documents"
    print(f"{done:,} mutated {kind}, seed {options.seed}: {dict(tally.outcomes)}")
    for said, numbers in list(tally.findings.items())[:SHOWN]:
        print(f"  {len(numbers)} × {said}\n      first: --seed {options.seed} --only {numbers[0]}")


if __name__ == "__main__":
    sys.exit(main())

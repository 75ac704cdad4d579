"""Measure plancli in one run: speed against jieba, cost against size, memory, and start-up.

    python tools/bench.py              the corpus of ../shared, or data/raw where it is absent
    python tools/bench.py --quick      fewer repeats, no 100×

Every figure is of one core. Floors are checked: ratio ≥ 1.0, --help ≤ 0.2 s, cost linear within 15 %, memory flat,
no line of 100,000 characters above a second; exit 1 where one is missed.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import Any

from plancli.model import Failure, Options
from plancli.pipeline import analyse, extract_source
from plancli.read import documents, read
from plancli.records.record import to_record
from plancli.run import serial
from plancli.run.discover import Source

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "corpus"
FLOORS = {"ratio": 1.0, "help": 0.2, "linear": 0.15, "memory": 0.3, "line": 1.0}


def corpus() -> list[Path]:
    """The texts that everything is measured on."""
    return sorted((SHARED if SHARED.is_dir() else ROOT / "data" / "raw").glob("*.txt"))


def best(work: Callable[[], Any], times: int) -> float:
    """Seconds of the fastest of `times` runs: what the work costs when nothing else happens."""
    return min(_timed(work) for _ in range(times))


def _timed(work: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def extract_all(paths: list[Path]) -> int:
    """Read, extract, normalise and make records of every path; how many there were."""
    return sum(
        1 for path in paths for found in documents(path) for target in analyse(found).targets if to_record(target)
    )


def speeds(paths: list[Path], times: int) -> tuple[float, float]:
    """Characters a second of the whole extraction, and of jieba.lcut on the same texts; both warm."""
    import jieba

    jieba.setLogLevel(60)
    texts = [read(path).text for path in paths]
    characters = sum(map(len, texts))
    extract_all(paths)
    jieba.lcut(texts[0])
    ours = best(lambda: extract_all(paths), times)
    theirs = best(lambda: [jieba.lcut(text) for text in texts], times)
    return characters / ours, characters / theirs


def _repeated(paths: list[Path], times: int) -> Iterator[Source]:
    for number in range(times):
        for path in paths:
            yield Source(str(path), f"{path.stem}-{number}")


def _work(source: Source) -> Iterator[Any]:
    yield from extract_source(source, Options(), ("target",))


def _cost_and_memory(paths: list[Path], times: int, answer: Any) -> None:
    """In a process of its own, so that its peak memory is its own."""
    begun = time.perf_counter()
    for _ in serial.run(_work, _repeated(paths, times)):
        pass
    answer.send((time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def cost_and_memory(paths: list[Path], times: int) -> tuple[float, float]:
    """Seconds and peak megabytes of `times` times the corpus."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_cost_and_memory, args=(paths, times, theirs))
    process.start()
    found: tuple[float, float] = ours.recv()
    process.join()
    return found


def started(*arguments: str, times: int) -> float:
    """Seconds of a whole command, the median of `times` runs, with bytecode compiled."""
    call = [sys.executable, "-c", "from plancli.cli import main; main()", *arguments]
    runs = [_timed(partial(subprocess.run, call, capture_output=True, check=True)) for _ in range(times + 1)]
    return median(runs[1:])


def long_lines() -> list[str]:
    """Print the seconds for one line of 100,000 of what a careless pattern chokes on; what went wrong."""
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "line.txt"
        for unit in ("1", "1,", "1.", "2022-", "达到", "，", "万", "一", "“", "（1"):
            path.write_text("到2025年" + unit * (100_000 // len(unit)) + "。", encoding="utf-8")
            begun = time.perf_counter()
            failed = [item for item in serial.run(_work, [Source(str(path), "line")]) if isinstance(item, Failure)]
            seconds = time.perf_counter() - begun
            print(f"100,000 of {unit:<8} {seconds:9.3f} s {'failed' if failed else ''}".rstrip())
            faults += [f"a line of {unit}: {failure.what}" for failure in failed]
            faults += [f"a line of {unit} takes {seconds:.1f} s"] if seconds > FLOORS["line"] else []
    return faults


def tables(paths: list[Path], count: int) -> None:
    """Print what tables of `count` records cost, beside what reading the same lines as JSON costs."""
    with tempfile.TemporaryDirectory() as folder:
        older, newer = (_many(paths, Path(folder) / f"{name}.jsonl", count) for name in ("older", "newer"))
        begun = time.perf_counter()
        with older.open(encoding="utf-8") as lines:
            for line in lines:
                json.loads(line)
        print(f"json.loads         {time.perf_counter() - begun:9.3f} s   {count:,} records")
        for call in (("compare", older), ("compare", older, "--layout", "panel"), ("diff", older, newer)):
            seconds, megabytes = _of_command(*map(str, call), "-q", "-o", str(Path(folder) / "out.csv"))
            print(f"{call[0] + ' ' + ' '.join(map(str, call[2:3])):<18.18} {seconds:9.3f} s   peak {megabytes:6.0f} MB")


def _many(paths: list[Path], into: Path, count: int) -> Path:
    """`count` records of every status, each copy of the documents with names of its own."""
    read_once = [found for path in paths for found in documents(path)]
    found = [to_record(target) for document in read_once for target in analyse(document).targets]
    with into.open("w", encoding="utf-8") as stream:
        for number in range(count):
            copy, place = divmod(number, len(found))
            row = found[place] | {"doc": f"{found[place]['doc']}-{copy}", "id": f"t{number:016x}"}
            stream.write(json.dumps(row, ensure_ascii=False, default=float) + "\n")
    return into


def _of_command(*arguments: str) -> tuple[float, float]:
    """Seconds and peak megabytes of one command in a process of its own."""
    watch = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True); "
    watch += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)"
    call = [sys.executable, "-c", "from plancli.cli import main; main()", *arguments]
    begun = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", watch, *call], capture_output=True, check=True, text=True)
    return time.perf_counter() - begun, float(done.stdout.splitlines()[-1])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer repeats, no 100×")
    quick = parser.parse_args().quick
    paths, times = corpus(), 2 if quick else 5
    missed = [*_speed(paths, times), *_growth(paths, (1, 3, 6) if quick else (1, 10, 100)), *_start(paths, times)]
    missed += long_lines()
    tables(paths, 10_000 if quick else 100_000)
    for line in missed:
        print(f"bench: {line}", file=sys.stderr)
    return 1 if missed else 0


def _speed(paths: list[Path], times: int) -> list[str]:
    ours, theirs = speeds(paths, times)
    print(f"corpus             {len(paths)} files in {paths[0].parent}")
    print(f"extract            {ours:12,.0f} characters/s, reading and records included")
    print(f"jieba.lcut         {theirs:12,.0f} characters/s")
    print(f"ratio              {ours / theirs:12.2f}")
    return [f"ratio {ours / theirs:.2f} is below {FLOORS['ratio']}"] if ours / theirs < FLOORS["ratio"] else []


def _growth(paths: list[Path], sizes: tuple[int, ...]) -> list[str]:
    found = {size: cost_and_memory(paths, size) for size in sizes}
    for size, (seconds, megabytes) in found.items():
        print(f"{size:>3} × corpus       {seconds / size:9.3f} s each   peak {megabytes:6.0f} MB")
    # The first run also pays for compiled patterns: growth is judged from 10 × on, or told apart from the start.
    each = {size: (found[size][0] - found[1][0]) / (size - 1) for size in sizes if size > 1}
    first, last = each[sizes[1]], each[sizes[-1]]
    more = found[sizes[-1]][1] / found[1][1] - 1
    print(f"growth             {last / first - 1:+9.1%} cost each   {more:+.1%} memory")
    faults = [f"cost grows by {last / first - 1:.0%}"] if last / first - 1 > FLOORS["linear"] else []
    return faults + ([f"memory grows by {more:.0%}"] if more > FLOORS["memory"] else [])


def _start(paths: list[Path], times: int) -> list[str]:
    shown = started("--help", times=times + 3)
    one = min(paths, key=lambda path: path.stat().st_size)
    print(f"plancli --help     {shown:9.3f} s")
    print(f"extract one file   {started('extract', str(one), times=times + 3):9.3f} s   {one.name}")
    return [f"--help takes {shown:.2f} s"] if shown > FLOORS["help"] else []


if __name__ == "__main__":
    sys.exit(main())

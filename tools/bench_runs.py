"""Runs over many documents, for tools/bench.py: growth, cores, a cluster, a second run, large tables and documents."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path
from socket import create_connection, socket

from bench_plan import Clock, Figure, Plan, corpora, pieces, texts_of
from timing import PLANCLI, clock, cost, costs, cpu, over

SMALL, USUAL = 1500, 10_000  # characters of a document
FEW = 40  # documents
PATIENCE = 60.0  # seconds for a scheduler to be there


def growth(plan: Plan) -> Iterator[Figure]:
    """The corpus once, ten times, a hundred times, by the command: CPU for each copy, and memory."""
    folder, out = next(iter(corpora().values())), plan.folder / "grown.jsonl"
    found, copies, many = {}, 0, plan.folder / "copies"
    many.mkdir()
    # the first run of all makes what later ones load (patterns, tables of words), and says nothing of a copy
    cost([*PLANCLI, "extract", folder, "--status", "all", "-o", out])
    for size in plan.sizes:
        while copies < size:
            for path in folder.glob("*.txt"):
                shutil.copy(path, many / f"{copies:03}-{path.name}")
            copies += 1
        found[size] = cost([*PLANCLI, "extract", many, "--status", "all", "-o", out])
        each = f"{found[size].cpu / size:.2f} s of CPU for each copy, {found[size].megabytes:.0f} MB at most"
        yield Figure(f"{size} × corpus", each)
    first, second, last = (found[size] for size in plan.sizes)
    begin = (second.cpu - first.cpu) / (plan.sizes[1] - plan.sizes[0])
    end = (last.cpu - second.cpu) / (plan.sizes[2] - plan.sizes[1])
    more = end / begin - 1
    yield Figure("growth of the cost of a copy", f"{more:+.1%}", max(more, 0.0), 0.05, most=True)
    memory = last.megabytes - second.megabytes
    yield Figure(f"memory, {plan.sizes[1]} × to {plan.sizes[2]} ×", f"{memory:+.1f} MB", memory, 10.0, most=True)


def cores(plan: Plan) -> Iterator[Figure]:
    """Many small documents by one process and by two, on the clock; memory for few and for many of them."""
    folder = pieces(plan, plan.small, SMALL)
    few = plan.folder / "few"
    few.mkdir()
    for path in sorted(folder.iterdir())[:FEW]:
        shutil.copy(path, few)
    base: list[str | Path] = [*PLANCLI, "extract", "--status", "all", "-o", plan.folder / "small.jsonl"]
    now = Clock.now()
    found = costs({"one": [*base, folder, "-j", "1"], "two": [*base, folder, "-j", "2"]}, plan.runs)
    gain, spent = over(clock(found["one"]), clock(found["two"])), over(cpu(found["two"]), cpu(found["one"]))
    said = f"{gain.said()} × as fast on the clock, {spent.said()} × the CPU time{now.why}"
    yield Figure(f"two cores, {plan.small} documents of {SMALL} characters", said, now.judged(gain.middle), 1.85)
    more = found["one"][0].megabytes - cost([*base, few, "-j", "1"]).megabytes
    yield Figure(f"memory, {FEW} to {plan.small} documents", f"{more:+.1f} MB", more, 10.0, most=True)


def hour(plan: Plan) -> Iterator[Figure]:
    """Documents of usual size on two cores: so many that the start of the command, a second, weighs little."""
    count = plan.small // 2
    now, folder = Clock.now(), pieces(plan, count, USUAL)
    call: list[str | Path] = [
        *PLANCLI,
        "extract",
        folder,
        "--status",
        "all",
        "-o",
        plan.folder / "usual.jsonl",
        "-j",
        "2",
    ]
    each = min(one.clock for one in costs({"two": call}, plan.runs)["two"]) / count
    said = f"{3600 / each:,.0f} documents{now.why}"
    yield Figure(f"an hour on two cores, {USUAL:,} characters each", said, now.judged(3600 / each), 350_000)


def again(plan: Plan) -> Iterator[Figure]:
    """A second run over the same documents, of which a cache knows all."""
    folder, kept = pieces(plan, plan.small, SMALL), plan.folder / "cache"
    call: list[str | Path] = [*PLANCLI, "extract", folder, "--status", "all", "--cache", kept, "-o"]
    first = cost([*call, plan.folder / "first.jsonl"])
    seconds = costs({"second": [*call, plan.folder / "second.jsonl"]}, plan.runs)["second"]
    ratio = min(one.cpu for one in seconds) / first.cpu
    same = (plan.folder / "first.jsonl").read_bytes() == (plan.folder / "second.jsonl").read_bytes()
    said = f"{ratio:.3f} of the first, {'the same bytes' if same else 'OTHER BYTES'}"
    yield Figure(f"a second run, {plan.small} unchanged documents", said, ratio, 0.1, most=True)


def cluster(plan: Plan) -> Iterator[Figure]:
    """A dask scheduler and two workers on this machine, against two processes."""
    what = f"a cluster of two workers, {plan.small} documents"
    if not find_spec("distributed"):
        yield Figure(what, "not installed")
        return
    folder = pieces(plan, plan.small, SMALL)
    call: list[str | Path] = [*PLANCLI, "extract", folder, "--status", "all", "-o", plan.folder / "small.jsonl"]
    now = Clock.now()
    with _dask(plan.folder) as address:
        found = costs({"two": [*call, "-j", "2"], "cluster": [*call, "--cluster", address]}, plan.runs)
    ratio = over(clock(found["two"]), clock(found["cluster"]))
    yield Figure(what, f"{ratio.said()} × the speed of two processes{now.why}", now.judged(ratio.middle), 0.9)


@contextmanager
def _dask(folder: Path) -> Iterator[str]:
    """The address of a scheduler with two workers."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address, dask = f"127.0.0.1:{port}", [sys.executable, "-m", "dask"]
    calls = [
        ["scheduler", "--host", "127.0.0.1", "--port", str(port)],
        *[["worker", address, "--nthreads", "1"]] * 2,
    ]
    with ExitStack() as stack:
        for call in calls:
            if call[0] == "worker":
                _wait_for(port)
            process = subprocess.Popen(
                [*dask, *call, "--no-dashboard"],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd=folder,
            )
            stack.callback(process.wait)
            stack.callback(process.terminate)
        time.sleep(5)  # both workers register
        yield address


def _wait_for(port: int) -> None:
    """Until somebody listens there."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            create_connection(("127.0.0.1", port)).close()
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def table(plan: Plan) -> Iterator[Figure]:
    """A table whose every cell is a figure, as CSV."""
    rows, columns = plan.small // 2, 50
    names = (("地区生产总值", "亿元"), ("城镇新增就业", "万人"), ("公路里程", "公里"), ("学校数量", "所"))
    lines = ["指标,单位," + ",".join(f"{2025 + number}年目标" for number in range(columns))]
    for row in range(rows):
        name, unit = names[row % len(names)]
        lines.append(f"{name}{row},{unit}," + ",".join(str(100 + (7 * row + at) % 900) for at in range(columns)))
    path = plan.folder / "table.csv"
    path.write_text("\n".join(lines), "utf-8")
    used = cost([*PLANCLI, "extract", path, "--status", "all", "-o", plan.folder / "table.jsonl"])
    said = f"{used.cpu:.1f} s of CPU, {used.megabytes:.0f} MB at most"
    yield Figure(f"a table of {rows:,} × {columns} figures", said)


def big(plan: Plan) -> Iterator[Figure]:
    """One document of millions of characters."""
    whole = "\n".join(texts_of([next(iter(corpora().values()))]))
    path = plan.folder / "big.txt"
    path.write_text((whole * (plan.big // len(whole) + 1))[: plan.big], "utf-8")
    used = cost([*PLANCLI, "extract", path, "--status", "all", "-o", plan.folder / "big.jsonl"])
    times = used.megabytes / (path.stat().st_size / 1e6)
    said = f"{used.cpu:.1f} s of CPU, {used.megabytes:.0f} MB at most, {times:.0f} × the file"
    yield Figure(f"one document of {plan.big:,} characters", said, times, 10.0, most=True)

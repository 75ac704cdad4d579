"""Measure plancli: speed against jieba, cost against size, cores, commands, memory and start-up.

    python tools/bench.py              everything (minutes)
    python tools/bench.py --quick      fewer repeats, smaller sizes
    python tools/bench.py --write      also make docs/performance.md
    python tools/bench.py --compiled FOLDER    also measure extraction by the modules of FOLDER, which
                                       `python hatch_build.py FOLDER` has compiled

Texts are those of ../shared (`corpus`, `wild/docs`), or data/raw where it is absent. Records of every status are made,
JSON included. Speed is CPU time, as a ratio to jieba.lcut on the same texts, measured in turns; above 1 is faster than
jieba. A figure below its floor is marked, and the exit code is then 1.
"""

from __future__ import annotations

import argparse
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from timing import PLANCLI, busy, clock, cost, costs, cpu, in_turns, over

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
PAGE = ROOT / "docs" / "performance.md"
SMALL = 1500
CUT = """import sys, jieba
jieba.setLogLevel(60)
for path in sys.argv[1:]:
    jieba.lcut(open(path, encoding="utf-8").read())
"""
QUIET = 0.75
"""With more than this much work for each core by others, times on the clock say nothing and are not judged."""


@dataclass(frozen=True)
class Figure:
    """One line of the result. `value` is judged against `floor`, which it must reach, or stay below where `most`."""

    what: str
    said: str
    value: float | None = None
    floor: float | None = None
    most: bool = False

    @property
    def missed(self) -> bool:
        """Whether the floor is missed."""
        if self.value is None or self.floor is None:
            return False
        return self.value > self.floor if self.most else self.value < self.floor

    @property
    def wanted(self) -> str:
        """The floor in words."""
        if self.floor is None:
            return ""
        return f"{'≤' if self.most else '≥'} {self.floor:g}{' (missed)' if self.missed else ''}"


@dataclass(frozen=True)
class Plan:
    """How much is measured."""

    folder: Path
    times: int
    sizes: tuple[int, ...]
    small: int
    big: int


def corpora() -> dict[str, Path]:
    """The folders of texts that everything is measured on."""
    known = {"corpus": SHARED / "corpus", "wild": SHARED / "wild" / "docs"}
    return {name: path for name, path in known.items() if path.is_dir()} or {"data/raw": ROOT / "data" / "raw"}


def library(plan: Plan) -> Iterator[Figure]:
    """Extraction in this process, warm, against jieba, warm; garbage collection for both as the workers have it."""
    import jieba

    from plancli.batch import encode_source
    from plancli.model import Options, Status
    from plancli.pipeline import read_source
    from plancli.run.collection import rarer
    from plancli.run.discover import Source, discover
    from plancli.run.serial import guarded

    jieba.setLogLevel(60)
    for (name, folder), floor in zip(corpora().items(), (2.0, 1.5), strict=False):
        sources = [item for item in discover([str(folder)]) if isinstance(item, Source)]
        documents = [item for source in sources for item in guarded(lambda s: read_source(s, Options()), source)]
        texts = [item.text for item in documents if hasattr(item, "text")]

        def ours(sources: list[Source] = sources) -> None:
            for source in sources:
                for _ in guarded(lambda s: encode_source(s, Options(), tuple(Status)), source):
                    pass

        def theirs(texts: list[str] = texts) -> None:
            for text in texts:
                jieba.lcut(text)

        ours()
        jieba.lcut(texts[0])
        rarer()
        found = in_turns({"ours": ours, "theirs": theirs}, plan.times)
        ratio = over(found["theirs"], found["ours"])
        each = found["ours"].middle / sum(map(len, texts)) * 10_000
        about = f"{ratio.said()} × jieba.lcut; {each * 1000:.1f} ms for 10,000 characters; {len(texts)} documents"
        yield Figure(f"extract in a warm process: {name}", about, ratio.middle, floor)


def process(plan: Plan) -> Iterator[Figure]:
    """Whole commands, start-up and writing included."""
    for name, folder in corpora().items():
        texts = sorted(folder.glob("*.txt"))
        inputs = plan.folder / f"texts-{name.replace('/', '-')}"
        inputs.mkdir()
        for path in texts:
            (inputs / path.name).write_text(path.read_text("utf-8", errors="ignore"), "utf-8")
        out = plan.folder / "out.jsonl"
        found = costs(
            {
                "ours": [*PLANCLI, "extract", inputs, "--status", "all", "-o", out],
                "theirs": [sys.executable, "-c", CUT, *sorted(inputs.iterdir())],
            },
            plan.times,
        )
        ratio = over(cpu(found["theirs"]), cpu(found["ours"]))
        yield Figure(f"plancli extract as a command: {name}", f"{ratio.said()} × a script of jieba.lcut")


def growth(plan: Plan) -> Iterator[Figure]:
    """The corpus once, ten times, a hundred times, by the command: CPU for each copy, and memory."""
    folder, out = next(iter(corpora().values())), plan.folder / "grown.jsonl"
    found, copies, many = {}, 0, plan.folder / "copies"
    many.mkdir()
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
    yield Figure("growth of the cost of a copy", f"{more:+.1%}", abs(more), 0.05, most=True)
    memory = last.megabytes - second.megabytes
    yield Figure(f"memory, {plan.sizes[1]} × to {plan.sizes[2]} ×", f"{memory:+.1f} MB", memory, 10.0, most=True)


def pieces(plan: Plan) -> Path:
    """A folder of small documents, cut from all texts; none twice, for one process would remember what it said of the
    first."""
    folder = plan.folder / "small"
    folder.mkdir()
    paths = [path for texts in corpora().values() for path in sorted(texts.glob("*.txt"))]
    texts = [path.read_text("utf-8", errors="ignore") for path in paths]
    starts = range(0, SMALL, SMALL // 3)  # the same text cut at other places, where one cutting does not give enough
    cut = [text[at : at + SMALL] for first in starts for text in texts for at in range(first, len(text), SMALL)]
    for number in range(plan.small):
        (folder / f"{number:05}.txt").write_text(cut[number % len(cut)], "utf-8")
    return folder


def cores(plan: Plan) -> Iterator[Figure]:
    """Many small documents by one process and by two, on the clock."""
    folder = pieces(plan)
    call = [*PLANCLI, "extract", folder, "--status", "all", "-o", plan.folder / "small.jsonl", "-j"]
    before = busy()
    found = costs({"one": [*call, "1"], "two": [*call, "2"]}, max(plan.times // 2, 1))
    gain = over(clock(found["one"]), clock(found["two"]))
    spent = over(cpu(found["two"]), cpu(found["one"]))
    judged = before < QUIET
    why = "" if judged else f"; not judged, {before:.1f} processes of others a core"
    said = f"{gain.said()} × as fast on the clock, {spent.said()} × the CPU time{why}"
    yield Figure(
        f"two cores, {plan.small} documents of {SMALL} characters", said, gain.middle if judged else None, 1.85
    )


def big(plan: Plan) -> Iterator[Figure]:
    """One document of millions of characters."""
    texts = [path.read_text("utf-8", errors="ignore") for path in sorted(next(iter(corpora().values())).glob("*.txt"))]
    whole = "\n".join(texts)
    path = plan.folder / "big.txt"
    path.write_text((whole * (plan.big // len(whole) + 1))[: plan.big], "utf-8")
    used = cost([*PLANCLI, "extract", path, "--status", "all", "-o", plan.folder / "big.jsonl"])
    times = used.megabytes / (path.stat().st_size / 1e6)
    said = f"{used.cpu:.1f} s of CPU, {used.megabytes:.0f} MB at most, {times:.0f} × the file"
    yield Figure(f"one document of {plan.big:,} characters", said)


def commands(plan: Plan) -> Iterator[Figure]:
    """What comes after extraction, on the records of the corpus."""
    records = plan.folder / "records.jsonl"
    cost([*PLANCLI, "extract", next(iter(corpora().values())), "--status", "all", "-o", records])
    count = sum(1 for _ in records.open("rb"))
    calls: dict[str, Sequence[str | Path]] = {
        "compare": ["compare", records, "-o", plan.folder / "wide.csv"],
        "diff": ["diff", records, records, "-o", plan.folder / "diff.jsonl"],
        "export xlsx": ["export", records, "-o", plan.folder / "book.xlsx"],
        "export csv": ["export", records, "-o", plan.folder / "records.csv"],
    }
    found = costs({name: [*PLANCLI, *call] for name, call in calls.items()}, plan.times)
    for name, used in found.items():
        memory = max(one.megabytes for one in used)
        yield Figure(f"plancli {name}, {count:,} records", f"{cpu(used).said()} s of CPU, {memory:.0f} MB at most")


def start(plan: Plan) -> Iterator[Figure]:
    """Commands that do next to nothing."""
    one = plan.folder / "one.txt"
    one.write_text("到2027年,建成5G基站3000个以上。", "utf-8")
    calls = {"--help": [*PLANCLI, "--help"], "one": [*PLANCLI, "extract", one]}
    costs(calls, 1)
    found = costs(calls, plan.times * 2)
    for name, what, floor in (("--help", "plancli --help", 0.08), ("one", "plancli extract, one sentence", 0.35)):
        used = cpu(found[name])
        yield Figure(what, f"{used.said(3)} s of CPU", used.middle, floor, most=True)


def peers(plan: Plan) -> Iterator[Figure]:
    """Other tools on the same texts, where they are installed: what a reader of numbers or a cutter of words takes."""
    import jieba

    texts = [path.read_text("utf-8", errors="ignore") for path in next(iter(corpora().values())).glob("*.txt")]
    for name in ("rjieba", "cn2an", "jionlp"):
        try:
            module = __import__(name)
        except ImportError:
            yield Figure(f"{name} on the corpus", "not installed")
            continue
        work: Callable[[str], Any] = {
            "rjieba": lambda text, module=module: module.cut(text),
            "cn2an": lambda text, module=module: module.transform(text),
            "jionlp": lambda text, module=module: module.ner.extract_money(text),
        }[name]
        turns = {"peer": lambda work=work: list(map(work, texts)), "jieba": lambda: list(map(jieba.lcut, texts))}
        found = in_turns(turns, max(plan.times // 2, 1))
        yield Figure(f"{name} on the corpus", f"{over(found['jieba'], found['peer']).said()} × jieba.lcut")


def long_lines(plan: Plan) -> Iterator[Figure]:
    """One line of 100,000 of what a careless pattern chokes on: the slowest."""
    worst = (0.0, "")
    for unit in ("1", "1,", "1.", "2022-", "达到", "，", "万", "一", "“", "（1"):
        path = plan.folder / "line.txt"
        path.write_text("到2025年" + unit * (100_000 // len(unit)) + "。", "utf-8")
        worst = max(worst, (cost([*PLANCLI, "extract", path, "--status", "all"]).cpu, unit))
    yield Figure("a line of 100,000 characters", f"{worst[0]:.2f} s of CPU at most, of {worst[1]}", worst[0], 1.5, True)


SECTIONS = (library, process, growth, cores, big, commands, start, peers, long_lines)


def page(figures: list[Figure], options: str = "") -> str:
    """docs/performance.md, made with more `options`."""
    rows = [f"| {one.what} | {one.said} | {one.wanted} |" for one in figures]
    found = find_spec("plancli.extract.target")
    kind = "pure Python" if found and str(found.origin).endswith(".py") else "compiled modules"
    made = f"Made by `python tools/bench.py{options} --write` on {time.strftime('%Y-%m-%d')}"
    head = f"{made}, Python {platform.python_version()}, {platform.machine()}, {kind}."
    about = (
        (__doc__ or "").split("\n\n")[2].replace("\n", " ").replace("../shared (`corpus`, `wild/docs`)", "../shared")
    ).strip()
    said = (
        "In brackets behind a median are the smallest and the largest value. Floors are what we ask for; "
        "a figure below its floor is marked."
    )
    top = [
        "# Performance", "", head, "", about, "", said, "",
        "| what | measured | floor |", "| --- | --- | --- |",
    ]  # fmt: skip
    return "\n".join([*top, *rows]) + "\n"


def measured(name: str, few: bool) -> list[Figure]:
    """What the section `name` finds, in a folder of its own."""
    section = next(section for section in SECTIONS if section.__name__ == name)
    with tempfile.TemporaryDirectory(prefix="plancli-bench-") as folder:
        if few:
            return list(section(Plan(Path(folder), 2, (1, 2, 4), 400, 10**6)))
        return list(section(Plan(Path(folder), 5, (1, 10, 100), 2000, 5 * 10**6)))


def measured_with(folder: str, name: str, few: bool) -> list[Figure]:
    """As `measured`, by the package in `folder`."""
    sys.path.insert(0, folder)  # processes that are spawned have the path of this one
    try:
        with ProcessPoolExecutor(1, get_context("spawn")) as alone:
            found = alone.submit(measured, name, few).result()
    finally:
        sys.path.remove(folder)
    return [replace(figure, what=f"{figure.what}, compiled") for figure in found]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer repeats, smaller sizes")
    parser.add_argument("--write", action="store_true", help="make docs/performance.md")
    parser.add_argument("--compiled", metavar="FOLDER", help="also measure extraction by the modules compiled there")
    parser.add_argument("--only", choices=[section.__name__ for section in SECTIONS], help="one section")
    asked = parser.parse_args()
    figures: list[Figure] = []
    for section in SECTIONS:
        if asked.only in (None, section.__name__):
            # A process for each: what this one holds would be counted as memory of the commands that it starts.
            with ProcessPoolExecutor(1, get_context("spawn")) as alone:
                found = alone.submit(measured, section.__name__, asked.quick).result()
            if asked.compiled and section is library:
                found += measured_with(asked.compiled, section.__name__, asked.quick)
            for figure in found:
                print(f"{figure.what:<52} {figure.said}  {figure.wanted}".rstrip(), flush=True)
            figures += found
    if asked.write:
        PAGE.write_text(page(figures, " --quick" if asked.quick else ""), encoding="utf-8")
    return 1 if any(figure.missed for figure in figures) else 0


if __name__ == "__main__":
    sys.exit(main())

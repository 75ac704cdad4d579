"""Measure plancli: speed against jieba, cost against size, cores, commands, memory and start-up.

    python tools/bench.py              everything (minutes)
    python tools/bench.py --quick      fewer repeats, smaller sizes
    python tools/bench.py --write      also make docs/performance.md
    python tools/bench.py --compiled FOLDER    with the modules that `python hatch_build.py FOLDER` compiled before
    python tools/bench.py --pure       with the Python alone

Measured is what `pip install .` gives: where there are a compiler and mypyc, modules are compiled into a folder that
goes afterwards, and extraction by the Python alone stands beside it.

Texts are those of ../shared (`corpus`, `wild/docs`), or data/raw where it is absent. Records of every status are made,
JSON included. Speed is CPU time, as a ratio to jieba.lcut on the same texts, measured in turns; above 1 is faster than
jieba. A figure below its floor is marked, and the exit code is then 1.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from bench_compiled import compiled, installed
from bench_plan import ROOT, Figure, Plan, corpora
from bench_runs import again, big, cluster, cores, growth, hour, table
from timing import PLANCLI, as_installed, cost, costs, cpu, in_turns, over

PAGE = ROOT / "docs" / "performance.md"
CUT = """import sys, jieba
jieba.setLogLevel(60)
for path in sys.argv[1:]:
    jieba.lcut(open(path, encoding="utf-8").read())
"""


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
    older, newer = many(records, plan)
    used = costs({"diff": [*PLANCLI, "diff", older, newer, "-o", plan.folder / "diff.jsonl"]}, plan.runs)["diff"]
    least, memory = min(one.cpu for one in used), max(one.megabytes for one in used)
    what = f"plancli diff, twice {25 * plan.small:,} records"
    yield Figure(what, f"{least:.2f} s of CPU, {memory:.0f} MB at most", least, 2.0, most=True)


def many(records: Path, plan: Plan) -> tuple[Path, Path]:
    """Two large sets of `records`, their documents again and again under other names; some differ in the second."""
    lines = records.read_text("utf-8").splitlines()
    older, newer = plan.folder / "older.jsonl", plan.folder / "newer.jsonl"
    with older.open("w", encoding="utf-8") as first, newer.open("w", encoding="utf-8") as second:
        for number in range(25 * plan.small):
            row = json.loads(lines[number % len(lines)])
            row["doc"] += f"-{number // len(lines)}"
            print(json.dumps(row, ensure_ascii=False), file=first)
            row["year"] = (row["year"] or 2025) + (number % 50 == 0)
            print(json.dumps(row, ensure_ascii=False), file=second)
    return older, newer


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
        found = in_turns(turns, plan.runs)
        yield Figure(f"{name} on the corpus", f"{over(found['jieba'], found['peer']).said()} × jieba.lcut")


def long_lines(plan: Plan) -> Iterator[Figure]:
    """One line of 100,000 of what a careless pattern chokes on: the slowest."""
    worst = (0.0, "")
    for unit in ("1", "1,", "1.", "2022-", "达到", "，", "万", "一", "“", "（1"):
        path = plan.folder / "line.txt"
        path.write_text("到2025年" + unit * (100_000 // len(unit)) + "。", "utf-8")
        worst = max(worst, (cost([*PLANCLI, "extract", path, "--status", "all"]).cpu, unit))
    yield Figure("a line of 100,000 characters", f"{worst[0]:.2f} s of CPU at most, of {worst[1]}", worst[0], 1.5, True)


SECTIONS = (
    library, process, growth, cores, hour, cluster, again, big, table, commands, start, peers, long_lines,
)  # fmt: skip


def page(figures: list[Figure], kind: str, options: str = "") -> str:
    """docs/performance.md.

    Args:
        kind: of the modules that were measured.
        options: more ones, that the page was made with.
    """
    rows = [f"| {one.what} | {one.said} | {one.wanted} |" for one in figures]
    made = f"Made by `python tools/bench.py{options} --write` on {time.strftime('%Y-%m-%d')}"
    head = f"{made}, Python {platform.python_version()}, {platform.machine()}, {kind}."
    about = (
        (__doc__ or "").split("\n\n")[3].replace("\n", " ").replace("../shared (`corpus`, `wild/docs`)", "../shared")
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
            return list(section(Plan(Path(folder), 2, 1, (1, 2, 4), 400, 10**6)))
        return list(section(Plan(Path(folder), 5, 3, (1, 10, 100), 2000, 5 * 10**6)))


def found_by(name: str, folder: str | None, few: bool) -> list[Figure]:
    """What a section finds with the package in `folder`, or with the Python alone.

    Args:
        name: of the section; `few` is whether it is to be short.
    """
    # A process for each: what this one holds would be counted as memory of the commands that it starts.
    with installed(folder), as_installed(), ProcessPoolExecutor(1, get_context("spawn")) as alone:
        return alone.submit(measured, name, few).result()


def both(name: str, folder: str | None, few: bool) -> list[Figure]:
    """As `found_by`; of extraction also what the Python alone takes, which nothing is asked of, behind it."""
    found = found_by(name, folder, few)
    if folder is not None and name == library.__name__:
        pure = found_by(name, None, few)
        found += [replace(one, what=f"{one.what}, pure Python", value=None, floor=None) for one in pure]
    for figure in found:
        print(f"{figure.what:<52} {figure.said}  {figure.wanted}".rstrip(), flush=True)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer repeats, smaller sizes")
    parser.add_argument("--write", action="store_true", help="make docs/performance.md")
    modules = parser.add_mutually_exclusive_group()
    modules.add_argument("--compiled", metavar="FOLDER", help="with the modules compiled there before")
    modules.add_argument("--pure", action="store_true", help="with the Python alone")
    parser.add_argument("--only", choices=[section.__name__ for section in SECTIONS], help="one section")
    asked = parser.parse_args()
    figures: list[Figure] = []
    if asked.compiled and not (Path(asked.compiled) / "plancli").is_dir():
        parser.error(f"no compiled package in {asked.compiled} · python hatch_build.py {asked.compiled} makes it")
    with compiled(asked.compiled, asked.pure) as folder:
        for section in SECTIONS:
            if asked.only in (None, section.__name__):
                figures += both(section.__name__, folder, asked.quick)
    if asked.write:
        kind = "compiled modules" if folder else "pure Python"
        PAGE.write_text(page(figures, kind, " --quick" if asked.quick else ""), encoding="utf-8")
    return 1 if any(figure.missed for figure in figures) else 0


if __name__ == "__main__":
    sys.exit(main())

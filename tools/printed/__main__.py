"""How far the records of printed documents agree with those of their text.

`PYTHONPATH=tools python -m printed FOLDER [--count N] [--layouts N] [--program P]…` prints the share for each program;
what differs goes to FOLDER/differences.jsonl, what reads otherwise, paragraph by paragraph, to FOLDER/texts.txt.
"""

from __future__ import annotations

import argparse
import difflib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import TextIO

from plancli import pipeline
from plancli.model import Document, Options
from plancli.read import from_bytes, from_text, read
from printed.blocks import Block, blocks_of, plain
from printed.layouts import Look, look
from printed.programs import FOOTNOTE, PRINTERS

DOCUMENTS = Path(__file__).resolve().parents[3] / "shared" / "wild" / "docs"


def main() -> None:
    """Print, read, compare."""
    options = _options()
    options.folder.mkdir(parents=True, exist_ok=True)
    paths = [one for one in sorted(DOCUMENTS.glob("*.txt")) if int(re.findall(r"\d+", one.stem)[-1]) % 2]
    if options.only:
        paths = [one for one in paths if one.stem in options.only]
    if options.count:
        paths = sorted(Random(options.seed).sample(paths, options.count))
    totals: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    with (options.folder / "differences.jsonl").open("w") as records, (options.folder / "texts.txt").open("w") as texts:
        for path in paths:
            for number in range(options.layouts):
                for program, counts in _document(path, f"{options.seed}{number}", options, records, texts):
                    totals[program] = [a + b for a, b in zip(totals[program], counts, strict=True)]
            print(path.stem, {name: f"{one[0]}/{one[1]}" for name, one in totals.items()}, flush=True)
    for name, (same, most, lines, whole) in totals.items():
        shares = same / max(1, most), lines / max(1, whole)
        print(f"{name:10} records {same}/{most} = {shares[0]:.4f}   paragraphs {lines}/{whole} = {shares[1]:.4f}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m printed", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=0, help="documents drawn at random; 0: all")
    parser.add_argument("--layouts", type=int, default=1)
    parser.add_argument("--seed", default="a")
    parser.add_argument("--program", action="append", choices=list(PRINTERS))
    parser.add_argument("--only", action="append", help="documents by name")
    return parser.parse_args()


def _document(
    path: Path, seed: str, options: argparse.Namespace, records: TextIO, texts: TextIO
) -> Iterator[tuple[str, list[int]]]:
    """For each program: records in common, records in all, paragraphs in common, paragraphs in all."""
    blocks = blocks_of(_text_of(path), f"{path.stem} {seed}")
    text, chosen = plain(blocks), look(f"{path.stem} {seed}")
    wanted = found(from_text(text))
    for program in options.program or PRINTERS:
        target = _printed(program, blocks, chosen, options.folder / program / f"{path.stem}-{seed}")
        (document,) = from_bytes(target.read_bytes(), f"plan{target.suffix}", Options(seconds=900))
        if not isinstance(document, Document):
            texts.write(f"{target.name}: {document}\n")
            yield program, [0, len(wanted), 0, len(blocks)]
            continue
        mine = found(document)
        for row in _differing(wanted, mine):
            records.write(json.dumps({"file": target.name, "program": program, **row}, ensure_ascii=False) + "\n")
        one, other = Counter(key for key, _ in wanted), Counter(key for key, _ in mine)
        same = _texts(text, document.text, f"{program} {target.name} {chosen}", texts)
        yield program, [(one & other).total(), (one | other).total(), *same]


def _text_of(path: Path) -> str:
    source = read(path)
    assert isinstance(source, Document)
    return source.text


def _printed(program: str, blocks: list[Block], chosen: Look, target: Path) -> Path:
    """The file, printed once and kept."""
    printer, suffix = PRINTERS[program]
    target.parent.mkdir(exist_ok=True)
    target = target.with_suffix(suffix)
    if not target.exists():
        printer(blocks, chosen, target)
    return target


def found(document: Document) -> list[tuple[tuple[object, ...], str]]:
    """What must not differ in each record, with its quote."""
    return [
        (
            (
                one.indicator,
                one.kind,
                one.comparator,
                one.amount and one.amount.value,
                one.amount and one.amount.unit,
                one.year,
                one.status,
            ),
            document.text[one.quote.start : one.quote.end],
        )
        for one in pipeline.extract(document, status=None)
    ]


def _differing(
    wanted: list[tuple[tuple[object, ...], str]], mine: list[tuple[tuple[object, ...], str]]
) -> Iterator[dict[str, object]]:
    one, other = Counter(key for key, _ in wanted), Counter(key for key, _ in mine)
    for sign, left, records in (("-", one - other, wanted), ("+", other - one, mine)):
        for key, quote in records:
            if left[key] > 0:
                left[key] -= 1
                yield {"sign": sign, "key": [str(part) for part in key], "quote": quote}


def _tidy(text: str) -> list[str]:
    lines = (re.sub(r"\s+", "", line) for line in text.split("\n"))
    return [line for line in lines if line and FOOTNOTE not in line]


def _texts(wanted: str, mine: str, title: str, log: TextIO) -> tuple[int, int]:
    """How many paragraphs are the same, and of how many; the others are logged."""
    a, b = _tidy(wanted), _tidy(mine)
    matcher = difflib.SequenceMatcher(None, a, b, autojunk=False)
    same = sum(size for _, _, size in matcher.get_matching_blocks())
    log.write(f"##### {title}\n" if same < len(a) else "")
    for kind, i, j, k, m in matcher.get_opcodes() if same < len(a) else ():
        if kind != "equal":
            log.writelines(f"- {_short(line)}\n" for line in a[i:j])
            log.writelines(f"+ {_short(line)}\n" for line in b[k:m])
            log.write("\n")
    return same, len(a)


def _short(line: str) -> str:
    return line if len(line) < 140 else f"{line[:60]} … {line[-60:]}"


if __name__ == "__main__":
    main()

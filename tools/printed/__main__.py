"""How far the records of printed documents agree with those of their text.

`PYTHONPATH=tools python -m printed FOLDER [--plain] [--count N] [--layouts N] [--program P]…` prints the share for each
program, and how many records are missing and how many are there that the text has not (`added`; of these `unsaid`
without a doubt). What differs goes to FOLDER/differences.jsonl, what reads otherwise to FOLDER/texts.txt.
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
from typing import NamedTuple, TextIO

from plancli import pipeline
from plancli.model import Document, Options
from plancli.read import from_bytes, from_text, read
from printed.blocks import Block, blocks_of, decorated, plain
from printed.layouts import Look, look, odd, ordinary
from printed.programs import FOOTNOTE, PRINTERS
from printed.scans import SCANNERS

SHARED = Path(__file__).resolve().parents[3] / "shared"
FLOOR = 0.995
READING = ("ocr_unsure", "table_unsure")  # doubts of what was read, not of what it means
USUAL = [name for name in PRINTERS if name not in SCANNERS]  # OCR takes seconds a page
Key = tuple[object, ...]


class Found(NamedTuple):
    """What must not differ in a record, its quote, and whether the record is doubted for its table or its scan."""

    key: Key
    quote: str
    doubted: bool


class Counts(NamedTuple):
    same: int
    most: int
    missing: int
    added: int
    unsaid: int
    lines: int
    whole: int


def main() -> None:
    """Print, read, compare."""
    options = _options()
    options.folder.mkdir(parents=True, exist_ok=True)
    totals: dict[str, list[Counts]] = defaultdict(list)
    with (options.folder / "differences.jsonl").open("w") as records, (options.folder / "texts.txt").open("w") as texts:
        for path in _paths(options):
            for number in range(options.layouts):
                for program, counts in _document(path, f"{options.seed}{number}", options, records, texts):
                    totals[program].append(counts)
            print(path.stem, {name: f"{one[-1].same}/{one[-1].most}" for name, one in totals.items()}, flush=True)
    for name, found in totals.items():
        print(_summary(name, found))


def _paths(options: argparse.Namespace) -> list[Path]:
    """The documents of the sample with odd numbers, and those of the corpus where the print is plain."""
    paths = [
        one for one in sorted((SHARED / "wild" / "docs").glob("*.txt")) if int(re.findall(r"\d+", one.stem)[-1]) % 2
    ]
    paths = sorted(options.texts.glob("*.txt")) if options.texts else paths
    paths += sorted((SHARED / "corpus").glob("*.txt")) if options.plain else []
    if options.only:
        return [one for one in paths if one.stem in options.only]
    if options.least:
        paths = [one for one in paths if len(found(from_text(_text_of(one, options.most)))) >= options.least]
    return sorted(Random(options.seed).sample(paths, options.count)) if options.count else paths


def _summary(name: str, found: list[Counts]) -> str:
    total = Counts(*map(sum, zip(*found, strict=True)))
    shares = [one.same / one.most if one.most else 1.0 for one in found]
    low = sum(share < FLOOR for share in shares)
    return (
        f"{name:9} records {total.same}/{total.most} = {total.same / max(1, total.most):.4f}"
        f"   mean {sum(shares) / len(shares):.4f} least {min(shares):.3f}, {low} of {len(found)} below {FLOOR}"
        f"   missing {total.missing} added {total.added} unsaid {total.unsaid}"
        f"   paragraphs {total.lines / max(1, total.whole):.4f}"
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m printed", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--plain", action="store_true", help="the texts alone, in the layouts of offices and gazettes")
    parser.add_argument(
        "--odd", action="store_true", help="sheets across, frames, bullets, marks, merged cells and more"
    )
    parser.add_argument("--texts", type=Path, help="a folder of texts in place of those of ../shared")
    parser.add_argument("--count", type=int, default=0, help="documents drawn at random; 0: all")
    parser.add_argument("--least", type=int, default=0, help="records of a document; those with fewer are left out")
    parser.add_argument("--most", type=int, default=0, help="characters of a document; 0: all")
    parser.add_argument("--layouts", type=int, default=1)
    parser.add_argument("--seed", default="a")
    parser.add_argument("--program", action="append", choices=list(PRINTERS))
    parser.add_argument("--only", action="append", help="documents by name")
    return parser.parse_args()


def _document(
    path: Path, seed: str, options: argparse.Namespace, records: TextIO, texts: TextIO
) -> Iterator[tuple[str, Counts]]:
    """What is the same and what not, for each program."""
    seeded = f"{path.stem} {seed}"
    chosen = (ordinary if options.plain else odd if options.odd else look)(seeded)
    blocks = decorated(
        blocks_of(_text_of(path, options.most), seeded, chosen.tables and not options.plain, chosen.merged),
        chosen,
        seeded,
    )
    text = plain(blocks)
    wanted = found(from_text(text))
    for program in options.program or USUAL:
        target = _printed(program, blocks, chosen, options.folder / program / f"{path.stem}-{seed}")
        way = Options(seconds=900, ocr=program in SCANNERS)
        (document,) = from_bytes(target.read_bytes(), f"plan{target.suffix}", way)
        if not isinstance(document, Document):
            texts.write(f"{target.name}: {document}\n")
            yield program, Counts(0, len(wanted), len(wanted), 0, 0, 0, len(blocks))
            continue
        mine = found(document)
        for row in _differing(wanted, mine):
            records.write(json.dumps({"file": target.name, "program": program, **row}, ensure_ascii=False) + "\n")
        same = _texts(text, document.text, f"{program} {target.name} {chosen}", texts)
        yield program, Counts(*_compared(wanted, mine), *same)


def _compared(wanted: list[Found], mine: list[Found]) -> tuple[int, int, int, int, int]:
    one, other = Counter(record.key for record in wanted), Counter(record.key for record in mine)
    unsaid = other - one - Counter(record.key for record in mine if record.doubted)
    missing, added = (one - other).total(), (other - one).total()
    return (one & other).total(), (one | other).total(), missing, added, unsaid.total()


def _text_of(path: Path, most: int) -> str:
    """The text, or its paragraphs that end within its first `most` characters."""
    source = read(path)
    assert isinstance(source, Document)
    end = source.text.rfind("\n", 0, most) if 0 < most < len(source.text) else len(source.text)
    return source.text[: end if end > 0 else most]


def _printed(program: str, blocks: list[Block], chosen: Look, target: Path) -> Path:
    """The file, printed once and kept."""
    printer, suffix = PRINTERS[program]
    target.parent.mkdir(exist_ok=True)
    target = target.with_suffix(suffix)
    if not target.exists():
        printer(blocks, chosen, target)
    return target


def found(document: Document) -> list[Found]:
    """The records of a document."""
    return [
        Found(
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
            any(answer.doubt in READING for _, answer in one.answers),
        )
        for one in pipeline.extract(document, status=None)
    ]


def _differing(wanted: list[Found], mine: list[Found]) -> Iterator[dict[str, object]]:
    one, other = Counter(record.key for record in wanted), Counter(record.key for record in mine)
    for sign, left, records in (("-", one - other, wanted), ("+", other - one, mine)):
        for record in records:
            if left[record.key] > 0:
                left[record.key] -= 1
                key = [str(part) for part in record.key]
                yield {"sign": sign, "key": key, "quote": record.quote, "doubted": record.doubted}


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

"""The annotated part of ../shared/wild: sentences drawn from many documents, and a few documents as a whole.

A document has a number in its name. Rules are written with the odd ones; the even ones are only scored.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from plancli.pipeline import analyse
from plancli.read import read
from plancli.records.record import to_record

WILD = Path(__file__).resolve().parents[2] / "shared" / "wild"
SAMPLE = WILD / "sentences.jsonl"
JOBS = 2
Rows = list[dict[str, Any]]
Pair = tuple[Rows, Rows]


@dataclass(frozen=True)
class Sampled:
    """A document of which some sentences are annotated whole: start and end of each, and its gold records."""

    document: Path
    sentences: tuple[tuple[int, int, tuple[dict[str, Any], ...]], ...]

    @property
    def name(self) -> str:
        return self.document.stem

    @property
    def is_even(self) -> bool:
        found = re.search(r"-(\d+)", self.name)
        return found is not None and int(found[1]) % 2 == 0

    def digest(self) -> str:
        """Of the text and of the annotations."""
        gold = json.dumps(self.sentences, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(self.document.read_bytes() + gold.encode()).hexdigest()[:16]

    def pairs(self, found: Rows) -> Iterator[Pair]:
        """For each sentence its gold, and of the records `found` in the document those that begin in it."""
        for start, end, gold in self.sentences:
            yield list(gold), [record for record in found if start <= record["start"] < end]


def sampled() -> list[Sampled]:
    """The documents of the sample, in the order of their names; none where ../shared is not here."""
    if not SAMPLE.is_file():
        return []
    rows = sorted(map(json.loads, SAMPLE.read_text(encoding="utf-8").splitlines()), key=lambda row: row["doc"])
    return [
        Sampled(WILD / "docs" / doc, tuple((row["a"], row["b"], tuple(row["gold"])) for row in of_doc))
        for doc, of_doc in groupby(rows, key=lambda row: row["doc"])
    ]


def records(paths: Iterable[Path]) -> list[Rows]:
    """The records of each document, of every status, worked on by two processes where there are many."""
    paths = list(paths)
    if len(paths) < 20:
        return list(map(_records, paths))
    with ProcessPoolExecutor(JOBS) as pool:
        return list(pool.map(_records, paths, chunksize=8))


def _records(path: Path) -> Rows:
    return [to_record(target) for target in analyse(read(path)).targets]

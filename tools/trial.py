"""The texts that tools/ablate.py tries words and rules on, and what the program makes of one of them.

A word of one clause or sentence is tried on pieces: the paragraphs in which it occurs, under the nearest heading above
them, with the head of their document; many words at once, as long as no piece that one is tried on holds another. What
reads whole documents (headings, titles, fields, labels of pages, tables) is tried on documents, read anew.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from importlib import import_module
from itertools import islice
from pathlib import Path
from types import ModuleType

import composed
import gate
import wild
from plancli.errors import InputError
from plancli.model import Document
from plancli.segment.fold import fold
from plancli.terms import Row

sys.path.insert(0, str(gate.ROOT / "tests" / "support"))

from cases import cases_of

SHARED = wild.WILD.parent
CASES = SHARED / "cases" / "statements.jsonl"
STATUSES = gate.ROOT / "tests" / "gold" / "statuses"
FORMATS = (".txt", ".html", ".docx", ".csv", ".xlsx", ".pdf", ".zip")
LARGE = 1_300_000  # bytes: scans, and books of pages
MEMBERS = 60  # of a table or an archive that holds many documents
PIECE = 400
HEADING = 40
VOLATILE = ("rules", "confidence", "doubts")
Pairs = Callable[[list[Row]], Iterable[tuple[list[Row], list[Row]]]]


@dataclass(frozen=True)
class Text:
    """A document, or a piece of one; `gold` gives the pairs to be scored of the records found in it.

    `path` is of a document that is read anew each time; `at` is where the piece begins in its document.
    """

    name: str
    document: Document
    gold: Pairs | None = None
    path: Path | None = None
    at: int = 0
    source: str = ""
    is_case: bool = False
    """Of the cases beside a rule, which cannot show that anybody else needs the rule."""
    figures: tuple[Row, ...] = ()
    """The figures of a document of tests/gold/statuses, as its writer told them apart."""

    @cached_property
    def folded(self) -> str:
        """Where words are looked for: the text, of a page what its file says, of a case the title of its document."""
        title = self.document.head.title if self.is_case else None
        return fold(self.document.text + self.source + (title or ""))

    def right(self, records: list[Row]) -> int:
        """The annotated targets that are right in every field, less invented ones; of `figures`, the right fields."""
        from plancli.evaluate.score import score

        found = score(self.gold(records)) if self.gold else None
        right = found.record.right - (found.detect.predicted - found.detect.right) if found else 0
        return right + sum(_right_of(figure, records) for figure in self.figures)


def _right_of(figure: Row, records: Iterable[Row]) -> int:
    """How many of status, year and indicator of a figure are right; one without a record is read as neither.

    Without the right status nothing is: a target that is no promise is wrong by whatever name.
    """
    from plancli.evaluate.match import squeeze

    overlap = (row for row in records if row["start"] < figure["end"] and figure["start"] < row["end"])
    found = next(overlap, {"status": "other"})
    if found["status"] != figure["status"]:
        return 0
    told = "year" in figure and "indicator" in figure and found["status"] != "other"
    right_name = told and squeeze(found["indicator"]) == squeeze(figure["indicator"])
    return 1 + right_name + (told and found["year"] == figure["year"])


@dataclass(frozen=True)
class Reading:
    """What came out of one text: its records, and which rules answered.

    `right` are the annotated targets that are right in every field, less those that were invented.
    """

    records: Counter[str] = field(default_factory=Counter)
    right: int = 0
    rules: frozenset[str] = frozenset()

    def differs(self, other: "Reading") -> int:
        """How many records are in one and not in the other, pairs of them counted once."""
        return max((self.records - other.records).total(), (other.records - self.records).total())


def read_now(one: Text, *, broken: bool = False) -> Reading:
    """What the program, as it is now, makes of a text; `broken`: where it breaks without a word or rule, no record."""
    from plancli.pipeline import analyse
    from plancli.records.record import to_record

    try:
        records = [to_record(target) for target in analyse(_anew(one)).targets]
    except Exception:
        if not broken:
            raise
        records = []
    shifted = [row | {"start": row["start"] + one.at, "end": row["end"] + one.at} for row in records]
    return Reading(Counter(map(_said, shifted)), one.right(shifted))


def _anew(one: Text) -> Document:
    if one.path is None:
        return one.document
    members = _members(import_module("plancli.read"), one.path)
    return next(document for document in members if document.id == one.document.id)


@cache
def _members(read: ModuleType, path: Path) -> list[Document]:
    """All documents of a file, which is read once with each state of the words: `forget` makes another module."""
    vars(read)["read_apart"] = vars(read)["_read_here"]  # this process ends soon, and may have no children
    return [found for found in read.documents(path) if isinstance(found, Document)]


def _said(row: Row) -> str:
    return json.dumps({key: str(value) for key, value in row.items() if key not in VOLATILE}, ensure_ascii=False)


def whole(names: tuple[str, ...] = ("",)) -> list[Text]:
    """Every document of ../shared and data/raw that is read within seconds, the annotated ones with their gold.

    Args:
        names: how the names of the files that are wanted begin.
    """
    gold = {one.document.resolve(): one for one in with_gold()}
    folders = (
        wild.WILD / "docs",
        wild.WILD / "whole",
        SHARED / "corpus",
        SHARED / "samples",
        SHARED / "cases" / "files",
    )
    files = {
        path.resolve()
        for folder in folders
        for path in folder.glob("*.*")
        if path.suffix in FORMATS and path.stat().st_size < LARGE
    }
    wanted = sorted(path for path in files | set(gold) if path.stem.startswith(names))
    return [text for path in wanted for text in _of_file(path, gold.get(path))]


def _of_file(path: Path, scored: gate.Pair | wild.Sampled | None) -> Iterator[Text]:
    from plancli.read import documents

    source = path.read_text(encoding="utf-8", errors="replace") if path.suffix == ".html" else ""
    found = (document for document in documents(path) if isinstance(document, Document))
    with suppress(InputError):  # a page without an article, a scan
        for document in islice(found, MEMBERS):
            yield Text(f"{path.stem}/{document.id}", document, scored.pairs if scored else None, path, 0, source)


def with_gold() -> list[gate.Pair | wild.Sampled]:
    """The documents of gate whose gold is whole: composed texts are no files, verdicts are on some records only."""
    groups = gate.groups().values()
    known = [one for group in groups if gate.is_here(group) for one in group]
    return [one for one in known if isinstance(one, (gate.Pair, wild.Sampled))]


def short() -> Iterator[Text]:
    """The composed texts and documents, the sentences of cases beside rules, and the statements of ../shared/cases.

    Nobody reads the suites `test`: what is tried on them is only counted.
    """
    from plancli.read import from_text

    for name in composed.names():
        for one in composed.suite(name):
            yield Text(f"{name}/{one.name}", from_text(one.text, id=one.name), one.pairs)
    for path in sorted(STATUSES.glob("*.jsonl")):
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            known = tuple(one for one in row["figures"] if one["status"] != "open" and not one.get("optional"))
            yield Text(f"{STATUSES.name}-{path.stem}/{row['id']}", from_text(row["text"], row["id"]), figures=known)
    for path in sorted((gate.ROOT / "src" / "plancli").glob("**/*.cases.toml")):
        for one in {(case.phenomenon, case.text, case.head): case for case in cases_of(path)}.values():
            yield Text(f"{path.stem}/{one.phenomenon}", Document("case", one.text, one.head), is_case=True)
    lines = CASES.read_text(encoding="utf-8").splitlines() if CASES.is_file() else []
    for number, line in enumerate(lines):
        yield Text(f"cases/{number}", from_text(json.loads(line)["text"], id=f"case-{number}"))


def is_cut(one: Text) -> bool:
    """Whether this is a document that is here in pieces, too: what holds tables is one piece."""
    return one.path is not None and not _is_one_piece(one.document)


def _is_one_piece(document: Document) -> bool:
    return bool(document.tables or document.columns)


def pieces(one: Text) -> Iterator[Text]:
    """A document in pieces of some paragraphs, each under the heading next above it."""
    text, heading = one.document.text, ""
    if _is_one_piece(one.document):
        return
    for start, end in _bounds(text):
        front = f"{heading}\n" if heading else ""
        body = front + text[start:end]
        yield replace(
            one,
            name=f"{one.name}:{start}",
            document=replace(one.document, text=body, paragraphs=(), pages=(), joins=_joins(body)),
            gold=_gold_between(one, start, end) if one.gold else None,
            figures=tuple(_between(one.figures, start, end)),
            path=None,
            at=start - len(front),
        )
        for line in text[start:end].splitlines():
            heading = line if re.search(r"\w", line) and len(line) <= HEADING and not line.endswith("。") else heading


def _joins(text: str) -> tuple[int, ...]:
    from plancli.read.plain.hard_wraps import joins_of

    return joins_of(text)


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    """Starts and ends of pieces that hold a digit or a numeral: whole lines, PIECE characters or somewhat more."""
    start = 0
    for found in re.finditer(r"\n|\Z", text):
        if found.end() - start >= PIECE or found.end() == len(text):
            if re.search(r"[\d一二三四五六七八九十百千万亿]", text[start : found.end()]):
                yield start, found.end()
            start = found.end()


def _gold_between(one: Text, start: int, end: int) -> Pairs:
    """The gold of a document, of which only what begins between `start` and `end` counts."""

    def pairs(found: list[Row]) -> Iterator[tuple[list[Row], list[Row]]]:
        for gold, records in one.gold(found) if one.gold else ():
            yield _between(gold, start, end), _between(records, start, end)

    return pairs


def _between(rows: Iterable[Row], start: int, end: int) -> list[Row]:
    return [row for row in rows if start <= row["start"] < end]

"""Annotated texts → records of the program, each with its features and whether it was right in every field.

Right is what the annotation guidelines call a right record: its status, and of a target or an actual value also value,
unit, comparator, year and indicator. Optional gold lines count neither for nor against. Only texts are taken that the
rules were not written with, or that many others are beside; sources are named in the table that comes out.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import composed
import gold as stripped_gold
import judged_texts
from plancli.evaluate.match import agreement, match, same_value
from plancli.evaluate.score import NEEDED
from plancli.model import Target
from plancli.pipeline import analyse
from plancli.read import read
from plancli.records.record import to_record
from plancli.terms import Row
from plancli.trust.features import Feature, features

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
CALIBRATION = ROOT / "tests" / "gold" / "calibration"
JUDGED = ROOT / "tests" / "gold" / "judged"
SEEN = ("status", "indicator", "unit", "comparator", "year")  # and the value: what a verdict of a person is about


@dataclass(frozen=True)
class Annotated:
    """A document, its gold, and the spans that were annotated whole (all of it where there are none)."""

    source: str
    document: Path
    gold: tuple[Row, ...]
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Judged:
    """One record of the program: where it comes from, its features, and whether it was right."""

    source: str
    doc: str
    status: str
    features: tuple[Feature, ...]
    right: bool


def annotated() -> Iterator[Annotated]:
    """Every annotated document that is here, by source."""
    yield from _sentences()
    for gold in sorted((SHARED / "wild" / "whole").glob("*.jsonl")):
        yield Annotated("wild/whole", gold.with_suffix(".txt"), tuple(stripped_gold.rows(gold)))
    for gold in sorted((SHARED / "gold").glob("*.jsonl")):
        yield Annotated("gold", SHARED / "corpus" / f"{gold.stem}.txt", tuple(stripped_gold.rows(gold)))
    for path in sorted(stripped_gold.STRIPPED.glob("*.jsonl")):
        head = stripped_gold.rows(path)[0]
        yield Annotated("tests/gold/shared", SHARED / head["document"], tuple(stripped_gold.join(path, SHARED)))
    for path in sorted(CALIBRATION.glob("*.jsonl")):
        head = stripped_gold.rows(path)[0]
        spans = tuple((first, last) for first, last in head.get("spans", ()))
        rows = tuple(stripped_gold.join(path, SHARED))
        yield Annotated("tests/gold/calibration", SHARED / head["document"], rows, spans)


def _sentences() -> Iterator[Annotated]:
    """The sentences drawn at random, those of one document together."""
    path = SHARED / "wild" / "sentences.jsonl"
    by_doc: dict[str, list[Row]] = {}
    for row in stripped_gold.rows(path) if path.is_file() else ():
        by_doc.setdefault(row["doc"], []).append(row)
    for doc, rows in by_doc.items():
        gold = tuple(line for row in rows for line in row["gold"])
        yield Annotated("wild/sentences", SHARED / "wild" / "docs" / doc, gold, tuple((r["a"], r["b"]) for r in rows))


def judged() -> Iterator[Judged]:
    """The records of the program, as it is now, on every annotated document that is here."""
    yield from _of_documents()
    for name in composed.names():
        for one in composed.suite(name):
            targets = [target for target in one.analysed().targets if target.amount is not None]
            gold = tuple(one.gold(map(to_record, targets)))
            yield from _judged(Annotated(f"tests/gold/composed/{name}", Path(one.name), gold), targets)
    yield from _of_verdicts()


def _of_documents() -> Iterator[Judged]:
    for one in annotated():
        if not one.document.is_file():
            continue
        targets = [target for target in analyse(read(one.document)).targets if _inside(target, one.spans)]
        yield from _judged(one, [target for target in targets if target.amount is not None])


def _inside(target: Target, spans: tuple[tuple[int, int], ...]) -> bool:
    return not spans or any(first <= target.span.start < last for first, last in spans)


def _judged(one: Annotated, targets: list[Target]) -> Iterator[Judged]:
    records = [to_record(target) for target in targets]
    gold_of = {predicted: one.gold[at] for at, predicted in match(one.gold, records).items()}
    for at, (target, record) in enumerate(zip(targets, records, strict=True)):
        want = gold_of.get(at)
        if want is not None and want.get("optional"):
            continue
        known = tuple(features(target, target.doubts))
        yield Judged(one.source, one.document.stem, str(target.status), known, is_right(record, want))


def verdicts() -> dict[str, list[Row]]:
    """Document below ../shared → what people said of records that were drawn from it at random.

    The figures are offsets, `seen` holds the fields that were judged, `right` says whether all were (of the name,
    that it can be used), `clean` whether the name also begins and ends where it should.
    """
    by_doc: dict[str, list[Row]] = {}
    for path in sorted(JUDGED.glob("*.jsonl")):
        for row in stripped_gold.rows(path):
            by_doc.setdefault(row["document"], []).append(row)
    return by_doc


def _of_verdicts() -> Iterator[Judged]:
    """The records that were judged by a person and still say the same."""
    for name, rows in sorted(verdicts().items()):
        document = judged_texts.document(name, rows[0]["sha256"])
        if document is None:
            continue
        verdict_at = {(row["start"], row["end"]): row for row in rows}
        for target in analyse(document).targets:
            row = verdict_at.get((target.span.start, target.span.end))
            if row is not None and _says(row["seen"], to_record(target)):
                known = tuple(features(target, target.doubts))
                yield Judged("tests/gold/judged", Path(name).stem, str(target.status), known, row["right"])


def _says(seen: Row, record: Row) -> bool:
    return all(seen[name] == record[name] for name in SEEN) and same_value(seen, record)


def is_right(record: Row, want: Row | None) -> bool:
    """Whether a record is right; one that is `other` is right where no target and no actual value is."""
    if record["status"] == "other":
        return want is None or want["status"] == "other"
    if want is None or want["status"] != record["status"]:
        return False
    fields = agreement(want, record)
    return all(fields[name] for name in NEEDED)


def digest() -> str:
    """Of all gold that the table was counted on."""
    found = hashlib.sha256()
    for one in annotated():
        found.update(json.dumps([one.source, one.document.name, one.gold], ensure_ascii=False, default=str).encode())
    for path in sorted([*composed.FOLDER.glob("*.jsonl"), *JUDGED.glob("*.jsonl")]):
        found.update(path.read_bytes())
    return found.hexdigest()[:16]

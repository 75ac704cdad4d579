"""Scores the program by what people said of its records, also where it says something else by now.

    python tools/verdicts.py             the figures of both parts
    python tools/verdicts.py --errors    also the errors of the first part, never those of the documents held out

A verdict (tests/gold/judged) tells whether the name, the status, the year and the figure of a record were right, and
what they should be. A record that has changed since is compared with what it should be: its name is clean where it is
the one that the person wrote, usable where the score of `evaluate` would take it for that.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from pathlib import Path

import gold as stripped_gold
import wild
from plancli.evaluate.match import match, same_indicator, same_value, squeeze
from plancli.lexicon.words import phrases
from plancli.terms import Row

JUDGED = Path(__file__).resolve().parents[1] / "tests" / "gold" / "judged"
PARTS = {"judged": JUDGED / "records.jsonl", "judged, held out": JUDGED / "held_out" / "records.jsonl"}
FIGURES = ("whole", "clean", "status", "year")  # the first two of targets, the year of actual values too
DISPOSALS = phrases("nouns", "disposals")
SHORTEST = 2  # characters: what must be left on both sides
Marks = dict[str, bool]


@dataclass(frozen=True)
class Verdicts:
    """A document, and what was said of records of it."""

    document: Path
    rows: tuple[Row, ...]

    @property
    def name(self) -> str:
        return self.document.stem

    def digest(self) -> str:
        """Of the text and of the verdicts."""
        return sha256(self.document.read_bytes() + json.dumps(self.rows, ensure_ascii=False).encode()).hexdigest()[:16]

    def marks(self, found: list[Row]) -> Iterator[tuple[Row, Row | None, Marks]]:
        """Each verdict, the record of now, and which figures it is right in (only those that it counts for)."""
        records = match([row | row["seen"] for row in self.rows], found)
        for at, row in enumerate(self.rows):
            record = _of_its_name(row, found, found[records[at]]) if at in records else None
            yield row, record, marks(row, record)


def _of_its_name(row: Row, found: list[Row], record: Row) -> Row:
    """Of several records that the same words state (A、B与经济增长同步) the one that bears the name that was judged."""
    place, judged = (record["start"], record["end"]), row["seen"]["indicator"]
    named = (one for one in found if (one["start"], one["end"]) == place and one["indicator"] == judged)
    return next(named, record)


def part(name: str) -> list[Verdicts]:
    """The documents of a part; of verdicts only those that say what a record should be."""
    rows = [row for row in stripped_gold.rows(PARTS[name]) if "should" in row]
    return [
        Verdicts(stripped_gold.SHARED / document, tuple(of_document))
        for document, of_document in groupby(rows, key=lambda row: row["document"])
    ]


def marks(row: Row, record: Row | None) -> Marks:
    """What a verdict says of the record that now stands where the judged one stood."""
    should, status = row["should"], "other" if record is None else record["status"]
    found = {"status": status == should["status"]}
    year = record is not None and record["year"] == should["year"]
    if should["status"] != "other":
        found["year"] = year
    if "target" in (row["seen"]["status"], should["status"]):
        nothing = should["status"] == "other" and found["status"]  # of what is no target nothing else is asked
        clean, usable = (nothing, nothing) if record is None else name_marks(row, record)
        right = found["status"] and year and record is not None and _same_figure(row, record)
        found |= {"clean": nothing or clean, "whole": nothing or (right and usable)}
    return found


def name_marks(row: Row, record: Row) -> tuple[bool, bool]:
    """Whether the name is clean, and whether it can be used."""
    if record["indicator"] == row["seen"]["indicator"]:
        return row["name"] == "clean", row["name"] != "wrong"
    name = (row["should"]["indicator"] or "").replace("+", "")
    # what is done to a thing may stand in its name or not (改造农村危房): judges called both clean
    deed = any(record["indicator"] == deed + row["seen"]["indicator"] for deed in DISPOSALS)
    if deed and squeeze(name) != squeeze(record["indicator"]):
        return row["name"] == "clean", row["name"] != "wrong"
    clean = squeeze(name) == squeeze(record["indicator"].replace("+", ""))
    clean = clean or any(squeeze(record["indicator"]) == squeeze(deed + name) for deed in DISPOSALS if name)
    alike = name != "" and same_indicator({"indicator": name, "key": name}, record)
    as_usable = row["name"] != "wrong" and _lost_inside(row["seen"]["indicator"], record["indicator"])
    return clean, clean or alike or as_usable


def _lost_inside(seen: str, now: str) -> bool:
    """项目投资 for 项目完成投资: a name that lost nothing but words in its middle says as much as before."""
    return any(
        seen.startswith(now[:cut]) and seen.endswith(now[cut:]) for cut in range(SHORTEST, len(now) - SHORTEST + 1)
    ) and len(now) < len(seen)


def _same_figure(row: Row, record: Row) -> bool:
    """Value, unit and comparator: as they were judged, or as they should be."""
    should = {**row["seen"], **row["should"]}
    if (
        not row["figure"]
        and should["unit"] == row["seen"]["unit"]
        and should["comparator"] == row["seen"]["comparator"]
    ):
        return not same_value(row["seen"], record)  # what it should be was told in words: here only that it changed
    same = record["unit"] == should["unit"] and record["comparator"] == should["comparator"]
    return same and same_value(should, record)


def reached(documents: list[Verdicts]) -> dict[str, float]:
    """Each figure as a share of the verdicts that count for it."""
    right, counted = Counter[str](), Counter[str]()
    for one, found in zip(documents, wild.records(one.document for one in documents), strict=True):
        for _, _, of_row in one.marks(found):
            counted.update(list(of_row))
            right.update(name for name, good in of_row.items() if good)
    return {name: right[name] / counted[name] for name in FIGURES}


def errors(documents: list[Verdicts]) -> Iterator[str]:
    """A line for each verdict that the record of now does not meet."""
    for one, found in zip(documents, wild.records(one.document for one in documents), strict=True):
        for row, record, of_row in one.marks(found):
            if wrong := [name for name, good in of_row.items() if not good]:
                now = record and {name: record[name] for name in ("status", "indicator", "year", "comparator", "value")}
                yield f"{one.name} {row['start']} wrong {', '.join(wrong)}: {now}, should be {row['should']}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="print the errors of the part that is developed on")
    args = parser.parse_args()
    if args.errors:
        print("\n".join(errors(part("judged"))))
    for name in PARTS:
        documents = part(name)
        figures = "  ".join(f"{figure} {share:.3f}" for figure, share in reached(documents).items())
        print(f"{name:<17} {figures}  verdicts {sum(len(one.rows) for one in documents)}")


if __name__ == "__main__":
    main()

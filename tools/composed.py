"""Texts composed by people who had not seen the program, annotated whole: tests/gold/composed.

    python tools/composed.py [SUITE …]       the figures of each suite, by kind of language
    python tools/composed.py dev --errors    also each error; of suites whose name begins with "test" none is shown

A suite is a file of JSON Lines: `id`, `kind`, `text`, and `want`, a list of figures with `start`, `end`, `status` and
the fields of a record. Where more than one reading is right, a field holds a list, the best first (`indicator`, `year`,
`unit`, `kind`, and `status_ok` for the status). Rules are written with the suites `dev`; `test` is only scored.
"""

import argparse
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plancli.evaluate.match import agreement
from plancli.evaluate.score import NEEDED, Score, score
from plancli.extract import Extraction
from plancli.pipeline import analyse
from plancli.read import from_text
from plancli.records.record import to_record
from plancli.terms import Row

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "gold" / "composed"
LISTS = ("indicator", "year", "unit", "kind")


@dataclass(frozen=True)
class Composed:
    """A text, what kind of language it tries, and the figures that are to be found in it."""

    name: str
    kind: str
    text: str
    wants: tuple[Row, ...]

    def analysed(self) -> Extraction:
        return analyse(from_text(self.text, id=self.name))

    def found(self) -> list[Row]:
        """The records of the program, of every status."""
        return [to_record(target) for target in self.analysed().targets]

    def gold(self, found: Iterable[Row]) -> list[Row]:
        """The gold records; where several readings are right, the one that a record of `found` has.

        Targets in words have no value and are not scored, here as in `evaluate`.
        """
        records = list(found)
        wants = (want for want in self.wants if "stated" not in want and want["status"] != "nottarget")
        return [settled(want, _overlapping(want, records)) for want in wants]

    def pairs(self, found: list[Row]) -> Iterator[tuple[list[Row], list[Row]]]:
        yield self.gold(found), found

    def digest(self) -> str:
        content = json.dumps([self.text, self.wants], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()[:16]


def suite(name: str) -> list[Composed]:
    """The texts of tests/gold/composed/NAME.jsonl."""
    rows = map(json.loads, (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())
    return [Composed(row["id"], row["kind"], row["text"], tuple(row["want"])) for row in rows]


def names() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.jsonl"))


def _overlapping(want: Row, records: Iterable[Row]) -> Row | None:
    over = (one for one in records if one["start"] < want["end"] and want["start"] < one["end"])
    return max(over, key=lambda one: _agreeing(want, one), default=None)


def _agreeing(want: Row, got: Row) -> int:
    return sum(agreement(settled(want, got), got).values())


def settled(want: Row, got: Mapping[str, Any] | None) -> Row:
    """The gold record with one reading in place of lists: that of the record `got` where it is among them."""
    row = dict(want)
    for name in LISTS:
        choices = want[name] if isinstance(want[name], list) else [want[name]]
        row[name] = got[name] if got is not None and (want[name] is None or got[name] in choices) else _first(choices)
    names = want["indicator"] or [""]
    row["indicator"] = max(names, key=lambda name: got is not None and _is_named(row | _named(want, name), got))
    row |= _named(want, row["indicator"])
    if got is not None and want.get("anyvalue"):
        row |= {"value": got["value"], "value_max": got["value_max"]}
    if got is not None and got["status"] in want.get("status_ok", ()):
        row["status"] = got["status"]
    return row


def _first(choices: list[Any]) -> Any:
    return choices[0] if choices else None


def _named(want: Row, name: str) -> Row:
    return {"indicator": name, "key": want.get("key") or name}


def _is_named(want: Row, got: Mapping[str, Any]) -> bool:
    return agreement(want, got)["indicator"]


def figures(texts: Iterable[Composed]) -> Iterator[tuple[str, Score, list[Composed]]]:
    """For each kind of language, and for all, the score and the texts."""
    groups: dict[str, list[Composed]] = defaultdict(list)
    for one in texts:
        groups[one.kind].append(one)
        groups["all"].append(one)
    found = {one.name: one.found() for one in groups["all"]}
    for kind, members in sorted(groups.items()):
        yield kind, score(pair for one in members for pair in one.pairs(found[one.name])), members


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("suites", nargs="*", help="default: all")
    parser.add_argument("--errors", action="store_true", help="also print each error")
    args = parser.parse_args()
    for name in args.suites or names():
        print(name)
        for kind, result, texts in figures(suite(name)):
            print(f"  {kind:<12} texts {len(texts):>3}  {_line(result)}")
            if args.errors and kind == "all" and not name.startswith("test"):
                print(*map(_told, result.errors), sep="\n")


def _line(result: Score) -> str:
    counts = (("detect", result.detect), ("record", result.record), ("mention", result.mention))
    fields = (f"{name} {result.accuracy(name):.3f}" for name in NEEDED)
    return "  ".join((*(f"{name} {count.f1:.3f}" for name, count in counts), *fields))


def _told(error: Any) -> str:
    gold, got = ({name: one.get(name) for name in ("text", "indicator", "status", "year")} if one else None
                 for one in (error.gold, error.predicted))  # fmt: skip
    return f"    {error.what}: want {gold} got {got}"


if __name__ == "__main__":
    main()

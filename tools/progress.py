"""Compare the pairs of target and achieved value that plancli makes of work reports with pairs that a person has read.

usage: progress.py [--write] GOLD.csv RECORDS...

GOLD has the place of both figures in their documents, both values, the verdict and `right`: yes where both are of
one indicator, kind, scope and year and the verdict is that of docs/decisions/progress.md. A pair that GOLD lacks is
listed: somebody has to read it. --write adds such pairs with an empty `right`.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from plancli.compare.align.group import gather
from plancli.compare.progress.pairs import achieved, by_indicator, same_year
from plancli.compare.progress.reached import reached
from plancli.records.sets import load_sets

KEYS = ("target_doc", "target_start", "target_value", "actual_doc", "actual_start", "actual_value", "reached")
Pair = tuple[str, ...]


def pairs(records: Sequence[dict[str, Any]]) -> Iterator[Pair]:
    """Every target that has an achieved value of its year, with it."""
    known = by_indicator(achieved(records))
    for target in gather(one for one in records if one["status"] == "target"):
        if actual := same_year(target, known):
            met, _ = reached(target.record, actual.record, target.indicator_id)
            sides = (str(side.record[name]) for side in (target, actual) for name in ("doc", "start", "value"))
            yield (*sides, "" if met is None else str(met).lower())


def read(path: Path) -> dict[Pair, str]:
    """Pair → what a person said of it: yes, no, or empty."""
    with path.open(encoding="utf-8", newline="") as stream:
        return {tuple(row[key] for key in KEYS): row["right"] for row in csv.DictReader(stream)}


def write(path: Path, found: Iterable[tuple[Pair, str]]) -> None:
    """Write GOLD."""
    lines = [",".join((*KEYS, "right")), *(",".join((*pair, right)) for pair, right in found)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def score(found: Iterable[Pair], gold: dict[Pair, str]) -> tuple[int, int, list[Pair]]:
    """How many pairs are right, how many are wrong, and which nobody has read."""
    words = {pair: gold.get(pair, "") for pair in found}
    unread = [pair for pair, word in words.items() if not word]
    return sum(word == "yes" for word in words.values()), sum(word == "no" for word in words.values()), unread


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("records", nargs="+")
    parser.add_argument("--write", action="store_true", help="add the pairs that nobody has read yet")
    given = parser.parse_args(arguments)
    gold = read(given.gold) if given.gold.is_file() else {}
    found = list(pairs(load_sets(given.records)))
    right, wrong, unread = score(found, gold)
    missed = sum(word == "yes" for word in gold.values()) - right
    print(f"pairs {len(found)}  right {right}  wrong {wrong}  unread {len(unread)}  missed {missed}")
    for pair in unread:
        print("unread  " + "  ".join(pair))
    if given.write:
        write(given.gold, sorted({**gold, **dict.fromkeys(unread, "")}.items()))


if __name__ == "__main__":
    main()

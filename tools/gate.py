"""Score the gold documents and compare with the floors that nobody lowers by accident.

    python tools/gate.py                    score, compare; exit 1 where a figure is below its floor
    python tools/gate.py briefs             this group only
    python tools/gate.py --raise            lift floors to what was reached
    python tools/gate.py --raise --lower    also lower them, and take over changed gold or text

`tests/floors.json` holds for each group of documents the floors of F1 and a digest of every gold file and text: a
score on other gold is another score. Groups whose documents are not here are passed over, and said so. Rules are
written with the documents of the first groups, the odd ones of `wild` and the composed texts `dev`, so those figures
flatter; `wild even`, `wild whole`, `judged, held out` and the composed texts `test` are what users may expect. The
groups `judged` have other figures (tools/verdicts.py): what people said of records drawn at random.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from pathlib import Path
from typing import Any

import composed
import gold as stripped_gold
import verdicts
import wild
from plancli.evaluate.score import Score, score

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
FLOORS = ROOT / "tests" / "floors.json"
FIGURES = ("detect", "record", "mention")
STEP = Decimal("0.001")
MANY = 20  # documents whose digests are kept as one
Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Pair:
    """A document, and the file of its gold records (with or without the words of the document)."""

    document: Path
    gold: Path

    @property
    def name(self) -> str:
        return self.gold.stem

    def digest(self) -> str:
        """Of the bytes of both."""
        return hashlib.sha256(self.document.read_bytes() + b"\0" + self.gold.read_bytes()).hexdigest()[:16]

    def records(self) -> Rows:
        if self.gold.parent.name == "shared":
            return stripped_gold.join(self.gold)
        return stripped_gold.rows(self.gold)

    def pairs(self, found: Rows) -> Iterator[tuple[Rows, Rows]]:
        """The gold, and the records `found` in the document."""
        yield self.records(), found


Scored = Pair | wild.Sampled | composed.Composed | verdicts.Verdicts


def groups() -> dict[str, Sequence[Scored]]:
    """The documents that have gold, by what kind of text they are; empty where they are not here."""
    plans = ("zhejiang", "huzhou", "lucheng", "hubei", "jiangan")
    reports = ("zhejiang-2026", "hubei-2026")
    sample = wild.sampled()
    return {
        "briefs": [Pair(ROOT / "data/raw" / f"{name}.txt", ROOT / "tests/gold" / f"{name}.jsonl") for name in plans],
        "plans": _shared(plans),
        "reports": _shared(reports),
        "annotated here": [_stripped(path) for path in sorted(stripped_gold.STRIPPED.glob("*.jsonl"))],
        "wild odd": [one for one in sample if not one.is_even],
        "wild even": [one for one in sample if one.is_even],
        "wild whole": [Pair(path.with_suffix(".txt"), path) for path in sorted((wild.WILD / "whole").glob("*.jsonl"))],
        **{f"composed {name}": composed.suite(name) for name in composed.names()},
        **{name: verdicts.part(name) for name in verdicts.PARTS},
    }


def _shared(names: Iterable[str]) -> list[Pair]:
    return [Pair(SHARED / "corpus" / f"{name}.txt", SHARED / "gold" / f"{name}.jsonl") for name in names]


def _stripped(path: Path) -> Pair:
    return Pair(SHARED / stripped_gold.rows(path)[0]["document"], path)


def is_here(group: Sequence[Scored]) -> bool:
    return bool(group) and all(isinstance(one, composed.Composed) or one.document.is_file() for one in group)


def digests_of(group: Sequence[Scored]) -> dict[str, str]:
    """Name → digest; one digest over all where they are many."""
    found = {one.name: one.digest() for one in group}
    return found if len(found) < MANY else {"all": hashlib.sha256(json.dumps(found).encode()).hexdigest()[:16]}


def scored(group: Sequence[Scored]) -> Score:
    """The pooled score of the program, as it is now, on `group`."""
    found = _records(group)
    return score(pair for one, records in zip(group, found, strict=True) for pair in one.pairs(records))


def _records(group: Sequence[Scored]) -> list[Rows]:
    texts = [one for one in group if isinstance(one, composed.Composed)]
    return [one.found() for one in texts] or wild.records(one.document for one in group)  # type: ignore[union-attr]


def reached(group: Sequence[Scored]) -> dict[str, float]:
    """The figures of a group (F1 of gold, shares of verdicts), cut (not rounded) to three digits."""
    judged = [one for one in group if isinstance(one, verdicts.Verdicts)]
    result = scored(group) if not judged else None
    found = {name: getattr(result, name).f1 for name in FIGURES} if result else verdicts.reached(judged)
    return {name: float(Decimal(value).quantize(STEP, ROUND_DOWN)) for name, value in found.items()}


def faults(name: str, now: dict[str, float], digests: dict[str, str], floors: dict[str, Any]) -> list[str]:
    """What is wrong with one group, a line each."""
    kept = floors.get(name, {"floors": {}, "digests": {}})
    found = [
        f"{name}: {figure} {now[figure]} is below its floor {floor}"
        for figure, floor in kept["floors"].items()
        if now[figure] < floor
    ]
    changed = [pair for pair in digests if kept["digests"].get(pair) != digests[pair]]
    return found + [f"{name}: gold or text of {pair} is not that of the floors" for pair in changed]


def renewed(kept: dict[str, Any], now: dict[str, float], digests: dict[str, str], lower: bool) -> dict[str, Any]:
    """The floors of one group after this run: higher where more was reached; lower, or of other gold, only if told."""
    if not kept:
        return {"floors": now, "digests": digests}
    floors = now if lower else {name: max(value, kept["floors"].get(name, 0.0)) for name, value in now.items()}
    return {"floors": floors, "digests": digests if lower else kept["digests"]}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("groups", nargs="*", help="only these groups; default: all")
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift floors to what was reached")
    parser.add_argument("--lower", action="store_true", help="with --raise: also lower floors, take over changed gold")
    args = parser.parse_args()
    if args.lower and not args.lift:
        parser.error("--lower needs --raise")
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else {}
    wrong: list[str] = []
    known = groups()
    if unknown := set(args.groups) - set(known):
        parser.error(f"no group {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    for name in args.groups or known:
        pairs = known[name]
        if not is_here(pairs):
            print(f"{name:<16} not here")
            continue
        now, digests = reached(pairs), digests_of(pairs)
        wrong += faults(name, now, digests, floors)
        print(f"{name:<16} {_line(now, floors.get(name, {}).get('floors', {}))}  documents {len(pairs)}")
        if args.lift:
            floors[name] = renewed(floors.get(name, {}), now, digests, args.lower)
    if args.lift:
        FLOORS.write_text(json.dumps(floors, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        return 0
    for line in wrong:
        print(f"gate: {line}", file=sys.stderr)
    return 1 if wrong else 0


def _line(now: dict[str, float], floors: dict[str, float]) -> str:
    return "  ".join(f"{name} {value:.3f} (floor {floors.get(name, 0.0):.3f})" for name, value in now.items())


if __name__ == "__main__":
    sys.exit(main())

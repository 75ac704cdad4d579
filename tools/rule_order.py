"""Swap neighbouring rules of each attribute, and print which swaps change something: only there the order counts.

    python tools/rule_order.py                      every pair of neighbours
    python tools/rule_order.py --only status        those of one list
    python tools/rule_order.py --page docs/rule-order.md

Two rules *meet* where both answer for the same figure and no rule before them does. Of a pair that meets nowhere the
order is free. Pairs that meet are swapped, and the documents and cases where they met are read again: `records` come
out otherwise, `named` only name another rule, `right` is how many more or fewer annotated targets are right in every
field as the order is, `cases` give another answer than the one they are filed under. Documents are those with gold,
the odd ones of wild, and the cases beside the rules. A last rule that always answers (`plain`, `part_role`) is last.
"""

from __future__ import annotations

import argparse
import functools
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "support"))

from answers import answer_to  # noqa: E402
from cases import Case, cases_of, target_at, targets  # noqa: E402

import gate  # noqa: E402
import wild  # noqa: E402
from plancli.evaluate.score import score  # noqa: E402
from plancli.extract.link import comparator, kind, modality, unit, year  # noqa: E402
from plancli.extract.link.indicator import in_front  # noqa: E402
from plancli.extract.link.indicator import rules as indicator  # noqa: E402
from plancli.extract.link.status import rules as status  # noqa: E402
from plancli.model import Document  # noqa: E402
from plancli.pipeline import analyse  # noqa: E402
from plancli.read import read  # noqa: E402
from plancli.records.record import to_record  # noqa: E402
from trial import VOLATILE, with_gold  # noqa: E402

Rule = Callable[..., Any]
EVEN = re.compile(r"-\d*[02468]\b")
ALWAYS = ("plain", "level", "part_role", "undated", "unstated", "noun_before")
"""Rules that answer whatever the text says."""


@dataclass(frozen=True)
class Annotated:
    """A document with its gold: `scored` gives the pairs to be scored of the records found in it."""

    document: Document
    scored: gate.Pair | wild.Sampled | None = None


@dataclass(frozen=True)
class Asked:
    """A list of rules: the attribute that it is asked for, its module, and its name there."""

    attribute: str
    module: ModuleType
    name: str

    @property
    def rules(self) -> tuple[Rule, ...]:
        return getattr(self.module, self.name)

    def put(self, rules: Iterable[Rule]) -> None:
        setattr(self.module, self.name, tuple(rules))


LISTS = (
    Asked("indicator (its own)", indicator, "OWN"),
    Asked("indicator (in front)", in_front, "RULES"),
    Asked("indicator (taken up)", indicator, "TAKEN_UP"),
    Asked("comparator", comparator, "RULES"),
    Asked("kind", kind, "RULES"),
    Asked("status", status, "RULES"),
    Asked("year", year, "RULES"),
    Asked("unit", unit, "RULES"),
    Asked("modality", modality, "RULES"),
)


@dataclass
class Pair:
    """Two neighbours, the documents and cases where they met, and what their swap changes there."""

    asked: Asked
    at: int
    documents: set[int]
    cases: set[int]
    records: int = 0
    named: int = 0
    right: int = 0
    broken: int = 0

    @property
    def names(self) -> tuple[str, str]:
        first, second = self.asked.rules[self.at : self.at + 2]
        return first.__name__, second.__name__

    @property
    def key(self) -> str:
        """How the page names it."""
        return f"{self.asked.attribute}: `{self.names[0]}`, `{self.names[1]}`"

    @property
    def last(self) -> bool:
        """Whether the second one is the last, which always answers."""
        return self.names[1] in ALWAYS


def documents() -> list[Annotated]:
    """Those with gold, and the odd ones of wild; even ones are for scoring alone."""
    even = {one.document for one in gate.groups()["wild even"]}
    ones = [one for one in with_gold() if one.document not in even]
    known = {one.document for one in ones}
    others = [path for path in sorted((wild.WILD / "docs").glob("*.txt")) if not EVEN.search(path.stem)]
    return [
        *(Annotated(read(one.document), one) for one in ones),
        *(Annotated(read(path)) for path in others if path not in known),
    ]


def cases() -> list[Case]:
    """Every case beside a rule of linking."""
    files = sorted((ROOT / "src/plancli/extract/link").glob("**/*.cases.toml"))
    return [case for path in files for case in cases_of(path)]


def records(one: Annotated) -> tuple[Counter[Any], Counter[Any], int]:
    """The records of a document, the same with the names of their rules, and how many annotated ones are right."""
    found = [to_record(target) for target in analyse(one.document).targets]
    plain = Counter(str({key: value for key, value in row.items() if key not in VOLATILE}) for row in found)
    right = score(one.scored.pairs(found)).record.right if one.scored else 0
    return plain, Counter(str(row["rules"]) + row["id"] for row in found), right


def holds(case: Case) -> bool:
    """Whether a case gives the answer that it is filed under."""
    targets.cache_clear()
    target = target_at(case.text, case.span, case.head)
    return ("no record" if target is None else answer_to(case, target)) == case.expected


class Watch:
    """Notes where neighbours both answer: `pairs` knows them by their list and place."""

    def __init__(self, asked: Iterable[Asked]) -> None:
        self.place: tuple[str, int] = ("documents", 0)
        self.pairs = [Pair(one, at, set(), set()) for one in asked for at in range(len(one.rules) - 1)]

    def run(self, here: list[Annotated], held: list[Case]) -> None:
        """Read everything once, with every rule watched."""
        whole = {one: one.rules for one in LISTS}
        for pair in self.pairs:
            rules = list(pair.asked.rules)
            rules[pair.at] = self._watched(pair, *whole[pair.asked][pair.at : pair.at + 2])
            pair.asked.put(rules)
        for number, one in enumerate(here):
            self.place = "documents", number
            records(one)
        for number, case in enumerate(held):
            self.place = "cases", number
            holds(case)
        for one, rules in whole.items():
            one.put(rules)

    def _watched(self, pair: Pair, rule: Rule, following: Rule) -> Rule:
        @functools.wraps(rule)
        def asked(*arguments: Any) -> Any:
            found = rule(*arguments)
            if found is not None and following(*arguments) is not None:
                getattr(pair, self.place[0]).add(self.place[1])
            return found

        return asked


def swap(pair: Pair, here: list[Annotated], held: list[Case]) -> None:
    """Count what comes out otherwise with the two rules in the other order."""
    whole = pair.asked.rules
    before = {number: records(here[number]) for number in pair.documents}
    held_before = {number for number in pair.cases if holds(held[number])}
    rules = list(whole)
    rules[pair.at], rules[pair.at + 1] = rules[pair.at + 1], rules[pair.at]
    pair.asked.put(rules)
    for number in pair.documents:
        now, was = records(here[number]), before[number]
        pair.records += max((was[0] - now[0]).total(), (now[0] - was[0]).total())
        pair.named += max((was[1] - now[1]).total(), (now[1] - was[1]).total())
        pair.right += was[2] - now[2]
    pair.broken = sum(not holds(held[number]) for number in held_before)
    pair.asked.put(whole)


HEAD = """# In which order rules are asked

Made by `tools/rule_order.py` on the documents with gold, the odd ones of wild, and the cases beside the rules. Two
neighbours *meet* where both have an answer and no rule before them has. Of those that meet nowhere the order is free;
those that meet are swapped, and everything where they met is read again. A rule that always answers is the last of its
list, which is no question of order.
"""


def page(pairs: list[Pair]) -> str:
    """The pairs as a Markdown page: where the order means something, where only a name changes, where it is free."""
    asked = [pair for pair in pairs if not pair.last]
    matter = [pair for pair in asked if pair.records or pair.broken]
    named = [pair for pair in asked if pair not in matter and (pair.documents or pair.cases)]
    free = [pair for pair in asked if not pair.documents and not pair.cases]
    lines = [HEAD, f"## The order means something: {len(matter)} pairs\n"]
    lines += [
        "| attribute | first | then | records changed by a swap | annotated right by the order | cases that hold it |"
    ]
    lines += ["| --- | --- | --- | ---: | ---: | ---: |"]
    lines += [
        f"| {one.key.replace(': ', ' | ').replace(', ', ' | ')} | {one.records} | {one.right:+} | {one.broken} |"
        for one in matter
    ]
    lines += [f"\n## They meet, and give the same answer: {len(named)} pairs\n"]
    lines += ["The records are the same but for the name of the rule.\n", *(f"- {pair.key}" for pair in named)]
    lines += [
        f"\n## They never meet: {len(free)} pairs\n",
        "Their order is free.\n",
        *(f"- {pair.key}" for pair in free),
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", metavar="TEXT", help="lists whose attribute begins with this")
    parser.add_argument("--page", type=Path, help="write the page here")
    args = parser.parse_args()
    here, held = documents(), cases()
    watch = Watch(one for one in LISTS if one.attribute.startswith(args.only or ""))
    watch.run(here, held)
    for pair in watch.pairs:
        if not pair.last:
            swap(pair, here, held)
            said = f"{pair.records:5} records {pair.named:5} named {pair.right:+4} right {pair.broken:3} cases"
            met = f"met in {len(pair.documents):3} documents {len(pair.cases):4} cases"
            print(f"{said}  {met}  {pair.asked.attribute}: {' '.join(pair.names)}", flush=True)
    if args.page:
        args.page.write_text(page(watch.pairs), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

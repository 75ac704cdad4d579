"""Train what all words of a sentence say of its figure (extract/link/status/all_words), and tell what it is worth.

    python tools/train_statuses.py            by cross-validation over documents, and on texts that nobody read
    python tools/train_statuses.py --write    also trains with all, and writes lexicon/status_words.txt

Texts are those of tests/gold/statuses (`train`), the composed suites that are developed on, the cases beside the rules,
the briefs, and those documents of ../shared that are not only scored, as the rules read them: of these 99 in
100 statuses were judged right. `as read`, `cases` and `made up` tell how far the model agrees with the rules, no more.
The model is a multinomial logistic regression with a ridge; `test` is only scored.
"""

import argparse
import json
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "support"))

import cases  # noqa: E402

import composed  # noqa: E402
from folds import folds  # noqa: E402
from name_gold import SHARED, measured, only_scored  # noqa: E402
from plancli.extract.link.status import all_words, rules  # noqa: E402
from plancli.extract.link.status.all_words import BIAS, STATUSES, likelier, of_facts  # noqa: E402
from plancli.extract.link.status.facts import facts  # noqa: E402
from plancli.model import Document, Status  # noqa: E402
from plancli.read import documents, from_text, read  # noqa: E402

PATH = ROOT / "src" / "plancli" / "lexicon" / "status_words.txt"
TOLD = ROOT / "tests" / "gold" / "statuses"
AS_READ, CASES = "as read", "cases"
# what a figure counts: a sentence beside the rules has few words, and none that only happen to be there; published
# documents are what is read in the end, and few beside those that were written for this
COUNTS = {CASES: 2.0, AS_READ: 3.0}
SELDOM = 4  # facts of fewer documents are left out
STIFFNESS = 2.0  # of the square of the weights
STEPS, PACE = 300, 0.05
SMALL = 8  # hundredths: smaller weights together change nothing that is scored
Weights = dict[str, tuple[int, int, int]]


@dataclass(frozen=True)
class Example:
    """A figure: what is known of it, what people said it is, and what the rules say; `asked`: the model decides;
    `reached`: it never makes a promise of it."""

    source: str
    document: str
    facts: tuple[str, ...]
    right: Status
    read: Status
    asked: bool
    reached: bool = False


def examples() -> Iterator[Example]:
    """Everything that is trained with."""
    yield from told("train")
    for suite in composed.names():
        if suite.startswith("test"):
            continue
        for text in composed.suite(suite):
            named = {(want["start"], want["end"]): want["status"] for want in text.wants}
            yield from _of(suite, from_text(text.text, text.name), named)
    for number, (text, head) in enumerate(dict.fromkeys((case.text, case.head) for case in _cases())):
        yield from _of(CASES, Document(f"case {number}", text, head))
    for document in _made_up():
        yield from _of("made up", document)
    for path in sorted((*SHARED.glob("wild/docs/*"), *SHARED.glob("corpus/*.txt"))):
        if not only_scored(path):
            yield from (one for found in documents(path) if isinstance(found, Document) for one in _of(AS_READ, found))


def _made_up() -> Iterator[Document]:
    """The briefs, and the small documents beside the rules on parts."""
    for path in sorted((ROOT / "data" / "raw").glob("*.txt")):
        yield read(path)
    for path in sorted((ROOT / "src" / "plancli" / "structure").glob("*.cases.toml")):
        for kind, group in tomllib.loads(path.read_text(encoding="utf-8")).items():
            for number, marked in enumerate(group["texts"]):
                yield from_text(cases.unmarked(marked)[0], f"{kind} {number}")


def _cases() -> Iterator[cases.Case]:
    """The sentences beside the rules: each says how a figure is read that has nothing else around it."""
    for path in sorted((ROOT / "src" / "plancli" / "extract" / "link").rglob("*.cases.toml")):
        if path.name != "all_words.cases.toml":
            yield from cases.cases_of(path)


def told(name: str) -> Iterator[Example]:
    """The figures of a suite of tests/gold/statuses: texts in which their writers said what each figure is."""
    for line in (TOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        text = json.loads(line)
        named = {(row["start"], row["end"]): row["status"] for row in text["figures"]}
        yield from _of(text["kind"], from_text(text["text"], text["id"]), named)


def _of(source: str, document: Document, named: dict[tuple[int, int], str] | None = None) -> Iterator[Example]:
    """The figures of a document that `named` names, or all of them as the rules read them."""
    with _rules_alone():
        found = list(measured(document))
    for span, measure in found:
        status = measure.status.value
        if named is not None:
            said = next((one for (start, end), one in named.items() if span.start < end and start < span.end), "open")
            if said not in [one.value for one in STATUSES]:
                continue
            status = Status(said)
        if measure.mention.part.genre != "report":
            known = facts(measure.mention, measure.noun.phrase, measure.status)
            read_as, rule = measure.status.value, measure.status.rule
            yield Example(source, document.id, known, status, read_as, rule in rules.TURNED_INTO,
                          Status.TARGET not in rules.TURNED_INTO.get(rule, ()))  # fmt: skip


@contextmanager
def _rules_alone() -> Iterator[None]:
    with patch.object(all_words, "more_likely", return_value=None):
        yield


def trained(found: Sequence[Example]) -> Weights:
    """The weights of facts for each status, in hundredths, by gradient descent (Adam)."""
    seen_in = defaultdict(set)
    for one in found:
        for fact in one.facts:
            seen_in[fact].add(one.document)
    kept = sorted(fact for fact, where in seen_in.items() if len(where) >= SELDOM)
    column = {fact: number for number, fact in enumerate(kept)}
    pairs = [(row, column[fact]) for row, one in enumerate(found) for fact in one.facts if fact in column]
    row, place = np.array(pairs).T
    right = np.zeros((len(found), len(STATUSES)))
    right[np.arange(len(found)), [STATUSES.index(one.right) for one in found]] = 1
    counts = np.array([[COUNTS.get(one.source, 1.0)] for one in found])
    weights = np.zeros((len(kept) + 1, len(STATUSES)))
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        odds = _summed(row, weights[place], len(found)) + weights[-1]
        share = np.exp(odds - odds.max(axis=1, keepdims=True))
        off = counts * (share / share.sum(axis=1, keepdims=True) - right)
        slope = np.vstack([_summed(place, off[row], len(kept)) + STIFFNESS * weights[:-1], off.sum(axis=0)])
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        weights -= PACE * mean / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    hundredths = np.rint(100 * (weights - weights.mean(axis=1, keepdims=True))).astype(int).tolist()
    named = zip([*kept, BIAS], hundredths, strict=True)
    return {fact: tuple(each) for fact, each in named if fact == BIAS or max(map(abs, each)) >= SMALL}


def _summed(groups: np.ndarray, values: np.ndarray, count: int) -> np.ndarray:
    """The sums of rows of `values` by their group."""
    return np.stack([np.bincount(groups, column, minlength=count) for column in values.T], axis=1)


def decided(one: Example, weights: Weights) -> Status:
    """The status of a figure with the model of these weights."""
    other = likelier(of_facts(one.facts, weights), one.read) if one.asked else None
    return one.read if other is None or (one.reached and other is Status.TARGET) else other


def cross_validated(found: Sequence[Example]) -> list[tuple[Example, Status]]:
    """Each figure with the status that weights of other documents give it."""
    decisions = []
    for others, mine in folds(found):
        weights = trained(others)
        decisions += [(one, decided(one, weights)) for one in mine]
    return decisions


def report(label: str, decisions: Sequence[tuple[Example, Status]]) -> None:
    """A line for each source: how many statuses are right by the rules, and with the model."""
    for source in sorted({one.source for one, _ in decisions}):
        mine = [(one, status) for one, status in decisions if one.source == source]
        read = sum(one.read is one.right for one, _ in mine) / len(mine)
        now = sum(status is one.right for one, status in mine) / len(mine)
        lost = sum(status is not one.right and one.read is one.right for one, status in mine)
        changed = sum(status is not one.read for one, status in mine)
        told_of = f"{label:<16} {source:<8} figures {len(mine):>5}  right {read:.3f} → {now:.3f}"
        print(f"{told_of}  changed {changed}, of these wrongly {lost}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="train with all and write the weights")
    args = parser.parse_args()
    found = list(examples())
    report("cross-validated", cross_validated(found))
    weights = trained(found)
    report("never read", [(one, decided(one, weights)) for one in told("test")])
    if args.write:
        rows = sorted((fact, each) for fact, each in weights.items() if fact.isprintable())
        PATH.write_text("".join(f"{a} {b} {c} {fact}\n" for fact, (a, b, c) in rows), encoding="utf-8")


if __name__ == "__main__":
    main()

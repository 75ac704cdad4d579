"""Train what doubts names (extract/link/name_doubt) and tell by cross-validation what it is worth.

    python tools/train_names.py            what it is worth, by cross-validation; no file is written
    python tools/train_names.py --write    also trains with all, and writes lexicon/name_doubt.txt

Needs ../shared. A ridge logistic regression tells names that people found wrong from right ones. Weights are rounded to
hundredths, and small ones left out. What is held out is never read (`name_gold`); `--held-out` counts there, too.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from folds import folds
from name_gold import VERDICTS, Named, held_out, named, squeezed
from plancli.extract.link.name_doubt import BIAS, LOOK, facts
from plancli.lexicon.indicators import index
from plancli.model import Status

PATH = Path(__file__).resolve().parents[1] / "src" / "plancli" / "lexicon" / "name_doubt.txt"
SELDOM = 4  # facts of fewer names are left out
STIFFNESS = 3.0  # of the square of the weights
ANNOTATED = 0.3  # what a name of an annotated text counts beside one that was judged
STEPS = 30
SMALL = 3  # hundredths
DOUBTED = 0.12  # share of the names that are asked about
Weights = dict[str, int]


@dataclass(frozen=True)
class Example:
    """A name: the facts that are known of it, whether it is wrong, and whether the program would ask about it."""

    source: str
    document: str
    facts: tuple[str, ...]
    wrong: bool
    asked: bool


def example(one: Named) -> Example:
    measure = one.measure
    name = measure.noun.phrase
    asked = measure.status.value is not Status.OTHER and name not in index().names
    return Example(one.source, one.document, facts(measure), squeezed(name) not in one.right, asked)


def trained(examples: Sequence[Example]) -> Weights:
    """The weights of facts, by Newton's method."""
    times = Counter(fact for one in examples for fact in one.facts)
    kept = sorted(fact for fact, count in times.items() if count >= SELDOM)
    column = {fact: number for number, fact in enumerate(kept)}
    seen = np.zeros((len(examples), len(kept) + 1))
    seen[:, -1] = 1
    for at, one in enumerate(examples):
        seen[at, [column[fact] for fact in one.facts if fact in column]] = 1
    wrong = np.array([float(one.wrong) for one in examples])
    counts = np.array([1 if one.source == VERDICTS else ANNOTATED for one in examples])
    pull = np.full(len(kept) + 1, STIFFNESS)
    pull[-1] = 1e-6
    found = np.zeros(len(kept) + 1)
    for _ in range(STEPS):
        share = 1 / (1 + np.exp(-seen @ found))
        slope = seen.T @ (counts * (wrong - share)) - pull * found
        curve = (seen * (counts * share * (1 - share))[:, None]).T @ seen + np.diag(pull)
        step = np.linalg.solve(curve, slope)
        found += step
        if np.abs(step).max() < 1e-9:
            break
    hundredths = {fact: round(weight * 100) for fact, weight in zip([*kept, BIAS], found, strict=True)}
    return {fact: weight for fact, weight in hundredths.items() if abs(weight) >= SMALL or fact == BIAS}


def odds(one: Example, weights: Weights) -> int:
    """How likely a name is wrong, in hundredths of the logarithm of the odds."""
    return sum(weights.get(fact, 0) for fact in one.facts) + weights[BIAS]


def cross_validated(examples: Sequence[Example]) -> list[tuple[int, Example]]:
    """Each judged name that the program would ask about, with what weights of other documents say."""
    found = []
    for others, mine in folds(examples):
        weights = trained(others)
        found += [(odds(one, weights), one) for one in mine if one.source == VERDICTS and one.asked]
    return found


def look(found: Sequence[tuple[int, Example]]) -> int:
    """The odds that DOUBTED of the names reach."""
    return sorted((value for value, _ in found), reverse=True)[int(len(found) * DOUBTED)]


def told(label: str, found: Sequence[tuple[int, Example]], bound: int) -> str:
    """A line of figures."""
    wrong = sum(one.wrong for _, one in found)
    doubted = [one for value, one in found if value >= bound]
    hit = sum(one.wrong for one in doubted)
    return (
        f"{label:<16} names {len(found)}, wrong {wrong / len(found):.3f}; doubted {len(doubted) / len(found):.3f}, "
        f"of these wrong {hit / len(doubted):.2f}; they hold {hit / wrong:.2f} of the wrong ones"
    )


def write(weights: Weights, bound: int) -> None:
    """The weights as data; what cannot be printed would not be read back as one line."""
    rows = sorted((fact, weight) for fact, weight in (weights | {LOOK: bound}).items() if fact.isprintable())
    PATH.write_text("".join(f"{weight} {fact}\n" for fact, weight in rows), encoding="utf-8")


def asked_of(names: Iterable[Named], weights: Weights) -> list[tuple[int, Example]]:
    return [(odds(one, weights), one) for one in map(example, names) if one.asked]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="train with all names and write the weights")
    parser.add_argument("--held-out", action="store_true", help="count in the documents held out, too")
    args = parser.parse_args()
    examples = list(map(example, named()))
    found = cross_validated(examples)
    bound = look(found)
    print(told("cross-validated", found, bound))
    weights = trained(examples)
    if args.held_out:
        print(told("held out", asked_of(held_out(), weights), bound))
    if args.write:
        write(weights, bound)


if __name__ == "__main__":
    main()

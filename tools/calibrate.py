"""Count how often records were right on annotated texts, and make the table of confidence of it.

    python tools/calibrate.py           score by cross-validation, print; write nothing
    python tools/calibrate.py --write   also write src/plancli/lexicon/confidence.toml

Texts that the rules had not met are the even documents of the sample, those of tests/gold/calibration, and the records
of tests/gold/judged: drawn at random, judged one by one by people who did not know the rules.

The weight of a feature is that of a logistic regression whose weights are drawn towards 0 (as if every feature had been
seen PRIOR more times, half of them right), so that what was seldom seen says little. Texts that the rules were written
with count less and have a level of their own; the table has the level of texts that the rules had not met.

Printed are, for all records and for those of texts that the rules had not met: how many there are, how many are wrong,
the calibration error in ten bins (of equal width, of equal number), which share of the errors the least sure 15 % hold,
and which share of all records is right when a person has reviewed those and decided as the gold says. Every record is
judged by a table that was counted without its document. Of ../shared/wild the last figure is printed too as the table
that is shipped gives it, which has been counted on these documents among others: what a user of these files would see.
"""

import argparse
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import numpy as np

from calibration import Judged, digest, judged
from plancli.trust.confidence import confidence

TABLE = Path(__file__).resolve().parents[1] / "src" / "plancli" / "lexicon" / "confidence.toml"
FRESH = (
    "tests/gold/calibration",
    "tests/gold/judged",
)  # texts that the rules were not written with, and even documents
COMPOSED = (
    "tests/gold/composed/test"  # not met by the rules either, but harder than documents are: a level of their own
)
KNOWN_WEIGHT = 0.3  # of a record of any other text
LEVELS = 3  # the last columns: texts that the rules were written with, composed texts, all
PRIOR = 3.0
LEAST = 8  # records that must show a feature
FOLDS, DRAWS, BINS = 10, 2, 10
LOOK = 0.15  # share of the records that a person is to look at
STEPS = 50
Floats = np.ndarray


class Sample:
    """Records as a matrix: a column for each feature that is seen often enough, one for the source, one for all."""

    def __init__(self, records: Sequence[Judged]) -> None:
        self.records = records
        counts = Counter(feature for one in records for feature in set(one.features))
        self.columns = sorted(feature for feature, count in counts.items() if count >= LEAST)
        places = {feature: at for at, feature in enumerate(self.columns)}
        self.seen = np.zeros((len(records), len(places) + LEVELS))
        for at, one in enumerate(records):
            self.seen[at, [places[feature] for feature in one.features if feature in places]] = 1
            self.seen[at, -LEVELS:] = is_known(one), one.source.startswith(COMPOSED), 1
        self.right = np.array([float(one.right) for one in records])
        self.weights = np.array([KNOWN_WEIGHT if is_known(one) else 1.0 for one in records])

    def fit(self, rows: Floats) -> Floats:
        """The weights of a ridge logistic regression on `rows`, by Newton's method; levels are not drawn."""
        seen, right, weights = self.seen[rows], self.right[rows], self.weights[rows]
        pull = np.full(seen.shape[1], PRIOR)
        pull[-LEVELS:] = 1e-6
        found = np.zeros(seen.shape[1])
        for _ in range(STEPS):
            share = 1 / (1 + np.exp(-seen @ found))
            slope = seen.T @ (weights * (right - share)) - pull * found
            curve = (seen * (weights * share * (1 - share))[:, None]).T @ seen + np.diag(pull)
            step = np.linalg.solve(curve, slope)
            found += step
            if np.abs(step).max() < 1e-9:
                break
        return found

    def cross_validated(self) -> Floats:
        """For each record the share that a table counted without its document gives."""
        docs = sorted({one.doc for one in self.records})
        shares = np.zeros((DRAWS, len(self.records)))
        for draw in range(DRAWS):
            order = np.random.default_rng(draw).permutation(len(docs))
            folds = {docs[at]: rank % FOLDS for rank, at in enumerate(order)}
            mine = np.array([folds[one.doc] for one in self.records])
            for fold in range(FOLDS):
                found = self.fit(mine != fold)
                shares[draw, mine == fold] = 1 / (1 + np.exp(-self.seen[mine == fold] @ found))
        return shares.mean(axis=0)


def calibration_error(share: Floats, right: Floats, by_number: bool) -> float:
    """The mean distance, over bins, between what was expected and what was right."""
    if by_number:
        bins = np.array_split(np.argsort(share, kind="stable"), BINS)
    else:
        places = np.minimum((share * BINS).astype(int), BINS - 1)
        bins = [np.flatnonzero(places == number) for number in range(BINS)]
    return sum(len(one) * abs(share[one].mean() - right[one].mean()) for one in bins if len(one)) / len(share)


def held(share: Floats, right: Floats) -> float:
    """Which share of the errors the least sure records hold."""
    lowest = np.argsort(share, kind="stable")[: round(LOOK * len(share))]
    return float((1 - right)[lowest].sum() / max(1.0, (1 - right).sum()))


def left_right(share: Floats, right: Floats) -> float:
    """Which share of the records is right when a person has reviewed the least sure and decided as the gold says."""
    return float(1 - (1 - held(share, right)) * (1 - right).sum() / len(right))


def is_even(one: Judged) -> bool:
    number = re.search(r"-(\d+)", one.doc)
    return is_sampled(one) and number is not None and int(number[1]) % 2 == 0


def is_sampled(one: Judged) -> bool:
    return one.source == "wild/sentences"


def is_fresh(one: Judged) -> bool:
    """Whether the record is of a document that the rules were not written with."""
    return one.source in FRESH or is_even(one)


def is_known(one: Judged) -> bool:
    return not is_fresh(one) and not one.source.startswith(COMPOSED)


GROUPS: dict[str, Callable[[Judged], bool]] = {
    "all": lambda one: True,
    "texts that the rules had not met": is_fresh,
    "judged one by one": lambda one: one.source == "tests/gold/judged",
    "composed, not met": lambda one: one.source.startswith(COMPOSED),
}


def report(sample: Sample, share: Floats) -> Iterator[str]:
    """A line for each group of records."""
    for name, belongs in GROUPS.items():
        rows = np.array([belongs(one) for one in sample.records])
        expected, right = share[rows], sample.right[rows]
        errors = [calibration_error(expected, right, by_number) for by_number in (False, True)]
        yield (
            f"{name}: {rows.sum()} records, {int((1 - right).sum())} wrong, calibration error {errors[0]:.3f} "
            f"(equal numbers {errors[1]:.3f}), the least sure {LOOK:.0%} hold {held(expected, right):.0%} of the errors"
            f", reviewed they leave {left_right(expected, right):.3f} right"
        )


WILD: dict[str, Callable[[Judged], bool]] = {
    "sentences of odd documents": lambda one: is_sampled(one) and not is_even(one),
    "sentences of even documents": is_even,
    "all sentences": is_sampled,
    "sentences and whole documents": lambda one: one.source.startswith("wild/"),
}


def reviewed(sample: Sample, share: Floats) -> Iterator[str]:
    """For each part of ../shared/wild, what a review of the least sure records leaves right."""
    shipped = np.array([float(confidence(one.features)) for one in sample.records])
    for name, belongs in WILD.items():
        rows = np.array([belongs(one) for one in sample.records])
        right = sample.right[rows]
        if not len(right):
            continue
        after = left_right(share[rows], right), left_right(shipped[rows], right)
        yield (
            f"{name}: of {len(right)} records {right.mean():.3f} are right, reviewed {after[0]:.3f}, by the table "
            f"that is shipped {after[1]:.3f}"
        )


def table(sample: Sample, share: Floats, lines: Sequence[str]) -> str:
    """The TOML file."""
    found = sample.fit(np.ones(len(sample.records), dtype=bool))
    fresh = np.array([is_fresh(one) for one in sample.records])
    counts = sorted(Counter(one.source for one in sample.records).items())
    sources = ", ".join(f'"{name}" = {count}' for name, count in counts)
    head = [
        "# How often records with a feature were right on annotated texts, and what the feature weighs.",
        "# Made by tools/calibrate.py --write; edit nothing here.",
        *(f"# {line}" for line in lines),
        f'date = "{date.today().isoformat()}"',
        f'gold = "{digest()}"',
        f"sources = {{ {sources} }}",
        f"bias = {found[-1]:.4f}",
        f"look_below = {np.quantile(share[fresh], LOOK):.2f}",
    ]
    body: list[str] = []
    for at, (name, value) in enumerate(sample.columns):
        if not at or sample.columns[at - 1][0] != name:
            body += ["", f"[feature.{name}]"]
        shown = sample.seen[:, at] == 1
        right, wrong = int(sample.right[shown].sum()), int((1 - sample.right)[shown].sum())
        body.append(f'"{value}" = {{ right = {right}, wrong = {wrong}, weight = {found[at]:.4f} }}')
    return "\n".join([*head, *body]) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the table")
    args = parser.parse_args()
    sample = Sample(list(judged()))
    share = sample.cross_validated()
    lines = list(report(sample, share))
    print("\n".join([*lines, *reviewed(sample, share)]))
    if args.write:
        TABLE.write_text(table(sample, share, lines), encoding="utf-8")


if __name__ == "__main__":
    main()

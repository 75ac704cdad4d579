"""Predicted records against gold records: precision, recall, F1, accuracy of each field, and every error.

The figures are those of the annotation guidelines: `detect` of targets; `mention` of targets and actual values
together, whichever of the two was predicted; `record` as `detect`, but value, unit, comparator, year and indicator
must all be right. Optional gold records count neither for nor against, and nor do predicted records without a value
(targets that are stated without a figure).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from plancli.evaluate.match import FIELDS, agreement, match
from plancli.terms import Record

COUNTED = ("target", "actual")
NEEDED = ("value", "unit", "comparator", "year", "indicator")


@dataclass(slots=True)
class Count:
    """How many there are, how many were predicted, how many of these are right."""

    gold: int = 0
    predicted: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Error:
    """One disagreement: what kind (`missed`, `invented`, `wrong year` …) and both records, where there are two."""

    what: str
    gold: Record | None
    predicted: Record | None


@dataclass(slots=True)
class Score:
    """The counts over all pairs of files, and for each field how many matched targets have it right."""

    detect: Count = field(default_factory=Count)
    mention: Count = field(default_factory=Count)
    record: Count = field(default_factory=Count)
    fields: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIELDS, 0))
    errors: list[Error] = field(default_factory=list)

    def accuracy(self, name: str) -> float:
        """Of the matched targets, the share whose field `name` is right."""
        return self.fields[name] / self.detect.right if self.detect.right else 0.0


def score(pairs: Iterable[tuple[Sequence[Record], Sequence[Record]]]) -> Score:
    """The pooled score of pairs of gold and predicted records, each pair of one document."""
    result = Score()
    for gold, every in pairs:
        # Targets in words: gold has none, so they would all count as invented.
        predicted = [record for record in every if record.get("value") is not None]
        found = match(gold, predicted)
        for index, want in enumerate(gold):
            if not want.get("optional") and want["status"] in COUNTED:
                _count_gold(result, want, predicted[found[index]] if index in found else None)
        of_predicted = {j: gold[i] for i, j in found.items()}
        for index, got in enumerate(predicted):
            _count_predicted(result, of_predicted.get(index), got)
    # A record that is right as a whole is first of all one that was found.
    result.record.gold, result.record.predicted = result.detect.gold, result.detect.predicted
    return result


def _count_gold(result: Score, want: Record, got: Record | None) -> None:
    result.mention.gold += 1
    result.mention.right += got is not None and got.get("status") in COUNTED
    if want["status"] != "target":
        return
    result.detect.gold += 1
    if got is None or got.get("status") != "target":
        result.errors.append(Error("missed" if got is None else f"target taken for {got.get('status')}", want, got))
        return
    result.detect.right += 1
    right = agreement(want, got)
    for name, good in right.items():
        result.fields[name] += good
        if not good:
            result.errors.append(Error(f"wrong {name}", want, got))
    result.record.right += all(right[name] for name in NEEDED)


def _count_predicted(result: Score, want: Record | None, got: Record) -> None:
    status = got.get("status")
    # Nobody asked for an `other`: that both sides say so is neither right nor wrong.
    if want is not None and (want.get("optional") or want["status"] == "other" == status):
        return
    result.mention.predicted += status in COUNTED
    if status == "target":
        result.detect.predicted += 1
        if want is None or want["status"] != "target":
            what = "invented" if want is None else f"{want['status']} taken for target"
            result.errors.append(Error(what, want, got))

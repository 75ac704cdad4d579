"""A fair sample of records for a person to check, and what it says of all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from random import Random
from typing import Any, TypeVar

Row = TypeVar("Row", bound=Mapping[str, Any])

BANDS = 10  # of confidence
NORMAL_95 = 1.959963984540054  # quantile of the normal distribution for a two-sided interval of 95 %


def draw(records: Sequence[Row], number: int, seed: int) -> list[Row]:
    """`number` of the records, spread evenly over confidence and documents; each has the same chance.

    They are laid in a row by band of confidence, within it by document, and every n-th is taken from a random start
    (systematic sampling: strata without a border), so that the share of right ones in the sample stands for all.

    Args:
        seed: the same seed draws the same records of the same file, on every machine.

    Returns:
        the drawn records in the order of `records`; all where there are no more than `number`.
    """
    if number >= len(records):
        return list(records)
    random = Random(seed)
    docs = list(dict.fromkeys(str(record.get("doc")) for record in records))
    random.shuffle(docs)
    ranks = {doc: rank for rank, doc in enumerate(docs)}
    order = sorted(range(len(records)), key=lambda at: (_band(records[at]), ranks[str(records[at].get("doc"))], at))
    step = len(records) / number
    start = random.random() * step
    taken = sorted(order[int(start + step * turn)] for turn in range(number))
    return [records[at] for at in taken]


def _band(record: Mapping[str, Any]) -> int:
    confidence = record.get("confidence")
    return -1 if confidence is None else min(BANDS - 1, int(confidence * BANDS))


@dataclass(frozen=True, slots=True)
class Estimate:
    """`right` of `checked` sampled records; `low` and `high` are the ends of the 95 % interval of the share."""

    right: int
    checked: int
    low: float
    high: float

    @property
    def share(self) -> float:
        return self.right / self.checked if self.checked else 0.0


def precision(right: int, checked: int) -> Estimate:
    """The share of right records with its interval (Wilson, E. B. (1927): Probable inference, the law of succession).

    Args:
        right: how many of the sample were accepted as they were.
        checked: how many were decided at all.
    """
    if not checked:
        return Estimate(0, 0, 0.0, 1.0)
    share, z = right / checked, NORMAL_95
    middle = (share + z * z / (2 * checked)) / (1 + z * z / checked)
    half = z * sqrt(share * (1 - share) / checked + z * z / (4 * checked**2)) / (1 + z * z / checked)
    return Estimate(right, checked, max(0.0, middle - half), min(1.0, middle + half))

"""A fair sample of records for a person to check, and what it says of all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf, sqrt
from random import Random
from typing import Any, TypeVar

AnyRecord = TypeVar("AnyRecord", bound=Mapping[str, Any])

BANDS = 10  # of confidence
LEAST = 2  # checked records that make a stratum
PRIOR = 0.5  # added to the right and to the wrong ones of a stratum
NORMAL_95 = 1.959963984540054  # quantile of the normal distribution for a two-sided interval of 95 %


def draw(records: Sequence[AnyRecord], number: int, seed: int) -> list[AnyRecord]:
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
    # Systematic sampling: records in the order of the strata, every n-th taken from a random start on.
    order = sorted(range(len(records)), key=lambda at: (band(records[at]), ranks[str(records[at].get("doc"))], at))
    step = len(records) / number
    start = random.random() * step
    taken = sorted(order[int(start + step * turn)] for turn in range(number))
    return [records[at] for at in taken]


def band(record: Mapping[str, Any]) -> int:
    """The stratum of a record: its tenth of confidence; -1 where nothing is known of it."""
    confidence = record.get("confidence")
    return -1 if confidence is None else min(BANDS - 1, int(confidence * BANDS))  # 1.0 belongs to the last tenth


@dataclass(frozen=True, slots=True)
class Estimate:
    """`right` of `checked` sampled records; `share` is that of all records, with the ends of its 95 % interval."""

    right: int
    checked: int
    share: float
    low: float
    high: float


def estimate(checked: Iterable[tuple[int, bool]], sizes: Mapping[int, int]) -> Estimate:
    """Which share of all records is right, by a sample of them.

    Every stratum weighs what it holds of all records, however many of it were checked. The interval is that of Wilson
    (1927) for as many records as a simple sample would need to be as exact: share (1 - share) / variance, after
    Korn and Graubard (1998): Confidence intervals for proportions with small expected number of positive counts
    estimated from survey data.

    Args:
        checked: the stratum (`band`) of each record that was checked, and whether it was right.
        sizes: how many records each stratum has in all.
    """
    found = [_Stratum(sizes.get(name, 0)) for name in sorted(sizes)]
    places = {name: at for at, name in enumerate(sorted(sizes))}
    for name, right in checked:
        found[places[name]].checked += 1
        found[places[name]].right += right
    strata = _joined(found)
    number, right = (sum(getattr(one, name) for one in strata) for name in ("checked", "right"))
    if not number:
        return Estimate(0, 0, 0.0, 0.0, 1.0)
    total = sum(one.size for one in strata)
    share = sum(one.size / total * one.right / one.checked for one in strata)
    variance = sum((one.size / total) ** 2 * one.variance for one in strata)
    expected = sum(one.size / total * one.expected for one in strata)
    return Estimate(right, number, share, *_wilson(share, expected * (1 - expected) / variance if variance else inf))


@dataclass(slots=True)
class _Stratum:
    size: int
    checked: int = 0
    right: int = 0

    @property
    def expected(self) -> float:
        """The share of right ones, as if PRIOR more right and PRIOR more wrong ones had been checked."""
        return (self.right + PRIOR) / (self.checked + 2 * PRIOR)

    @property
    def variance(self) -> float:
        """Of the share of right ones among the checked, drawn without putting back."""
        return self.expected * (1 - self.expected) / self.checked * (1 - self.checked / self.size)


def _joined(strata: Sequence[_Stratum]) -> list[_Stratum]:
    """The strata, those of which fewer than LEAST were checked joined to the next."""
    kept: list[_Stratum] = []
    for one in strata:
        if kept and (kept[-1].checked < LEAST or one.checked < LEAST):
            last = kept.pop()
            one = _Stratum(last.size + one.size, last.checked + one.checked, last.right + one.right)
        kept.append(one)
    return kept


def _wilson(share: float, number: float) -> tuple[float, float]:
    """The ends of the 95 % interval of a share of `number` records."""
    if number == inf:
        return share, share
    z = NORMAL_95
    middle = (share + z * z / (2 * number)) / (1 + z * z / number)
    # Wilson (1927): unlike the usual interval it holds for few records and for shares near 1.
    half = z * sqrt(share * (1 - share) / number + z * z / (4 * number**2)) / (1 + z * z / number)
    return max(0.0, middle - half), min(1.0, middle + half)

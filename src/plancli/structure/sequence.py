"""The best row of roles over the sentences of a document, where every change has a price (Viterbi)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from math import inf

Scores = tuple[float, float, float]
"""Evidence for each role, in natural logarithms."""


def best_row(scores: Sequence[Scores], prices: Sequence[Scores], back: Sequence[int]) -> list[int]:
    """The number of the role of each sentence.

    Args:
        scores: for each sentence the weight of evidence for each of three roles (natural logarithms).
        prices: for each sentence what it costs that its role is not that of the sentence before, by the role it takes.
        back: roles that are never chosen.
    """
    if not len(scores):
        return []
    barred = [inf if role in back else 0.0 for role in range(3)]
    first, second, third = (score - bar for score, bar in zip(scores[0], barred, strict=True))
    came = bytearray()  # for each role of each sentence the role before it
    for (x, y, z), (to_first, to_second, to_third) in islice(zip(scores, prices, strict=True), 1, None):
        top, peak = _top(first, second, third)
        change = (peak - to_first - barred[0], peak - to_second - barred[1], peak - to_third - barred[2])
        came.append(0 if first >= change[0] else top)
        came.append(1 if second >= change[1] else top)
        came.append(2 if third >= change[2] else top)
        first = x + (first if first >= change[0] else change[0])
        second = y + (second if second >= change[1] else change[1])
        third = z + (third if third >= change[2] else change[2])
    row = [_top(first, second, third)[0]]
    for at in range(len(came) - 3, -1, -3):
        row.append(came[at + row[-1]])
    return row[::-1]


def _top(first: float, second: float, third: float) -> tuple[int, float]:
    """The best of three roles, the first of equal ones."""
    if first >= second and first >= third:
        return 0, first
    return (1, second) if second >= third else (2, third)

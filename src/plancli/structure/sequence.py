"""The best row of roles over the sentences of a document, where every change has a price (Viterbi)."""

from __future__ import annotations

from collections.abc import Sequence

Scores = tuple[float, ...]


def best_row(scores: Sequence[Scores], prices: Sequence[Scores], back: Sequence[int]) -> list[int]:
    """The number of the role of each sentence.

    Args:
        scores: for each sentence the weight of evidence for each role (natural logarithms).
        prices: for each sentence what it costs that its role is not that of the sentence before, by the role it takes.
        back: unused roles, never chosen.
    """
    if not scores:
        return []
    roles = [role for role in range(len(scores[0])) if role not in back]
    best = list(scores[0])
    came: list[tuple[int, ...]] = []
    for score, price in zip(scores[1:], prices[1:], strict=True):
        top = max(roles, key=best.__getitem__)
        peak = best[top]
        row = [role if best[role] >= peak - price[role] else top for role in range(len(score))]
        best = [own + max(best[role], peak - price[role]) for role, own in enumerate(score)]
        came.append(tuple(row))
    at = max(roles, key=best.__getitem__)
    row_back = [at]
    for steps in reversed(came):
        at = steps[at]
        row_back.append(at)
    return row_back[::-1]

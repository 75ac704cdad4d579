"""How far several people agree about the same figures: share, Cohen's kappa and Krippendorff's alpha per attribute.

Every attribute is nominal: two years, two names are the same or they are not.

Cohen, J. (1960): A coefficient of agreement for nominal scales. Krippendorff, K. (2011): Computing Krippendorff's
alpha-reliability.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import fmean

from plancli.errors import needing

Label = Hashable
"""What a coder says of a unit."""
Codes = Sequence[Sequence[Label | None]]
"""For each unit what each coder says of it; None where a coder says nothing."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """The agreement about one attribute over the `units` that two coders or more have coded.

    `kappa` is that of two coders, of more the mean over all pairs; it and `alpha` are None where only one label occurs,
    since chance could then explain nothing.
    """

    attribute: str
    units: int
    share: float | None
    kappa: float | None
    alpha: float | None


def agreement(attribute: str, codes: Codes) -> Agreement:
    """The agreement about one attribute.

    Raises:
        MissingExtra: krippendorff is not installed.
    """
    shared = [unit for unit in codes if sum(label is not None for label in unit) > 1]
    pairs = [pair for unit in shared for pair in combinations([one for one in unit if one is not None], 2)]
    share = fmean(one == other for one, other in pairs) if pairs else None
    return Agreement(attribute, len(shared), share, mean_kappa(shared), alpha(shared))


def kappa(pairs: Sequence[tuple[Label, Label]]) -> float | None:
    """Cohen's kappa of two coders: (observed - expected) / (1 - expected); None where expected agreement is full."""
    if not pairs:
        return None
    total = len(pairs)
    observed = sum(one == other for one, other in pairs) / total
    first, second = (Counter(side) for side in zip(*pairs, strict=True))
    expected = sum(first[label] * second[label] for label in first) / total**2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def mean_kappa(codes: Codes) -> float | None:
    """The kappa of two coders; of more, the mean of all pairs of coders that have one."""
    found = []
    for one, other in combinations(range(len(codes[0]) if codes else 0), 2):
        both = [(unit[one], unit[other]) for unit in codes if unit[one] is not None and unit[other] is not None]
        found.append(kappa(both))
    known = [value for value in found if value is not None]
    return fmean(known) if known else None


def alpha(codes: Codes) -> float | None:
    """Krippendorff's alpha for nominal labels; None where only one label occurs.

    Raises:
        MissingExtra: krippendorff is not installed.
    """
    labels = dict.fromkeys(one for unit in codes for one in unit if one is not None)
    numbers = {label: float(number) for number, label in enumerate(labels)}
    if len(numbers) < 2:  # of a single label there is nothing to agree about
        return None
    with needing("review", "agreement needs the package krippendorff", "plancli agree"):
        import krippendorff
    nothing = float("nan")
    by_coder = [
        [nothing if one is None else float(numbers[one]) for one in coder] for coder in zip(*codes, strict=True)
    ]
    return float(krippendorff.alpha(reliability_data=by_coder, level_of_measurement="nominal"))

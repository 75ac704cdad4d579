"""Which of very many things come more than once: of each only eight bytes are held."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from itertools import pairwise

PARTS = 4  # of the numbers below zero, and of the others
SHIFT = 61  # bits behind those that tell the part


def in_order(hashes: Iterable[int]) -> array[int]:
    """`hashes`, which are walked through several times, by size."""
    ordered = array("q")
    for part in range(-PARTS, PARTS):  # some at a time: as a list they take five times as much
        ordered.extend(sorted(one for one in hashes if one >> SHIFT == part))
    return ordered


def repeated(hashes: Iterable[int]) -> set[int]:
    """Those of `hashes` that come more than once.

    Args:
        hashes: of which each was made by `hash`; they are walked through several times.
    """
    return {one for one, other in pairwise(in_order(hashes)) if one == other}

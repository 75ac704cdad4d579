"""One figure of a phrase as it is read: from where to where, how much, of what."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from plancli.model import Answer, Comparator, Span


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure with its unit as read: `value` includes sign, half and small change; `inner` is its own comparator."""

    start: int
    end: int
    value: Fraction
    unit: str
    value_max: Fraction | None = None
    inner: Answer | None = None
    bare: bool = False


T = TypeVar("T")


def neighbours_joined(text: str, found: Iterable[T], pair: Callable[[str, T, T], T | None]) -> list[T]:
    """`found` from left to right, each joined to the one before it where `pair` makes one of the two.

    Args:
        text: the expression, folded; handed on to `pair`.
    """
    result: list[T] = []
    for one in found:
        both = pair(text, result[-1], one) if result else None
        if both is None:
            result.append(one)
        else:
            result[-1] = both
    return result


def rank_within(at: int) -> Answer:
    """前10名, 十强: the tenth or better.

    Args:
        at: offset of 前, or of the number in front of 强.
    """
    return Answer(Comparator.LE, "rank_within", Span(at, at + 1))

"""Sequences of values that are held as numbers and made again when they are asked for.

A large text has a million lines, sentences and figures; as objects they would take more memory than the text.
"""

from __future__ import annotations

from abc import abstractmethod
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
MANY_NUMBERS = 100_000  # numbers of which a list takes megabytes
MANY = 10_000  # objects that do


def numbers(values: Iterable[int], many: int) -> Sequence[int]:
    """`values`, of which there are about so `many`: in a list, which is faster to ask, or in a fifth of its memory."""
    return array("q", values) if many > MANY_NUMBERS else list(values)


class Held(Sequence[T]):
    """A subclass says how many values there are, and makes the one of a number from 0 on."""

    @abstractmethod
    def made(self, number: int) -> T:
        """The value of `number`, which is never negative."""

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return [self.made(number) for number in range(len(self))[index]]
        return self.made(range(len(self))[index])

    def __iter__(self) -> Iterator[T]:
        return map(self.made, range(len(self)))


def behind(first: T, of: Sequence[T], start: int, end: int) -> Sequence[T]:
    """`first`, and behind it the values of `of` from `start` to `end`."""
    return Stretch(first, of, start, end) if end - start > MANY else [first, *of[start:end]]


class Stretch(Held[T]):
    """`first`, and behind it the values of `of` from `start` to `end`, none of them made before it is asked for."""

    def __init__(self, first: T, of: Sequence[T], start: int, end: int) -> None:
        self._first, self._of, self._start, self._end = first, of, start, end

    def __len__(self) -> int:
        return 1 + max(self._end - self._start, 0)

    def made(self, number: int) -> T:
        """The value of `number`."""
        return self._of[self._start + number - 1] if number else self._first

"""Sequences of values that are held as numbers and made again when they are asked for.

A large text has a million lines, sentences and figures; as objects they would take more memory than the text.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

T = TypeVar("T")


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

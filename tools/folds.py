"""Folds for cross-validation: figures of one document are never told by what was learnt from others of it."""

import random
from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

FOLDS = 5


class OfDocument(Protocol):
    """Something that belongs to a document."""

    @property
    def document(self) -> str:
        """Its name."""


One = TypeVar("One", bound=OfDocument)


def folds(found: Sequence[One]) -> Iterator[tuple[list[One], list[One]]]:
    """For each fold what to learn from, and what to try it on, parted by document.

    Args:
        found: what is learnt from, in any order; the same documents are parted in the same way.
    """
    documents = sorted({one.document for one in found})
    random.Random(len(documents)).shuffle(documents)
    fold = {document: number % FOLDS for number, document in enumerate(documents)}
    for number in range(FOLDS):
        tried = [one for one in found if fold[one.document] == number]
        yield [one for one in found if fold[one.document] != number], tried

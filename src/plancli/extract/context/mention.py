"""A quantity in its surroundings: what the rules look at.

A `DocumentContext` holds what is true of a whole document, a `Mention` one quantity with the words around it. Both are
made once and only read afterwards. What rules find of a mention is in values of their own (`extract.link.linked`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plancli.lexicon.words import Group
from plancli.model import Answer, Document, Period, Quantity, Section, Span
from plancli.segment.clause_words import ClauseWords
from plancli.segment.clauses import Sentences
from plancli.structure.part import Part


@dataclass(slots=True)
class DocumentContext:
    """What holds for a whole document.

    `parts` are what it consists of, `years` for each section the year that its headings name. `stated` are the places
    of words that declare targets binding or expected, `goals` says of each section whether its heading names goals,
    `words` where words begin in the clauses that rules ask about.
    """

    document: Document
    text: str
    sections: Sequence[Section]
    starts: Sequence[int]
    sentences: Sentences
    parts: list[Part]
    part_starts: list[int]
    years: list[Answer | None]
    period_starts: Sequence[int]
    period_ends: Sequence[int]
    stated: list[tuple[int, int, str]]
    goals: list[bool]
    words: ClauseWords


@dataclass(slots=True, unsafe_hash=True)
class Consumed:
    """A word that comes between an indicator and its figure, and what its group says."""

    span: Span
    word: str
    group: Group


@dataclass(slots=True, unsafe_hash=True)
class Mention:
    """One quantity and what surrounds it, never changed (see `model`). Every place is an offset into `text`, which is
    that of the context: rules read it so often that the way there is cut short.

    `left` and `right` bound the clause piece that belongs to this quantity. `before_end` is where the noun in
    front of the figure ends (the predicate words behind it are in `consumed`, nearest to the figure first), and
    `behind` is where text behind the figure and its comparator words begins. `first` marks the first mention of
    its paragraph, `same_sentence` one whose sentence holds the mention before it as well, `run` is the number of
    figures that are in a row from this one on. `starts_change` marks the A of 从A提高到B. `earlier` is the time of
    the nearest figure before this one that has a time, in the same part.
    """

    context: DocumentContext
    text: str
    quantity: Quantity
    sentence: Span
    section: int
    part: Part
    left: int
    right: int
    before_end: int
    behind: int
    consumed: tuple[Consumed, ...]
    comparator_behind: Consumed | None
    own_period: Period | None
    base_period: Period | None
    period: Period | None
    earlier: Period | None
    first: bool
    same_sentence: bool
    listed: bool
    next_start: int
    run: int
    starts_change: bool

    def says(self, *names: str) -> Consumed | None:
        """The first predicate word of one of these groups, nearest to the figure."""
        for word in self.consumed:
            if word.group.name in names:
                return word
        return None

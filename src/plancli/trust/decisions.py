"""What people decided about records, as the contract (section 2) defines it, and what became of it in a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Verdict(StrEnum):
    ACCEPT = "accept"
    CHANGE = "change"
    REJECT = "reject"
    ADD = "add"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of one person about one figure of a document.

    `changes` holds attributes of a record and their new values, in the types of a record. `at` is an ISO time; `sha256`
    is that of the document's bytes when it was decided. `seen` is how the record was read then (attribute → value), as
    far as it is known: a decision is not about what another version of the program reads otherwise. `place` is where
    the decision was read (file and line), for messages; it does not make two decisions different.
    """

    id: str
    doc: str
    start: int | None
    end: int | None
    text: str
    quote: str
    verdict: Verdict
    changes: Mapping[str, Any] = field(default_factory=dict)
    by: str | None = None
    at: str | None = None
    note: str | None = None
    sha256: str | None = None
    seen: Mapping[str, Any] = field(default_factory=dict)
    place: str = field(default="", compare=False)

    @property
    def effect(self) -> tuple[Any, ...]:
        """What it does to a record: two decisions with one effect agree."""
        # lists cannot be compared as keys
        plain = ((name, tuple(value) if isinstance(value, list) else value) for name, value in self.changes.items())
        return self.verdict, tuple(sorted(plain, key=lambda pair: pair[0]))


@dataclass(frozen=True, slots=True)
class Conflict:
    """Decisions about one record that cannot all hold; none of them is applied."""

    decisions: tuple[Decision, ...]


@dataclass(slots=True)
class Outcome:
    """What became of all decisions of a run.

    `moved` are those that fit by the text around their figure alone: the source has changed. `stale` are those of
    documents of this run that find nothing, each with the reason; `elsewhere` are those of other documents.
    """

    applied: list[Decision] = field(default_factory=list)
    moved: list[Decision] = field(default_factory=list)
    stale: list[tuple[Decision, str]] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    elsewhere: list[Decision] = field(default_factory=list)

    @property
    def settled(self) -> bool:
        """Whether every decision has been applied."""
        return not self.stale and not self.conflicts and not self.elsewhere

"""A part of a document, and the document inside a file that it belongs to."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from plancli.model import Span

ROLES = ("retrospect", "goals", "tasks", "rules", "terms", "form", "frame")
AHEAD = ("goals", "tasks")
DOUBTFUL = 0.8  # Below this certainty the records of a part carry `part_uncertain`.


@dataclass(frozen=True, slots=True)
class Inner:
    """A document of its own inside a text: a plan behind a notice, one of several policies; else the whole text.

    `now` is the year that 今年 means in it, `horizon` the year its goals are for where nothing nearer says, `last` the
    last year in which anything is due and `due` the first. A plan begins in the year `first`; a bulletin that was
    `written` in a later year than the one it is about sets its tasks for that year, and one on a year that is
    `unfinished` (上半年) for the rest of it. `several` says that the text holds others beside it, `from_file` that only
    the name of the file gives its year.
    """

    span: Span
    title: str
    genre: str
    now: int | None = None
    horizon: int | None = None
    last: int | None = None
    period: tuple[int, int] | None = None
    several: bool = False
    from_file: bool = False
    due: int | None = None
    first: int | None = None
    written: int | None = None
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """What a stretch of text is for.

    `year` is the year its figures are for where nothing nearer says: of goals and tasks the horizon, of a retrospect
    the year reviewed. `reasons` are the strongest ones for the role. `certainty` is between 0.5 and 1.
    """

    span: Span
    role: str
    genre: str
    year: int | None
    title: str
    reasons: tuple[str, ...]
    certainty: float
    inner: Inner

    @property
    def looks_back(self) -> bool:
        return self.role == "retrospect"

    @property
    def doubtful(self) -> bool:
        return self.certainty < DOUBTFUL


def part_at(parts: list[Part], starts: list[int], at: int) -> Part:
    """The part that holds the place `at`; `starts` are the starts of `parts`."""
    return parts[max(bisect_right(starts, at) - 1, 0)]

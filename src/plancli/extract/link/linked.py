"""What linking finds, stage by stage: the value that each stage returns and the next ones, or later figures, take up.

The order of the stages is that of `extract.stages`. Rules ask for what was found, never for the rule that found it.
Nobody may change a value once it is made; that Python does not freeze it costs half as much (see `model`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from plancli.extract.context.mention import Mention
from plancli.lexicon.words import reach
from plancli.model import Answer, Span, Status

MOST_BEFORE = reach("mentions")


class Origin(Enum):
    """Where the indicator of a figure was found."""

    BEHIND = "behind the figure"
    FRONT = "in front of it"
    ROW = "in a row of names that share a row of figures"
    PAIRED = "in the list that a list of values is paired with"
    SUBJECT = "in front of it, a bare measure, with a subject that was named before"
    PREVIOUS = "at the figure before, whole"
    CLAUSE = "in the clause before"


class Role(Enum):
    """What a figure does in its sentence, where rules of later figures ask for it."""

    STATES = "says how much something is or shall be"
    AIMS = "says what an aim is"
    MEANT = "says what is intended"
    DUE = "says what is due in a year to come"
    PAID = "says what is paid on a condition"
    TELLS = "says so in a clause that tells what is so"
    STANDS = "says how much there is"
    BEGINS = "says from what a change begins"
    GIVEN = "counts what the text takes as given"
    COMPOSES = "counts what the text itself consists of"
    CLASSES = "names the class of what is made"
    FIELD = "counts among how many a rank is held"
    APPOINTS = "counts those who are put in charge of something"
    SCORES = "says by how many points a person is graded"
    SIZES = "says how large the one work is that is named"
    ASIDE = "only says which things are meant, for how long, or what is about to be listed"


@dataclass(slots=True, unsafe_hash=True)
class Noun:
    """What an indicator rule found: the phrase, its place, and the subject that later clauses may inherit."""

    phrase: str
    span: Span
    rule: str
    origin: Origin
    flow: bool
    head: str


@dataclass(frozen=True, slots=True)
class NounInFront:
    """The noun in front of a figure, cut out of its clause, its verb, and whether that counts only what is new."""

    phrase: str
    span: Span
    flow: bool
    verb: str = ""


@dataclass(slots=True, unsafe_hash=True)
class ComparatorAnswer(Answer):
    """How a figure is bounded, and whether by a word in front of it, which a list of figures can share."""

    in_front: bool = False


@dataclass(slots=True, unsafe_hash=True)
class StatusAnswer(Answer):
    """Promise, achievement or neither, and what the figure does in its sentence."""

    role: Role = Role.STATES


@dataclass(slots=True, unsafe_hash=True)
class Unmeasured:
    """What was found about a mention that measures nothing named, as later figures of its paragraph see it."""

    mention: Mention
    noun: Noun | None = None
    comparator: ComparatorAnswer | None = None
    kind: Answer | None = None
    annual: Answer | None = None
    status: StatusAnswer | None = None
    flow: Answer | None = None


@dataclass(slots=True, unsafe_hash=True)
class Measure:
    """What was found about a mention that measures something named and becomes a record."""

    mention: Mention
    noun: Noun
    comparator: ComparatorAnswer
    kind: Answer
    annual: Answer
    status: StatusAnswer
    flow: Answer


@dataclass(slots=True, unsafe_hash=True)
class Details:
    """What the last stages find of a measure, and no later figure takes up."""

    year: Answer
    modality: Answer
    unit: Answer | None
    base_year: Answer | None
    departments: Answer | None


Linked = Unmeasured | Measure
"""A mention after all stages."""

Before = tuple[Linked, ...]
"""The linked mentions of a paragraph before one of its mentions, the nearest last: all that the first stage gets."""


@dataclass(slots=True, unsafe_hash=True)
class Named:
    """What the rules of later stages are given beside the mention: what it measures, and what comes before it."""

    noun: Noun | None
    before: Before

    @property
    def previous(self) -> Linked | None:
        """The mention before this one in its paragraph."""
        return self.before[-1] if self.before else None


@dataclass(slots=True, unsafe_hash=True)
class Judged:
    """What the rules of the year are given beside the mention: whether it is promised, and what comes before it."""

    status: Status
    before: Before
    role: Role = Role.STATES


def in_view(before: Before, mention: Mention) -> Before:
    """Those of `before` that the rules of `mention` may go back to: of its paragraph, and not too many."""
    # bounded, so that a paragraph of ten thousand figures costs no more for each than a short one
    return () if mention.first else before[-MOST_BEFORE - 1 :]

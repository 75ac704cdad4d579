"""What could not be applied of people's decisions, in one line each: what, where, what to do."""

from __future__ import annotations

from collections.abc import Iterator

from plancli.trust.decisions import Conflict, Decision, Outcome

LONGEST = 40  # characters of a sentence that name it


def unsettled(outcome: Outcome) -> Iterator[str]:
    """A line for each decision on a document of this run that was not applied, and for each contradiction."""
    for decision, why in outcome.stale:
        yield f"decision not applied: {why} · {named(decision)} · look at it again"
    for conflict in outcome.conflicts:
        yield f"contradicting decisions, none applied · {_sides(conflict)} · settle it"


def named(decision: Decision) -> str:
    """Which figure a decision is about, and where the decision is."""
    return f"{decision.doc}: {decision.text} 「{decision.quote[:LONGEST]}」 ({decision.place})"


def _sides(conflict: Conflict) -> str:
    first = conflict.decisions[0]
    people = ", ".join(f"{one.by or 'unnamed'}: {one.verdict} ({one.place})" for one in conflict.decisions)
    return f"{first.doc}: {first.text} · {people}"

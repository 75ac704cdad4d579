"""What people decided (`--decisions`): applied to the records, and reported, one line each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from plancli.cli.asked import existing
from plancli.cli.messages import complain, detail, faults_told, say
from plancli.errors import InputError, UsageError
from plancli.model import Failure
from plancli.terms import Row

if TYPE_CHECKING:
    from plancli.trust.decider import Decider
    from plancli.trust.decisions import Decision, Outcome


DAMAGED = "give the decisions of a review as they were saved: decisions.jsonl or review.xlsx"
UNSETTLED = 3  # exit code of a run that leaves something undone
DONE = {"accept": "accepted", "change": "changed", "reject": "removed", "add": "added"}


decisions = click.option(
    "--decisions",
    multiple=True,
    metavar="FILE",
    callback=existing,
    help="What people decided in a review; may be repeated.",
)


def decider_of(paths: tuple[str, ...], at_hand: Collection[str], lexicon: tuple[str, ...] = ()) -> Decider | None:
    """What applies the decisions of `paths`; None where there are none.

    Args:
        at_hand: ids of the documents that the run is known to have.
        lexicon: the user's own lexicon files.

    Raises:
        UsageError: a decision cannot be read without guessing; all faults but the last have been complained of.
    """
    if not paths:
        return None
    from plancli.lexicon.lexicon import lexicon_of
    from plancli.records.record import empty_record
    from plancli.trust.decider import Decider

    own = lexicon_of(lexicon)
    with own.in_force():
        found = read(paths)
    return Decider(found, at_hand, empty_record(), own.own_indicators)


def read(paths: tuple[str, ...]) -> list[Decision]:
    """The decisions of `paths`.

    Raises:
        UsageError: one cannot be read without guessing; all faults but the last have been complained of.
    """
    from plancli.pipeline import read_decisions

    try:
        with faults_told():
            return read_decisions(paths, lambda line: say(f"warning · {line}"))
    except InputError as error:
        # a faulty file of decisions stops the call: half of what a person decided is worse than none of it
        raise UsageError(error.what, error.where, DAMAGED) from error


def decided(
    sets: Sequence[Sequence[Row]], paths: tuple[str, ...], lexicon: tuple[str, ...] = ()
) -> tuple[list[Sequence[Row]], int]:
    """Sets of records as people want them, and the exit code: 3 where a decision about them could not be applied.

    A decision holds in each set; it is stale where no set has its record.

    Args:
        paths: files of decisions; without any, the sets stay as they are.
        lexicon: the user's lexicon files, which added records are normalised with.
    """
    if not paths:
        return list(sets), 0
    found: list[Sequence[Row]] = []
    outcomes = []
    grouped = [_by_doc(records) for records in sets]
    for by_doc in grouped:
        decider = decider_of(paths, {doc for group in grouped for doc in group}, lexicon)
        assert decider is not None
        found.append([row for doc, rows in by_doc.items() for row in decider.apply(doc, rows)])
        outcomes.append(decider.finish())
    return found, tell(_together(outcomes))


def _by_doc(records: Iterable[Row]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = {}
    for record in records:
        groups.setdefault(str(record.get("doc") or ""), []).append(record)
    return groups


def _together(outcomes: Sequence[Outcome]) -> Outcome:
    from plancli.trust.decisions import Outcome

    if len(outcomes) == 1:
        return outcomes[0]
    every = Outcome()
    held = {decision.place for one in outcomes for decision in one.applied}
    for one in outcomes:
        every.applied += [decision for decision in one.applied if decision not in every.applied]
        every.moved += [decision for decision in one.moved if decision not in every.moved]
        every.conflicts += [conflict for conflict in one.conflicts if conflict not in every.conflicts]
        # stale in one set and applied in another is not stale; in two sets it is reported once
        told = held | {decision.place for decision, _ in every.stale}
        every.stale += [(decision, why) for decision, why in one.stale if decision.place not in told]
    stale = {decision.place for decision, _ in every.stale}
    every.elsewhere = [one for one in outcomes[0].elsewhere if one.place not in held | stale]
    return every


def tell(outcome: Outcome, part: bool = False) -> int:
    """Say what became of the decisions; the exit code.

    Args:
        part: whether the run has a part of the documents alone, so that decisions of others are no surprise.
    """
    from plancli.trust.told import named, unsettled

    for line in unsettled(outcome):
        complain(line)
    for decision in outcome.moved:
        detail(f"decision found by the text around its figure · {named(decision)}")
    if outcome.moved:
        docs = sorted({decision.doc for decision in outcome.moved})
        where = f"{docs[0]}{f' and {len(docs) - 1} more documents' if docs[1:] else ''}"
        count = _counted(outcome.moved)
        say(f"{count} found by the text around the figure · {where} · the source has changed")
    if outcome.elsewhere:
        docs = sorted({decision.doc for decision in outcome.elsewhere})
        say(f"{_counted(outcome.elsewhere)} of other documents ({len(docs)}) · {docs[0]} … · not applied")
    counts = Counter(DONE[decision.verdict] for decision in outcome.applied)
    say(f"{_counted(outcome.applied)} applied: " + ", ".join(f"{counts[word]} {word}" for word in DONE.values()))
    left = outcome.stale or outcome.conflicts if part else not outcome.settled
    return UNSETTLED if left else 0


def _counted(decisions: Sequence[Decision]) -> str:
    return f"{len(decisions)} decision{'' if len(decisions) == 1 else 's'}"


def failures_of(outcome: Outcome) -> Iterator[Failure]:
    """What could not be applied, as rows of the list of errors; of a document that is not there, one row."""
    from plancli.trust.told import unsettled

    for line in unsettled(outcome):
        what, where, hint = line.split(" · ", 2)
        yield Failure(where, what, hint)
    for doc, count in sorted(Counter(decision.doc for decision in outcome.elsewhere).items()):
        yield Failure(doc, f"{count} decision{'' if count == 1 else 's'} not applied", "give this document as well")

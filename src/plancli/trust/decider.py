"""All decisions of a run, applied document by document, and what became of each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from plancli.lexicon.indicators import Index
from plancli.model import Document
from plancli.terms import Row
from plancli.trust.apply import accepted, added, changed, same
from plancli.trust.decisions import Conflict, Decision, Outcome, Verdict
from plancli.trust.find import bare, find, find_added
from plancli.trust.locate import locate
from plancli.trust.seen import otherwise

NOTHING_KNOWN: Mapping[str, Any] = {}


class Decider:
    """Applies `decisions` to the records of one document after the other.

    Args:
        decisions: of any documents; those of one figure by one person are settled here, the later one holds.
        at_hand: ids of documents that the run is known to have. A decision of one of these is for it alone; another
            finds its record by id, also where the document has another name now.
        empty: all keys of a record, for one that a person adds.
        own: the user's own indicators.
    """

    def __init__(
        self,
        decisions: Iterable[Decision],
        at_hand: Collection[str],
        empty: Mapping[str, Any],
        own: Index | None = None,
    ) -> None:
        self.outcome = Outcome()
        self.empty, self.own = empty, own
        self._at_hand = set(at_hand)
        self._left: dict[int, Decision] = {}
        self._of_doc: dict[str, list[int]] = {}
        self._of_id: dict[str, list[int]] = {}
        self._of_bytes: dict[str, list[int]] = {}
        for number, decision in enumerate(self._settled(decisions)):
            self._left[number] = decision
            self._of_doc.setdefault(decision.doc, []).append(number)
            if bare(decision.id):
                self._of_id.setdefault(bare(decision.id), []).append(number)
            if decision.sha256:
                self._of_bytes.setdefault(decision.sha256, []).append(number)

    def apply(self, doc: str, records: Sequence[Row], about: Mapping[str, Any] = NOTHING_KNOWN) -> list[Row]:
        """The records of the document `doc` as people want them, in their order; what is added goes where it belongs.

        Args:
            about: the document's record, where available: its region, its digest; and, where the text is, `places`:
                where the figures of added records are in it (`places_of`).
        """
        rows: list[Row | None] = list(records)
        found: dict[int, list[Decision]] = {}
        additions: list[Decision] = []
        for decision in self._for(doc, records, about.get("sha256")):
            if decision.verdict is Verdict.ADD:
                decision = self._moved_to_place(decision, about)
            at = self._place(decision, records)
            if at is not None:
                found.setdefault(at, []).append(decision)
            elif decision.verdict is Verdict.ADD and decision.start is not None:
                additions.append(decision)
        for at, decisions in found.items():
            rows[at] = self._decided(records[at], decisions)
        new = [self._added(doc, decision, records, about) for decision in additions]
        return _in_order([row for row in rows if row is not None], new)

    def finish(self) -> Outcome:
        """What became of the decisions, when all documents have been seen: what is left belongs to other documents."""
        for decision in self._left.values():
            if decision.doc in self._at_hand:
                self.outcome.stale.append((decision, "its document gave no record"))
            else:
                self.outcome.elsewhere.append(decision)
        self._left = {}
        return self.outcome

    def _settled(self, decisions: Iterable[Decision]) -> list[Decision]:
        """One decision for each figure and each reading of it that people saw; what one has decided later holds."""
        groups: dict[tuple[Any, ...], list[Decision]] = {}
        for decision in decisions:
            figure = (decision.doc, bare(decision.id) or (decision.start, decision.text, decision.quote))
            groups.setdefault(figure, []).append(decision)
        kept: list[Decision] = []
        for group in groups.values():
            last = latest(group)
            if len({decision.effect for decision in last}) > 1:
                self.outcome.conflicts.append(Conflict(tuple(last)))
            else:
                # Of decisions that saw the record alike the last; one that saw it otherwise stays, to be reported as
                # stale.
                kept += {repr(sorted(one.seen.items())): one for one in reversed(last)}.values()
        return kept

    def _for(self, doc: str, records: Sequence[Row], sha256: str | None) -> list[Decision]:
        """The decisions of this document, and those whose record is in it under another name of the document."""
        numbers = list(self._of_doc.get(doc, ()))
        others = list(self._of_bytes.get(sha256 or "", ()))
        for record in records:
            others += self._of_id.get(bare(record.get("id")), ())
        numbers += [at for at in others if at in self._left and self._left[at].doc not in self._at_hand]
        self._at_hand.add(doc)
        return [self._left.pop(number) for number in sorted(set(numbers)) if number in self._left]

    def _moved_to_place(self, decision: Decision, about: Mapping[str, Any]) -> Decision:
        """An added record with the place of its figure in this text; without one where it is not found."""
        places = about.get("places")
        # the very bytes that were reviewed: offsets hold as they are
        if places is None or (decision.sha256 and decision.sha256 == about.get("sha256")):
            return decision
        start, end = places.get(key_of(decision)) or (None, None)
        if start is None:
            self.outcome.stale.append((decision, "its sentence is gone"))
        elif start != decision.start:
            self.outcome.moved.append(decision)
        return replace(decision, start=start, end=end)

    def _place(self, decision: Decision, records: Sequence[Row]) -> int | None:
        """Where in `records` the record of `decision` is; what is found or not is noted."""
        if decision.verdict is Verdict.ADD:
            return find_added(decision, records)
        at, how = find(decision, records)
        if at is None:
            self.outcome.stale.append((decision, how))
            return None
        if how == "around":
            self.outcome.moved.append(decision)
        return at

    def _decided(self, record: Row, decisions: Sequence[Decision]) -> Row | None:
        """The decision about a record where all decisions about it, perhaps under two ids, agree."""
        fitting = [decision for decision in decisions if not self._outdated(record, decision)]
        if not fitting:
            return record
        if len({decision.effect for decision in fitting}) > 1:
            self.outcome.conflicts.append(Conflict(tuple(fitting)))
            return record
        self.outcome.applied += fitting
        decision = fitting[0]
        if decision.verdict is Verdict.REJECT:
            return None
        if decision.verdict is Verdict.ACCEPT or (decision.verdict is Verdict.ADD and same(record, decision)):
            return accepted(record)
        return changed(record, decision, self.own)

    def _outdated(self, record: Row, decision: Decision) -> bool:
        """Whether the record is read otherwise than the person saw it; noted where it is."""
        names = otherwise(record, decision)
        if names:
            said = ", ".join(f"{name} {_said(decision.seen[name])} is now {_said(record.get(name))}" for name in names)
            self.outcome.stale.append((decision, f"read otherwise since ({said})"))
        return bool(names)

    def _added(self, doc: str, decision: Decision, records: Sequence[Row], about: Mapping[str, Any]) -> Row:
        self.outcome.applied.append(decision)
        known = about if "region" in about else records[0] if records else {}
        place = {name: known.get(name) for name in ("region", "region_code")}
        return {**added(decision, {**self.empty, **place}, self.own), "doc": doc}


def places_of(decisions: Iterable[Decision], document: Document) -> dict[str, tuple[int, int] | None]:
    """Where the figures of added records are in the text of a document: start and end, or None, by `key_of`."""
    ours = [one for one in decisions if one.verdict is Verdict.ADD and document.id == one.doc]
    spans = ((key_of(one), locate(one, document.text)) for one in ours)
    return {key: None if span is None else (span.start, span.end) for key, span in spans}


def key_of(decision: Decision) -> str:
    """What identifies an added figure of a document."""
    return f"{decision.start} {decision.text} {decision.quote}"


def latest(decisions: Sequence[Decision]) -> list[Decision]:
    """Each person's last decision about a figure; without a name or a time it is unknown which one is last."""
    by_person: dict[str, list[Decision]] = {}
    for decision in decisions:
        by_person.setdefault(decision.by or "", []).append(decision)
    return [kept for person, own in by_person.items() for kept in _last(person, own)]


def _last(person: str, own: list[Decision]) -> list[Decision]:
    times = [decision.at for decision in own]
    if len(own) == 1 or not person or None in times:
        return own
    last = max(str(at) for at in times)  # ISO times sort as text
    return [decision for decision in own if decision.at == last]


def _said(value: Any) -> str:
    return "—" if value in (None, "") else str(value)


def _in_order(rows: list[Row], new: list[Row]) -> list[Row]:
    """`new` rows among those of their document, by where they start."""
    for row in sorted(new, key=lambda one: one["start"] or 0):
        behind = (at for at, other in enumerate(rows) if (other.get("start") or 0) > (row["start"] or 0))
        rows.insert(next(behind, len(rows)), row)
    return rows

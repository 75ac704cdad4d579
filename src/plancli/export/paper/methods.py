"""A paragraph on methods, in Chinese and English: corpus, version, what was reviewed by whom, precision, agreement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined

from plancli.lexicon import load
from plancli.terms import Record
from plancli.trust.agreement import Agreement
from plancli.trust.coders import agreements, differing, of_decisions
from plancli.trust.confidence import threshold, wants_a_look
from plancli.trust.decisions import Decision, Verdict
from plancli.trust.find import bare
from plancli.trust.sample import Estimate, band, draw, estimate

UNNAMED = "?"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the paragraph says.

    `estimate` is None where no sample was checked, `agreed` empty where one person reviewed; `settings` are files of
    the user that the extraction was given, in words.
    """

    program: str
    date: str
    documents: int
    regions: int
    years: tuple[int, int] | None
    statuses: Mapping[str, int]
    doubtful: int
    look_below: str
    counted: Mapping[str, Any]
    decided: Mapping[str, int] = field(default_factory=dict)
    people: Mapping[str, int] = field(default_factory=dict)
    drawn: int = 0
    estimate: Estimate | None = None
    agreed: Sequence[Agreement] = ()
    shared: int = 0
    apart: int = 0
    settings: Sequence[str] = ()


def facts(
    records: Sequence[Record],
    documents: Sequence[Record],
    decisions: Sequence[Decision],
    sample: tuple[int, int] | None,
) -> dict[str, Any]:
    """What is known about a corpus and its review.

    Args:
        records: as they were extracted, before decisions.
        documents: their document records, where given; without, the documents of the records count.
        decisions: what people decided.
        sample: number and seed of the sample that was drawn of the records for them, if one was.
    """
    docs = {str(row["doc"]) for row in documents} or {str(record["doc"]) for record in records}
    years = sorted(int(str(row["issued"])[:4]) for row in documents if row.get("issued"))
    ours = [one for one in decisions if one.doc in docs]
    units = of_decisions(list(_by_person(ours).values()), records)
    coders = len(_by_person(ours))
    shared = [unit for unit in units if len(unit.codes) > 1]
    return {
        "documents": len(docs),
        "regions": len({row.get("region_code") or row.get("region") for row in documents or records} - {None, ""}),
        "years": (years[0], years[-1]) if years else None,
        "statuses": dict(Counter(str(record["status"]) for record in records)),
        "doubtful": sum(map(wants_a_look, records)),
        "look_below": str(threshold()),
        "counted": load.table("confidence"),
        "decided": dict(Counter(str(one.verdict) for one in ours)),
        "people": {name: len(own) for name, own in _by_person(ours).items()},
        "drawn": min(sample[0], len(records)) if sample else 0,
        "estimate": _estimate(records, ours, sample) if sample else None,
        "agreed": list(agreements(shared, coders)) if shared else [],
        "shared": len(shared),
        "apart": sum(bool(differing(unit)) for unit in shared),
    }


def paragraph(known: Facts, lang: str) -> str:
    """The paragraph in `lang` (zh, en), on one line."""
    template = (files("plancli.export.paper") / f"methods.{lang}.j2").read_text(encoding="utf-8")
    # A name that the template has and the facts lack is an error, not a blank.
    made = Environment(undefined=StrictUndefined, trim_blocks=True).from_string(template)  # plain text, no markup
    text = made.render(known=known, percent=lambda share: f"{100 * share:.1f}")
    return ("" if lang == "zh" else " ").join(line.strip() for line in text.splitlines() if line.strip())


def _by_person(decisions: Iterable[Decision]) -> dict[str, list[Decision]]:
    found: dict[str, list[Decision]] = {}
    for decision in decisions:
        found.setdefault(decision.by or UNNAMED, []).append(decision)
    return found


def _estimate(records: Sequence[Record], decisions: Sequence[Decision], sample: tuple[int, int]) -> Estimate:
    """What the drawn records that were decided say of all: right are those that everybody accepted as they were."""
    drawn = {(record["doc"], bare(record.get("id"))): band(record) for record in draw(records, *sample)}
    right: dict[tuple[str, str], bool] = {}
    for one in decisions:
        key = (one.doc, bare(one.id))
        if key in drawn and one.verdict is not Verdict.ADD:
            right[key] = right.get(key, True) and one.verdict is Verdict.ACCEPT
    return estimate([(drawn[key], is_right) for key, is_right in right.items()], Counter(map(band, records)))

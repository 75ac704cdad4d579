"""Phrases that look alike, for a person to approve. Nothing here ever merges anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache
from typing import Any, NamedTuple

from plancli.compare.align import alignment
from plancli.compare.align.group import AlignedFigure
from plancli.lexicon import load
from plancli.patterns import lazy

CUTOFF = 70  # per cent alike: phrases less alike are other indicators as a rule
IN_ANOTHER_ORDER = 95.0  # the same characters say the same thing nearly always: 人均收入, 收入人均
SHOWN = 5  # proposals for one phrase
NAME = lazy(r"[a-z0-9][a-z0-9.+\-]*")  # 4g, 5g, ipv6, r&d: never alike unless the same


class Phrase(NamedTuple):
    """An indicator of the table: how it is called, what it is by `align`, and where it is.

    `cells` are the places and years in which it has a figure.
    """

    name: str
    key: alignment.Key
    places: tuple[str, ...]
    cells: frozenset[Any]
    docs: frozenset[str]
    quote: str


def suggest(figures: Sequence[AlignedFigure]) -> list[dict[str, Any]]:
    """Proposals with the columns of `columns.SUGGESTIONS`, in groups of wordings to merge with one and the same.

    Groups that fill most blank cells of the table, by the likest wordings, come first. Only phrases of one kind,
    unit and flow, with the same Latin names and numbers, and never two that one document tells apart.
    """
    groups: dict[tuple[Any, ...], list[Phrase]] = {}
    for phrase in _phrases(figures):
        groups.setdefault(phrase.key[1:], []).append(phrase)
    found = [row for group in groups.values() for row in _pairs(group)]
    return _grouped(found)


def _grouped(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault((row["merge_with"], row["kind"], row["unit"]), []).append(row)
    ordered = sorted(groups.items(), key=lambda item: (-sum(map(_worth, item[1])), item[0]))
    return [
        {**row, "group": number}
        for number, (_, group) in enumerate(ordered, 1)
        for row in sorted(group, key=lambda row: (-row["fills"], -row["score"], row["indicator"]))
    ]


def _worth(row: Mapping[str, Any]) -> int:
    return int(row["fills"] * (row["score"] - CUTOFF + 1))


def _phrases(figures: Iterable[AlignedFigure]) -> Iterator[Phrase]:
    groups: dict[alignment.Key, list[AlignedFigure]] = {}
    for figure in figures:
        groups.setdefault(figure.key, []).append(figure)
    for key, found in groups.items():
        if _is_bare(key, found[0]):
            continue
        places = tuple(dict.fromkeys(figure.place.name or figure.place.doc for figure in found))
        docs = frozenset(str(figure.record.get("doc")) for figure in found)
        cells = frozenset((figure.place, figure.year) for figure in found)
        yield Phrase(found[0].name, key, places, cells, docs, str(found[0].record.get("quote") or ""))


def _is_bare(key: alignment.Key, figure: AlignedFigure) -> bool:
    """Whether the phrase (企业) is kept apart from that of other places: it says too little to be merged."""
    return figure.indicator_id is None and " " in key.indicator


def _pairs(group: Sequence[Phrase]) -> Iterator[dict[str, Any]]:
    """Each phrase without id, with those it is like; of two such phrases, the rarer one is merged."""
    from rapidfuzz import fuzz, process  # here, since only --suggest needs it

    choices = [alignment.squeeze(phrase.name) for phrase in group]
    # Names of the same characters in another order, which `ratio` rates too low.
    letters: dict[str, list[int]] = {}
    for number, name in enumerate(choices):
        letters.setdefault("".join(sorted(name)), []).append(number)
    for number, phrase in enumerate(group):
        if not phrase.key.indicator.startswith(alignment.PHRASE):
            continue
        found = process.extract(choices[number], choices, scorer=fuzz.ratio, score_cutoff=CUTOFF, limit=None)
        scores = {other: score for _, score, other in found}
        scores |= dict.fromkeys(letters["".join(sorted(choices[number]))], IN_ANOTHER_ORDER)
        kept = [other for other in scores if _may_be(phrase, number, group[other], other)]
        # the likest first; among equals the order of the table
        ranked = sorted((-scores[other], other) for other in kept)
        yield from (_row(phrase, group[other], -score) for score, other in ranked[:SHOWN])


def _may_be(phrase: Phrase, number: int, other: Phrase, place: int) -> bool:
    same = number == place or alignment.squeeze(phrase.name) == alignment.squeeze(other.name)  # 企业 here and there
    if same or phrase.docs & other.docs or _latin(phrase.name) != _latin(other.name):
        return False
    has_id = not other.key.indicator.startswith(alignment.PHRASE)
    return has_id or (len(other.places), -place) > (len(phrase.places), -number)


def _latin(name: str) -> frozenset[str]:
    return frozenset(NAME.findall(alignment.squeeze(name)))


def _row(phrase: Phrase, other: Phrase, score: float) -> dict[str, Any]:
    one, two = alignment.squeeze(phrase.name), alignment.squeeze(other.name)
    reordered = sorted(one) == sorted(two)
    only_one, only_two = _differences(one, two)
    return {
        "approve": "",
        "group": 0,
        "fills": len(phrase.cells - other.cells),
        "indicator": phrase.name,
        "merge_with": other.name if other.key.indicator.startswith(alignment.PHRASE) else other.key.indicator,
        "score": round(score),
        "reason": "同字异序" if reordered else f"前者有“{only_one}”，后者有“{only_two}”",
        "caution": "、".join(word for word in _scope() if word in only_one + " " + only_two),
        "kind": phrase.key.kind,
        "unit": phrase.key.unit,
        "regions": "、".join(phrase.places),
        "merge_with_regions": "、".join(other.places),
        "quote": phrase.quote,
        "merge_with_quote": other.quote,
    }


def _differences(one: str, two: str) -> tuple[str, str]:
    blocks = [code for code in SequenceMatcher(None, one, two, autojunk=False).get_opcodes() if code[0] != "equal"]
    return "…".join(one[a:b] for _, a, b, _, _ in blocks if b > a), "…".join(two[c:d] for *_, c, d in blocks if d > c)


@cache
def _scope() -> tuple[str, ...]:
    return tuple(load.table("compare")["scope"]["words"])

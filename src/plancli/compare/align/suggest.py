"""Phrases that look alike, for a person to approve. Nothing here ever merges anything."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from typing import Any, NamedTuple

from plancli.compare.align import alignment
from plancli.compare.align.group import AlignedFigure
from plancli.lexicon import load

CUTOFF = 70
IN_ANOTHER_ORDER = 95.0
SHOWN = 5  # proposals for one phrase
NAME = re.compile(r"[a-z0-9][a-z0-9.+\-]*")  # 4g, 5g, ipv6, r&d: never alike unless the same


class Phrase(NamedTuple):
    """An indicator of the table: how it is called, what it is by `align`, and where it stands."""

    name: str
    key: alignment.Key
    places: tuple[str, ...]
    docs: frozenset[str]
    quote: str


def suggest(figures: Sequence[AlignedFigure]) -> list[dict[str, Any]]:
    """Proposals with the columns of `columns.SUGGESTIONS`, best first.

    Only phrases of one kind, unit and flow, with the same Latin names and numbers, and never two that one
    document tells apart.
    """
    groups: dict[tuple[Any, ...], list[Phrase]] = {}
    for phrase in _phrases(figures):
        groups.setdefault(phrase.key[1:], []).append(phrase)
    found = [row for group in groups.values() for row in _pairs(group)]
    return sorted(found, key=lambda row: (-row["score"], row["indicator"], row["merge_with"]))


def _phrases(figures: Iterable[AlignedFigure]) -> Iterator[Phrase]:
    groups: dict[alignment.Key, list[AlignedFigure]] = {}
    for figure in figures:
        groups.setdefault(figure.key, []).append(figure)
    for key, found in groups.items():
        places = tuple(dict.fromkeys(figure.place.name or figure.place.doc for figure in found))
        docs = frozenset(str(figure.record.get("doc")) for figure in found)
        yield Phrase(found[0].name, key, places, docs, str(found[0].record.get("quote") or ""))


def _pairs(group: Sequence[Phrase]) -> Iterator[dict[str, Any]]:
    """Each phrase without id, with those it is like; of two such phrases, the rarer one is merged."""
    from rapidfuzz import fuzz, process

    choices = [alignment.squeeze(phrase.name) for phrase in group]
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

"""Which records take part: by status, year, region, indicator and topic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from plancli.compare.align import squeeze
from plancli.compare.names import entry
from plancli.lexicon import regions

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person asked for; an empty tuple asks for everything.

    `regions` are codes, full or short names; `indicators` are ids or words of the noun phrase; `topics` are
    topics of the lexicon.
    """

    statuses: tuple[str, ...] = ("target",)
    years: tuple[int, ...] = ()
    regions: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


def select(records: Iterable[Record], choice: Choice) -> Iterator[Record]:
    """The records that `choice` asks for, in their order."""
    return (record for record in records if wanted(record, choice))


def wanted(record: Record, choice: Choice) -> bool:
    """Whether `choice` asks for `record`."""
    return (
        record["status"] in choice.statuses
        and (not choice.years or record["year"] in choice.years)
        and (not choice.regions or any(_is_region(record, place) for place in choice.regions))
        and (not choice.indicators or any(_is_indicator(record, words) for words in choice.indicators))
        and (not choice.topics or entry(record.get("indicator_id")).topic in choice.topics)
    )


def _is_region(record: Record, place: str) -> bool:
    code = record.get("region_code")
    region = regions.by_code(code) if code else None
    return place in (code, record.get("region"), *((region.name, region.short) if region else ()))


def _is_indicator(record: Record, words: str) -> bool:
    """The id itself, or words that the noun phrase or the name in the lexicon holds."""
    known = entry(record.get("indicator_id"))
    if words == record.get("indicator_id"):
        return True
    return any(squeeze(words) in squeeze(name) for name in (str(record["indicator"]), known.zh, known.en))

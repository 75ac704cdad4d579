"""Which records take part: by status, year, place, indicator and topic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plancli.compare.align.alignment import squeeze
from plancli.compare.levels.cascade import above, level
from plancli.compare.names import entry, topic
from plancli.lexicon import regions
from plancli.lexicon.scope import remembered
from plancli.terms import Record


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person asked for; an empty tuple asks for everything.

    `regions` are codes, full or short names; `within` are places that a region must be part of; `levels` are
    nation, province, city, district; `indicators` are ids or words of the noun phrase; `topics` as in the lexicon.
    """

    statuses: tuple[str, ...] = ("target",)
    years: tuple[int, ...] = ()
    regions: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


def select(records: Iterable[Record], choice: Choice) -> Iterator[Record]:
    """The records that `choice` asks for, in their order."""
    return (record for record in records if wanted(record, choice))


def wanted(record: Record, choice: Choice) -> bool:
    """Whether `choice` asks for `record`."""
    code = record.get("region_code") or ""
    return (
        record["status"] in choice.statuses
        and (not choice.years or record["year"] in choice.years)
        and (not choice.levels or (bool(code) and level(code) in choice.levels))
        and (not choice.regions or any(_is_region(record, place) for place in choice.regions))
        and (not choice.within or any(_lies_in(code, place) for place in choice.within))
        and (not choice.indicators or any(_is_indicator(record, words) for words in choice.indicators))
        and (not choice.topics or any(_is_topic(record, name) for name in choice.topics))
    )


def _is_region(record: Record, place: str) -> bool:
    code = record.get("region_code")
    region = regions.by_code(code) if code else None
    return place in (code, record.get("region"), *((region.name, region.short) if region else ()))


def _is_topic(record: Record, name: str) -> bool:
    own = entry(record.get("indicator_id")).topic
    return name in (own, topic(own, "zh"))


@remembered
def _lies_in(code: str, place: str) -> bool:
    uppers = [regions.by_code(upper) for upper in above(code)] if code else []
    return any(place in (upper.code, upper.name, upper.short) for upper in uppers if upper)


def _is_indicator(record: Record, words: str) -> bool:
    """The id itself, or words that the noun phrase or the name in the lexicon holds."""
    known = entry(record.get("indicator_id"))
    if words == record.get("indicator_id"):
        return True
    return any(squeeze(words) in squeeze(name) for name in (str(record["indicator"]), known.zh, known.en))

"""The regions: GB/T 2260 codes with their names through the years, functional areas, and groups of regions.

The table is `regions.csv`, made by `tools/build_regions.py`, which names its source and date. A region that was
renamed or moved has one row for each state; `valid_from` and `valid_to` are the years in which the state held at
least for a time (the data know year's ends, so in a year of change both states are valid).
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from plancli.kept import kept
from plancli.lexicon import load
from plancli.lexicon.scope import Scope, remembered
from plancli.native import Starts

NATION = "100000"
# Names of the kind 某市 say which level they mean; a bare 吉林 or 海南 means the upper one.
RANKS = {"nation": 0, "province": 1, "city": 2, "district": 3, "area": 4, "group": 5}
# 朝阳 alone may be an adjective, 东方 a direction: below the city only full names count as mentions.
SHORT_LEVELS = ("nation", "province", "city", "area", "group")


@cache
def _signs(role: str) -> frozenset[str]:
    """The characters of a role: how names as short as 泗县 end, and what may come before one."""
    return frozenset(load.table("classes")[role]["words"])


class Region(NamedTuple):
    """One state of one region. `code` is empty for areas and groups, which have none in GB/T 2260."""

    code: str
    name: str
    short: str
    level: str
    parent: str
    valid_from: int
    valid_to: int | None
    successor: str

    def holds(self, year: int | None) -> bool:
        """Whether this state was in force in `year`; without a year, whether it still is."""
        if year is None:
            return self.valid_to is None
        return self.valid_from <= year and (self.valid_to is None or year <= self.valid_to)


class RegionMention(NamedTuple):
    """A name in a text and the regions that have it (more than one: ambiguous)."""

    start: int
    end: int
    name: str
    regions: tuple[Region, ...]


@cache
def _shipped() -> tuple[Region, ...]:
    """All states of all regions, as in the table."""
    return tuple(map(Region._make, kept("regions", load.sources("regions.csv", code=__file__), _rows)))


def _rows() -> list[tuple[str | int | None, ...]]:
    rows = csv.reader(line for line in load.text("regions.csv").splitlines() if not line.startswith("#"))
    next(rows)
    return [(*row[:5], int(row[5]), int(row[6]) if row[6] else None, row[7]) for row in rows]


class Regions:
    """The regions that ship with plancli and `own` ones behind them; `all` holds every state of every region."""

    def __init__(self, own: Iterable[Region] = ()) -> None:
        self.all = (*_shipped(), *own)
        self.codes: defaultdict[str, list[Region]] = defaultdict(list)
        self.names: defaultdict[str, list[Region]] = defaultdict(list)
        self.shorts: defaultdict[str, list[Region]] = defaultdict(list)
        for region in self.all:
            code, name, short = region[:3]
            if code:
                self.codes[code].append(region)
            self.names[name].append(region)
            if short != name:
                self.shorts[short].append(region)
        self.starts = self._starts()
        self.beginning = Starts(start for start in self.starts if len(start) > 1)

    def _starts(self) -> dict[str, list[str]]:
        """Names that may be met in a text, longest first, by their first two characters."""
        starts: dict[str, list[str]] = defaultdict(list)
        shorts = {region.short for region in self.all if region.level in SHORT_LEVELS}
        for name in sorted(sorted({*self.names, *shorts} - {""}), key=len, reverse=True):
            starts[name[:2]].append(name)
        return starts


SCOPE: Scope[Regions] = Scope("regions", Regions)


def regions() -> tuple[Region, ...]:
    """All states of all regions in force."""
    return SCOPE.get().all


def by_code(code: str, on: int | None = None) -> Region | None:
    """The region of a GB/T 2260 code in the year `on` (default: as it is now, else in its last state)."""
    states = SCOPE.get().codes.get(code, [])
    held = [state for state in states if state.holds(on)]
    return (held or states)[-1] if states else None  # a division that is gone has its last state


def ancestors(region: Region) -> list[str]:
    """The codes above a region, nearest first. A group is part of none of its members."""
    codes: list[str] = []
    above: Region | None = region
    while above is not None and above.level not in ("nation", "group"):
        codes.append(above.parent)
        above = by_code(above.parent)
    return codes


@remembered
def candidates(name: str, within: str | None = None, on: int | None = None) -> tuple[Region, ...]:
    """The regions named `name` in the year `on`: by full name, else by short name at the uppermost level.

    Args:
        name: a full name (鼓楼区, 湖北省) or a short one (湖北, 武汉; below the city only with `within`).
        within: code of a region that must be above it.
        on: year; without it, regions that exist today, else those that ever did.
    """
    known = SCOPE.get()
    short = known.shorts.get(name, [])
    found = known.names.get(name) or [region for region in short if within or region.level in SHORT_LEVELS]
    if within is not None:
        found = [region for region in found if within in ancestors(region)]
    # Of a known year only what there was then; of no year, what there ever was.
    held = [region for region in found if region.holds(on)] or (found if on is None else [])
    top = min((RANKS[region.level] for region in held), default=0)  # 吉林 is the province, not the city in it
    return _one_state_each(region for region in held if RANKS[region.level] == top)


def _one_state_each(found: Iterable[Region]) -> tuple[Region, ...]:
    """In a year of change the same place may be under two codes: the newer state counts."""
    latest: dict[tuple[str, str], Region] = {}
    for region in found:
        key = (region.parent, region.short)
        if key not in latest or latest[key].valid_from < region.valid_from:
            latest[key] = region
    return tuple(latest.values())


def by_name(name: str, within: str | None = None, on: int | None = None) -> Region | None:
    """The one region named `name`, None where there is none or several (鼓楼区): never a guess. See `candidates`.

    Args:
        within: code of a region that it must be part of; None for anywhere.
        on: the year whose regions count; None for those of today, else any that ever was.
    """
    found = candidates(name, within, on)
    return found[0] if len(found) == 1 else None


def find_names(text: str, on: int | None = None) -> list[RegionMention]:
    """The names of regions in `text`, longest first, left to right, with all regions that have each.

    Args:
        on: the year whose regions count; None for those of today, else any that ever was.
    """
    mentions: list[RegionMention] = []
    table, end = SCOPE.get(), 0
    starts = table.starts
    for start in table.beginning.places(text):
        if start >= end and (mention := _named(text, start, starts[text[start : start + 2]], on)):
            end = mention.end
            mentions.append(mention)
    return mentions


def name_at(text: str, start: int, on: int | None = None) -> RegionMention | None:
    """The longest name of a region at `start`, None where none does.

    Args:
        text: decoded or folded: names hold no signs that folding changes.
        on: the year whose regions count; None for those of today, else any that ever was.
    """
    return _named(text, start, SCOPE.get().starts.get(text[start : start + 2], ()), on)


def _named(text: str, start: int, names: Iterable[str], on: int | None) -> RegionMention | None:
    """The first of `names`, which begin with the characters at `start`, that is there and belongs to a region."""
    name = next((name for name in names if text.startswith(name, start)), None)
    if name is None or not _stands_free(text, start, name):
        return None
    found = candidates(name, on=on)
    return RegionMention(start, start + len(name), name, found) if found else None


def _stands_free(text: str, start: int, name: str) -> bool:
    """示范县 holds no 范县, 高新区 no 新区: a name of two characters with its class begins a word."""
    # longer names rarely occur inside other words
    if len(name) > 2 or name[-1] not in _signs("classes_of_short_names"):
        return True
    return start == 0 or text[start - 1] in _signs("before_short_names") or not "\u4e00" <= text[start - 1] <= "\u9fff"


def name_in(code: str | None, name: str, lang: str) -> str:
    """The name of a region as a table in `lang` shows it: in English for all that the lexicon knows, else `name`.

    Args:
        code: GB/T 2260 code; None where only the name is known.
    """
    return _english().get(code or name, name) if lang == "en" else name


@cache
def _english() -> dict[str, str]:
    """Code → name; of places without a code, their Chinese name → name."""
    rows = csv.reader(line for line in load.text("region_names_en.csv").splitlines() if not line.startswith("#"))
    return dict(list(rows)[1:])

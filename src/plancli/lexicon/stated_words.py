"""Targets without a figure in words of a table: 与经济增长同步, with GDP growth."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plancli.lexicon import indicators, load
from plancli.lexicon.regions import by_name, name_in
from plancli.lexicon.scope import remembered


def stated(record: Mapping[str, Any], lang: str = "zh") -> str:
    """What `record` states without a figure, measured by an indicator, a place, or unknown; empty where it has one."""
    if not record.get("stated"):
        return ""
    words = load.table("compare")[f"stated_{lang}"]
    name = _measure(str(record.get("against") or ""), lang) or str(words["nothing"])
    return str(words.get(record["stated"], record["stated"])).format(name)


def _measure(against: str, lang: str) -> str:
    """What a target is measured by: by its short name, its name in the lexicon, or the name of a place."""
    short = load.table("compare")[f"against_{lang}"].get(against)
    place = by_name(against) if against else None
    return str(short or _names(lang).get(against) or (name_in(place.code, against, lang) if place else against))


@remembered
def _names(lang: str) -> dict[str, str]:
    own = indicators.OWN.get()
    known = (*indicators.entries(), *(own.entries.values() if own else ()))
    return {one.id: one.name_en if lang == "en" else one.name_zh for one in known}

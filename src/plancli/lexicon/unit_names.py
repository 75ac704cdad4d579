"""Units as tables in English name them: 万人 → 10,000 people, 元/月 → yuan/month (unit_names_en.csv)."""

from __future__ import annotations

import csv
from functools import cache

from plancli.lexicon import load
from plancli.lexicon.units import COUNT, lookup

# Longest first, as they are written before a unit.
LARGE = (
    ("万亿", "trillion"), ("千亿", "100 billion"), ("百亿", "10 billion"), ("十亿", "billion"), ("亿", "100 million"),
    ("千万", "10 million"), ("百万", "million"), ("十万", "100,000"), ("万", "10,000"), ("千", "1,000"), ("百", "100"),
)  # fmt: skip
UNNAMED = "items"  # a classifier without a name here
PER = "/"
SIGNED = ("%", "‰", "")  # as close behind a figure in every language
WORDS = ("trillion", "billion", "million")


def unit_in(unit: str, lang: str) -> str:
    """`unit`, with or without a multiplier, as a table in `lang` (zh, en) heads its figures."""
    if lang != "en" or not unit:
        return unit
    return PER.join(_part(part) for part in unit.split(PER))


def behind(unit: str, lang: str) -> str:
    """What follows a figure in `unit`: 万人, %, in English ` × 10,000 people`, ` people`."""
    if lang != "en" or unit in SIGNED:
        return unit
    name = unit_in(unit, lang)
    # 2.6 × 10,000 people, but 2.6 people
    return f" × {name}" if name[:1].isdigit() or name.startswith(WORDS) else f" {name}"


def _part(unit: str) -> str:
    """A unit that has a name is not cut: 千瓦 is no thousand 瓦."""
    if unit in _names():
        return _names()[unit]
    for word, said in LARGE:
        if unit.startswith(word):
            rest = unit.removeprefix(word)
            return f"{said} {_part(rest)}" if rest else said
    known = lookup(unit)
    if known is None:
        return unit
    other = known.base if known.factor == 1 else unit  # 平米 is another word for m2
    return _names().get(other) or (UNNAMED if known.dimension == COUNT else other)


@cache
def _names() -> dict[str, str]:
    rows = csv.reader(line for line in load.text("unit_names_en.csv").splitlines() if not line.startswith("#"))
    return dict(list(rows)[1:])

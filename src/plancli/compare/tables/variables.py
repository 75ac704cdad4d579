"""Names of columns that hold one indicator each: `gdp_growth`, `urban_jobs_new`, `grain_output_growth`.

An indicator's first allowed kind has its bare id; another kind is `ID_KIND`, what is newly added `ID_new`, a
yearly average `ID_annual`, another dimension `ID_UNIT`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from plancli.compare.align.alignment import PHRASE, Key
from plancli.compare.names import kinds
from plancli.lexicon.indicators import dimension_of

POINTS = "百分点"


def variables(keys: Mapping[Key, str]) -> dict[Key, str]:
    """A name for each key, unique also where two differ in upper and lower case alone.

    Args:
        keys: each key with how its indicator is called, those that have more figures first. Of two keys with
            one name (classifiers that count unlike things), the first keeps it; the other says its unit.
    """
    taken: set[str] = set()
    found: dict[Key, str] = {}
    for key, called in keys.items():
        tries = (name for name in _tries(key, called) if name.casefold() not in taken)
        found[key] = next(tries)
        taken.add(found[key].casefold())
    return found


def _tries(key: Key, called: str) -> Iterable[str]:
    name = "_".join([called if key.indicator.startswith(PHRASE) else key.indicator, *_marks(key)])
    yield name
    yield f"{name}_{key.unit}"  # 企业50家 beside 企业5万户
    number = 2
    while True:
        yield f"{name}_{number}"
        number += 1


def _marks(key: Key) -> list[str]:
    known, dimensions = kinds(key.indicator)
    marks = [] if key.kind in known[:1] else [key.kind]
    if key.unit == POINTS and dimension_of(POINTS) not in dimensions[:1]:  # 占比提高5个百分点, of an indicator in %
        marks.append("points")
    return marks + ["new"] * key.flow + ["annual"] * key.annual

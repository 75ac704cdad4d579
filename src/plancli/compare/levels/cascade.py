"""Upper level against lower level for one indicator and year: who raises the target of whom (层层加码).

Why the nearest level above: docs/decisions/nearest-level-above.md; what counts as stricter: docs/decisions/stricter.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Context, Decimal
from typing import Any

from plancli.compare.align.group import NO_YEAR, AlignedFigure, row_order
from plancli.compare.levels import stricter
from plancli.compare.tables.figure_text import in_one_unit
from plancli.lexicon import regions
from plancli.lexicon.scope import remembered
from plancli.terms import Row

RATE, POINTS = "%", "百分点"
RATIO = Context(prec=6)  # digits of a ratio: more than any text writes

FiguresByPlace = dict[tuple[str, Any], list[AlignedFigure]]
WHO = {1: "lower", -1: "upper", 0: "same"}


def cascade(figures: Iterable[AlignedFigure], nearest_year: bool = False, lang: str = "zh") -> list[Row]:
    """Rows with the columns of `columns.CASCADE`: each figure against the nearest level above that has one.

    With `nearest_year`, where that level has none for the same year, its figure for the nearest one (the earlier of
    two), and `upper_year` says which. `lang` is that of units in figures for people.
    """
    known = by_place(figure for figure in figures if figure.place.code and figure.record["value"] is not None)
    rows = [
        (row_order(lower), upper.place.code, lower.place.code, _row(upper, lower, lang))
        for found in known.values()
        for lower in found
        if (upper := _nearest_above(lower, known, nearest_year)) is not None
    ]
    return [row for *_, row in sorted(rows, key=lambda item: item[:3])]


def by_place(figures: Iterable[AlignedFigure]) -> FiguresByPlace:
    """Figures by code and key."""
    known: FiguresByPlace = {}
    for figure in figures:
        known.setdefault((figure.place.code, figure.key), []).append(figure)
    return known


def above(code: str) -> tuple[str, ...]:
    """The codes above `code`, nearest first: by the table of regions, else by the digits of GB/T 2260."""
    region = regions.by_code(code)
    if region is not None:
        return tuple(regions.ancestors(region))
    # GB/T 2260: two digits each for province, prefecture and county, 0 where a level is not named.
    digits = [code[:4] + "00", code[:2] + "0000", regions.NATION]
    return tuple(upper for upper in dict.fromkeys(digits) if upper != code)


def level(code: str) -> str:
    """The level of `code`: nation, province, city or district."""
    region = regions.by_code(code)
    # Of a code that the table lacks (a new zone), the digits that are not 0 tell the level.
    return region.level if region else {2: "province", 4: "city"}.get(len(code.rstrip("0")), "district")


def _nearest_above(lower: AlignedFigure, known: FiguresByPlace, nearest_year: bool) -> AlignedFigure | None:
    for code in _above(lower.place.code):
        found = known.get((code, lower.key), [])
        same = [upper for upper in found if upper.year == lower.year]
        if same or (nearest_year and found):
            return min(same or found, key=lambda upper: years_apart(upper, lower))
    return None


def years_apart(upper: AlignedFigure, lower: AlignedFigure) -> tuple[int, int]:
    """How far two figures are apart; of two as far, the earlier one comes first."""
    return abs((upper.year or NO_YEAR) - (lower.year or NO_YEAR)), upper.year or NO_YEAR


@remembered
def _above(code: str) -> tuple[str, ...]:
    return above(code)


def _row(upper: AlignedFigure, lower: AlignedFigure, lang: str) -> Row:
    difference, ratio = _difference(upper.record["value"], lower.record["value"])
    unit = lower.record["unit"]
    figures = in_one_unit([upper.record, lower.record], lang)
    return {
        "indicator_id": lower.indicator_id,
        "year": lower.year,
        "upper": upper.place.name or upper.place.code,
        "lower": lower.place.name or lower.place.code,
        "upper_value": upper.record["value"],
        "lower_value": lower.record["value"],
        "difference": difference,
        "ratio": None if lower.key.kind == "rank" else ratio,  # a place is not a multiple of another
        "indicator": lower.name,
        "kind": lower.key.kind,
        "unit": unit,
        "difference_unit": POINTS if unit == RATE else unit,  # percentages differ by points
        "flow": lower.key.flow,
        "annual": lower.key.annual,
        "upper_figure": figures[0],
        "lower_figure": figures[1],
        "stricter": WHO[stricter.stricter(upper.record, lower.record)],
        "harder": WHO[stricter.harder(upper.record, lower.record)],
        "asks_more": _asks_more(upper, lower),
        "upper_year": upper.year,
    } | dict([*_of("upper", upper), *_of("lower", lower)])


def _of(side: str, figure: AlignedFigure) -> Iterator[tuple[str, Any]]:
    yield f"{side}_level", level(figure.place.code)
    yield f"{side}_code", figure.place.code
    for name in ("comparator", "modality", "doc", "quote"):
        yield f"{side}_{name}", figure.record.get(name)


def _difference(upper: Any, lower: Any) -> tuple[Decimal | None, Decimal | None]:
    """Lower less upper, and lower divided by upper."""
    if upper is None or lower is None:
        return None, None
    # Through `f`, so that 1E+2 is written 100.
    ratio = RATIO.divide(Decimal(lower), Decimal(upper)).normalize() if upper else None
    return Decimal(lower) - Decimal(upper), None if ratio is None else Decimal(f"{ratio:f}")


def _asks_more(upper: AlignedFigure, lower: AlignedFigure) -> str | None:
    """Who asks for more; unknown for sizes: a part holds less than the whole."""
    if not stricter.is_rate(str(lower.record["unit"])):
        return None
    verdict = stricter.asks_more(upper.record, lower.record, lower.indicator_id, lower.key.kind)
    return None if verdict is None else WHO[verdict]

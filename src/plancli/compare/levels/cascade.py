"""Upper level against lower level for one indicator and year: who raises the target of whom (层层加码).

Why the nearest level above, and what counts as stricter: docs/decisions/0004-cascade.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Context, Decimal
from typing import Any

from plancli.compare.align.choice import FIRMNESS
from plancli.compare.align.group import AlignedFigure, row_order
from plancli.compare.levels.cascade_verdict import asks_more
from plancli.compare.tables.figure_text import in_one_unit
from plancli.lexicon import regions

STRICTNESS = {"~": 0, "=": 1, "range": 1, ">=": 2, "<=": 2, ">": 3, "<": 3}
RATE, POINTS = "%", "百分点"
RATIO = Context(prec=6)

Row = dict[str, Any]


def cascade(figures: Iterable[AlignedFigure]) -> list[Row]:
    """Rows with the columns of `columns.CASCADE`: each figure against the nearest level above that has one."""
    known = {(figure.place.code, figure.key, figure.year): figure for figure in figures if figure.place.code}
    rows = [
        (row_order(lower), upper.place.code, lower.place.code, _row(upper, lower))
        for lower in known.values()
        if (upper := _nearest_above(lower, known)) is not None
    ]
    return [row for *_, row in sorted(rows, key=lambda item: item[:3])]


def above(code: str) -> tuple[str, ...]:
    """The codes above `code`, nearest first: by the table of regions, else by the digits of GB/T 2260."""
    region = regions.by_code(code)
    if region is not None:
        return tuple(regions.ancestors(region))
    digits = [code[:4] + "00", code[:2] + "0000", regions.NATION]
    return tuple(upper for upper in dict.fromkeys(digits) if upper != code)


def level(code: str) -> str:
    """The level of `code`: nation, province, city or district."""
    region = regions.by_code(code)
    return region.level if region else {2: "province", 4: "city"}.get(len(code.rstrip("0")), "district")


def _nearest_above(lower: AlignedFigure, known: dict[tuple[Any, ...], AlignedFigure]) -> AlignedFigure | None:
    found = (known.get((code, lower.key, lower.year)) for code in _above(lower.place.code))
    return next((upper for upper in found if upper is not None), None)


@regions.SCOPE.kept
def _above(code: str) -> tuple[str, ...]:
    return above(code)


def _row(upper: AlignedFigure, lower: AlignedFigure) -> Row:
    difference, ratio = _difference(upper.record["value"], lower.record["value"])
    unit = lower.record["unit"]
    figures = in_one_unit([upper.record, lower.record])
    return {
        "indicator_id": lower.indicator_id,
        "year": lower.year,
        "upper": upper.place.name or upper.place.code,
        "lower": lower.place.name or lower.place.code,
        "upper_value": upper.record["value"],
        "lower_value": lower.record["value"],
        "difference": difference,
        "ratio": None if lower.key.kind == "rank" else ratio,
        "indicator": lower.name,
        "kind": lower.key.kind,
        "unit": unit,
        "difference_unit": POINTS if unit == RATE else unit,
        "flow": lower.key.flow,
        "annual": lower.key.annual,
        "upper_figure": figures[0],
        "lower_figure": figures[1],
        "stricter": _more(upper, lower, lambda figure: STRICTNESS[figure.record["comparator"]]),
        "harder": _more(upper, lower, lambda figure: FIRMNESS.get(figure.record.get("modality"), 1)),
        "asks_more": asks_more(upper, lower, difference),
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
    ratio = RATIO.divide(Decimal(lower), Decimal(upper)).normalize() if upper else None
    return Decimal(lower) - Decimal(upper), None if ratio is None else Decimal(f"{ratio:f}")


def _more(upper: AlignedFigure, lower: AlignedFigure, grade: Any) -> str:
    one, two = grade(upper), grade(lower)
    return "same" if one == two else "lower" if two > one else "upper"

"""The panel: a row a region and year, for each indicator its value, upper end, comparator and modality.

Values are in base units, for regression. Only indicators of the lexicon have columns: a phrase is no variable.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from plancli.columns import Column
from plancli.compare.align.alignment import Key
from plancli.compare.align.group import AlignedFigure, Place, row_order
from plancli.compare.names import entry
from plancli.compare.tables.variables import variables
from plancli.lexicon.unit_names import unit_in
from plancli.terms import Row

# Behind the name of an indicator: which attribute of the record, its type, and what people read.
PARTS = (
    ("", "value", "number", "", ""),
    ("_max", "value_max", "number", "上限", "upper end"),
    ("_cmp", "comparator", "str", "比较符", "comparator"),
    ("_mod", "modality", "str", "约束程度", "modality"),
)
STATED = ("_stated", "stated", "str", "文字表述", "in words")
LEAD = (
    Column("region_code", "str", "地区代码", "Region code", "GB/T 2260 行政区划代码", "GB/T 2260 code"),
    Column("region", "str", "地区", "Region", "地区全称", "full name of the region"),
    Column("year", "int", "年份", "Year", "数值对应的年份", "the year the values are for"),
)


def panel(figures: Sequence[AlignedFigure], stated: bool = False) -> tuple[tuple[Column, ...], list[Row]]:
    """The columns and rows of the panel of `figures`; with `stated`, targets in words too."""
    known = [figure for figure in figures if figure.indicator_id]
    names = variables(_keys(known))
    parts = (*PARTS, STATED) if stated else PARTS
    columns = (*LEAD, *(column for key, name in _in_order(known, names) for column in _columns(key, name, parts)))
    rows: dict[tuple[Place, int], Row] = {}
    for figure in known:
        # 0: without a year, in a row of their own
        row = rows.setdefault((figure.place, figure.year or 0), _lead(figure))
        name = names[figure.key]
        row |= {f"{name}{end}": figure.record.get(attribute) for end, attribute, *_ in parts}
    return columns, [rows[place] for place in sorted(rows, key=lambda item: (item[0].code or "~", *item))]


def left_out(figures: Iterable[AlignedFigure]) -> int:
    """How many figures have no indicator id, and so no column."""
    return sum(not figure.indicator_id for figure in figures)


def _keys(figures: Iterable[AlignedFigure]) -> dict[Key, str]:
    counts = Counter(figure.key for figure in figures)
    return {key: key.indicator for key, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))}


def _in_order(figures: Sequence[AlignedFigure], names: dict[Key, str]) -> list[tuple[AlignedFigure, str]]:
    first = {figure.key: figure for figure in reversed(figures)}  # reversed: the first of each key is kept
    ordered = sorted(first.values(), key=lambda figure: row_order(figure)[:-1])  # without the year: columns have none
    return [(figure, names[figure.key]) for figure in ordered]


def _lead(figure: AlignedFigure) -> Row:
    place = figure.place
    return {"region_code": place.code or None, "region": place.name or place.doc, "year": figure.year}


def _columns(figure: AlignedFigure, name: str, parts: Sequence[tuple[str, ...]]) -> list[Column]:
    """Headers for people say the unit: values are in base units."""
    unit = str(figure.record["unit"] or "")
    zh = f"{figure.name}（{unit}）" if unit else figure.name
    called = entry(figure.indicator_id).en or name
    en = f"{called} ({unit_in(unit, 'en')})" if unit else called
    return [
        Column(f"{name}{end}", kind, zh + zh_end, en + (f", {en_end}" if en_end else ""), zh, en)
        for end, _, kind, zh_end, en_end in parts
    ]

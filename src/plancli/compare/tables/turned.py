"""The wide table turned: a row a region, a column an indicator (31省一览表)."""

from __future__ import annotations

from collections import Counter

from plancli.columns import Column
from plancli.compare.align.alignment import PHRASE, Key
from plancli.compare.tables.row_names import name_of
from plancli.compare.tables.variables import variables
from plancli.grid import Grid, GridRow
from plancli.lexicon.unit_names import unit_in
from plancli.terms import Row

CODE = Column("region_code", "str", "地区代码", "Region code", "GB/T 2260 行政区划代码", "GB/T 2260 code")
REGION = Column("region", "str", "地区", "Region", "地区全称", "full name of the region")


def columns(table: Grid, people: bool = False) -> tuple[Column, ...]:
    """Code and name of the region, then a column for each row of `table`; for people without the code."""
    return (*((REGION,) if people else (CODE, REGION)), *_indicators(table))


def rows(table: Grid, lang: str | None = None) -> list[Row]:
    """A row for each region of `table`, named in `lang`; cells are figures as people read them (`≥80`), or blank."""
    names = [column.name for column in _indicators(table)]
    return [
        _lead(table, place, lang or "zh") | dict(zip(names, _cells(table, place), strict=True))
        for place in _places(table)
    ]


def _places(table: Grid) -> range:
    return range(len(table.columns))


def _lead(table: Grid, place: int, lang: str) -> Row:
    column = table.columns[place]
    return {"region_code": column.region_code, "region": column.called(lang)}


def _cells(table: Grid, place: int) -> list[str | None]:
    cells = (row.cells[place] for row in table.rows)
    return [None if cell is None else cell.text for cell in cells]


def _indicators(table: Grid) -> list[Column]:
    """A column for each row: keys are ids (`gdp_growth`, with several years `gdp_growth_2026`), headers are names."""
    years = len({row.year for row in table.rows}) > 1  # one year for all goes without saying
    names = variables({_key(row, number): row.indicator for number, row in enumerate(table.rows)})
    found = []
    for number, row in enumerate(table.rows):
        year = f"_{row.year}" if years and row.year else ""
        zh, en = (_head(row, lang, years) for lang in ("zh", "en"))
        found.append(Column(names[_key(row, number)] + year, "str", zh, en, zh, en))
    return _unique(found)


def _key(row: GridRow, number: int) -> Key:
    """Rows of several years share a name; two phrases of one name do not."""
    indicator = row.indicator_id or f"{PHRASE}{row.indicator} {number}"
    return Key(indicator, row.kind, row.base_unit, row.flow, row.annual)


def _head(row: GridRow, lang: str, years: bool) -> str:
    year = f" {row.year}" if years and row.year else ""
    unit = f" ({unit_in(row.unit, lang)})" if lang == "en" else f"（{row.unit}）"
    return f"{name_of(row, lang)}{year}" + (unit if row.unit else "")


def _unique(columns: list[Column]) -> list[Column]:
    """Two columns of one key get numbers, so that none is lost."""
    seen: Counter[str] = Counter()
    found = []
    for column in columns:
        seen[column.name] += 1
        number = seen[column.name]
        name = column.name if number == 1 else f"{column.name}_{number}"
        found.append(Column(name, column.type, column.zh, column.en, column.meaning_zh, column.meaning_en))
    return found

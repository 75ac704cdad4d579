"""The wide table, frozen and without logic: `compare` fills it, `export` and `cli` show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from plancli.terms import Number


@dataclass(frozen=True, slots=True)
class GridCell:
    """One figure of the wide table. `text` is what people read (`≥80`), `number` is in the unit of its row.

    `record` is the target record that the figure rests on (keys of the contract, `value` in the base unit),
    `mentions` how often the figure is stated, `clash` whether its document states another one too, `joint` whether
    the text states it of several indicators at once. A target in words (与经济增长同步) has text and no number.
    `achieved` is what was reached in the year of the target, where that was asked for.
    """

    text: str
    number: Number | None
    number_max: Number | None
    comparator: str
    record: Mapping[str, Any]
    mentions: int = 1
    clash: bool = False
    joint: bool = False
    achieved: GridCell | None = None


@dataclass(frozen=True, slots=True)
class GridRow:
    """One indicator × kind × year × unit. `cells` holds one for each column, or None; `unit` reads best (亿元).

    `section` is headline, shared (by several regions) or rest (what one region alone has, where that is much).
    """

    topic: str
    indicator_id: str | None
    indicator: str
    kind: str
    year: int | None
    unit: str
    base_unit: str
    flow: bool
    annual: bool
    cells: tuple[GridCell | None, ...]
    section: str = ""


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One region of the wide table.

    `label` is unique within the grid: its name, where need be with its code; so is `english`.
    """

    region_code: str | None
    region: str | None
    label: str
    english: str = ""

    def called(self, lang: str) -> str:
        """Its label in `lang` (zh, en)."""
        return (self.english if lang == "en" else "") or self.label


@dataclass(frozen=True, slots=True)
class Grid:
    """The wide table, indicators against regions, in the order in which a reader wants it."""

    columns: tuple[GridColumn, ...]
    rows: Sequence[GridRow]

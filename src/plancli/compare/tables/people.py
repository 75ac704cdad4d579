"""Rows of figures for a sheet that people read: values in the unit that reads best, never in base units."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plancli.compare.tables.figure_text import scale_of

# Columns that hold a figure in the base unit of the row, and those that say its unit.
VALUES = (
    "value", "value_max", "actual_value", "actual_value_max", "upper_value", "lower_value", "older_value",
    "newer_value", "older_value_max", "newer_value_max",
)  # fmt: skip
UNITS = ("unit", "difference_unit")


def in_reading_unit(row: Mapping[str, Any]) -> dict[str, Any]:
    """`row` with its figures in one unit that people read (亿元, 万亩), as most of it is written in where known.

    `written_units` of the row, if it has them, are the units of its texts.
    """
    base = row.get("unit")
    values = [row[name] for name in VALUES if row.get(name) is not None]
    if not base or not values:
        return dict(row)
    written = list(row.get("written_units") or ()) or [""] * len(values)  # unknown: the size alone decides
    records = [{"value": value, "written_unit": written[min(n, len(written) - 1)]} for n, value in enumerate(values)]
    unit = scale_of(records, str(base))
    changed = {name: unit.of(row[name]) for name in VALUES if row.get(name) is not None}
    # points of a percentage stay points
    if row.get("difference") is not None and row.get("difference_unit", base) == base:
        changed["difference"] = unit.of(row["difference"])
    said = {name: unit.unit for name in UNITS if row.get(name) == base}
    return {**row, **changed, **said}

"""Targets as a pandas table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from plancli.columns import RECORD
from plancli.model import Target
from plancli.records.record import to_record

if TYPE_CHECKING:
    from pandas import DataFrame

# with capitals: the types of pandas that may be empty
TYPES_OF_COLUMNS = {"int": "Int64", "number": "Float64", "bool": "boolean", "str": "string"}


def to_frame(targets: Iterable[Target]) -> DataFrame:
    """`targets` as a table, one a row, columns as in the contract; numbers as pandas' nullable types."""
    import pandas as pd

    rows = [to_record(target) for target in targets]
    series = {}
    for column in RECORD:
        values = [row[column.name] for row in rows]
        if column.type == "number":
            values = [None if value is None else float(value) for value in values]
        series[column.name] = pd.Series(values, dtype=TYPES_OF_COLUMNS.get(column.type, "object"))
    return pd.DataFrame(series)

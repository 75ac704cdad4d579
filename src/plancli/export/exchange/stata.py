"""Records as a Stata file (version 14 or later): labels for variables and values, whole numbers as such.

Names, labels and limits follow the dta format 118: names of at most 32 characters, variable labels of at most 80,
strings of at most 2,045 bytes, longer ones as strL.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from plancli.columns import Column
from plancli.export.about import program
from plancli.export.cells import as_double, header, scalar
from plancli.export.labels import values

Row = Mapping[str, Any]

VERSION: Literal[118] = 118
RESERVED = ("end",)
LONGEST_LABEL = 80
LONGEST_STRING = 2045  # bytes
LABELLED = ("kind", "comparator", "status", "modality")
EPOCH = datetime(1980, 1, 1)  # the same records give the same bytes


def save(rows: Iterable[dict[str, Any]], columns: Sequence[Column], path: Path, style: Any) -> None:
    """Write `rows` to `path`; values of closed vocabularies are numbers with labels in the language of `style`.

    Raises:
        OSError: the file cannot be written.
    """
    rows = list(rows)
    frame = pd.DataFrame({name_of(column): _series(column, rows, style.lang) for column in columns})
    long = [name for name in frame if _is_long(frame[name])]
    frame.to_stata(
        path, write_index=False, version=VERSION, convert_strl=long, time_stamp=EPOCH, data_label=program(),
        variable_labels={name_of(column): header(column, style.lang)[:LONGEST_LABEL] for column in columns},
    )  # fmt: skip


def name_of(column: Column) -> str:
    """The name of a variable: `end` is a word of Stata's own."""
    return f"_{column.name}" if column.name in RESERVED else column.name


def _series(column: Column, rows: Sequence[Row], lang: str | None) -> pd.Series[Any]:
    cells = [scalar(row.get(column.name)) for row in rows]
    if column.name in LABELLED:
        return _labelled(column.name, cells, lang)
    if column.type in ("int", "number"):
        return pd.Series([None if cell is None else as_double(cell) for cell in cells], dtype="float64")
    if column.type == "bool":
        return pd.Series([bool(cell) for cell in cells], dtype="int8")
    return pd.Series(["" if cell is None else str(cell) for cell in cells], dtype="object")


def _labelled(name: str, cells: Sequence[Any], lang: str | None) -> pd.Series[Any]:
    """All values of the vocabulary are labelled, in its order, whether the records hold them or not."""
    words = {value: names[lang] if lang else value for value, names in values()[name].items()}
    said = [None if cell in (None, "") else words.get(str(cell), str(cell)) for cell in cells]
    others = [word for word in dict.fromkeys(said) if word is not None and word not in words.values()]
    return pd.Series(pd.Categorical(said, categories=[*words.values(), *others]))


def _is_long(series: pd.Series[Any]) -> bool:
    return series.dtype == object and any(len(text.encode()) > LONGEST_STRING for text in series)

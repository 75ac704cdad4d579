"""Records as a Stata file (version 14 or later): labels for variables and values, whole numbers as such.

Names, labels and limits follow the dta format 118: names of at most 32 characters, variable labels of at most 80,
strings of at most 2,045 bytes, longer ones as strL.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain, count
from pathlib import Path
from typing import Any, Literal

import pandas as pd
from pandas.errors import InvalidColumnName

from plancli.columns import Column
from plancli.export.about import program
from plancli.export.cells import as_double, header, legible, scalar
from plancli.export.labels import values
from plancli.terms import Record

VERSION: Literal[118] = 118
RESERVED = ("end",)
# Limits of Stata 14 and later (format 118): characters of a name and of a label, bytes of a string.
LONGEST_NAME, LONGEST_LABEL = 32, 80
LONGEST_STRING = 2045  # bytes
LABELLED = ("kind", "comparator", "status", "modality")
LONGEST_END = 4
ENDS = {"_cmp": "comparator", "_mod": "modality", "_max": ""}  # of variables of the panel, and what they hold
EPOCH_OF_STATA = datetime(1980, 1, 1)  # the same records give the same bytes


def save(rows: Iterable[dict[str, Any]], columns: Sequence[Column], path: Path, style: Any) -> None:
    """Write `rows` to `path`; values of closed vocabularies are numbers with labels in the language of `style`.

    Raises:
        OSError: the file cannot be written.
    """
    rows, names = list(rows), names_of(columns)
    frame = pd.DataFrame({name: _series(column, rows, style.lang) for column, name in zip(columns, names, strict=True)})
    long = [name for name in frame if _is_long(frame[name])]
    labels = {name: _label(column, name, style.lang) for column, name in zip(columns, names, strict=True)}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", InvalidColumnName)  # names of regions; their labels say what they were
        frame.to_stata(
            path, write_index=False, version=VERSION, convert_strl=long, time_stamp=EPOCH_OF_STATA,
            data_label=program(), variable_labels=labels,
        )  # fmt: skip


def names_of(columns: Sequence[Column]) -> list[str]:
    """The name of each variable, all different: `end` is a word of Stata's own, and long names are shortened."""
    found: list[str] = []
    for column in columns:
        name = f"_{column.name}" if column.name in RESERVED else column.name
        tries = (shortened(name, str(number)) for number in count(2))
        found.append(next(one for one in chain([shortened(name)], tries) if one not in found))
    return found


def shortened(name: str, mark: str = "") -> str:
    """`name` in 32 characters: its words are cut to the same length, the longest that fits; `mark` keeps two apart.

    What says a part of an indicator (`_cmp`) stays whole, and the parts of one indicator are cut alike.
    """
    end = next((end for end in ENDS if name.endswith(end)), "")
    stem, room = name.removesuffix(end), LONGEST_NAME - LONGEST_END - len(mark)
    if len(stem) > room:
        words = stem.split("_")
        # urban_jobs_growth → urb_job_gro rather than urban_jobs_g
        tries = ("_".join(word[:size] for word in words) for size in range(max(map(len, words)), 0, -1))
        stem = next((one for one in tries if len(one) <= room), stem[:room])
    return stem + mark + end


def _label(column: Column, name: str, lang: str | None) -> str:
    """What a variable is for people, in Chinese unless asked otherwise; of a shortened name the whole."""
    whole = f" [{column.name}]" if name != column.name and column.name not in RESERVED else ""
    said = legible(header(column, lang or "zh"))[: max(LONGEST_LABEL - len(whole), 0)] + legible(whole)
    return said if len(said) <= LONGEST_LABEL else said[: LONGEST_LABEL - 1] + "…"  # the name of a region may be long


def _series(column: Column, rows: Sequence[Record], lang: str | None) -> pd.Series[Any]:
    cells = [scalar(row.get(column.name)) for row in rows]
    ending = next((held for end, held in ENDS.items() if column.name.endswith(end)), "")
    if vocabulary := column.name if column.name in LABELLED else ending:
        return _labelled(vocabulary, cells, lang)
    if column.type in ("int", "number"):
        # doubles also for whole numbers: Stata's integers end at 2 billion, and have no blank in pandas
        return pd.Series([None if cell is None else as_double(cell) for cell in cells], dtype="float64")
    if column.type == "bool":
        return pd.Series([bool(cell) for cell in cells], dtype="int8")
    return pd.Series(["" if cell is None else legible(str(cell)) for cell in cells], dtype="object")


def _labelled(name: str, cells: Sequence[Any], lang: str | None) -> pd.Series[Any]:
    """All values of the vocabulary are labelled, in its order, whether the records hold them or not."""
    words = {value: names[lang] if lang else value for value, names in values()[name].items()}
    if not cells:
        return pd.Series([], dtype="float64")  # pandas writes no labels without rows
    said = [None if cell in (None, "") else words.get(str(cell), str(cell)) for cell in cells]
    others = [word for word in dict.fromkeys(said) if word is not None and word not in words.values()]
    return pd.Series(pd.Categorical(said, categories=[*words.values(), *others]))


def _is_long(series: pd.Series[Any]) -> bool:
    return series.dtype == object and any(len(text.encode()) > LONGEST_STRING for text in series)

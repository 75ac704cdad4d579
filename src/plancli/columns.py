"""The columns of every table that plancli writes: name, type, order and headers, defined once (columns.csv).

The contract fixes the first block of `RECORD` and its order; what follows is added by us.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass

from plancli.data_files import data_text


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key in JSON, its type (str int number bool list object) and what people read."""

    name: str
    type: str
    zh: str
    en: str
    meaning_zh: str
    meaning_en: str


def _tables() -> dict[str, tuple[Column, ...]]:
    """Every table of columns.csv, each with its columns in order."""
    text = data_text("plancli", "columns.csv")
    found: dict[str, list[Column]] = {}
    for table, *column in list(csv.reader(text.splitlines()))[1:]:
        found.setdefault(table, []).append(Column(*column))
    return {table: tuple(columns) for table, columns in found.items()}


_TABLES = _tables()
# A name for each: a table missing from the file fails on import, not when it is written.
RECORD = _TABLES["record"]
PIECE = _TABLES["piece"]
EXPRESSION = _TABLES["expression"]
WORD = _TABLES["word"]
DIFFERENCE = _TABLES["difference"]
DOCUMENT = _TABLES["document"]
COVERAGE = _TABLES["coverage"]
PART = _TABLES["part"]
COMPARISON = _TABLES["comparison"]
PROGRESS = _TABLES["progress"]
FIGURES = _TABLES["figures"]
WIDE = _TABLES["wide"]
CASCADE = _TABLES["cascade"]
CASCADE_SUMMARY = _TABLES["cascade_summary"]
CHANGES = _TABLES["changes"]
SUGGESTIONS = _TABLES["suggestions"]
DETAIL = _TABLES["detail"]
REVIEW = _TABLES["review"]
UNRECORDED = _TABLES["unrecorded"]
SETTLE = _TABLES["settle"]
LINE = _TABLES["line"]
REVIEWED = _TABLES["reviewed"]
DECISION = _TABLES["decision"]
AGREEMENT = _TABLES["agreement"]

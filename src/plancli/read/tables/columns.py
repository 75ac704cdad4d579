"""Which column of a table holds the text of documents?"""

from __future__ import annotations

import difflib
from functools import cache

from plancli.errors import UsageError
from plancli.lexicon.load import table
from plancli.model import Failure, Options
from plancli.patterns import lazy
from plancli.read.metadata.fields import plain
from plancli.read.tables.rows import SourceSheet

CHINESE = lazy(r"[\u4e00-\u9fff]")
SAMPLED_ROWS = 200  # rows looked at
LONG_TEXT = 200  # Chinese characters on average: a text, whatever its column is called
LONG_IF_NAMED = 20  # this many are enough where the column has the name of a text
LONG_BESIDE_NAME = 6  # and this many where another column names the document


def text_column(sheet: SourceSheet, options: Options, name: str) -> int | None:
    """The index of the text column; None where the sheet is no table of documents.

    Args:
        name: of the file, for messages.

    Raises:
        UsageError: a column that the options map is not there.
    """
    _check_mapping(sheet, options, name)
    if options.text_column:
        same = [index for index, head in enumerate(sheet.head) if plain(head) == plain(options.text_column)]
        return same[0] if same else None
    lengths = [_average(sheet, index) for index in range(len(sheet.head))]
    enough = LONG_BESIDE_NAME if _names_documents(sheet) else LONG_IF_NAMED
    named = [index for index, head in enumerate(sheet.head) if plain(head) in _names() and lengths[index] >= enough]
    chosen = named or [index for index, length in enumerate(lengths) if length >= LONG_TEXT]
    return max(chosen, key=lambda index: lengths[index], default=None)  # a summary beside the text is shorter


def _check_mapping(sheet: SourceSheet, options: Options, name: str) -> None:
    for column, _ in options.mapping:
        if column not in sheet.head:
            near = difflib.get_close_matches(column, sheet.head, 1) or list(sheet.head)
            raise UsageError(f"no column {column} to map", name, f"did you mean {', '.join(near)}?")


@cache
def _names() -> frozenset[str]:
    return frozenset(plain(word) for word in table("sheets")["text_column"]["words"])


def _names_documents(sheet: SourceSheet) -> bool:
    """Has each row a title, and something else that is known of documents?"""
    columns = table("sheets")["column"]
    said = {field for field, entry in columns.items() for word in entry["words"] if plain(word) in _heads(sheet)}
    return "title" in said and len(said) > 1


def _heads(sheet: SourceSheet) -> set[str]:
    return {plain(head) for head in sheet.head}


def _average(sheet: SourceSheet, index: int) -> float:
    """Chinese characters in a column, on average over rows that are not empty."""
    texts = [row[index] for _, row in sheet.rows[:SAMPLED_ROWS] if not isinstance(row, Failure) and index < len(row)]
    # enough to tell a text from a title, however long the texts
    filled = [len(CHINESE.findall(text[:5000])) for text in texts if text.strip()]
    return sum(filled) / len(filled) if filled else 0.0

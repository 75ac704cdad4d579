"""The workbook in which the differences between coders are settled; read back like that of a review.

Each figure is a row: what the program read, what each coder said where they differ, and what is right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from plancli.columns import REVIEW, SETTLE, Column
from plancli.export.jsonl import dumps
from plancli.export.labels import heads, values
from plancli.export.review.workbook import TITLES, cell_of, offer, row_of, sheet_of
from plancli.export.workbook.sheets import Book
from plancli.trust.coders import AS_READ, FOUND, JUDGED, CodedFigure, choice, differing

LEFT_OUT_OF_SHEET = ("reason", "line")
BEFORE = "indicator"  # what the coders said comes between the sentence and the fields
VERDICTS_OF_TWO = ("accept", "change", "reject")


def save(units: Sequence[CodedFigure], names: Sequence[str], path: Path, lang: str, when: datetime) -> None:
    """Write the workbook for the figures that were coded differently.

    Args:
        names: of the coders, by number; each may be chosen as the one who is right.
        when: is written into it, so that the same input gives the same bytes.

    Raises:
        OSError: the file cannot be written.
    """
    book = Book(when)
    columns = _columns(names)
    sheet = sheet_of(book, TITLES[lang][0], columns, lang)
    for unit in units:
        row = _row(unit, names, lang)
        sheet.add([cell_of(column, row, "") for column in columns])
    offer(sheet, columns, (*VERDICTS_OF_TWO, *names), lang)
    book.save(path)


def _columns(names: Sequence[str]) -> tuple[Column, ...]:
    kept = [column for column in REVIEW if column.name not in LEFT_OUT_OF_SHEET]
    at = next(number for number, column in enumerate(kept) if column.name == BEFORE)
    said = [Column(f"said by {name}", "str", name, name, "", "") for name in names]
    return (*kept[:at], *said, *kept[at:], *SETTLE)


def _row(unit: CodedFigure, names: Sequence[str], lang: str) -> dict[str, Any]:
    # what only a coder has found is in no record: only its place is known
    known = row_of({**unit.record, **unit.place}, lang) if unit.record else dict(unit.place)
    apart = differing(unit)
    said = {f"said by {name}": _said(unit.codes.get(coder, {}), apart, lang) for coder, name in enumerate(names)}
    chosen = {name: choice(unit, coder) for coder, name in enumerate(names) if coder in unit.codes}
    return known | said | {"coders": dumps({name: one for name, one in chosen.items() if one})}


def _said(codes: Mapping[str, Any], apart: Sequence[str], lang: str) -> str:
    """A coder's answer to the questions on which the coders differ: 修改；年份 2030."""
    if codes.get(FOUND) is False:
        return {"zh": "无", "en": "none"}[lang]
    words = [values()["verdict"][codes[JUDGED]][lang]] if JUDGED in codes else []
    told = [name for name in apart if name in heads() and name in codes]
    words += [f"{heads()[name][lang]} {_word(name, codes[name], lang)}" for name in told]
    return ("；" if lang == "zh" else "; ").join(words)


def _word(name: str, value: Any, lang: str) -> str:
    if value == AS_READ:
        return {"zh": "如程序所读", "en": AS_READ}[lang]
    said = values().get(name, {}).get(str(value), {}).get(lang)
    return said or ("—" if value in (None, "") else str(value))

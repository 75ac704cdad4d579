"""A reviewed workbook → decisions, also after Excel or WPS saved it, sorted, with rows hidden and columns added.

Only what a person filled in is read. A cell that cannot be read without guessing is a fault, with its sheet, row and
column; nothing of the workbook is applied then.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from plancli.lexicon import load
from plancli.normalize.phrase.expressions import rows as quantities
from plancli.records.load import RecordFaultsError
from plancli.records.review_sheets import SHEETS_OF_REVIEW, SheetRow, column_of, digests_of, headed, lines_of, open_book
from plancli.records.types import UnclearError, restore
from plancli.terms import Row
from plancli.trust.seen import SEEN

VERDICTS = {word: verdict for verdict, words in load.table("books")["verdicts"].items() for word in words}
SHOWN_OF_RECORD = (
    "indicator",
    "figure",
    "comparator",
    "year",
    "status",
    "kind",
)  # beside each is a column to correct it
NEW_WORDS = {"comparator": "new_comparator", "status": "new_status", "kind": "new_kind"}


def decisions_of(path: Path, words: Mapping[str, Mapping[str, Mapping[str, str]]]) -> list[Row]:
    """The decisions in a reviewed workbook, in the order of its rows, each with its `place` for messages.

    Args:
        path: the workbook.
        words: group → value → its words in each language (`export.labels.values`).

    Raises:
        InputError: it cannot be opened.
        RecordFaultsError: cells cannot be read without guessing, a line for each.
    """
    book = open_book(path.read_bytes(), str(path))
    digests = digests_of(book)
    faults: list[str] = []
    found = [
        {**row, "sha256": digests.get(row["doc"])}
        for kind in SHEETS_OF_REVIEW
        for row in _decided(lines_of(book, kind, str(path), faults), words, faults)
    ]
    if faults:
        raise RecordFaultsError(faults)
    return found


def _decided(lines: Iterable[SheetRow], words: Mapping[str, Any], faults: list[str]) -> Iterator[Row]:
    for line in lines:
        try:
            decision = _decision(line, words)
        except UnclearError as error:
            faults.append(f"{error} · {line.place} · mend the cell")
            continue
        if decision is not None:
            yield decision | {"place": line.place}


def _decision(line: SheetRow, words: Mapping[str, Any]) -> Row | None:
    said = line.text("verdict")
    changes = _changes(line, words)
    # also where nothing was decided: an overwritten cell must be reported
    seen = _seen(line, words, not said and not changes)
    if not said:
        if changes:
            raise UnclearError("a correction without a verdict; choose 修改 (change) or empty the cells")
        return None
    verdict = VERDICTS.get(said.lower())
    if verdict is None:
        return _chosen(line, said, changes)
    if changes and verdict not in ("change", "add"):
        raise UnclearError(f"{said} with corrections beside it; choose 修改 (change) or empty the cells")
    if verdict == "add":
        if not line.text("text"):
            raise UnclearError(f"an addition without its figure; copy it from the sentence into {headed('text')}")
        # an addition is read from its own words, unless a figure was typed
        changes = {"comparator": "="} | ({} if "value" in changes else _figure(line.text("text"), line)) | changes
    said_by = {"by": line.text("by"), "at": None, "note": line.text("note")}
    return _place(line, verdict) | {"verdict": verdict, "changes": changes, "seen": seen} | said_by


def _chosen(line: SheetRow, name: str, changes: Row) -> Row:
    """The decision of the coder who is right, where coders differed (`agree --settle`)."""
    try:
        given = json.loads(line.text("coders") or "{}", parse_float=Decimal).get(name)
    except ValueError:
        raise UnclearError("the column of the coders is no longer as it was; undo") from None
    if given is None:
        raise UnclearError(f"{name!r} is no verdict; choose one of the list")
    if changes:
        raise UnclearError(f"{name} is chosen with corrections beside it; choose 修改 (change) or empty the cells")
    said_by = {"by": line.text("by"), "at": None, "note": line.text("note")}
    return _there(line) | {"id": line.text("id") or None} | dict(given) | said_by


def _place(line: SheetRow, verdict: str) -> Row:
    """Where a decision belongs: the record's id and place, or the words of an addition within its sentence."""
    known = _there(line)
    if verdict != "add":
        return known | {"id": line.text("id") or None}
    start, text, quote = known["start"], known["text"], known["quote"]
    at = quote.find(text)
    if at < 0 or start is None or quote.count(text) != 1:  # of two identical figures it is unknown which is meant
        raise UnclearError(f"{text!r} is not exactly once in its sentence; copy more of it, as it is written")
    return known | {"start": start + at, "end": start + at + len(text)}


def _seen(line: SheetRow, words: Mapping[str, Any], open_line: bool) -> Row:
    """How the record was read when the workbook was made; the cells that show it must not have been overwritten.

    Args:
        open_line: nothing was decided: a cell that was emptied is no matter then.
    """
    text = line.text("seen")
    if not text:
        return {}
    try:
        seen = json.loads(text, parse_float=Decimal)
    except ValueError:
        raise UnclearError("the column of what was seen is no longer as it was; undo, or empty it") from None
    for name in SHOWN_OF_RECORD:
        shown = _shown(name, line, words) if name in line.cells else None
        # None: the column is not in this workbook
        if shown not in (None, str(seen.get(name) or ""), "" if open_line else None):
            raise UnclearError(
                f"column {headed(name)} was overwritten; undo it, and write into {headed(f'new_{name}')}"
            )
    return {name: value for name, value in seen.items() if name in SEEN}


def _shown(name: str, line: SheetRow, words: Mapping[str, Any]) -> str:
    said = line.text(name)
    return _meant(words[name], said, name) if said and name in NEW_WORDS else said


def _there(line: SheetRow) -> Row:
    """Where the figure is, or the sentence in which one is added."""
    words = {name: line.text(name) for name in ("doc", "text", "quote")}
    return {"id": None, **words, "start": _whole(line, "start"), "end": _whole(line, "end")}


def _changes(line: SheetRow, words: Mapping[str, Any]) -> Row:
    changes: Row = {}
    if indicator := line.text("new_indicator"):
        changes["indicator"] = indicator
    if figure := line.text("new_figure"):
        changes |= _figure(figure, line)
    for name, column in NEW_WORDS.items():
        if said := line.text(column):
            changes[name] = _meant(words[name], said, column)
    if line.cells.get("new_year") not in (None, ""):
        changes["year"] = _year(line)
    return changes


def _year(line: SheetRow) -> Any:
    try:
        return restore(column_of("new_year"), line.cells["new_year"], "")
    except UnclearError as error:
        raise UnclearError(f"column {headed('new_year')}: {error}") from None


def _figure(said: str, line: SheetRow) -> Row:
    """The value and base unit of a figure as people write it; without a unit it has that of the old figure."""
    # 80 typed beside a figure of 85%: the unit goes without saying
    bare = said.replace(".", "", 1).replace(",", "").lstrip("-").isdigit()
    text = said + _unit_of(line) if bare else said
    found = [row for row in quantities(text) if row["type"] == "quantity"]
    if len(found) != 1 or found[0]["value"] is None:
        raise UnclearError(f"{said!r} is no figure with a unit")
    row = found[0]
    changes: Row = {"value": row["value"], "value_max": row["value_max"], "unit": row["unit"]}
    return changes if row["comparator"] == "=" else changes | {"comparator": row["comparator"]}


def _unit_of(line: SheetRow) -> str:
    return line.text("figure").lstrip("0123456789.,-—至到~～ ")  # what is left of ≥2.6万个 behind its digits


def _meant(words: Mapping[str, Mapping[str, str]], said: str, column: str) -> str:
    found = [value for value, names in words.items() if said in (value, *names.values())]
    if len(found) != 1:
        raise UnclearError(f"column {headed(column)}: {said!r} is not one of {', '.join(words)}")
    return found[0]


def _whole(line: SheetRow, name: str) -> int | None:
    value = restore(column_of(name), line.cells.get(name), "")
    return value if isinstance(value, int) else None

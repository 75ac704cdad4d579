"""Files of decisions → decisions. What cannot be read without guessing is a fault with its line; nothing is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from plancli.columns import DECISION, RECORD
from plancli.errors import UsageError
from plancli.formats import ZIP
from plancli.numerals.base_units import base_of, scaled
from plancli.records.checks import MAY_BE_EMPTY, WORDS
from plancli.records.load import RecordFaultsError
from plancli.records.raw import Raw, Warn
from plancli.records.record import number
from plancli.records.review_book import decisions_of
from plancli.records.review_sheets import is_review_book
from plancli.records.tables import rows_of
from plancli.records.types import UnclearError, restore
from plancli.trust.decisions import Decision, Verdict
from plancli.trust.seen import SEEN

WordsRead = Mapping[str, Mapping[str, Mapping[str, str]]]
"""Group → value → its words in each language (`export.labels.values`)."""

COLUMNS = {column.name: column for column in DECISION}
ATTRIBUTES = {column.name: column for column in RECORD}
# What identifies a figure, or what the program reports about its own work, is not for people to change.
FIXED = ("id", "doc", "start", "end", "text", "quote", "rules", "confidence", "doubts", "review")
NEEDED = ("indicator", "kind", "comparator", "status")  # of a record that a person adds
OPTIONAL = ("by", "at", "note", "sha256")
AMOUNT = ("value", "value_max")


def load_decisions(path: Path, warn: Warn = lambda line: None, words: WordsRead | None = None) -> list[Decision]:
    """The decisions of one file, in its order.

    Args:
        path: JSON Lines or CSV with the keys of `columns.DECISION`, or a reviewed workbook.
        words: what a workbook calls the values of attributes (`export.labels.values`).
        warn: gets one line for each thing that a person should know of but that stops nothing.

    Raises:
        InputError: the file cannot be read at all.
        RecordFaultsError: decisions that cannot be read without guessing; one line each.
    """
    faults: list[str] = []
    found = []
    open_lines = 0
    for raw in _rows(path, warn, words or {}):
        if not raw.cells.get("verdict"):
            open_lines += 1  # a review that is not finished is read as far as it goes
        elif (decision := _decision(raw, faults)) is not None:
            found.append(decision)
    if open_lines:
        warn(f"{open_lines} lines without a verdict are passed over · {path} · fill them in")
    if faults:
        raise RecordFaultsError(faults)
    return found


def holds_decisions(path: Path) -> bool:
    """Whether a file holds decisions rather than records."""
    with path.open("rb") as file:
        if file.read(2) == ZIP:  # the first bytes of every workbook
            return is_review_book(path.read_bytes())
    first = next(iter(rows_of(path, lambda line: None)), None)
    return first is not None and "verdict" in first.cells


def _rows(path: Path, warn: Warn, words: WordsRead) -> Iterable[Raw]:
    with path.open("rb") as file:
        data = file.read() if file.read(2) == ZIP else b""  # the two bytes are put in front again below
    if data and is_review_book(ZIP + data):
        return [Raw(row, row["place"], str(row.get("quote") or "")) for row in decisions_of(path, words)]
    return rows_of(path, _but_known(warn))


def _but_known(warn: Warn) -> Warn:
    """In a CSV file, columns that only decisions have are expected, not unknown."""
    return lambda line: None if line.startswith("columns that plancli does not know") else warn(line)


def _decision(raw: Raw, faults: list[str]) -> Decision | None:
    before = len(faults)
    cells = {name: _cell(column, raw.cells.get(name), raw, faults) for name, column in COLUMNS.items()}
    verdict = cells.pop("verdict")
    if verdict not in set(Verdict):
        faults.append(f"{verdict!r} is no verdict · {raw.place} · write {' '.join(Verdict)}")
        return None
    if not cells["doc"] or not (cells["id"] or cells["text"]):
        faults.append(f"no record is named · {raw.place} · a decision needs doc, and id or text and quote")
    changes = _changes(cells.pop("changes") or {}, raw, faults)
    cells["seen"] = _seen(cells["seen"] or {}, raw, faults)
    if len(faults) == before:
        faults += [f"{what} · {raw.place} · {hint}" for what, hint in _of_verdict(verdict, changes, cells)]
    if len(faults) > before:
        return None
    given: dict[str, Any] = cells | {name: cells[name] or None for name in OPTIONAL}
    return Decision(**given, verdict=Verdict(verdict), changes=changes, place=raw.place)


def _of_verdict(verdict: str, changes: Mapping[str, Any], cells: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What the changes must be for this verdict: what is wrong, and what to do."""
    if verdict in (Verdict.ACCEPT, Verdict.REJECT) and changes:
        yield f"{verdict} changes nothing, but {', '.join(changes)} is given", "write change, or leave changes empty"
    if verdict == Verdict.CHANGE and not changes:
        yield "nothing is changed", "say what is right, or write accept"
    if changes.get("comparator") == "range" and changes.get("value_max") is None:
        yield "a range needs value_max", "give both ends"
    if changes.get("value", 0) is None and not changes.get("stated"):  # 0: where value is not changed at all
        yield "a record needs a value, or stated", "give one, or write reject"
    if verdict == Verdict.ADD:
        yield from ((f"an added record needs {name}", "give it") for name in NEEDED if not changes.get(name))
        if "value" not in changes and not changes.get("stated"):
            yield "an added record needs value and unit", "give them"
        if not cells["text"] or cells["start"] is None or cells["end"] is None:
            yield "an added record needs start, end and text", "give its place in the document"


def _changes(given: Mapping[str, Any], raw: Raw, faults: list[str]) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    for name, value in given.items():
        if name in FIXED or name not in ATTRIBUTES:
            fixed = "cannot be changed", "reject the record and add another"
            why, hint = fixed if name in FIXED else ("is no attribute", "give those of docs/data-model.md")
            faults.append(f"{name} {why} · {raw.place} · {hint}")
        else:
            changes[name] = _cell(ATTRIBUTES[name], value, raw, faults)
            empty = changes[name] is None and name in MAY_BE_EMPTY
            if name in WORDS and not empty and changes[name] not in WORDS[name]:
                faults.append(f"{value!r} is no {name} · {raw.place} · write {' '.join(sorted(WORDS[name]))}")
    return _in_base_unit(changes, raw, faults)


def _seen(given: Mapping[str, Any], raw: Raw, faults: list[str]) -> dict[str, Any]:
    """How the record was read, in the types of a record; what other programs wrote beside is passed over."""
    return {name: _cell(ATTRIBUTES[name], given[name], raw, faults) for name in SEEN if name in given}


def _in_base_unit(changes: dict[str, Any], raw: Raw, faults: list[str]) -> dict[str, Any]:
    """3 and 万个 are 30000 个, as everywhere in a record."""
    if not changes.get("unit"):
        return changes
    unit, factor = base_of(str(changes["unit"]).replace(" ", ""))
    if factor != 1 and changes.get("value") is None:
        faults.append(f"{changes['unit']} without its value · {raw.place} · give value too, or the base unit {unit}")
    amounts = {name: _times(changes[name], factor) for name in AMOUNT if changes.get(name) is not None}
    return {**changes, **amounts, "unit": unit}


def _times(value: int | Decimal, factor: Fraction) -> int | Decimal | None:
    return value if factor == 1 else number(scaled(Decimal(value), factor))


def _cell(column: Any, value: Any, raw: Raw, faults: list[str]) -> Any:
    try:
        return restore(column, value, raw.quote)
    except UnclearError as error:
        what, _, hint = str(error).partition("; ")
        faults.append(f"{what} · {raw.place}, {column.name} · {hint or 'mend it'}")
        return None


def read_all(paths: tuple[str, ...], words: WordsRead, warn: Warn = lambda line: None) -> list[Decision]:
    """The decisions of several files.

    Args:
        paths: of JSON Lines, CSV files and reviewed workbooks.

    Raises:
        UsageError: as `load_decisions`, or a file is not there.
    """
    missing = next((path for path in paths if not Path(path).exists()), None)
    if missing is not None:
        raise UsageError("no such file", missing, "give the decisions of a review: decisions.jsonl or review.xlsx")
    return [decision for path in paths for decision in load_decisions(Path(path), warn, words)]

"""Phrases that a person has approved as one indicator (`compare --suggest`, then `--merge`)."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from plancli.compare.align.alignment import squeeze
from plancli.compare.names import entry
from plancli.errors import UsageError
from plancli.lexicon import load as lexicon
from plancli.read.files import load as load_bytes
from plancli.read.plain.encoding import decode
from plancli.terms import Record

ANSWERS = {said: frozenset(words) for said, words in lexicon.table("books")["answers"].items()}
YES, NO, ALL = ANSWERS["yes"], ANSWERS["no"], ANSWERS["all"]

NEEDED = ("approve", "indicator", "merge_with")
HINT = "write it as plancli compare --suggest does"


def load(path: Path) -> dict[str, str]:
    """Folded phrase → what it stands for: an indicator id, or `=phrase`. For `align.key`.

    The file has the columns `approve`, `indicator` and `merge_with` (an id of the lexicon, or a phrase);
    a line counts where `approve` says yes, or where a line of its `group` says all.

    Raises:
        UsageError: a column is missing, a word is neither yes nor no, a phrase stands for two, or for itself.
    """
    direct: dict[str, tuple[str, str]] = {}
    for number, row in _approved(_rows(path), path):
        _add(direct, row["indicator"] or "", row["merge_with"] or "", f"{path} row {number}")
    return {phrase: _end(phrase, direct) for phrase in direct}


def kept(proposals: Sequence[Record], path: Path) -> list[dict[str, Any]]:
    """`proposals` with what a person has answered in an older file of proposals, `path`; her approved lines stay.

    Raises:
        UsageError: a word in the old file is neither yes nor no.
    """
    old = _rows(path)
    approved = {_pair(row): row for _, row in _approved(old, path)}
    answers = {_pair(row): row["approve"] or "" for row in old} | dict.fromkeys(approved, "yes")
    now = {_pair(row) for row in proposals}
    gone = [{**row, "approve": "yes", "group": None} for pair, row in approved.items() if pair not in now]
    return [*gone, *({**row, "approve": answers.get(_pair(row), "")} for row in proposals)]


def _rows(path: Path) -> list[dict[str, Any]]:
    text = decode(load_bytes(path), str(path)).text.removeprefix("\ufeff")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    missing = [name for name in NEEDED if name not in (rows.fieldnames or ())]
    if missing:
        raise UsageError(f"column {missing[0]} is missing", f"{path} row 1", HINT)
    return list(rows)


def _approved(rows: Sequence[Record], path: Path) -> list[tuple[int, Record]]:
    """The lines that count, each with its number in the file."""
    words = [_is_approved(row["approve"] or "", f"{path} row {number}") for number, row in enumerate(rows, 2)]
    groups = {row.get("group") for row in rows if (row["approve"] or "").strip().casefold() in ALL} - {None, ""}
    no = [(row["approve"] or "").strip().casefold() in NO - {""} for row in rows]
    return [
        (number, row)
        for number, (row, yes, refused) in enumerate(zip(rows, words, no, strict=True), 2)
        if yes or (row.get("group") in groups and not refused)
    ]


def _pair(row: Record) -> tuple[str, str]:
    return squeeze(str(row["indicator"] or "")), squeeze(str(row["merge_with"] or ""))


def _is_approved(word: str, place: str) -> bool:
    word = word.strip().casefold()
    if word not in YES | NO | ALL:
        raise UsageError(f"{word!r} is neither yes nor no", f"{place}, column approve", "write yes or leave it empty")
    return word in YES | ALL


def _add(direct: dict[str, tuple[str, str]], phrase: str, target: str, place: str) -> None:
    source, goal = squeeze(phrase), _goal(target.strip())
    if not source or goal in ("=", f"={source}"):
        raise UsageError("a phrase merged with itself or with nothing", f"{place}, column merge_with", HINT)
    known, before = direct.setdefault(source, (goal, place))
    if known != goal:
        raise UsageError(f"{phrase} stands for two", f"{before} and {place}", "keep one of the lines")


def _goal(target: str) -> str:
    return target if entry(target).zh else f"={squeeze(target)}"


def _end(phrase: str, direct: Mapping[str, tuple[str, str]]) -> str:
    """Follow approved lines to their end; a circle has none."""
    seen, goal = [phrase], direct[phrase][0]
    while goal.startswith("=") and goal[1:] in direct:
        phrase = goal[1:]
        if phrase in seen:
            raise UsageError("a circle of phrases", f"{direct[phrase][1]}: {' → '.join([*seen, phrase])}", "remove one")
        seen.append(phrase)
        goal = direct[phrase][0]
    return goal

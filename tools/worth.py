"""What each word of an open role is worth: tests/word_worth.csv, which `tools/ablate.py --new` adds to.

A line is a list, a role, a word; in how many texts it was tried (0: none of the texts holds it), how many records come
out otherwise without it, and how many annotated targets are right by it. A word of an open role needs a line with a
text in it: a text that nobody wrote for the word, so that what nobody writes (喵喵喵) proves nothing.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from plancli.lexicon.roles import description

PATH = Path(__file__).resolve().parents[1] / "tests" / "word_worth.csv"
Entry = tuple[str, str, str]


@dataclass(frozen=True)
class Change:
    """What one word or rule changes: texts tried, records that come out otherwise, annotated ones right by it."""

    entry: Entry
    texts: int
    records: int
    right: int


def read(path: Path = PATH) -> list[Change]:
    """What was found before; nothing where there is no file."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [Change((a, b, c), int(n), int(m), int(k)) for a, b, c, n, m, k in csv.reader(file)]


def write(changes: Iterable[Change], path: Path = PATH) -> None:
    """All lines in order."""
    rows = sorted((*one.entry, one.texts, one.records, one.right) for one in changes)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def is_open(role: str) -> bool:
    """Whether `role` (`nouns.tails`) is no closed class."""
    return not description(role).get("closed")


def played(rows: Iterable[tuple[str, str, str]]) -> Iterator[Entry]:
    """List, role and word of every line of words.csv whose role is open."""
    for word, roles, _ in rows:
        for role in (written.partition("(")[0] for written in roles.split(" ")):
            if is_open(role):
                name, _, inner = role.partition(".")
                yield name, inner, word


def unproven(rows: Iterable[tuple[str, str, str]], worth: Mapping[Entry, Change]) -> list[Entry]:
    """The words of open roles that were met in no text, or never tried."""
    return [entry for entry in played(rows) if entry not in worth or not worth[entry].texts]


def idle(rows: Iterable[tuple[str, str, str]], worth: Mapping[Entry, Change]) -> list[Entry]:
    """The words of open roles without which nothing changes."""
    return [entry for entry in played(rows) if entry in worth and not worth[entry].records]

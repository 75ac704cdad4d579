"""What each word of an open role is worth: tests/word_worth.csv, which `tools/ablate.py --new` adds to.

A line is a list, a role, a word; in how many texts it was tried (0: none of the texts holds it), how many records come
out otherwise without it, and how many annotated targets are right by it. A word of an open role needs a line with a
text in it: a text that nobody wrote for the word, so that a word which nobody writes (喵喵喵) is refused.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from plancli.lexicon import load
from plancli.lexicon.roles import description

PATH = Path(__file__).resolve().parents[1] / "tests" / "word_worth.csv"
FEW_TEXTS = ("compare", "head", "pages", "segmentation", "sheets", "structure", "tables", "wraps")
Entry = tuple[str, str, str]
Line = tuple[str, str, str]
Counts = dict[str, tuple[int, bool]]


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


def append(change: Change, path: Path) -> None:
    """One line more, at the end."""
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerow((*change.entry, change.texts, change.records, change.right))


def write(changes: Iterable[Change], path: Path = PATH) -> None:
    """All lines in order."""
    rows = sorted((*one.entry, one.texts, one.records, one.right) for one in changes)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def counts() -> Counts:
    """Each word with how often texts hold it, and whether jieba's dictionary, its parts or a guideline know it."""
    lines = load.text("word_counts.csv").splitlines()[1:]
    return {row[0]: (int(row[1]), row[3] != "0" or any(row[4:])) for row in csv.reader(lines)}


def played(rows: Iterable[Line], *, is_open: bool = True) -> Iterator[Entry]:
    """List, role and word of every line of words.csv, for each role that is open (or closed)."""
    for word, roles, _ in rows:
        for role in (written.partition("(")[0] for written in roles.split(" ")):
            if bool(description(role).get("closed")) != is_open:
                name, _, inner = role.partition(".")
                yield name, inner, word


def unproven(rows: Iterable[Line], worth: Mapping[Entry, Change], counted: Counts) -> list[Entry]:
    """The words of open roles that no text proves: none holds them, or they were never tried.

    Of tables, pages, titles and headings few are at hand: there it is enough that the word is known; of a word that is
    of a closed class as well (≤), too.
    """
    lines = list(rows)
    closed = {word for _, _, word in played(lines, is_open=False)}
    found = []
    for entry in played(lines):
        few = entry[0] in FEW_TEXTS or not worth
        known = (few and any(counted.get(entry[2], ()))) or entry[2] in closed
        if not known and not (entry in worth and worth[entry].texts):
            found.append(entry)
    return found


def unseen(rows: Iterable[Line], counted: Counts) -> list[Entry]:
    """The words of closed classes that neither texts nor jieba's dictionary nor a guideline know."""
    return [entry for entry in played(rows, is_open=False) if not any(counted.get(entry[2], ()))]


def idle(rows: Iterable[Line], worth: Mapping[Entry, Change]) -> list[Entry]:
    """The words of open roles without which nothing changes."""
    return [entry for entry in played(rows) if entry in worth and not worth[entry].records]

"""What each word of an open role is worth: tests/word_worth.csv, which `tools/ablate.py --new` adds to.

A line is a list, a role, a word; in how many texts it was tried (0: none of the texts holds it), how many records come
out otherwise without it, and how many annotated targets are right by it. A word of an open role must be in a text that
nobody wrote for it, so that a word which nobody writes (喵喵喵) is refused.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from plancli.lexicon import load
from plancli.lexicon.roles import description

PATH = Path(__file__).resolve().parents[1] / "tests" / "word_worth.csv"
Entry = tuple[str, str, str]
Line = tuple[str, str, str]


@dataclass(frozen=True)
class Count:
    """How often texts hold a word, how often newspapers do, what it is made of, which guideline names it."""

    times: int
    jieba: int
    parts: str
    named: str

    @property
    def known(self) -> bool:
        """Whether any of these knows it."""
        return bool(self.times or self.jieba or self.parts or self.named)


Counts = Mapping[str, Count]


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


def counts() -> dict[str, Count]:
    """What was counted of each word (tools/count_words.py)."""
    rows = list(csv.reader(load.text("word_counts.csv").splitlines()))[1:]
    return {word: Count(int(times), int(jieba), parts, named) for word, times, _, jieba, parts, named in rows}


def played(rows: Iterable[Line], *, is_open: bool = True) -> Iterator[Entry]:
    """List, role and word of every line of words.csv, for each role that is open (or closed)."""
    for word, roles, _ in rows:
        for role in (written.partition("(")[0] for written in roles.split(" ")):
            if bool(description(role).get("closed")) != is_open:
                name, _, inner = role.partition(".")
                yield name, inner, word


def unproven(rows: Iterable[Line], worth: Mapping[Entry, Change], counted: Counts) -> list[Entry]:
    """The words of open roles that no text proves: none holds them.

    Nor do newspapers (jieba's dictionary) or a guideline, and they are not made of words that these hold (研发|周期).
    """
    lines = list(rows)
    closed = {word for _, _, word in played(lines, is_open=False)}  # ≤ is of a closed class as well
    return [one for one in played(lines) if one[2] not in closed and not _proven(one, worth, counted)]


def _proven(entry: Entry, worth: Mapping[Entry, Change], counted: Counts) -> bool:
    count = counted.get(entry[2])
    if count is not None and count.known:
        return True
    return entry in worth and worth[entry].texts > 0


def unseen(rows: Iterable[Line], counted: Counts) -> list[Entry]:
    """The words of closed classes that neither texts nor jieba's dictionary nor a guideline know."""
    unknown = Count(0, 0, "", "")
    return [entry for entry in played(rows, is_open=False) if not counted.get(entry[2], unknown).known]


def idle(rows: Iterable[Line], worth: Mapping[Entry, Change]) -> list[Entry]:
    """The words of open roles without which nothing changes."""
    return [entry for entry in played(rows) if entry in worth and not worth[entry].records]


def unexplained(rows: Iterable[Line], worth: Mapping[Entry, Change]) -> list[Entry]:
    """The words of open roles that change nothing, or were not tried, in a list that says no reason to keep them."""
    changing = {entry for entry, change in worth.items() if change.records}
    roles = load.table("roles")
    return [one for one in played(rows) if one not in changing and not roles[one[0]].get("stays")]

"""Where each word of an open role plays its role: tests/word_proofs.csv, which `tools/prove.py --new` adds to.

A line is a list, a role, a word; how it is proven, and where. *alone* and *named*: in this text a record has other
values, or only names another rule, without the word; *among*: so it is where words that say the same are off as well.
*stays* is a word of before these proofs that no text proves: its list says in roles.toml why such words stay.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from plancli.lexicon import load
from worth import Entry

PATH = Path(__file__).resolve().parents[1] / "tests" / "word_proofs.csv"
HOW = ("alone", "named", "among")
ADVICE = (
    "has no proof: write a case beside a rule that is read wrongly without it, then run tools/prove.py --new;"
    " if that finds none, drop the word (tools/words.py drop)"
)
STAYS = "stays"


@dataclass(frozen=True)
class Proof:
    """How and where a word is proven in a role: the name of a text, or of a reason."""

    entry: Entry
    how: str
    where: str


def read(path: Path = PATH) -> dict[Entry, Proof]:
    """What has been proven; nothing where there is no file."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        found = [Proof((of, role, word), how, where) for of, role, word, how, where in csv.reader(file)]
    return {one.entry: one for one in found}


def write(found: Iterable[Proof], path: Path = PATH) -> None:
    """All lines in order."""
    rows = sorted((*one.entry, one.how, one.where) for one in found)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def family(entry: Entry) -> str:
    """What the members of the word's role, or of its whole list, are, where they could all be listed; else empty."""
    of_list, role = load.table("roles")[entry[0]], entry[1].partition(".")[0]
    return str(of_list.get(role, {}).get("family") or of_list.get("family") or "")


def unshown(played: Iterable[Entry], proven: Mapping[Entry, Proof]) -> list[str]:
    """What to do about each word of an open role that has no line, or one that says nothing: a sentence each."""
    said = (*HOW, STAYS)
    lacking = [one for one in played if one not in proven or proven[one].how not in said]
    return [f"{word} as {of}.{role} {ADVICE}" for of, role, word in lacking]

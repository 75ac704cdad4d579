"""Every role that a word plays in the lists that reading follows: where it is, what it says there, an example."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from plancli.lexicon import load

Row = dict[str, str]
TABLES = ("predicates", "comparators", "nouns", "status", "segmentation")
PLACES = {"predicates": "between a name and its figure", "comparators": "at a figure"}
LEADING = {
    "verb": "a verb in front of a name",
    "noun": "a verb that names what is measured where nothing else does",
    "adverb": "in front of a name, and no part of it",
}
STAYS = {
    "measures": "part of the name before 面积, 规模 and the like",
    "heads": "part of the name before 平台, 站点, 面积 and the like",
    "nouns": "part of the name unless a verb follows",
}


def roles(word: str) -> Iterator[Row]:
    """The roles of `word`, a row each: the list it is in (`of`), and what it says there (`words`)."""
    yield from (
        _leading(row) for row in csv.DictReader(load.text("prenominal_words.csv").splitlines()) if row["word"] == word
    )
    for table in TABLES:
        for group, entry in load.table(table).items():
            for place in ("words", "before", "behind"):
                for listed in entry.get(place, ()):
                    if word == (listed["word"] if isinstance(listed, dict) else listed):
                        own = listed if isinstance(listed, dict) else {}
                        yield _listed(word, f"{table}.{group}", place, {**entry, **own})


def _leading(row: Row) -> Row:
    says = [LEADING[row["class"]], STAYS.get(row["stays_before"], "")]
    says += [f"not before {row['not_before']}"] if row["not_before"] else []
    says += ["what it names is new (flow)"] if row["flow"] else []
    return _row(row["word"], "prenominal_words", "; ".join(filter(None, says)), row["example"])


def _listed(word: str, group: str, place: str, entry: dict[str, object]) -> Row:
    where = {"before": "in front of the figure: ", "behind": "behind the figure: "}.get(place, "")
    where = where or (PLACES.get(group.partition(".")[0], "") + ": ").lstrip(": ")
    frame = str(entry.get("frame", "")).replace("{}", word)
    return _row(word, group, where + str(entry.get("reason", "")), frame or str(entry.get("example", "")))


def _row(word: str, group: str, says: str, example: str) -> Row:
    return {"kind": "role", "id": word, "of": group, "words": f"{says} · {example}" if example else says}

"""Every role that a word plays in what reading asks for: what it says there, its conditions, an example."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from plancli.lexicon import entries, load
from plancli.terms import Row

# What the conditions of a word mean in one of its roles.
CONDITIONS = {
    "flow": "what it names is new (flow)",
    "far": "also with a verb between it and the figure",
    "closing": "only where its clause ends",
    "not_before": "not before {}",
    "not_after": "not after {}",
    "before": "only before {}",
    "stays_before": "part of the name before {}",
    "classifiers": "counted by {}",
    "period": "as {}",
    "offset": "{} years from the document's",
}
STAYS = {
    "measures": "面积, 规模 and the like",
    "heads": "平台, 站点, 面积 and the like",
    "nouns": "whatever is no verb",
}


def roles(word: str) -> Iterator[Row]:
    """The roles of `word`, a row each: list and role (`of`), and what the word says there (`words`)."""
    for role, conditions in entries.of_word(word)[0]:
        said = filter(None, _said(word, role, conditions))
        yield {"kind": "role", "id": word, "of": role, "words": " · ".join(said)}
    for role, parts in load.composed_in(word):
        told = f"{description(role)['reason']} · {word} is composed: {' and '.join(parts)}"
        yield {"kind": "role", "id": word, "of": role, "words": told}
    if seen := counted(word):
        yield {"kind": "count", "id": word, "of": "word_counts.csv", "words": seen}


def example(word: str, role: str) -> str:
    """A sentence that shows `word` in `role` (`nouns.tails`): its own, or the one of the role with the word in it."""
    part, place = description(role), role.rpartition(".")[2]
    frame = str(part.get("frame", part.get(f"frame_{place}", "")))
    return entries.examples().get((word, role)) or frame.replace("{}", word) or str(part.get("example", ""))


def description(role: str) -> dict[str, Any]:
    """What the table of its list says of `role`: reason, example, frame and what words of it give."""
    name, _, rest = role.partition(".")
    return load.part_of(load.table(name), rest)[0]


def scope(role: str) -> dict[str, str]:
    """Where the words of `role` are looked for (`where`), how far it holds (`reach`), and what ends that (`ends`)."""
    name, _, rest = role.partition(".")
    of_list = load.table("roles")[name]
    found = {**of_list, **of_list.get(rest.partition(".")[0], {})}
    return {key: found[key] for key in ("where", "reach", "ends")}


def counted(word: str) -> str:
    """How often `word` was counted, and where, for people; empty for a word that was not."""
    rows = csv.reader(load.text("word_counts.csv").splitlines())
    times, texts, jieba, parts, named = next((row[1:] for row in rows if row[0] == word), ("0", "0", "0", "", ""))
    seen = f"seen {int(times):,} times in {texts} of the texts counted" if times != "0" else ""
    general = f"{int(jieba):,} times in those of jieba" if jieba != "0" else ""
    return "; ".join(filter(None, (seen, general, f"made of {parts}" if parts else "", named and f"named in {named}")))


def _said(word: str, role: str, own: dict[str, Any]) -> Iterator[str]:
    told = scope(role)
    side = {"before": "in front of a figure", "behind": "behind a figure"}.get(role.rpartition(".")[2])
    yield f"{side or told['where']}; holds for the {told['reach']}; ends at {told['ends']}"
    yield str(description(role).get("reason", ""))
    yield "; ".join(_condition(key, own[key]) for key in CONDITIONS if key in own)
    yield example(word, role)


def _condition(key: str, value: Any) -> str:
    told = STAYS.get(value, value) if key == "stays_before" else value
    return CONDITIONS[key].format(" ".join(told) if isinstance(told, list) else told)

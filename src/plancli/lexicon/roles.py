"""Every role that a word plays in what reading asks for: what it says there, its conditions, an example."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from plancli.lexicon import entries, load

Row = dict[str, str]
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
"""What the conditions of a word mean in one of its roles."""
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


def example(word: str, role: str) -> str:
    """A sentence that shows `word` in `role` (`nouns.tails`): its own, or the one of the role with the word in it."""
    part, place = description(role), role.rpartition(".")[2]
    frame = str(part.get("frame", part.get(f"frame_{place}", "")))
    return entries.examples().get((word, role)) or frame.replace("{}", word) or str(part.get("example", ""))


def description(role: str) -> dict[str, Any]:
    """What the table of its list says of `role`: reason, example, frame and what words of it give."""
    name, _, rest = role.partition(".")
    return load.part_of(load.table(name), rest)[0]


def _said(word: str, role: str, own: dict[str, Any]) -> Iterator[str]:
    yield {"before": "in front of a figure", "behind": "behind a figure"}.get(role.rpartition(".")[2], "")
    yield str(description(role).get("reason", ""))
    yield "; ".join(_condition(key, own[key]) for key in CONDITIONS if key in own)
    yield example(word, role)


def _condition(key: str, value: Any) -> str:
    told = STAYS.get(value, value) if key == "stays_before" else value
    return CONDITIONS[key].format(" ".join(told) if isinstance(told, list) else told)

"""Every word that reading asks for, once, with the roles that it plays: words.csv.

A line is a word, its roles, and examples. A role is `list.role`, with conditions in brackets where this word has any:
`nouns.region_noise(not_before=域|性)`. What a role is for, how far it reaches and a sentence that shows it are in the
table of its list (nouns.toml). An example is `role: sentence`, for a word that the sentence of its role does not fit.
"""

from __future__ import annotations

import csv
from functools import cache
from typing import Any

from plancli.data_files import data_text

Conditions = dict[str, Any]
PLACES = (".before", ".behind")  # where a word is from a figure, in roles that say it (`at_least.behind`)
SEVERAL = frozenset(("before", "not_before", "not_after", "classifiers"))
NUMBERS = frozenset(("offset", "sign", "year"))
BETWEEN = " / "


@cache
def rows() -> tuple[tuple[str, str, str], ...]:
    """The lines of words.csv: word, roles, examples."""
    text = data_text("plancli.lexicon", "words.csv")
    return tuple((word, roles, examples) for word, roles, examples in csv.reader(text.splitlines()[1:]))


@cache
def by_list() -> dict[str, dict[str, list[Any]]]:
    """List → role → its words: a word alone, or a table of `word` and the conditions that hold for it in this role."""
    found: dict[str, dict[str, list[Any]]] = {}
    for word, roles, _ in rows():
        for written in roles.split(" "):
            whole, _, conditions = written.partition("(")
            name, _, role = whole.partition(".")
            # a table only where there is something to say: lists of plain words stay plain, as their readers expect
            said = role.endswith(PLACES) or conditions
            listed = {"word": word} | read_conditions(conditions.rstrip(")")) if said else word
            found.setdefault(name, {}).setdefault(role, []).append(listed)
    return found


def read_conditions(written: str) -> Conditions:
    """`far;not_before=域|性` as a table.

    Args:
        written: `name=value` or a bare name, separated by ;, values of a list by |; may be empty.
    """
    return dict(map(_condition, written.split(";"))) if written else {}


def _condition(written: str) -> tuple[str, Any]:
    key, given, value = written.partition("=")
    if not given:
        return key, True
    return key, value.split("|") if key in SEVERAL else int(value) if key in NUMBERS else value


def of_word(word: str) -> tuple[list[tuple[str, Conditions]], dict[str, str]]:
    """The roles of a word with its conditions, and its examples by role; nothing for a word that plays none."""
    for listed, roles, examples in rows():
        if listed == word:
            parts = (written.partition("(") for written in roles.split(" "))
            told = (one.partition(": ") for one in examples.split(BETWEEN) if one)
            return (
                [(role, read_conditions(conditions.rstrip(")"))) for role, _, conditions in parts],
                {role: sentence for role, _, sentence in told},
            )
    return [], {}


@cache
def examples() -> dict[tuple[str, str], str]:
    """(word, role) → the word's own example of the role."""
    told = ((word, *one.partition(": ")[::2]) for word, _, all_ in rows() for one in all_.split(BETWEEN) if one)
    return {(word, role): sentence for word, role, sentence in told}

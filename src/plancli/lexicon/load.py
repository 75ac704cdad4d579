"""Read the word lists that ship with plancli, once each.

`words.csv` has one entry a word with its roles (`entries`). The table of a list (`nouns.toml`) says what each role is
for. `table` puts the two together. Parsing all of it takes longer than reading a document, so it is `kept`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import product
from pathlib import Path
from typing import Any

from plancli.data_files import data_text
from plancli.errors import UsageError
from plancli.kept import kept
from plancli.lexicon.entries import by_list

TomlTable = dict[str, Any]
"""A file of the lexicon, or a table in it."""
PACKAGE = "plancli.lexicon"


def table(name: str) -> TomlTable:
    """The TOML word list `name` (e.g. `units`) of this package, each role with its words. Callers must not change it.

    Raises:
        UsageError: a word list is not TOML: which, and where in it.
    """
    return _tables()[name]


def part_of(found: TomlTable, role: str) -> tuple[TomlTable, str]:
    """The part of a table that describes `role`, and under which key its words are: `before`, or else `words`."""
    part = found
    for step in role.split("."):
        if not isinstance(part.get(step), dict):
            return part, step
        part = part[step]
    return part, "words"


def text(name: str) -> str:
    """The text of a data file of this package.

    Args:
        name: of the file, e.g. `regions.csv`.
    """
    return data_text(PACKAGE, name)


def simplified() -> dict[str, str]:
    """Characters of traditional script, each with the one of simplified script that is read for it."""
    lines = (line for line in text("traditional.txt").splitlines() if not line.startswith("#"))
    return {pair[0]: pair[1] for line in lines for pair in line.split()}


def sources(*names: str, code: str) -> list[Path]:
    """The data files of this package and the `code` that reads them, for `kept`."""
    return [*(Path(__file__).with_name(name) for name in names), Path(code)]


@cache
def _tables() -> dict[str, TomlTable]:
    found = lists()
    names = [source.name for source in found]
    return kept("word-lists", sources("words.csv", *names, "entries.py", code=__file__), lambda: _made(found))


def lists() -> list[Traversable]:
    """The TOML files of this package, by name: each file system lists a folder in an order of its own."""
    found = (source for source in files(PACKAGE).iterdir() if source.name.endswith(".toml"))
    return sorted(found, key=lambda source: source.name)


def _made(sources: list[Traversable]) -> dict[str, TomlTable]:
    tables = {_name(source): _table(source) for source in sources}
    for part in [part for found in tables.values() for part in _parts(found)]:
        if "composed" in part:
            # one rule instead of a hundred entries, so that no verb lacks an ending; what is listed comes first
            made = [word for roles in compositions(part) for word in composed(tables, roles)]
            part["words"] = list(dict.fromkeys([*part.get("words", ()), *made]))
    return tables


def _parts(found: TomlTable) -> Iterator[TomlTable]:
    """Every table in a word list, those inside others as well (`genre.plan`)."""
    for part in found.values():
        if isinstance(part, dict):
            yield part
            yield from _parts(part)


def compositions(part: TomlTable) -> list[list[str]]:
    """The roles that words of a role are composed of: of one composition, or of several."""
    found: list[Any] = part.get("composed", [])
    return [found] if found and isinstance(found[0], str) else found


def composed(tables: dict[str, TomlTable], roles: list[str]) -> Iterator[str]:
    """Each word of the first role with each of the next one behind it (提高 with 到 and 至), and so on.

    Args:
        tables: all word lists, by name.
        roles: one or more, as `list.role`; of one, its words.
    """
    parts = (part_of(tables[name], role) for name, _, role in (role.partition(".") for role in roles))
    yield from map("".join, product(*(map(_plain, part[key]) for part, key in parts)))


def _plain(item: str | TomlTable) -> str:
    """A word without its conditions."""
    return item if isinstance(item, str) else str(item["word"])


def composed_in(word: str) -> Iterator[tuple[str, list[str]]]:
    """The roles that `word` plays as one composed of two (提高到), each with the roles of its parts."""
    for name, found in _tables().items():
        for role, part in found.items():
            for roles in compositions(part) if isinstance(part, dict) else ():
                if word in composed(_tables(), roles):
                    yield f"{name}.{role}", roles


def _name(source: Traversable) -> str:
    return source.name.removesuffix(".toml")


def _table(source: Traversable) -> TomlTable:
    found = parsed(source)
    for role, words in by_list().get(_name(source), {}).items():
        part, key = part_of(found, role)
        part[key] = words
    return found


def parsed(source: Traversable) -> TomlTable:
    """The TOML file `source`.

    Raises:
        UsageError: it is not TOML: where in it.
    """
    import tomllib  # most runs find what they need already parsed

    try:
        return tomllib.loads(source.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"TOML: {error}", str(source), "mend this line of the word list") from error

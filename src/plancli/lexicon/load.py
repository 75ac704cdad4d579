"""Read the word lists that ship with plancli, once each.

`words.csv` has one entry a word with its roles (`entries`). The table of a list (`nouns.toml`) says what each role is
for. `table` puts the two together.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from functools import cache
from importlib.resources import files
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

from plancli.errors import UsageError
from plancli.lexicon.entries import by_list

Table = dict[str, Any]


@cache
def table(name: str) -> Table:
    """The TOML word list `name` (e.g. `units`) of this package, each role with its words. Callers must not change it.

    Raises:
        UsageError: the file is not TOML: which, and where in it.
    """
    found = _file(name)
    for role, words in by_list().get(name, {}).items():
        part, key = part_of(found, role)
        part[key] = words
    return found


def part_of(found: Table, role: str) -> tuple[Table, str]:
    """The part of a table that describes `role`, and under which key its words are: `before`, or else `words`."""
    part = found
    for step in role.split("."):
        if not isinstance(part.get(step), dict):
            return part, step
        part = part[step]
    return part, "words"


def _file(name: str) -> Table:
    source = files("plancli.lexicon") / f"{name}.toml"
    return parsed(source) if isinstance(source, Path) else _parse(source.read_text(encoding="utf-8"), str(source))


def text(name: str) -> str:
    """The text of a data file of this package, e.g. `regions.csv`.

    Args:
        name: of the file, with its suffix.
    """
    return (files("plancli.lexicon") / name).read_text(encoding="utf-8")


def parsed(source: Path) -> Table:
    """The TOML file `source`, parsed once and then kept as JSON beside it, as Python keeps the bytecode of modules.

    Parsing all word lists takes longer than reading a document. What is kept lies in the package's own `__pycache__`,
    holds for one size and time of `source`, and executes nothing.
    """
    status = source.stat()
    stamp = [status.st_mtime_ns, status.st_size]
    kept = Path(cache_from_source(str(source))).with_suffix(".json")
    with suppress(OSError, ValueError, LookupError, TypeError):
        found = json.loads(kept.read_text(encoding="utf-8"))
        # time and size, as Python itself decides whether a module was changed
        if found["stamp"] == stamp and isinstance(found["table"], dict):
            return dict(found["table"])
    fresh = _parse(source.read_text(encoding="utf-8"), str(source))
    # who forbids Python to write beside the sources forbids us as well
    if not sys.dont_write_bytecode:
        _keep(kept, {"stamp": stamp, "table": fresh})
    return fresh


def _parse(text: str, name: str) -> Table:
    import tomllib  # most runs find what they need already parsed

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"TOML: {error}", name, "mend this line of the word list") from error


def _keep(path: Path, content: Table) -> None:
    """Write `path` whole or not at all; where that may not be, or JSON cannot hold it, the next run parses again."""
    temporary = path.with_suffix(f".{os.getpid()}")  # a name of its own: two processes may write at once
    with suppress(OSError, TypeError):
        text = json.dumps(content, ensure_ascii=False)
        path.parent.mkdir(exist_ok=True)
        temporary.write_text(text, encoding="utf-8")
        os.replace(temporary, path)

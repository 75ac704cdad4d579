"""Read the word lists that ship with plancli, once each."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The TOML word list `name` (e.g. `units`) of this package. Callers must not change what they get."""
    return tomllib.loads((files("plancli.lexicon") / f"{name}.toml").read_text(encoding="utf-8"))


def text(name: str) -> str:
    """The text of a data file of this package, e.g. `regions.csv`."""
    return (files("plancli.lexicon") / name).read_text(encoding="utf-8")

"""The weights of cues for roles, as `tools/build_roles.py` counts them."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

COUNTED = ("retrospect", "tasks", "rules")


@cache
def weights() -> dict[str, tuple[float, ...]]:
    """Cue → its weight for each role of COUNTED; the empty cue is what every sentence begins with."""
    text = (files("plancli.structure") / "role_weights.csv").read_text(encoding="utf-8")
    rows = csv.reader(text.splitlines())
    next(rows)
    return {row[0]: tuple(map(float, row[1:])) for row in rows}

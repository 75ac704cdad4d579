"""The weights of cues for roles, as `tools/build_roles.py` counts them."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import Any

from plancli.data_files import data_text
from plancli.kept import kept
from plancli.native import fastest
from plancli.structure import cues

TABLE = "role_weights.csv"
COUNTED = ("retrospect", "tasks", "rules")


@cache
def weights() -> dict[str, tuple[int, ...]]:
    """Cue → its weight for each role of COUNTED, in hundredths, so that sums are exact in whatever order.

    The empty cue is what every sentence begins with.
    """
    return kept("role-weights", [Path(__file__).with_name(TABLE), Path(__file__)], _counted)


def _counted() -> dict[str, tuple[int, ...]]:
    rows = csv.reader(data_text("plancli.structure", TABLE).splitlines())
    next(rows)
    return {row[0]: tuple(round(100 * float(value)) for value in row[1:]) for row in rows}


Cues = fastest("Cues", cues.Cues)


@cache
def known_cues() -> Any:
    """All cues, to be looked for in texts; see `cues.Cues`."""
    return Cues(weights())


@cache
def of_years() -> dict[str, complex]:
    """The cues that years are (@past), and what they say: as `Cues.sums`."""
    years = {cue: values for cue, values in weights().items() if cue.startswith("@")}
    return {cue: complex(first - third, second - third) for cue, (first, second, third) in years.items()}


@cache
def years_speaking_for(role: int) -> dict[str, int]:
    """Those of them that favour a role over any other, and by how much."""
    margins = {cue: cues.margin(weights()[cue], role) for cue in of_years()}
    return {cue: by for cue, by in margins.items() if by > 0}

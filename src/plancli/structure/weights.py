"""The weights of cues for roles, as `tools/build_roles.py` counts them."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from plancli.data_files import data_text
from plancli.kept import kept
from plancli.structure.cues import code

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


@cache
def pairs() -> dict[str, complex]:
    """Cue → what it says for the first two roles against the third, in one number: sums run outside of Python."""
    return {cue: complex(first - third, second - third) for cue, (first, second, third) in weights().items()}


@cache
def pair_weights() -> dict[int, complex]:
    """As `pairs`, for cues that are two characters, by their `code`."""
    return {code(cue): weight for cue, weight in pairs().items() if len(cue) == 2}


@cache
def speaking_for(role: int) -> dict[str, int]:
    """The cues that speak for a role more than for any other, and by how much."""
    margins = {
        cue: values[role] - max(v for n, v in enumerate(values) if n != role) for cue, values in weights().items()
    }
    return {cue: margin for cue, margin in margins.items() if margin > 0}

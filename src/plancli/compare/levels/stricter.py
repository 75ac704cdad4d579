"""Which of two figures of one indicator is stricter: docs/decisions/stricter.md. All commands ask here."""

from __future__ import annotations

from plancli.lexicon import load
from plancli.lexicon.indicators import dimension_of


def is_rate(unit: str) -> bool:
    """Whether a part may have more of it than the whole: %, 位, 件/万人, but not 亿元."""
    return "/" in unit or dimension_of(unit) in load.table("compare")["rates"]["dimensions"]

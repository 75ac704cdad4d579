"""Sums of money, told by their unit."""

from __future__ import annotations

from plancli.lexicon.words import phrases

MONEY = phrases("classes", "money_units")


def is_money(unit: str) -> bool:
    """Whether a unit as written is one of money: 元, 万元, and a bare 亿.

    Args:
        unit: of a quantity, as written.
    """
    return unit.endswith(MONEY)

"""The cascade in a few lines: how many lower levels ask for more, and by how much."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from statistics import mean, median
from typing import Any

from plancli.compare.levels.cascade import RATIO
from plancli.compare.levels.stricter import is_rate
from plancli.lexicon import regions
from plancli.terms import Row


def summary(rows: Iterable[Row]) -> list[Row]:
    """Rows with the columns of `columns.CASCADE_SUMMARY`: one for each pair of levels, indicator and year."""
    shared = ("upper_level", "lower_level", "indicator_id", "indicator", "kind", "year")
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault((*(row[name] for name in shared), row["unit"], row["flow"], row["annual"]), []).append(row)
    found = [dict(zip(shared, key, strict=False)) | _counts(group) for key, group in groups.items()]
    # 9: behind every level that is known
    return sorted(found, key=lambda row: [regions.RANKS.get(row[name], 9) for name in shared[:2]])


def _counts(group: Sequence[Row]) -> Row:
    differences = [row["difference"] for row in group if row["difference"] is not None]
    ratios = [row["ratio"] for row in group if row["ratio"] is not None]
    return {
        "pairs": len(group),
        **_asked(group),
        "mean_difference": _rounded(mean(differences)) if differences else None,
        "median_difference": _rounded(median(differences)) if differences else None,
        "mean_ratio": _rounded(mean(ratios)) if ratios else None,
        "total_ratio": _total_ratio(group),
        "stricter": sum(row["stricter"] == "lower" for row in group),
        "harder": sum(row["harder"] == "lower" for row in group),
    }


def _asked(group: Sequence[Row]) -> Row:
    """How many lower levels ask for more, the same, less; None where more and less cannot be told apart."""
    words = [row["asks_more"] for row in group]
    told = any(words)
    return {
        name: words.count(word) if told else None
        for name, word in (("raised", "lower"), ("equal", "same"), ("lowered", "upper"))
    }


def _total_ratio(group: Sequence[Row]) -> Decimal | None:
    """For sizes: what all lower levels promise together, as a share of what the level above promises."""
    uppers = {row["upper_code"]: row["upper_value"] for row in group}  # each upper place once, whatever it contains
    lowers = [row["lower_value"] for row in group]
    if is_rate(group[0]["unit"]) or None in lowers or None in uppers.values() or not sum(uppers.values()):
        return None
    return _rounded(Decimal(sum(lowers)) / Decimal(sum(uppers.values())))


def _rounded(value: Decimal) -> Decimal:
    return Decimal(f"{RATIO.plus(value).normalize():f}")

"""Why a cascade has no pair: one level alone, no region within another, other indicators, or other years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from plancli.compare.align.group import AlignedFigure
from plancli.compare.levels.cascade import above, by_place, level, years_apart
from plancli.compare.names import entry


def why_none(figures: Sequence[AlignedFigure]) -> tuple[str, str]:
    """The reason, and what to do.

    Args:
        figures: what was asked for, in which `cascade` found no pair.
    """
    with_code = [figure for figure in figures if figure.place.code]
    names = {figure.place.code: figure.place.name or figure.place.code for figure in with_code}
    levels = {level(code) for code in names}
    if len(levels) < 2:
        said = f"all figures are of one level ({', '.join(levels)})" if levels else "no figure has a region code"
        return said, "add the records of the level above"
    pairs = [(upper, lower) for lower in names for upper in above(lower) if upper in names]
    if not pairs:
        return f"no region is part of another: {_few(names.values())}", "add the records of the level above"
    nearest = _nearest(with_code)
    if nearest is None:
        said = "; ".join(f"{names[upper]} and {names[lower]}" for upper, lower in pairs[:3])
        return f"no indicator and kind in common: {said}", "see plancli compare, or --suggest"
    upper, lower = nearest
    said = f"{upper.place.name} has {upper.name} for {upper.year}, {lower.place.name} for {lower.year}"
    return f"no year in common: {said}", "--nearest-year pairs them"


def _nearest(figures: Sequence[AlignedFigure]) -> tuple[AlignedFigure, AlignedFigure] | None:
    """The two figures of one indicator that are least apart in time, headlines first."""
    known = by_place(figures)
    pairs = [
        (upper, lower)
        for lower in figures
        for code in above(lower.place.code)
        for upper in known.get((code, lower.key), ())
    ]
    return min(pairs, key=lambda pair: (years_apart(*pair), entry(pair[1].indicator_id).order), default=None)


def _few(names: Iterable[str]) -> str:
    listed = list(names)
    return ", ".join(listed[:5]) + (" …" if len(listed) > 5 else "")

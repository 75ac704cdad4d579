"""The order of rows, and what a reader sees first: headline indicators, what several regions share, the rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from plancli.compare.align.group import AlignedFigure, Place, row_order
from plancli.compare.names import entry, headline_rank

GridFigures = Sequence[AlignedFigure]
"""One row of a table: the figures of all its places, in the order of these."""

HEADLINE, SHARED, REST = "headline", "shared", "rest"
SECTIONS = (HEADLINE, SHARED, REST)
SEVERAL = 2  # places make a row a comparison
MUCH = 20  # rows that one region alone has; fewer are not worth folding away


def section(found: GridFigures) -> str:
    """Where a row is."""
    if headline_rank(one(found).indicator_id) is not None:
        return HEADLINE
    return SHARED if width(found) >= SEVERAL else REST


def sections(rows: Sequence[GridFigures], places: Sequence[Place]) -> list[str]:
    """The section of each of `rows`; there is a rest only where that leaves something, and spares a reader much."""
    found = [section(row) for row in rows]
    rest = found.count(REST)
    # With a single place nothing is shared, and where everything is rest, folding would leave nothing.
    worth = len(places) >= SEVERAL and MUCH < rest < len(rows)
    return found if worth else [SHARED if name == REST else name for name in found]


def ordered(rows: Iterable[GridFigures], places: Sequence[Place]) -> list[GridFigures]:
    """Headlines as the lexicon has them, what most regions share, then the rest as the documents go.

    Rows of one indicator stay together within a section.
    """
    rows = list(rows)
    ranks = _ranks(rows, places)
    return sorted(rows, key=lambda found: (*ranks[_group(found)], row_order(one(found))))


def one(found: GridFigures) -> AlignedFigure:
    """Any figure of a row, to ask what all have in common."""
    return found[0]


def width(found: GridFigures) -> int:
    """How many places have a figure in a row."""
    return len({figure.place for figure in found}) if len(found) > 1 else 1


def _group(found: GridFigures) -> tuple[str, str]:
    return section(found), one(found).key.indicator


def _ranks(rows: Iterable[GridFigures], places: Sequence[Place]) -> dict[tuple[str, str], tuple[Any, ...]]:
    number = {place: index for index, place in enumerate(places)}
    ranks: dict[tuple[str, str], tuple[Any, ...]] = {}
    for found in rows:
        figure, group = one(found), _group(found)
        rank = (SECTIONS.index(group[0]), *_within(group[0], figure, width(found), number[figure.place]))
        ranks[group] = min(rank, ranks.get(group, rank))  # all rows of an indicator follow its best one
    return ranks


def _within(name: str, figure: AlignedFigure, places: int, place: int) -> tuple[Any, ...]:
    known, start = entry(figure.indicator_id), figure.record.get("start") or 0
    if name == HEADLINE:
        return (headline_rank(figure.indicator_id), 0, 0, 0)
    # Indicators without an id: those that most places have, then as the documents go.
    return (known.order, 0 if known.zh else -places, place, start)

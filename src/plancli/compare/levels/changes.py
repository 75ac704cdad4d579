"""An older against a newer plan of one region: what was added, dropped, raised, lowered, postponed, reworded.

What counts as which, and why two annual reports postpone nothing: docs/decisions/what-changed-between-plans.md; who
asks for more: docs/decisions/stricter.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from plancli.compare.align.alignment import squeeze
from plancli.compare.align.group import NO_YEAR, AlignedFigure, row_order
from plancli.compare.clause import clause_of
from plancli.compare.levels import stricter
from plancli.compare.names import headline_rank
from plancli.compare.tables.blanks import Coverage
from plancli.compare.tables.figure_text import in_one_unit

Pair = tuple[AlignedFigure | None, AlignedFigure | None]
WHICH_PLAN = {1: "newer", -1: "older", 0: "same"}
SAID_OTHERWISE = {"words": "in_words", "unread": "unread"}  # coverage → what happened to a figure that is not there

MOSTLY = 0.5  # of the figures are for the year of the report


@dataclass(frozen=True, slots=True)
class Roll:
    """Two annual reports: a figure for `older` is compared with one for `newer`, and nothing was postponed."""

    older: int | None = None
    newer: int | None = None

    def moved(self, year: int | None) -> int | None:
        """The year in the newer set of a figure that the older one states for `year`."""
        return self.newer if year == self.older else year

    def parts(self, before: AlignedFigure, after: AlignedFigure) -> bool:
        """Whether one figure is for the year of its report, and the other an outlook for another year."""
        return None not in (before.year, after.year) and (before.year == self.older) != (after.year == self.newer)


def changes(
    older: Sequence[AlignedFigure],
    newer: Sequence[AlignedFigure],
    unchanged: bool = True,
    coverage: Coverage | None = None,
    lang: str = "zh",
) -> list[dict[str, Any]]:
    """Rows with the columns of `columns.CHANGES`.

    Headline indicators come first, then what both sets have, then what was added or dropped.

    Args:
        older, newer: the figures of two sets of records, also those in words (`gather(…, stated=True)`).
        unchanged: rows of what did not change too, which in two sets of much the same are most.
        coverage: what the newer text says of indicators: only of those on which it is silent a figure was dropped.
        lang: language of units in figures for people.
    """
    roll = rolling(older, newer)
    pairs = [pair for group in _groups(older, newer) for pair in _paired(*group, roll)]
    said = [(*pair, word) for pair in pairs if (word := change(*pair, roll)) != "unchanged" or unchanged]
    ordered = sorted(said, key=lambda pair: (_section(pair[0], pair[1]), *_order(pair[1] or pair[0])))
    return [
        _row(before, after, word, coverage or {}) | _figures(before, after, lang) for before, after, word in ordered
    ]


def _section(before: AlignedFigure | None, after: AlignedFigure | None) -> int:
    figure = after or before
    assert figure is not None
    # Headlines, then what both sides have, then what only one has.
    return 0 if headline_rank(figure.indicator_id) is not None else 1 if before and after else 2


def rolling(older: Sequence[AlignedFigure], newer: Sequence[AlignedFigure]) -> Roll:
    """The years of two annual reports, if these are such: most figures are for one year, and the next."""
    before, after = _main_year(older), _main_year(newer)
    return Roll(before, after) if before and after and after == before + 1 else Roll()


def change(before: AlignedFigure | None, after: AlignedFigure | None, roll: Roll) -> str:
    """The word for what happened between two figures. `raised` and `lowered` describe the number alone."""
    if before is None or after is None:
        return "added" if before is None else "dropped"
    # words became a figure, or the other way round
    if (before.record["value"] is None) != (after.record["value"] is None):
        return "in_words" if after.record["value"] is None else "in_figures"
    if before.record["value"] is not None and (larger := stricter.larger(before.record, after.record)):
        return "raised" if larger > 0 else "lowered"
    if before.year != after.year and (before.year, after.year) != (roll.older, roll.newer):
        if before.year and after.year:
            return "postponed" if after.year > before.year else "advanced"
        return "reworded"
    return "unchanged" if _wording(before) == _wording(after) else "reworded"


def _main_year(figures: Sequence[AlignedFigure]) -> int | None:
    years = Counter(figure.year for figure in figures if figure.year)
    # of two equally frequent years, the later one
    year, count = max(years.items(), key=lambda item: (item[1], item[0]), default=(None, 0))
    return year if figures and count >= MOSTLY * len(figures) else None


def _groups(
    older: Iterable[AlignedFigure], newer: Iterable[AlignedFigure]
) -> Iterator[tuple[list[AlignedFigure], list[AlignedFigure]]]:
    """The figures of one place and indicator from both sets."""
    groups: dict[tuple[Any, ...], tuple[list[AlignedFigure], list[AlignedFigure]]] = {}
    keys: dict[tuple[Any, ...], tuple[Any, ...]] = {}  # of place, indicator and kind: where words belong
    # Figures first: a target in words has no unit of its own and joins the group of the figures it resembles.
    for with_figure in (True, False):
        for side, figures in enumerate((older, newer)):
            for figure in figures:
                if (figure.record["value"] is not None) == with_figure:
                    place = figure.place.code or figure.place.name
                    own, short = (place, figure.key), (place, figure.key.indicator, figure.key.kind)
                    key = own if with_figure else keys.get(short, own)
                    keys.setdefault(short, own)
                    groups.setdefault(key, ([], []))[side].append(figure)
    yield from groups.values()


def _paired(older: Sequence[AlignedFigure], newer: Sequence[AlignedFigure], roll: Roll) -> Iterator[Pair]:
    """Figures of one year (or of the years of two reports) belong together; of the others, the last with the last."""
    after = {figure.year: figure for figure in newer}
    left: list[AlignedFigure] = []
    # The year of the report goes first, so that its figure meets that of the newer report and not an outlook's.
    for figure in sorted(older, key=lambda one: one.year != roll.older):
        partner = after.pop(roll.moved(figure.year), None)
        if partner is None:
            left.append(figure)
        else:
            yield figure, partner
    rest = (sorted(figures, key=_latest_first) for figures in (left, after.values()))
    for one, other in zip_longest(*rest):
        yield from _kept(one, other, roll)


def _kept(before: AlignedFigure | None, after: AlignedFigure | None, roll: Roll) -> Iterator[Pair]:
    """The pair, or each alone: what a report wants this year is not what another wants in five."""
    if before and after and roll.parts(before, after):
        yield before, None
        yield None, after
    else:
        yield before, after


def _latest_first(figure: AlignedFigure) -> int:
    return -(figure.year or NO_YEAR)


def _order(figure: AlignedFigure | None) -> tuple[Any, ...]:
    assert figure is not None
    return (figure.place.code or "~", figure.place, *row_order(figure))


def _wording(figure: AlignedFigure) -> tuple[Any, ...]:
    record = figure.record
    return (squeeze(clause_of(record)), record["comparator"], record.get("modality"))


def _row(before: AlignedFigure | None, after: AlignedFigure | None, word: str, coverage: Coverage) -> dict[str, Any]:
    figure = after or before
    assert figure is not None
    if word == "dropped":
        said = coverage.get((figure.place.code, figure.indicator_id or ""), "")
        word = SAID_OTHERWISE.get(said, word)  # the newer text mentions it, only without a figure
    row: dict[str, Any] = {
        "change": word,
        "region_code": figure.place.code or None,
        "region": figure.place.name or None,
        "indicator_id": figure.indicator_id,
        "indicator": figure.name,
        "kind": figure.key.kind,
        "unit": figure.record["unit"] or figure.key.unit,  # a target in words has no unit of its own
        "flow": figure.key.flow,
        "annual": figure.key.annual,
    }
    for side, one in (("older", before), ("newer", after)):
        if one is not None:
            row |= {f"{side}_{name}": one.record.get(name) for name in _SIDE}
    if before and after and None not in (before.record["value"], after.record["value"]):
        row["difference"] = Decimal(after.record["value"]) - Decimal(before.record["value"])
        verdict = stricter.asks_more(before.record, after.record, figure.indicator_id, figure.key.kind)
        row["asks_more"] = None if verdict is None else WHICH_PLAN[verdict]
    if before and after:
        row["stricter"] = WHICH_PLAN[stricter.stricter(before.record, after.record)]
        row["harder"] = WHICH_PLAN[stricter.harder(before.record, after.record)]
    return row


def _figures(before: AlignedFigure | None, after: AlignedFigure | None, lang: str) -> dict[str, str]:
    """Both figures as people read them, in one unit."""
    sides = {side: one.record for side, one in (("older", before), ("newer", after)) if one is not None}
    texts = in_one_unit(list(sides.values()), lang)
    return {f"{side}_figure": text for side, text in zip(sides, texts, strict=True)}


_SIDE = ("year", "comparator", "value", "value_max", "doc", "quote")

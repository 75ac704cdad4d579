"""By when a row shall be done: by a column of deadlines, or by its label (2025年粮食产量) below places."""

from __future__ import annotations

from dataclasses import dataclass

from plancli.extract.tables.heading.caption import status_in_title
from plancli.extract.tables.lines import PlacedCell
from plancli.extract.tables.words import ends
from plancli.model import Answer, Span, Status
from plancli.patterns import lazy

OWN_YEAR = lazy(r"(?<![\d较比])(20\d\d)(?!\d)")
YEARS = lazy(r"(?:19|20)\d\d年?度?")
WORDS_OF_GOALS = ("target", "assigned", "actual")


@dataclass(frozen=True, slots=True)
class LabelTime:
    """A label without its time: what is left of it, the year that it names, and what it says of its figures.

    `span` is where the year is, if it has a cell of its own.
    """

    label: str
    year: int | None = None
    status: Status | None = None
    span: Span | None = None


def time_in_label(label: str) -> LabelTime:
    """2025年粮食产量目标 → 粮食产量, 2025, promised; 2025年任务 → nothing but a time.

    Args:
        label: folded.
    """
    years = OWN_YEAR.findall(label)
    if not years:
        return LabelTime(label)
    plain = YEARS.sub("", label).strip()
    status = None
    # 粮食产量目标任务: word by word from the end
    while word := next((word for group in WORDS_OF_GOALS if (word := ends(plain, group))), ""):
        status = status or status_in_title(word)
        plain = plain[: -len(word)]
    return LabelTime(plain.strip(), int(years[-1]), status)


def table_label_year(year: int, span: Span) -> Answer:
    """2025年粮食产量 at the side of a table of places: the label of the row, at `span`, names the `year`."""
    return Answer(year, "table_label_year", span)


def table_label_status(status: Status, span: Span) -> Answer:
    """2025年目标 at the side of a table of places: the `status` that the label at `span` gives the row."""
    return Answer(status, "table_label_status", span)


def table_deadline_column(placed: PlacedCell | None) -> Answer | None:
    """The column 完成时限 of the table: 2026年底, 2026-12, 2025—2027年; of a row its cell is `placed`."""
    # of a span of years the last is the deadline
    years = OWN_YEAR.findall(placed.text) if placed is not None else []
    return Answer(int(years[-1]), "table_deadline_column", placed.span) if placed is not None and years else None

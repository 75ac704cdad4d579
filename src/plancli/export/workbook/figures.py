"""A figure of the comparison as a cell: a number that shows its comparator, and leads to its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from plancli.export.about import About, mention
from plancli.export.words import SIGNS
from plancli.export.workbook.fit import number_format
from plancli.export.workbook.row_xml import StyledCell
from plancli.grid import GridCell
from plancli.records.record import number


@dataclass(frozen=True, slots=True)
class Compared:
    """What sheets of figures show: the comparison of `about`, in `lang`.

    `places` says where on the sheet of details each record is.
    """

    about: About
    places: Mapping[tuple[Any, ...], str]
    lang: str


def figure_cell(cell: GridCell | None, places: Mapping[tuple[Any, ...], str], lang: str) -> StyledCell:
    """The cell of a figure; a range, which is two numbers, and a target in words are text.

    Args:
        places: record → its cell in the sheet of details, to which the figure links.
    """
    if cell is None:
        return StyledCell(None)
    if not cell.record:  # a word on why there is no figure
        return StyledCell(cell.text, "blank")
    style, link = "clash" if cell.clash else "link", places.get(mention(cell.record))
    if cell.number is None or cell.number_max is not None:  # a cell of Excel holds one number
        words = cell.number is None and style == "link"
        return StyledCell(cell.text, "words" if words else style, None, link)
    value = number(cell.number)
    sign = SIGNS[lang].get(cell.comparator, "")
    return StyledCell(value, style, (f'"{sign}"' if sign else "") + number_format(value), link)

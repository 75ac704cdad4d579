"""Places at the heads of columns (指标 | 全市 | 东区 | 西区): whose figures are below them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plancli.extract.tables.figure import figure_of
from plancli.extract.tables.heading.row_time import YEARS
from plancli.extract.tables.lines import PlacedCell, TableLine
from plancli.extract.tables.words import ends, says
from plancli.lexicon.regions import candidates
from plancli.model import Span
from plancli.patterns import lazy

LAST_BRACKETS = lazy(r"[(\[][^()\[\]]{1,14}[)\]]$")
NAME = lazy("[一-鿿·]{2,12}")
LEAST = 2  # places: one alone may be anything that is called so
SHORTEST_WITH_END = 2  # characters of a name with its class: 东区


@dataclass(frozen=True, slots=True)
class ColumnPlace:
    """The place at the head of a column: its name, where it is written, and the cell that holds it."""

    name: str
    span: Span
    cell: PlacedCell

    def rest(self, text: str) -> str:
        """What a cell of the head says besides the place: 2025年 of 东区2025年."""
        return text.replace(self.name, "", 1).strip() if text == self.cell.text else text


def places_at_heads(above: Sequence[TableLine], body: Sequence[TableLine]) -> dict[int, ColumnPlace]:
    """The places at the heads of columns, by number of the column; none unless at least two are named.

    Args:
        above: the rows of the head; `body` are those below it.
    """
    found: dict[int, ColumnPlace] = {}
    for number in range(2, len(body[0].cells) + 1) if body else ():
        # 2025年目标 over several places: the lower cell names the place
        cells = [placed for line in above if (placed := line.at(number)) is not None and placed.text]
        place = next((place for cell in cells if (place := _place(cell))), None)
        # 牵头区县 over names of bodies is no place with figures
        if place is not None and any(figure_of(line.text(number)) is not None for line in body):
            found[number] = place
    # 年份 | 2020年 | 2021年 below places: each column is of another year, which no head says
    if any(_dates(line, found) for line in body):
        return {}
    return found if len({place.name for place in found.values()}) >= LEAST else {}


def _dates(line: TableLine, places: dict[int, ColumnPlace]) -> bool:
    """Whether a row holds a year below each place."""
    texts = [line.text(number) for number in places]
    return len(texts) >= LEAST and all(YEARS.fullmatch(text) for text in texts)


def places_at_side(lines: Sequence[TableLine], column: int) -> bool:
    """Whether the rows are those of places: the table is read turned then.

    Args:
        lines: those below the head; `column` is the number of the one whose cells name them.
    """
    texts = [text for line in lines if (text := line.text(column)) and not says(text, "total")]
    named = {text for text in texts if place_in(text) == text}
    # a title may be among them
    return len(named) >= LEAST and len(named) >= 0.7 * len(texts)


def _place(cell: PlacedCell) -> ColumnPlace | None:
    name = place_in(cell.text)
    return ColumnPlace(name, cell.span, cell) if name else None


def place_in(text: str) -> str:
    """The place that a cell of a head names, apart from years, units and 目标; empty where it names none.

    Args:
        text: folded.
    """
    plain = LAST_BRACKETS.sub("", YEARS.sub("", text)).strip()
    # 东区目标: the year and 目标 are read with the column
    for group in ("target", "actual"):
        plain = plain[: len(plain) - len(ends(plain, group))]
    return plain if is_place(plain) else ""


def is_place(name: str) -> bool:
    """Whether a folded text is the `name` of a place: one that the lexicon knows, or one with the class of a place."""
    if not NAME.fullmatch(name) or says(name, "place"):
        return False
    # 全市 and 全省 end with a class as 东区 does; 超市 and 灌区 are no places
    return bool(candidates(name)) or (
        len(name) >= SHORTEST_WITH_END and bool(ends(name, "place_end")) and not ends(name, "no_place")
    )

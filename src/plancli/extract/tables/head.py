"""The head of a table: what each column holds, for which year, and whether it is promised or reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from plancli.extract.tables.figure import figure_of
from plancli.extract.tables.heading.caption import Caption
from plancli.extract.tables.heading.columns import YEAR_IN_HEAD, TableColumn, column_of, of_units, with_years_down
from plancli.extract.tables.heading.places import places_at_heads, places_at_side
from plancli.extract.tables.lines import TableLine
from plancli.extract.tables.units import is_unit
from plancli.extract.tables.words import says
from plancli.lexicon.load import table
from plancli.model import Head, Status
from plancli.patterns import lazy
from plancli.read.metadata.fields import plain

FILE_NAME = lazy(r"[^.\s]\.(?:pdf|docx?|wps|txt|html?|ofd|xlsx?|caj|rtf|odt)$")
YEARS_ONLY = lazy(r"(?:19|20)\d\d年?(?:\D{0,3}(?:19|20)\d\d)?\D{0,3}")


@dataclass(frozen=True, slots=True)
class TableHead:
    """The columns of an indicator table and its first row of data; `now` is the first year that is future for it.

    `has_places`: its columns are those of places. `told` is what the title of a table of places says of its figures.
    """

    columns: tuple[TableColumn, ...]
    body: int
    now: int = 0
    has_places: bool = False
    told: Status | None = None

    def of(self, role: str) -> list[TableColumn]:
        return [column for column in self.columns if column.role == role]


def heads_of_table(lines: Sequence[TableLine], head: Head, caption: Caption) -> list[TableHead]:
    """The heads of an indicator table: one, or one for each half where it is printed in two halves side by side.

    None for a table that holds no indicators: no year, target or growth above figures, or places down its side.
    """
    body = _first_data_row(lines)
    # figures in the first row: there is no head that could say what they are
    if body is None or body == 1:
        return []
    if _of_documents(lines, body) or _years_down(lines, body):
        return []  # a table with a year in each row is read turned
    above = lines[: body - 1]
    units = next((line for line in above[1:] if _is_row_of_units(line)), None)
    above = [line for line in above if line is not units]
    places = places_at_heads(above, lines[body - 1 :])
    columns = [
        of_units(column_of(above, n, places.get(n)), lines[body - 1 :]) for n in range(1, len(lines[0].cells) + 1)
    ]
    columns = [_with_unit(column, units) for column in columns] if units else columns
    columns = with_years_down(columns, lines[body - 1 :])
    # a row for each place: rows that are no indicators, unless it is read turned and its places are heads
    if any(column.role == "place" for column in columns) and not places:
        return []
    if places:
        columns = [_told_apart(column) for column in _with_caption(columns, caption)]
        columns = [replace(column, role="label") if column.role == "place" else column for column in columns]
    elif places_at_side(lines[body - 1 :], _first_of_words(columns)):
        return []
    years = {int(year) for line in lines[body - 1 :] for year in _years_of_rows(line, columns)}
    found = [_panel(panel, _DatedRows(body, frozenset(years)), head) for panel in _panels(columns)]
    told = caption.status if places else None
    return [replace(panel, told=told) for panel in found if panel is not None]


def _years_of_rows(line: TableLine, columns: Sequence[TableColumn]) -> list[str]:
    """The year of a row, in the column that has one in each."""
    return [
        year for column in columns if column.role == "year" for year in YEAR_IN_HEAD.findall(line.text(column.number))
    ]


@dataclass(frozen=True, slots=True)
class _DatedRows:
    """The number of the first row of data, and the years that rows have in a column of their own."""

    body: int
    years: frozenset[int]


def _first_of_words(columns: Sequence[TableColumn]) -> int:
    """The first column that numbers no rows."""
    return next((column.number for column in columns if column.role != "ordinal"), 1)


def _told_apart(column: TableColumn) -> TableColumn:
    """Beside columns of places: 同比增长 without a place belongs to one of them, and figures of a place of which
    nothing says the year or whether they are promised are not read."""
    unknown = column.place is not None and column.year is None and column.status is None
    of_another = column.place is None and column.nature == "growth"
    return replace(column, role="") if column.role == "value" and (unknown or of_another) else column


def _with_caption(columns: Sequence[TableColumn], caption: Caption) -> list[TableColumn]:
    """Columns of places, with what the other columns or the title of the table say of their figures.

    2025年目标 | 东区 | 西区: places share out the last goal that the head has.
    """
    goals = [one for one in columns if one.place is None and one.year and one.status is Status.TARGET]
    last = max(goals, key=lambda one: one.year or 0, default=None)
    told = Caption(last.year, last.status).or_else(caption) if last else caption
    return [
        replace(column, year=column.year or told.year, status=column.status or _of_title(column, told), captioned=True)
        if column.place is not None and column.nature == "level"
        else column
        for column in columns
    ]


def _of_title(column: TableColumn, told: Caption) -> Status | None:
    """What the title says of the figures of a column: those of another year (2020年) may be what a goal starts from."""
    other = column.year not in (None, told.year)
    return None if other and told.status is Status.TARGET else told.status


def _is_row_of_units(line: TableLine) -> bool:
    """单位 | 亿元 | 万人 below the years: the units of the columns, and no part of their heads."""
    cells = [placed.text for column, placed in line.distinct() if column > 1 and placed.text]
    named = line.text(1)
    return bool(cells) and all(map(is_unit, cells)) and (not named or says(named, "unit"))


def _with_unit(column: TableColumn, units: TableLine) -> TableColumn:
    said = units.text(column.number)
    return replace(column, unit=said) if column.role == "value" and said and not column.unit else column


def _panels(columns: list[TableColumn]) -> list[list[TableColumn]]:
    """A second column of labels behind columns of values begins a second half; so does a number before it."""
    panels: list[list[TableColumn]] = [[]]
    for column in columns:
        roles = [one.role for one in panels[-1]]
        if column.role in ("label", "ordinal", "category") and "value" in roles and "label" in roles:
            panels.append([])
        panels[-1].append(column)
    return panels


def _panel(columns: list[TableColumn], rows: _DatedRows, head: Head) -> TableHead | None:
    columns = _with_label(columns)
    values = [column for column in columns if column.role == "value"]
    if not values or not any(column.role == "label" for column in columns):
        return None
    # columns of figures that nothing dates or calls a target may be anything: a price list, a timetable
    undated = all(column.year is None and column.status is None and column.nature == "level" for column in values)
    if undated and not rows.years:
        return None
    dated = _with_years(columns, head)
    now = _now(head, [column for column in dated if column.role == "value" and column.year], rows.years)
    judged = (column if column.role != "value" else _judged(column, now) for column in dated)
    return TableHead(tuple(judged), rows.body, now, any(column.place for column in columns))


def _first_data_row(lines: Sequence[TableLine]) -> int | None:
    """The first row with a figure behind its first cell; a year or the number of the row does not count."""
    row = next((line.number for line in lines if _has_figure(line)), None)
    # a group title over the whole width comes between the head and the first figures
    while row is not None and row > 2 and len(list(lines[row - 2].distinct())) == 1:
        row -= 1
    return row


def _has_figure(line: TableLine) -> bool:
    behind = (placed.text for column, placed in line.distinct() if column > 1)
    return any(not YEARS_ONLY.fullmatch(text) and figure_of(text) is not None for text in behind)


def _of_documents(lines: Sequence[TableLine], body: int) -> bool:
    """A list of documents, whose columns (or lines, read turned) hold what is known of each: no indicators."""
    heads = [placed.text for line in lines[: body - 1] for _, placed in line.distinct()]
    if any(says(text, "document") for text in (*heads, *(line.text(1) for line in lines))):
        return True
    # read turned, the names of files are heads
    named = any(plain(text) in _titles() or FILE_NAME.search(text) for text in heads)
    return named or _lists_files(lines[body - 1 :])


@cache
def _titles() -> frozenset[str]:
    """By which names tables of documents call the column of titles."""
    return frozenset(plain(word) for word in table("sheets")["column"]["title"]["words"])


def _lists_files(lines: Sequence[TableLine]) -> bool:
    """Whether each row names a file: 东海市规划.pdf."""
    return bool(lines) and all(any(FILE_NAME.search(placed.text) for _, placed in line.distinct()) for line in lines)


def _years_down(lines: Sequence[TableLine], body: int) -> bool:
    """Does the first column that numbers no rows hold a different year in each of them?"""
    column = 2 if says(lines[0].text(1), "ordinal") else 1
    cells = [text for line in lines[body - 1 :] if (text := line.text(column))]
    years = [text for text in cells if YEARS_ONLY.fullmatch(text)]
    # seven of ten: a line of sums and a heading may be among the years
    return len(years) >= 2 and len(set(years)) == len(years) and len(years) >= 0.7 * len(cells)


def _with_label(columns: list[TableColumn]) -> list[TableColumn]:
    """A table without 指标 in its head still has labels: its first column of words."""
    labels = [column for column in columns if column.role == "label"]
    first_value = next((column.number for column in columns if column.role == "value"), 0)
    before = [column for column in columns if column.number < first_value]
    if not labels:
        free = [column for column in before if column.role in ("", "category")]
        # the last column of words before the figures: those in front of it group the rows
        labels = free[-1:]
    chosen = {column.number for column in labels[-1:]}
    # 一级指标 | 二级指标: the last column of words names the row, those before it its group
    return [
        TableColumn(column.number, "label", column.text, column.span)
        if column.number in chosen
        else TableColumn(column.number, "category", column.text, column.span)
        if column.number < first_value and column.role in ("label", "")
        else column
        for column in columns
    ]


def _with_years(columns: list[TableColumn], head: Head) -> list[TableColumn]:
    """目标值 without a year is for the end of the plan; growth is for the year of the level before it."""
    filled: list[TableColumn] = []
    for column in columns:
        year = column.year or _year_beside(filled, column)
        if column.role == "value" and year is None:
            levels = [one for one in columns if one.role == "value" and one.nature == "level" and one.year]
            same = [one.year for one in levels if column.status in (one.status, None)]
            if column.nature != "level":
                # 累计 or 年均增长 runs up to the year of the level that it leads to
                year = max((one for one in same or [one.year for one in levels] if one), default=head.horizon_year)
            elif column.status is Status.TARGET:
                year = head.horizon_year
        filled.append(replace(column, year=year))
    return filled


def _year_beside(before: Sequence[TableColumn], column: TableColumn) -> int | None:
    """2024年完成 | 增长 | 2025年目标: growth right behind a level is of its year, 年均增长 there of the next one."""
    level = before[-1] if before else None
    beside = level is not None and level.role == "value" and level.nature == "level"
    return level.year if level and beside and column.nature == "growth" and not column.annual else None


def _now(head: Head, columns: list[TableColumn], of_rows: frozenset[int] = frozenset()) -> int:
    """The first year that is future for the document; `columns` are those of figures for a year."""
    if head.period:
        return head.period[0]
    if head.issued:
        return int(head.issued[:4])
    # without a date of issue: what is called a goal is ahead, and so is the last of several years
    if goals := [column.year for column in columns if column.year and column.status is Status.TARGET]:
        return min(goals)
    if reached := [column.year for column in columns if column.year and column.status is Status.ACTUAL]:
        return max(reached) + 1  # 2025年基数 | 2026年 | 2027年
    years = [*(column.year for column in columns if column.year), *of_rows]
    return max(years) if len(set(years)) > 1 else min(years, default=0)


def _judged(column: TableColumn, now: int) -> TableColumn:
    """A year before the plan began was reached, one that its text still looks forward to is promised."""
    return replace(column, status=status_in(column.year, now, column.status))


def status_in(year: int | None, now: int, said: Status | None) -> Status:
    """What a figure for a `year` is: as it is `said`, else by whether that is past `now`."""
    past = year is not None and year < now
    status = said or (Status.ACTUAL if past else Status.TARGET)
    # the goal of a plan that is over is neither promised nor reached
    return Status.OTHER if status is Status.TARGET and past else status

"""The head of a table: what each column holds, for which year, and whether it is promised or reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from plancli.extract.tables.figure import figure_of
from plancli.extract.tables.lines import TableLine
from plancli.extract.tables.units import is_unit, unit_in_brackets
from plancli.extract.tables.words import says
from plancli.model import Head, Span, Status
from plancli.patterns import lazy
from plancli.read.metadata.dates import plan_years

YEARS_ONLY = lazy(r"(?:19|20)\d\d年?(?:\D{0,3}(?:19|20)\d\d)?\D{0,3}")
YEARS = lazy(r"(?:19|20)\d\d年?度?")
YEAR_IN_HEAD = lazy(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
VALUE = "值"
COLUMN_ROLES = ("ordinal", "unit", "attribute", "department", "remark", "category", "place")


@dataclass(frozen=True, slots=True)
class TableColumn:
    """What a column holds.

    `role` is value, label, category, unit, attribute, department, ordinal, remark or empty. Of a value column,
    `nature` is level, growth or cumulative; `span` is where its head is, `measure` what its head adds
    to the label (2025年产值).
    """

    number: int
    role: str
    text: str = ""
    span: Span | None = None
    year: int | None = None
    nature: str = "level"
    annual: bool = False
    unit: str = ""
    status: Status | None = None
    measure: str = ""


@dataclass(frozen=True, slots=True)
class TableHead:
    """The columns of an indicator table and its first row of data."""

    columns: tuple[TableColumn, ...]
    body: int

    def of(self, role: str) -> list[TableColumn]:
        return [column for column in self.columns if column.role == role]


def heads_of_table(lines: Sequence[TableLine], head: Head) -> list[TableHead]:
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
    columns = [_of_units(_column(above, n), lines[body - 1 :]) for n in range(1, len(lines[0].cells) + 1)]
    columns = [_with_unit(column, units) for column in columns] if units else columns
    # a row for each place: a table of regions, whose rows are no indicators of this document
    if any(column.role == "place" for column in columns):
        return []
    found = (_panel(panel, body, head) for panel in _panels(columns))
    return [panel for panel in found if panel is not None]


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


def _panel(columns: list[TableColumn], body: int, head: Head) -> TableHead | None:
    columns = _with_label(columns)
    values = [column for column in columns if column.role == "value"]
    if not values or not any(column.role == "label" for column in columns):
        return None
    # columns of figures that nothing dates or calls a target may be anything: a price list, a timetable
    if all(column.year is None and column.status is None and column.nature == "level" for column in values):
        return None
    dated = _with_years(columns, head)
    return TableHead(tuple(_with_status(dated, head)), body)


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
    heads = (placed.text for line in lines[: body - 1] for _, placed in line.distinct())
    return any(says(text, "document") for text in (*heads, *(line.text(1) for line in lines)))


def _years_down(lines: Sequence[TableLine], body: int) -> bool:
    """Does the first column that numbers no rows hold a different year in each of them?"""
    column = 2 if says(lines[0].text(1), "ordinal") else 1
    cells = [text for line in lines[body - 1 :] if (text := line.text(column))]
    years = [text for text in cells if YEARS_ONLY.fullmatch(text)]
    # seven of ten: a line of sums and a heading may be among the years
    return len(years) >= 2 and len(set(years)) == len(years) and len(years) >= 0.7 * len(cells)


def _column(above: Sequence[TableLine], number: int) -> TableColumn:
    """What the cells `above` the first data row say of a column."""
    parts, span = [], None
    for line in above:
        placed = line.at(number)
        # a line of one cell is the title of the table, not the head of a column
        if placed is not None and placed.text and len(list(line.distinct())) > 1:
            parts += [placed.text] if placed.text not in parts else []
            span = placed.span
    text = " ".join(parts)
    for role in COLUMN_ROLES:
        if says(text, role):
            return TableColumn(number, role, text, span)
    return _value_column(number, text, span)


def _of_units(column: TableColumn, rows: Sequence[TableLine]) -> TableColumn:
    """A column of units whose head does not say so: a row of units below the names, where years run down the side."""
    cells = [text for row in rows if (text := row.text(column.number))] if column.role in ("", "value") else []
    return replace(column, role="unit") if cells and all(map(is_unit, cells)) else column


def _value_column(number: int, text: str, span: Span | None) -> TableColumn:
    years = [int(year) for year in YEAR_IN_HEAD.findall(text)]
    plan = plan_years(text)
    year = years[-1] if years else plan[1] if plan else None
    growth, cumulative = says(text, "growth"), says(text, "cumulative")
    status = said_status(text)
    if year is None and not growth and not cumulative and (_names_rows(text) or status is None):
        return TableColumn(number, "label" if _names_rows(text) else "", text, span)
    growth = growth or says(text, "annual")  # 年均/累计: sums are in brackets there
    nature = "growth" if growth else "cumulative" if cumulative else "level"
    plain, unit = unit_in_brackets(text)
    measure = _measure(plain) if nature == "level" else ""
    return TableColumn(number, "value", text, span, year, nature, says(text, "annual"), unit, status, measure=measure)


def _names_rows(text: str) -> bool:
    """指标 at the head of a column, which 指标值 is not."""
    return says(text, "label") and not text.endswith(VALUE)


def _measure(head: str) -> str:
    """产值 in 2025年产值: what the head of a value column adds to the label of each row."""
    plain = YEARS.sub("", head).strip()
    return plain if says(plain, "measure") and not says(plain, "amount") else ""


def said_status(text: str) -> Status | None:
    """Whether the text of a head calls what is below it reached or promised (完成值, 目标值)."""
    if says(text, "actual"):
        return Status.ACTUAL
    return Status.TARGET if says(text, "target") else None


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
        year = column.year
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


def _with_status(columns: list[TableColumn], head: Head) -> list[TableColumn]:
    """A year before the plan began was reached, one that its text still looks forward to is promised."""
    now = _now(head, [column for column in columns if column.role == "value" and column.year])
    return [column if column.role != "value" else _judged(column, now) for column in columns]


def _now(head: Head, columns: list[TableColumn]) -> int:
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
    years = [column.year for column in columns if column.year]
    return max(years) if len(set(years)) > 1 else min(years, default=0)


def _judged(column: TableColumn, now: int) -> TableColumn:
    past = column.year is not None and column.year < now
    status = column.status or (Status.ACTUAL if past else Status.TARGET)
    if status is Status.TARGET and past:
        status = Status.OTHER  # the goal of a plan that is over: neither promised nor reached
    return replace(column, status=status)

"""The tables of `plancli compare`, written in the layout and to the place that a person asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from plancli.cli.messages import counted, say
from plancli.cli.options import Writing
from plancli.columns import Column
from plancli.errors import UsageError
from plancli.terms import Row

if TYPE_CHECKING:
    from plancli.compare.align.group import AlignedFigure
    from plancli.grid import Grid

# What a terminal or page shows of the long table; a file has all columns.
# Columns that --stated adds to those of the contract.
ADDED = (
    Column("joint", "bool", "合写", "Joint", "原文将几项指标合写为一个数", "stated of several indicators at once"),
    Column("stated", "str", "文字目标", "Stated", "没有数字的目标", "a target without a figure"),
)
ABSENT = {"joint": False, "stated": None}
MOST_IN_SQLITE = 2000  # columns
BRIEF = ("region", "indicator", "year", "figure", "quote")
BRIEF_PROGRESS = ("region", "indicator", "year", "figure", "actual_year", "actual_figure", "reached", "share_reached")
BRIEF_SUGGESTION = (
    "group",
    "fills",
    "score",
    "indicator",
    "merge_with",
    "reason",
    "caution",
    "regions",
    "merge_with_regions",
)


@dataclass(frozen=True, slots=True)
class Shape:
    """What the table is to look like.

    `shared` is how many regions a row must have; without it, a page for people folds away what one region alone
    has, unless certain indicators were asked for (`asked`). `sources` is what the table is made of.
    """

    layout: str = "wide"
    shared: int | None = None
    headline: bool = False
    stated: bool = False
    documents: str | None = None
    all_years: bool = False
    with_actuals: bool = False
    suggest: bool = False
    chart: str | None = None
    sources: tuple[str, ...] = ()
    asked: bool = False


def write(figures: list[AlignedFigure], actuals: list[AlignedFigure], shape: Shape, writing: Writing) -> None:
    """Write one table of `figures`, `actuals` beside them, as `shape` and `writing` say."""
    if shape.chart:
        _draw(figures, actuals, shape, writing)
    elif shape.suggest:
        _write_suggestions(figures, writing)
    elif shape.layout == "long":
        _write_long(figures, actuals, shape, writing)
    elif shape.layout == "panel":
        _write_panel(figures, shape, writing)
    else:
        _write_wide(figures, actuals, shape, writing)


def _write_suggestions(figures: list[AlignedFigure], writing: Writing) -> None:
    """What a person answered in an older file of that name is kept."""
    from plancli.cli.records import emit_rows
    from plancli.columns import SUGGESTIONS
    from plancli.compare.align.merge import kept
    from plancli.compare.align.suggest import suggest

    rows = suggest(figures)
    if writing.output is not None and writing.output.suffix.lower() == ".csv" and writing.output.is_file():
        # the person who answered half of it runs the command again when new records have come
        rows = kept(rows, writing.output)
    emit_rows(rows, SUGGESTIONS, BRIEF_SUGGESTION, writing)


def _write_long(figures: list[AlignedFigure], actuals: list[AlignedFigure], shape: Shape, writing: Writing) -> None:
    from plancli.cli.records import emit_rows
    from plancli.columns import COMPARISON, PROGRESS
    from plancli.compare.progress import pairs
    from plancli.compare.tables import long

    made = pairs.progress(figures, actuals) if shape.with_actuals else map(long.row, figures)
    columns, brief = ((*COMPARISON, *PROGRESS), BRIEF_PROGRESS) if shape.with_actuals else (COMPARISON, BRIEF)
    more = ADDED if shape.stated else ()
    rows = (_with_more(row, figure, more) for row, figure in zip(made, figures, strict=True))
    emit_rows(rows, (*columns, *more), brief, writing)


def _with_more(row: Row, figure: AlignedFigure, more: Sequence[Column]) -> Row:
    """The row of a figure, with what --stated adds, and in what unit a sheet is read, which is no column."""
    record = figure.record
    return (
        row
        | {"written_units": [record.get("written_unit")]}
        | {one.name: record.get(one.name, ABSENT[one.name]) for one in more}
    )


def _write_panel(figures: list[AlignedFigure], shape: Shape, writing: Writing) -> None:
    from plancli.cli.output import emit
    from plancli.compare.tables.panel import left_out, panel

    columns, rows = panel(figures, shape.stated)
    if count := left_out(figures):
        say(f"{counted(count, 'figure')} left out of the panel · no id of an indicator · see --layout long, --suggest")
    emit(rows, columns, writing)


def _write_wide(figures: list[AlignedFigure], actuals: list[AlignedFigure], shape: Shape, writing: Writing) -> None:
    """For people (terminal, Markdown) in blocks that fit; a workbook with all its sheets; else plain rows."""
    from plancli.cli.output import emit, format_of
    from plancli.cli.records import coverage_of
    from plancli.compare.tables import turned, wide
    from plancli.compare.tables.blanks import with_blanks
    from plancli.compare.tables.grid import of_figures
    from plancli.export.write import is_compared
    from plancli.records.store import stored

    form, people = format_of(writing), writing.lang or "zh"
    table = of_figures(figures, actuals, not shape.all_years, people)
    if shape.documents:
        table = with_blanks(table, coverage_of(shape.documents), people)
    if form in ("table", "md"):
        _show(_folded(table, shape), shape, writing, people)
    elif shape.layout == "regions" and not is_compared(form):
        emit(turned.rows(table, writing.lang), turned.columns(table, people=writing.lang is not None), writing)
    elif is_compared(form):
        _write_book(stored(dict(figure.record) for figure in figures), table, shape, writing)
    else:
        columns = wide.columns(table, people=writing.lang is not None)
        # rather the same figures in another shape than an error when all the work is done
        if form == "sqlite" and len(columns) > MOST_IN_SQLITE:
            columns_said = f"{len(table.columns):,} regions are more columns than a table of SQLite holds"
            say(f"{columns_said} · written as --layout long, a row a figure")
            _write_long(figures, actuals, shape, writing)
            return
        emit(wide.each(table, writing.lang), columns, writing)


def _folded(table: Grid, shape: Shape) -> Grid:
    """`table` without what one region alone has, where a person did not ask for that; it is said how much."""
    from plancli.compare.tables.order import REST

    rows = tuple(row for row in table.rows if row.section != REST)
    folded = len(table.rows) - len(rows)
    if shape.asked or shape.shared is not None or not folded:
        return table
    say(f"{folded} more rows that one region alone has · --shared 1 lists them, a file has them all")
    return replace(table, rows=rows)


def _show(table: Grid, shape: Shape, writing: Writing, lang: str) -> None:
    from plancli.cli.output import format_of
    from plancli.cli.streams import stdout
    from plancli.cli.terminal import markdown
    from plancli.cli.terminal.wide_table import show
    from plancli.run.atomic import opened

    turned = shape.layout == "regions"
    if format_of(writing) == "table":
        show(table, lang, turned)
    elif writing.output is None:
        markdown.write(table, stdout(), lang, turned)
    else:
        with opened(writing.output) as stream:
            markdown.write(table, stream, lang, turned)


def _write_book(records: Sequence[Row], table: Grid, shape: Shape, writing: Writing) -> None:
    """The sheets of `plancli export`, with this very table as 对比."""
    from plancli.cli.output import format_of, style_of
    from plancli.cli.records import document_records, say_left_out
    from plancli.compare.tables.grid import as_text
    from plancli.export import write
    from plancli.pipeline import about, with_table
    from plancli.run.atomic import replacing

    if writing.output is None:
        raise UsageError(f"{format_of(writing)} cannot go into a pipe", "-f", f"give -o FILE.{format_of(writing)}")
    documents = document_records(shape.documents)
    table = as_text(table) if shape.all_years or shape.with_actuals else table
    described = about(records, documents, shape.sources, compared=False)
    described = with_table(described, table, shape.layout == "regions")
    say_left_out(described)
    with replacing(writing.output) as temporary:
        write.book(records, described, temporary, style_of(writing, format_of(writing)))


def _draw(figures: list[AlignedFigure], actuals: list[AlignedFigure], shape: Shape, writing: Writing) -> None:
    from plancli.compare.tables.grid import of_figures
    from plancli.compare.tables.row_names import called
    from plancli.export.charts import draw as charts
    from plancli.run.atomic import replacing

    suffix = writing.output.suffix.lower() if writing.output else ""
    if writing.output is None or suffix not in charts.SUFFIXES:
        raise UsageError("a chart needs a file", "--chart", f"give -o FILE{' or FILE'.join(charts.SUFFIXES)}")
    table, lang = of_figures(figures, actuals, not shape.all_years), writing.lang or "zh"
    drawn = charts.draw(table, str(shape.chart), suffix, [called(row, lang) for row in table.rows], lang)
    with replacing(writing.output) as temporary:
        Path(temporary).write_bytes(drawn)

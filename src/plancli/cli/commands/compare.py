"""`plancli compare`: records of many documents → one table, indicators against regions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from plancli.cli.command import command
from plancli.cli.messages import say
from plancli.cli.options import Writing, bundle, lexicons, paths, statuses, writing
from plancli.errors import UsageError

if TYPE_CHECKING:
    from plancli.compare.align.group import AlignedFigure
    from plancli.compare.select import Choice
    from plancli.grid import Grid

LEVELS = ("nation", "province", "city", "district")
CHARTS = ("bar", "dot", "heat")
# What a terminal or page shows of the long table; a file has all columns.
BRIEF = ("region", "indicator", "year", "figure", "quote")
BRIEF_PROGRESS = ("region", "indicator", "year", "figure", "actual_year", "actual_figure", "share_reached")
BRIEF_SUGGESTION = ("score", "indicator", "merge_with", "reason", "caution", "regions", "merge_with_regions")


@dataclass(frozen=True, slots=True)
class Shape:
    """What the table is to look like. `shared` is how many regions a row must have, `sources` what it is made of."""

    layout: str = "wide"
    shared: int = 1
    all_years: bool = False
    with_actuals: bool = False
    suggest: bool = False
    chart: str | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """What the user says of indicators: approved merges, and lexicon files of her own."""

    merge: Path | None = None
    lexicon: tuple[str, ...] = ()


def _choice(**given: Any) -> Choice:
    from plancli.compare.select import Choice

    return Choice(**{key: tuple(value) for key, value in given.items()})


choosing = bundle(
    _choice,
    "choice",
    statuses,
    click.option("--year", "years", type=int, multiple=True, help="Only this year; may be repeated."),
    click.option("--region", "regions", multiple=True, metavar="PLACE", help="Only this region: name or code."),
    click.option("--within", multiple=True, metavar="PLACE", help="Only regions that lie in PLACE."),
    click.option("--level", "levels", multiple=True, type=click.Choice(LEVELS), help="Only regions of this level."),
    click.option("--indicator", "indicators", multiple=True, metavar="ID|WORDS", help="Only this indicator."),
    click.option("--topic", "topics", multiple=True, help="Only indicators of this topic of the lexicon."),
)

shaping = bundle(
    Shape,
    "shape",
    click.option("--layout", type=click.Choice(["wide", "long"]), default="wide", show_default=True),
    click.option(
        "--shared", type=click.IntRange(1), default=1, metavar="N", help="Only rows that N regions or more have."
    ),
    click.option("--all-years", is_flag=True, help="All years of an indicator in one row, each figure with its own."),
    click.option("--with-actuals", is_flag=True, help="Set what was achieved beside the target."),
    click.option("--suggest", is_flag=True, help="List look-alikes for you to approve, in place of the table."),
    click.option("--chart", type=click.Choice(CHARTS), help="Draw it; needs -o FILE.svg or .png (extra plot)."),
)

merging = bundle(
    Words,
    "words",
    click.option("--merge", type=click.Path(path_type=Path), metavar="FILE", help="Phrases you approved as the same."),
    lexicons,
)


@command(
    "compare",
    examples=(
        "plancli compare targets.jsonl --year 2026 --shared 2",
        "plancli compare targets.jsonl --layout long -o long.csv --bom",
        "plancli compare targets.jsonl --indicator gdp_growth --chart bar -o growth.svg",
        "plancli compare targets.jsonl --suggest -o alike.csv   # write yes, then: --merge alike.csv",
    ),
)
@paths
@choosing
@shaping
@merging
@writing
def compare(paths: tuple[str, ...], choice: Choice, shape: Shape, words: Words, writing: Writing) -> int:
    """Set the targets of many regions in one table.

    Each figure stands with its comparator. Rows are one indicator, kind, year and unit. Records without
    an indicator id stand in one row only where the noun phrase is the same. `!` marks a figure that its
    document contradicts.
    """
    from plancli.cli.records import given, merges
    from plancli.compare.align.group import gather
    from plancli.compare.select import select

    records, merged = given(paths, words.lexicon), merges(words.merge)
    figures = _shared(gather(select(records, choice), merged), shape)
    actuals = gather((one for one in records if one["status"] == "actual"), merged) if shape.with_actuals else []
    if not figures:
        say("no figures · nothing in these records is asked for · see --status, --year, --region")
    _say_clashes(figures)
    files = tuple(path for path in paths if path != "-")
    _write(figures, actuals, replace(shape, sources=files), writing)
    return 0 if records else 1


def _shared(figures: list[AlignedFigure], shape: Shape) -> list[AlignedFigure]:
    """The figures of rows that enough regions have."""

    def row(figure: AlignedFigure) -> Any:
        return figure.key if shape.all_years else (figure.key, figure.year)

    places: dict[Any, set[Any]] = {}
    for figure in figures:
        places.setdefault(row(figure), set()).add(figure.place)
    return [figure for figure in figures if len(places[row(figure)]) >= shape.shared]


def _say_clashes(figures: list[AlignedFigure]) -> None:
    count = sum(figure.clash for figure in figures)
    if count:
        say(f"{count} figures are contradicted in their own documents · see clash in --layout long")


def _write(figures: list[AlignedFigure], actuals: list[AlignedFigure], shape: Shape, writing: Writing) -> None:
    if shape.chart:
        _draw(figures, shape, shape.chart, writing)
    elif shape.suggest:
        from plancli.cli.records import emit_rows
        from plancli.columns import SUGGESTIONS
        from plancli.compare.align.suggest import suggest

        emit_rows(suggest(figures), SUGGESTIONS, BRIEF_SUGGESTION, writing)
    elif shape.layout == "long":
        _write_long(figures, actuals, shape, writing)
    else:
        _write_wide(figures, actuals, shape, writing)


def _write_long(figures: list[AlignedFigure], actuals: list[AlignedFigure], shape: Shape, writing: Writing) -> None:
    from plancli.cli.records import emit_rows
    from plancli.columns import COMPARISON, PROGRESS
    from plancli.compare import actuals as beside
    from plancli.compare.tables import long

    if shape.with_actuals:
        rows = beside.progress(figures, actuals)
        emit_rows(rows, (*COMPARISON, *PROGRESS), BRIEF_PROGRESS, writing)
    else:
        emit_rows(long.rows(figures), COMPARISON, BRIEF, writing)


def _write_wide(figures: list[AlignedFigure], actuals: list[AlignedFigure], shape: Shape, writing: Writing) -> None:
    """For people (terminal, Markdown) in blocks that fit; a workbook with all its sheets; else plain rows."""
    from plancli.cli.output import emit, format_of
    from plancli.compare.tables import wide
    from plancli.compare.tables.grid import of_figures
    from plancli.export.write import is_book

    table = of_figures(figures, actuals, years=not shape.all_years)
    form, people = format_of(writing), writing.lang or "zh"
    if form == "table":
        from plancli.cli.terminal.wide_table import show

        show(table, people)
    elif form == "md":
        _write_markdown(table, writing, people)
    elif is_book(form):
        _write_book([dict(figure.record) for figure in figures], table, shape, writing)
    else:
        emit(wide.rows(table, writing.lang), wide.columns(table, people=writing.lang is not None), writing)


def _write_markdown(table: Any, writing: Writing, lang: str) -> None:
    from plancli.cli.output import stdout
    from plancli.cli.terminal.wide_table import write_markdown
    from plancli.run.atomic import opened

    if writing.output is None:
        write_markdown(table, stdout(), lang)
    else:
        with opened(writing.output) as stream:
            write_markdown(table, stream, lang)


def _write_book(records: list[dict[str, Any]], table: Grid, shape: Shape, writing: Writing) -> None:
    """The sheets of `plancli export`, with this very table as 对比."""
    from functools import partial

    from plancli.cli.output import format_of, style_of
    from plancli.compare.tables import wide
    from plancli.compare.tables.grid import as_text
    from plancli.export import write
    from plancli.pipeline import about
    from plancli.run.atomic import replacing

    if writing.output is None:
        raise UsageError(f"{format_of(writing)} cannot go into a pipe", "-f", f"give -o FILE.{format_of(writing)}")
    table = as_text(table) if shape.all_years or shape.with_actuals else table
    described = replace(about(records, (), shape.sources), grid=table, leads=partial(wide.rows, table))
    with replacing(writing.output) as temporary:
        write.book(records, described, temporary, style_of(writing, format_of(writing)))


def _draw(figures: list[AlignedFigure], shape: Shape, kind: str, writing: Writing) -> None:
    from plancli.compare.tables.grid import called, of_figures
    from plancli.export import charts
    from plancli.run.atomic import replacing

    suffix = writing.output.suffix.lower() if writing.output else ""
    if writing.output is None or suffix not in charts.SUFFIXES:
        raise UsageError("a chart needs a file", "--chart", f"give -o FILE{' or FILE'.join(charts.SUFFIXES)}")
    table, lang = of_figures(figures, years=not shape.all_years), writing.lang or "zh"
    drawn = charts.draw(table, kind, suffix, [called(row, lang) for row in table.rows], lang)
    with replacing(writing.output) as temporary:
        Path(temporary).write_bytes(drawn)

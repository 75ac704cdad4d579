"""`plancli compare`: records of many documents → one table, indicators against regions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from plancli.cli.asked import check, existing
from plancli.cli.command import command
from plancli.cli.decisions import decided, decisions
from plancli.cli.messages import counted, say
from plancli.cli.options import Writing, bundle, input_option, lexicons, paths, statuses, writing
from plancli.cli.tables import Shape, write

if TYPE_CHECKING:
    from plancli.compare.align.group import AlignedFigure
    from plancli.compare.select import Choice
    from plancli.records.take import Take

LEVELS = ("nation", "province", "city", "district")
LAYOUTS = ("wide", "long", "regions", "panel")
CHARTS = ("bar", "dot", "heat", "map")


@dataclass(frozen=True, slots=True)
class WordChoice:
    """What the user says of records: approved merges, lexicon files of her own, decisions about single records."""

    merge: Path | None = None
    lexicon: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()


def _choice(**given: Any) -> Choice:
    from plancli.compare.select import Choice

    return Choice(**{key: tuple(value) for key, value in given.items()})


choosing = bundle(
    _choice,
    "choice",
    statuses,
    click.option("--year", "years", type=int, multiple=True, help="Only this year; may be repeated."),
    click.option("--region", "regions", multiple=True, metavar="PLACE", help="Only this region: name or code."),
    click.option("--within", multiple=True, metavar="PLACE", help="Only regions in PLACE."),
    click.option("--level", "levels", multiple=True, type=click.Choice(LEVELS), help="Only regions of this level."),
    click.option("--indicator", "indicators", multiple=True, metavar="ID|WORDS", help="Only this indicator."),
    click.option("--topic", "topics", multiple=True, help="Only indicators of this topic of the lexicon."),
)

shaping = bundle(
    Shape,
    "shape",
    click.option(
        "--layout",
        type=click.Choice(LAYOUTS),
        default="wide",
        show_default=True,
        help="wide: a row an indicator; regions: a row a region; long: a row a figure; panel: region and year, "
        "for regression.",
    ),
    click.option("--headline", is_flag=True, help="Only the headline indicators of work reports."),
    click.option("--shared", type=click.IntRange(1), metavar="N", help="Only rows that N regions or more have."),
    click.option(
        "--stated",
        is_flag=True,
        help="Long table and panel: targets in words too, and marks of joint figures.",
    ),
    input_option("--documents", help="Document records: blank cells of headline rows say whether the text is silent."),
    click.option("--all-years", is_flag=True, help="All years of an indicator in one row, each figure with its own."),
    click.option("--with-actuals", is_flag=True, help="Set what was achieved beside the target."),
    click.option("--suggest", is_flag=True, help="List look-alikes for you to approve, in place of the table."),
    click.option("--chart", type=click.Choice(CHARTS), help="Draw it; needs -o FILE.svg or .png (extra plot)."),
)

merging = bundle(
    WordChoice,
    "words",
    click.option(
        "--merge",
        type=click.Path(path_type=Path),
        metavar="FILE",
        callback=existing,
        help="Phrases you approved as the same.",
    ),
    lexicons,
    decisions,
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
def compare(paths: tuple[str, ...], choice: Choice, shape: Shape, words: WordChoice, writing: Writing) -> int:
    """Set the targets of many regions in one table.

    Each figure goes with its comparator. Rows are one indicator, kind, year and unit. Records without
    an indicator id are in one row only where the noun phrase is the same. `!` marks a figure that its
    document contradicts.
    """
    from plancli.cli.records import given, merges
    from plancli.compare.align.group import gather
    from plancli.compare.progress.pairs import achieved
    from plancli.compare.select import select

    take = _take(choice, shape, words, writing)
    (records,), unsettled = decided([given(paths, words.lexicon, take=take)], words.decisions, words.lexicon)
    merged = merges(words.merge)
    # a long table or panel has numbers only unless it is asked for more: programs read it
    in_words = shape.stated or shape.layout in ("wide", "regions")
    figures = _kept(gather(select(records, choice), merged, stated=in_words and not shape.suggest), shape)
    actuals = achieved(records, merged) if shape.with_actuals else []
    # the table is written all the same, empty: a script that reads it must not find an old one
    if not figures:
        check(records, choice)
        say("no figures · nothing in these records is asked for · see --status, --year, --region")
    _say_clashes(figures)
    # what the workbook says it was made from; a pipe has no name
    files = tuple(path for path in paths if path != "-")
    asked = bool(choice.indicators or choice.topics)
    write(figures, actuals, replace(shape, sources=files, asked=asked), writing)
    return unsettled


def _take(choice: Choice, shape: Shape, words: WordChoice, writing: Writing) -> Take | None:
    """What the table needs of the records; a workbook and what people decided need them whole."""
    from plancli.cli.output import format_of
    from plancli.export.write import is_book
    from plancli.records.take import Take

    if words.decisions or (not shape.chart and is_book(format_of(writing))):  # these show the whole record
        return None
    if shape.with_actuals:
        return Take()  # what was achieved is set beside: all statuses
    return Take(choice.statuses, None if words.lexicon else _asked(choice))


def _asked(choice: Choice) -> Callable[[Mapping[str, Any]], bool] | None:
    """Which records of a large set need not be held: where one thing is asked for, those of others. Of two things,
    each is looked for among all records, so that a typo is told apart from something that is not there (`check`)."""
    from plancli.compare.select import Choice, wanted

    asked = {name: getattr(choice, name) for name in ("indicators", "regions", "topics") if getattr(choice, name)}
    return partial(wanted, choice=Choice(choice.statuses, **asked)) if len(asked) == 1 else None


def _kept(figures: list[AlignedFigure], shape: Shape) -> list[AlignedFigure]:
    """The figures of rows that enough regions have, of headline indicators where these alone are asked for."""
    from plancli.compare.names import headline_rank

    if shape.headline:
        figures = [figure for figure in figures if headline_rank(figure.indicator_id) is not None]
    if shape.shared is None:
        return figures

    def row(figure: AlignedFigure) -> Any:
        # with all years in one row a region counts once, however many years it has
        return figure.key if shape.all_years else (figure.key, figure.year)

    places: dict[Any, set[Any]] = {}
    for figure in figures:
        places.setdefault(row(figure), set()).add(figure.place)
    return [figure for figure in figures if len(places[row(figure)]) >= shape.shared]


def _say_clashes(figures: list[AlignedFigure]) -> None:
    count = sum(figure.clash for figure in figures)
    if count:
        say(f"{counted(count, 'figure', 'is')} contradicted where it comes from · see clash in --layout long")
    if joint := sum(bool(figure.record.get("joint")) for figure in figures):
        said = f"{counted(joint, 'figure', 'is')} stated of several indicators at once"
        say(f"{said} · see joint in --layout long --stated")

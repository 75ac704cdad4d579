"""`plancli agree`: how far several people agree, and where they differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from plancli.cli.command import command
from plancli.cli.messages import counted, say
from plancli.cli.options import Writing, file_option, input_option, writing
from plancli.columns import AGREEMENT
from plancli.errors import UsageError
from plancli.terms import Row

if TYPE_CHECKING:
    from plancli.trust.agreement import Agreement
    from plancli.trust.coders import CodedFigure


@command(
    "agree",
    examples=(
        "plancli agree decisions-wang.jsonl decisions-li.jsonl --records targets.jsonl",
        "plancli agree review-wang.xlsx review-li.xlsx --records targets.jsonl --settle settle.xlsx",
        "plancli agree coder-1.jsonl coder-2.jsonl -o agreement.csv",
    ),
)
@click.argument("sets", nargs=-1, required=True, metavar="SETS...", type=click.Path(exists=True, dir_okay=False))
@input_option(
    "--records",
    help="The records that the decisions are about: then values are compared, not only what was changed.",
)
@file_option("--settle", help="Write where they differ, to be settled: a workbook (.xlsx), or JSON Lines.")
@writing
def agree(sets: tuple[str, ...], records: str | None, settle: Path | None, writing: Writing) -> int:
    """Say how far several people agree.

    SETS are files of decisions (decisions.jsonl, review.xlsx) or of records (each coder's own), one a coder. For each
    attribute: the share of figures on which they agree, Cohen's kappa and Krippendorff's alpha. kappa and alpha are
    empty where all say the same of everything. The file of --settle, filled in, is one of decisions (--decisions);
    where SETS are records, of decisions about the first.
    """
    from plancli.cli.records import emit_rows
    from plancli.trust.coders import agreements, differing

    if len(sets) < 2:
        raise UsageError("one set agrees with nothing", sets[0], "give the files of two coders or more")
    units = _units(sets, records)
    found = list(agreements(units, len(sets)))
    if not found:
        say("nothing was coded by two · the sets have no figure in common · give sets about the same documents")
    apart = [unit for unit in units if differing(unit)]
    if settle:  # first: whoever reads the table may close the pipe
        _write(apart, sets, settle, writing.lang or "zh")
    emit_rows((_row(one) for one in found), AGREEMENT, [column.name for column in AGREEMENT], writing)
    say(f"{counted(len(units), 'figure')}, {len(apart)} coded differently")
    return 0 if found else 1


def _units(sets: Sequence[str], records: str | None) -> list[CodedFigure]:
    """The figures of all sets.

    Raises:
        UsageError: some sets are decisions, others records.
    """
    from plancli.cli.decisions import read
    from plancli.cli.records import given
    from plancli.records.decisions import holds_decisions
    from plancli.trust.coders import of_decisions, of_records

    decided = [path for path in sets if holds_decisions(Path(path))]
    if decided and len(decided) < len(sets):
        other = next(path for path in sets if path not in decided)
        # a decision says what was changed, a record all that is there: nothing of the two can be compared
        raise UsageError("decisions and records together", other, "give sets of one kind")
    if decided:
        return of_decisions([read((path,)) for path in sets], given([records]) if records else ())
    return of_records([given([path]) for path in sets])


def _row(found: Agreement) -> Row:
    rates = {name: getattr(found, name) for name in ("share", "kappa", "alpha")}
    # four digits: no sample of a few hundred figures supports more
    rounded = {name: None if rate is None else round(rate, 4) for name, rate in rates.items()}
    return {"attribute": found.attribute, "units": found.units, **rounded}


def _write(units: Sequence[CodedFigure], sets: Sequence[str], path: Path, lang: str) -> None:
    from plancli.export import jsonl
    from plancli.export.about import time_of
    from plancli.export.review import settle
    from plancli.run.atomic import opened, replacing

    names = _names(sets)
    if path.suffix.lower() != ".xlsx":
        with opened(path) as stream:
            jsonl.write(_to_settle(units, names), stream)
        return
    with replacing(path) as temporary:
        settle.save(units, names, temporary, lang, time_of(sets))


def _names(sets: Sequence[str]) -> list[str]:
    """What the coders are called: the stems of their files, with a number where two are alike. A list of choices in a
    workbook knows no commas."""
    # a list of choices in a workbook is separated by commas and enclosed in quotes
    stems = [Path(path).stem.replace(",", " ").replace('"', " ") for path in sets]
    # wang/review.xlsx and li/review.xlsx
    return [stem if stems.count(stem) == 1 else f"{stem}~{number}" for number, stem in enumerate(stems, 1)]


def _to_settle(units: Sequence[CodedFigure], names: Sequence[str]) -> Iterator[Row]:
    """A decision for each figure, its verdict still empty, with each coder's answer where they differ."""
    from plancli.trust.coders import differing

    for unit in units:
        apart = differing(unit)
        said = {names[coder]: {name: codes.get(name) for name in apart} for coder, codes in sorted(unit.codes.items())}
        yield {**unit.place, "verdict": None, "changes": {}, "by": None, "at": None, "note": None, "coders": said}

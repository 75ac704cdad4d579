"""`plancli normalize`: expressions → values in base units, comparators, years."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from plancli.cli.command import command
from plancli.cli.options import Writing, writing
from plancli.columns import EXPRESSION
from plancli.errors import UsageError
from plancli.terms import Row


@command(
    "normalize",
    examples=(
        "plancli normalize 2.6万个以上 二百余万元 到2025年",
        "plancli normalize figures.xlsx --column 目标值 -o values.csv",
    ),
)
@click.argument("expressions", nargs=-1, metavar="[EXPRESSIONS]...")
@click.option("--column", metavar="NAME", help="Read this column of the CSV or XLSX file that is named instead.")
@writing
def normalize(expressions: tuple[str, ...], column: str | None, writing: Writing) -> None:
    """Read the numbers, units and times in expressions.

    EXPRESSIONS are arguments, else the lines of standard input, or with --column those of a
    table. A row for each quantity or period found; `line` counts expressions, lines or rows of the table from 1.
    """
    from plancli.cli.output import emit

    emit(_rows(_lines(expressions, column)), EXPRESSION, writing)


def _rows(lines: Iterator[str]) -> Iterator[Row]:
    from plancli.pipeline import normalize as found_in

    for number, line in enumerate(lines, 1):
        for row in found_in(line):
            # a line may hold several figures or none: its number leads back to it
            yield {"line": number, **row}


def _lines(expressions: tuple[str, ...], column: str | None) -> Iterator[str]:
    if column is not None:
        if len(expressions) != 1:
            raise UsageError("--column needs one file", " ".join(expressions), "name a CSV or XLSX file")
        from plancli.read.tables.column import column_of

        return column_of(Path(expressions[0]), column)
    if expressions not in ((), ("-",)):
        return iter(expressions)
    if sys.stdin is None:
        raise UsageError("standard input is closed", "normalize", "give expressions, or a pipe to read from")
    # UTF-8 whatever the locale; a BOM, which spreadsheets write, is no part of the first expression
    return (line.rstrip("\r\n") for line in sys.stdin.buffer.read().decode("utf-8-sig", "replace").splitlines())

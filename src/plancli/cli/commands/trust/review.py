"""`plancli review`: a page or a workbook in which a person checks records."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from plancli.cli.command import command
from plancli.cli.messages import counted, say
from plancli.cli.options import Writing, input_option, reading, writing
from plancli.cli.runs import Tally
from plancli.cli.texts import texts_of
from plancli.errors import UsageError
from plancli.model import Options
from plancli.terms import Row

REVIEW_SUFFIXES = (".html", ".xlsx")


@command(
    "review",
    examples=(
        "plancli review targets.jsonl plans/ -o review.html",
        "plancli review targets.jsonl plans/ -o review.xlsx",
        "plancli review targets.jsonl plans/ --sample 100 --seed 1 -o sample.html",
    ),
)
@click.argument("records", metavar="RECORDS")
@click.argument("files", nargs=-1, required=True, metavar="PATHS...")
@click.option("--sample", type=click.IntRange(1), metavar="N", help="Draw N records, to estimate how many are right.")
@click.option("--seed", type=int, default=1, show_default=True, help="Of the draw; the same seed draws the same.")
@input_option("--decisions", help="Decisions that the page begins with.")
@input_option("--missed", help="Sentences without a record (extract --missed), for the workbook.")
@reading
@writing
def review(
    records: str,
    files: tuple[str, ...],
    sample: int | None,
    seed: int,
    decisions: str | None,
    missed: str | None,
    reading: Options,
    writing: Writing,
) -> int:
    """Make a page or workbook to check records in.

    It shows RECORDS in their documents, doubtful ones first. The page (.html) is one file that works offline; what
    is decided there is saved as decisions.jsonl. That file, or the workbook (.xlsx) as a person saved it, is what
    extract, compare and export take with --decisions.
    """
    from plancli.cli.records import given
    from plancli.export.review import page, workbook
    from plancli.export.review.texts import task_of
    from plancli.run.atomic import replacing

    if writing.output is None or writing.output.suffix.lower() not in REVIEW_SUFFIXES:
        raise UsageError("a review goes into a file", "-o", "give -o review.html, or -o review.xlsx for a workbook")
    # a page merges what it begins with and what is decided in it; a workbook has no program to do so
    if decisions and writing.output.suffix.lower() != ".html":
        hint = "give -o review.html, or apply them first: plancli export RECORDS --decisions FILE"
        raise UsageError("a workbook begins without decisions", f"--decisions {decisions}", hint)
    rows = given([records])
    _check(decisions, rows)
    task = task_of(rows, _drawn(rows, sample, seed))
    tally = Tally()
    # an older page may hold a person's work: it stays until the new one is complete
    with replacing(writing.output) as temporary:
        texts = texts_of(files, reading, task, tally)
        if writing.output.suffix.lower() == ".html":
            page.save(texts, temporary, page.PageStyle(writing.lang or "zh", decisions=_text(decisions)))
        else:
            workbook.save(list(texts), _rows(missed), temporary, writing.lang or "zh")
    return tally.code


def _check(path: str | None, rows: Sequence[Row]) -> None:
    """Report how many decisions belong to documents that the page does not show.

    Raises:
        UsageError: they cannot be read without guessing.
    """
    from plancli.cli.decisions import read
    from plancli.trust.find import bare

    found = read((path,)) if path else []
    shown, ids = {row.get("doc") for row in rows}, {bare(row.get("id")) for row in rows}
    other = [one for one in found if one.doc not in shown and bare(one.id) not in ids]
    if other:
        say(f"{counted(len(other), 'decision', 'is')} of other documents · {path} · {other[0].doc} … · not shown")


def _rows(path: str | None) -> list[Row]:
    """The rows of a file that `extract --missed` wrote."""
    from plancli.records.tables import rows_of

    return [raw.cells for raw in rows_of(Path(path), say)] if path else []


def _drawn(rows: Sequence[Row], number: int | None, seed: int) -> list[Row]:
    from plancli.trust.sample import draw

    return draw(rows, number, seed) if number else []


def _text(path: str | None) -> str:
    """The decisions that a page takes over as they are.

    Raises:
        UsageError: they are in no file that a page saved.
    """
    try:
        return Path(path).read_text(encoding="utf-8-sig") if path else ""
    except UnicodeDecodeError as error:
        raise UsageError("a page begins with decisions.jsonl", str(path), "give what a page saved") from error

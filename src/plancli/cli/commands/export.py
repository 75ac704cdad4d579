"""`plancli export`: records → a file for colleagues."""

from __future__ import annotations

from pathlib import Path

import click

from plancli.cli.command import command
from plancli.cli.decisions import decided, decisions
from plancli.cli.options import Writing, input_option, paths, writing
from plancli.model import Options, Status


@command(
    "export",
    examples=(
        "plancli export targets.jsonl --documents documents.jsonl -o plan.xlsx",
        "plancli extract plans/ | plancli export - --bom --lang zh -o targets.csv",
    ),
)
@paths
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice([*map(str, Status), "all"]),
    help="Only these statements; default: all that the records hold.",
)
@input_option("--documents", help="Document records (extract --documents), for the sheet of documents.")
@decisions
@click.option(
    "--texts",
    multiple=True,
    metavar="PATH",
    help="Documents of the records, for formats that carry them (qdpx); may be repeated.",
)
@writing
def export(
    paths: tuple[str, ...],
    statuses: tuple[str, ...],
    documents: str | None,
    decisions: tuple[str, ...],
    texts: tuple[str, ...],
    writing: Writing,
) -> int:
    """Write records as a workbook, a table or a report.

    PATHS are records of extract (JSONL, CSV or XLSX, also saved by Excel). The suffix of -o says the format.
    """
    from plancli.cli.records import document_records, emit_records, given
    from plancli.cli.runs import Tally
    from plancli.cli.texts import texts_of
    from plancli.export.review.texts import task_of
    from plancli.records.store import stored

    (records,), unsettled = decided([given(paths)], decisions)
    if statuses and "all" not in statuses:
        records = stored(record for record in records if record["status"] in statuses)
    sources = [str(Path(path)) for path in paths if path != "-"]
    tally = Tally()
    carried = list(texts_of(texts, Options(), task_of(records), tally)) if texts else []
    emit_records(records, document_records(documents), writing, sources, carried)
    return (tally.code if texts else 0) or unsettled

"""`plancli verify`: does every record still stand in its file?"""

from __future__ import annotations

import click

from plancli.cli.command import command
from plancli.cli.options import Writing, reading, writing
from plancli.cli.runs import Tally, sources_of
from plancli.columns import DIFFERENCE
from plancli.model import Failure, Options

DIFFERS = 4


@command(
    "verify",
    examples=(
        "plancli verify targets.jsonl plans/",
        "plancli verify targets.jsonl hubei.docx -o differences.csv || echo 'look at differences.csv'",
    ),
)
@click.argument("records", metavar="RECORDS")
@click.argument("files", nargs=-1, required=True, metavar="FILES...")
@reading
@writing
def verify(records: str, files: tuple[str, ...], reading: Options, writing: Writing) -> int:
    """Prove that every record still stands in its file.

    Exit 4, with the list, where a quote or quantity of RECORDS does not stand in FILES where the record says.
    """
    from plancli.cli.output import emit
    from plancli.cli.records import given
    from plancli.evaluate.verify import verify as differences_of
    from plancli.pipeline import read_source
    from plancli.run.serial import run

    tally = Tally()
    documents = []
    for item in run(lambda source: read_source(source, reading), sources_of(files, reading, tally, (writing.output,))):
        if isinstance(item, Failure):
            tally.fail(item)
        else:
            documents.append(item)
    tally.read = len(documents)
    found = list(differences_of(given([records]), documents))
    emit(found, DIFFERENCE, writing)
    return DIFFERS if found else tally.code

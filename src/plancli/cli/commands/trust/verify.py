"""`plancli verify`: is every record what its file says, and is every statement there?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from plancli.cli.command import command
from plancli.cli.decisions import decider_of, tell
from plancli.cli.messages import say
from plancli.cli.options import Writing, deciding, status_option, writing
from plancli.cli.runs import Tally, documents_in, sources_of
from plancli.columns import DIFFERENCE
from plancli.model import Failure, Options
from plancli.terms import Row

if TYPE_CHECKING:
    from plancli.run.discover import Source
    from plancli.trust.decider import Decider

DIFFERS = 4  # exit code: the records were read, and something differs
MISSING = "column "  # so begins a fault of the whole file


@command(
    "verify",
    examples=(
        "plancli verify targets.jsonl plans/",
        "plancli verify targets.jsonl plans/ --decisions decisions.jsonl",
        "plancli verify targets.jsonl hubei.docx -o differences.csv || echo 'look at differences.csv'",
    ),
)
@click.argument("records", metavar="RECORDS")
@click.argument("files", nargs=-1, required=True, metavar="FILES...")
@status_option(help="What must be there whole; default: the statuses that RECORDS hold.")
@deciding
@writing
def verify(records: str, files: tuple[str, ...], statuses: tuple[str, ...], reading: Options, writing: Writing) -> int:
    """Prove that records are what their files say.

    Each record of RECORDS is held against the words of FILES and against what plancli reads there now: place, quote,
    value, unit, comparator, year, indicator, id and the rest. Exit 4, with the list, where one differs, is missing, is
    doubled, or is in no file. A record is missing where RECORDS hold others of its status (--status all: in any case).
    What people decided (--decisions) is no difference.
    """
    from plancli.cli.output import emit
    from plancli.evaluate.verify import verify as differences_of

    tally = Tally()
    sources = sources_of(files, reading, tally, (writing.output,))
    # records that people have changed are held against the text as changed: a decision is no difference
    decider = decider_of(reading.decisions, {source.id for source in sources}, reading.lexicon)
    rows, spoilt = _given(records)
    if spoilt:
        emit(spoilt, DIFFERENCE, writing)
        # a list of all other differences would read as if these records were right
        say("records that cannot be read · the others were not looked at · mend these first")
        return DIFFERS
    found = list(differences_of(rows, _read_again(sources, reading, decider, tally), statuses))
    if not tally.read:
        say("nothing was read · the records were not looked at · give the files they come from")
        return tally.code
    # also where nothing differs: an empty table says that everything was looked at
    emit(found, DIFFERENCE, writing)
    unsettled = tell(decider.finish()) if decider else 0
    return DIFFERS if found else tally.code or unsettled


def _given(path: str) -> tuple[Sequence[Row], list[Row]]:
    """The records, or else, as differences, what of them plancli cannot have written: 吨 is no base unit.

    Raises:
        UsageError: the file holds no records.
    """
    from plancli.cli.records import given
    from plancli.records.load import RecordFaultsError
    from plancli.records.sets import load_sets

    try:
        return load_sets([path], lambda line: say(f"warning · {line}"), doubled=True), []
    except RecordFaultsError as error:
        if error.faults[0].startswith(MISSING):  # columns are missing: no record could be looked at
            return given([path], doubled=True), []
        parts = (("", *line.split(" · ", 2), "", "")[1:4] for line in error.faults)
        empty = dict.fromkeys(("doc", "id", "start"))
        return [], [empty | {"what": what, "record": place, "found": hint} for what, place, hint in parts]


def _read_again(
    sources: Sequence[Source], reading: Options, decider: Decider | None, tally: Tally
) -> Iterator[tuple[str, str, list[Row]]]:
    """Each document with its text and the records that it gives now, as people want them."""
    from plancli.pipeline import records_of

    for item in documents_in(sources, reading):
        if isinstance(item, Failure):
            tally.fail(item)
            continue
        tally.read += 1
        yield item.id, item.text, records_of(item, reading, decider)

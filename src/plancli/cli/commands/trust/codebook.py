"""`plancli codebook`: what the fields, values and rules of some records mean."""

from __future__ import annotations

from pathlib import Path

import click

from plancli.cli.command import command
from plancli.cli.options import file_option
from plancli.errors import UsageError

BOOK_SUFFIXES = (".md", ".docx", ".xlsx")


@command(
    "codebook",
    examples=(
        "plancli codebook targets.jsonl -o codebook.docx",
        "plancli codebook targets.jsonl --lang en -o codebook.md",
    ),
)
@click.argument("records", metavar="RECORDS")
@file_option("-o", "--output", help="Write here: .md, .docx (extra review) or .xlsx; default: Markdown to the pipe.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Language.")
def codebook(records: str, output: Path | None, lang: str) -> None:
    """Explain the fields, values and rules of records.

    Every field, value, rule, doubt and decision of meaning that RECORDS used, with how many records used it and an
    example each: an appendix for a paper.
    """
    from plancli.cli.output import written
    from plancli.cli.records import given
    from plancli.export.about import program, time_of
    from plancli.export.paper import codebook as content
    from plancli.export.paper import write
    from plancli.run.atomic import replacing

    suffix = output.suffix.lower() if output else ".md"
    if suffix not in BOOK_SUFFIXES:
        raise UsageError("no such format of a codebook", f"-o {output}", f"give {', '.join(BOOK_SUFFIXES)}")
    rows = given([records])
    sections = content.codebook(rows, lang)
    title = f"{content.TITLES_OF_BOOK[lang]['book']} · {program()}"
    # the time of the records and not of the clock: the same input gives the same bytes
    front = write.Front(title, content.scope(rows, lang), lang, time_of([records]))
    if output is None or suffix == ".md":
        with written(output) as stream:
            write.as_markdown(sections, front, stream)
        return
    with replacing(output) as temporary:
        if suffix == ".docx":
            write.as_word(sections, front, temporary)
        else:
            write.as_workbook(sections, front, temporary)

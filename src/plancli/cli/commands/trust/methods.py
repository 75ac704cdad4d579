"""`plancli methods`: a paragraph for a paper on how the records were made and checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from plancli.cli.command import command
from plancli.cli.decisions import decisions
from plancli.cli.options import file_option, input_option

LANGUAGES = ("zh", "en")
SETTINGS = {
    "zh": {"lexicon": "自定义词典 {}（SHA-256 {}…）", "about": "文档说明表 {}（SHA-256 {}…）"},
    "en": {
        "lexicon": "a lexicon of our own ({}, SHA-256 {}…)",
        "about": "a table of what is known of the documents ({}, SHA-256 {}…)",
    },
}


@command(
    "methods",
    examples=(
        "plancli methods targets.jsonl --documents documents.jsonl",
        "plancli methods targets.jsonl --decisions decisions.jsonl --sample 100 --seed 1 --lang en",
    ),
)
@click.argument("records", metavar="RECORDS")
@input_option("--documents", help="Document records (extract --documents).")
@decisions
@click.option("--sample", type=click.IntRange(1), metavar="N", help="The sample of review, to estimate precision.")
@click.option("--seed", type=int, default=1, show_default=True, help="Its seed.")
@input_option("--lexicon", multiple=True, help="The lexicon that extract was given; may be repeated.")
@input_option("--about", help="What extract was given about the files.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="One language; default: both.")
@file_option("-o", "--output", help="Write here (UTF-8; the old file stays until the new one is whole).")
def methods(records: str, documents: str | None, decisions: tuple[str, ...], **how: Any) -> None:
    """Write a paragraph on methods.

    In Chinese and English: the corpus, the version, how the records of RECORDS came about (with --lexicon and --about
    as given to extract), what was reviewed by whom
    (--decisions), the precision of a sample with its interval (--sample N --seed S, as given to review), and how far
    reviewers agree. RECORDS are those that were reviewed, before --decisions changed them.
    """
    from plancli.cli.decisions import read
    from plancli.cli.output import written
    from plancli.cli.records import given
    from plancli.export.about import program, time_of
    from plancli.export.paper.methods import Facts, facts, paragraph
    from plancli.records.tables import rows_of

    # what the reader warns of goes unsaid: only counts and years are taken from these rows
    about = [raw.cells for raw in rows_of(Path(documents), lambda line: None)] if documents else []
    sample = (how["sample"], how["seed"]) if how["sample"] else None
    found = facts(given([records]), about, read(decisions) if decisions else [], sample)
    known = Facts(program=program(), date=f"{time_of([records]):%Y-%m-%d}", **found)
    languages = [lang for lang in LANGUAGES if how["lang"] in (None, lang)]
    with written(how["output"]) as stream:
        told = (replace(known, settings=_settings(how["lexicon"], how["about"], lang)) for lang in languages)
        stream.write("\n\n".join(paragraph(*pair) for pair in zip(told, languages, strict=True)) + "\n")


def _settings(lexicon: Sequence[str], about: str | None, lang: str) -> list[str]:
    """The user's files in words, each with its name and the beginning of its digest, by which it is known again."""
    from hashlib import sha256

    given = [("lexicon", path) for path in lexicon] + ([("about", about)] if about else [])
    # twelve digits tell two versions of a file apart
    digests = (sha256(Path(path).read_bytes()).hexdigest()[:12] for _, path in given)
    return [
        SETTINGS[lang][name].format(Path(path).name, digest)
        for (name, path), digest in zip(given, digests, strict=True)
    ]

"""`plancli lexicon`: the words and rules that plancli knows, and yours."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import Any

import click

from plancli.cli.command import command
from plancli.cli.messages import complain, say
from plancli.cli.options import Writing, writing
from plancli.columns import WORD
from plancli.errors import InputError, PlancliError, UsageError
from plancli.terms import Row

RULES = "rules"
FAULTY = 4  # exit code: the file was read, and something in it is wrong


@command(
    "lexicon",
    examples=(
        "plancli lexicon find 5G基站",
        "plancli lexicon check mine.toml && plancli extract plans/ --lexicon mine.toml",
    ),
)
@click.argument("action", type=click.Choice(["list", "find", "check"]))
@click.argument("words", nargs=-1, metavar="[WORDS|FILES]...")
@writing
def lexicon(action: str, words: tuple[str, ...], writing: Writing) -> int:
    """List, find or check the words that plancli knows.

    \b
    list [indicators|regions|units|rules]   the entries of one kind, or all
    find WORDS                              the entries in which all these words occur
    check FILES                             exit 4 where a lexicon file of yours has a fault
    """
    from plancli.cli.output import emit

    if not words and action != "list":
        raise UsageError("nothing given", f"lexicon {action}", "see plancli lexicon --help")
    if action == "check":
        return _check(words)
    rows = _find(words) if action == "find" else _listed(words)
    # columns that no row fills are left out: regions have codes, rules have none
    emit(rows, [column for column in WORD if any(row.get(column.name) for row in rows)], writing)
    return 0


def _listed(kinds: Sequence[str]) -> list[Row]:
    from plancli.lexicon import browse

    rows: list[Row] = []
    for kind in kinds or (*browse.KINDS, RULES):
        rows += _rules() if kind == RULES else browse.list_entries(kind)
    return rows


def _find(words: Sequence[str]) -> list[Row]:
    from plancli.lexicon import browse
    from plancli.lexicon.roles import roles

    folded = [word.casefold() for word in words]
    own = [row for row in _rules() if all(any(word in cell.casefold() for cell in row.values()) for word in folded)]
    # what a rule does with the word comes first: that is what people usually look for
    return [*(row for word in words for row in roles(word)), *browse.find(words), *own]


def _rules() -> Iterator[Row]:
    """The rules that decide each attribute, in the order in which they are asked, then the other names in `rules`."""
    from plancli.extract import described
    from plancli.lexicon.load import table

    for attribute, name, text in described.rules():
        yield {"kind": "rule", "id": name, "of": attribute, "words": text}
    for attribute, names in table(RULES).items():
        yield from ({"kind": "rule", "id": name, "of": attribute, "words": text} for name, text in names.items())


def _check(files: Sequence[str]) -> int:
    """Report every fault in the user's files: file, line, column and what to do."""
    from plancli.lexicon import browse

    for path in files:
        if not os.path.lexists(path):
            # asked before any file is checked, so that the exit code tells the two apart
            raise InputError("no such file", path, "check the path")
    faults: list[dict[str, Any]] = browse.check(files)
    for fault in faults:
        place = f"{fault['file']}:{fault['line']}:{fault['column']}"
        complain(str(PlancliError(fault["what"], place, fault["hint"])))
    if not faults:
        say(f"no faults · {', '.join(files)}")
    return FAULTY if faults else 0

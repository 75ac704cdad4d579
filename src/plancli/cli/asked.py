"""Everything that a call names must exist: files of options, places and indicators."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

import click

from plancli.errors import UsageError
from plancli.model import Options

if TYPE_CHECKING:
    from plancli.compare.select import Choice

NAMES = "see plancli lexicon find"


def existing(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
    """The path, or all paths, that an option names.

    Args:
        context: click hands it to every callback.
        parameter: the option, which the message names.
        value: what the person gave: one path, several, or None.

    Raises:
        UsageError: no such file; the exit code is that of every wrong option, while an argument that is missing is an
            input that cannot be read.
    """
    paths = value if isinstance(value, tuple) else (value,)
    for path in filter(None, paths):
        # a broken link is there, and says more when it is opened
        if not os.path.lexists(path):
            raise UsageError("no such file", f"{parameter.opts[0]} {path}", "check the path")
    return value


def options_of(**given: Any) -> Options:
    """Options of reading whose place exists.

    Raises:
        UsageError: `--region` names no place of the lexicon, nor of the user's own.
    """
    reading = Options(**given)
    if reading.region:
        from plancli.lexicon.lexicon import lexicon_of

        with lexicon_of(reading.lexicon).in_force():
            _check_place(reading.region)
    return reading


def _check_place(name: str) -> None:
    from plancli.lexicon.regions import by_code
    from plancli.read.metadata.about import place_of

    if place_of({"region": name}) is None and by_code(name) is None:
        raise UsageError("no such region, or several", f"--region {name}", f"{NAMES}, or write 湖北省武汉市")


def check(records: Collection[Mapping[str, Any]], choice: Choice) -> None:
    """Why a selection is empty: does anything at all have what was asked for?

    Raises:
        UsageError: an indicator, region or topic that neither the records nor the lexicon know.
    """
    from plancli.compare.select import Choice, wanted
    from plancli.lexicon import browse

    statuses = tuple({str(row["status"]) for row in records})
    for option, name in (("--indicator", "indicators"), ("--region", "regions"), ("--topic", "topics")):
        for asked in getattr(choice, name):
            if any(wanted(row, Choice(statuses=statuses, **{name: (asked,)})) for row in records):
                continue
            # nothing in these records, and nothing in the lexicon: a typo rather than a finding
            if not browse.find([asked]):
                raise UsageError(f"no such {option[2:]}", f"{option} {asked}", NAMES)

"""The options that mean the same everywhere. A bundle of them reaches a command as one frozen value."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

import click

from plancli.cli.asked import existing, options_of
from plancli.cli.command import Function
from plancli.cli.decisions import decisions
from plancli.errors import UsageError
from plancli.formats import FORMATS
from plancli.model import Status

Decorator = Callable[[Function], Function]
"""What `click.option` returns: it takes a command's function and gives one that knows the option."""

FORMS = (*FORMATS, "table")


@dataclass(frozen=True, slots=True)
class Writing:
    """Where and how results are written. `format` None: by the suffix of `output`, the terminal or the pipe."""

    output: Path | None = None
    format: str | None = None
    lang: str | None = None
    bom: bool = False
    csv_raw: bool = False


@dataclass(frozen=True, slots=True)
class Lists:
    """What a run of `extract` writes besides records: errors, document records, missed sentences, what it keeps.

    `shard` is the part of the files that this run reads: which one, counted from 1, of how many.
    """

    errors: Path | None = None
    documents: Path | None = None
    missed: Path | None = None
    resume: bool = False
    cache: Path | None = None
    cluster: str | None = None
    shard: tuple[int, int] = (1, 1)


def bundle(into: Callable[..., Any], name: str, *options: Decorator) -> Decorator:
    """Give a command `options`; it receives their values as the one argument `name`, made by `into`."""

    def decorate(function: Function) -> Function:
        # options that inner decorators have added so far: they are not of this bundle
        inner = list(getattr(function, "__click_params__", []))

        @wraps(function)
        def gather(**given: Any) -> Any:
            return function(**{name: into(**{key: given.pop(key) for key in keys})}, **given)

        gather.__dict__["__click_params__"] = list(inner)
        for option in reversed(options):  # decorators work from the inside out: help lists them as written
            gather = option(gather)  # type: ignore[assignment]
        keys = [str(parameter.name) for parameter in gather.__dict__["__click_params__"][len(inner) :]]
        return gather

    return decorate


def _all_of(context: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(Status) if "all" in value else tuple(dict.fromkeys(value))


def _pairs(context: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    pairs = tuple(tuple(part.strip() for part in item.split("=", 1)) for item in value)
    if any(len(pair) != 2 or not all(pair) for pair in pairs):
        raise UsageError("not NAME=FIELD", f"--map {value[0]}", "write for instance --map province=region")
    return pairs  # type: ignore[return-value]


def _path(context: click.Context, parameter: click.Parameter, value: str | None) -> Path | None:
    if value in (None, "-"):
        return None
    from plancli.run.atomic import check_writable

    # before any work: nobody should wait an hour, or read warnings, only to learn that the folder does not exist
    check_writable(Path(str(value)))
    return Path(str(value))


def _shard(context: click.Context, parameter: click.Parameter, value: str | None) -> tuple[int, int]:
    if value is None:
        return 1, 1
    number, _, total = value.partition("/")
    # isdigit alone lets ² pass, which int refuses
    if not (number.isascii() and total.isascii() and number.isdigit() and total.isdigit()):
        raise UsageError("not I/N", f"--shard {value}", "write for instance --shard 1/8")
    if not 1 <= int(number) <= int(total):
        count = int(total)
        hint = f"the first of {count} is 1/{count}, the last {count}/{count}" if count else "write for instance 1/8"
        raise UsageError("no such part", f"--shard {value}", hint)
    return int(number), int(total)


def file_option(*names: str, help: str) -> Decorator:
    """An option that names a file to be written; `-` and nothing are None.

    Args:
        help: the line that `--help` prints.
    """
    return click.option(*names, metavar="FILE", callback=_path, help=help)


def input_option(*names: str, help: str, multiple: bool = False) -> Decorator:
    """An option that names a file which is there.

    Args:
        help: as of `file_option`.
        multiple: whether it may be given again for another file.
    """
    there = click.Path(exists=True, dir_okay=False)
    return click.option(*names, metavar="FILE", type=there, multiple=multiple, help=help)


def _in_order(context: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """The order in which a shell lists files must not change a byte of what is written."""
    return tuple(sorted(value, key=os.fsencode))  # bytes: names that are no UTF-8 have an order too


paths = click.argument("paths", nargs=-1, required=True, metavar="PATHS...", callback=_in_order)


def status_option(*default: str, help: str) -> Decorator:
    """`--status`, which may be repeated, as `statuses`; `all` is every one.

    Args:
        default: the statuses where it is not given; none: an empty tuple.
        help: as of `file_option`.
    """
    return click.option(
        "--status",
        "statuses",
        multiple=True,
        default=default,
        show_default=bool(default),
        callback=_all_of,
        type=click.Choice([*map(str, Status), "all"]),
        help=help,
    )


statuses = status_option("target", help="Which statements; may be repeated.")

writing = bundle(
    Writing,
    "writing",
    file_option("-o", "--output", help="Write here (UTF-8; the old file stays until the new one is whole)."),
    click.option(
        "-f",
        "--format",
        type=click.Choice(FORMS),
        help="Default: by the suffix of -o; else table, in a pipe jsonl.",
    ),
    click.option("--lang", type=click.Choice(["zh", "en"]), help="Headers for people; JSON keys never change."),
    click.option("--bom", is_flag=True, help="Begin CSV so that Excel opens it by double click."),
    click.option("--csv-raw", is_flag=True, help="Leave CSV cells that begin like a formula as they are."),
)

# Of the user's own words; also where no document is read (lexicon, compare, normalize).
lexicons = click.option(
    "--lexicon",
    multiple=True,
    metavar="FILE",
    callback=existing,
    help="Your own units or indicators (TOML); may be repeated.",
)

READING = (
    click.option("--encoding", help="Encoding of the text; default: found by itself."),
    click.option("--text-column", metavar="NAME", help="The column that holds the text, in a table of documents."),
    click.option(
        "--map", "mapping", multiple=True, metavar="NAME=FIELD", callback=_pairs, help="Column NAME holds FIELD."
    ),
    click.option("--region", metavar="PLACE", help="The region of these documents, against what they say."),
    click.option(
        "--about", metavar="FILE", callback=existing, help="What you know of the files (CSV, XLSX), a row for each."
    ),
    lexicons,
    click.option(
        "-j", "--jobs", type=click.IntRange(0), default=1, show_default=True, help="Worker processes; 0: one per core."
    ),
    click.option("--follow", is_flag=True, help="Follow links that lead out of the folder."),
    click.option("--ocr", is_flag=True, help="Read scanned pages (extra ocr)."),
)
reading = bundle(options_of, "reading", *READING)
# Where records come out, people may have decided about them.
deciding = bundle(options_of, "reading", *READING, decisions)

lists = bundle(
    Lists,
    "lists",
    file_option("--errors", help="Write what failed, as JSONL."),
    file_option("--documents", help="Write a record of each document."),
    file_option("--missed", help="Write sentences with a number and a word of purpose that gave no record."),
    click.option(
        "--resume",
        is_flag=True,
        help="Keep what is found, and read only files that are new or have changed since; goes on where a run was "
        "stopped.",
    ),
    click.option(
        "--cache",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="--resume, with what is found kept in DIR; default: the user's cache folder (~/.cache/plancli). "
        "At most 2 GB; may be deleted.",
    ),
    click.option(
        "--cluster",
        metavar="ADDRESS|local",
        help="Work on a dask cluster: HOST:PORT of its scheduler, or local: one on this machine, of -j workers, else "
        "one per core (extra cluster).",
    ),
    click.option(
        "--shard",
        metavar="I/N",
        callback=_shard,
        help="Read only every N-th file, from the I-th on; join parts by cat.",
    ),
)

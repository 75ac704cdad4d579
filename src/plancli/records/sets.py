"""Several files and folders of records → one set, in which a document id means one document."""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from pathlib import Path
from typing import Any

from plancli.errors import InputError, UsageError
from plancli.formats import suffixes_in_folders
from plancli.hashes import repeated
from plancli.records.load import each_record, without_collection
from plancli.records.raw import Warn
from plancli.records.store import Store
from plancli.records.take import Take
from plancli.terms import Row

STANDARD_INPUT = "-"
NOWHERE = -1  # of a record made by hand, which counts each time; no hash is -1
# What makes a record the same one in two files.
SAID = ("doc", "start", "end", "indicator", "kind", "comparator", "value", "value_max", "year", "status")
RENAME = "read both documents in one run of plancli extract, or rename one"


def load_sets(
    paths: Sequence[Path | str],
    warn: Warn = lambda line: None,
    doubled: bool = False,
    take: Take | None = None,
) -> Sequence[Row]:
    """The records of `paths`, each once, or as often as it occurs (`doubled`), in the order of the paths.

    Many records are not held in memory (`store`).

    Args:
        paths: files, folders (all files of records in them, by name) and `-` for standard input.
        warn: gets one line for each thing that a person should know of.
        take: which records to keep, and what of them; None keeps all.

    Raises:
        InputError: a file cannot be read, or a folder holds no records.
        OutputError: the folder of temporary files is full.
        UsageError: cells are faulty, or one id stands for two documents.
    """
    found, places = Store(), array("q")
    regions: dict[str, tuple[str, set[str]]] = {}
    sources: list[tuple[int, str]] = []  # how many records come before each
    with without_collection():
        for source, records in _sources(paths, warn, take):
            sources.append((len(found), source))
            said: dict[str, set[str]] = {}
            for record in records:
                region = record.get("region_code") or record.get("region")
                said.setdefault(record["doc"], set()).update([region] if region else [])
                found.append(record)
                places.append(NOWHERE if record["start"] is None else hash(_place(record)))
            _one_document_each(source, said, regions)
        return found.without(_again(found, places, sources, doubled))


def _sources(paths: Iterable[Path | str], warn: Warn, take: Take | None) -> Iterator[tuple[str, Iterator[Row]]]:
    for path in paths:
        if str(path) == STANDARD_INPUT:
            if sys.stdin is None:  # as under pythonw or a closed descriptor
                raise InputError("standard input is closed", "-", "give a file, or a pipe to read from")
            yield "standard input", each_record(sys.stdin, warn, take)
            continue
        for file in _files(Path(path)):
            yield str(file), each_record(file, warn, take)


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    known = suffixes_in_folders()
    found = (file for file in path.rglob("*") if file.suffix.lower() in known and file.is_file())
    files = sorted(file for file in found if not _is_hidden(file))
    if not files:
        raise InputError("no files of records in this folder", str(path), "run plancli extract on it first")
    return files


def _is_hidden(file: Path) -> bool:
    """Lock files of Excel (~$) and hidden files are no records."""
    return file.name.startswith((".", "~$"))


def _again(
    found: Sequence[Row], places: Sequence[int], sources: Sequence[tuple[int, str]], doubled: bool
) -> Container[int]:
    """The numbers of the records that say what one before them says; none where they are to be left (`doubled`).

    Raises:
        UsageError: two texts are in one place of a document.
    """
    twice = repeated(places) - {NOWHERE}
    texts: dict[tuple[Any, ...], str] = {}
    said: set[tuple[Any, ...]] = set()
    again: set[int] = set()
    for number in (number for number, place in enumerate(places) if place in twice):
        record = found[number]
        if (known := texts.setdefault(_place(record), record["text"])) != record["text"]:
            source = sources[bisect_right(sources, number, key=itemgetter(0)) - 1][1]
            what = f"{record['doc']}: {known} and {record['text']} in one place ({source})"
            raise UsageError("two documents with one id", what, RENAME)
        # of the same statement in two files the first is kept
        if (statement := tuple(map(record.get, SAID))) in said:
            again.add(number)
        said.add(statement)
    return () if doubled else again


def _place(record: Row) -> tuple[Any, ...]:
    return record["doc"], record["start"], record["end"]


def _one_document_each(source: str, found: Mapping[str, set[str]], regions: dict[str, tuple[str, set[str]]]) -> None:
    """A document is about its own region in whatever file it is; without one in common, there are two.

    Args:
        found: document → its regions in `source`.
        regions: document → the source before in which it was, and its regions there.
    """
    for doc, places in found.items():
        before, known = regions.setdefault(doc, (source, set()))
        if known and places and not known & places:  # a file may lack regions: then nothing contradicts it
            what = f"{doc}: {_listed(known)} in {before}, {_listed(places)} in {source}"
            raise UsageError("two documents with one id", what, RENAME)
        known |= places


def _listed(places: set[str]) -> str:
    return " ".join(sorted(places))

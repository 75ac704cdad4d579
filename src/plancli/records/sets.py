"""Several files and folders of records → one set, in which a document id means one document."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from plancli.errors import InputError, UsageError
from plancli.formats import suffixes_in_folders
from plancli.records.load import load_records
from plancli.records.raw import Warn
from plancli.records.take import Take
from plancli.terms import Row

STANDARD_INPUT = "-"
RENAME = "read both documents in one run of plancli extract, or rename one"


def load_sets(
    paths: Sequence[Path | str],
    warn: Warn = lambda line: None,
    doubled: bool = False,
    take: Take | None = None,
) -> list[Row]:
    """The records of `paths`, each once, or as often as it occurs (`doubled`), in the order of the paths.

    Args:
        paths: files, folders (all files of records in them, by name) and `-` for standard input.
        warn: gets one line for each thing that a person should know of.
        take: which records to keep, and what of them; None keeps all.

    Raises:
        InputError: a file cannot be read, or a folder holds no records.
        UsageError: cells are faulty, or one id stands for two documents.
    """
    kept: dict[tuple[Any, ...], Row] = {}
    regions: dict[str, tuple[str, set[str]]] = {}
    texts: dict[tuple[Any, ...], str] = {}
    for source, records in _sources(paths, warn, take):
        _one_document_each(source, records, regions)
        for record in records:
            _one_text_each(source, record, texts)
            # Of the same statement in two files the first is kept; with `doubled` each has a key of its own.
            kept.setdefault((len(kept),) if doubled else _statement(record, len(kept)), record)
    return list(kept.values())


def _sources(paths: Iterable[Path | str], warn: Warn, take: Take | None) -> Iterator[tuple[str, list[Row]]]:
    for path in paths:
        if str(path) == STANDARD_INPUT:
            if sys.stdin is None:  # as under pythonw or a closed descriptor
                raise InputError("standard input is closed", "-", "give a file, or a pipe to read from")
            yield "standard input", load_records(sys.stdin, warn, take)
            continue
        for file in _files(Path(path)):
            yield str(file), load_records(file, warn, take)


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


def _statement(record: Row, number: int) -> tuple[Any, ...]:
    """What makes a record the same one in two files; one made by hand, without a place, counts each time."""
    said = ("doc", "start", "end", "indicator", "kind", "comparator", "value", "value_max", "year", "status")
    return (*map(record.get, said), number if record["start"] is None else None)


def _one_text_each(source: str, record: Row, texts: dict[tuple[Any, ...], str]) -> None:
    """Two texts in one place of a document are two documents."""
    place = (record["doc"], record["start"], record["end"])
    known = texts.setdefault(place, record["text"])
    if record["start"] is not None and known != record["text"]:
        what = f"{record['doc']}: {known} and {record['text']} in one place ({source})"
        raise UsageError("two documents with one id", what, RENAME)


def _one_document_each(source: str, records: Sequence[Row], regions: dict[str, tuple[str, set[str]]]) -> None:
    """A document is about its own region in whatever file it is; without one in common, there are two."""
    found: dict[str, set[str]] = {}
    for record in records:
        region = record.get("region_code") or record.get("region")
        found.setdefault(record["doc"], set()).update([region] if region else [])
    for doc, places in found.items():
        before, known = regions.setdefault(doc, (source, set()))
        if known and places and not known & places:  # a file may lack regions: then nothing contradicts it
            what = f"{doc}: {_listed(known)} in {before}, {_listed(places)} in {source}"
            raise UsageError("two documents with one id", what, RENAME)
        known |= places


def _listed(places: set[str]) -> str:
    return " ".join(sorted(places))

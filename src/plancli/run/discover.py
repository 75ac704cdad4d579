"""Paths as given → the files to read, in an order that depends on nothing but their names."""

from __future__ import annotations

import os
import stat
import sys
from bisect import bisect_left
from collections.abc import Collection, Container, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

from plancli.errors import InputError
from plancli.model import Failure
from plancli.read.files import is_litter, label, load
from plancli.run.names import Names, alike, in_order, unique

STDIN = "-"
# formats in which one document is kept side by side, the one that says most of tables and pages first
SAME = (".docx", ".odt", ".pdf", ".doc", ".wps", ".rtf", ".md", ".txt")
# What a folder holds that can be thrown away, by the specification of cache directories.
# The convention of cache folders (bford.info/cachedir): programs that copy or search leave them out.
CACHE_TAG, CACHE_MARK = "CACHEDIR.TAG", b"Signature: 8a477f597d28d172789f06886806bc55"
PIPES = ("/dev/fd/", "/proc/self/fd/", "/dev/stdin")
# Folder and name of a path; asked twice in a row, the same texts: who keeps a name keeps no second one.
split = lru_cache(maxsize=1)(os.path.split)


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read.

    `id` is what its document is called; `named`: the user gave it, no folder did; `data` are the bytes of
    what can be read only once and only here (standard input, `<(command)`); `instead` is another file of the same
    document, read where this one cannot be.
    """

    path: str
    id: str
    named: bool = True
    data: bytes | None = None
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something in a folder that is not read, and why; `litter` is what no one would miss."""

    where: str
    why: str
    litter: bool = False


Discovered = Source | Skipped | Failure


def bytes_of(source: Source) -> bytes | None:
    """What `source` holds now; None where it cannot be read."""
    try:
        return load(Path(source.path)) if source.data is None else source.data
    except InputError:
        return None


def discover(paths: Iterable[str], follow: bool = False) -> list[Discovered]:
    """All files at and below `paths`, as `walk` finds them, with unique ids.

    Args:
        follow: whether symbolic links to folders are followed.
    """
    found = list(walk(paths, follow))
    ids = iter(unique([item.path for item in found if isinstance(item, Source) and not item.id]))
    return [replace(item, id=item.id or next(ids)) if isinstance(item, Source) else item for item in found]


def walk(paths: Iterable[str], follow: bool = False) -> Iterator[Discovered]:
    """All files at and below `paths`, sorted within each folder, each once; without ids, which depend on all of them.

    Links that lead out of their folder are followed only with `follow`; special files, loops and what
    systems leave behind are skipped, what cannot be listed is a failure.
    """
    seen = Seen()
    for path in paths:
        for item in _at(path, follow):
            if isinstance(item, Source) and not seen.first(item.path):
                yield Skipped(label(item.path), "given twice")
            else:
                yield item


def _at(path: str, follow: bool) -> Iterator[Discovered]:
    if path == STDIN:
        yield _stdin()
        return
    try:
        mode = os.stat(path).st_mode
    except OSError as error:
        yield Failure(label(path), *_reason(error))
        return
    if stat.S_ISDIR(mode):
        yield from _below(path, os.path.realpath(path), follow, ())
    elif stat.S_ISREG(mode):
        yield Source(path, "")
    elif stat.S_ISFIFO(mode) and path.startswith(PIPES):  # <(command) of a shell; another pipe might never end
        yield Source(path, "", data=Path(path).read_bytes())
    else:
        yield Failure(label(path), "not a regular file", "give a file, a folder or -")


def _stdin() -> Discovered:
    if sys.stdin is None or sys.stdin.closed:
        return Failure(STDIN, "standard input is closed", "give a file, or a pipe to read from")
    try:
        return Source(STDIN, "stdin", data=sys.stdin.buffer.read())
    except OSError as error:
        return Failure(STDIN, "standard input cannot be read", (error.strerror or str(error)).lower())


def _reason(error: OSError) -> tuple[str, str]:
    if isinstance(error, PermissionError):
        return "no permission to read", "change its permissions"
    if isinstance(error, FileNotFoundError):
        return "no such file or folder", "check the name"
    return (error.strerror or str(error)).lower(), "check the name"


def _below(folder: str, root: str, follow: bool, above: tuple[str, ...]) -> Iterator[Discovered]:
    if _is_cache(folder):
        yield Skipped(label(folder), "a cache", litter=True)
        return
    others: dict[str, os.DirEntry[str]] = {}
    try:
        names = in_order(_children(folder, others))
    except OSError as error:
        yield Failure(label(folder), *_reason(error))
        return
    best = twins(names, {name for name, entry in others.items() if not entry.is_file()})
    instead = {chosen: name for name, chosen in sorted(best.items(), key=lambda pair: _rank(pair[0]), reverse=True)}
    inside = (*above, os.path.realpath(folder))
    for name in map(os.fsdecode, names.drained()):  # a caller that wants a name has it in a path of its own
        path, entry = os.path.join(folder, name), others.get(name)
        why = "" if entry is None else _why_not(entry, root, follow, inside)
        if is_litter(name):
            yield Skipped(label(path), "no document", litter=True)
        elif why:
            yield Skipped(label(path), why)
        elif entry is not None and entry.is_dir():
            yield from _below(path, root, follow, inside)
        elif name in best:
            yield Skipped(label(path), f"the same document as {label(best[name])}")
        else:
            yield Source(path, "", named=False, instead=os.path.join(folder, instead[name]) if name in instead else "")


def _children(folder: str, others: dict[str, os.DirEntry[str]]) -> Iterator[str]:
    """The names in a folder; the entries of those that are no plain files go to `others`."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.is_file(follow_symlinks=False):
                others[entry.name] = entry
            yield entry.name


def twins(names: Collection[str], no_files: Container[str] = ()) -> dict[str, str]:
    """plan.txt beside plan.pdf → plan.pdf: the files of a folder that another one of the same name stands for.

    Args:
        no_files: those of `names` that are folders, or nothing that can be read.
    """
    groups: dict[str, list[str]] = {}
    for name in alike(names, _of_document):
        if _is_same(name) and not is_litter(name) and name not in no_files:
            groups.setdefault(os.path.splitext(name)[0], []).append(name)
    # SAME is ordered by how well a format keeps headings and tables
    chosen = {stem: min(group, key=_rank) for stem, group in groups.items() if len(group) > 1}
    return {name: chosen[stem] for stem, group in groups.items() for name in group if name != chosen.get(stem, name)}


def _is_same(name: str) -> bool:
    return os.path.splitext(name)[1].lower() in SAME


def _of_document(name: str) -> str:
    """What the files of one document have in common; of other files, their whole names."""
    return os.path.splitext(name)[0] if _is_same(name) else name


def _rank(name: str) -> tuple[int, str]:
    return SAME.index(os.path.splitext(name)[1].lower()), name


def _is_cache(folder: str) -> bool:
    """Whether a program says of this folder that it only keeps there what it could make again: ours does (--cache)."""
    try:
        tag = Path(folder, CACHE_TAG)
        return tag.is_file() and tag.read_bytes().startswith(CACHE_MARK)
    except OSError:
        return False


def _why_not(entry: os.DirEntry[str], root: str, follow: bool, above: tuple[str, ...]) -> str:
    """Why `entry` of a folder is not read; empty where it is."""
    if entry.is_symlink():
        real = os.path.realpath(entry.path)
        if not os.path.exists(real):
            return "dangling link"
        if real in above:
            return "link in a loop"
        if not follow and not Path(real).is_relative_to(root):
            return "link out of the folder"
    return "" if entry.is_dir() or entry.is_file() else "no regular file"


class Seen:
    """The names of the files met so far, in order, in each folder in which they really are.

    A folder's files are met in order, so that a name behind the last is new. A set would take ten times as much memory.
    """

    def __init__(self) -> None:
        self._real = cache(os.path.realpath)  # the way to a folder is looked up once, for this run
        self._names: dict[str, Names] = {}
        self._late: set[tuple[str, str]] = set()  # folder and name of what came out of order: a few links

    def first(self, path: str) -> bool:
        """Whether the file at `path` is met for the first time."""
        if os.path.islink(path):  # two names of one file are one file
            path = os.path.realpath(path)
        folder, name = split(path)
        real, raw = self._real(folder), os.fsencode(name)
        names = self._names.setdefault(real, Names())
        if not names or names.raw(len(names) - 1) < raw:
            names.append_raw(raw)
            return True
        place = bisect_left(range(len(names)), raw, key=names.raw)
        if names.raw(place) == raw or (real, name) in self._late:
            return False
        self._late.add((real, name))
        return True

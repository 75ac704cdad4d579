"""What the commands that read documents share: finding the files, and counting what became of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from plancli.cli.messages import complain, counted, detail, say, trace
from plancli.errors import PlancliError, UsageError
from plancli.model import Document, Failure, Options

if TYPE_CHECKING:
    from plancli.run.discover import Skipped, Source
    from plancli.run.files import Files


NAMED = 5  # documents in one line; all of them are in --documents


class NothingReadError(Exception):
    """No input could be read: nothing takes the place of an older output."""


@dataclass(slots=True)
class Tally:
    """What a run met on its way, said in its last line."""

    read: int = 0
    skipped: int = 0
    targets: int = 0
    records: int = 0
    doubtful: int = 0
    failures: list[Failure] = field(default_factory=list)
    undone: list[Failure] = field(default_factory=list)
    unkept: set[str] = field(default_factory=set)
    uncertain: list[str] = field(default_factory=list)
    partial: bool = False
    idle: bool = False

    def add(self, targets: int, records: int, doubtful: int) -> None:
        """Count a document that was read, with what it gave."""
        self.read += 1
        self.targets += targets
        self.records += records
        self.doubtful += doubtful

    def fail(self, failure: Failure) -> None:
        self.failures.append(failure)
        complain(str(PlancliError(failure.what, failure.where, failure.hint)))
        trace(failure.trace)

    @property
    def code(self) -> int:
        if not self.read:
            # of more parts than files some are empty, and rightly so
            return 0 if self.idle and not self.failures else 1
        return 3 if self.failures or self.partial else 0

    def __str__(self) -> str:
        return f"{self.read} read, {self.skipped} skipped, {len(self.failures)} failed, {self._found()}"

    def close_calls(self) -> str:
        """The documents of which most is uncertain, named once more."""
        named = ", ".join(self.uncertain[:NAMED])
        more = f" and {len(self.uncertain) - NAMED:,} more" if len(self.uncertain) > NAMED else ""
        return f"{len(self.uncertain):,} mostly uncertain: {named}{more} · see plancli segment --parts"

    def trust(self) -> str:
        """How many are sure, how many a person should look at."""
        sure = f"{self.records - self.doubtful:,} sure"
        return (
            f"{sure}, {self.doubtful:,} to look at · see plancli review"
            if self.doubtful
            else f"{sure}, none to look at"
        )

    def _found(self) -> str:
        """Records of every status may have been asked for: then both counts are said."""
        of = f" of {counted(self.records, 'record')}" if self.records != self.targets else ""
        return counted(self.targets, "target") + of


def sources_of(paths: tuple[str, ...], reading: Options, tally: Tally, outputs: Sequence[Path | None] = ()) -> Files:
    """The files at and below `paths`; what is skipped is counted and said, what cannot be listed has failed.

    What the run writes itself (`outputs`) is no input of it, even where it is in the folder from an earlier run.

    Raises:
        UsageError: an output is one of the files given, or two outputs are one file.
    """
    from plancli.run.files import Files

    sources = Files(_found(paths, reading.follow, tally, _distinct(outputs)))
    if reading.about:
        from plancli.read.metadata.about import check_files, read_about

        check_files(read_about(reading.about), [source.path for source in sources])
    if not sources and not tally.failures:
        tally.fail(Failure(" ".join(paths), "no document found", "give a file, or a folder that holds one"))
    return sources


def _found(paths: tuple[str, ...], follow: bool, tally: Tally, ours: set[str]) -> Iterator[Source]:
    from plancli.run.discover import Skipped, Source, walk

    for item in walk(paths, follow):
        found = _unless_written(item, ours) if ours and isinstance(item, Source) else item
        if isinstance(found, Source):
            yield found
        elif isinstance(found, Skipped):
            tally.skipped += 1
            # .DS_Store and ~$plan.docx are in every folder that people send: not worth a message
            (detail if found.litter else say)(f"skipped · {found.where} · {found.why}")
        else:
            tally.fail(found)


def documents_in(sources: Iterable[Source], reading: Options) -> Iterator[Document | Failure]:
    """The documents of all files in order, read by as many processes as `reading.jobs` says."""
    from plancli.pipeline import read_source
    from plancli.run import runner

    return runner.run(partial(read_source, options=reading), sources, reading.jobs)


def shard_of(sources: Files, shard: tuple[int, int], tally: Tally) -> Sequence[Source]:
    """Every n-th of `sources`: big and small files are spread over the parts of a run. A part may be empty.

    Args:
        shard: which of how many, from 1.
    """
    number, total = shard
    mine = sources[number - 1 :: total]
    tally.idle = bool(sources) and not mine
    return mine


def _distinct(outputs: Sequence[Path | None]) -> set[str]:
    """The real paths of `outputs`; several may be the same where it is no regular file (/dev/null)."""
    ours: set[str] = set()
    for path in outputs:
        if path is None or (path.exists() and not path.is_file()):  # /dev/null, a pipe
            continue
        real = os.path.realpath(path)
        if real in ours:
            raise UsageError("two outputs are one file", str(path), "give each its own name")
        ours.add(real)
    return ours


def _unless_written(source: Source, ours: set[str]) -> Source | Skipped:
    """`source`, unless this run will write it.

    Raises:
        UsageError: the output is a document that was given, or looks like one.
    """
    from plancli.formats import suffixes
    from plancli.read.sniff import PROMISED
    from plancli.run.discover import Skipped

    # asked first: realpath costs a look at the disk
    alike = source.named or os.path.basename(source.path) in map(os.path.basename, ours)
    if source.data is not None or not alike or os.path.realpath(source.path) not in ours:
        return source
    # what ends as results do may be from an earlier run into the same folder; a plan.txt is a document of the user
    if source.named or os.path.splitext(source.path)[1].lower() in PROMISED.keys() - suffixes().keys():
        raise UsageError("input and output are one file", source.path, "give another name for the output")
    return Skipped(source.path, "written by this run", litter=True)

"""What the commands that read documents share: finding the files, and counting what became of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from plancli.cli.talk import complain, detail, say, trace
from plancli.errors import PlancliError
from plancli.model import Failure, Options

if TYPE_CHECKING:
    from plancli.run.discover import Source


class NothingReadError(Exception):
    """No input could be read: nothing takes the place of an older output."""


@dataclass(slots=True)
class Tally:
    """What a run met on its way, said in its last line."""

    read: int = 0
    skipped: int = 0
    targets: int = 0
    failures: list[Failure] = field(default_factory=list)

    def fail(self, failure: Failure) -> None:
        self.failures.append(failure)
        complain(str(PlancliError(failure.what, failure.where, failure.hint)))
        trace(failure.trace)

    @property
    def code(self) -> int:
        if not self.read:
            return 1
        return 3 if self.failures else 0

    def __str__(self) -> str:
        return f"{self.read} read, {self.skipped} skipped, {len(self.failures)} failed, {self.targets} targets"


def sources_of(paths: tuple[str, ...], reading: Options, tally: Tally) -> list[Source]:
    """The files at and below `paths`; what is skipped is counted and said, what cannot be listed has failed."""
    from plancli.run.discover import Skipped, Source, discover

    sources = []
    for found in discover(paths, reading.follow):
        if isinstance(found, Source):
            sources.append(found)
        elif isinstance(found, Skipped):
            tally.skipped += 1
            (detail if found.litter else say)(f"skipped · {found.where} · {found.why}")
        else:
            tally.fail(found)
    if not sources and not tally.failures:
        tally.fail(Failure(" ".join(paths), "no document found", "give a file, or a folder that holds one"))
    return sources

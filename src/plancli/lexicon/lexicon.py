"""The lexicon as a value: what ships with plancli and what the user's files add to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from plancli.lexicon import regions, scope, units
from plancli.lexicon.indicators import Entry, Index
from plancli.lexicon.regions import Region, Regions
from plancli.lexicon.units import UnitEntry, Units


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Units, regions and indicators: those that ship with plancli, and `own_…` of the user. Never changed.

    Two of them live side by side in one process. The tables are made when they are first needed.
    """

    own_units: tuple[UnitEntry, ...] = ()
    own_regions: tuple[Region, ...] = ()
    own_entries: tuple[Entry, ...] = ()

    def with_files(self, paths: Iterable[Path | str]) -> Lexicon:
        """Another lexicon, which knows what the user's files say as well.

        Raises:
            UsageError: for the first fault in the files, with file, line, column, and the nearest valid key.
        """
        from plancli.lexicon import user  # few runs have files of their own

        with self.in_force():  # what the files build on is this lexicon, whatever the caller reads with
            more = user.read(paths)
        return Lexicon(
            (*self.own_units, *more.units), (*self.own_regions, *more.regions), (*self.own_entries, *more.entries)
        )

    @cached_property
    def units(self) -> Units:
        """Every unit and classifier."""
        return Units(self.own_units) if self.own_units else units.SCOPE.shipped()

    @cached_property
    def regions(self) -> Regions:
        """Every region."""
        return Regions(self.own_regions) if self.own_regions else regions.SCOPE.shipped()

    @cached_property
    def own_indicators(self) -> Index | None:
        """The user's own indicators, which are asked before those of plancli; None where there are none."""
        return Index(self.own_entries) if self.own_entries else None

    @contextmanager
    def in_force(self) -> Iterator[None]:
        """Make the functions of `lexicon` answer from this lexicon for the block, in this thread only."""
        # None where the user adds nothing: the shipped tables are built once for the whole process
        with scope.in_force(self if self.own_units or self.own_regions or self.own_entries else None):
            yield


SHIPPED = Lexicon()


def lexicon_of(paths: tuple[str, ...]) -> Lexicon:
    """The lexicon with the user's files `paths`; read again only where a file has changed since.

    Raises:
        UsageError: see `Lexicon.with_files`.
    """
    return _with_files(paths, tuple(map(_state, paths))) if paths else SHIPPED


@lru_cache(maxsize=16)
def _with_files(paths: tuple[str, ...], states: tuple[tuple[int, int], ...]) -> Lexicon:
    return SHIPPED.with_files(paths)


def _state(path: str) -> tuple[int, int]:
    """Time and size of a file; what is no file has neither, and reading it will say so."""
    try:
        status = Path(path).stat()
    except OSError:
        return 0, 0
    return status.st_mtime_ns, status.st_size

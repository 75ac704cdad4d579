"""All that the results of a run follow from besides its files, as one text: another text, other results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from plancli.model import Options
from plancli.run.identity import libraries, programs, source_digest


def settings_of(options: Options, statuses: Sequence[str]) -> str:
    """Version and content of the program and its libraries, options, and the content of the user's own files."""
    # How many processes work, and under which path a file of the user is found, changes no result. What the files hold
    # does: their digests follow.
    plain = replace(options, jobs=1, follow=False, lexicon=(), decisions=(), about=None)
    known = (*libraries(), *programs(), source_digest())
    return "\n".join((*known, repr(plain), repr(sorted(statuses)), *map(_digest, own_files(options))))


def own_files(options: Options) -> tuple[str, ...]:
    """The files besides documents that a run reads: lexicons, decisions, what the user knows."""
    return (*options.lexicon, *options.decisions, *([options.about] if options.about else []))


def _digest(path: str) -> str:
    """The hash of a file; of nothing where it cannot be read: the code that needs it will say so."""
    try:
        return sha256(Path(path).read_bytes()).hexdigest()
    except OSError:
        return "-"

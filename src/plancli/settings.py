"""All that the results of a run follow from besides its files, as one text: another text, other results."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from plancli.model import Options

# What reads, cuts and decodes: another version may read otherwise.
PACKAGES = (
    "plancli", "jieba", "rjieba", "regex", "lxml", "selectolax", "charset-normalizer", "openpyxl", "pypdfium2",
    "pyarrow", "defusedxml",
)  # fmt: skip
PROGRAMS = ("soffice", "libreoffice", "tesseract")


def settings_of(options: Options, statuses: Sequence[str]) -> str:
    """Version and content of the program and its libraries, options, and the content of the user's own files."""
    plain = replace(options, jobs=1, follow=False, lexicon=(), decisions=(), about=None)
    own = [*options.lexicon, *options.decisions, *([options.about] if options.about else [])]
    parts = (*libraries(), source_digest(), repr(plain), repr(sorted(statuses)), *map(_digest, own))
    return "\n".join(parts)


def libraries() -> tuple[str, ...]:
    """Python and the packages and programs that reading depends on, with their versions."""
    python = f"python {sys.version_info[0]}.{sys.version_info[1]}"
    return (python, *(f"{name} {_version(name)}" for name in PACKAGES), *map(_state, PROGRAMS))


def source_digest() -> str:
    """The hash of all modules and word lists of plancli: a checkout may change without changing its version."""
    root = Path(__file__).parent
    digest = sha256()
    for path in sorted(_files(root)):
        digest.update(f"\0{path.relative_to(root).as_posix()}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def _files(root: Path) -> Iterable[Path]:
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name != "__pycache__"]
        yield from (Path(folder, name) for name in names)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "-"


def _state(name: str) -> str:
    """A program is taken for another one where it has moved or was written anew."""
    found = shutil.which(name)
    return f"{name} {found} {os.stat(found).st_mtime_ns}" if found else f"{name} -"


def _digest(path: str) -> str:
    """The hash of a file; of none where it cannot be read: whoever needs it will say so."""
    try:
        return sha256(Path(path).read_bytes()).hexdigest()
    except OSError:
        return "-"

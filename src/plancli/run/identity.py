"""What program this is, down to its libraries: two that differ may read the same text otherwise."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

# What reads, cuts and decodes: another version may read otherwise.
PACKAGES = (
    "plancli", "jieba", "rjieba", "regex", "lxml", "selectolax", "charset-normalizer", "openpyxl", "pypdfium2",
    "pyarrow", "defusedxml", "rapidocr", "onnxruntime", "opencv-python-headless",
)  # fmt: skip
PROGRAMS = ("soffice", "libreoffice", "tesseract")


@cache
def libraries(*more: str) -> tuple[str, ...]:
    """Python and the packages that reading depends on, and those named, each with its version."""
    python = f"python {sys.version_info[0]}.{sys.version_info[1]}"
    return (python, *(f"{name} {_version(name)}" for name in (*PACKAGES, *more)))


def programs() -> tuple[str, ...]:
    """The programs that reading depends on; one is taken for another where it has moved or was written anew."""
    return tuple(map(_state, PROGRAMS))


@cache
def source_digest() -> str:
    """The hash of all modules and word lists of plancli: a checkout may change without changing its version."""
    root = Path(__file__).parents[1]  # the package
    digest = sha256()
    for path in sorted(_files(root)):
        digest.update(f"\0{path.relative_to(root).as_posix()}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def _files(root: Path) -> Iterable[Path]:
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name != "__pycache__"]  # os.walk goes only where this list says
        yield from (Path(folder, name) for name in names)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "-"


def _state(name: str) -> str:
    found = shutil.which(name)
    # an update of the program changes its time
    return f"{name} {found} {os.stat(found).st_mtime_ns}" if found else f"{name} -"

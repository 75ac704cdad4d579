"""What program this is, down to its libraries: two that differ may read the same text otherwise."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

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
    """The programs that reading depends on; one is taken for another where it has moved or was rewritten."""
    return tuple(map(_state, PROGRAMS))


@cache
def source_digest() -> str:
    """The hash of all modules and word lists of plancli: a checkout may change without changing its version."""
    digest = sha256()
    for name, source in _sources(files("plancli"), ""):
        digest.update(f"\0{name}\0".encode() + source.read_bytes())
    return digest.hexdigest()


def _sources(folder: Traversable, place: str) -> Iterator[tuple[str, Traversable]]:
    """Each file of the package by its place in it, in one order; also where the package is in a zip."""
    for source in sorted(folder.iterdir(), key=lambda one: one.name):
        if not source.is_dir():
            yield place + source.name, source
        elif source.name != "__pycache__":
            yield from _sources(source, f"{place}{source.name}/")


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "-"


def _state(name: str) -> str:
    found = shutil.which(name)
    # an update of the program changes its time
    return f"{name} {found} {os.stat(found).st_mtime_ns}" if found else f"{name} -"

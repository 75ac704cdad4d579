"""Open one path safely: regular files only, nothing that blocks, nothing that changed under our hands."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from plancli.errors import InputError

LITTER = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
LARGEST_FILE = 2_000_000_000  # bytes; offsets and buffers of libraries end soon after


def load(path: Path) -> bytes:
    """The bytes of a regular file.

    Raises:
        InputError: no such file, no permission, a folder, a device or pipe, too large, changed while reading.
    """
    where = label(path)
    try:
        # O_NONBLOCK: opening a pipe must not wait for a writer
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        raise InputError(*_why_not(path, error)) from error
    except ValueError as error:  # a NUL in a path
        raise InputError("not a file name", where) from error
    try:
        before = os.fstat(handle)
        _check_kind(before, where)
    except InputError:
        os.close(handle)
        raise
    with os.fdopen(handle, "rb") as file:
        data = _bytes(file, before.st_size, where)
        _check_same(before, os.fstat(file.fileno()), data, where)
    return data


def _bytes(file: BinaryIO, size: int, where: str) -> bytes:
    try:
        return file.read(size + 1)  # asked for more, Python takes that memory at once
    except OSError as error:
        raise InputError("cannot be read", where, str(error.strerror)) from error


def label(path: Path | str) -> str:
    """`path` as people can read and UTF-8 can hold it: names written in GBK are decoded as such."""
    return name_of(os.fsencode(path))


def name_of(raw: bytes) -> str:
    """A name in UTF-8 or GBK; in neither, byte by byte: a name must not keep its file from being read.

    Args:
        raw: the name as the archive holds it.
    """
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "backslashreplace")


def is_litter(path: str) -> bool:
    """Is any part of `path` what systems and programs leave behind (`~$lock.docx`, `.DS_Store`, `__MACOSX`)?"""
    parts = path.replace("\\", "/").split("/")
    return any(part.lower() in LITTER or part.startswith("~$") or _is_hidden(part) for part in parts)


def _is_hidden(part: str) -> bool:
    return part.startswith(".") and part.strip(".") != ""  # "." and ".." are folders


def _why_not(path: Path, error: OSError) -> tuple[str, str, str]:
    where = label(path)
    if isinstance(error, FileNotFoundError):
        return ("dangling link", where, "") if path.is_symlink() else ("no such file", where, "check the path")
    if isinstance(error, PermissionError):
        return "no permission to read", where, "change the file's permissions"
    return "cannot be opened", where, str(error.strerror)


def _check_kind(status: os.stat_result, where: str) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise InputError("is a folder", where, "")
    if not stat.S_ISREG(status.st_mode):
        raise InputError("not a regular file", where, "pipes and devices are not read")
    if status.st_size > LARGEST_FILE:
        raise InputError("too large", where, f"at most {LARGEST_FILE:,} bytes; split the file")


def _check_same(before: os.stat_result, after: os.stat_result, data: bytes, where: str) -> None:
    # a file that grows while it is read gives half a text
    same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    if not same or len(data) != after.st_size:
        raise InputError("changed while reading", where, "run again when nothing writes to it")

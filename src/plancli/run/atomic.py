"""A file appears whole or not at all: written beside its place, then moved there in one step."""

from __future__ import annotations

import errno
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import TextIO

from plancli.errors import OutputError

LITTLE = 1_000_000  # bytes; a disk with less is full
REASONS = {
    errno.ENOSPC: ("no space left", "free some space or write elsewhere"),
    errno.EDQUOT: ("no space left (quota)", "free some space or write elsewhere"),
    errno.EFBIG: ("no space left (limit on the size of files)", "raise the limit (ulimit -f) or write elsewhere"),
    errno.EACCES: ("no permission to write", "choose another folder"),
    errno.EPERM: ("no permission to write", "choose another folder"),
    errno.EROFS: ("read-only folder", "choose another folder"),
    errno.ENOENT: ("no such folder", "make the folder first"),
    errno.ENOTDIR: ("no such folder", "make the folder first"),
    errno.EISDIR: ("is a folder", "give the name of a file"),
    errno.ENAMETOOLONG: ("name too long", "choose a shorter name"),
}


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a new file beside `path`; on leaving without an error it takes the place of `path`.

    Whatever goes wrong, Ctrl-C included, the old file stays as it was and the new one is removed.

    Raises:
        OutputError: the disk is full, the folder is missing or may not be written.
    """
    with _told(path):
        # asked of the link: /dev/stdout leads to a pipe that has no name of its own
        if path.exists() and not path.is_file():
            yield path  # /dev/null, a named pipe: nothing can take their place
            return
        path = path.resolve() if path.is_symlink() else path
        _sweep(path.parent)
        temporary = _beside(path)
        try:  # the name is known before the file is there: no interruption comes between
            _create(temporary, path)
            yield temporary
            _sync(temporary)
            os.replace(temporary, path)
        except OutputError as error:  # the user does not know the temporary name
            where = str(path) if error.where == str(temporary) else error.where
            raise type(error)(error.what, where, error.hint) from error
        finally:
            with suppress(FileNotFoundError):
                temporary.unlink()


@contextmanager
def opened(path: Path) -> Iterator[TextIO]:
    """Yield a UTF-8 text stream with plain line ends that becomes `path` as `replacing` does it."""
    with replacing(path) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as stream:
        yield stream


def check_writable(path: Path) -> None:
    """Raise now what `replacing` would raise when the work is done; nothing at `path` changes.

    Raises:
        OutputError: the folder is missing or may not be written, or `path` is a folder itself.
    """
    with _told(path):
        if path.exists() and not path.is_file() and not path.is_dir():
            return  # /dev/null, a named pipe: to open it could wait for its reader
        path = path.resolve() if path.is_symlink() else path
        temporary = _beside(path)
        try:
            _create(temporary, path)
        finally:
            with suppress(FileNotFoundError):
                temporary.unlink()


def _beside(path: Path) -> Path:
    """A new name in the folder of `path`, by which `_sweep` knows whose it is."""
    return path.with_name(f"{_prefix()}{os.getpid()}-{os.urandom(6).hex()}{path.suffix}")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:  # the reader of a pipe has enough: no fault of the file
        raise
    except OSError as error:
        what, hint = REASONS.get(error.errno or 0, (error.strerror or str(error), ""))
        raise OutputError(what, _full(path) if error.errno == errno.ENOSPC else str(path), hint) from error


def _full(path: Path) -> str:
    """Where there is no space: at `path`, or in the folder for what is kept meanwhile."""
    meanwhile = Path(tempfile.gettempdir())
    with suppress(OSError):
        if shutil.disk_usage(meanwhile).free < LITTLE <= shutil.disk_usage(path.absolute().parent).free:
            return f"{meanwhile} (TMPDIR)"
    return str(path)


def _prefix() -> str:
    """The beginning of temporary names of this machine: whether files of other machines still grow is unknown here."""
    machine = os.uname().nodename if hasattr(os, "uname") else ""
    return f".plancli-{blake2b(machine.encode(), digest_size=4).hexdigest()}-"


def _sweep(folder: Path) -> None:
    """Remove temporary files that a killed process left in `folder`."""
    if os.name != "posix":
        return  # elsewhere, asking whether a process lives would end it
    found = re.compile(re.escape(_prefix()) + r"(\d+)-[0-9a-f]{12}(?:\..*)?")
    with suppress(OSError), os.scandir(folder) as entries:
        for name in [entry.name for entry in entries]:
            match = found.fullmatch(name)
            if match and not _alive(int(match[1])):
                (folder / name).unlink(missing_ok=True)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)  # signal 0 asks only whether the process is there
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):  # a process of another user is alive; a number too large for a process is not ours
        return True
    return True


def _create(temporary: Path, path: Path) -> None:
    """Make the empty file `temporary`, with the permissions of `path` or, where it is new, the ordinary ones."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "is a folder", str(path))
    # 0o666: the umask of the user takes off what it must
    os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
    if path.exists():
        os.chmod(temporary, path.stat().st_mode & 0o777)


def _sync(path: Path) -> None:
    with path.open("rb") as stream:
        os.fsync(stream.fileno())  # else a crash may leave the new name with no content

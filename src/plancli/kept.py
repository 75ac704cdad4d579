"""What is made of data files again and again, kept as Python keeps bytecode: made once, then only loaded.

It is in the `__pycache__` of the package's own folder, else (a package of the system, PYTHONDONTWRITEBYTECODE) in a
cache folder that only this user can write to, where the oldest files go once there are too many. It holds for one
time, size and content of each source and one version of Python, and executes nothing. If anything is wrong with it, it
is made again.
"""

from __future__ import annotations

import marshal
import os
import re
import stat
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any, TypeVar
from zlib import crc32

T = TypeVar("T")
ENDING = ".kept"
LIMIT = 20_000_000  # bytes in the folder of the user: what eight versions of plancli keep
HOUR = 3600.0  # seconds after which nobody is still writing a file
OURS = re.compile(r"[0-9a-f]{8}-.+\.(?:kept|\d+-[0-9a-f]{8})")
DIGITS = 8  # of the checksum before the content: marshal must not be given what was damaged


def kept(name: str, sources: Sequence[Path], make: Callable[[], T]) -> T:
    """What `make` gives, or gave in an earlier run.

    Args:
        name: of what is made; of a file.
        sources: the files that it is made of, that of the code that makes it among them; it is kept beside the first.
        make: gives plain data: dicts, lists, tuples, texts, numbers; anything else is not kept.
    """
    # time and size, as Python itself decides whether a module was changed; content, which may change without them
    stamp = [(str(path), *state(path)) for path in sources]
    found = load(sources[0], name, stamp)
    if found is not None:
        return found  # type: ignore[no-any-return]
    made = make()
    save(sources[0], name, stamp, made)
    return made


def load(source: Path, name: str, stamp: object) -> Any:
    """What was kept in an earlier run; None where there is nothing.

    Args:
        source: beside which it is kept.
        name: under which it is kept.
        stamp: plain data; what was kept with another one does not count.
    """
    for place in _places(_beside(source, name)):
        with suppress(OSError, ValueError, EOFError, TypeError):
            found_stamp, found = _load(place)  # raises where it is no pair
            if found_stamp == stamp:
                return found
    return None


def save(source: Path, name: str, stamp: Any, made: Any) -> None:
    """Keep something for later runs; where that is not possible, nothing is said.

    Args:
        source: as `load` takes it, and so are `name` and `stamp`.
        name: as above.
        stamp: as above.
        made: plain data.
    """
    beside = _beside(source, name)
    with suppress(ValueError):  # marshal refuses anything but plain data
        content = marshal.dumps((stamp, made))
        # who forbids Python to write beside the sources forbids us as well
        places = (place for place in _places(beside) if place != beside or not sys.dont_write_bytecode)
        written = next((place for place in places if _save(place, content)), beside)
        if written != beside:
            _prune(written.parent)


def _beside(source: Path, name: str) -> Path:
    return Path(cache_from_source(str(source.with_name(f"{name}.py")))).with_suffix(ENDING)


def state(path: Path) -> tuple[int, int, int]:
    """Time, size and checksum of a source; of the archive that it is imported from, time and size."""
    on_disk = next(place for place in (path, *path.parents) if place.exists())
    status = on_disk.stat()
    return status.st_mtime_ns, status.st_size, crc32(path.read_bytes()) if on_disk == path else 0


def private_folder() -> Path | None:
    """The cache folder of this user; None where there is none that only this user can write to."""
    from platformdirs import user_cache_path  # most runs find what they need beside the package

    try:
        folder = user_cache_path("plancli", appauthor=False)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.stat()
    except (OSError, RuntimeError):  # the latter: a user without a home, as in containers
        return None
    if not folder.is_absolute():
        return None
    strangers = status.st_mode & (stat.S_IWGRP | stat.S_IWOTH) or status.st_uid != _user()
    return None if strangers or not os.access(folder, os.W_OK) else folder


def _user() -> int:
    return os.getuid() if hasattr(os, "getuid") else 0  # elsewhere, folders of a user are the user's alone


def _places(beside: Path) -> Iterator[Path]:
    """Where it may be kept, best first: beside the sources, then under their path in the user's cache folder."""
    yield beside
    if folder := private_folder():
        yield folder / f"{crc32(str(beside).encode()):08x}-{beside.name}"


def _prune(folder: Path) -> None:
    """Keep the newest files of `folder`, as many as there is room for, and nothing that a killed process left."""
    found = []
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if OURS.fullmatch(entry.name):
                with suppress(OSError):
                    status = entry.stat(follow_symlinks=False)
                    found.append((status.st_mtime, status.st_size, entry.path))
    room = LIMIT
    for written, size, path in sorted(found, reverse=True):
        room -= size
        if room < 0 or (not path.endswith(ENDING) and written < time.time() - HOUR):
            with suppress(OSError):
                os.unlink(path)


def _load(place: Path) -> Any:
    content = place.read_bytes()
    if int(content[:DIGITS], 16) != crc32(rest := memoryview(content)[DIGITS:]):
        raise ValueError
    return marshal.loads(rest)


def _save(place: Path, content: bytes) -> bool:
    """Write `place` whole or not at all, and say whether it is there."""
    # a name of its own: two processes, or two threads of one, may write at once
    temporary = place.with_suffix(f".{os.getpid()}-{os.urandom(4).hex()}")
    try:
        place.parent.mkdir(exist_ok=True)
        with temporary.open("wb") as stream:
            stream.write(b"%08x" % crc32(content))
            stream.write(content)
        os.replace(temporary, place)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
        return False
    return True

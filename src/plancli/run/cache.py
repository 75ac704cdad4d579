"""Results of earlier runs, by what they depend on: a file is read again only where it, or the program, has changed.

A folder of small files, each under the hash of all that its content follows from: bytes and name of the source,
version and settings of the program. It can be thrown away at any time. Two runs may share it: an entry appears whole
or not at all. What is damaged, or was written by another version, is no entry.
"""

from __future__ import annotations

import os
import stat
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from filelock import FileLock, Timeout

from plancli.errors import OutputError
from plancli.patterns import lazy
from plancli.run.atomic import REASONS
from plancli.run.discover import CACHE_MARK, CACHE_TAG

LIMIT = 2_000_000_000  # bytes of all entries
SPARE = 0.9  # of the limit is left where it was passed
DAY = 86_400
MARK = b"plancli cache 1\n"
DIGEST = 16  # bytes of the checksum before each entry
ENTRY = lazy(r"[0-9a-f]{40}(?:\.\d+-[0-9a-f]+)?")
LOCK = ".lock"
ROOM = lazy("[0-9a-f]{2}")
ELSEWHERE = "give another --cache DIR"


@dataclass(slots=True)
class Cache:
    """The folder of results, for one run.

    Args:
        folder: where entries are kept.
        settings: all that results follow from besides the source: version, options, lexicons.
        limit: bytes of all entries; the oldest go where there are more.

    `kept` and `asked` count what was looked up in this process and what of it was there; `damaged` what could not
    be used; `added` the bytes since the folder was last measured.
    """

    folder: Path
    settings: str
    limit: int = LIMIT
    kept: int = 0
    asked: int = 0
    damaged: int = 0
    added: int = 0

    def prepare(self) -> None:
        """Make the folder, which no one else may write to.

        Raises:
            OutputError: it cannot be made, is a link, or is open to others.
        """
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # results are private
            status = os.lstat(self.folder)
            writable = os.access(self.folder, os.W_OK | os.X_OK)
        except FileExistsError as error:
            raise OutputError("is no folder", str(self.folder), ELSEWHERE) from error
        except OSError as error:
            raise OutputError(_reason(error), str(self.folder), ELSEWHERE) from error
        faults = (
            (stat.S_ISLNK(status.st_mode), "is a link"),
            (not stat.S_ISDIR(status.st_mode), "is no folder"),
            (hasattr(os, "geteuid") and status.st_uid != os.geteuid(), "belongs to somebody else"),
            # else anybody could plant results
            (os.name == "posix" and bool(status.st_mode & stat.S_IWOTH), "others may write to it"),
            (not writable, "no permission to write"),
            # the tag would hide them: --cache plans
            (writable and self._holds_others(), "holds other files"),
        )
        for wrong, what in faults:
            if wrong:
                raise OutputError(what, str(self.folder), ELSEWHERE)
        with suppress(OSError), open(self.folder / CACHE_TAG, "xb", opener=_no_link) as file:
            file.write(CACHE_MARK + b"\n# Results that plancli keeps; may be deleted.\n")

    def _holds_others(self) -> bool:
        """Whether this folder has other files in it, and is not marked as a cache."""
        if not self.folder.is_dir() or (self.folder / CACHE_TAG).exists():
            return False
        return any(not ROOM.fullmatch(name) and name != LOCK for name in os.listdir(self.folder))

    def key(self, name: str, data: bytes) -> str:
        """What names the result of the source `name` that holds `data`."""
        digest = blake2b(data, digest_size=20)
        for part in (name, self.settings):
            digest.update(b"\0" + part.encode("utf-8", "surrogatepass"))
        return digest.hexdigest()

    def find(self, key: str) -> bytes | None:
        """The result kept under `key`; None where there is none that can be used."""
        self.asked += 1
        try:
            with open(self._place(key), "rb", opener=_no_link) as file:
                raw, age = file.read(), time.time() - os.fstat(file.fileno()).st_mtime
        except FileNotFoundError:
            return None
        except OSError:
            raw, age = b"", 0.0  # unreadable counts as damaged
        result = _content(raw)
        if result is None:
            self.damaged += 1
            return None
        if age > DAY:  # touched once a day at most: a hit need not write each time
            with suppress(OSError):
                os.utime(self._place(key))  # used lately: others go first
        self.kept += 1
        return result

    def keep(self, key: str, result: bytes) -> str:
        """Keep `result` under `key`; why it could not be kept, or nothing."""
        packed = zlib.compress(result, 1)
        place = self._place(key)
        temporary = place.with_name(f"{key}.{os.getpid()}-{os.urandom(4).hex()}")
        try:
            place.parent.mkdir(mode=0o700, exist_ok=True)
            if place.parent.is_symlink():
                return f"{place.parent} is a link"
            with open(temporary, "xb", opener=_no_link) as file:
                file.write(MARK + _digest(packed) + packed)
            os.replace(temporary, place)
        except OSError as error:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            return _reason(error)
        self.added += len(packed)
        if self.added > self.limit // 16:  # looking through the folder takes time: now and then is enough
            self.prune()
        return ""

    def prune(self) -> None:
        """Remove the entries that were not used for longest, where there are too many bytes. One run at a time does."""
        self.added = 0
        # timeout 0: the second process leaves it to the first
        with suppress(OSError, Timeout), FileLock(self.folder / LOCK, timeout=0):
            entries = sorted(self._entries())
            over = sum(size for _, size, _ in entries) - self.limit
            if over <= 0:
                return
            over += int(self.limit * (1 - SPARE))
            for _, size, path in entries:
                if over <= 0:
                    break
                with suppress(OSError):
                    os.unlink(path)
                over -= size

    def _entries(self) -> Iterator[tuple[float, int, str]]:
        """Time, size and path of each entry; anything else in the folder is not ours."""
        for room in os.scandir(self.folder):
            if not ROOM.fullmatch(room.name) or not room.is_dir(follow_symlinks=False):
                continue
            for entry in os.scandir(room):
                if ENTRY.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                    with suppress(OSError):
                        status = entry.stat(follow_symlinks=False)
                        yield status.st_mtime, status.st_size, entry.path

    def _place(self, key: str) -> Path:
        return self.folder / key[:2] / key


def standard() -> Path:
    """Where this system keeps what can be thrown away."""
    from platformdirs import user_cache_path

    return user_cache_path("plancli", appauthor=False) / "records"


def _content(raw: bytes) -> bytes | None:
    """What an entry holds; None where it is damaged or not of this version."""
    start = len(MARK) + DIGEST
    packed = raw[start:]
    # another version, or a write that was cut
    if not raw.startswith(MARK) or raw[len(MARK) : start] != _digest(packed):
        return None
    try:
        return zlib.decompress(packed)
    except zlib.error:
        return None


def _digest(packed: bytes) -> bytes:
    return blake2b(packed, digest_size=DIGEST).digest()


def _reason(error: OSError) -> str:
    return REASONS.get(error.errno or 0, ((error.strerror or str(error)).lower(), ""))[0]


def _no_link(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o600)  # a link here was planted

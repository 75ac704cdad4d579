"""ZIP and TAR archives, and single files in GZIP: members are read in memory, one at a time; nothing is written.

Names of members are labels. Whatever they say (../, C:\\, /etc), no file of that name is ever touched.
"""

from __future__ import annotations

import io
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from plancli.errors import InputError
from plancli.model import Document, Failure, Options
from plancli.read import from_bytes
from plancli.read.archive.unzip import DAMAGED, DAMAGED_HINT, FREE, LARGEST_MEMBER, RATIO, open_zip, read_member
from plancli.read.files import is_litter, name_of

INSIDE = "!/"
DEEPEST_ARCHIVE = 2  # an archive in an archive
UTF8_NAME = 0x800  # bit 11 of the general purpose flags (APPNOTE 4.4.4): the name is UTF-8


@dataclass(frozen=True, slots=True)
class Member:
    """A member by its label, with its bytes or the reason why there are none."""

    label: str
    data: bytes = b""
    error: InputError | None = None


def read_bytes(data: bytes, name: str, options: Options) -> Iterator[Document | Failure]:
    """The documents of all members; a member that cannot be read is a `Failure`.

    Raises:
        InputError: damaged, encrypted, a bomb, too many members, nested too deep.
    """
    if name.count(INSIDE) >= DEEPEST_ARCHIVE:
        raise InputError("archives nested too deep", name, "unpack the inner ones")
    any_found = False
    try:
        for found in _all(data, name, options):
            any_found = True
            yield found
    except InputError as error:
        if not any_found:
            raise
        yield Failure(error.where, error.what, error.hint)  # what was read so far stays read


def _all(data: bytes, name: str, options: Options) -> Iterator[Document | Failure]:
    total = 0
    for member in _members(data, name, options):
        total += len(member.data)
        if total > options.total_bytes:
            raise InputError("unpacks to too much", name, f"at most {options.total_bytes:,} bytes; unpack it")
        yield from _documents(member, options)


def _documents(member: Member, options: Options) -> Iterator[Document | Failure]:
    try:
        if member.error:
            raise member.error
        yield from from_bytes(member.data, member.label, options)
    except InputError as error:
        yield Failure(error.where or member.label, error.what, error.hint)


def _members(data: bytes, name: str, options: Options) -> Iterator[Member]:
    if data[:2] == b"\x1f\x8b":
        data = _gunzip(data, name, options)
        if data[257:262] != b"ustar":
            yield Member(name + INSIDE + _inner_name(name), data)
            return
    if data[257:262] == b"ustar":  # the magic of POSIX tar, behind the first header's fields
        yield from _of_tar(data, name, options)
    else:
        yield from _of_zip(data, name, options)


def _of_zip(data: bytes, name: str, options: Options) -> Iterator[Member]:
    package = open_zip(data, name, options.members)
    for info in package.infolist():
        path = _zip_name(info)
        label = name + INSIDE + visible(path)
        if info.is_dir() or is_litter(path):
            continue
        try:
            yield Member(label, read_member(package, info, label, LARGEST_MEMBER))
        except InputError as error:
            yield Member(label, error=error)


def _zip_name(info: zipfile.ZipInfo) -> str:
    """Names are in UTF-8 where the member says so, else in what the packer's system used: here UTF-8 or GBK."""
    if info.flag_bits & UTF8_NAME:
        return info.filename
    return name_of(info.filename.encode("cp437", "replace"))


def _of_tar(data: bytes, name: str, options: Options) -> Iterator[Member]:
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:", encoding="utf-8", errors="surrogateescape") as tar:
            for number, info in enumerate(tar, 1):
                if number > options.members:
                    raise InputError("too many members", name, f"at most {options.members:,}; unpack it")
                path = name_of(info.name.encode("utf-8", "surrogateescape"))
                if info.isfile() and not is_litter(path):
                    yield _tar_member(tar, info, name + INSIDE + visible(path))
            _check_end(data, tar.offset, name)
    except (tarfile.TarError, *DAMAGED) as error:
        raise InputError("damaged file", name, DAMAGED_HINT) from error


def _check_end(data: bytes, offset: int, name: str) -> None:
    """The reader stops at a header that it cannot read as it does at the end, which is a block of zeros."""
    block = data[offset : offset + tarfile.BLOCKSIZE]
    if len(block) < tarfile.BLOCKSIZE or any(block):
        raise InputError("damaged file", name, DAMAGED_HINT)


def _tar_member(tar: tarfile.TarFile, info: tarfile.TarInfo, label: str) -> Member:
    if info.size > LARGEST_MEMBER:
        return Member(label, error=InputError("too large", label, f"at most {LARGEST_MEMBER:,} bytes"))
    file = tar.extractfile(info)
    data = file.read() if file else b""
    if len(data) < info.size:
        return Member(label, error=InputError("damaged file", label, DAMAGED_HINT))
    return Member(label, data)


def _gunzip(data: bytes, name: str, options: Options) -> bytes:
    """All of a GZIP file, unless it unpacks to far too much."""
    most = min(max(FREE, RATIO * len(data)), options.total_bytes)  # a bomb unpacks to a thousand times its size
    reader = zlib.decompressobj(wbits=31)  # 31: with the header of GZIP (zlib's own code for it)
    try:
        found = reader.decompress(data, most)
    except zlib.error as error:
        raise InputError("damaged file", name, DAMAGED_HINT) from error
    if reader.unconsumed_tail:
        raise InputError("unpacks to too much", name, f"more than {most:,} bytes; a bomb?")
    if not reader.eof:
        raise InputError("damaged file", name, DAMAGED_HINT)
    return found


def _inner_name(name: str) -> str:
    return name.replace("\\", "/").rsplit("/", 1)[-1].removesuffix(".gz")


def visible(name: str) -> str:
    """`name` without control characters, which could forge lines or colours on a terminal."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in name)

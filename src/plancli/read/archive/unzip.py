"""Open ZIP packages that may be hostile: nothing is written, and sizes are counted, not believed."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator

from plancli.errors import InputError

MOST_MEMBERS = 10_000  # of one archive; what holds more is no collection of documents
RATIO = 200  # unpacked to packed; real office files stay below 60
FREE = 10_000_000  # bytes that a member may unpack to, whatever the ratio
LARGEST_MEMBER = 256_000_000  # bytes
CHUNK = 1 << 20  # bytes unpacked at once, so that a bomb is noticed early
END_RECORD = b"PK\x05\x06"
SIXTEEN_BITS = 0xFFFF  # in which the end record counts members
DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, struct.error, KeyError)
DAMAGED_HINT = "get the file again; it was cut or changed on its way"


def open_zip(data: bytes, name: str, members: int = MOST_MEMBERS) -> zipfile.ZipFile:
    """The directory of a ZIP file.

    Args:
        data: the whole file.
        name: label for messages.
        members: more than this are refused, before the directory is read.

    Raises:
        InputError: damaged, or too many members.
    """
    # The end record has the number of members: a directory of millions is refused before it is parsed (APPNOTE
    # 4.3.16).
    at = data.rfind(END_RECORD)
    said = struct.unpack_from("<H", data, at + 10)[0] if at >= 0 and len(data) >= at + 12 else 0
    if said > members:
        raise InputError("too many members", name, f"at most {members:,}; unpack it and give the folder")
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except (*DAMAGED, NotImplementedError) as error:
        raise InputError("damaged file", name, DAMAGED_HINT) from error
    if len(package.filelist) > members:
        raise InputError("too many members", name, f"at most {members:,}; unpack it and give the folder")
    if len(package.filelist) & SIXTEEN_BITS != said:  # zipfile takes what it can read of a damaged directory
        raise InputError("damaged file", name, DAMAGED_HINT)
    return package


def read_member(package: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, most: int) -> bytes:
    """The bytes of one member, as `pieces_of` reads them.

    Args:
        package: an open archive.
        info: of the member, from its directory.
        name: of the member, for messages.
        most: bytes.
    """
    return b"".join(pieces_of(package, info, name, most))


def pieces_of(package: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, most: int) -> Iterator[bytes]:
    """The bytes of one member, a piece at a time, at most `most` of them.

    Args:
        package: an open archive.
        info: of the member, from its directory.
        name: of the member, for messages.

    Raises:
        InputError: encrypted, damaged, too large, or a bomb; both declared and counted sizes are held against it.
    """
    if info.flag_bits & 1:
        raise InputError("encrypted", name, "remove the password and pack again")
    _check_size(info, info.file_size, name, most)
    size = 0
    try:
        with package.open(info) as member:
            while part := member.read(CHUNK):
                size += len(part)
                _check_size(info, size, name, most)
                yield part
    except NotImplementedError as error:  # how zipfile says that it lacks a method of compression
        raise InputError("unknown compression", name, "pack it as an ordinary ZIP") from error
    except (*DAMAGED, RuntimeError) as error:
        raise InputError("damaged file", name, DAMAGED_HINT) from error


def _check_size(info: zipfile.ZipInfo, size: int, name: str, most: int) -> None:
    if size > most:
        raise InputError("too large", name, f"at most {most:,} bytes unpacked")
    if size > FREE and size > RATIO * max(info.compress_size, 1):
        raise InputError("unpacks to more than 200 times its size", name, "no document does; a bomb?")

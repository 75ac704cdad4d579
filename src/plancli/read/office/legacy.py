""".doc .wps .rtf .xls through LibreOffice, into DOCX or XLSX, which our own readers read.

LibreOffice runs with a profile of its own in a temporary folder, without macros, with a limit on time and
memory, and with a proxy that leads nowhere, so that a linked picture fetches nothing.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace

from plancli.errors import InputError, MissingExtra
from plancli.model import Document, Failure, Options
from plancli.read.plain.character_frequency import commonness
from plancli.read.sandbox.folders import folder
from plancli.read.sandbox.limits import read_apart
from plancli.read.sniff import format_of

PROGRAMS = ("soffice", "libreoffice", "/usr/lib/libreoffice/program/soffice")
MAC = "/Applications/LibreOffice.app/Contents/MacOS/soffice"
DEAD_PROXY = "http://127.0.0.1:9"
SUFFIX = {"doc": "doc", "rtf": "rtf", "wordml": "xml", "xls": "xls"}
FIB = b"\xec\xa5"  # how the main stream of a .doc begins
ENCRYPTED = 0x0100  # fEncrypted of the file information block (MS-DOC 2.5.1)
READABLE = 0.35


def read_bytes(data: bytes, name: str, options: Options) -> Iterator[Document | Failure]:
    """The document of an older office file.

    Raises:
        MissingExtra: LibreOffice is not installed.
        InputError: encrypted, damaged, or LibreOffice takes too long.
    """
    format = format_of(data, name)
    _refuse_encrypted(data, name)
    target = "xlsx" if format == "xls" else "docx"
    converted = _converted(data, name, SUFFIX.get(format, "doc"), target, options)
    if target == "xlsx":
        from plancli.read.tables.sheets import read_bytes as read_sheets

        documents = read_sheets(converted, name, options)
    else:
        documents = iter(read_apart("docx", converted, name, options))
    for found in documents:
        if isinstance(found, Document):
            if commonness(found.text) < READABLE:  # LibreOffice takes any bytes for a text
                raise InputError("damaged file", name, "LibreOffice reads no text in it; save it again as DOCX")
            found = replace(found, found_by=f"LibreOffice, {found.found_by}")
        yield found


def _refuse_encrypted(data: bytes, name: str) -> None:
    """The second byte of the flags of a .doc says whether it is protected by a password."""
    # A compound file has sectors of 512 bytes; the information block of Word begins one (MS-CFB, MS-DOC 2.5.1).
    for start in range(512, min(len(data) - 12, 1 << 20), 512):
        if data.startswith(FIB, start):
            if int.from_bytes(data[start + 10 : start + 12], "little") & ENCRYPTED:
                raise InputError("encrypted", name, "remove the password and save again")
            return


def _converted(data: bytes, name: str, old: str, new: str, options: Options) -> bytes:
    """The bytes of the file in the new format; `old` and `new` are the suffixes of the two."""
    program = _program(name)
    with folder() as place:
        source, profile = place / f"input.{old}", place / "profile"
        source.write_bytes(data)
        arguments = ["--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo", "--nofirststartwizard"]
        settings = [f"-env:UserInstallation={profile.as_uri()}", "--convert-to", new, "--outdir", str(place)]
        _run([program, *arguments, *settings, str(source)], str(place), name, options)
        result = place / f"input.{new}"
        if not result.is_file():
            raise InputError("damaged file", name, "LibreOffice cannot open it; save it again as DOCX")
        return result.read_bytes()


def _program(name: str) -> str:
    candidates = (*PROGRAMS, MAC) if sys.platform == "darwin" else PROGRAMS
    for candidate in candidates:
        if found := shutil.which(candidate):
            return found
    raise MissingExtra("needs LibreOffice", name, "install it (package libreoffice-writer), or save the file as DOCX")


def _run(command: list[str], home: str, name: str, options: Options) -> None:
    """Run to the end or to the limit; what LibreOffice itself starts ends with it."""
    # LibreOffice loads linked pictures: through a proxy that does not exist it reaches no one.
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), DEAD_PROXY)
    # a home of its own: two runs at once would share, and lock, a profile
    environment = os.environ | proxies | {"HOME": home, "TMPDIR": home, "SAL_DISABLE_OPENCL": "1"}
    process = subprocess.Popen(
        command,
        env=environment,
        cwd=home,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    _limit(process.pid, options)
    try:
        process.wait(options.seconds)
    except subprocess.TimeoutExpired as error:
        raise InputError("takes too long", name, f"LibreOffice needs more than {options.seconds:g} s") from error
    finally:
        _end(process)


def _limit(pid: int, options: Options) -> None:
    """Memory and file size, where the system knows such limits."""
    if sys.platform != "linux":
        return
    import resource

    for kind, most in ((resource.RLIMIT_DATA, options.memory), (resource.RLIMIT_FSIZE, options.total_bytes)):
        try:
            # from outside: between fork and exec Python must not run code in threads
            resource.prlimit(pid, kind, (most, most))
        except (ProcessLookupError, PermissionError, ValueError):
            return


def _end(process: subprocess.Popen[bytes]) -> None:
    """End LibreOffice and what it started: the group is ours alone, since it began a session of its own."""
    if process.poll() is None:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)  # soffice starts soffice.bin, which would outlive it
        else:
            process.kill()
        process.wait()

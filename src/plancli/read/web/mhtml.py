"""Web pages saved as one file (.mht, and many a .doc): the page and its frames are read, its pictures are not."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from email import policy
from email.errors import CloseBoundaryNotFoundDefect
from email.message import Message
from email.parser import BytesParser
from itertools import takewhile

from plancli.errors import InputError
from plancli.model import Document, Failure, Options
from plancli.read.archive.unzip import DAMAGED_HINT
from plancli.read.build.concat import concatenated
from plancli.read.web.html import read_bytes as read_page


def read_bytes(data: bytes, name: str, options: Options) -> Iterator[Document | Failure]:
    """The one document of a page saved as MHTML, its frames behind it.

    Raises:
        InputError: there is no page in it, or no policy text on any of them.
    """
    message = BytesParser(policy=policy.compat32).parsebytes(data)
    if _is_cut(message, data):
        raise InputError("damaged file", name, DAMAGED_HINT)
    pages = [_decoded(part, name) for part in message.walk() if part.get_content_type() == "text/html"]
    found: list[Document] = []
    refused: InputError | None = None
    for page in pages:
        if not page.strip():
            continue
        try:
            found.extend(one for one in read_page(page, name, options) if isinstance(one, Document))
        except InputError as error:  # a menu, an advertisement, the frame set itself
            refused = refused or error
    if not found:
        raise refused or InputError("damaged file", name, DAMAGED_HINT)
    yield concatenated(found)


def _is_cut(message: Message, data: bytes) -> bool:
    """Whether the end is missing: the mark that closes the parts, or what some programs write in its place."""
    open_ended = any(isinstance(defect, CloseBoundaryNotFoundDefect) for defect in message.defects)
    return open_ended and not data.rstrip().rsplit(b"\n", 1)[-1].startswith(b"--")


def _decoded(part: Message, name: str) -> bytes:
    """The bytes of a part. Some programs write an end mark that no parser takes for one; it is no base64."""
    if str(part.get("Content-Transfer-Encoding", "")).strip().lower() != "base64":
        page = part.get_payload(decode=True)
        return page if isinstance(page, bytes) else b""
    # what follows the mark is another part
    lines = takewhile(lambda line: not line.startswith("--"), str(part.get_payload()).splitlines())
    try:
        return base64.b64decode("".join("".join(lines).split()), validate=True)
    except ValueError as error:
        raise InputError("damaged file", name, DAMAGED_HINT) from error

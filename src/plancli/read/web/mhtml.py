"""Web pages saved as one file (.mht, and many a .doc): the page in it is read, its pictures are not."""

from __future__ import annotations

from collections.abc import Iterator
from email import policy
from email.parser import BytesParser

from plancli.errors import InputError
from plancli.model import Document, Failure, Options
from plancli.read.archive.unzip import HINT
from plancli.read.web.html import read_bytes as read_page


def read_bytes(data: bytes, name: str, options: Options) -> Iterator[Document | Failure]:
    """The one document of a page saved as MHTML.

    Raises:
        InputError: there is no page in it, or no policy text on the page.
    """
    message = BytesParser(policy=policy.compat32).parsebytes(data)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            if isinstance(page, bytes) and page.strip():
                yield from read_page(page, name, options)
                return
    raise InputError("damaged file", name, HINT)

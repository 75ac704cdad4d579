"""Plain text and Markdown: decoded strictly, line ends untouched."""

from __future__ import annotations

from collections.abc import Iterator

from plancli.model import Document, Failure, Options
from plancli.read.plain.encoding import decode
from plancli.read.plain.hard_wraps import joins_of


def read_bytes(data: bytes, name: str, options: Options) -> Iterator[Document | Failure]:
    """The one document of a text file.

    Raises:
        InputError: no encoding gives a text, or it is no text at all.
    """
    found = decode(data, name, options.encoding)
    del data
    yield Document(id="", text=found.text, encoding=found.encoding, warnings=found.warnings, joins=joins_of(found.text))

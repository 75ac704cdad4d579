"""Mail saved as a file (.eml): its body, and each document that is attached to it."""

from __future__ import annotations

from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from plancli.errors import InputError
from plancli.model import Document, Failure, Options
from plancli.read import from_bytes
from plancli.read.archive.members import DEEPEST_ARCHIVE, INSIDE, visible
from plancli.read.plain.encoding import decode
from plancli.read.plain.hard_wraps import joins_of
from plancli.read.web.html import read_bytes as read_page


def read_bytes(data: bytes, name: str, options: Options) -> Iterator[Document | Failure]:
    """The documents of a mail: what it says, if that is more than a word, and what is attached.

    Raises:
        InputError: nothing is in it, or it is nested too deep.
    """
    if name.count(INSIDE) >= DEEPEST_ARCHIVE:
        raise InputError("archives nested too deep", name, "save the inner ones as files")
    message = BytesParser(policy=policy.default).parsebytes(data)
    found = [*_body(message, name, options), *_attached(message, name, options)]
    if not any(isinstance(one, Document) for one in found):
        first = found[0] if found else Failure(name, "empty", "there is no text in it")
        raise InputError(first.what, first.where, first.hint) if isinstance(first, Failure) else InputError("empty")
    yield from found


def _body(message: EmailMessage, name: str, options: Options) -> Iterator[Document | Failure]:
    part = message.get_body(("html", "plain"))
    data = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(data, bytes) or not data.strip():
        return
    if part.get_content_type() == "text/html":
        try:
            yield from read_page(data, name, options)
        except InputError as error:
            yield Failure(error.where or name, error.what, error.hint)
        return
    text = decode(data, name, options.encoding, part.get_content_charset() or "")
    yield Document(id="", text=text.text, encoding=text.encoding, warnings=text.warnings, joins=joins_of(text.text))


def _attached(message: EmailMessage, name: str, options: Options) -> Iterator[Document | Failure]:
    for number, part in enumerate(message.iter_attachments(), 1):
        data = part.get_payload(decode=True)
        # logos and signatures
        if part.get_content_maintype() in ("image", "audio", "video") or not isinstance(data, bytes):
            continue
        label = name + INSIDE + visible(part.get_filename() or f"attachment {number}")
        try:
            yield from from_bytes(data, label, options)
        except InputError as error:
            yield Failure(error.where or label, error.what, error.hint)

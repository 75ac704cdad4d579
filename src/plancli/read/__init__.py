"""bytes → Document. Offsets are fixed here, for ever.

Every format is one module with one function of one signature::

    def read_bytes(data: bytes, name: str, options: Options) -> Iterator[Document | Failure]

`data` is the whole file, `name` a label for messages (path, or `archive.zip!/member`): never opened. It yields
one document or many (rows, members) and a `Failure` for a part that cannot be used; it raises `InputError` where
nothing can. It sets what it alone knows: text, encoding, pages, paragraphs, joins, tables, warnings, found_by,
columns (what is beside the text: head table of a page, other columns of a row; the input of `head_of`), and
`id` or `source` for a part of a file. All else (id, source, sha256, format, head) is set here, in `from_bytes`.
`sniff.READERS` says which module reads which format; a module is imported when its first file comes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from plancli.errors import InputError
from plancli.model import Document, Failure, Head, Options
from plancli.read.files import label, load
from plancli.read.metadata import identity
from plancli.read.metadata.about import read_about, said_of, told
from plancli.read.metadata.fields import field_of, fields_of_row
from plancli.read.metadata.head import head_of
from plancli.read.plain.content_check import endless, unread
from plancli.read.plain.hard_wraps import joins_of
from plancli.read.sandbox.limits import RISKY, read_apart
from plancli.read.sniff import format_of, notice, reader_of

__all__ = ["documents", "from_bytes", "from_text", "read"]

TABLES = ("xlsx", "xls", "csv", "jsonl", "parquet")  # formats that hold one document a row
EMPTY, EMPTY_HINT = "empty", "there is no text in it"


def documents(path: Path | str, options: Options | None = None) -> Iterator[Document | Failure]:
    """The documents of one file; members or rows that cannot be used come as `Failure`.

    Args:
        path: of a file; `-` and folders are for `plancli extract`.

    Raises:
        InputError: nothing in the file can be used.
    """
    yield from from_bytes(load(Path(path)), label(path), options or Options())


def read(path: Path | str, options: Options | None = None) -> Document:
    """The one document of a file.

    Args:
        path: of a file; `-` and folders are for `plancli extract`.

    Raises:
        InputError: the file cannot be used, or holds more than one document.
    """
    found = list(documents(path, options))
    if len(found) != 1:
        raise InputError(f"{len(found)} documents in one file", label(path), "use documents(), or a folder run")
    if isinstance(found[0], Failure):
        raise InputError(found[0].what, found[0].where, found[0].hint)
    return found[0]


def from_text(text: str, id: str = "text", source: str = "") -> Document:
    """A document made of a string: only its text is known.

    Args:
        id: of the document, as its records will have it.
        source: where the text came from, for people; may be empty.
    """
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    document = Document(id=id, text=text, source=source, sha256=digest, joins=joins_of(text))
    return replace(document, head=_head(document, Options()))


def from_bytes(data: bytes, name: str, options: Options | None = None) -> Iterator[Document | Failure]:
    """The documents of a file's bytes; `name` is its label (standard input: `-`).

    Raises:
        InputError: nothing in it can be used.
    """
    options = options or Options()
    if not data or data.isspace():
        raise InputError(EMPTY, name, EMPTY_HINT)
    format = format_of(data, name)
    read_it = read_apart if format in RISKY else _read_here
    digest, found_in = hashlib.sha256(data).hexdigest(), read_it(format, data, name, options)
    del data  # the bytes of a large file are not needed once it is decoded
    for found in found_in:
        yield found if isinstance(found, Failure) else _finish(found, digest, name, format, options)


def _read_here(format: str, data: bytes, name: str, options: Options) -> Iterator[Document | Failure]:
    try:
        found = reader_of(format, name)(data, name, options)
        del data  # here too
        yield from found
    except RecursionError as error:
        raise InputError("damaged file", name, "it is nested too deep") from error


def _finish(found: Document, digest: str, name: str, format: str, options: Options) -> Document | Failure:
    """`found` with all that does not depend on its format; a member of an archive comes finished already."""
    if found.sha256:
        return found
    if not found.text.strip():
        return Failure(found.source or name, EMPTY, EMPTY_HINT)
    document = replace(
        found,
        id=found.id or PurePosixPath(name.replace("\\", "/")).stem or "text",
        source=found.source or name,
        sha256=digest,
        format=format,
        warnings=(*notice(name, format), *found.warnings, *endless(found.text), *unread(found.text, found.joins)),
    )
    head = _head(document, options)
    doubts: tuple[str, ...] = ()
    if options.about:
        head, doubts = told(head, said_of(read_about(options.about), document.source))
    warnings = (*document.warnings, *(doubts or identity.warnings(head, document.source)))
    return replace(document, head=head, warnings=warnings)


def _head(document: Document, options: Options) -> Head:
    hints = {"file": document.id}
    for name, value in document.columns:
        hints.setdefault(field_of(name), value)  # of two columns of one meaning the first
    if document.format in TABLES:
        hints = fields_of_row(document.columns) | hints
    if options.region:
        hints["region"] = options.region
    if not options.lexicon:
        return head_of(document.text, hints)
    from plancli.lexicon.lexicon import lexicon_of

    with lexicon_of(options.lexicon).in_force():  # a place of the user's may have issued it
        return head_of(document.text, hints)

"""EPUB: the chapters of a book in the order of its spine, each a web page, as one document."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote

from plancli.errors import InputError
from plancli.model import Document, Failure, Options
from plancli.read.archive.unzip import DAMAGED_HINT, read_member
from plancli.read.build.concat import concatenated
from plancli.read.office.ooxml import LARGEST_PART, Package, open_package
from plancli.read.web.html import read_bytes as read_page

CONTAINER = "META-INF/container.xml"
ENCRYPTION = "META-INF/encryption.xml"


def read_bytes(data: bytes, name: str, options: Options) -> Iterator[Document | Failure]:
    """The one document of a book.

    Raises:
        InputError: damaged, locked by its seller, or without text.
    """
    package = open_package(data, name)
    chapters: list[Document] = []
    unread = 0
    for path in _spine(package):
        try:
            info = package.file.getinfo(path)
            page = read_member(package.file, info, name, LARGEST_PART)
            chapters.extend(one for one in read_page(page, name, options) if isinstance(one, Document))
        except (KeyError, InputError):  # a cover, a list of contents
            unread += 1
    if not chapters:
        locked = package.part(ENCRYPTION) is not None
        raise InputError("encrypted" if locked else "empty", name, "no chapter of it holds text that can be read")
    whole = concatenated(chapters)
    said = (f"{unread} chapters without policy text left out",) if unread else ()
    yield replace(whole, warnings=(*whole.warnings, *said), found_by="chapters")


def _spine(package: Package) -> list[str]:
    """The paths of the chapters in reading order."""
    container = package.part(CONTAINER)
    found = container.findall(".//{*}rootfile") if container is not None else []
    path = found[0].get("full-path", "") if found else ""
    book = package.part(path)
    if book is None:
        raise InputError("damaged file", package.name, DAMAGED_HINT)
    places = {item.get("id"): item.get("href", "") for item in book.findall(".//{*}manifest/{*}item")}
    # those outside of the main line (linear="no") are notes and tables of the book
    refs = [item.get("idref") for item in book.findall(".//{*}spine/{*}itemref")]
    folder = posixpath.dirname(path)
    return [posixpath.normpath(posixpath.join(folder, unquote(places[ref]))) for ref in refs if ref in places]

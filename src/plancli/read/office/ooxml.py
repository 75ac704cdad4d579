"""The parts of an office package as XML trees: no DTD, no entities, no network, bounded size."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass

from lxml import etree

from plancli.errors import InputError
from plancli.read.archive.unzip import DAMAGED_HINT, open_zip, read_member

LARGEST_PART = 64_000_000  # bytes of XML
DTD = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
# ISO strict files use other names for the same elements
STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


@dataclass(frozen=True, slots=True)
class Package:
    """An office file; parts are asked for by their path in it."""

    file: zipfile.ZipFile
    name: str

    def part(self, path: str) -> etree._Element | None:
        """The root element of a part, None where there is none.

        Raises:
            InputError: damaged, too large, or with a DTD.
        """
        try:
            info = self.file.getinfo(path)
        except KeyError:
            return None
        return parse(read_member(self.file, info, self.name, LARGEST_PART), self.name)

    def holds(self, folder: str) -> bool:
        """Is there anything in `folder`?"""
        return any(path.startswith(folder) for path in self.file.namelist())


def open_package(data: bytes, name: str) -> Package:
    """The office package in `data`.

    Args:
        name: of the file, for messages.

    Raises:
        InputError: damaged.
    """
    return Package(open_zip(data, name), name)


def parse(data: bytes, name: str) -> etree._Element:
    """XML without any of its dangers.

    Args:
        name: of the part, for messages.

    Raises:
        InputError: a DTD (which no office program writes), or not well-formed.
    """
    if any(mark in data for mark in DTD):
        raise InputError("DTD not allowed", name, "save it again with an office program")
    for strict, usual in STRICT:
        data = data.replace(strict, usual)  # before parsing: names are compared in hundreds of places
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError("damaged file", name, DAMAGED_HINT) from error
    return root

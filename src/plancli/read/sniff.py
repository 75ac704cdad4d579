"""Which format a file has, by content and not by name, and the one table that says which module reads it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from importlib import import_module

from plancli.errors import InputError
from plancli.model import Document, Failure, Options
from plancli.patterns import lazy

Reader = Callable[[bytes, str, Options], Iterator[Document | Failure]]
"""A reader of one format takes the bytes of a file, its name for messages (`folder/file.pdf`, or `book.zip/file.pdf`
inside an archive) and the options of reading. It yields the documents in order, offsets counted in their own decoded
text, and a `Failure` in the place of each part that cannot be read.

Raises:
    InputError: the whole file cannot be read; one line says why and what to do.
"""

# format → module:function, imported when the first such file comes
READERS = {
    "text": "plancli.read.plain.text:read_bytes",
    "html": "plancli.read.web.html:read_bytes",
    "mhtml": "plancli.read.web.mhtml:read_bytes",
    "mail": "plancli.read.web.mail:read_bytes",
    "epub": "plancli.read.web.epub:read_bytes",
    "markdown": "plancli.read.plain.markdown:read_bytes",
    "docx": "plancli.read.office.docx:read_bytes",
    "zip": "plancli.read.archive.members:read_bytes",
    "tar": "plancli.read.archive.members:read_bytes",
    "gzip": "plancli.read.archive.members:read_bytes",
    "pdf": "plancli.read.pdf.reader:read_bytes",
    "xlsx": "plancli.read.tables.sheets:read_bytes",
    "csv": "plancli.read.tables.sheets:read_bytes",
    "jsonl": "plancli.read.tables.sheets:read_bytes",
    "parquet": "plancli.read.tables.sheets:read_bytes",
    "xls": "plancli.read.office.legacy:read_bytes",
    "doc": "plancli.read.office.legacy:read_bytes",
    "rtf": "plancli.read.office.legacy:read_bytes",
    "odt": "plancli.read.office.odt:read_bytes",
    "wordml": "plancli.read.office.legacy:read_bytes",
}

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")

# first bytes → what people call it; none of these is a policy text
FOREIGN = (
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"RIFF", "RIFF"),
    (b"\x7fELF", "ELF program"),
    (b"MZ", "Windows program"),
    (b"\xca\xfe\xba\xbe", "Java class"),
    (b"Rar!", "RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "7z archive"),
    (b"\xfd7zXZ", "XZ archive"),
    (b"BZh", "BZIP2 archive"),
    (b"SQLite format 3", "SQLite database"),
    (b"CAJ", "CAJ article"),
    (b"KDH ", "CAJ article"),
    (b"\x00\x00\x00\x18ftyp", "MP4"),
    (b"\x00\x00\x00\x20ftyp", "MP4"),
    (b"ID3", "MP3"),
    (b"OggS", "OGG"),
    (b"\x00\x01\x00\x00\x00", "font"),
)
# first bytes of data files of statistics programs → whose, and how the program writes its values with their labels
STATA = "in Stata: export delimited using NAME.csv, with value labels; records go to plancli compare and export"
SPSS = "in SPSS: save it as CSV, with value labels"
STATISTICS = (
    (b"<stata_dta>", "Stata", STATA),
    *((bytes((release, order, 1, 0)), "Stata", STATA) for release in range(0x69, 0x75) for order in (1, 2)),
    (b"$FL2@(#)", "SPSS", SPSS),
    (b"$FL3@(#)", "SPSS", SPSS),
)
# these two begin like words, so a text could too: they need bytes that no text has
WORDLIKE = ("BMP", "Windows program", "MP3", "RIFF", "CAJ article", "GIF", "BZIP2 archive", "OGG")

# a part that is in every package of this kind, → format; None: we know it and cannot read it
PACKAGES = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("xl/workbook.bin", "xls"),
    ("ppt/presentation.xml", "slides"),
    ("OFD.xml", "OFD"),
    ("META-INF/container.xml", "epub"),
)
STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "slides"),
    ("WpsDocument", "doc"),
)

# suffix → the format it promises; others promise nothing
PROMISED = {".pdf": "pdf", ".docx": "docx", ".doc": "doc", ".xlsx": "xlsx", ".xls": "xls", ".rtf": "rtf", ".zip": "zip"}
PROMISED |= {".txt": "text", ".html": "html", ".htm": "html", ".epub": "epub", ".odt": "odt", ".eml": "mail"}

MHTML = lazy(r"(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?Content-Type:\s*multipart/related", re.IGNORECASE)
MAIL = lazy(
    r"""
    # a header that opens mails
    (?:Return-Path|Received|From|Date|Subject|MIME-Version|Message-ID|Delivered-To|X-[A-Za-z-]+)[ \t]*:[^\n]*\n
    (?:
        [A-Za-z][A-Za-z0-9-]*[ \t]*:[^\n]*\n  # at least two more headers
        |[ \t][^\n]*\n  # or lines that continue one
    ){2,}
    """,
    re.IGNORECASE | re.VERBOSE,
)
OF_MAIL = lazy(r"^(?:From|To|Message-ID|Content-Type)[ \t]*:", re.IGNORECASE | re.MULTILINE)
# An OpenDocument file that is no ZIP. Nothing is given back once it is passed: many comments have many readings.
FLAT = lazy(r"(?:<!--.*?-->|(?!<!--|<[A-Za-z]).)*+<office:document\b", re.DOTALL)
XML = lazy(r"<\?xml\s[^>]*\?>")
TAG = lazy(
    r"""
    (?:<\?xml[^>]*\?>|<!--.*?-->|\s)*+  # what may come before the first tag
    <(?:!doctype\s+html|html|head|meta|title|body|div|table|tbody|p|span|center
      |script|style|section|article|main|link|font|h[1-6]|ul|br)\b
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)


def format_of(data: bytes, name: str) -> str:
    """The format of `data`: a key of `READERS`. The name only distinguishes kinds of plain text.

    Raises:
        InputError: no text in any format that we know; the message says what it looks like.
    """
    if b"%PDF-" in data[:1024]:  # readers accept it anywhere in the first 1,024 bytes (ISO 32000-1, annex H)
        return "pdf"
    if data.startswith(ZIP):
        return _package(data)
    if data.startswith(OLE):
        return _ole(data, name)
    if data[:4] == b"PAR1":
        return "parquet"
    if data[:2] == b"\x1f\x8b":
        return "gzip"
    if data[257:262] == b"ustar":
        return "tar"
    _refuse_foreign(data, name)
    return _kind_of_text(data, name)


def notice(name: str, format: str) -> tuple[str, ...]:
    """A remark where the name promises another format than the content has."""
    suffix = "." + name.lower().rpartition(".")[2]
    promised = PROMISED.get(suffix, format)
    return () if promised == format else (f"named {suffix}, but its content is {format}: read as such",)


def reader_of(format: str, name: str) -> Reader:
    """The function that reads `format`.

    Args:
        name: of the file, for messages.

    Raises:
        InputError: we know the format and cannot read it.
    """
    if format not in READERS:
        raise InputError(f"cannot read {format}", name, "save it as PDF, DOCX or text")
    module, function = READERS[format].split(":")
    reader: Reader = getattr(import_module(module), function)
    return reader


def _package(data: bytes) -> str:
    """Which kind of ZIP: the parts of an office file are named in its directory."""
    # ODF stores `mimetype` first and uncompressed, right behind the local header of 30 bytes.
    if data.startswith(b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", 30):
        return "xls"  # .ods goes the way of .xls
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        # a damaged directory: names are also in front of each member
        names = {part for part, _ in PACKAGES if part.encode() in data}
    for part, format in PACKAGES:
        if part in names:
            return format
    return "odt" if "mimetype" in names and "content.xml" in names else "zip"


def _ole(data: bytes, name: str) -> str:
    for stream, format in STREAMS:
        if stream.encode("utf-16-le") in data:
            if format == "encrypted":
                raise InputError("encrypted", name, "remove the password and save again")
            return format
    return "doc"


def _refuse_foreign(data: bytes, name: str) -> None:
    for magic, kind in FOREIGN:
        # BM and MZ may begin a text; a NUL byte does not occur in one
        if data.startswith(magic) and (kind not in WORDLIKE or b"\0" in data[:4096]):
            raise InputError(f"not a text file (looks like {kind})", name, "give the document itself")
    for magic, program, hint in STATISTICS:
        if data.startswith(magic):
            raise InputError(f"a data file of {program}, no document", name, hint)


def _kind_of_text(data: bytes, name: str) -> str:
    start = _beginning(data)
    if start[:18].lower() == "[internetshortcut]":
        raise InputError("a link to a page, no document", name, "save the page itself")
    if start.startswith("{\\rtf"):
        return "rtf"
    # pages that Word saves name the program too
    if "<w:wordDocument" in start or ("Word.Document" in start[:500] and start.startswith("<?xml")):
        return "wordml"
    if "<office:document" in start and FLAT.match(start):  # most texts hold no such word
        return "xls" if "opendocument.spreadsheet" in start else "odt"
    if MHTML.match(start):
        return "mhtml"
    # one header that only mails have is enough where the name says what it is
    enough = 1 if name.lower().endswith(".eml") else 2
    if (header := MAIL.match(start)) and len({found.lower() for found in OF_MAIL.findall(header[0])}) >= enough:
        return "mail"
    if TAG.match(start) or (name.lower().endswith((".htm", ".html")) and "</" in start):
        return "html"
    if XML.match(start):
        return "XML"
    if name.lower().endswith((".csv", ".tsv")):
        return "csv"
    if name.lower().endswith((".md", ".markdown")):
        return "markdown"
    return "jsonl" if start.startswith(("{", "[")) and _is_json(start, name) else "text"


def _beginning(data: bytes) -> str:
    """The first characters, good enough to see tags: bytes that are no ASCII do not matter here."""
    head = data[:8192]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"<\0" in head[:64] or b"\0<" in head[:64]:
        head = head.replace(b"\0", b"")  # UTF-16: every other byte of ASCII
    return head.decode("latin-1").lstrip("\ufeffï»¿ÿþ \t\r\n")  # latin-1 decodes any byte, and marks look so in it


def _is_json(start: str, name: str) -> bool:
    key = re.match(r'\[?\s*\{\s*"[^"\n]{1,80}"\s*:', start)  # an object with a name: [1, 2] and (text) are no records
    return key is not None or name.lower().endswith((".jsonl", ".json", ".ndjson"))

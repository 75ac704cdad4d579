"""What may come out of a document, whatever went in: no error of ours, sound offsets, no text lost without a word."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from random import Random

from lxml import etree
from lxml import html as pages

from plancli import pipeline
from plancli.errors import InputError, PlancliError
from plancli.export import jsonl
from plancli.model import Document, Failure, Options
from plancli.read import from_bytes

from . import seeds
from .mutations import BYTES, mutate

OPTIONS = Options(seconds=30.0)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HELD = ("t", "del", "moveFrom", "instrText", "txbxContent", "sdtPr", "Fallback", "footnote", "endnote", "comment")
SOLID = re.compile(r"[0-9A-Za-z一-鿿]")
PACKED = (b"PK\x03\x04", b"\x1f\x8b")  # packages with checksums: ZIP and its kin, GZIP
GZIP = b"\x1f\x8b"
SENTENCE = re.compile("|".join(map(re.escape, seeds.SENTENCES)))


class FindingError(Exception):
    """Something that must not happen; the message says what."""


def document(number: int, seed: str) -> str:
    """Mutate, read, extract, write. Returns a word for what became of it.

    Raises:
        FindingError: something was lost without a word, or an offset is wrong.
        Exception: any other is an internal error.
    """
    data, name, ways, origin = document_of(number, seed)
    found, said = _read(data, name)
    for one in found:
        if isinstance(one, Failure):
            if "crashed" in one.what:
                raise FindingError(f"reader crashed: {one.what}")
        else:
            _sound(one)
            _through(one)
    if "crashed" in said:
        raise FindingError(f"reader crashed: {said}")
    _nothing_lost(data, name, ways, found, said, origin)
    if said:
        return "refused"
    return "warned" if any(isinstance(one, Failure) or one.warnings for one in found) else "read"


def document_of(number: int, seed: str) -> tuple[bytes, str, str, bytes]:
    """The input of this number: its bytes, its name, how it was mutated, and what it was before."""
    random = Random(f"{seed}:{number}")
    whole = seeds.documents()
    name = random.choice(sorted(whole))
    origin = whole[name]
    data, ways = mutate(random, origin, list(whole.values()))
    if random.random() < 0.05:
        name = random.choice(sorted(whole))
    return data, name, ways, origin


def _read(data: bytes, name: str) -> tuple[list[Document | Failure], str]:
    found: list[Document | Failure] = []
    try:
        for one in from_bytes(data, name, OPTIONS):
            found.append(one)
    except InputError as error:
        return found, str(error)
    return found, ""


def _sound(one: Document) -> None:
    size = len(one.text)
    spans = [cell.span for table in one.tables for cell in table.cells] + [table.span for table in one.tables]
    if not all(0 <= span.start <= span.end <= size for span in spans):
        raise FindingError("a cell lies outside the text")
    if not all(0 <= at <= size for at in (*one.joins, *one.paragraphs, *one.pages)):
        raise FindingError("an offset lies outside the text")


def _through(one: Document) -> None:
    """The whole way of a document, as `extract` goes it."""
    for row in pipeline.records_of(one, OPTIONS):
        if one.text[row["start"] : row["end"]] != row["text"]:
            raise FindingError(f"a record is not where it says: {row['text']!r}")
        jsonl.dumps(row).encode("utf-8")


def _nothing_lost(data: bytes, name: str, ways: str, found: list[Document | Failure], said: str, origin: bytes) -> None:
    """Where it can be judged: plain text, packages with checksums, the runs of a Word file, sentences of a page."""
    documents = [one for one in found if isinstance(one, Document)]
    if said or len(documents) < len(found) or any(one.warnings for one in documents):
        return
    text = "".join(one.text for one in documents)
    kinds = {one.format for one in documents} if len(documents) == 1 and not data.startswith(GZIP) else set()
    if kinds == {"text"} and b"ustar" not in data[:300]:
        _same_characters(data, text)
    if kinds == {"docx"}:
        _same_runs(data, text)
    if kinds == {"html"} and "page" in ways:
        _same_sentences(data, text)
    raw = not any(way not in {one.__name__ for one in BYTES} for way in ways.split("+"))
    if raw and origin.startswith(PACKED) and _figures(text) != _figures(_text_of(origin, name)):
        raise FindingError(f"a package with checksums lost text without a word ({ways})")


def _text_of(data: bytes, name: str) -> str:
    return "".join(one.text for one in from_bytes(data, name, OPTIONS) if isinstance(one, Document))


def _figures(text: str) -> Counter[str]:
    return Counter(re.findall(r"\d+", text))


def _solid(text: str) -> Counter[str]:
    return Counter(SOLID.findall(text))


def _same_characters(data: bytes, text: str) -> None:
    try:
        plain = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return
    if lost := _solid(plain) - _solid(text):
        raise FindingError(f"a text lost {lost.total()} characters: {''.join(lost)[:20]}")


def _same_runs(data: bytes, text: str) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/document.xml"), etree.XMLParser(huge_tree=True))
    body = root.find(f"{W}body")
    runs = [] if body is None else [one for one in body.iter(f"{W}t") if not _held(one)]
    plain = "".join(one.text or "" for one in runs)
    if lost := _solid(plain) - _solid(text):
        raise FindingError(f"a Word file lost {lost.total()} characters: {''.join(lost)[:20]}")


def _held(one: etree._Element) -> bool:
    return any(str(above.tag).rpartition("}")[2] in HELD for above in one.iterancestors())


def _same_sentences(data: bytes, text: str) -> None:
    try:
        root = pages.document_fromstring(data)
    except (etree.ParserError, ValueError):
        return
    # an element that begins inside a sentence breaks its line, and loses nothing
    seen, kept = (set(SENTENCE.findall("".join(one.split()))) for one in (str(root.text_content()), text))
    if lost := seen - kept:
        raise FindingError(f"a page lost {len(lost)} sentences: {min(lost)[:20]}")


__all__ = ["FindingError", "PlancliError", "document", "document_of"]

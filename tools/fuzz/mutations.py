"""Ways to hurt an input: bytes, parts of packages, elements of XML and HTML, numbers of PDF, encodings."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from random import Random

from lxml import etree
from lxml import html as pages

Mutation = Callable[[Random, bytes], bytes]
EXTREME = (b"0", b"-1", b"1e9999", b"99999999999", b"2147483648", b"4294967295", b"0.0000001", b"NaN", b"3.5", b"")
PIECES = (
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"<",
    b"]]>",
    b'"',
    b"\\",
    b"\n",
    b"\r",
    b",",
    b"|",
    b"%",
    b"{",
    b"[",
    b"'",
    "（".encode(),
    "二".encode(),
    "亿".encode(),
    "年".encode(),
    b"5%",
    "５".encode(),
    "𠮷".encode(),
    b"\xed\xa0\x80",
    b"&#0;",
    b"&lt;",
    b"=1+1",
    b"\x1b[31m",
    "\u202e".encode(),
    "\u2028".encode(),
    b"\x85",
)
CODECS = ("utf-8", "utf-8-sig", "gb18030", "gbk", "big5", "utf-16", "utf-16-le", "utf-16-be", "shift_jis", "utf-32")
NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
PAIRS = ((b"<div>", b"</div>"), (b"[", b"]"), (b'{"a":', b"}"), (b"(", b")"), (b"<<", b">>"))
NAMES = ("rowspan", "colspan", "style", "class")
VALUES = ("0", "-1", "99999", "x", "2")
TAGS = ("div", "p", "span", "td", "tr", "table", "li", "ul", "b", "section", "pre", "th", "sup", "center")


def _place(random: Random, data: bytes) -> tuple[int, int]:
    at = random.randrange(len(data) + 1)
    return at, min(len(data), at + random.choice((1, 2, 4, 16, 64, 512)))


def flip(random: Random, data: bytes) -> bytes:
    """One to eight bits changed."""
    hurt = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 8)) if hurt else 0):
        hurt[random.randrange(len(hurt))] ^= 1 << random.randrange(8)
    return bytes(hurt)


def cut(random: Random, data: bytes) -> bytes:
    start, end = _place(random, data)
    return data[:start] + data[end:]


def end(random: Random, data: bytes) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def double(random: Random, data: bytes) -> bytes:
    start, stop = _place(random, data)
    return data[:stop] + data[start:stop] * random.choice((1, 1, 2, 30)) + data[stop:]


def insert(random: Random, data: bytes) -> bytes:
    at, _ = _place(random, data)
    return data[:at] + random.choice(PIECES) * random.choice((1, 1, 3, 200)) + data[at:]


def blank(random: Random, data: bytes) -> bytes:
    start, stop = _place(random, data)
    return data[:start] + random.choice((b"\0", b" ", b"\xff")) * (stop - start) + data[stop:]


def swap(random: Random, data: bytes) -> bytes:
    (a, b), (c, d) = sorted((_place(random, data), _place(random, data)))
    return data if c < b else data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


def number(random: Random, data: bytes) -> bytes:
    """One number of the file as an extreme one: lengths, offsets, spans, sizes, figures."""
    found = list(NUMBER.finditer(data))
    if not found:
        return data
    one = random.choice(found)
    return data[: one.start()] + random.choice(EXTREME) + data[one.end() :]


def encoding(random: Random, data: bytes) -> bytes:
    """The text, or one of its lines, in another encoding."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return flip(random, data)
    codec = random.choice(CODECS)
    if random.random() < 0.5:
        return text.encode(codec, "replace")
    lines = [line.encode() for line in text.splitlines(keepends=True)] or [b""]
    at = random.randrange(len(lines))
    lines[at] = text.splitlines(keepends=True)[at].encode(codec, "replace") if text else b""
    return b"".join(lines)


def deep(random: Random, data: bytes) -> bytes:
    """Something nested far deeper than anybody writes."""
    opening, closing = random.choice(
        ((b"<div>", b"</div>"), (b"[", b"]"), (b'{"a":', b"}"), (b"(", b")"), (b"<<", b">>"))
    )
    at, times = random.randrange(len(data) + 1), random.choice((100, 3000))
    return data[:at] + opening * times + data[at : at + 50] + closing * times + data[at + 50 :]


BYTES: Sequence[Mutation] = (flip, flip, cut, end, double, insert, blank, swap, number, number, encoding, deep)


def tree(random: Random, data: bytes) -> bytes:
    """An element of XML removed, doubled, wrapped, renamed, moved, or with another attribute."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, huge_tree=False))
    except (etree.XMLSyntaxError, ValueError):
        return number(random, data)
    for _ in range(random.choice((1, 1, 2, 4))):
        _change(random, root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _change(random: Random, root: etree._Element) -> None:
    every = [one for one in root.iter() if isinstance(one.tag, str) and one is not root]
    if not every:
        return
    one, other = random.choice(every), random.choice(every)
    parent = one.getparent()
    assert parent is not None
    way = random.choice(("remove", "double", "rename", "attribute", "wrap", "text"))
    if way == "remove":
        parent.remove(one)
    elif way == "double":
        copies = random.choice((1, 3, 40))
        for _ in range(copies):
            parent.append(etree.fromstring(etree.tostring(one, with_tail=False)))
    elif way == "rename":
        one.tag = other.tag
    elif way == "wrap":
        wrapper = etree.SubElement(parent, other.tag)
        wrapper.append(one)
    elif way == "attribute" and one.attrib:
        one.set(random.choice(list(one.attrib)), random.choice(EXTREME).decode())
    else:
        one.text = random.choice(("5", "二", "", " ", "=1", "[Red]0", "2021", "100000000000000000000%"))


def page(random: Random, data: bytes) -> bytes:
    """Elements of a page wrapped, doubled or renamed among those that say nothing of what they hold."""
    try:
        root = pages.document_fromstring(data)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return flip(random, data)
    inside = list(root.iter(*TAGS))
    for one in random.sample(inside, min(len(inside), random.choice((1, 2, 5)))):
        parent = one.getparent()
        if parent is None or random.random() < 0.4:
            one.tag = random.choice(TAGS)
        elif random.random() < 0.5:
            one.set(random.choice(NAMES), random.choice(VALUES))
        else:
            wrapper = etree.Element(random.choice(TAGS))
            parent.replace(one, wrapper)
            wrapper.append(one)
    return bytes(pages.tostring(root, encoding="utf-8"))


def package(random: Random, data: bytes) -> bytes:
    """One member of a package hurt, the package itself sound; or a member gone, doubled or renamed."""
    try:
        members = _members(data)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError):
        return flip(random, data)
    if not members:
        return data
    at = random.randrange(len(members))
    name, inner = members[at]
    way = random.random()
    if way < 0.06:
        del members[at]
    elif way < 0.1:
        members.append((name, inner))
    elif way < 0.14:
        members[at] = (random.choice(("../x", "/x", "a\\b", "\n", "规划.txt", name.upper())), inner)
    else:
        one = random.choice((tree, tree, tree, *BYTES))
        members[at] = (name, one(random, inner))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", random.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))) as archive:
        for name, inner in members:
            archive.writestr(zipfile.ZipInfo(name), inner)
    return target.getvalue()


def _members(data: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(one.filename, archive.read(one)) for one in archive.infolist()]


def splice(random: Random, data: bytes, other: bytes) -> bytes:
    """The beginning of one file with the end of another."""
    return data[: random.randrange(len(data) + 1)] + other[random.randrange(len(other) + 1) :]


def mutate(random: Random, data: bytes, others: Sequence[bytes]) -> tuple[bytes, str]:
    """`data` hurt in one to three ways, and the names of the ways."""
    names = []
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        ways: list[Mutation] = [random.choice(BYTES)]
        if data.startswith(b"PK"):
            ways += [package] * 3
        elif data.lstrip().startswith((b"<!DOCTYPE", b"<html")):
            ways += [page]
        elif data.lstrip().startswith(b"<?xml"):
            ways += [tree]
        way = random.choice(ways)
        if random.random() < 0.04:
            data, name = splice(random, data, random.choice(others)), "splice"
        else:
            data, name = way(random, data), way.__name__
        names.append(name)
    return data, "+".join(names)

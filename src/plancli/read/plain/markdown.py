"""Markdown: the text without its marks; the lines between --- at its head say what the document is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plancli.model import Document, Failure, Options
from plancli.patterns import lazy
from plancli.read.metadata.fields import fields_of_row
from plancli.read.plain.encoding import decode
from plancli.read.plain.hard_wraps import joins_of

# what Jekyll and Pandoc put between --- lines, and Hugo between +++ lines
FRONT = lazy(r"\A(---|\+\+\+)[ \t]*\r?\n(.*?)\r?\n(?:\1|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
FIELD = lazy(r"^([A-Za-z\u4e00-\u9fff][\w \u4e00-\u9fff-]*)\s*[:=][ \t]*(.+?)[ \t]*$", re.MULTILINE)
TITLE_LINES = lazy(r"\A(?:%[ \t][^\n]*\n){1,3}")  # title, authors, date, as Pandoc writes them
DELETED = lazy(r"~~(?=\S)[^~\n]+(?<=\S)~~")
MARKUP = (
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"<br\s*/?>", re.IGNORECASE), "\n"),
    (re.compile(r"^\[\^[^\]\n]+\]:[ \t]*|(?<=\S)\[\^[^\]\n]+\]", re.MULTILINE), ""),  # marks of notes
    (re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)"), ""),  # pictures
    (re.compile(r"(?<!\\)\[([^\]\n]+)\]\((?:https?:|/|\.|#|mailto:)[^)\n]*\)"), r"\1"),  # links
    (re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$", re.MULTILINE), r"\1"),  # headings
    (re.compile(r"^[ \t]{0,3}(?:>[ \t]?)+", re.MULTILINE), ""),  # quotations
    (re.compile(r"^([ \t]*)[-*+][ \t]+(?=\S)", re.MULTILINE), r"\1"),  # bullets
    (re.compile(r"^[ \t]{0,3}(?:=+|-{3,}|\*{3,}|_{3,}|```.*)[ \t]*$", re.MULTILINE), ""),  # lines, fences
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<!`)`([^`\n]+)`(?!`)"), r"\1"),
    # a bar in a cell: no other cell begins
    (re.compile(r"(?:^|(?<=\|))([^|\n]*?)\\\|(?=[^\n]*\|)", re.MULTILINE), r"\1∣"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|>-])"), r"\1"),
)


def read_bytes(data: bytes, name: str, options: Options) -> Iterator[Document | Failure]:
    """The one document of a Markdown file.

    Raises:
        InputError: no encoding fits.
    """
    found = decode(data, name, options.encoding)
    whole = found.text.removeprefix("\ufeff")
    front = FRONT.match(whole)
    fields = [(key, value.strip("\"'")) for key, value in FIELD.findall(front[2])] if front else []
    body = (
        whole[front.end() :]
        if front
        else TITLE_LINES.sub(lambda head: head[0].replace("\n%", "\n").removeprefix("%"), whole)
    )
    text, struck = DELETED.subn("", plain(body))
    yield Document(
        id="",
        text=text,
        encoding=found.encoding,
        warnings=(*found.warnings, *(["struck-out text left out"] if struck else [])),
        joins=joins_of(text),
        columns=tuple(fields_of_row(fields).items()),
    )


def plain(text: str) -> str:
    """Markdown as it is meant to be read. Rows of tables keep their bars.

    Args:
        text: decoded, the whole file.
    """
    for mark, instead in MARKUP:
        text = mark.sub(instead, text)
    return text

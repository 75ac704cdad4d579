"""Cases that stand beside the rules: `NAME.cases.toml`, one table per phenomenon with `read`, `not` and `gap`.

`read` and `gap` and `not` hold either sentences grouped by the answer they must give, or a list of sentences and
scenes whose marks hold the answer: `城镇和农村收入分别增长«4%|城镇收入»、«5%|农村收入»`. A scene is a table with `text`
and what its document says of itself (`title`, `genre`, `horizon`, `issued`, `period`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from plancli.extract import extract_document
from plancli.model import Document, Head, Span, Target

MARK = re.compile(r"«([^«»|]+)(?:\|([^«»]*))?»")
PLAN = Head(genre="plan", issued="2021-10-17", horizon_year=2025, period=(2021, 2025))
"""What a sentence without a scene stands in: a plan of 2021 up to 2025."""
SECTIONS = ("read", "not", "gap")


@dataclass(frozen=True)
class Case:
    """One marked quantity of a text, and the answer that it must give."""

    room: str
    file: str
    phenomenon: str
    section: str
    text: str
    span: Span
    expected: str
    head: Head

    @property
    def written(self) -> str:
        """The quantity itself."""
        return self.text[self.span.start : self.span.end]


def unmarked(barred: str) -> tuple[str, list[tuple[Span, str | None]]]:
    """A text without its marks, and for each mark where it stands and the answer written in it."""
    marks: list[tuple[Span, str | None]] = []
    text, last = "", 0
    for found in MARK.finditer(barred):
        text += barred[last : found.start()]
        marks.append((Span(len(text), len(text) + len(found[1])), found[2]))
        text, last = text + found[1], found.end()
    return text + barred[last:], marks


def cases_of(path: Path) -> Iterator[Case]:
    """Every case of a file, in its order."""
    name = path.name.removesuffix(".cases.toml")
    for phenomenon, sections in tomllib.loads(path.read_text(encoding="utf-8")).items():
        for section in SECTIONS:
            for expected, entry in _entries(sections.get(section, [])):
                text, marks = unmarked(entry if isinstance(entry, str) else entry["text"])
                for span, answer in marks:
                    yield Case(
                        path.parent.name, name, phenomenon, section, text, span, answer or expected, _head(entry)
                    )


def _entries(section: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(section, list):
        yield from (("", entry) for entry in section)
    else:
        yield from ((answer, entry) for answer, entries in section.items() for entry in entries)


def _head(entry: Any) -> Head:
    if isinstance(entry, str):
        return PLAN
    period = tuple(entry["period"]) if "period" in entry else None
    return Head(
        title=entry.get("title"),
        genre=entry.get("genre", ""),
        issued=entry.get("issued"),
        horizon_year=entry.get("horizon"),
        period=period,
    )


@cache
def targets(text: str, head: Head = PLAN) -> tuple[Target, ...]:
    """The records of a text that stands in a document with this head."""
    return tuple(extract_document(Document("case", text, head)).targets)


def target_at(text: str, span: Span, head: Head = PLAN) -> Target | None:
    """The record whose quantity is exactly `span`."""
    return next((target for target in targets(text, head) if target.span == span), None)


def of_sentence(marked: str, head: Head = PLAN) -> Target | None:
    """The record of the one marked quantity of a sentence."""
    text, marks = unmarked(marked)
    return target_at(text, marks[0][0], head)

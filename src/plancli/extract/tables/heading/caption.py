"""The lines above a table and its title rows: the year that it is for, and whether its figures are promised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from plancli.extract.tables.lines import TableLine
from plancli.extract.tables.words import says
from plancli.model import Document, Head, Span, Status
from plancli.patterns import lazy
from plancli.read.metadata.dates import period
from plancli.segment.fold import fold

TITLE_YEAR = lazy(r"(?<!\d)((?:19|20)\d\d)(?=年|\D{0,2}度|$|\s)")
LINES_ABOVE = 3  # a title, its number, its unit
LONGEST_LINE = 60  # characters: a longer line is a sentence
SENTENCE_END = ("。", ";", "!")


@dataclass(frozen=True, slots=True)
class Caption:
    """What the title of a table says of all its figures: the year, and whether they are promised."""

    year: int | None = None
    status: Status | None = None

    def or_else(self, other: Caption) -> Caption:
        """This caption, with what it does not say taken from `other`."""
        return Caption(self.year or other.year, self.status or other.status)


def caption_of(document: Document, table: Span, lines: Sequence[TableLine]) -> Caption:
    """What the title rows of a table, the lines right above it, and the document's own title say, nearest first."""
    found = Caption()
    # a table in a file of its own has no other title than the name of the file
    name = PurePosixPath(document.source).stem
    for text in (*_title_rows(lines), *_above(document, table.start), document.head.title or "", name):
        found = found.or_else(_told(fold(text)))
    head = document.head
    found = found.or_else(Caption(head.horizon_year or head.file_year, _of_head(head)))
    # figures for a year alone may be promised or reached: only a date of issue could tell
    return found if found.status or head.issued else Caption()


def _title_rows(lines: Sequence[TableLine]) -> list[str]:
    """The texts of the rows at the top that hold one cell alone."""
    found = []
    for line in lines:
        cells = [placed.text for _, placed in line.distinct()]
        if len(cells) != 1:
            break
        found.append(cells[0])
    return found


def _above(document: Document, start: int) -> list[str]:
    """The short lines right above a table, the nearest first."""
    text = document.text[max(0, start - LINES_ABOVE * LONGEST_LINE) : start]
    found: list[str] = []
    for line in reversed([line.strip() for line in text.splitlines() if line.strip()][-LINES_ABOVE:]):
        if len(line) > LONGEST_LINE or line.endswith(SENTENCE_END) or "|" in line:
            break
        found.append(line)
    return found


def _told(text: str) -> Caption:
    span = period(text)
    years = {int(year) for year in TITLE_YEAR.findall(text)}
    year = span[1] if span else years.pop() if len(years) == 1 else None
    return Caption(year, status_in_title(text))


def status_in_title(text: str) -> Status | None:
    """Whether a title calls what is below it reached (完成情况) or promised (任务分解表).

    Args:
        text: folded.
    """
    if says(text, "actual"):
        return Status.ACTUAL
    return Status.TARGET if says(text, "target") or says(text, "assigned") else None


def _of_head(head: Head) -> Status | None:
    """A plan says for which years it is: what it has tables of is planned, unless they say otherwise."""
    return Status.TARGET if head.genre == "plan" or head.period else None

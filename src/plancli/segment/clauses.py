"""Where sentences and clauses begin and end."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from plancli.model import Clause, Document, Section, Sentence, Span
from plancli.native import each_place
from plancli.patterns import lazy
from plancli.read.plain.pieces import put_together, stepped_over
from plancli.segment.fold import PIECE, fold
from plancli.segment.outline import section_at, sections

CLAUSE_MARKS = ",;:。!?\n"  # of folded text
STOPS = "。!?;\n"
CLOSERS = ("”", '"', "'", "’", ")")
# Behind a line end nothing is looked at.
STOP = lazy(r"[。!?;\n](?:(?<=\n)|(?![”\"'’)]+[^\n]{0,3}等))[”\"'’)]*")
COMMA = lazy(r"[,:](?![0-9]{3}(?![0-9]))")
WIDEST_CLAUSE = (
    2000  # A run without a stop longer than this is cut: OCR debris must not make one sentence of a whole book.
)

# How far back a paragraph is looked for: in a book without line ends every figure would look through all of it.
LONGEST_PARAGRAPH = 20_000


def readable(document: Document) -> str:
    """The folded text in which line ends inside a paragraph are blanks, all others line feeds; no offset moves."""
    text = document.text
    folded = with_plain_line_ends(text) if "\r" in text else fold(text)
    return stepped_over(folded, document.joins)


def with_plain_line_ends(text: str) -> str:
    """`text` folded, with line feeds at the ends of its lines, some of it at a time."""
    cuts = [at - (text[at - 1] == "\r") for at in range(PIECE, len(text), PIECE)]
    return put_together(_folded(text, pairwise((0, *cuts, len(text)))))


def _folded(text: str, pieces: Iterable[tuple[int, int]]) -> Iterator[str]:
    for start, end in pieces:
        yield fold(text[start:end]).replace("\r\n", " \n").replace("\r", "\n")


def _ends(text: str) -> array[int]:
    ends = array("q")
    for place in each_place(text, STOPS):
        end = place + 1
        if text.startswith(CLOSERS, end):  # one in fifty
            stop = STOP.match(text, place)
            end = stop.end() if stop else 0
        if end:
            ends.append(end)
    if not ends or ends[-1] < len(text):
        ends.append(len(text))
    return ends


class Sentences:
    """The sentence around any place of a text, found once and asked often."""

    def __init__(self, text: str, ends: array[int] | None = None) -> None:
        self.text = text
        self.ends = _ends(text) if ends is None else ends
        self._last = Span(0, 0)

    def around(self, at: int) -> Span:
        """The sentence that holds `at`, without blanks at its ends."""
        if not self._last.start <= at < self._last.end:
            self._last = self._around(at)
        return self._last

    def _around(self, at: int) -> Span:
        number = bisect_right(self.ends, at)
        start = self.ends[number - 1] if number else 0
        end = self.ends[number] if number < len(self.ends) else len(self.text)
        return self._trimmed(max(start, at - WIDEST_CLAUSE), min(end, at + WIDEST_CLAUSE))

    def again(self) -> Sentences:
        """The same, for callers that ask in an order of their own: of a sentence that is too long, what was asked
        first decides where it is cut."""
        return Sentences(self.text, self.ends)

    def all(self) -> list[Span]:
        """Every sentence that is not empty, in order."""
        starts = [0, *self.ends[:-1]]
        spans = (self._trimmed(start, end) for start, end in zip(starts, self.ends, strict=True))
        return [span for span in spans if span.start < span.end]

    def _trimmed(self, start: int, end: int) -> Span:
        text = self.text
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        return Span(start, end)


def segment(document: Document) -> list[Clause]:
    """The clauses of a document, each with its sentence and section, every span pointing into its text."""
    text = readable(document)
    outline = sections(text)
    starts = [section.span.start for section in outline]
    found: list[Clause] = []
    for span in Sentences(text).all():
        section = section_at(outline, starts, span.start)
        found.extend(_clauses(text, Sentence(span, section)))
    return found


def _clauses(text: str, sentence: Sentence) -> list[Clause]:
    cuts = [found.end() for found in COMMA.finditer(text, sentence.span.start, sentence.span.end)]
    bounds = [sentence.span.start, *cuts, sentence.span.end]
    return [Clause(Span(start, end), sentence) for start, end in pairwise(bounds) if start < end]


def paragraph_start(text: str, starts: Sequence[int], at: int) -> int:
    """Where the paragraph around `at` begins: behind the line end before it, or at its section's heading.

    Args:
        text: folded; offsets are into it.
        starts: offsets where the sections begin, in order.
    """
    section = starts[max(bisect_left(starts, at + 1) - 1, 0)] if starts else 0
    return max(line_start(text, at), section)


def line_start(text: str, at: int) -> int:
    """Where the line of the place `at` in a folded text begins, or so far before it as a paragraph is long."""
    floor = max(0, at - LONGEST_PARAGRAPH)
    found = text.rfind("\n", floor, at)
    return found + 1 if found >= 0 else floor


__all__ = ["Section", "Sentences", "line_start", "paragraph_start", "readable", "segment"]

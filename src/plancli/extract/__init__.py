"""Sentences and tables → targets."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from heapq import merge

from plancli.extract.context.document_context import document_context, section_path
from plancli.extract.context.mention import DocumentContext
from plancli.extract.context.mention_builder import mentions
from plancli.extract.find import periods, quantities, stated_words
from plancli.extract.link.departments import Departments
from plancli.extract.link.linked import Before, Measure, in_view
from plancli.extract.link.stated import StatedLinker
from plancli.extract.missed import missed
from plancli.extract.offsets import placed_parts, placed_targets, verbatim
from plancli.extract.tables.statements import covered, indicator_tables, table_statements
from plancli.extract.target import link, make_id, stated_target, target, text_digest
from plancli.lexicon.lexicon import SHIPPED, Lexicon
from plancli.model import Document, Missed, Period, Quantity, RejectedNumber, Span, Target
from plancli.read.plain.content_check import crowded
from plancli.read.plain.unwrap import unwrap
from plancli.segment.clauses import readable
from plancli.structure.part import Part, part_at


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one document gave: its records, the sentences a reader may want to check, the quantities that name no
    indicator, the numbers that are none, and the parts of the document."""

    targets: list[Target]
    missed: list[Missed]
    unlinked: list[Quantity]
    rejected: list[RejectedNumber]
    parts: list[Part]


@dataclass(slots=True)
class DocumentReading:
    """A document being read: its parts, and its targets one by one; what is left is known when all have been taken."""

    parts: list[Part]
    targets: Iterator[Target]
    left: Callable[[], tuple[list[Missed], list[Quantity], list[RejectedNumber]]]


def extract_document(document: Document, lexicon: Lexicon = SHIPPED) -> Extraction:
    """Every numeric statement of a document, in order of the text; units, ids and regions are not yet normalised.

    Args:
        document: as `read` gives it; offsets of the result are into its text.
        lexicon: whose units count.
    """
    with lexicon.in_force():
        reading = reading_of(document)
        return Extraction(list(reading.targets), *reading.left(), reading.parts)


def reading_of(document: Document) -> DocumentReading:
    """The same, not all of it at once; a lexicon must be in force until the end.

    Lines that `read` found broken are read joined; what is found gets its place in the text as it is.
    """
    if not document.joins:
        return _reading(document)
    flat, places = unwrap(document)
    found = _reading(flat)

    def left() -> tuple[list[Missed], list[Quantity], list[RejectedNumber]]:
        missed, unlinked, rejected = found.left()
        return (
            placed_parts(missed, document, places),
            placed_parts(unlinked, document, places),
            placed_parts(rejected, document, places),
        )

    parts = [replace(part, span=places.back(part.span)) for part in found.parts]
    return DocumentReading(parts, placed_targets(found.targets, document, places), left)


def parts_of(document: Document) -> list[Part]:
    """What a document consists of: its parts, in order, covering its text."""
    flat, places = unwrap(document) if document.joins else (document, None)
    text = readable(flat)
    found = document_context(flat, text, periods.find(text)).parts
    return [replace(part, span=places.back(part.span)) for part in found] if places else found


def _reading(document: Document) -> DocumentReading:
    text = readable(document)
    when = periods.find(text)
    context = document_context(document, text, when)
    found, rejected = quantities.find(text)
    tables = indicator_tables(document)
    found = _outside(found, [*covered(document, tables), *_counted(when), *crowded(text)])
    rows = table_statements(document, tables, _paths(context)) if tables else []
    digest = text_digest(document)
    others = sorted([*_in_words(context, found, when), *(_with_id(row, digest) for row in rows)], key=_place)
    unlinked: list[Quantity] = []
    quoted: set[int] = set()

    def targets() -> Iterator[Target]:
        for one in merge(_linked(context, found, when, unlinked), others, key=_place):
            quoted.add(one.quote.start)
            yield one

    def left() -> tuple[list[Missed], list[Quantity], list[RejectedNumber]]:
        rows = missed(context, quoted, unlinked, rejected)
        return rows, verbatim(unlinked, document), verbatim(rejected, document)

    return DocumentReading(context.parts, targets(), left)


def _place(target: Target) -> tuple[int, int]:
    return target.span.start, target.span.end


def _linked(
    context: DocumentContext, found: list[Quantity], when: list[Period], unlinked: list[Quantity]
) -> Iterator[Target]:
    """The records of the quantities in sentences; those that measure nothing named are put into `unlinked`."""
    departments = Departments(context.text)
    digest = text_digest(context.document)
    before: Before = ()
    for mention in mentions(context, _taken(found), when):
        before = in_view(before, mention)
        linked = link(mention, before)
        if isinstance(linked, Measure):
            assigned = departments.of(mention.quantity.span.end, context.sections[mention.section].span.end)
            yield target(linked, before, digest, assigned)
        else:
            unlinked.append(mention.quantity)
        before = (*before, linked)


def _taken(found: list[Quantity]) -> Iterator[Quantity]:
    """All of `found` from the first on, none of which it keeps: in a large document they take much memory."""
    found.reverse()
    while found:
        yield found.pop()


def _counted(when: list[Period]) -> list[Span]:
    """3年内, 用三年时间: such a span of years is a time, and no figure."""
    return [period.span for period in when if period.offset is not None or period.role == "deadline"]


def _in_words(context: DocumentContext, found: list[Quantity], when: list[Period]) -> Iterator[Target]:
    """The targets that are stated in words, without a figure."""
    digest = text_digest(context.document)
    for statement in StatedLinker(context, found, when).statements(stated_words.find(context.text)):
        yield stated_target(statement, digest)


def _outside(found: list[Quantity], spans: list[Span]) -> list[Quantity]:
    """The quantities that no indicator table, no time and no endless row of figures covers."""
    if not spans:
        return found
    spans = sorted(spans, key=lambda span: span.start)
    starts = [span.start for span in spans]

    def free(quantity: Quantity) -> bool:
        number = bisect_right(starts, quantity.span.start) - 1
        return number < 0 or spans[number].end <= quantity.span.start

    return [quantity for quantity in found if free(quantity)]


def _with_id(row: Target, digest: str) -> Target:
    said = row.amount.value if row.amount else row.stated
    return replace(row, id=make_id(digest, row.span.start, row.span.end, said))


def _paths(context: DocumentContext) -> Callable[[int], str]:
    """The path of headings above a place."""

    def path(at: int) -> str:
        number = max(bisect_right(context.starts, at) - 1, 0)
        return section_path(context, number, part_at(context.parts, context.part_starts, at))

    return path

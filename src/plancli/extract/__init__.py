"""Sentences and tables → targets."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from plancli.extract.context.document_context import document_context, section_path
from plancli.extract.context.mention import DocumentContext
from plancli.extract.context.mention_builder import mentions
from plancli.extract.find import periods, quantities, stated_words
from plancli.extract.link.departments import Departments
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


def extract_document(document: Document, lexicon: Lexicon = SHIPPED) -> Extraction:
    """Every numeric statement of a document, in order of the text; units, ids and regions are not yet normalised.

    Args:
        document: as `read` gives it; offsets of the result are into its text.
        lexicon: whose units count.
    """
    with lexicon.in_force():
        return _placed(document)


def _placed(document: Document) -> Extraction:
    """Lines that `read` found broken are read joined; what is found gets its place in the text as it is."""
    if not document.joins:
        return _extraction(document)
    flat, places = unwrap(document)
    found = _extraction(flat)
    return Extraction(
        placed_targets(found.targets, document, places),
        placed_parts(found.missed, document, places),
        placed_parts(found.unlinked, document, places),
        placed_parts(found.rejected, document, places),
        [replace(part, span=places.back(part.span)) for part in found.parts],
    )


def parts_of(document: Document) -> list[Part]:
    """What a document consists of: its parts, in order, covering its text."""
    flat, places = unwrap(document) if document.joins else (document, None)
    text = readable(flat)
    found = document_context(flat, text, periods.find(text)).parts
    return [replace(part, span=places.back(part.span)) for part in found] if places else found


def _extraction(document: Document) -> Extraction:
    text = readable(document)
    found, rejected = quantities.find(text)
    when = periods.find(text)
    context = document_context(document, text, when)
    tables = indicator_tables(document)
    found = _outside(found, [*covered(document, tables), *_counted(when), *crowded(text)])
    targets, unlinked = _linked(context, found, when)
    targets = sorted([*targets, *_in_words(context, found, when)], key=lambda row: (row.span.start, row.span.end))
    if tables:
        targets = _merged(context, targets, table_statements(document, tables, _paths(context)))
    rows = missed(context, targets, unlinked, rejected)
    return Extraction(targets, rows, verbatim(unlinked, document), verbatim(rejected, document), context.parts)


def _linked(context: DocumentContext, found: list[Quantity], when: list[Period]) -> tuple[list[Target], list[Quantity]]:
    """The records of the quantities in sentences, and the quantities that measure nothing named."""
    departments = Departments(context.text)
    digest = text_digest(context.document)
    targets: list[Target] = []
    unlinked: list[Quantity] = []
    for mention in mentions(context, found, when):
        if link(mention):
            assigned = departments.of(mention.quantity.span.end, context.sections[mention.section].span.end)
            targets.append(target(mention, digest, assigned))
        else:
            unlinked.append(mention.quantity)
    return targets, unlinked


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


def _merged(context: DocumentContext, targets: list[Target], rows: list[Target]) -> list[Target]:
    """Records of sentences and of tables in order of the text; those of tables get their ids."""
    digest = text_digest(context.document)
    named = [_with_id(row, digest) for row in rows]
    return sorted([*targets, *named], key=lambda row: (row.span.start, row.span.end))

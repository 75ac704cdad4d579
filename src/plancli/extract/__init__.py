"""Sentences and tables → targets."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from heapq import merge

from plancli.extract.context.document_context import document_context, section_path
from plancli.extract.context.mention import DocumentContext, Mention
from plancli.extract.context.mention_builder import mentions
from plancli.extract.context.period_scope import Clock
from plancli.extract.find import periods, stated_words
from plancli.extract.find.figures import Figures, MutableFigures, collected
from plancli.extract.find.named_stages import with_stages
from plancli.extract.link.departments import Departments
from plancli.extract.link.linked import Before, Measure, in_view
from plancli.extract.link.stated import StatedLinker
from plancli.extract.missed import missed
from plancli.extract.offsets import as_written, placed_parts, placed_targets
from plancli.extract.stages import details, link
from plancli.extract.tables.heading.deadlines import deadlines_in
from plancli.extract.tables.statements import bare_figures, covered, indicator_tables, table_statements, tables_of
from plancli.extract.target import make_id, stated_target, target, text_digest
from plancli.extract.unread_cells import unread_cells
from plancli.lexicon.lexicon import SHIPPED, Lexicon
from plancli.model import Document, Missed, Period, Quantity, RejectedNumber, Span, Target
from plancli.read.plain.content_check import crowded
from plancli.read.plain.offsets import Places
from plancli.read.plain.unwrap import unwrap
from plancli.segment.clauses import readable
from plancli.segment.held_periods import held
from plancli.structure.part import Part, part_at


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one document gave: its records, the sentences a reader may want to check, the quantities that name no
    indicator, the numbers that are no quantities, the parts of the document, and lines about what was not read."""

    targets: list[Target]
    missed: list[Missed]
    unlinked: list[Quantity]
    rejected: list[RejectedNumber]
    parts: list[Part]
    unread: tuple[str, ...] = ()


Others = Callable[[], tuple[list[Quantity], list[RejectedNumber]]]


@dataclass(slots=True)
class DocumentReading:
    """A document being read: its parts, and its targets one by one. What is left is known when all have been taken:
    the sentences to check, then the quantities that name no indicator and the numbers that are no quantities, and lines
    for people about figures in tables that gave nothing."""

    parts: list[Part]
    targets: Iterator[Target]
    missed: Iterator[Missed]
    others: Others
    unread: Callable[[], tuple[str, ...]]


def extract_document(document: Document, lexicon: Lexicon = SHIPPED) -> Extraction:
    """Every numeric statement of a document, in order of the text; units, ids and regions are not yet normalised.

    Args:
        document: as `read` gives it; offsets of the result are into its text.
        lexicon: whose units count.
    """
    with lexicon.in_force():
        reading = reading_of(document)
        targets, left = list(reading.targets), list(reading.missed)
        return Extraction(targets, left, *reading.others(), reading.parts, reading.unread())


def reading_of(document: Document) -> DocumentReading:
    """As `extract_document`, but target by target; the lexicon must stay in force until the last.

    Lines that `read` found broken are read joined, and figures that blanks set apart without these; what is found gets
    its place in the text as it is.
    """
    # a figure cut by a line end (2\n6万) is whole only in the joined text; `places` leads back
    flat, places = unwrap(document)
    if flat is document:
        return _reading(document, True)
    texts = [flat]
    del flat  # where it is large, it goes as soon as it has been read
    found = _reading(texts.pop(), False)
    # no function inside of this one: compiled, it would keep the document until rings are searched for
    others = partial(_placed_others, found.others, document, places)
    parts = [replace(part, span=places.back(part.span)) for part in found.parts]
    targets = placed_targets(found.targets, document, places)
    return DocumentReading(parts, targets, placed_parts(found.missed, document, places), others, found.unread)


def _placed_others(others: Others, document: Document, places: Places) -> tuple[list[Quantity], list[RejectedNumber]]:
    unlinked, rejected = others()
    return list(placed_parts(unlinked, document, places)), list(placed_parts(rejected, document, places))


def when(text: str) -> Sequence[Period]:
    """Every expression of time in a folded text."""
    return with_stages(text, held(text, periods.each(text)))


def parts_of(document: Document) -> list[Part]:
    """What a document consists of: its parts, in order, covering its text."""
    flat, places = unwrap(document)
    text = readable(flat)
    found = document_context(flat, text, when(text)).parts
    return found if flat is document else [replace(part, span=places.back(part.span)) for part in found]


def _reading(document: Document, verbatim: bool) -> DocumentReading:
    """What a document says; not `verbatim`, its words are those of the folded text, for callers that replace them."""
    text = readable(document)
    # Tables first: their cells hold bare figures, which mean nothing without row and head, and would be read as parts
    # of one endless sentence.
    every = tables_of(document)
    tables = indicator_tables(document, every)
    taken = covered(document, tables)
    if not verbatim:
        document = replace(document, text=text)
    dated = when(text)
    context = document_context(document, text, dated)
    clock = Clock(context, dated, deadlines_in(document, every))
    figures = Figures(text, bare_figures(tables))
    # a figure in a table, in a span of time or in a clause of a thousand figures must not become a mention
    figures.leave_out([*taken, *_counted(dated), *crowded(text)])
    rows = table_statements(document, tables, _paths(context))
    digest = text_digest(document)
    unlinked = collected(text)
    quoted, begun = array("q"), array("q")

    in_text = _linked(mentions(context, figures, clock), context, digest, unlinked)
    in_words = _in_words(StatedLinker(context, figures, clock), digest)
    in_tables = map(partial(_with_id, digest), rows)
    targets = _merged((in_text, in_words, in_tables), quoted, begun)

    def others() -> tuple[list[Quantity], list[RejectedNumber]]:
        return list(as_written(unlinked, document)), list(as_written(figures.rejected, document))

    def unread() -> tuple[str, ...]:
        return unread_cells(document, every, begun)

    return DocumentReading(context.parts, targets, _missing(context, quoted, unlinked, figures), others, unread)


# Generators are functions of their own: what mypyc makes of one inside of a function cannot be asked once more when it
# has ended.
def _merged(streams: tuple[Iterator[Target], ...], quoted: array[int], begun: array[int]) -> Iterator[Target]:
    """The targets of three streams in order of the text, as they come: a long document is never held whole.

    Args:
        quoted: takes where each quotation begins; `begun` where each figure does.
    """
    for one in merge(*streams, key=_place):
        quoted.append(one.quote.start)
        begun.append(one.span.start)
        yield one


def _missing(
    context: DocumentContext, quoted: array[int], unlinked: Sequence[Quantity], figures: Figures
) -> Iterator[Missed]:
    # asked last: whether a sentence gave a record is known when all records are
    yield from missed(context, array("q", sorted(quoted)), unlinked, figures.rejected)


def _place(target: Target) -> tuple[int, int]:
    return target.span.start, target.span.end


def _linked(
    mentioned: Iterator[Mention], context: DocumentContext, digest: str, unlinked: MutableFigures
) -> Iterator[Target]:
    """The records of the quantities in sentences; those that measure nothing named are put into `unlinked`."""
    departments = Departments(context.text)
    for measure, before in _measures(mentioned, unlinked):
        mention = measure.mention
        assigned = departments.list_behind(mention.quantity.span.end, context.sections[mention.section].span.end)
        yield target(measure, details(measure, before, assigned), digest)


def _measures(mentioned: Iterator[Mention], unlinked: MutableFigures) -> Iterator[tuple[Measure, Before]]:
    """Each quantity that measures something named, and what was linked before it in its paragraph."""
    before: Before = ()
    for mention in mentioned:
        # forgets earlier paragraphs: no rule may look back so far, and memory must not grow with them
        before = in_view(before, mention)
        linked = link(mention, before)
        if isinstance(linked, Measure):
            yield linked, before
        else:
            unlinked.append(mention.quantity)
        before = (*before, linked)


def measures(document: Document) -> Iterator[Measure]:
    """What linking finds of each quantity in sentences that measures something named, for tools that train with it.

    Args:
        document: one whose lines are joined; offsets of mentions are into its folded text.
    """
    text = readable(document)
    dated = when(text)
    context = document_context(document, text, dated)
    figures = Figures(text)
    figures.leave_out([*covered(document, indicator_tables(document)), *_counted(dated), *crowded(text)])
    for measure, _ in _measures(mentions(context, figures, Clock(context, dated)), []):
        yield measure


def _counted(dated: Sequence[Period]) -> list[Span]:
    """3年内, 用三年时间: such a span of years is a time, and no figure."""
    return [period.span for period in dated if period.offset is not None or period.role == "deadline"]


def _in_words(linker: StatedLinker, digest: str) -> Iterator[Target]:
    """The targets that are stated in words, without a figure."""
    for statement in linker.statements(stated_words.find(linker.context.text)):
        yield stated_target(statement, digest)


def _with_id(digest: str, row: Target) -> Target:
    row.id = make_id(digest, row.span.start, row.span.end, row.amount.value if row.amount else row.stated)
    return row


def _paths(context: DocumentContext) -> Callable[[int], str]:
    """The path of headings above a place."""

    def path(at: int) -> str:
        number = max(bisect_right(context.starts, at) - 1, 0)
        return section_path(context, number, part_at(context.parts, context.part_starts, at))

    return path

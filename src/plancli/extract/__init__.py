"""Sentences and tables → targets."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace

from plancli.extract.find import periods, quantities
from plancli.extract.link.departments import Departments
from plancli.extract.missed import missed
from plancli.extract.scene import Setting
from plancli.extract.setting import setting_of
from plancli.extract.surroundings import mentions
from plancli.extract.tables import covered, indicator_tables, table_statements
from plancli.extract.target import link, make_id, target, text_digest
from plancli.extract.wrapped import placed_parts, placed_targets, verbatim
from plancli.model import Document, Missed, Period, Quantity, Span, Target, Trapped
from plancli.read.unwrap import unwrap
from plancli.segment.clauses import readable
from plancli.segment.outline import section_at


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one document gave: its records, the sentences a reader may want to check, the quantities that name no
    indicator, and the numbers that are none."""

    targets: list[Target]
    missed: list[Missed]
    unlinked: list[Quantity]
    trapped: list[Trapped]


def extract_document(document: Document) -> Extraction:
    """Every numeric statement of a document, in order of the text; units, ids and regions are not yet normalised."""
    if not document.joins:
        return _extraction(document)
    flat, places = unwrap(document)
    found = _extraction(flat)
    return Extraction(
        placed_targets(found.targets, document, places),
        placed_parts(found.missed, document, places),
        placed_parts(found.unlinked, document, places),
        placed_parts(found.trapped, document, places),
    )


def _extraction(document: Document) -> Extraction:
    text = readable(document)
    found, trapped = quantities.find(text)
    when = periods.find(text)
    setting = setting_of(document, text, when)
    tables = indicator_tables(document)
    found = _outside(found, covered(tables))
    targets, unlinked = _linked(setting, found, when)
    if tables:
        targets = _merged(setting, targets, table_statements(document, tables, _paths(setting)))
    rows = missed(setting, targets, unlinked, trapped)
    return Extraction(targets, rows, verbatim(unlinked, document), verbatim(trapped, document))


def _linked(setting: Setting, found: list[Quantity], when: list[Period]) -> tuple[list[Target], list[Quantity]]:
    """The records of the quantities that stand in sentences, and the quantities that measure nothing named."""
    departments = Departments(setting.text)
    digest = text_digest(setting.document)
    targets: list[Target] = []
    unlinked: list[Quantity] = []
    for mention in mentions(setting, found, when):
        if link(mention):
            assigned = departments.of(mention.quantity.span.end, setting.sections[mention.section].span.end)
            targets.append(target(mention, digest, assigned))
        else:
            unlinked.append(mention.quantity)
    return targets, unlinked


def _outside(found: list[Quantity], spans: list[Span]) -> list[Quantity]:
    """The quantities that no indicator table covers."""
    if not spans:
        return found
    starts = [span.start for span in spans]

    def free(quantity: Quantity) -> bool:
        number = bisect_right(starts, quantity.span.start) - 1
        return number < 0 or spans[number].end <= quantity.span.start

    return [quantity for quantity in found if free(quantity)]


def _paths(setting: Setting) -> Callable[[int], str]:
    return lambda at: section_at(setting.sections, setting.starts, at).path


def _merged(setting: Setting, targets: list[Target], rows: list[Target]) -> list[Target]:
    """Records of sentences and of tables in order of the text; those of tables get their ids."""
    digest = text_digest(setting.document)
    named = [replace(row, id=make_id(digest, row.span.start, row.span.end, row.amount.value)) for row in rows]
    return sorted([*targets, *named], key=lambda row: (row.span.start, row.span.end))

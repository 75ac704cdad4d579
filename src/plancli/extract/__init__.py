"""Sentences → targets."""

from __future__ import annotations

from dataclasses import dataclass

from plancli.extract.find import periods, quantities
from plancli.extract.link.departments import Departments
from plancli.extract.setting import setting_of
from plancli.extract.surroundings import mentions
from plancli.extract.target import link, target, text_digest
from plancli.model import Document, Quantity, Target, Trapped
from plancli.segment.clauses import readable


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one document gave: its records, the quantities that name no indicator, and the numbers that are none."""

    targets: list[Target]
    unlinked: list[Quantity]
    trapped: list[Trapped]


def extract_document(document: Document) -> Extraction:
    """Every numeric statement of a document, in order of the text; units, ids and regions are not yet normalised."""
    text = readable(document)
    found, trapped = quantities.find(text)
    when = periods.find(text)
    setting = setting_of(document, text, when)
    departments = Departments(text)
    digest = text_digest(document)
    targets: list[Target] = []
    unlinked: list[Quantity] = []
    for mention in mentions(setting, found, when):
        if link(mention):
            assigned = departments.of(mention.quantity.span.end, setting.sections[mention.section].span.end)
            targets.append(target(mention, digest, assigned))
        else:
            unlinked.append(mention.quantity)
    return Extraction(targets, unlinked, trapped)

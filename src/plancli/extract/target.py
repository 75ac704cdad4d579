"""Mention → what its rules find, stage by stage → Target."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

from plancli.extract.context.document_context import section_path
from plancli.extract.context.mention import Mention
from plancli.extract.link import comparator, flags, kind, modality, status, unit, year
from plancli.extract.link.departments import Assignment
from plancli.extract.link.indicator.rules import indicator
from plancli.extract.link.linked import Before, Judged, Linked, Measure, Named
from plancli.extract.link.rule import first_answer
from plancli.extract.link.stated import Statement
from plancli.extract.provenance import page_of, paragraph_of
from plancli.lexicon.words import reach
from plancli.model import Answer, Document, Kind, Quantity, Span, Target
from plancli.read.plain.pieces import SIZE

LONGEST_QUOTE = reach("quote")
AROUND = reach("quote_around")


def make_id(text_digest: str, start: int, end: int, value: object) -> str:
    """The stable id of a record: the same document text, span and value give the same id everywhere.

    It begins with a letter that no number and no date begins with, so that a spreadsheet leaves it alone.
    """
    return "t" + blake2b(f"{text_digest}:{start}:{end}:{value}".encode(), digest_size=8).hexdigest()


def said(target: Target) -> object:
    """What a record says, for its id: its value, or what it states in words and of what."""
    return target.amount.value if target.amount else f"{target.stated}:{target.indicator_id}"


def text_digest(document: Document) -> str:
    """A digest of the decoded text, so that the same text in another file gives the same ids."""
    digest = blake2b(digest_size=16)
    for at in range(0, len(document.text), SIZE):  # as bytes at once, a large text would be in memory twice
        digest.update(document.text[at : at + SIZE].encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def link(mention: Mention, before: Before) -> Linked:
    """Ask the rules, stage by stage, of what later figures may take up; no status where nothing named is measured.

    Args:
        mention: a quantity in its surroundings.
        before: the linked mentions of its paragraph before it, the nearest last.
    """
    noun = indicator(mention, before)
    named = Named(noun, before)
    bound = first_answer(comparator.RULES, mention, named)
    sort = first_answer(kind.RULES, mention, named)
    annual = flags.annual(mention, named)
    if noun is None:
        return Linked(mention, None, bound, sort, annual)
    judged = first_answer(status.RULES, mention, named)
    return Measure(mention, noun, bound, sort, annual, judged, flags.flow(mention, named, sort.value))


def _quoted(sentence: Span, figure: Span) -> Span:
    """What is quoted of a sentence: all, but of one that does not end only what surrounds the figure."""
    if sentence.end - sentence.start <= LONGEST_QUOTE:
        return sentence
    return Span(max(sentence.start, figure.start - AROUND), min(sentence.end, figure.end + AROUND))


def _placed(mention: Mention, span: Span) -> dict[str, Any]:
    """Where a record is: document and region, its words and sentence, headings above, page and paragraph."""
    document = mention.context.document
    quote = _quoted(mention.sentence, span)
    return {
        "doc": document.id,
        "region": document.head.region,
        "region_code": document.head.region_code,
        "span": span,
        "text": document.text[span.start : span.end],
        "quote": quote,
        "quote_text": document.text[quote.start : quote.end],
        "section": section_path(mention.context, mention.section, mention.part),
        "page": page_of(document, span.start),
        "paragraph": paragraph_of(document, span.start),
    }


def target(measure: Measure, before: Before, digest: str, assigned: Assignment | None) -> Target:
    """The record of a figure that measures something named; units, indicator id and region are normalised later."""
    mention, noun, judged = measure.mention, measure.noun, measure.status
    quantity, span = mention.quantity, mention.quantity.span
    named = Named(noun, before)
    dated = year.of(mention, Judged(judged.value, before))
    complete = unit.completed(mention, named)
    promise = first_answer(modality.RULES, mention, named)
    base = year.base_year(mention)
    told = {
        "value": Answer(quantity.text, quantity.form, span),
        "comparator": measure.comparator,
        "kind": measure.kind,
        "annual": measure.annual,
        "indicator": Answer(noun.phrase, noun.rule, noun.span),
        "status": judged,
        "year": dated,
        "unit": complete,
        "flow": measure.flow,
        "modality": promise,
        "base_year": base,
        "departments": Answer(assigned.names, "list_behind", assigned.span) if assigned else None,
    }
    return Target(
        id=make_id(digest, span.start, span.end, quantity.written.value),
        **_placed(mention, span),
        indicator=noun.phrase,
        indicator_id=None,
        kind=measure.kind.value,
        comparator=measure.comparator.value,
        amount=unit.with_unit(quantity.written, complete),
        written_value=quantity.written_value,
        written_unit=_written_unit(quantity),
        year=dated.value,
        base_year=base.value if base else None,
        flow=measure.flow.value,
        annual=measure.annual.value,
        status=judged.value,
        modality=promise.value,
        departments=assigned.names if assigned else (),
        answers=tuple((name, answer) for name, answer in told.items() if answer is not None),
    )


def stated_target(statement: Statement, digest: str) -> Target:
    """The record of a target in words: no value, no unit, and an id of its own for each indicator it is of."""
    mention, named, words = statement.mention, statement.named, statement.words
    answers, span = dict(statement.answers), words.span
    answers |= {
        "indicator": Answer(named.phrase, "named_beside_words", named.span),
        "indicator_id": Answer(named.entry.id, "headline_name", named.span),
        "kind": Answer(Kind(named.entry.kinds[0]), "kind_of_headline"),
        "flow": Answer(bool(named.entry.flow), "stock"),
        "annual": Answer(False, "not_annual"),
    }
    return Target(
        id=make_id(digest, span.start, span.end, f"{words.what}:{named.entry.id}"),
        **_placed(mention, span),
        indicator=named.phrase,
        indicator_id=named.entry.id,
        kind=answers["kind"].value,
        comparator=words.comparator,
        amount=None,
        written_value="",
        written_unit="",
        year=answers["year"].value,
        base_year=None,
        flow=answers["flow"].value,
        annual=False,
        status=answers["status"].value,
        modality=answers["modality"].value,
        stated=words.what,
        against=answers["against"].value,
        answers=(("value", Answer(None, "words", span)), *answers.items()),
    )


def _written_unit(quantity: Quantity) -> str:
    return quantity.written.unit if quantity.form not in ("coverage", "doubling") else ""

"""Mention + answers → Target."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

from plancli.extract.context.document_context import section_path
from plancli.extract.context.mention import Mention
from plancli.extract.link import comparator, flags, kind, modality, status, unit, year
from plancli.extract.link.departments import Assignment
from plancli.extract.link.indicator.rules import indicator
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
    for at in range(0, len(document.text), SIZE):  # as bytes at once, a large text would stand in memory twice
        digest.update(document.text[at : at + SIZE].encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def link(mention: Mention) -> bool:
    """Let every rule answer; False where the text names nothing that the figure could measure."""
    mention.noun = indicator(mention)
    answers = mention.answers
    answers["comparator"] = first_answer(comparator.RULES, mention)
    answers["kind"] = first_answer(kind.RULES, mention)
    answers["annual"] = flags.annual(mention)
    if mention.noun is None:
        return False
    answers["indicator"] = Answer(mention.noun.phrase, mention.noun.rule, mention.noun.span)
    answers["status"] = first_answer(status.RULES, mention)
    dated = year.dated(mention) or year.defaulted(mention, answers["status"].value)
    answers["year"] = year.doubted(mention, dated)
    if (complete := unit.completed(mention)) is not None:
        answers["unit"] = complete
    answers["flow"] = flags.flow(mention)
    answers["modality"] = first_answer(modality.RULES, mention)
    if (base := year.base_year(mention)) is not None:
        answers["base_year"] = base
    return True


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


def target(mention: Mention, digest: str, assigned: Assignment | None) -> Target:
    """The record of a linked mention; units, indicator id and region are normalised later."""
    quantity, answers, span = mention.quantity, mention.answers, mention.quantity.span
    if assigned is not None:
        answers["departments"] = Answer(assigned.names, "list_behind", assigned.span)
    base = answers.get("base_year")
    return Target(
        id=make_id(digest, span.start, span.end, quantity.written.value),
        **_placed(mention, span),
        indicator=answers["indicator"].value,
        indicator_id=None,
        kind=answers["kind"].value,
        comparator=answers["comparator"].value,
        amount=unit.with_unit(quantity.written, answers.get("unit")),
        written_value=quantity.written_value,
        written_unit=_written_unit(quantity),
        year=answers["year"].value,
        base_year=base.value if base else None,
        flow=answers["flow"].value,
        annual=answers["annual"].value,
        status=answers["status"].value,
        modality=answers["modality"].value,
        departments=assigned.names if assigned else (),
        answers=(("value", Answer(quantity.text, quantity.form, span)), *answers.items()),
    )


def stated_target(statement: Statement, digest: str) -> Target:
    """The record of a target in words: no value, no unit, and an id of its own for each indicator it is of."""
    mention, named, words = statement.mention, statement.named, statement.words
    answers, span = dict(mention.answers), words.span
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

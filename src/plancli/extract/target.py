"""What linking found → Target."""

from __future__ import annotations

from hashlib import blake2b

from plancli.extract.context.document_context import section_path
from plancli.extract.link.flags import not_annual, stock
from plancli.extract.link.linked import Details, Measure
from plancli.extract.link.name_doubt import name_doubt
from plancli.extract.link.stated import Statement, headline_name, kind_of_headline, named_beside_words
from plancli.extract.link.unit import with_unit
from plancli.extract.provenance import page_of, paragraph_of, placed
from plancli.lexicon.words import reach
from plancli.model import Answer, Document, Kind, Quantity, Span, Target
from plancli.read.plain.pieces import PIECE

LONGEST_QUOTE = reach("quote")
REACH_OF_QUOTE = reach("quote_around")


def make_id(text_digest: str, start: int, end: int, value: object) -> str:
    """The stable id of a record: the same document text, span and value give the same id everywhere.

    It begins with a letter that no number and no date begins with, so that a spreadsheet leaves it alone.

    Args:
        start: of the figure in the decoded text.
        end: of the figure in the decoded text.
    """
    return "t" + blake2b(f"{text_digest}:{start}:{end}:{value}".encode(), digest_size=8).hexdigest()


def said(target: Target) -> object:
    """What identifies a record at its place: its value, or the kind of statement in words and its indicator."""
    return target.amount.value if target.amount else f"{target.stated}:{target.indicator_id}"


def text_digest(document: Document) -> str:
    """A digest of the decoded text, so that the same text in another file gives the same ids."""
    digest = blake2b(digest_size=16)
    for at in range(0, len(document.text), PIECE):  # as bytes at once, a large text would be in memory twice
        digest.update(document.text[at : at + PIECE].encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _quoted(sentence: Span, figure: Span) -> Span:
    """What is quoted: the sentence, or where it never ends, only the surroundings of the figure."""
    if sentence.end - sentence.start <= LONGEST_QUOTE:
        return sentence
    return Span(max(sentence.start, figure.start - REACH_OF_QUOTE), min(sentence.end, figure.end + REACH_OF_QUOTE))


def target(measure: Measure, details: Details, digest: str) -> Target:
    """The record of a figure that measures something named; units, indicator id and region are normalised later.

    Args:
        digest: `text_digest` of the document.
    """
    mention, quantity, document = measure.mention, measure.mention.quantity, measure.mention.context.document
    span, quote = quantity.span, _quoted(mention.sentence, quantity.span)
    doc, region, region_code, span, text, quote, quote_text = placed(document, span, quote)
    # each by itself: what is unpacked into a call is made a tuple and a dictionary first, also in a compiled module
    return Target(
        make_id(digest, span.start, span.end, quantity.written.value),
        doc,
        region,
        region_code,
        span,
        text,
        quote,
        quote_text,
        section_path(mention.context, mention.section, mention.part),
        measure.noun.phrase,
        None,
        measure.kind.value,
        measure.comparator.value,
        with_unit(quantity.written, details.unit),
        quantity.written_value,
        _written_unit(quantity),
        details.year.value,
        details.base_year.value if details.base_year else None,
        measure.flow.value,
        measure.annual.value,
        measure.status.value,
        details.modality.value,
        details.departments.value if details.departments else (),
        page=page_of(document, span.start),
        paragraph=paragraph_of(document, span.start),
        answers=_answers(measure, details),
    )


def _answers(measure: Measure, details: Details) -> tuple[tuple[str, Answer], ...]:
    """What the stages found, under the names of the record."""
    quantity, noun = measure.mention.quantity, measure.noun
    answers = [
        ("value", Answer(quantity.text, quantity.form, quantity.span)),
        ("comparator", measure.comparator),
        ("kind", measure.kind),
        ("annual", measure.annual),
        ("indicator", Answer(noun.phrase, noun.rule, noun.span, name_doubt(measure))),
        ("status", measure.status),
        ("flow", measure.flow),
        ("year", details.year),
        ("modality", details.modality),
    ]
    if details.unit is not None:
        answers.append(("unit", details.unit))
    if details.base_year is not None:
        answers.append(("base_year", details.base_year))
    if details.departments is not None:
        answers.append(("departments", details.departments))
    return tuple(answers)


def stated_target(statement: Statement, digest: str) -> Target:
    """The record of a target in words: no value, no unit, and an id of its own for each indicator it mentions.

    Args:
        digest: `text_digest` of the document.
    """
    mention, named, words = statement.mention, statement.named, statement.words
    answers, span = _stated_answers(statement), words.span
    document, quote = mention.context.document, _quoted(mention.sentence, span)
    return Target(
        # 居民收入与经济增长同步 can be of two indicators at one place: the id holds which
        make_id(digest, span.start, span.end, f"{words.what}:{named.entry.id}"),
        *placed(document, span, quote),
        section=section_path(mention.context, mention.section, mention.part),
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
        page=page_of(document, span.start),
        paragraph=paragraph_of(document, span.start),
        answers=(("value", Answer(None, mention.quantity.form, span)), *answers.items()),
    )


def _stated_answers(statement: Statement) -> dict[str, Answer]:
    named = statement.named
    return dict(statement.answers) | {
        "indicator": named_beside_words(named),
        "indicator_id": headline_name(named),
        "kind": kind_of_headline(Kind(named.entry.kinds[0])),
        "flow": kind_of_headline(True) if named.entry.flow else stock(),
        "annual": not_annual(),
    }


def _written_unit(quantity: Quantity) -> str:
    return quantity.written.unit if quantity.form not in ("coverage", "doubling") else ""

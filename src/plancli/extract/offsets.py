"""Records of a hard-wrapped text: found in the text as it reads, told in the offsets of the text as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from plancli.extract.target import make_id, said, text_digest
from plancli.model import Answer, Document, Missed, Quantity, RejectedNumber, Span, Target
from plancli.read.plain.offsets import Places

Placeable = TypeVar("Placeable", Missed, Quantity, RejectedNumber)
"""What has a span and a text of its own beside the targets."""


def placed_targets(targets: Iterable[Target], document: Document, places: Places) -> Iterator[Target]:
    """`targets` of the unwrapped text as those of `document`: spans, verbatim texts and ids."""
    digest = text_digest(document)
    for one in targets:
        yield _target(one, document, digest, places)


def placed_parts(parts: Iterable[Placeable], document: Document, places: Places) -> Iterator[Placeable]:
    """Other findings, moved in the same way."""
    for one in parts:
        span = places.back(one.span)
        yield replace(one, span=span, text=_text(document, span))


def as_written(parts: Iterable[Placeable], document: Document) -> Iterator[Placeable]:
    """Findings of the folded text with the words that are in the document: ５Ｇ, not 5G."""
    for one in parts:
        words = _text(document, one.span)
        yield one if one.text == words else replace(one, text=words)


def _target(one: Target, document: Document, digest: str, places: Places) -> Target:
    # filled in, as normalising does: nobody else holds the record
    one.span, one.quote = places.back(one.span), places.back(one.quote)
    # of the text as it is, like every id: that lines were joined for reading must not change it
    one.id = make_id(digest, one.span.start, one.span.end, said(one))
    one.text, one.quote_text = _text(document, one.span), _text(document, one.quote)
    one.answers = tuple([(name, _answer(answer, places)) for name, answer in one.answers])
    return one


def _answer(answer: Answer, places: Places) -> Answer:
    """A copy: rules of later figures ask for the place of the answer in the text that is read."""
    if answer.span is None:
        return answer
    span = places.back(answer.span)
    # most have no fields of their own, and `replace` takes ten times as long
    plain = type(answer) is Answer
    return Answer(answer.value, answer.rule, span, answer.doubt) if plain else replace(answer, span=span)


def _text(document: Document, span: Span) -> str:
    return document.text[span.start : span.end]

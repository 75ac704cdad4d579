"""Figures that OCR is not sure of, cells that may be read otherwise, figures that a line end may have cut: the answers
that rest on them are doubted."""

from __future__ import annotations

from collections.abc import Sequence

from plancli.model import Answer, Document, Span, Target
from plancli.normalize.apart import may_be_apart
from plancli.normalize.cut import may_be_cut

VALUE = "value"
RESTING = (VALUE, "year", "base_year")  # attributes that are figures of the text


NamedAnswers = tuple[tuple[str, Answer], ...]


def doubted(answers: NamedAnswers, target: Target, document: Document) -> NamedAnswers:
    """The `answers` of a target, those doubted that rest on what the document is not sure of; an older doubt stays."""
    for unsure, doubt in ((document.unsure, "ocr_unsure"), (document.unsure_cells, "table_unsure")):
        if unsure:
            answers = tuple((name, _doubted(name, answer, target, unsure, doubt)) for name, answer in answers)
    for may_be, doubt in ((may_be_cut, "figure_cut"), (may_be_apart, "figure_apart")):
        if target.table is None and may_be(document, target.span):
            own = (target.span,)
            answers = tuple((name, _doubted(name, answer, target, own, doubt)) for name, answer in answers)
    return answers


def _doubted(name: str, answer: Answer, target: Target, unsure: Sequence[Span], doubt: str) -> Answer:
    place = target.span if name == VALUE else answer.span
    if name not in RESTING or place is None or answer.doubt or not any(_meet(place, one) for one in unsure):
        return answer
    return Answer(answer.value, answer.rule, answer.span, doubt)


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end

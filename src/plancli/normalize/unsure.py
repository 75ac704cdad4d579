"""Figures that OCR is not sure of: the answers that rest on them are doubted."""

from __future__ import annotations

from collections.abc import Sequence

from plancli.model import Answer, Span, Target

VALUE = "value"
RESTING = (VALUE, "year", "base_year")  # attributes that are figures of the text


Answers = tuple[tuple[str, Answer], ...]


def doubted(answers: Answers, target: Target, unsure: Sequence[Span]) -> Answers:
    """The `answers` of a target, those doubted that rest on a figure in `unsure`; a doubt that is there stays."""
    return tuple((name, _doubted(name, answer, target, unsure)) for name, answer in answers)


def _doubted(name: str, answer: Answer, target: Target, unsure: Sequence[Span]) -> Answer:
    place = target.span if name == VALUE else answer.span
    if name not in RESTING or place is None or answer.doubt or not any(_meet(place, one) for one in unsure):
        return answer
    return Answer(answer.value, answer.rule, answer.span, "ocr_unsure")


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end

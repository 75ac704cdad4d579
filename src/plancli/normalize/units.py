"""Where the unit of a record comes from: the words that name it, or the form of its number."""

from __future__ import annotations

from plancli.model import Answer, Span, Target


def answer(target: Target, told: Answer | None, base: str) -> Answer:
    """Where the unit of `target` comes from, with its `base` as the value; `told` is what a rule said, if one did."""
    if told is not None:
        return Answer(base, told.rule, told.span)
    if not target.written_unit:
        return Answer(base, "form_of_number", target.span) if base else Answer(base, "no_unit")
    at = target.text.rfind(target.written_unit)
    if at < 0:
        return Answer(base, "understood_unit")
    start = target.span.start + at
    return Answer(base, "written_unit", Span(start, start + len(target.written_unit)))

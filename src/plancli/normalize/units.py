"""Where the unit of a record comes from: the words that name it, or the form of its number."""

from __future__ import annotations

from plancli.model import Answer, Span, Target


def answer(target: Target, told: Answer | None, base: str) -> Answer:
    """Where the unit of `target` comes from, with its `base` as the value; `told` is what a rule said, if one did."""
    if told is not None:
        return Answer(base, told.rule, told.span)
    if not target.written_unit:
        return form_of_number(base, target.span) if base else no_unit(base)
    at = target.text.rfind(target.written_unit)
    if at < 0:
        return understood_unit(base)
    start = target.span.start + at
    return written_unit(base, Span(start, start + len(target.written_unit)))


def form_of_number(base: str, span: Span) -> Answer:
    """全覆盖 is in %, 翻番 in 倍: the form says it.

    Args:
        base: the base unit, `%` or `倍`.
        span: of the whole figure.
    """
    return Answer(base, "form_of_number", span)


def no_unit(base: str) -> Answer:
    """A bare number.

    Args:
        base: the empty base unit.
    """
    return Answer(base, "no_unit")


def understood_unit(base: str) -> Answer:
    """五万余个, 第一: the unit is not behind the figure in one piece, or is that of its kind.

    Args:
        base: the base unit.
    """
    return Answer(base, "understood_unit")


def written_unit(base: str, span: Span) -> Answer:
    """2.6万个 → 个: the unit behind the figure, as its base unit.

    Args:
        span: of the unit as it is written.
    """
    return Answer(base, "written_unit", span)

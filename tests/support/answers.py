"""What a record says of each attribute, as the text that case files and word lists are written in."""

from __future__ import annotations

from collections.abc import Callable

from cases import Case

from plancli.model import Target


def _or_none(value: object) -> str:
    return "none" if value is None else str(value)


def _status_or_rule(target: Target) -> str:
    """`other` by the rule that found it, since the rules are what the cases of `other` are about."""
    return rule(target, "status") if target.status == "other" else str(target.status)


def _flags(target: Target) -> str:
    return " ".join(name for name in ("flow", "annual") if getattr(target, name)) or "neither"


def _in_words(target: Target) -> str:
    """Of what, what is stated, how, and against what."""
    if target.stated is None:
        return "no words"
    return f"{target.indicator_id} {target.stated} {target.comparator} {_or_none(target.against)}"


def rule(target: Target, attribute: str) -> str:
    """The name of the rule that decided an attribute."""
    return dict(target.answers)[attribute].rule


def _whole(target: Target) -> str:
    """The record in one line: name, kind, comparator, value, unit, flags; `other` for what promises nothing."""
    amount = target.amount
    if target.status == "other" or amount is None:
        return str(target.status)
    value = str(amount.value) if amount.value_max is None else f"{amount.value}..{amount.value_max}"
    flags = [name for name in ("flow", "annual") if getattr(target, name)]
    return " ".join((target.indicator, str(target.kind), str(target.comparator), value, amount.unit, *flags))


ANSWERS: dict[str, Callable[[Target], str]] = {
    "comparator": lambda target: str(target.comparator),
    "kind": lambda target: str(target.kind),
    "indicator": lambda target: target.indicator,
    "measure": lambda target: target.indicator,
    "owner": lambda target: target.indicator,
    "year": lambda target: _or_none(target.year),
    "base_year": lambda target: _or_none(target.base_year),
    "status": lambda target: str(target.status),
    "modality": lambda target: _or_none(target.modality),
    "departments": lambda target: "、".join(target.departments) or "none",
    "flags": _flags,
    "unit": lambda target: target.amount.unit,
    "stated": _in_words,
    "sectors": _whole,
}


def answer_to(case: Case, target: Target) -> str:
    """What a case asks of a record: by the name of its file, else by that of the folder, which is an attribute."""
    if case.room == "status":
        return _status_or_rule(target)
    return (ANSWERS.get(case.file) or ANSWERS[case.room])(target)


def attribute(target: Target, name: str) -> str:
    """The answer to `name`: an attribute, or `rule.ATTRIBUTE` for the rule behind one."""
    return rule(target, name.removeprefix("rule.")) if name.startswith("rule.") else ANSWERS[name](target)

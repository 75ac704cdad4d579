"""Figures as people read them: `≥80`, `5–5.5`, `与经济增长同步`."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from plancli.compare.tables import scale
from plancli.lexicon.stated_words import stated
from plancli.lexicon.unit_names import behind
from plancli.terms import Record

SIGNS = {"=": "", ">=": "≥", ">": ">", "<=": "≤", "<": "<", "~": "~", "range": ""}
DASH = "–"  # U+2013, which joins figures; a hyphen would read as minus


def said(record: Record, unit: scale.Scale, lang: str = "zh") -> str:
    """What a cell says of `record`: its figure in `unit`, or the words of a target without one."""
    if record.get("value") is None:
        return stated(record, lang)
    return text_of(str(record["comparator"]), *amount(record, unit))


def text_of(comparator: str, low: Decimal | None, high: Decimal | None = None) -> str:
    """A figure as people read it: `≥80`, `5–5.5`, `~5`.

    Args:
        comparator: a value of `model.Comparator`.
        low: None for no figure.
        high: None unless it is a range.
    """
    if low is None:
        return ""
    return SIGNS[comparator] + f"{low:f}" + ("" if high is None else f"{DASH}{high:f}")


def amount(record: Record, unit: scale.Scale) -> tuple[Decimal | None, Decimal | None]:
    """Lower and upper end of a figure in `unit`."""
    low, high = record.get("value"), record.get("value_max")
    return None if low is None else unit.of(low), None if high is None else unit.of(high)


def scale_of(records: Sequence[Record], base: str) -> scale.Scale:
    """The unit that reads best for all `records`, whose base unit is `base`."""
    with_figure = [record for record in records if record.get("value") is not None]
    values = [record[name] for record in with_figure for name in ("value", "value_max") if record.get(name) is not None]
    return scale.best(values, base, [str(record.get("written_unit") or "") for record in with_figure])


def in_one_unit(records: Sequence[Record], lang: str = "zh") -> list[str]:
    """The figures of `records`, which share a base unit, as people read them, in one unit: ≥280万人, 300万人."""
    base = next((str(record["unit"]) for record in records if record.get("value") is not None), "")
    unit = scale_of(records, base)
    after = behind(unit.unit, lang)
    return [said(one, unit, lang) + (after if one.get("value") is not None else "") for one in records]

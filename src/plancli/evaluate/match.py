"""Which predicted record matches which gold record, and in which fields the two agree."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from plancli.lexicon import load
from plancli.patterns import lazy
from plancli.terms import Record

TOLERANCE = Fraction(1, 10**6)  # relative: 666.6666667 is 2000/3
ALIKE = Fraction(6, 10)  # share of common letter pairs from which two phrases name one thing
UNIT_NOISE = lazy(r"[()（）\s·]")
NOISE = lazy(r"[\s“”\"'‘’《》〈〉()（）、,，;；:：。\-—·]")
FIELDS = ("value", "unit", "comparator", "year", "indicator", "kind")


def match(gold: Sequence[Record], predicted: Sequence[Record]) -> dict[int, int]:
    """Gold index → index of the predicted record that overlaps it, one to one: equal value first, then overlap."""
    pairs = [
        (same_amount(want, got), overlap, -abs(got["start"] - want["start"]), i, j)
        for i, want in enumerate(gold)
        for j, got in enumerate(predicted)
        if (overlap := min(want["end"], got["end"]) - max(want["start"], got["start"])) > 0
    ]
    pairs.sort(key=lambda pair: pair[:3], reverse=True)  # greedy: the surest pair first
    found: dict[int, int] = {}
    taken: set[int] = set()
    for *_, i, j in pairs:
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return found


def agreement(gold: Record, predicted: Record) -> dict[str, bool]:
    """For each field whether `predicted` has it right."""
    return {
        "value": same_value(gold, predicted),
        "unit": _base(gold)[0] == _base(predicted)[0],
        "comparator": gold["comparator"] == predicted.get("comparator"),
        "year": gold["year"] == predicted.get("year"),
        "indicator": same_indicator(gold, predicted),
        "kind": gold["kind"] == predicted.get("kind"),
    }


def same_amount(gold: Record, predicted: Record) -> bool:
    """The same figure in the same unit, whatever multiples they are written in."""
    return same_value(gold, predicted) and _base(gold)[0] == _base(predicted)[0]


def same_value(gold: Record, predicted: Record) -> bool:
    """The same number, and the same upper end, in base units."""
    pairs = ((_number(gold, name), _number(predicted, name)) for name in ("value", "value_max"))
    return all(_close(want, got) for want, got in pairs)


def same_indicator(gold: Record, predicted: Record) -> bool:
    """The predicted phrase holds the key of the gold one and little else, or most letter pairs are common."""
    want, key, got = (squeeze(text) for text in (gold["indicator"], gold["key"], predicted.get("indicator")))
    if not got:
        return False
    # Of the guidelines: a name that runs far beyond the gold one is not it, even if it holds the key.
    if key in got and len(got) <= 2 * len(want) + 6:
        return True
    a, b = _pairs(want), _pairs(got)
    return Fraction(2 * len(a & b), len(a) + len(b)) >= ALIKE


def squeeze(text: str | None) -> str:
    """`text` without blanks, quotes and stops, in small letters."""
    return NOISE.sub("", text or "").lower()


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)} or {text}


def _base(record: Record) -> tuple[str, Fraction]:
    """The base unit of a record, and how many of it one is worth, by the guidelines' table alone.

    `normalize` knows more spellings; a score by these would differ from the one that everybody else computes.
    """
    unit = UNIT_NOISE.sub("", record.get("unit") or "")
    base, factor = load.table("scoring").get(unit, (unit, "1"))
    return base, Fraction(factor)


def _number(record: Record, name: str) -> Fraction | None:
    value = record.get(name)
    return None if value is None else Fraction(Decimal(str(value))) * _base(record)[1]


def _close(a: Fraction | None, b: Fraction | None) -> bool:
    if a is None or b is None:  # no upper end on either side is agreement
        return a is b
    return abs(a - b) <= TOLERANCE * max(abs(a), abs(b))

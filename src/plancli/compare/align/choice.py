"""Which of several statements of one figure goes into the table. Why: docs/decisions/choice-between-mentions.md.

One function a criterion: it grades a record, and a higher grade is preferred. They are asked in the order of
`CRITERIA`; a later one only where all before it see no difference.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from plancli.lexicon import load
from plancli.numerals.numbers import chinese
from plancli.patterns import lazy
from plancli.terms import Record

Criterion = Callable[[Record], Any]
"""A function of a record whose values sort: of two records for one cell, the one with the smaller value is shown."""

# None is a plain promise: as firm as 预期性, and firmer than a hope (力争).
FIRMNESS = {"binding": 3, "ensure": 2, "expected": 1, None: 1, "strive": 0}
# A range says more than a bound, for it has both ends; 左右 says least.
EXACTNESS = {"=": 3, "range": 2, ">=": 1, "<=": 1, ">": 1, "<": 1, "~": 0}
ORDINAL = lazy("第?([一二三四五六七八九十]{1,3})")  # of the topmost heading
UP, DOWN = (">", ">="), ("<", "<=")


def of_itself(record: Record) -> bool:
    """What the text says of the indicator alone before what it says of several at once."""
    return not record.get("joint")


def whole_region(record: Record) -> bool:
    """The whole region before a part of it (主城区, 试点)."""
    return not any(word in str(record["indicator"]) for word in _words("part"))


def stands_among_targets(record: Record) -> bool:
    """A table or section of targets (发展目标), or a list that announces them, before a slogan elsewhere."""
    place = f"{record.get('section') or ''} {record.get('quote') or ''}"
    announced = record.get("modality") in ("binding", "expected")
    return announced or record.get("table") is not None or any(word in place for word in _words("targets"))


def firm(record: Record) -> int:
    """A promise before something merely striven for (增长13%,力争15%)."""
    return FIRMNESS.get(record.get("modality"), 1)  # words of other versions count as a plain promise


def in_later_section(record: Record) -> int:
    """A figure under 二、 before one under 一、: a plan looks back before it sets targets."""
    found = ORDINAL.match(str(record.get("section") or ""))
    return int(chinese(found[1])) if found else 0


def exact(record: Record) -> int:
    """An exact figure before a range, a bound, and 左右."""
    return EXACTNESS[str(record["comparator"])]


def finely_written(record: Record) -> int:
    """3.35% before 3%: more digits that count."""
    digits = "".join(char for char in str(record.get("written_value") or record.get("value")) if char.isdigit())
    return len(digits.strip("0"))  # 0.50 and 500 have no more digits than 5


def stands_later(record: Record) -> tuple[str, int]:
    """The later statement in the document: the summary comes first, the detail after it."""
    return str(record.get("doc") or ""), int(record.get("start") or 0)


CRITERIA: tuple[Criterion, ...] = (
    of_itself,
    whole_region,
    stands_among_targets,
    firm,
    in_later_section,
    exact,
    finely_written,
    stands_later,
)


def choose(records: Sequence[Record]) -> Record:
    """The statement that stands for all of `records`, which state one figure of one place and year."""
    left = list(records)
    for criterion in CRITERIA:  # the first of those that all criteria prefer
        if len(left) == 1:
            break
        grades = list(map(criterion, left))
        best = max(grades)
        left = [record for record, its in zip(left, grades, strict=True) if its == best]
    return left[0]


def clashes(chosen: Record, others: Sequence[Record]) -> bool:
    """Whether one of `others` states another figure than `chosen`.

    A second, striven-for level in the same sentence (增长13%,力争15%) is no contradiction.
    """
    return any(not _agree(chosen, other) and not _is_stretch(chosen, other) for other in others)


def _agree(one: Record, other: Record) -> bool:
    same = one["value"] == other["value"] and one.get("value_max") == other.get("value_max")
    # ≥80 and >80 agree for a table; ≥80 and ≤80 do not
    return same and not _opposed(str(one["comparator"]), str(other["comparator"]))


def _opposed(one: str, other: str) -> bool:
    return (one in UP and other in DOWN) or (one in DOWN and other in UP)


def _is_stretch(chosen: Record, other: Record) -> bool:
    same_sentence = chosen.get("doc") == other.get("doc") and chosen.get("quote") == other.get("quote")
    return same_sentence and other.get("modality") == "strive" and chosen.get("modality") != "strive"


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(load.table("compare")[name]["words"])

"""The closed vocabularies of a record: comparator, kind, status, modality."""

from __future__ import annotations

from enum import StrEnum


class Comparator(StrEnum):
    """How the value bounds the indicator (Civil Code art. 1259: 以上 includes the figure, 超过 does not)."""

    EQ = "="
    GE = ">="
    GT = ">"
    LE = "<="
    LT = "<"
    ABOUT = "~"
    RANGE = "range"


class Kind(StrEnum):
    LEVEL = "level"
    GROWTH = "growth"
    DECREASE = "decrease"
    SHARE = "share"
    MULTIPLE = "multiple"
    RANK = "rank"


class Status(StrEnum):
    TARGET = "target"
    ACTUAL = "actual"
    OTHER = "other"


class Modality(StrEnum):
    BINDING = "binding"
    EXPECTED = "expected"
    ENSURE = "ensure"
    STRIVE = "strive"

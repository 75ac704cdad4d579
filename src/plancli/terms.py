"""The closed vocabularies of a record, and what a number is."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

Number = Decimal | Fraction


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


class Review(StrEnum):
    """What people did with a record (`--decisions`)."""

    ACCEPTED = "accepted"
    CHANGED = "changed"
    ADDED = "added"


class Stated(StrEnum):
    """A promise without a figure: 与经济增长同步, 高于全国平均水平, 实现正增长, 完成国家下达任务."""

    IN_STEP = "in_step"
    ABOVE = "above"
    BELOW = "below"
    POSITIVE = "positive"
    AS_ASSIGNED = "as_assigned"
    MAINTAIN = "maintain"
